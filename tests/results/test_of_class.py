"""What a class could do: facility and discrimination by question, and sums by topic."""

from __future__ import annotations

import pytest

from tests.markbook.books import BANK, papers, recorded
from tests.samples import student
from worksheetgen.marks_record import MarkKey
from worksheetgen.results import ClassResults, class_results

PUPILS = tuple(student(f"00{n}") for n in range(1, 5))
PAPERS = recorded(papers("kirov-01 kirov-02", "gulag-01", people=PUPILS))


def of(**marks: str) -> ClassResults:
    """The results where each pupil's marks for the questions in turn are `_001="1 0 4"`; - is no mark."""
    typed: dict[MarkKey, str] = {
        (id[1:], question): mark
        for id, row in marks.items()
        for question, mark in zip(("kirov-01", "kirov-02", "gulag-01"), row.split(), strict=True)
        if mark != "-"
    }
    return class_results(PAPERS, BANK, typed)


def test_facility_is_the_average_share_of_the_maximum() -> None:
    """Over those who have a mark: who is absent or not marked yet counts nowhere."""
    found = of(_001="1 1 5", _002="0 1 0", _003="0 absent -", _004="- - -")
    by_id = {one.question.id: one for one in found.questions}
    assert {id: len(one.marks) for id, one in by_id.items()} == {"kirov-01": 3, "kirov-02": 2, "gulag-01": 2}
    assert by_id["kirov-01"].facility == pytest.approx(1 / 3)
    assert by_id["gulag-01"].facility == pytest.approx(0.5)
    assert [paper.student.id for paper in found.marked] == ["001", "002", "003"]
    assert len(found.papers) == 4


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    """A question that the strong alone could do has 1, one that the weak alone could do -1, one that all could none."""
    found = of(_001="1 1 5", _002="1 1 5", _003="0 1 0", _004="0 1 0")
    strong, all_alike, _ = found.questions
    assert strong.discrimination == pytest.approx(1)
    assert all_alike.discrimination is None
    weak, *_ = of(_001="0 1 5", _002="0 1 5", _003="1 1 0", _004="1 1 0").questions
    assert weak.discrimination == pytest.approx(-1)


def test_nothing_is_said_of_a_question_that_stands_alone() -> None:
    """Where nothing else is marked there is no rest to compare with."""
    (alone,) = of(_001="1 - -", _002="0 - -").questions
    assert alone.rests == (None, None)
    assert alone.discrimination is None


def test_topics_add_up_all_papers() -> None:
    """The class's marks on a topic are of what is marked on all papers together."""
    found = of(_001="1 1 5", _002="0 - -")
    assert {id: (int(tally.marks), int(tally.marked)) for id, tally in found.topics.items()} == {
        "kirov": (2, 3),
        "gulag": (5, 5),
    }
    assert found.topics["gulag"].share == 1.0


def test_a_run_without_marks_has_no_statistics() -> None:
    """There are papers, and nothing to say of any question."""
    found = of()
    assert (len(found.papers), found.marked, found.questions) == (4, (), ())
    assert found.topics["kirov"].share == 0.0
