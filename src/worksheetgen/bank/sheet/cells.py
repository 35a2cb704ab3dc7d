"""The cells of a sheet of questions, and its rows: what stands in each column, and where."""

from __future__ import annotations

from collections.abc import Mapping

from worksheetgen.errors import Place
from worksheetgen.value import Value


class SheetCell(Value):
    """What stands in a cell, without white space around it, and where."""

    text: str
    place: Place


class SheetRow(Value):
    """A row of questions: its filled cells by their columns, and where the row begins."""

    cells: Mapping[str, SheetCell]
    place: Place

    def text(self, column: str) -> str:
        """What stands in that column, "" for nothing."""
        return self.cells[column].text if column in self.cells else ""

    def at(self, column: str) -> Place:
        """Where that column's cell stands; where it is empty, the row."""
        return self.cells[column].place if column in self.cells else self.place
