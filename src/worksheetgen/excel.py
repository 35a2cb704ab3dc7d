"""Excel workbooks to be read: the one door to openpyxl, which is imported where a workbook is opened and no sooner."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from worksheetgen.zip_file import ZipLimits, opened_zip

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_SHEETS = "xl/worksheets/"
WORKBOOK_LIMITS = ZipLimits(
    parts=1000,
    all_bytes=512 * 2**20,  # the markbook of a thousand pupils takes a tenth
    read_whole=re.compile(f"(?!{_SHEETS}).*", re.DOTALL),  # a sheet is read row by row
    each=16 * 2**20,  # ten thousand pupils need a tenth
    together=64 * 2**20,
)
_PIECE = 2**20


def rows_and_cells(content: bytes) -> tuple[int, int]:
    """How many rows the longest sheet of a workbook has written, and how many cells all have, empty ones too.

    Counted without reading them, which takes a hundred times as long. Raises as `opened_zip` does.
    """
    rows, cells = [0], 0
    with opened_zip(content, WORKBOOK_LIMITS) as archive:
        for part in archive.infolist():
            if part.filename.startswith(_SHEETS):
                rows.append(0)
                with archive.open(part) as sheet:
                    while piece := sheet.read(_PIECE):
                        rows[-1] += piece.count(b"<row ")
                        cells += piece.count(b"<c ")
    return max(rows), cells


@contextmanager
def opened(content: bytes, *, formulas: bool = False) -> Iterator[Workbook]:
    """The workbook that a file's content is, to be read row by row: its values, or its formulas where it has any.

    Opening it and reading from it raise as `opened_zip` does.
    """
    from openpyxl import load_workbook

    # openpyxl warns of validation and styles that it does not keep, and of what is damaged: nothing to be told here.
    with opened_zip(content, WORKBOOK_LIMITS), warnings.catch_warnings(action="ignore"):
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=not formulas)
        try:
            yield workbook
        finally:
            workbook.close()
