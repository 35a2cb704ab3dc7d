"""About how high pieces of a Word document are, so that nothing is kept together that no page holds.

Word alone sets lines: here letters are counted. Lengths are in twips.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from math import ceil

from worksheetgen.value import replace
from worksheetgen.word.markup import EMU, LINE_END
from worksheetgen.word.pieces import Par, Piece, TableRow, Tbl
from worksheetgen.word.styles import NATURAL_LINE, Styles, twips

MOST_KEPT = 0.35
"""The most of a page that a paragraph takes which is kept whole, or with the next: LibreOffice moves all of it to the
page of the next, Word some lines, and what it does not fill is white."""
_WIDOW = 2
"""How many lines of a paragraph at least stand on each page that has some of it."""
_LETTER = 0.55
"""About how wide a letter is, in sizes of itself."""


def on_pages(pieces: Sequence[Piece], styles: Styles) -> list[Piece]:
    """The pieces of a document, those that are kept with the next only as far as one page holds all of them.

    What no page holds begins a page and is parted before the piece that is too much; a heading stays with the next.
    """
    page, run = twips(styles.height), 0
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Par) and not _in_one(piece, styles) and height(piece, styles) > MOST_KEPT * page:
            piece = replace(piece, keep_next=False)
        first, last = _ends(piece, styles)
        kept = bool(made) and _kept(made[-1], styles)
        if kept and run + first > page:
            made[-1] = _let_go(made[-1])
            run = 0
        whole = first == height(piece, styles)
        run = first + (run if kept else 0) if whole else last
        made.append(piece)
    return made


def _ends(piece: Piece, styles: Styles) -> tuple[int, int]:
    """How high that of a piece is which is on one page with what is above it, and with what is below: perhaps all."""
    high = height(piece, styles)
    if isinstance(piece, Tbl):
        rows = [_row(row, piece, styles) for row in piece.rows]
        heads = sum(row.head for row in piece.rows)
        return (high, high) if piece.whole or len(rows) == 1 else (sum(rows[: heads + 1]), rows[-1])
    some = _WIDOW * _line(piece, styles)
    return (high, high) if _in_one(piece, styles) else (some, some)


def _in_one(par: Par, styles: Styles) -> bool:
    """Whether no page break comes within a paragraph."""
    few = _lines(par, styles) < 2 * _WIDOW * _line(par, styles)
    return par.whole or styles.of(par.style).whole or few


def _kept(piece: Piece, styles: Styles) -> bool:
    if isinstance(piece, Tbl):
        return piece.rows[-1].keep_next
    return styles.of(piece.style).keep_next if piece.keep_next is None else piece.keep_next


def _let_go(piece: Piece) -> Piece:
    """The piece as its style has it."""
    if isinstance(piece, Tbl):
        return replace(piece, rows=(*piece.rows[:-1], replace(piece.rows[-1], keep_next=False)))
    return replace(piece, keep_next=None)


def height(piece: Piece, styles: Styles) -> int:
    """About how high a piece is, with the white around it."""
    if isinstance(piece, Tbl):
        return sum(_row(row, piece, styles) for row in piece.rows)
    style = styles.of(piece.style)
    before = style.before if piece.before is None else piece.before
    after = style.after if piece.after is None else piece.after
    white = 0 if style.close else before + after
    return max(_lines(piece, styles), _pictures(piece)) + white


def _row(row: TableRow, table: Tbl, styles: Styles) -> int:
    inner = max(sum(height(piece, styles) for piece in cell.pieces) for cell in row.cells)
    return row.height if row.exact else max(row.height, inner + 2 * table.air)


def _lines(par: Par, styles: Styles) -> int:
    """How high the lines are of a paragraph as wide as its room."""
    style, size = styles.of(par.style), styles.size(par.style)
    if style.exact:
        return style.line or 0
    wide = max(size, par.room.width - style.left - (40 * par.box.pad if par.box else 0))
    words = (unescape(re.sub("<[^>]+>", "", line)) for line in par.content.split(LINE_END))
    return sum(max(1, ceil(len(line) * _LETTER * size / wide)) for line in words) * _line(par, styles)


def _line(par: Par, styles: Styles) -> int:
    """How far lines stand apart."""
    style = styles.of(par.style)
    if style.exact:
        return style.line or 0
    return round(styles.size(par.style) * NATURAL_LINE * (style.line or styles.line) / 240)


def _pictures(par: Par) -> int:
    found: Iterable[str] = re.findall(r'<wp:extent [^>]*cy="(\d+)"', par.content)
    return sum(int(high) // EMU for high in found)
