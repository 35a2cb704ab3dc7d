"""A CSV file, however the school's system or spreadsheet saved it, to a ListTable.

Nothing in such a file says in which encoding and with which delimiter it was saved, so both are found out.
The standard library's reader does not say in which column a cell stands, so the cells are cut here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from worksheetgen.class_list.columns import recognised
from worksheetgen.class_list.table import ListCell, ListRow, ListTable
from worksheetgen.errors import InvalidInput, Place, Problem

# What spreadsheets and school systems write between cells: a semicolon where the comma is the decimal sign.
DELIMITERS = (",", ";", "\t")
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NEW_LINE = re.compile(r"\r\n|\r|\n")
SAVE_AGAIN = "Open it in a spreadsheet and save it as “CSV UTF-8” or as an Excel workbook (.xlsx)."


def read_csv(path: Path, content: bytes) -> ListTable:
    """The lines of a CSV file that are not blank, and a problem for each line that cannot be cut into cells.

    `content` is what the file at `path` holds. Raises InvalidInput where that is not text.
    """
    text = _decoded(path, content)
    # The delimiter is judged by the header alone: commas within the names below it would mislead.
    header = next((line for line in NEW_LINE.split(text) if line.strip()), "")
    lines = list(_lines(text, max(DELIMITERS, key=lambda delimiter: _fit(header, delimiter)), str(path)))
    return ListTable(
        tuple(line for line in lines if isinstance(line, ListRow) and not line.blank),
        tuple(line for line in lines if isinstance(line, Problem)),
    )


def _decoded(path: Path, content: bytes) -> str:
    """The text of the file: UTF-16 if its first bytes say so, else UTF-8 if it is that, else Windows-1252.

    Text that is valid UTF-8 is hardly ever meant as anything else. What is not could be in any of the dozens
    of encodings with one byte for each letter; Windows-1252 is the one that spreadsheets write in Western
    Europe. Raises InvalidInput at the line that fits none of these, or has a zero character, which text never
    has.
    """
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            line = 1 + content[: error.start].count(b"\n")
            continue
        if "\0" not in text:  # UTF-16 without its mark reads as text with a zero beside each letter
            return text
        line = 1 + text[: text.index("\0")].count("\n")
        break
    what = "The text is in an encoding that cannot be read."
    raise InvalidInput([Problem(Place(str(path), line, 1), what, SAVE_AGAIN)])


def _fit(header: str, delimiter: str) -> tuple[int, int]:
    """How well a header reads when cut at the delimiter: its number of known headings, then of cells."""
    row = next(_lines(header, delimiter, ""), None)
    cells = row.cells if isinstance(row, ListRow) else ()
    return len(recognised([cell.text for cell in cells])), len(cells)


def _lines(text: str, delimiter: str, file: str) -> Iterator[ListRow | Problem]:
    """Every line of the file, blank ones too: as its cells, or as the first thing that is wrong with it.

    `file` is the file's name for problems. A line of the list may go on over several lines of the file, where
    a cell with quotation marks has line ends in it; lines and columns are always those of the file.
    """
    # A cell is either between quotation marks, in which "" stands for one mark and line ends are text, or it
    # ends at the next delimiter or line end. A mark that is never closed is read the second way, so that the
    # damage ends with its line. The possessive ++ and *+ give nothing back once they have matched; otherwise
    # an unclosed mark would be tried in very many ways before it is given up.
    cell = re.compile(
        rf' *"(?P<quoted>(?:[^"]++|"")*+)" *(?={delimiter}|[\r\n]|\Z)|(?P<plain>[^{delimiter}\r\n]*)'
    )
    # `at` is how far the text is cut; `line` is the current line of the file and `start` where in the text it
    # begins; `cells` and `broken` are those of the current line of the list.
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
    """The cell's text without its quotation marks; its column is that of the first character but spaces.

    `line_start` is where in the text of the file the line begins.
    """
    indent = len(match.group()) - len(match.group().lstrip(" "))
    column = match.start() + indent - line_start + 1
    if match["quoted"] is None:
        return ListCell(match["plain"], line, column)
    return ListCell(match["quoted"].replace('""', '"'), line, column)


def _unclosed(place: Place) -> Problem:
    """For a cell that begins with a quotation mark and was read as plain text, because none ends it."""
    return Problem(
        place,
        "The cell begins with a quotation mark but does not end with one.",
        "Put quotation marks around the whole cell or around none of it, and double those inside it.",
    )
