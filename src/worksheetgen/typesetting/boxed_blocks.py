"""Setting what stands in boxes: frames, fields, passages to read, tables, key strips; and blocks side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, chain

from reportlab.lib.units import mm

from worksheetgen.model.document import (
    Break,
    Cell,
    Field,
    Fields,
    Frame,
    Gap,
    Grid,
    Labelled,
    Run,
    Side,
    Table,
    Text,
)
from worksheetgen.model.sheet import Leaf, Node, Piece, Recording
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    box,
    grouped,
    indented,
    joined,
    kept,
    overlaid,
    quiet,
    relabelled,
    rules,
    shade,
    stacked,
)
from worksheetgen.typesetting.setter import Setter
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import BOXED, FREE, KEEP, TURN

GUTTER = 7 * mm
"""The white between columns side by side."""
BOXED_SPACE = 0.6
"""Blocks in a box stand closer than others, by this share of the theme's space: the box holds them together."""


def frame(setter: Setter, block: Frame, width: float) -> Recording:
    """Blocks in a drawn box; where pages turn inside it, it stays open at the turn."""
    pad = setter.theme.padding
    inner = kept(setter.stack(block.blocks, width - 2 * pad, BOXED_SPACE), BOXED)
    return framed(setter, inner, width, setter.room(block.height), dashed=block.dashed, shaded=block.shaded)


def framed(
    setter: Setter, inner: Recording, width: float, height: float, *, dashed: bool, shaded: bool
) -> Recording:
    """A recording in a drawn box, at least `height` pt high."""
    pad, weight = setter.theme.padding, setter.theme.rule
    dash = "3 2" if dashed else ""
    pieces = inner.pieces or (artifact(b"", 0),)
    last = len(pieces) - 1
    natural = sum(piece.height + piece.space for piece in pieces[:-1]) + pieces[-1].height
    spare = max(0.0, height - natural - 1.4 * pad)
    boxed = []
    for index, piece in enumerate(pieces):
        top = 0.7 * pad if index == 0 else 0.0
        tall = top + piece.height + (0.7 * pad + spare if index == last else piece.space)
        sides = [(0.0, 0.0, 0.0, tall), (width, 0.0, width, tall)]
        ends = [(0.0, 0.0, width, 0.0)] * (index == 0) + [(0.0, tall, width, tall)] * (index == last)
        ground = shade(0, 0, width, tall, setter.theme.shade) if shaded else b""
        border = b"" if shaded else rules(*sides, *ends, weight=weight, dash=dash)
        drawn = overlaid([(0, 0, artifact(ground + border, tall)), (pad, top, piece)], tall)
        boxed.append(replace(drawn, penalty=piece.penalty if index < last else FREE))
    return Recording(tuple(boxed), inner.nodes)


def fields(setter: Setter, block: Fields, width: float) -> Recording:
    """Boxes side by side, as wide as their weights, one height whether filled or empty.

    They stand below each other where one would be too narrow for what stands in it.
    """
    apart = 2 * mm
    free = width - apart * (len(block.fields) - 1)
    total = sum(field.weight for field in block.fields)
    rooms = [free * field.weight / total for field in block.fields]
    narrow = any(map(partial(_too_narrow, setter), block.fields, rooms))
    if narrow:
        rooms = [width] * len(block.fields)
    style = _fitting(setter, block.fields, rooms)
    tall = max(_tall(setter, field, style, room) for field, room in zip(block.fields, rooms, strict=True))
    drawn = [
        setter.remembered(
            (Field, field, style, room, tall), partial(_field, setter, field, style, room, tall)
        )
        for field, room in zip(block.fields, rooms, strict=True)
    ]
    if narrow:
        return stacked(drawn, apart, KEEP)
    starts = accumulate((room + apart for room in rooms), initial=0.0)
    return beside(list(zip(starts, drawn, strict=False)))


def _too_narrow(setter: Setter, field: Field, width: float) -> bool:
    """Whether the value would not stand on one line even in its smallest style."""
    return setter.width(field.value, setter.theme.style("small")) > _room(setter, field, width)


