"""Rendering tables: rows of ruled cells, in columns that are as wide as their longest words need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from worksheetgen.model.blocks import Cell, Table
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Break, Gap, Run, Text
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.recording import (
    artifact,
    fill_rectangle,
    grouped,
    overlaid,
    stacked,
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


def table(renderer: BlockRenderer, block: Table, width: float) -> Recording:
    """Rows of ruled cells, one box a row; the header row is shaded and stands again where a page breaks the table."""
    styles = [_styles(renderer, cells, block, index) for index, cells in enumerate(block.rows)]
    widths, sides = _widths(renderer, block, styles, width)
    rows = [
        _row(renderer, cells, faces, widths, sides, header=block.header and not index)
        for index, (cells, faces) in enumerate(zip(block.rows, styles, strict=True))
    ]
    recording = grouped(
        _rows_kept(stacked(rows, 0, TURN)) if block.parted else stacked(rows, 0, ROW), "Table"
    )
    if not block.header:
        return recording
    (again,) = _row(renderer, block.rows[0], styles[0], widths, sides, header=True, silent=True).boxes
    return headed(recording, again)


def _rows_kept(table: Recording) -> Recording:
    """The rows of a table that a page may cut, the last two of them together."""
    *inner, last = table.boxes
    if inner:
        inner[-1] = replace(inner[-1], penalty=KEEP)
    return Recording((*inner, last), table.nodes)


def headed(table: Recording, again: LayoutBox) -> Recording:
    """A table whose first box, its header row, is followed by a row; `again` stands over those that begin a page."""
    first, *rest = table.boxes
    boxes = (
        replace(first, penalty=max(first.penalty, KEEP)),
        *(replace(box, above=(again,)) if index else box for index, box in enumerate(rest)),
    )
    return Recording(boxes, table.nodes)


def _styles(renderer: BlockRenderer, cells: Sequence[Cell], block: Table, index: int) -> list[Style]:
    """The style of each cell of the row of that index."""
    body, bold = renderer.theme.style(block.style), renderer.theme.style("table-head")
    if body.size < bold.size:
        bold = replace(bold, size=body.size, leading=body.leading)
    return [bold if cell.head or (block.header and not index) else body for cell in cells]


def _widths(
    renderer: BlockRenderer, block: Table, styles: Sequence[Sequence[Style]], width: float
) -> tuple[list[float], float]:
    """How wide the columns are and the white at each side of their words, in points.

    The table's widths are shares of the whole, but no column is narrower than its longest word. What a column lacks the
    others give, in proportion to what they can spare; what all lack together the white gives. Where not even that is
    enough, the shares stay as they are.
    """
    share = width / sum(block.widths)
    asked = [part * share for part in block.widths]
    least = [0.0] * len(asked)
    for cells, faces in zip(block.rows, styles, strict=True):
        longest = [
            max(_words(renderer, cell.text, face), default=0.0)
            for cell, face in zip(cells, faces, strict=True)
        ]
        least = [max(pair) for pair in zip(least, longest, strict=True)]
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


def _row(
    renderer: BlockRenderer,
    cells: Sequence[Cell],
    styles: Sequence[Style],
    widths: Sequence[float],
    sides: float,
    *,
    header: bool,
    silent: bool = False,
) -> Recording:
    """A row as one box, its cells `widths` wide with white at their `sides`, in points.

    A `header` row is shaded and its cells head their columns; a `silent` one is passed over by a screen reader.
    """
    theme = renderer.theme
    pad = min(_SIDES * theme.padding, _AIR * max(style.leading for style in styles))
    starts = list(accumulate(widths, initial=0.0))
    boxes: list[LayoutBox] = []
    nodes: list[Node] = []
    mark = 0
    over = header or all(cell.head for cell in cells)  # they head their columns
    scope = (("A", f"<</O /Table /Scope /{'Column' if over else 'Row'}>>"),)
    for cell, style, wide in zip(cells, styles, widths, strict=True):
        boxes.append(_cell(renderer, cell, style, wide - 2 * sides, silent=silent))
        kids = (Leaf(0, mark),) if cell.text else ()
        mark += boxes[-1].mcid_count
        nodes.append(Node("TH", scope, kids) if header or cell.head else Node("TD", (), kids))
    tall = max(
        max(renderer.writing_height(cell.height), box.height + 1.4 * pad)
        for cell, box in zip(cells, boxes, strict=True)
    )
    drawn = [
        (x + sides, (tall - box.height) / 2 if cell.height else 0.6 * pad, box)
        for cell, x, box in zip(cells, starts, boxes, strict=False)
    ]
    ground = fill_rectangle(0, 0, sum(widths), tall, theme.shade) if header else b""
    borders = b"".join(
        stroke_rectangle(x, 0, wide, tall, theme.rule) for x, wide in zip(starts, widths, strict=False)
    )
    whole = overlaid([(0.0, 0.0, artifact(ground + borders, tall)), *drawn], tall)
    return Recording((whole,), (Node("TR", (), tuple(nodes)),))


def _cell(renderer: BlockRenderer, cell: Cell, style: Style, width: float, *, silent: bool) -> LayoutBox:
    if not cell.text:
        return artifact(b"", 0)
    text = _fitted(renderer, cell.text, style, width)
    if silent:
        return renderer.quiet(text, style, width, cell.align)
    (box,) = renderer.text(text, style, width, align=cell.align).boxes
    return box


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
