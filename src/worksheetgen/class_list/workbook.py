"""The first sheet of an Excel workbook to a ListTable, each cell as the spreadsheet shows it."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

from openpyxl import load_workbook

from worksheetgen.class_list.table import ListCell, ListRow, ListTable
from worksheetgen.errors import InvalidInput, Place, Problem

# What openpyxl and the libraries under it raise on a file that is damaged or something else altogether. They
# do not document it; the tests damage a workbook in every part to see that nothing else comes.
NOT_A_WORKBOOK = (
    BadZipFile,
    zlib.error,
    SyntaxError,  # XML that does not parse
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
)
LAST_ROW = 1_048_576  # of Excel; a damaged file may name one without end


class _SheetCell(Protocol):
    """What a read-only cell of openpyxl offers, filled or empty."""

    @property
    def value(self) -> object:
        """Text, a number, a truth value, a date or None."""

    @property
    def number_format(self) -> str:
        """How the spreadsheet shows a number, for example 000 or 0%."""


def read_workbook(path: Path, content: bytes) -> ListTable:
    """The first sheet's rows that are not blank, each as wide as the header.

    `content` is what the file at `path` holds. A workbook has no lines that cannot be read, so there are no
    problems beside the one that is raised: InvalidInput where this is no workbook.
    """
    try:
        # openpyxl warns of validation and styles that it does not keep: nothing that a class list needs.
        with warnings.catch_warnings(action="ignore"):
            return ListTable(tuple(_rows(content)), ())
    except NOT_A_WORKBOOK as error:
        raise InvalidInput([_not_a_workbook(path)]) from error


def _rows(content: bytes) -> Iterator[ListRow]:
    """The rows that are not blank, the first of which is the header.

    Cells to the right of the header's last are notes beside the table and left out; a row that ends before it
    is filled up with empty cells.
    """
    width = 0
    for line, cells in _filled_rows(content):
        width = width or len(cells)
        texts = [*map(_text, cells[:width]), *[""] * (width - len(cells))]
        yield ListRow(tuple(ListCell(text, line, column) for column, text in enumerate(texts, 1)))


def _filled_rows(content: bytes) -> Iterator[tuple[int, list[_SheetCell]]]:
    """The number, from 1, and the cells of every row that is not blank, up to its last filled cell.

    Raises any of NOT_A_WORKBOOK.
    """
    workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # some systems write a wrong size, and rows would be lost
        for line, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW), 1):
            filled = [index for index, cell in enumerate(cells, 1) if _text(cell).strip()]
            if filled:
                yield line, list(cells[: filled[-1]])
    finally:
        workbook.close()


def _text(cell: _SheetCell) -> str:
    """The value as the sheet shows it: 001 in a cell formatted 000, 25% in one formatted 0%, 7 for 7.0."""
    match cell.value:
        case None:
            return ""
        case bool() as value:
            return str(value).upper()
        case int() | float() as value if "%" in cell.number_format:
            return f"{value * 100:g}%"
        case int() | float() as value:
            # An id typed as 001 is the number 1 in a cell formatted 000.
            zeros = re.fullmatch("0+", cell.number_format)
            whole = isinstance(value, int) or value.is_integer()
            return f"{int(value):0{len(zeros.group()) if zeros else 0}d}" if whole else str(value)
        case date() as value:  # also a datetime
            return value.isoformat()
        case value:
            return str(value)


def _not_a_workbook(path: Path) -> Problem:
    return Problem(
        Place(str(path)),
        "This is not an Excel workbook that can be read: it may be another kind of file, damaged, or protected "
        "by a password.",
        "Open it in a spreadsheet and save it as an Excel workbook (.xlsx) without a password, or as CSV.",
    )
