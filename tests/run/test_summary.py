"""What is told of a printed run, as the screen shows it."""

from __future__ import annotations

import pytest

from tests.tiny_bank import write_bank
from worksheetgen import load_bank, load_blueprint, plan_run, print_run
from worksheetgen.errors import Place
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.run.printing import PrintedRun
from worksheetgen.run.summary import summarise
from worksheetgen.value import replace
from worksheetgen.variation import Sharing

SEATED = ClassList(
    "9B",
    tuple(
        Student(f"{n:03}", f"Pupil {n}", Tier.CORE, Print.STANDARD, 0, Seat(1, n), False, Place("9B.csv"))
        for n in range(1, 5)
    ),
)
CROWDED = Sharing(
    pairs=90,
    shared=60,
    most=3,
    shuffled=1.0,
    above=(("001", "002", 2), ("002", "003", 3), ("003", "004", 2)),
    same_for_all=(),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> PrintedRun:
    """The small test for four pupils in a row."""
    folder = tmp_path_factory.mktemp("desk")
    write_bank(folder)
    bank = load_bank(folder / "bank")
    plan = plan_run(
        load_blueprint("test", bank), bank, SEATED, folder / "run", seed="s", history=folder / "none"
    )
    return print_run(plan)


def seating(run: PrintedRun) -> list[str]:
    """The sentences on seating, and those that belong to it."""
    sentences = summarise(run).sentences
    first = next(at for at, sentence in enumerate(sentences) if sentence.startswith("Seating:"))
    return [sentences[first], *(one for one in sentences[first + 1 :] if one.startswith("  "))]


def test_neighbours_who_share_little_are_one_sentence(printed: PrintedRun) -> None:
    """Where no pair shares more than one answer, that is all there is to say."""
    assert len(seating(printed)) == 1


def test_pairs_that_share_too_much_are_counted_in_one_line(printed: PrintedRun) -> None:
    """However many they are: how many share how many, a pair that shares most and its seats, why, and what to do."""
    _, told = seating(replace(printed, sharing=CROWDED))
    assert told == (
        "  2 of 90 pairs have 2, 1 of 90 pairs have 3, such as 002 in A2 and 003 in A3: few questions have others "
        "of their difficulty in their section to change places with; seat one of them elsewhere, or give one a "
        "spare paper."
    )


def test_a_question_that_is_the_same_for_all_is_named(printed: PrintedRun) -> None:
    """Where options keep their order and nothing can change places with them, that is why; others can be drawn."""
    _, told = seating(replace(printed, sharing=replace(CROWDED, same_for_all=("kirov-01",))))
    assert (
        "everybody has the same letter in the same place for kirov-01, with options in a fixed order" in told
    )
    assert told.endswith("; --out kirov-01 draws something else.")


def test_papers_that_stand_are_why(printed: PrintedRun) -> None:
    """Where both of every such pair have their papers since an earlier printing, these are why."""
    plan = printed.plan
    again = plan.only([student.id for student in SEATED.students])
    _, told = seating(replace(printed, plan=again, sharing=CROWDED))
    assert "their papers are printed already and stay as they are; seat one" in told


def test_one_pair_of_newcomers_is_enough_for_another_reason(printed: PrintedRun) -> None:
    """Where not all of these pairs had their papers before, seats and questions are why, not the papers that stand."""
    again = printed.plan.only([student.id for student in SEATED.students])
    run = again.request.standing
    assert run
    some = {id: paper for id, paper in run.papers.items() if id != "004"}
    partly = replace(again, request=replace(again.request, standing=replace(run, papers=some)))
    _, told = seating(replace(printed, plan=partly, sharing=CROWDED))
    assert "few questions have others of their difficulty" in told