def _room(setter: Setter, field: Field, width: float) -> float:
    """What a box of that width leaves for the value beside its label."""
    label = setter.width(field.label, setter.theme.style("field-label"))
    return width - label - 3.5 * setter.theme.padding / 2


def _fitting(setter: Setter, fields: Sequence[Field], widths: Sequence[float]) -> Style:
    """The largest style in which every value stands on one line, else the smallest."""
    rooms = [_room(setter, field, width) for field, width in zip(fields, widths, strict=True)]
    styles = [setter.theme.style(name) for name in ("field", "body", "small")]
    fitting = (
        style
        for style in styles
        if all(setter.width(field.value, style) <= room for field, room in zip(fields, rooms, strict=True))
    )
    return next(fitting, styles[-1])


def _tall(setter: Setter, field: Field, style: Style, width: float) -> float:
    """How high a box the field needs."""
    written = setter.line(field.value, style, _room(setter, field, width))
    height: float = sum(piece.height for piece in written.pieces) + 2 * mm
    return max(setter.theme.field, height)


def _field(setter: Setter, field: Field, style: Style, width: float, tall: float) -> Recording:
    """A drawn box of that height, in its middle the label and its value."""
    theme = setter.theme
    small = theme.style("field-label")
    label_width = setter.width(field.label, small)
    name = setter.line(field.label, small, label_width + 1)
    written = setter.line(field.value, style, _room(setter, field, width))
    shown = [(theme.padding / 2, piece) for piece in name.pieces]
    shown += [(theme.padding + label_width, piece) for piece in written.pieces]
    drawn = [(x, (tall - piece.height) / 2, piece) for x, piece in shown]
    border = artifact(box(0, 0, width, tall, theme.rule), tall)
    nodes = tuple(Node("P", (), (Leaf(0, mark),)) for mark in range(len(drawn)))
    return Recording((overlaid([(0.0, 0.0, border), *drawn], tall),), nodes)


def table(setter: Setter, block: Table, width: float) -> Recording:
    """Rows of ruled cells; the header row is shaded and stands again where a page turns inside the table."""
    share = width / sum(block.widths)
    widths = [part * share for part in block.widths]
    rows = []
    for index, cells in enumerate(block.rows):
        header = block.header and index == 0
        rows.append(_row(setter, cells, widths, block.style, header=header))
    recording = grouped(stacked(rows, 0, TURN if block.parted else KEEP), "Table")
    if not block.header:
        return recording
    (again,) = _row(setter, block.rows[0], widths, block.style, header=True, silent=True).pieces
    first, *rest = recording.pieces
    pieces = (
        replace(first, penalty=KEEP),
        *(replace(piece, above=(again,)) if index else piece for index, piece in enumerate(rest)),
    )
    return Recording(pieces, recording.nodes)


def _row(
    setter: Setter,
    cells: Sequence[Cell],
    widths: Sequence[float],
    style: str,
    *,
    header: bool,
    silent: bool = False,
) -> Recording:
    theme = setter.theme
    pad = 0.55 * theme.padding
    body, bold = theme.style(style), theme.style("table-head")
    if body.size < bold.size:
        bold = replace(bold, size=body.size, leading=body.leading)
    starts = list(accumulate(widths, initial=0.0))
    pieces: list[Piece] = []
    nodes: list[Node] = []
    for cell, wide in zip(cells, widths, strict=True):
        head = header or cell.head
        mark = sum(piece.marks for piece in pieces)
        pieces.append(_cell(setter, cell, bold if head else body, wide - 2 * pad, silent=silent))
        kids = (Leaf(0, mark),) if cell.text else ()
        scope = (("A", f"<</O /Table /Scope /{'Column' if header else 'Row'}>>"),)
        nodes.append(Node("TH", scope, kids) if head else Node("TD", (), kids))
    tall = max(
        max(setter.room(cell.height), piece.height + 1.4 * pad)
        for cell, piece in zip(cells, pieces, strict=True)
    )
    drawn = [
        (x + pad, (tall - piece.height) / 2 if cell.height else 0.6 * pad, piece)
        for cell, x, piece in zip(cells, starts, pieces, strict=False)
    ]
    ground = shade(0, 0, sum(widths), tall, theme.shade) if header else b""
    borders = b"".join(box(x, 0, wide, tall, theme.rule) for x, wide in zip(starts, widths, strict=False))
    whole = overlaid([(0.0, 0.0, artifact(ground + borders, tall)), *drawn], tall)
    return Recording((whole,), (Node("TR", (), tuple(nodes)),))


