"""Amounts, names and what a section takes, as a teacher would say them."""

from __future__ import annotations

import pytest

from tests.samples import bound, question, section
from worksheetgen.assembly.wording import bound_span, count_of, named, number_of, questions_of, some_of, span
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import Measure, Section, Tag
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace


@pytest.mark.parametrize(
    ("count", "parts", "said"),
    [
        (1, 1, "1 mark"),
        (0, 1, "0 marks"),
        (12345, 1, "12345 marks"),
        (20, 20, "1 mark"),
        (1, 20, "0.05 marks"),
        (477, 20, "23.85 marks"),
        (24690, 20, "1234.5 marks"),
    ],
)
def test_an_amount_has_its_noun(count: int, parts: int, said: str) -> None:
    """In plain digits, as a blueprint has them, without a comma at the thousands; one alone has no s."""
    assert number_of(count, "mark", parts) == said


@pytest.mark.parametrize(
    ("low", "high", "most", "parts", "said"),
    [
        (3, 3, 9, 1, "3 marks"),
        (0, 0, 9, 1, "0 marks"),
        (2, 4, 9, 1, "2 to 4 marks"),
        (0, 1, 9, 1, "at most 1 mark"),
        (1, 9, 9, 1, "at least 1 mark"),
        (2, 999, 5000, 1, "at least 2 marks"),
        (2, 998, 5000, 1, "2 to 998 marks"),
        (470, 470, 900, 20, "23.5 marks"),
        (470, 476, 900, 20, "23.5 to 23.8 marks"),
        (0, 60, 900, 20, "at most 3 marks"),
        (40, 999, 5000, 20, "2 to 49.95 marks"),
        (40, 19980, 50000, 20, "at least 2 marks"),
    ],
)
def test_a_span_names_its_ends(low: int, high: int, most: int, parts: int, said: str) -> None:
    """One number where both ends are the same; the end that is all the bank has, or 999, is no limit."""
    assert span(low, high, "mark", most, parts) == said


def test_a_bound_says_all_of_its_tags() -> None:
    """What it counts, from how much to how much, and each tag as a phrase of its own."""
    tags = (
        (Tag.MAIN_TOPIC, "gulag"),
        (Tag.KIND, "essay"),
        (Tag.TIER, "support"),
        (Tag.DIFFICULTY, "2-3"),
        (Tag.OBJECTIVE, "AO2"),
    )
    asked = replace(bound(Tag.TOPIC, "gulag", Measure.MARKS, 2, 6), tags=tags)
    phrases = "mainly on gulag of the kind essay suited to support of difficulty 2-3 for AO2"
    assert bound_span(asked, 40) == f"2 to 6 marks {phrases}"
    score = replace(asked, tags=((Tag.SOURCE, "x"),), unit=Measure.EXPECTED_SCORE, at_least=470, at_most=476)
    assert bound_span(score, 900) == "an expected score of 23.5 to 23.8 marks on x"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (section(), "questions"),
        (section(kinds=(Kind.ESSAY, Kind.EXPLAIN, Kind.DESCRIBE)), "essay or explain or describe questions"),
        (
            section(kinds=(Kind.ESSAY, Kind.EXPLAIN, Kind.DESCRIBE, Kind.ORDERING)),
            "questions of its 4 kinds",
        ),
        (section(topics=("a", "b", "c")), "questions on a or b or c"),
        (section(topics=("a", "b", "c", "d")), "questions on one of 4 topics"),
        (section(sources=("w", "x", "y", "z")), "questions resting on one of 4 sources"),
        (
            section(kinds=(Kind.ESSAY,), topics=("a",), sources=("x",), tiers=(Tier.CORE,)),
            "essay questions on a resting on x suited to core",
        ),
    ],
)
def test_a_section_names_up_to_three_of_each(asked: Section, said: str) -> None:
    """Kinds, topics and sources are named where there are three at most, and counted where there are more."""
    assert questions_of(asked) == said
    assert count_of(replace(asked, questions_low=2, questions_high=3), 9) == f"2 to 3 {said}"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "a"),
        (2, "a and b"),
        (3, "a, b and c"),
        (8, "a, b, c, d, e, f, g and h"),
        (9, "a, b, c, d, e, f, g, h and 1 more"),
        (20, "a, b, c, d, e, f, g, h and 12 more"),
    ],
)
def test_of_many_names_the_first_eight_are_told(count: int, said: str) -> None:
    """And how many more there are; questions are told in the order of their ids."""
    names = [chr(ord("a") + number) for number in range(count)]
    assert some_of(names) == said
    assert named(map(question, reversed(names))) == said
