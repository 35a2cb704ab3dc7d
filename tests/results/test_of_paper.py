"""A paper's result agrees with the marks that were typed, by the markbook's rules."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.markbook.books import papers, recorded
from tests.samples import AO1, question, unit, written
from worksheetgen.marks_record import MarkKey
from worksheetgen.model.question import Objective
from worksheetgen.results import NoMark, PaperResult, Tally, paper_result
from worksheetgen.value import replace

AO3 = Objective("GCSE", "AO3")
BANK = unit(
    *(question(f"kirov-0{n}") for n in (1, 2, 3)),
    question("gulag-01", written(4), topics=("gulag", "kirov")),
    question("gulag-02", replace(written(6), objectives=((AO1, 2), (AO3, 4))), topics=("gulag",)),
)
(STUDENT, *_) = recorded(papers("kirov-01 kirov-02 kirov-03", "gulag-01 gulag-02", spag=4, bank=BANK))


def numbers(tally: Tally) -> tuple[float, float, float]:
    """Its marks, the most where there is a mark, and the most of the whole paper."""
    return float(tally.marks), float(tally.marked), float(tally.most)


def result(marks: dict[str, str], boundaries: dict[str, int] | None = None) -> PaperResult:
    """The result of student 017's paper with these marks by question."""
    typed: dict[MarkKey, str] = {("017", key): mark for key, mark in marks.items()}
    typed |= {("", grade): str(mark) for grade, mark in (boundaries or {}).items()}
    return paper_result(STUDENT, BANK, typed)


def test_a_question_counts_on_its_first_topic_alone() -> None:
    """`gulag-01` is tagged with both topics and counts on its first; SPaG counts on neither."""
    found = result({"kirov-01": "1", "gulag-01": "3", "gulag-01 SPaG": "4"}).topics
    assert list(found) == ["kirov", "gulag"]
    assert numbers(found["kirov"]) == (1, 1, 3)
    assert numbers(found["gulag"]) == (3, 4, 10)


def test_objectives_share_a_mark_in_proportion() -> None:
    """Of 3 marks for a question with 2 of AO1 and 4 of AO3, one counts on AO1 and two on AO3."""
    found = result({"gulag-02": "3"}).objectives
    assert numbers(found["GCSE AO1"]) == (1, 2, 2 + 3 + 4)
    assert numbers(found["GCSE AO3"]) == (2, 4, 4)
    assert result({"gulag-02": "1"}).objectives["GCSE AO1"].marks == Fraction(1, 3)


def test_questions_stand_as_printed_with_their_marks() -> None:
    """Each question has its number on that paper, its mark, or why it has none; its SPaG follows it."""
    found = {
        one.key: one
        for one in result({"kirov-02": "0", "gulag-01": "absent", "gulag-01 SPaG": "2"}).questions
    }
    assert [one.id for one in STUDENT.questions] == [key for key in found if not key.endswith(" SPaG")]
    assert {one.id: one.number for one in STUDENT.questions} == {
        one.question.id: one.number for one in found.values()
    }
    assert (found["kirov-02"].mark, found["kirov-02"].lost) == (0, 1)
    assert (found["gulag-01"].mark, found["gulag-01"].lost) == (NoMark.ABSENT, 0)
    assert (found["kirov-01"].mark, found["kirov-01"].lost) == (NoMark.NOT_YET, 0)
    assert (found["gulag-01 SPaG"].mark, found["gulag-01 SPaG"].most) == (2, 4)


def test_what_is_absent_or_not_marked_counts_in_no_sum() -> None:
    """The total and what could be had are of what is marked; the most is that of the whole paper."""
    found = result({"kirov-01": "1", "kirov-02": "absent", "gulag-01": "2"})
    assert numbers(found.total) == (3, 5, 3 + 4 + 6 + 2 * 4)
    assert found.is_marked
    assert not found.is_absent
    assert not found.is_complete


@pytest.mark.parametrize(
    ("marks", "is_marked", "is_absent"),
    [({}, False, False), ({"kirov-01": "absent"}, False, True), ({"kirov-01": "0"}, True, False)],
)
def test_who_has_no_mark_is_absent_or_not_marked_yet(
    marks: dict[str, str], is_marked: bool, is_absent: bool
) -> None:
    """0 is a mark; `absent` and nothing are none, and have no grade however low it begins."""
    found = result(marks, {"U": 0})
    assert (found.is_marked, found.is_absent, found.grade) == (is_marked, is_absent, "U" * is_marked)


def test_a_grade_is_that_of_the_highest_boundary_reached() -> None:
    """A total on the boundary has the grade; one below all has none."""
    boundaries = {"9": 7, "5": 3, "4": 2}
    assert [result({"gulag-02": str(mark)}, boundaries).grade for mark in (1, 2, 3, 6)] == ["", "4", "5", "5"]


def test_a_letter_is_worth_what_the_paper_s_key_says() -> None:
    """The key has all marks, any other letter none; which option it was is known, and of a number it is not."""
    (asked,) = (one for one in STUDENT.questions if one.id == "kirov-01")
    for letter, option in zip("ABCD", asked.options, strict=True):
        (found,) = (one for one in result({"kirov-01": letter}).questions if one.key == "kirov-01")
        assert (found.mark, found.crossed) == (int(letter == asked.answer), (option,))
    (numbered,) = (one for one in result({"kirov-01": "1"}).questions if one.key == "kirov-01")
    assert numbered.crossed == ()


def test_marks_of_other_papers_are_passed_over() -> None:
    """Only the paper's own marks count."""
    found = paper_result(STUDENT, BANK, {("018", "kirov-01"): "1", ("017", "gone-01"): "1"})
    assert not found.is_marked
    assert found.total.marks == 0


@pytest.mark.parametrize(
    ("lost", "topics"),
    [
        ({"kirov-01": "0", "gulag-01": "2", "gulag-02": "3"}, ["gulag", "kirov"]),
        ({"kirov-01": "0", "gulag-01": "4", "gulag-02": "5"}, ["kirov", "gulag"]),
        (
            {"kirov-01": "1", "kirov-02": "0", "kirov-03": "0", "gulag-01": "4", "gulag-02": "4"},
            ["kirov", "gulag"],
        ),
        ({"kirov-01": "0", "gulag-01": "4", "gulag-02": "4"}, ["kirov", "gulag"]),
        (
            {"kirov-01": "1", "kirov-02": "1", "kirov-03": "0", "gulag-01": "4", "gulag-02": "4"},
            ["gulag", "kirov"],
        ),
        ({"kirov-01": "1", "gulag-01": "4", "gulag-02": "6"}, []),
    ],
)
def test_topics_are_lost_by_marks_those_below_two_thirds_first(
    lost: dict[str, str], topics: list[str]
) -> None:
    """One multiple choice of one is less than 5 marks of 10; of as many marks the smaller share comes first."""
    assert list(result(lost).lost_topics) == topics