def _cell(setter: Setter, cell: Cell, style: Style, width: float, *, silent: bool) -> Piece:
    if not cell.text:
        return artifact(b"", 0)
    text = _fitted(setter, cell.text, style, width)
    if silent:
        return quiet(setter.words(text, style, cell.align), width)
    (piece,) = setter.text(text, style, width, align=cell.align).pieces
    return piece


def _fitted(setter: Setter, text: Text, style: Style, width: float) -> Text:
    """A cell's text, its words that are wider than the cell parted after their hyphens."""

    def parted(word: re.Match[str]) -> str:
        wide = setter.width(word.group(), style) > width
        return word.group().replace("-", "-\n") if wide else word.group()

    fitted: list[Run | Gap | Break] = []
    for part in text:
        if isinstance(part, Run):
            first, *others = re.sub(r"\S*-\S*", parted, part.text).split("\n")
            fitted.append(replace(part, text=first))
            fitted += chain.from_iterable((Break(), replace(part, text=other)) for other in others)
        else:
            fitted.append(part)
    return tuple(fitted)


def grid(setter: Setter, block: Grid, width: float) -> Recording:
    """A key's strip: small cells in rows, each with its label over its answer."""
    theme = setter.theme
    wide = width / block.columns
    label_style, style = theme.style("strip-label"), theme.style("strip")
    rows = []
    for start in range(0, len(block.cells), block.columns):
        columns = []
        for index, (label, answer) in enumerate(block.cells[start : start + block.columns]):
            head = setter.line(label, label_style, wide - 2 * mm, tag="Lbl")
            body = setter.line(answer, style, wide - 2 * mm, tag="LBody")
            columns.append((index * wide, grouped(joined(stacked([head, body])), "LI")))
        rows.append(_strip_row(setter, columns, wide))
    return grouped(kept(stacked(rows)), "L")


def _strip_row(setter: Setter, columns: Sequence[tuple[float, Recording]], wide: float) -> Recording:
    tall = max(piece.height for _, cell in columns for piece in cell.pieces) + 2 * mm
    borders = b"".join(box(x, 0, wide, tall, setter.theme.rule) for x, _ in columns)
    placed = [
        (x + mm, Recording((overlaid([(0, mm, cell.pieces[0])], tall),), cell.nodes)) for x, cell in columns
    ]
    return beside([(0, Recording((artifact(borders, tall),), ())), *placed])


def side(setter: Setter, block: Side, width: float) -> Recording:
    """Two columns of blocks as one piece; one below the other in a print without columns."""
    if not setter.theme.columns:
        return stacked(
            [setter.stack(half, width) for half in (block.left, block.right)], setter.theme.block_space
        )
    room = width - GUTTER
    left = room * block.share
    return beside(
        [(0, setter.stack(block.left, left)), (left + GUTTER, setter.stack(block.right, room - left))]
    )


def labelled(setter: Setter, block: Labelled, width: float) -> Recording:
    """Blocks with their label hanging in the margin column."""
    theme = setter.theme
    column = theme.number_column
    label = setter.line(block.label, theme.style(block.style), column)
    body = setter.stack(block.blocks, width - column)
    if not (label.pieces and body.pieces):
        return grouped(indented(body, column) if body.pieces else label, "Sect")
    first, *rest = body.pieces
    head = overlaid([(0, 0, label.pieces[0]), (column, 0, first)], max(first.height, label.pieces[0].height))
    nodes = relabelled(
        body.nodes, lambda leaf: replace(leaf, mark=leaf.mark + 1) if leaf.where == 0 else leaf
    )
    others = indented(Recording(tuple(rest), ()), column).pieces
    pieces = (replace(head, space=first.space, penalty=first.penalty, above=first.above), *others)
    return grouped(Recording(pieces, (*label.nodes, *nodes)), "Sect")
