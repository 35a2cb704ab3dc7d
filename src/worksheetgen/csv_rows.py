"""Rows to and from the cells of a CSV file that spreadsheets open as it is, and in which nothing is a formula."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from io import StringIO

_BEGINS = r"(?:^|(?<=[;\t\r\n]))"
"""Where a spreadsheet may begin a cell: most of Europe’s divide lines at semicolons, also within quotation marks."""
_FORMULA = re.compile(_BEGINS + r"(?='*[=+\-@\t\r])")
"""Where a text would be taken for a formula there."""
_MADE_INERT = re.compile(_BEGINS + r"'(?='*[=+\-@\t\r])")


def csv_of(rows: Iterable[Sequence[object]]) -> bytes:
    """The file: comma-separated, UTF-8 with a mark of its encoding at the head, as spreadsheets need it."""
    return BOM_UTF8 + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[object]]) -> bytes:
    """Further lines of the file that `csv_of` begins."""
    text = StringIO(newline="")
    csv.writer(text).writerows([_inert(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode()


def text_of(cell: str) -> str:
    """The text that was written as this cell, without white space around it."""
    return _MADE_INERT.sub("", cell.strip())


def _inert(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: with an apostrophe wherever one would begin."""
    return _FORMULA.sub("'", text)
