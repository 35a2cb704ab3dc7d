"""A text file, however the school's system or spreadsheet saved it, to a ListTable.

Nothing in such a file says with which delimiter it was saved, so that is found out. The standard library's reader does
not say in which column a cell stands, so the cells are cut here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from worksheetgen.errors import Place, Problem
from worksheetgen.tables.encodings import decoded
from worksheetgen.tables.sort import TableSort
from worksheetgen.tables.table import ListCell, ListRow, ListTable, filled_rows

# What spreadsheets and school systems write between cells: a semicolon where the comma is the decimal sign.
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
"""What may stand between cells, each as messages call it."""
NEW_LINE = re.compile(r"\r\n|\r|\n")
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[ ,;\t|]*(?=[\r\n]|\Z)', re.IGNORECASE)
"""The first line by which spreadsheets are told the delimiter."""
AS_TEXT = re.compile(r"\A\s*(?:=\"([^\"]*)\"|'(\d+))\s*\Z")
"""How exports keep a spreadsheet from dropping the zeros of 00123: as ="00123" or '00123."""
HEADINGS_WITHIN = 15
"""The heading row is looked for among so many rows: titles, dates and a school's name may stand above it."""
LONGEST_BEGINNING = 100_000
"""The characters within which the delimiter is found out: as long as hundreds of headings on each of those rows."""
LONGEST_QUOTED = 10_000
"""The most characters of a cell between quotation marks.

A mark that is never closed is looked for no further, so that a file full of such marks is read in a time that grows
with its length, not with its square.
"""


def read_csv(file: str, content: bytes, sort: TableSort, encoding: str = "") -> ListTable:
    """The rows of a text file that are not blank, and a problem for each line that cannot be cut into cells.

    `file` is its name in messages, `content` what it holds, `encoding` the one that a person named or "". Raises
    InvalidInput where the content is not text.
    """
    text = decoded(file, content, sort, encoding)
    told = SEPARATOR_LINE.match(text)
    delimiter = told[1] if told else max(DELIMITERS, key=lambda each: _fit(text, each, sort))
    lines = list(filled_rows(_lines(text, delimiter, file), file, sort))[1 if told else 0 :]
    return ListTable(
        tuple(line for line in lines if isinstance(line, ListRow)),
        tuple(line for line in lines if isinstance(line, Problem)),
        separator=DELIMITERS[delimiter],
    )


def _fit(text: str, delimiter: str, sort: TableSort) -> tuple[int, int, int]:
    """How well the text's beginning reads when cut at the delimiter: by its best row's known headings, then cells.

    Judged by the headings: commas within the names below them would mislead. Last counts the header's own length.
    """
    beginning = islice(_lines(text[:LONGEST_BEGINNING], delimiter, ""), HEADINGS_WITHIN)
    rows = [row for row in beginning if isinstance(row, ListRow)]
    known = [sort.known([cell.text for cell in row.cells]) for row in rows]
    first = next((len(row.cells) for row in rows if not row.blank), 0)
    return max(known, default=0), first, max((len(row.cells) for row in rows), default=0)


def _lines(text: str, delimiter: str, file: str) -> Iterator[ListRow | Problem]:
    """The lines of the file, each as its cells or as the first thing that is wrong with it, but for runs of blank ones.

    `file` is its name for problems.
    """
    # A cell is either between quotation marks, in which "" stands for one mark and line ends are text, or it
    # ends at the next delimiter or line end. A mark that is never closed is read the second way, so that the
    # damage ends with its line. The possessive }+ gives nothing back once it has matched; otherwise an unclosed
    # mark would be tried in very many ways before it is given up.
    delimiter = re.escape(delimiter)
    cell = re.compile(
        rf' *"(?P<quoted>(?:[^"]|""){{0,{LONGEST_QUOTED}}}+)" *(?={delimiter}|[\r\n]|\Z)'
        rf"|(?P<plain>[^{delimiter}\r\n]*)"
    )
    # Spreadsheets write a million of them where a whole sheet is formatted.
    blank = re.compile(rf"(?:[ \t{delimiter}]*+(?:\r\n|\r|\n))*+")
    # `at` is how far the text is cut; `line` is the current line of the file and `start` where in the text it
    # begins; `cells` and `broken` are those of the current line of the list.
    line, start, at, cells, broken = 1, 0, 0, list[ListCell](), list[Problem]()
    while at <= len(text):
        if not cells and (lines := blank.match(text, at)) and lines.end() > at:
            line += sum(1 for _ in NEW_LINE.finditer(text, at, lines.end()))
            start = at = lines.end()
        match = cell.match(text, at)
        assert match is not None  # the plain cell may be empty
        cells.append(_cell(match, line, start))
        if match["quoted"] is None and match["plain"].lstrip().startswith('"'):
            broken.append(_unclosed(Place(file, line, cells[-1].column)))
        breaks = list(NEW_LINE.finditer(text, at, match.end())) if match["quoted"] else []
        line += len(breaks)
        start = breaks[-1].end() if breaks else start
        at = match.end()
        if text.startswith(delimiter[-1], at):
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
    whole, quoted, plain = match.group(0, 1, 2)
    column = match.end() - len(whole.lstrip(" ")) - line_start + 1
    text = plain if quoted is None else quoted.replace('""', '"')
    return ListCell(AS_TEXT.sub(lambda found: found[1] or found[2], text), line, column)


def _unclosed(place: Place) -> Problem:
    """For a cell that begins with a quotation mark and was read as plain text, because none ends it."""
    return Problem(
        place,
        "The cell begins with a quotation mark but does not end with one.",
        "Put quotation marks around the whole cell or around none of it, and double those inside it.",
    )
