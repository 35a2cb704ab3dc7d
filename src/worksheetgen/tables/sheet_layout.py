"""What a workbook's sheets do not show, and what they merge: of this openpyxl tells nothing while it reads row by row.

It is found in the sheets' XML by patterns, in a time that grows with their size alone; openpyxl would make an object
for each of the cells that are merged, up to 17 thousand million.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from posixpath import basename, dirname, join, normpath
from zipfile import ZipFile

from worksheetgen.tables.table import MergedCells
from worksheetgen.value import Value, replace

LARGEST_SHEET = 128 * 2**20
"""The most bytes of a sheet; a million empty rows that are formatted take some 60 MB."""
LONGEST_ROW = 2**20
"""The most bytes of a row: those of some 16,384 cells with their formats."""
MOST_MERGED = 2000
WIDEST = 200
"""The columns that are read: a register for a year has one for each week."""
MOST_FILLED = 400_000
"""The most cells of a sheet with something in them."""

_TAG = rb"<(?:\w+:)?"
_ROW = re.compile(_TAG + rb"row\b([^<>]*+)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMN = re.compile(_TAG + rb"col\b([^<>]*+)>")
_MERGED = re.compile(_TAG + rb'mergeCell\b[^<>]*\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_UNCALCULATED = re.compile(
    _TAG + rb'c\b(?![^<>]*\bt="str")[^<>]*\br="([A-Z]{1,3})([0-9]{1,7})"[^<>]*>'
    rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)(?:<v\s*/>|<v></v>)?</(?:\w+:)?c>"
)
_COMMENT = re.compile(_TAG + rb'(?:comment|threadedComment)\b[^<>]*\bref="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = re.compile(_TAG + rb"sheet\b([^<>]*+)>")
_RELATION = re.compile(_TAG + rb"Relationship\b([^<>]*+)>")
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")


class SheetLayout(Value):
    """What is hidden on a sheet, by numbers from 1, and its merged cells; `too_large` for more than is read.

    `uncalculated` is the row and column of the first formula without a result, as programs write them. `comments` names
    the cells that have one, row by row.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[MergedCells, ...] = ()
    too_large: bool = False
    uncalculated: tuple[int, int] | None = None
    comments: tuple[str, ...] = ()


def sheet_layouts(archive: ZipFile) -> dict[str, SheetLayout]:
    """The layout of each sheet by its title. A sheet that cannot be found has none: openpyxl will say what is wrong."""
    sizes = {part.filename: part.file_size for part in archive.infolist()}
    layouts: dict[str, SheetLayout] = {}
    for title, part in _sheets(archive, sizes):
        if sizes.get(part, 0) > LARGEST_SHEET:
            layouts[title] = SheetLayout(too_large=True)
        elif part in sizes:
            comments = _commented(archive, sizes, part)
            layouts[title] = replace(_layout(archive.read(part)), comments=comments)
    return layouts


def commented_cells(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The title of its sheet and the name (“B3”) of each cell of a workbook that has a comment."""
    sizes = {part.filename: part.file_size for part in archive.infolist()}
    for title, part in _sheets(archive, sizes):
        yield from ((title, cell) for cell in _commented(archive, sizes, part))


def _commented(archive: ZipFile, sizes: dict[str, int], sheet: str) -> tuple[str, ...]:
    """The cells of a sheet that have a comment (“B3”), row by row, as the parts that belong to it tell."""
    folder = dirname(sheet)
    relations = f"{folder}/_rels/{basename(sheet)}.rels"
    cells = set[tuple[int, int, str]]()
    for found in _RELATION.finditer(archive.read(relations)) if relations in sizes else ():
        told = _attributes(found[1])
        part = _part(folder, told.get("Target", ""))
        if told.get("Type", "").casefold().endswith(("/comments", "/threadedcomment")):
            content = archive.read(part) if part in sizes else b""
            for cell in _COMMENT.finditer(content):
                letters, row = cell[1].decode(), int(cell[2])
                cells.add((row, _number(letters), f"{letters}{row}"))
    return tuple(name for _, _, name in sorted(cells))


def _part(folder: str, target: str) -> str:
    """The part of the archive that a relation of a part in that folder names."""
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _sheets(archive: ZipFile, sizes: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The title of each sheet and the part of the archive that holds it."""
    head, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if head not in sizes or relations not in sizes:
        return
    targets = {}
    for found in _RELATION.finditer(archive.read(relations)):
        told = _attributes(found[1])
        targets[told.get("Id", "")] = told.get("Target", "")
    for found in _SHEET.finditer(archive.read(head)):
        told = _attributes(found[1])
        target = targets.get(
            told.get("r:id", next((told[key] for key in told if key.endswith(":id")), "")), ""
        )
        yield told.get("name", ""), _part("xl", target)


def _attributes(text: bytes) -> dict[str, str]:
    return {
        found[1].decode(): unescape((found[2] or found[3] or b"").decode("utf-8", "replace"))
        for found in _ATTRIBUTE.finditer(text)
    }


def _layout(content: bytes) -> SheetLayout:
    """The layout of one sheet, from its XML: what stands before its cells, the cells, and what stands behind them."""
    start, end = max(content.find(b"sheetData"), 0), max(content.rfind(b"sheetData"), 0)
    merged = tuple(islice(_merged_cells(content[end:]), MOST_MERGED + 1))
    filled = content.count(b"</v>") + content.count(b":v>") + content.count(b"</t>") + content.count(b":t>")
    formula = _UNCALCULATED.search(content, start) if b"f>" in content or b"<f" in content else None
    return SheetLayout(
        frozenset(_hidden_rows(content) if _HIDDEN.search(content, start) else ()),
        frozenset(_hidden_columns(content[:start])),
        merged,
        len(merged) > MOST_MERGED or filled > MOST_FILLED or _has_long_row(content, start, end),
        (int(formula[2]), _number(formula[1].decode())) if formula else None,
    )


def _has_long_row(content: bytes, start: int, end: int) -> bool:
    """Whether so many bytes follow each other without the beginning of a row that openpyxl would be long about it."""
    return any(
        content.find(b"row", at, at + LONGEST_ROW) < 0 for at in range(start, end - LONGEST_ROW, LONGEST_ROW)
    )


def _hidden_rows(content: bytes) -> Iterator[int]:
    """The numbers of hidden rows: a row without a number follows the one before it."""
    number = 0
    for row in _ROW.finditer(content):
        found = re.search(rb'\br="([0-9]{1,7})"', row[1])
        number = int(found[1]) if found else number + 1
        if _HIDDEN.search(row[1]):
            yield number


def _hidden_columns(head: bytes) -> Iterator[int]:
    """The numbers of hidden columns, of those that are read."""
    for column in _COLUMN.finditer(head):
        if _HIDDEN.search(column[1]):
            told = _attributes(column[1])
            first, last = (
                int(number) if number.isdecimal() else 0
                for number in (told.get("min", ""), told.get("max", ""))
            )
            yield from range(max(first, 1), min(last, WIDEST) + 1)


def _merged_cells(content: bytes) -> Iterator[MergedCells]:
    for found in _MERGED.finditer(content):
        left, top, right, bottom = found[1].decode(), int(found[2]), found[3].decode(), int(found[4])
        yield MergedCells(f"{left}{top}:{right}{bottom}", top, bottom, _number(left), _number(right))


def _number(letters: str) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
