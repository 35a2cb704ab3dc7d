"""Rows to and from the cells of a CSV file that spreadsheets open as it is, and in which nothing is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with, as a spreadsheet would take it for a formula."""


def csv_of(rows: Iterable[Sequence[object]]) -> bytes:
    """The file: comma-separated, UTF-8 with a mark of its encoding at the head, as spreadsheets need it."""
    text = StringIO(newline="")
    csv.writer(text).writerows([_inert(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def text_of(cell: str) -> str:
    """The text that was written as this cell, without white space around it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _begins_a_formula(cell) else cell


def _inert(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: with an apostrophe before it where it would be."""
    return f"'{text}" if _begins_a_formula(text) else text


def _begins_a_formula(text: str) -> bool:
    return text.lstrip("'").startswith(_FORMULA)
