"""What stands one below the other in a Word document, paragraphs and tables, and their markup.

Lengths are in twips.
"""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.blocks import Align
from worksheetgen.value import Value, replace
from worksheetgen.word.markup import EMPTY, NO_LINE, SINGLE, Xml, edge, joined, w
from worksheetgen.word.styles import Styles
from worksheetgen.word.word_style import TABLE, spacing, tabs

SIDES = ("top", "left", "bottom", "right")
_LOW = 20
"""How high the lowest row is, and the lowest line."""


class TextRoom(Value):
    """Where something stands: `width` wide, `indent` from the left edge of what it stands in."""

    width: int
    indent: int = 0

    def narrower(self, left: int) -> TextRoom:
        """The room that is left beside something `left` wide at its left edge."""
        return TextRoom(self.width - left, self.indent + left)


class TextBox(Value):
    """A box around neighbouring paragraphs, `number` other for each; `pad` is the white within it in points.

    Its border has a `line`, so many eighths of a point in `weight`; where there is no line, it is of the colour `fill`.
    With `below` it is no more than a rule below them.
    """

    number: int
    line: str
    weight: int
    pad: int
    fill: str = ""
    below: bool = False


class Par(Value):
    """A paragraph of a style in a room. What is None is as the style has it.

    Its first line begins `lead` further to the left than the style has it, with a tab stop where it would have begun:
    for the number of a question before the letter of its part. `level` is its level in the outline, 0 for none. No page
    break comes within a `whole` one, and none between one with `keep_next` and the next.
    """

    style: str
    content: Xml
    room: TextRoom
    align: Align = Align.LEFT
    before: int | None = None
    after: int | None = None
    lead: int = 0
    level: int = 0
    keep_next: bool | None = None
    whole: bool = False
    page_break: bool = False
    box: TextBox | None = None


class TableCell(Value):
    """A cell of a table: what stands in it, with so much more white at its `right`.

    Its sides that are `bare` have no rule, those that are `ruled` have one in a bare table. With `middle` it stands
    halfway down.
    """

    pieces: tuple[Piece, ...]
    width: int
    fill: str = ""
    bare: tuple[str, ...] = ()
    ruled: tuple[str, ...] = ()
    middle: bool = False
    right: int = 0


class TableRow(Value):
    """A row at least `height` high, or so high in any case if `exact`, never cut by a page.

    With `head` it stands again on every page. No page break comes between a row with `keep_next` and the next.
    """

    cells: tuple[TableCell, ...]
    height: int = 0
    head: bool = False
    exact: bool = False
    keep_next: bool = False


class Tbl(Value):
    """A table in a room, its cells with `pad` at their sides and `air` above and below.

    A `bare` table has no rules. With `whole` no page break parts its rows. `line` is that of its rules. `alt` tells
    what it shows, where reading its cells does not.
    """

    widths: tuple[int, ...]
    rows: tuple[TableRow, ...]
    room: TextRoom
    pad: int
    air: int = 0
    bare: bool = False
    whole: bool = False
    line: str = SINGLE
    weight: int = 4
    alt: str = ""


Piece = Par | Tbl


def with_next(piece: Piece) -> Piece:
    """The piece such that no page break comes between it, of a table its last row, and the next."""
    if isinstance(piece, Par):
        return replace(piece, keep_next=True)
    *others, last = piece.rows
    return replace(piece, rows=(*others, replace(last, keep_next=True)))


