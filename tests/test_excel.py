"""Workbooks that unpack to more than a class fills are not opened."""

from __future__ import annotations

import io
import zipfile

import pytest

from worksheetgen.excel import NOT_A_WORKBOOK, opened


def bomb(parts: int, size: int) -> bytes:
    """A packed file of so many parts of so many zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number in range(parts):
            packed.writestr(f"xl/{number}.xml", bytes(size))
    return file.getvalue()


@pytest.mark.parametrize(("parts", "size"), [(1001, 0), (17, 2**25)])
def test_a_bomb_is_refused_before_it_is_unpacked(parts: int, size: int) -> None:
    """Too many parts, or too much in them, by what the file's own table says."""
    with pytest.raises(NOT_A_WORKBOOK, match="unpacks to more"), opened(bomb(parts, size)):
        pass
