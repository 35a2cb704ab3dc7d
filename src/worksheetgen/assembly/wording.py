"""Demands of a blueprint in a teacher's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from worksheetgen.assembly.admission import SOURCE_KINDS
from worksheetgen.english import NAMED, all_of, any_of, in_digits
from worksheetgen.model.blueprint import TWENTIETHS, Bound, Measure, Section, Tag
from worksheetgen.model.question import Question

_TAGGED = {
    Tag.TOPIC: "on {}",
    Tag.MAIN_TOPIC: "mainly on {}",
    Tag.OBJECTIVE: "for {}",
    Tag.KIND: "of the kind {}",
    Tag.TIER: "suited to {}",
    Tag.SOURCE: "on {}",
    Tag.DIFFICULTY: "of difficulty {}",
}
_MEASURED = {
    Measure.MARKS: ("mark", 1),
    Measure.QUESTIONS: ("question", 1),
    Measure.EXPECTED_SCORE: ("mark", TWENTIETHS),
}
_LISTED = 8
_NO_LIMIT = 999  # what a blueprint has for the end of "at least 3"


def section_name(sections: Sequence[Section], number: int) -> str:
    """`Section B` for the second section, counted from 0; `the paper` where it has one alone, without a title."""
    whole = len(sections) == 1 and not sections[0].title
    return "the paper" if whole else f"Section {ascii_uppercase[number]}"


def figure(count: int, parts: int) -> str:
    """A count of so many parts of one: `8`, or `23.85` of 477 twentieths."""
    return in_digits(count / parts, between="")


def number_of(count: int, noun: str, parts: int = 1) -> str:
    """`1 mark`, `8 marks`, `23.85 marks`."""
    return f"{figure(count, parts)} {noun}{'s' * (count != parts)}"


def span(low: int, high: int, noun: str, most: int, parts: int = 1) -> str:
    """`3 questions`, `2 to 4 questions`, `at least 2 marks`; a `high` of `most` or more is no limit."""
    if low == high:
        return number_of(low, noun, parts)
    if high >= min(most, _NO_LIMIT * parts):
        return f"at least {number_of(low, noun, parts)}"
    above = number_of(high, noun, parts)
    return f"{figure(low, parts)} to {above}" if low else f"at most {above}"


def bound_span(bound: Bound, most: int) -> str:
    """`at least 1 question on kirov`, `2 to 6 marks on gulag for AO2`, `an expected score of 23.5 to 23.8 marks`."""
    noun, parts = measured(bound)
    amount = span(bound.at_least, bound.at_most, noun, most, parts)
    if bound.unit is Measure.EXPECTED_SCORE:
        amount = f"an expected score of {amount}"
    return " ".join((amount, *(_TAGGED[tag].format(value) for tag, value in bound.tags)))


def measured(bound: Bound) -> tuple[str, int]:
    """`mark` or `question`, what the bound counts, and in how many parts of one."""
    return _MEASURED[bound.unit]


def count_of(section: Section, most: int) -> str:
    """How many of what a section asks for: `2 to 4 short-answer questions on gulag`."""
    noun, rest = _what(section)
    return span(section.questions_low, section.questions_high, noun, most) + rest


def questions_of(section: Section) -> str:
    """What a section takes: `short-answer questions on gulag`."""
    noun, rest = _what(section)
    return f"{noun}s{rest}"


def _what(section: Section) -> tuple[str, str]:
    """The noun for what a section takes, for one question, and what follows it."""
    kinds = [kind.value for kind in section.kinds]
    if set(section.kinds) >= SOURCE_KINDS:
        kinds = [kind.value for kind in section.kinds if kind not in SOURCE_KINDS] + ["source"]
    kinds += [f"non-{kind.value}" for kind in section.without]
    rest = ""
    if len(kinds) > NAMED:
        kinds, rest = [], f" of its {len(kinds)} kinds"
    rest += f" on {any_of(section.topics, 'topic')}" if section.topics else ""
    rest += f" resting on {any_of(section.sources, 'source')}" if section.sources else ""
    rest += f" suited to {' and '.join(section.tiers)}" if section.tiers else ""
    return f"{' or '.join(kinds)} question".lstrip(), rest


def some_of(names: Sequence[str]) -> str:
    """`gulag-03, gulag-07 and gulag-08`; of many the first few, and how many more there are."""
    return all_of([*names[:_LISTED], *([f"{len(names) - _LISTED} more"] if len(names) > _LISTED else [])])


def named(questions: Iterable[Question]) -> str:
    """The ids of questions, in order, as `some_of`."""
    return some_of(sorted(question.id for question in questions))