def to_the_end(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a cell, without white below the last: what follows the table has its own above it."""
    if pieces and isinstance(pieces[-1], Par):
        return (*pieces[:-1], replace(pieces[-1], after=0))
    return tuple(pieces)


def side_by_side(columns: Sequence[tuple[int, Sequence[Piece]]], gutter: int, room: TextRoom) -> Tbl:
    """Columns side by side, each so wide, with a gutter between them: a table without rules."""
    *others, (last, pieces) = columns
    cells = (
        *(TableCell(to_the_end(some), width + gutter, right=gutter) for width, some in others),
        TableCell(to_the_end(pieces), last),
    )
    return Tbl(tuple(cell.width for cell in cells), (TableRow(cells),), room, 0, bare=True)


def boxed(
    widths: tuple[int, ...], cells: tuple[TableCell, ...], box: TextBox, room: TextRoom, height: int = 0
) -> Tbl:
    """Cells of these widths in a box, a row at least `height` high."""
    pad, bare = 20 * box.pad, box.line == NO_LINE
    row = TableRow(cells, height)
    return Tbl(widths, (row,), room, pad, pad, bare=bare, line=box.line, weight=box.weight)


class Writer:
    """Pieces to markup, in the styles of a document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def flow(self, pieces: Sequence[Piece]) -> Xml:
        """The pieces one below the other, with a line between two tables or boxes, which Word would join."""
        made: list[Xml] = []
        before: Piece | None = None
        for piece in pieces:
            if isinstance(piece, Par) and isinstance(before, Tbl) and piece.before is None:
                own = self._styles.of(piece.style).before
                piece = replace(piece, before=max(own, self._styles.block_space))
            if _join(before, piece):
                made.append(self._spacer())
            made.append(self._paragraph(piece) if isinstance(piece, Par) else self._table(piece))
            before = piece
        return joined(*made)

    def _spacer(self) -> Xml:
        """An empty paragraph as high as the white between blocks."""
        line = w("spacing", before=0, after=0, line=self._styles.block_space, lineRule="exact")
        return w("p", w("pPr", w("keepNext"), line))

    def _paragraph(self, piece: Par) -> Xml:
        style, room, box = self._styles.of(piece.style), piece.room, piece.box
        pad = 20 * box.pad if box and not box.below else 0
        left = room.indent + pad + style.left
        moved = left != style.left or piece.lead
        stops = [room.indent + pad + stop for stop in style.stops]
        if piece.lead:
            stops = [left - style.hanging, *stops]
        right = room.indent + room.width - pad if style.right else 0
        if not moved and right in (0, self._styles.full):
            stops, right = [], 0
        kids = (
            w("pStyle", val=piece.style) if piece.style != "Normal" else EMPTY,
            w("keepNext") if piece.keep_next else EMPTY,
            w("keepNext", val=False) if piece.keep_next is False and style.keep_next else EMPTY,
            w("keepLines") if piece.whole and not style.whole else EMPTY,
            w("pageBreakBefore") if piece.page_break else EMPTY,
            _borders(box) if box else EMPTY,
            w("shd", val="clear", color="auto", fill=box.fill) if box and box.fill else EMPTY,
            tabs(stops, right),
            self._white(piece),
            w("ind", left=left, right=pad or None, hanging=style.hanging + piece.lead)
            if moved or pad
            else EMPTY,
            w("jc", val=piece.align.value if piece.align is not Align.CENTRE else "center")
            if piece.align is not Align.LEFT
            else EMPTY,
            w("outlineLvl", val=piece.level - 1) if piece.level else EMPTY,
        )
        return w("p", *((w("pPr", *kids),) if any(kids) else ()), piece.content)

    def _white(self, piece: Par) -> Xml:
        """The white above and below a paragraph where it is other than its style's."""
        style = self._styles.of(piece.style)
        before = style.before if piece.before is None else piece.before
        after = style.after if piece.after is None else piece.after
        return EMPTY if (before, after) == (style.before, style.after) else spacing(before, after)

    def _table(self, table: Tbl) -> Xml:
        if table.whole:
            *others, last = table.rows
            table = replace(table, rows=(*(replace(row, keep_next=True) for row in others), last))
        if len(table.rows) == 1 and table.rows[0].keep_next:
            table = replace(table, rows=_closed(table.rows[0]))
        line = NO_LINE if table.bare else table.line
        sides = [*SIDES, "insideH", "insideV"]
        margins = {"top": table.air, "left": table.pad, "bottom": table.air, "right": table.pad}
        properties = w(
            "tblPr",
            w("tblStyle", val=TABLE),
            w("tblW", w=sum(table.widths), type="dxa"),
            w("tblInd", w=table.room.indent, type="dxa") if table.room.indent else EMPTY,
            w("tblBorders", *(edge(side, line, table.weight) for side in sides))
            if table.bare or line != SINGLE
            else EMPTY,
            w("tblLayout", type="fixed"),
            w("tblCellMar", *(w(side, w=wide, type="dxa") for side, wide in margins.items())),
            w("tblLook", val="0020" if table.rows[0].head else "0000"),
            w("tblDescription", val=table.alt) if table.alt else EMPTY,
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in table.widths))
        return w("tbl", properties, grid, *(self._row(row, table.weight) for row in table.rows))

    def _row(self, row: TableRow, weight: int) -> Xml:
        kids = (
            w("cantSplit"),
            w("trHeight", val=row.height, hRule="exact" if row.exact else "atLeast") if row.height else EMPTY,
            w("tblHeader") if row.head else EMPTY,
        )
        return w("tr", w("trPr", *kids), *(self._cell(cell, weight, row.keep_next) for cell in row.cells))

    def _cell(self, cell: TableCell, weight: int, kept: bool) -> Xml:
        borders = [
            edge(side, SINGLE if side in cell.ruled else NO_LINE, weight)
            for side in SIDES
            if side in cell.bare or side in cell.ruled
        ]
        properties = w(
            "tcPr",
            w("tcW", w=cell.width, type="dxa"),
            w("tcBorders", *borders) if borders else EMPTY,
            w("shd", val="clear", color="auto", fill=cell.fill) if cell.fill else EMPTY,
            w("tcMar", w("right", w=cell.right, type="dxa")) if cell.right else EMPTY,
            w("vAlign", val="center") if cell.middle else EMPTY,
        )
        ends = not cell.pieces or isinstance(cell.pieces[-1], Tbl)
        kids = (
            w("keepNext") if kept else EMPTY,
            w("spacing", before=0, after=0, line=_LOW, lineRule="exact") if cell.pieces else EMPTY,
        )
        last = w("p", *((w("pPr", *kids),) if any(kids) else ())) if ends else EMPTY
        return w("tc", properties, self.flow([_as_row(piece, kept) for piece in cell.pieces]), last)


