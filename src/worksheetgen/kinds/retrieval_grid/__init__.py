"""Retrieval grid: short questions from memory in columns, each column about another time and with marks of its own.

A cell has a number, which it keeps wherever it stands: the mark scheme, and whoever reads the answers out, go by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Choosable, Fact, Lettered, Printing, StudentBody
from worksheetgen.kinds.shared import WordedBody, by_id, facts_of_points, the_points
from worksheetgen.model.answers import Points
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream
from worksheetgen.value import Value, replace

if TYPE_CHECKING:
    from worksheetgen.kinds.retrieval_grid.entry import RetrievalGridEntry


class RetrievalColumn(Value):
    """A column under its `head`, its cells worth so many `marks` each; the id of a cell has its number."""

    head: str
    marks: int
    cells: tuple[Choosable, ...]


class StudentRetrievalGrid(StudentBody):
    """The heads of the columns with their cells' marks, and the rows of cells in this student's order."""

    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Lettered, ...], ...]

    @property
    def from_memory(self) -> bool:
        """It begins a lesson, without notes."""
        return True


class RetrievalGrid(WordedBody):
    """Columns with as many cells as each other.

    Its answers are points for each cell, column by column, with the cell's number and question for their heading.
    """

    columns: tuple[RetrievalColumn, ...]

    answered_with = "what you would give marks for, cell by cell, with ; between"
    in_columns = True

    @classmethod
    def entry(cls) -> type[RetrievalGridEntry]:
        """The columns, and points for each cell."""
        from worksheetgen.kinds.retrieval_grid.entry import RetrievalGridEntry

        return RetrievalGridEntry

    @property
    def cells(self) -> tuple[Choosable, ...]:
        """All cells, column by column."""
        return tuple(chain.from_iterable(column.cells for column in self.columns))

    def searched(self) -> Iterator[str]:
        """The questions in the cells."""
        yield from (cell.text for cell in self.cells)

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem, and each cell's question."""
        yield stem
        yield from self.searched()

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """What each cell asks, and of each word that it has in quotation marks what that means."""
        for cell, answer in zip(self.cells, answers, strict=True):
            for asked in (cell.text, *_QUOTED.findall(cell.text)):
                yield from facts_of_points(asked, (answer,))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Every answer: each is short enough to be copied."""
        yield from the_points(answers)

    def printing(self, answers: Answers) -> Printing:
        """The cells row by row, those of each column in a drawn order."""

        def drawn(_: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
            opened = stream()
            columns = [opened.shuffled([cell.id for cell in column.cells]) for column in self.columns]
            return tuple(chain.from_iterable(zip(*columns, strict=True)))

        return drawn

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentRetrievalGrid:
        """The cells in that order, each under its number."""
        texts = by_id(self.cells)
        cells = tuple(Lettered(_number(id), texts[id]) for id in printed)
        heads = tuple((column.head, column.marks) for column in self.columns)
        rows = (cells[start : start + len(heads)] for start in range(0, len(cells), len(heads)))
        return StudentRetrievalGrid(heads, tuple(rows))

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The points of all cells by their numbers, which are the same on every paper."""
        told = ("; ".join(the_points([answer])) for answer in answers)
        return " · ".join(f"{_number(cell.id)} {words}" for cell, words in zip(self.cells, told, strict=True))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The cells' numbers and questions in that order."""
        texts = by_id(self.cells)
        return [(_number(id), texts[id]) for id in printed]


_QUOTED = re.compile(r"‘([^‘’]+)’(?!\w)")
_CELL = "cell-"
"""How the ids of cells begin, before their numbers."""


def _number(id: str) -> str:
    return id.removeprefix(_CELL)


def of_columns(
    columns: Iterable[tuple[str, int, Sequence[tuple[str, Points]]]],
) -> tuple[RetrievalGrid, Answers]:
    """The grid and its answers of columns, each as (head, marks of a cell, its cells as (question, points)).

    The cells are numbered from 1, one column after the other.
    """
    numbers = count(1)
    made: list[RetrievalColumn] = []
    answers: list[Points] = []
    for head, marks, cells in columns:
        asked = tuple(Choosable(f"{_CELL}{next(numbers)}", stem) for stem, _ in cells)
        made.append(RetrievalColumn(head, marks, asked))
        answers += (
            replace(points, heading=f"{_number(cell.id)} {cell.text}", most=marks)
            for cell, (_, points) in zip(asked, cells, strict=True)
        )
    return RetrievalGrid(tuple(made)), tuple(answers)
