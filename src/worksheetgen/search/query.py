"""What a teacher types to what is meant: words to look for, and tags that narrow them.

`gulag "forced labour" -diary tier:support -kind:essay marks:<=4`: words and phrases that must be there or,
after a dash, must not; and tags of the questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase

from worksheetgen.english import one_of
from worksheetgen.errors import Place, Problem, WrongUsage
from worksheetgen.kinds import Kind
from worksheetgen.model.question import Question
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value

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
CLOSED: Mapping[str, tuple[str, ...]] = {
    "tier": tuple(tier.value for tier in Tier),
    "kind": tuple(kind.value for kind in Kind),
}
"""The tags whose words are the same in every bank, with all of them."""
LIMITS: Mapping[str, tuple[int, int]] = {"difficulty": (1, 5), "marks": (1, MOST), "paragraph": (1, MOST)}
"""The least and the most that a question can have, where that is not 0 and `MOST`."""


class Query(Value):
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

    Raises WrongUsage with everything that cannot be found in any bank: a tag that there is not, a value that cannot be
    read or that no question can have, marks without a word among them.
    """
    words: list[str] = []
    without: list[str] = []
    filters: list[Callable[[Question], bool]] = []
    problems: list[Problem] = []
    for minus, phrase, bare in PIECE.findall(text.replace("\0", " ")):  # at which SQLite takes a query to end
        tag, colon, value = bare.partition(":")
        if colon:
            problem = _problem(tag, value)
            if problem is None:
                filters.append(_not(_filter(tag, value)) if minus else _filter(tag, value))
        else:
            problem = _no_word(minus, phrase or bare)
            (without if minus else words).append((phrase or bare).strip())
        problems += [problem] if problem else []
    if problems:
        raise WrongUsage(problems)
    return Query(tuple(filter(None, words)), tuple(filter(None, without)), tuple(filters))


def _filter(tag: str, value: str) -> Callable[[Question], bool]:
    """The test that `tag:value` stands for; `_problem` finds nothing wrong with it.

    A tag with words takes patterns with commas between them (`gulag,kirov`, `source-*`), in capitals or not;
    a tag with numbers takes a number or a range, where `<=` and `2-4` exclude each other.
    """
    if tag in WORDS:
        patterns, of = _patterns(value), WORDS[tag]
        return lambda q: any(fnmatchcase(word.casefold(), pattern) for word in of(q) for pattern in patterns)
    low, high = _span(value)
    count = NUMBERS[tag]
    return lambda q: any(low <= number <= high for number in count(q))


def _patterns(value: str) -> list[str]:
    return [pattern for pattern in value.casefold().split(",") if pattern]


def _span(value: str) -> tuple[int, int]:
    """The lowest and the highest number, both included, that a value means.

    Raises ValueError where it is no number and no range.
    """
    found = RANGE.fullmatch(value)
    if not found or (found[1] and found[3]):
        raise ValueError(value)
    number, last = int(found[2]), found[3]
    match found[1]:
        case "<=":
            return 0, number
        case ">=":
            return number, MOST
        case "<":
            return 0, number - 1
        case ">":
            return number + 1, MOST
        case _:
            return number, int(last or number)


def _not(fits: Callable[[Question], bool]) -> Callable[[Question], bool]:
    # Not written within the loop of `read_query`, where every such function would test the loop's last
    # `fits`.
    return lambda question: not fits(question)


def _no_word(minus: str, written: str) -> Problem | None:
    """What is wrong with a piece that is no tag: it has neither letters nor digits. An empty phrase is let pass."""
    if not (minus or written).strip() or any(character.isalnum() for character in written):
        return None
    what = f"There is no word in ‘{minus}{written}’."
    return Problem(Place(f"{minus}{written}"), what, "Write a word, or take it out.")


def _problem(tag: str, value: str) -> Problem | None:
    """Why `tag:value` cannot be read, or finds nothing in any bank; None where nothing is wrong."""
    place = Place(f"{tag}:{value}")
    if tag in NUMBERS:
        try:
            low, high = _span(value)
        except ValueError:
            return Problem(place, f"‘{value}’ is no number.", f"Write {tag}:2, {tag}:<=2 or {tag}:2-4.")
        least, most = LIMITS.get(tag, (0, MOST))
        if max(low, least) <= min(high, most):
            return None
        what = f"No question can have {tag} {value}."
        other = f"{tag}:{high}-{low}" if "-" in value else f"{tag}:{least}-{most}"
        return Problem(place, what, f"Write for example {other}.")
    if tag in WORDS and _patterns(value):
        known = CLOSED.get(tag, ())
        for pattern in _patterns(value):
            if known and not any(fnmatchcase(name, pattern) for name in known):
                return Problem(place, f"There is no {tag} ‘{pattern}’.", one_of(pattern, known))
        return None
    if tag in WORDS:
        return Problem(
            place, f"The tag ‘{tag}’ has no value.", f"Write for example {tag}:gulag; * stands for anything."
        )
    names = ", ".join((*WORDS, *NUMBERS))
    return Problem(
        place, f"There is no tag ‘{tag}’.", f"Write one of: {names}; or put the words in quotation marks."
    )