def _as_row(piece: Piece, kept: bool) -> Piece:
    """A piece of a row, kept with the next just as that is: programs ask one or another paragraph of it."""
    if isinstance(piece, Par):
        return replace(piece, keep_next=kept)
    return replace(piece, whole=False, rows=tuple(replace(row, keep_next=kept) for row in piece.rows))


def _closed(row: TableRow) -> tuple[TableRow, TableRow]:
    """The row over one that is as low as can be: LibreOffice keeps no table of one uncut row with what follows it."""

    def without(cell: TableCell, side: str) -> TableCell:
        ruled = tuple(one for one in cell.ruled if one != side)
        return replace(cell, bare=(*cell.bare, side), ruled=ruled)

    low = tuple(replace(without(cell, "top"), pieces=()) for cell in row.cells)
    over = replace(row, cells=tuple(without(cell, "bottom") for cell in row.cells))
    return over, TableRow(low, _LOW, exact=True, keep_next=True)


def _join(before: Piece | None, piece: Piece) -> bool:
    """Whether Word would draw the two as one."""
    if before is None:
        return False
    if isinstance(before, Tbl) or isinstance(piece, Tbl):
        return isinstance(before, Tbl) and isinstance(piece, Tbl)
    return before.box is not None and piece.box is not None and before.box.number != piece.box.number


def _borders(box: TextBox) -> Xml:
    line, colour = (box.line, "auto") if box.line != NO_LINE else (SINGLE, box.fill)
    sides = ("bottom",) if box.below else SIDES
    return w("pBdr", *(edge(side, line, box.weight, box.pad, colour) for side in sides))
