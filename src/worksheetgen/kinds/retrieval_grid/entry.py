"""The retrieval grid in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.english import counted
from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import KnownLevels, LevelSets, PartEntry, PartRule, PointEntry, points
from worksheetgen.kinds.retrieval_grid import RetrievalGrid, of_columns
from worksheetgen.yaml_file import LocatedEntry
from worksheetgen.yaml_file.fields import Marks, NonEmptyText, Strict

_SKELETON = """\
  stem: Answer as many as you can from memory, in any order.
  columns:                        # as many cells in each; marks are for each cell of a column
    - head: ‹Last lesson›
      marks: 1
      cells:
        - {stem: ‹A short question?›, points: [{text: ‹Its answer›, accept: [‹another wording›]}]}
        - {stem: ‹A second short question?›, points: [{text: ‹The second answer›}]}
    - head: ‹Last week›
      marks: 2
      cells:
        - {stem: ‹A third question?›, points: [{text: ‹One thing›}, {text: ‹Another thing›}]}
        - {stem: ‹A fourth question?›, points: [{text: ‹All of the fourth answer›, marks: 2}]}
"""


class CellEntry(Strict):
    """A short question, and what earns its marks."""

    stem: NonEmptyText = Field(
        description="What is asked, short enough for a cell, and clear without any text beside it."
    )
    points: Annotated[tuple[PointEntry, ...], Field(min_length=1)] = Field(
        description="What earns the cell’s marks; it may offer more than can be earned."
    )


class ColumnEntry(Strict):
    """A column of questions that go back equally far."""

    head: NonEmptyText = Field(description="How far back it goes: Last lesson, Last week.")
    marks: Marks = Field(description="What each cell of the column is worth.")
    cells: Annotated[tuple[CellEntry, ...], Field(min_length=2, max_length=6)] = Field(
        description="Its questions; their order is drawn for each pupil."
    )


LocatedGrid = LocatedEntry["RetrievalGridEntry"]


def cells_add_up(part: LocatedGrid, _: KnownLevels) -> Iterator[Problem]:
    """The marks of all cells add up to those of the question."""
    total = sum(column.marks * len(column.cells) for column in part.value.columns)
    if total != part.value.marks:
        what = f"The cells have {counted(total, 'mark')}, but the question has {part.value.marks}."
        yield Problem(part.place("marks"), what, f"Write marks: {total}, or change the marks of a column.")


def columns_are_equally_long(part: LocatedGrid, _: KnownLevels) -> Iterator[Problem]:
    """Every column has as many cells as the first."""
    first, *others = part.value.columns
    for index, column in enumerate(others, 1):
        if len(column.cells) != len(first.cells):
            what = f"The column has {counted(len(column.cells), 'cell')}, the first one {len(first.cells)}."
            yield Problem(part.place("columns", index, "cells"), what, "Give each column as many.")


def cells_reach_their_marks(part: LocatedGrid, _: KnownLevels) -> Iterator[Problem]:
    """Whoever makes every point of a cell earns its marks (Ofqual, Condition G1.3)."""
    for index, column in enumerate(part.value.columns):
        for place, cell in enumerate(column.cells):
            total = sum(point.marks for point in cell.points)
            if total < column.marks:
                what = f"The points reach {counted(total, 'mark')}, but the cell has {column.marks}."
                at = part.place("columns", index, "cells", place)
                yield Problem(at, what, "Add points, or lower the marks of the column.")


class RetrievalGridEntry(PartEntry):
    """Short questions from memory in columns: last lesson, last week, last month, long ago."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (cells_add_up, columns_are_equally_long, cells_reach_their_marks)
    support: ClassVar[str] = (
        "    extension: ‹Something further for those who have finished, without marks.›\n"
    )
    columns: Annotated[tuple[ColumnEntry, ...], Field(min_length=2, max_length=4)] = Field(
        description="Two to four columns with as many cells as each other."
    )

    def read(self, sets: LevelSets) -> tuple[RetrievalGrid, Answers]:
        """The columns, their cells numbered one column after the other, and a group of points for each cell."""
        return of_columns(
            (column.head, column.marks, [(cell.stem, points(cell.points, weak="")) for cell in column.cells])
            for column in self.columns
        )
