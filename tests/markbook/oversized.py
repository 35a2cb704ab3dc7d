"""Markbooks with far more rows than papers, as spreadsheets save them once somebody formatted whole columns."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

LAST_ROW = 2**20
"""The last row that a spreadsheet has."""


def with_rows(content: bytes, row: str, first: int, end: int) -> bytes:
    """The workbook with these rows behind those of the sheet of marks; `row` has {} where its number stands.

    As programs save it, the sheet says of itself that it goes to its last corner.
    """
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as book,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as to,
    ):
        for name in book.namelist():
            part = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                more = "".join(row.replace("{}", str(number)) for number in range(first, end)).encode()
                part = part.replace(b"</sheetData>", more + b"</sheetData>")
                part = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)
            to.writestr(name, part)
    return file.getvalue()
