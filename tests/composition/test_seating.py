"""The seating plan: what an invigilator arranges stands apart from the plan."""

from __future__ import annotations

from tests.samples import blueprint, section, stage, student
from worksheetgen.composition import compose_seating
from worksheetgen.model.blocks import Table
from worksheetgen.model.document import Document
from worksheetgen.model.students import Print, Student
from worksheetgen.model.text import plain
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace


def tables(*students: Student) -> list[list[list[str]]]:
    """The tables of each document about a paper of 50 minutes, cell by cell; each has one table here."""
    return [
        [[" ".join(plain(cell.text).split()) for cell in row] for row in item.block.rows]
        for document in composed(*students)
        for item in document.items
        if isinstance(item.block, Table)
    ]


def composed(*students: Student) -> tuple[Document, ...]:
    """The plan of a paper of 50 minutes, and its arrangements."""
    plan = blueprint(section(), minutes=50)
    return compose_seating(plan, "9B", [(one, "A") for one in students], stage())


def test_arrangements_stand_in_a_document_of_their_own() -> None:
    """Time, print and what else the list asks for, in the order of seats; the plan before them has none of it."""
    plan, arranged = tables(
        student("1", seat="B1", extra_time=25),
        replace(student("2", Tier.SUPPORT), print=Print.LARGE_24),
        student("3", seat="A2"),
        replace(student("4", seat="A1"), arrangements=("reader", "rest breaks")),
    )
    assert arranged[1:] == [
        ["A1", "4", "Pupil 4", "", "", "reader; rest breaks"],
        ["B1", "1", "Pupil 1", "1 hour 3 minutes (+25%)", "", ""],
        ["–", "2", "Pupil 2", "", "24 pt", ""],
    ]
    said = " ".join(cell for row in plan for cell in row)
    assert not any(words in said for words in ("reader", "25", "24", "hour"))


def test_a_plan_has_no_arrangements_on_its_back() -> None:
    """It fills its last sheet with a page left blank, as printers of schools print on both sides; alone it does not."""
    plan, arranged = composed(student("1", seat="A1", extra_time=25))
    (alone,) = composed(student("1", seat="A1"))
    assert [one.furniture.even for one in (plan, arranged, alone)] == [True, False, False]
    assert plan.furniture.blank


def test_without_arrangements_the_plan_is_all() -> None:
    """A tier is no arrangement, and is never told."""
    (plan,) = tables(student("1", Tier.SUPPORT, seat="A1"), student("2", seat="A2"))
    assert plan[1] == ["A", "1 Pupil 1", "2 Pupil 2"]


def test_one_far_seat_makes_no_plan_of_a_hundred_pages() -> None:
    """Of a stretch in which nobody sits only what is nearest to a paper is shown, under its own letters and numbers."""
    (document,) = composed(student("1", seat="A1"), student("2", seat="CV100"))
    blocks = [item.block for item in document.items if isinstance(item.block, Table)]
    heads = [[plain(cell.text) for cell in block.rows[0]] for block in blocks]
    rows = [[plain(row[0].text) for row in block.rows[1:]] for block in blocks]
    assert heads == [["Row", "1", "2", "3", "98", "99", "100"]]
    assert rows == [["A", "B", "C", "CT", "CU", "CV"]]
