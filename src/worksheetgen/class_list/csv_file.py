"""A CSV file, however the school's system or spreadsheet saved it, to a Table.

The standard library's reader does not say where a cell stands, so the cells are cut here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from worksheetgen.class_list.columns import recognised
from worksheetgen.class_list.table import ListCell, ListRow, ListTable
from worksheetgen.errors import InvalidInput, Place, Problem

DELIMITERS = (",", ";", "\t")
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NEW_LINE = re.compile(r"\r\n|\r|\n")
SAVE_AGAIN = "Open it in a spreadsheet and save it as “CSV UTF-8” or as an Excel workbook (.xlsx)."


def read_csv(path: Path, content: bytes) -> ListTable:
    """Cut the text of a CSV file into cells; InvalidInput if it is not text at all."""
    text = _decoded(path, content)
    header = next((line for line in NEW_LINE.split(text) if line.strip()), "")
    lines = list(_lines(text, max(DELIMITERS, key=lambda delimiter: _fit(header, delimiter)), str(path)))
    return ListTable(
        tuple(line for line in lines if isinstance(line, ListRow) and not line.blank),
        tuple(line for line in lines if isinstance(line, Problem)),
    )


def _decoded(path: Path, content: bytes) -> str:
    """UTF-16 if its mark says so, else UTF-8 if it is that, else what Windows writes in Western Europe."""
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            line = 1 + content[: error.start].count(b"\n")
            continue
        if "\0" not in text:
            return text
        line = 1 + text[: text.index("\0")].count("\n")
        break
    what = "The text is in an encoding that cannot be read."
    raise InvalidInput([Problem(Place(str(path), line, 1), what, SAVE_AGAIN)])


def _fit(header: str, delimiter: str) -> tuple[int, int]:
    """How well a header line reads when cut at this delimiter: known headings, then headings."""
    row = next(_lines(header, delimiter, ""), None)
    cells = row.cells if isinstance(row, ListRow) else ()
    return len(recognised([cell.text for cell in cells])), len(cells)


def _lines(text: str, delimiter: str, file: str) -> Iterator[ListRow | Problem]:
    """Every line of the file as its cells, or as what is wrong with it."""
    cell = re.compile(
        rf' *"(?P<quoted>(?:[^"]++|"")*+)" *(?={delimiter}|[\r\n]|\Z)|(?P<plain>[^{delimiter}\r\n]*)'
    )
    line, start, at, cells, broken = 1, 0, 0, list[ListCell](), list[Problem]()
    while at <= len(text):
        match = cell.match(text, at)
        assert match is not None  # the plain cell may be empty
        cells.append(_cell(match, line, start))
        if match["quoted"] is None and match["plain"].lstrip().startswith('"'):
            broken.append(_unclosed(Place(file, line, cells[-1].column)))
        breaks = list(NEW_LINE.finditer(match.group()))
        line += len(breaks)
        start = at + breaks[-1].end() if breaks else start
        at = match.end()
        if text.startswith(delimiter, at):
            at += 1
            continue
        yield broken[0] if broken else ListRow(tuple(cells))
        end = NEW_LINE.match(text, at)
        if end is None:
            return
        line, start, at, cells, broken = line + 1, end.end(), end.end(), [], []


def _cell(match: re.Match[str], line: int, line_start: int) -> ListCell:
    """The cell's text without its quotation marks; its column is that of its first character."""
    indent = len(match.group()) - len(match.group().lstrip(" "))
    column = match.start() + indent - line_start + 1
    if match["quoted"] is None:
        return ListCell(match["plain"], line, column)
    return ListCell(match["quoted"].replace('""', '"'), line, column)


def _unclosed(place: Place) -> Problem:
    return Problem(
        place,
        "The cell begins with a quotation mark but does not end with one.",
        "Put quotation marks around the whole cell or around none of it, and double those inside it.",
    )
