"""A blueprint that asks for what a paper has, and for all else as before."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, section
from worksheetgen.assembly.easing import (
    PAPER,
    bound_eased,
    count_eased,
    marks_eased,
    minutes_eased,
    without_activity,
    without_required,
)
from worksheetgen.model.blueprint import Activity, Measure, Tag
from worksheetgen.value import replace

KIROV = bound(Tag.TOPIC, "kirov", Measure.MARKS, 4, 6)
GULAG = bound(Tag.TOPIC, "gulag", Measure.MARKS, 2, 3)
FIRST, SECOND = section(line=1), section(marks=8, questions=(3, 5), bounds=(KIROV, GULAG), line=2)
PLAN = blueprint(FIRST, SECOND, bounds=(GULAG, KIROV), minutes=20, require=("a", "b", "c"))


@pytest.mark.parametrize(("amount", "ends"), [(2, (2, 6)), (5, (4, 6)), (9, (4, 9))])
@pytest.mark.parametrize("number", [1, PAPER])
def test_a_bound_is_widened_where_it_stands(number: int, amount: int, ends: tuple[int, int]) -> None:
    """Down to less, or up to more, of the section or of the paper; the same bound elsewhere, and others, stay."""
    wider = replace(KIROV, at_least=ends[0], at_most=ends[1])
    expected = (
        replace(PLAN, bounds=(GULAG, wider))
        if number == PAPER
        else replace(PLAN, sections=(FIRST, replace(SECOND, bounds=(wider, GULAG))))
    )
    assert bound_eased(KIROV, number)(PLAN, amount) == expected


@pytest.mark.parametrize(("amount", "ends"), [(1, (1, 5)), (4, (3, 5)), (7, (3, 7))])
def test_the_number_of_questions_is_widened(amount: int, ends: tuple[int, int]) -> None:
    """To fewer or to more than the section asks for."""
    low, high = ends
    wider = replace(SECOND, questions_low=low, questions_high=high)
    assert count_eased(1)(PLAN, amount) == replace(PLAN, sections=(FIRST, wider))


def test_marks_become_those_that_there_are() -> None:
    """Of that section alone."""
    assert marks_eased(1)(PLAN, 5) == replace(PLAN, sections=(FIRST, replace(SECOND, marks=5)))


def test_a_required_question_is_required_no_more() -> None:
    """The others still are."""
    assert without_required("b")(PLAN, 0) == replace(PLAN, require=("a", "c"))


def test_an_activity_is_taken_out() -> None:
    """The section has one question of each activity that is left; other sections keep theirs."""
    plan = blueprint(
        section(activities=(Activity.CLOZE,)),
        section(activities=(Activity.CLOZE, Activity.CROSSWORD)),
        section(),
    )
    assert without_activity(1, Activity.CLOZE)(plan, 0) == blueprint(
        section(activities=(Activity.CLOZE,)), section(activities=(Activity.CROSSWORD,)), section()
    )


@pytest.mark.parametrize(
    ("asked", "needed", "allowed"),
    [(20, 25, 25), (20, 29, 29), (20, 30, 35), (60, 70, 75), (30, 26, 31)],
)
def test_minutes_are_enough_for_the_questions(asked: int, needed: int, allowed: int) -> None:
    """Five more for checking where the paper has thirty minutes or more, and none where it has fewer."""
    assert minutes_eased(replace(PLAN, minutes=asked), needed) == replace(PLAN, minutes=allowed)
