"""Table completion in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.english import counted, one_of
from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import (
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    broken_holes,
    worth_a_mark_each,
)
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.model.answers import Point, Points
from worksheetgen.model.signs import HOLE
from worksheetgen.yaml_file import LocatedEntry
from worksheetgen.yaml_file.fields import NonEmptyText

_SKELETON = """\
  stem: Complete the table.
  columns: [‹Head of a column›, ‹Head of the other›]
  rows:                           # cells in [[ ]] are for the pupil, 1 mark each
    - [‹A cell that is printed›, "[[‹an answer›]]"]
    - ["[[‹another answer›]]", ‹A second cell that is printed›]
  explanation: ‹Which paragraphs say so.›
"""

LocatedTable = LocatedEntry["TableEntry"]


def blanks_are_worth_a_mark_each(part: LocatedTable, _: KnownLevels) -> Iterator[Problem]:
    """A blank cell is one mark."""
    remedy = "each cell to be filled in as [[answer]]"
    yield from worth_a_mark_each(part, len(part.value.blanks), "blank cell", remedy)


def cells_are_closed(part: LocatedTable, _: KnownLevels) -> Iterator[Problem]:
    """Every [[ has its ]], and the two enclose the whole cell, with an answer."""
    for r, row in enumerate(part.value.rows):
        for c, cell in enumerate(row):
            found = HOLE.fullmatch(cell)
            yield from broken_holes(
                part.place("rows", r, c), found.groups() if found else (), "" if found else cell
            )


def rows_are_whole(part: LocatedTable, _: KnownLevels) -> Iterator[Problem]:
    """Every row has a cell for each column."""
    columns = len(part.value.columns)
    for index, row in enumerate(part.value.rows):
        if len(row) != columns:
            what = f"The row has {counted(len(row), 'cell')}, the table {counted(columns, 'column')}."
            yield Problem(part.place("rows", index), what, "Give each row one cell for each column.")


def accepted_answers_have_a_cell(part: LocatedTable, _: KnownLevels) -> Iterator[Problem]:
    """What is accepted belongs to a blank cell."""
    for answer in part.value.accept:
        if answer not in part.value.blanks:
            what = f"No cell has the answer ‘{answer}’."
            yield Problem(part.key_place("accept", answer), what, one_of(answer, part.value.blanks))


class TableEntry(PartEntry):
    """A table with the cells that a pupil fills in as [[ ]]."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (
        blanks_are_worth_a_mark_each,
        cells_are_closed,
        rows_are_whole,
        accepted_answers_have_a_cell,
    )
    columns: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=5)] = Field(
        description="The heads of two to five columns."
    )
    rows: Annotated[tuple[tuple[NonEmptyText, ...], ...], Field(min_length=1, max_length=12)] = Field(
        description="Rows with a cell for each column; cells in [[ ]] are for the pupil, 1 mark each."
    )
    accept: dict[NonEmptyText, tuple[NonEmptyText, ...]] = Field(
        default_factory=dict, description="By the answer of a cell, other answers that earn the mark too."
    )
    explanation: Explanation = ""

    @property
    def blanks(self) -> tuple[str, ...]:
        """The right answers of the blank cells, in reading order."""
        return tuple(found[1].strip() for row in self.rows for cell in row if (found := HOLE.fullmatch(cell)))

    def read(self, sets: LevelSets) -> tuple[TableCompletion, Answers]:
        """The table with its blank cells, and a point for each of these."""
        rows = tuple(tuple("" if HOLE.fullmatch(cell) else cell for cell in row) for row in self.rows)
        points = (Point(answer, 1, self.accept.get(answer, ()), (), ()) for answer in self.blanks)
        return TableCompletion(self.columns, rows), (Points(tuple(points), self.explanation, weak=""),)
