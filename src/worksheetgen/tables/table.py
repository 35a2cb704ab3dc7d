"""What every file of a table comes down to: tables of cells that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.tables.sort import TableSort
from worksheetgen.value import Value

MOST_ROWS = 10_100
"""The most rows of a table with something in them: ten thousand pupils and what stands above them, read in seconds."""
MOST_CELLS = 250_000
"""The most cells of those rows."""
LONGEST_CELL = 32_767
"""The most characters of a cell: as many as Excel keeps."""
FAILED_FORMULA = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
"""What a spreadsheet shows where a formula comes to nothing."""


class ListCell(Value):
    """A cell's text as it stands in the file, and where a person finds it, counting from 1.

    In a text file `column` counts characters, in a workbook it is the number of the column (A is 1), and `struck` says
    whether a line goes through the text.
    """

    text: str
    line: int
    column: int
    struck: bool = False


class ListRow(Value):
    """The cells of a row, of which there is at least one; `hidden` where the spreadsheet does not show it."""

    cells: tuple[ListCell, ...]
    hidden: bool = False

    @property
    def line(self) -> int:
        """The line of the file that it begins in; a cell between quotation marks may go on in the next."""
        return self.cells[0].line

    @property
    def last_line(self) -> int:
        """The line of the file that it ends in."""
        return self.cells[-1].line + len(re.findall(r"\r\n|\r|\n", self.cells[-1].text.rstrip()))

    @property
    def blank(self) -> bool:
        """Whether nothing is written in any cell."""
        return not any(cell.text.strip() for cell in self.cells)

    def cell(self, index: int) -> ListCell:
        """The cell of that index, from 0; an empty one behind the end of a row that is too short."""
        if index < len(self.cells):
            return self.cells[index]
        last = self.cells[-1]
        return ListCell("", last.line, last.column + len(last.text) + 1)


class MergedCells(Value):
    """Cells of a workbook that are merged into one: its name there (“C2:C4”), its lines and columns, from 1."""

    name: str
    top: int
    bottom: int
    left: int
    right: int

    def holds(self, line: int, column: int) -> bool:
        """Whether that cell is one of them."""
        return self.top <= line <= self.bottom and self.left <= column <= self.right


class ListTable(Value):
    """The rows that are not blank, and what was wrong with those that could not be read.

    Of a workbook also the sheet's `name`, the numbers of its hidden columns, its merged cells, whose text stands in
    every cell that they span, and the names of the cells with a comment (“B3”). Of a text file what stands between its
    cells, in words (“semicolon”).
    """

    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...] = ()
    name: str = ""
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[MergedCells, ...] = ()
    comments: tuple[str, ...] = ()
    separator: str = ""


Line = TypeVar("Line", bound=ListRow | Problem)


def filled_rows(rows: Iterable[Line], file: str, sort: TableSort, sheet: str = "") -> Iterator[Line]:
    """The rows that are not blank, and the problems in place of those that could not be read.

    `file` is its name in messages, `sheet` that of a workbook's sheet. Raises InvalidInput as soon as there is more
    than in any table of the sort.
    """
    count = filled = 0
    for row in rows:
        cells = row.cells if isinstance(row, ListRow) else ()
        if cells and not any(cell.text.strip() for cell in cells):
            continue
        count, filled = count + 1, filled + len(cells)
        if count > MOST_ROWS or filled > MOST_CELLS:
            more = f"{MOST_ROWS:,} rows" if count > MOST_ROWS else f"{MOST_CELLS:,} cells"
            what = f"There are more than {more} with something in them: this is no {sort.noun}."
            remedy = "Check that it is the file that is meant; if it is, divide it into several."
            raise InvalidInput([Problem(Place(file, sheet=sheet), what, remedy)])
        for cell in cells:
            if len(cell.text) > LONGEST_CELL:
                what = f"The cell has more than {LONGEST_CELL:,} characters, which is more than a spreadsheet keeps."
                place = Place(file, cell.line, cell.column, sheet)
                raise InvalidInput(
                    [Problem(place, what, "Shorten it, or check that this is the file that is meant.")]
                )
        yield row
