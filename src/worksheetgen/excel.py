"""Excel workbooks to be read: the one door to openpyxl, which is imported where a workbook is opened and no sooner."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_LARGEST_UNPACKED = 512 * 2**20
"""The most bytes that a workbook unpacks to; the markbook of a thousand pupils takes a tenth."""
_MOST_PARTS = 1000
_PIECE = 2**20

# What openpyxl and the libraries under it raise on a file that is damaged or something else altogether. They
# do not document it; the tests damage workbooks in every part to see that nothing else comes.
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
    RuntimeError,  # a password, an unknown compression, XML nested without end
    AssertionError,
)


def rows_and_cells(content: bytes) -> tuple[int, int]:
    """How many rows the longest sheet of a workbook has written, and how many cells all have, empty ones too.

    Counted without reading them, which takes a hundred times as long. Raises one of NOT_A_WORKBOOK.
    """
    rows, cells = [0], 0
    with ZipFile(BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.filename.startswith("xl/worksheets/") and part.file_size <= _LARGEST_UNPACKED:
                rows.append(0)
                with archive.open(part) as sheet:
                    while piece := sheet.read(_PIECE):
                        rows[-1] += piece.count(b"<row ")
                        cells += piece.count(b"<c ")
    return max(rows), cells


@contextmanager
def opened(content: bytes, *, formulas: bool = False) -> Iterator[Workbook]:
    """The workbook that a file's content is, to be read row by row: its values, or its formulas where it has any.

    Opening it and reading from it raise one of NOT_A_WORKBOOK.
    """
    from openpyxl import load_workbook

    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise ValueError("the workbook unpacks to more than any class fills")
    # openpyxl warns of validation and styles that it does not keep, and of what is damaged: nothing to be told here.
    with warnings.catch_warnings(action="ignore"):
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=not formulas)
        try:
            yield workbook
        finally:
            workbook.close()
