"""Rendering tables: rows of ruled cells, in columns that are as wide as their longest words need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain

from worksheetgen.model.blocks import Align, Cell, Table
from worksheetgen.model.figures import figures
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Break, Gap, Run, Text
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.recording import (
    artifact,
    fill_rectangle,
    grouped,
    overlaid,
    silenced,
    stroke_rectangle,
)
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import KEEP, ROW, TURN
from worksheetgen.value import replace

_SIDES = 0.55
"""The white at each side of a cell's words, in the theme's padding."""
_AIR = 0.43
"""The most white above and below a cell's words, in distances of their lines: small print needs less of it."""
_NARROW = 0.2
"""The least of it, where the words of all columns are so wide that it must give way."""
_SLACK = 0.01  # pt: sums of widths are not exact


StyledCell = tuple[Cell, Style]
"""A cell, and the style of its words."""


def table(renderer: BlockRenderer, block: Table, width: float) -> Recording:
    """Rows of ruled cells, one box a row; the header row is shaded and stands again where a page breaks the table.

    Equal cells of a column are measured and drawn once, and the rules of rows of one height: a table of numbers has a
    row for every paper. Figures stand under each other by their units.
    """
    looks = [_looks(renderer, cells, block, index) for index, cells in enumerate(block.rows)]
    columns = [{*column} for column in zip(*looks, strict=True)]
    widths, sides = _widths(renderer, block, columns, width)
    drawn = [
        {look: _cell(renderer, wide - 2 * sides, *look) for look in column}
        for column, wide in zip(columns, widths, strict=True)
    ]
    for column, decimals in enumerate(figures(block)):
        if decimals is not None:
            below = [row[column] for row in looks]
            drawn[column] |= _figures(renderer, below, decimals, widths[column] - 2 * sides)
    words = [[known[look] for known, look in zip(drawn, of_row, strict=True)] for of_row in looks]
    kinds = [
        (_high(renderer, *row), block.header and not where)
        for where, row in enumerate(zip(looks, words, strict=True))
    ]
    ruled = {kind: _ruled(renderer, widths, *kind) for kind in {*kinds}}
    row = partial(_row, renderer, widths, sides)
    rows = [
        row(where, of_row, boxes, ruled[kind], kind[1])
        for where, (of_row, boxes, kind) in enumerate(zip(looks, words, kinds, strict=True))
    ]
    boxes, nodes = zip(*rows, strict=True)
    recording = grouped(Recording(_kept(boxes, parted=block.parted), nodes), "Table")
    return headed(recording) if block.header else recording


def _kept(rows: Sequence[LayoutBox], *, parted: bool) -> tuple[LayoutBox, ...]:
    """The rows of a table, between which a page may turn if it is `parted`, though not before the last one."""
    *inner, last = rows
    penalties = [TURN] * (len(inner) - 1) + [KEEP] if parted else [ROW] * len(inner)
    return (*(replace(box, penalty=one) for box, one in zip(inner, penalties, strict=False)), last)


def headed(table: Recording) -> Recording:
    """A table whose first box, its header row, is followed by a row, and is seen again over those that begin a page."""
    first, *rest = table.boxes
    again = silenced(first)
    boxes = (
        replace(first, penalty=max(first.penalty, KEEP)),
        *(replace(box, above=(again,)) if index else box for index, box in enumerate(rest)),
    )
    return Recording(boxes, table.nodes)


def _looks(renderer: BlockRenderer, cells: Sequence[Cell], block: Table, index: int) -> list[StyledCell]:
    """The cells of the row of that index, each with its style."""
    body, bold = renderer.theme.style(block.style), renderer.theme.style("table-head")
    if body.size < bold.size:
        bold = replace(bold, size=body.size, leading=body.leading)
    header = block.header and not index
    return [(cell, bold if header or cell.head else body) for cell in cells]


def _widths(
    renderer: BlockRenderer, block: Table, columns: Sequence[Iterable[StyledCell]], width: float
) -> tuple[list[float], float]:
    """How wide the columns are and the white at each side of their words, in points.

    The table's widths are shares of the whole, but no column is narrower than its longest word. What a column lacks the
    others give, in proportion to what they can spare; what all lack together the white gives. Where not even that is
    enough, the shares stay as they are.
    """
    share = width / sum(block.widths)
    asked = [part * share for part in block.widths]
    least = [
        max((wide for cell, style in column for wide in _words(renderer, cell.text, style)), default=0.0)
        for column in columns
    ]
    usual = _SIDES * renderer.theme.padding
    sides = min(usual, (width - sum(least)) / len(least) / 2 - _SLACK)
    if sides < _NARROW * renderer.theme.padding:
        return asked, usual
    spare = [wide - need - 2 * sides - _SLACK for wide, need in zip(asked, least, strict=True)]
    lacking, free = -sum(min(0.0, one) for one in spare), sum(max(0.0, one) for one in spare)
    if lacking:
        asked = [
            wide - (one if one < 0 else one * lacking / free) for wide, one in zip(asked, spare, strict=True)
        ]
    return asked, sides


def _words(renderer: BlockRenderer, text: Text, style: Style) -> Iterator[float]:
    """How wide each word of a cell is, in points; one with a hyphen counts as two, as it may be parted after it."""
    for part in text:
        if isinstance(part, Run):
            face = replace(style, face=renderer.theme.bold) if part.bold else style
            for word in re.findall(r"[^\s-]+-*|-+", part.text):
                yield renderer.width(word, face)
        elif isinstance(part, Gap):
            yield renderer.theme.gap


