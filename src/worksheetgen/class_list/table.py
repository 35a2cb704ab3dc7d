"""What every class list file comes down to: lines of cells that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from worksheetgen.errors import Problem


@dataclass(frozen=True)
class ListCell:
    """A cell's text as it stands in the file, and where a person finds it, counting from 1.

    In a text file `column` counts characters, in a workbook it is the number of the column (A is 1).
    """

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class ListRow:
    """The cells of one student, of which there is at least one, or of the header."""

    cells: tuple[ListCell, ...]

    @property
    def line(self) -> int:
        """The line of the file that it begins in; a cell between quotation marks may go on in the next."""
        return self.cells[0].line

    @property
    def blank(self) -> bool:
        """Whether nothing is written in any cell."""
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True)
class ListTable:
    """The lines that are not blank, the header first, and what was wrong with those that could not be read."""

    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]
