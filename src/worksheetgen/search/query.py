"""What a teacher types to what is meant: words to look for, and tags that narrow them.

`gulag "forced labour" -diary tier:support -kind:essay marks:<=4`: words and phrases that must be there or,
after a dash, must not; and tags of the questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from worksheetgen.errors import Place, Problem, WrongUsage
from worksheetgen.model.bank import Question

PIECE = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
"""A dash or none, then a phrase between quotation marks, or whatever goes on to the next space or mark."""
RANGE = re.compile(r"(<=|>=|<|>|=)?(\d{1,3})(?:-(\d{1,3}))?")
"""`2`, `<=2` or `2-4`."""
MOST = 999
"""No question has more marks, minutes or paragraphs: where `>3` ends."""

WORDS: Mapping[str, Callable[[Question], Iterable[str]]] = {
    "topic": lambda q: q.topics,
    "tier": lambda q: [tier.value for tier in q.tiers],
    "kind": lambda q: [kind.value for kind in q.kinds],
    "objective": lambda q: [objective.code for objective, _ in q.objectives],
    "source": lambda q: q.sources,
    "needs": lambda q: [q.needs],
    "unit": lambda q: [q.unit],
    "id": lambda q: [q.id],
}
"""Tags with words: one matches where any of a question's words does; * stands for anything, a comma for or."""
NUMBERS: Mapping[str, Callable[[Question], Iterable[int]]] = {
    "marks": lambda q: [q.marks],
    "minutes": lambda q: [q.minutes],
    "difficulty": lambda q: [q.difficulty],
    "paragraph": lambda q: q.paragraphs,
}
"""Tags with numbers: 2, <=2, >3, 2-4."""


@dataclass(frozen=True)
class Query:
    """What is looked for: a question must match all of it.

    `words` are words and phrases that its texts must have, `without` those that they must not have; a phrase
    is a text with a space in it. `filters` are the tests that its tags must pass.
    """

    words: tuple[str, ...]
    without: tuple[str, ...]
    filters: tuple[Callable[[Question], bool], ...]

    def admits(self, question: Question) -> bool:
        """Whether the question has every tag that was asked for."""
        return all(fits(question) for fits in self.filters)


def read_query(text: str) -> Query:
    """The query that a text means: anything with a colon is a tag, unless it stands between quotation marks.

    Raises WrongUsage with every tag that there is not, or whose value cannot be read.
    """
    words: list[str] = []
    without: list[str] = []
    filters: list[Callable[[Question], bool]] = []
    problems: list[Problem] = []
    for minus, phrase, bare in PIECE.findall(text):
        tag, colon, value = bare.partition(":")
        if not colon:
            (without if minus else words).append((phrase or bare).strip())
        elif fits := _filter(tag, value):
            filters.append(_not(fits) if minus else fits)
        else:
            problems.append(_problem(tag, value))
    if problems:
        raise WrongUsage(problems)
    return Query(tuple(filter(None, words)), tuple(filter(None, without)), tuple(filters))


def _filter(tag: str, value: str) -> Callable[[Question], bool] | None:
    """The test that `tag:value` stands for; None where there is no such tag or the value cannot be read.

    A tag with words takes patterns with commas between them (`gulag,kirov`, `source-*`), in capitals or not;
    a tag with numbers takes a number or a range, where `<=` and `2-4` exclude each other.
    """
    if tag in WORDS and value:
        patterns = [pattern for pattern in value.casefold().split(",") if pattern]
        of = WORDS[tag]
        return lambda q: any(fnmatchcase(word.casefold(), pattern) for word in of(q) for pattern in patterns)
    found = RANGE.fullmatch(value)
    if tag in NUMBERS and found and not (found[1] and found[3]):
        low, high = _span(*found.groups())
        count = NUMBERS[tag]
        return lambda q: any(low <= number <= high for number in count(q))
    return None


def _span(sign: str | None, first: str, last: str | None) -> tuple[int, int]:
    """The lowest and the highest number, both included, that the groups of a RANGE mean."""
    number = int(first)
    match sign:
        case "<=":
            return 0, number
        case ">=":
            return number, MOST
        case "<":
            return 0, number - 1
        case ">":
            return number + 1, MOST
        case _:
            return number, int(last or first)


def _not(fits: Callable[[Question], bool]) -> Callable[[Question], bool]:
    # Not written within the loop of `read_query`, where every such function would test the loop's last
    # `fits`.
    return lambda question: not fits(question)


def _problem(tag: str, value: str) -> Problem:
    """Why `tag:value` cannot be read."""
    place = Place(f"{tag}:{value}")
    if tag in NUMBERS:
        return Problem(place, f"‘{value}’ is no number.", f"Write {tag}:2, {tag}:<=2 or {tag}:2-4.")
    if tag in WORDS:
        return Problem(
            place, f"The tag ‘{tag}’ has no value.", f"Write for example {tag}:gulag; * stands for anything."
        )
    names = ", ".join((*WORDS, *NUMBERS))
    return Problem(
        place, f"There is no tag ‘{tag}’.", f"Write one of: {names}; or put the words in quotation marks."
    )