def _high(renderer: BlockRenderer, looks: Sequence[StyledCell], boxes: Sequence[LayoutBox]) -> float:
    """How high a row is whose cells' words are these `boxes`, in points."""
    air = 1.4 * _pad(renderer, looks)
    return max(
        max(renderer.writing_height(cell.height), box.height + air)
        for (cell, _), box in zip(looks, boxes, strict=True)
    )


def _pad(renderer: BlockRenderer, looks: Sequence[StyledCell]) -> float:
    """What the white above and below the words of a row is measured in, in points."""
    return min(_SIDES * renderer.theme.padding, _AIR * max(style.leading for _, style in looks))


def _ruled(renderer: BlockRenderer, widths: Sequence[float], tall: float, header: bool) -> LayoutBox:
    """The rules around the cells of a row `tall` points high; that of a `header` is shaded."""
    theme = renderer.theme
    ground = fill_rectangle(0, 0, sum(widths), tall, theme.shade) if header else b""
    starts = accumulate(widths, initial=0.0)
    borders = [
        stroke_rectangle(x, 0, wide, tall, theme.rule) for x, wide in zip(starts, widths, strict=False)
    ]
    return artifact(b"".join((ground, *borders)), tall)


def _row(
    renderer: BlockRenderer,
    widths: Sequence[float],
    sides: float,
    where: int,
    looks: Sequence[StyledCell],
    boxes: Sequence[LayoutBox],
    ruled: LayoutBox,
    header: bool,
) -> tuple[LayoutBox, Node]:
    """The row of index `where` as one box: its cells' `boxes`, `widths` wide with white at their `sides`, in points.

    The cells of a `header` head their columns.
    """
    tall, pad = ruled.height, _pad(renderer, looks)
    over = header or all(cell.head for cell, _ in looks)  # they head their columns
    scope = (("A", f"<</O /Table /Scope /{'Column' if over else 'Row'}>>"),)
    nodes, placed, x, mark = [], [(0.0, 0.0, ruled)], 0.0, 0
    for (cell, _), box, wide in zip(looks, boxes, widths, strict=True):
        kids = (Leaf(where, mark),) if cell.text else ()
        nodes.append(Node("TH", scope, kids) if header or cell.head else Node("TD", (), kids))
        placed.append((x + sides, (tall - box.height) / 2 if cell.height else 0.6 * pad, box))
        x, mark = x + wide, mark + box.mcid_count
    return overlaid(placed, tall), Node("TR", (), tuple(nodes))


def _cell(renderer: BlockRenderer, width: float, cell: Cell, style: Style) -> LayoutBox:
    """A cell's words."""
    if not cell.text:
        return artifact(b"", 0)
    text = _fitted(renderer, cell.text, style, width)
    (box,) = renderer.text(text, style, width, align=cell.align).boxes
    return box


def _figures(
    renderer: BlockRenderer, column: Sequence[StyledCell], decimals: Sequence[str], width: float
) -> dict[StyledCell, LayoutBox]:
    """The cells of a column of figures, `width` points wide, below its head: the decimal points below each other.

    They end where their head does, or at the widest of them, or, as their column is aligned, stand in its middle.
    """
    head, *cells = column
    wide = {look: _wide(renderer, look, width) for look in column}
    behind = [renderer.width(said, style) for said, (_, style) in zip(decimals, cells, strict=True)]
    most = max(behind)
    needed = max(wide[look] - tail for look, tail in zip(cells, behind, strict=True)) + most
    room = {
        Align.LEFT: max(needed, wide[head]),
        Align.CENTRE: (width + needed) / 2,
        Align.RIGHT: width,
    }[cells[0][0].align]
    return {
        look: _cell(
            renderer,
            max(min(width, room) - most + tail, wide[look]) + _SLACK,
            replace(look[0], align=Align.RIGHT),
            look[1],
        )
        for look, tail in zip(cells, behind, strict=True)
    }


def _wide(renderer: BlockRenderer, look: StyledCell, width: float) -> float:
    """How wide the longest line of a cell is in a column of that width, in points; 0 for one without words."""
    cell, style = look
    return max((line.width for line in renderer.broken(cell.text, style, width).lines), default=0.0)


def _fitted(renderer: BlockRenderer, text: Text, style: Style, width: float) -> Text:
    """A cell's text with line breaks after as few hyphens as will do, in words that are wider than the cell."""

    def parted(word: re.Match[str]) -> str:
        lines = [""]
        for part in re.findall(r"[^-]+-*|-+", word.group()):
            if lines[-1] and renderer.width(lines[-1] + part, style) > width:
                lines.append("")
            lines[-1] += part
        return "\n".join(lines)

    fitted: list[Run | Gap | Break] = []
    for part in text:
        if isinstance(part, Run) and "-" in part.text:
            first, *others = re.sub(r"(?<!\S)[^\s-]*+-\S*", parted, part.text).split("\n")
            fitted.append(replace(part, text=first))
            fitted += chain.from_iterable((Break(), replace(part, text=other)) for other in others)
        else:
            fitted.append(part)
    return tuple(fitted)
