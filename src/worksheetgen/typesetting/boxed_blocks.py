"""Setting what stands in boxes: frames, fields, key strips; and blocks side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from reportlab.lib.units import mm

from worksheetgen.model.document import Fields, Frame, Grid, Labelled, Side
from worksheetgen.model.sheet import Leaf, Node, Piece, Recording
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    box,
    followed,
    grouped,
    indented,
    joined,
    kept,
    overlaid,
    relabelled,
    rules,
    shade,
    stacked,
)
from worksheetgen.typesetting.setter import Setter
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import BETWEEN_HALVES, BOXED, FREE, KEEP, TIED

_FIELDS_APART = 2 * mm
GUTTER = 7 * mm
"""The white between columns side by side."""
BOXED_SPACE = 0.6
"""Blocks in a box stand closer than others, by this share of the theme's space: the box holds them together."""


def frame(setter: Setter, block: Frame, width: float) -> Recording:
    """Blocks in a drawn box; where pages turn inside it, it stays open at the turn."""
    pad = setter.theme.padding
    inner = kept(setter.stack(block.blocks, width - 2 * pad, BOXED_SPACE), BOXED)
    height = setter.room(block.height)
    boxed = framed(setter, inner, width, height, dashed=block.dashed, shaded=block.shaded)
    return under(again(setter, block.continued, width), boxed)


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
        above = tuple(_between_sides(setter, over, pad, width, dash) for over in piece.above)
        boxed.append(replace(drawn, penalty=piece.penalty if index < last else FREE, above=above))
    return Recording(tuple(boxed), inner.nodes)


def _between_sides(setter: Setter, piece: Piece, pad: float, width: float, dash: str) -> Piece:
    """What stands again over a piece in a box, between the box's sides."""
    sides = rules(
        (0, 0, 0, piece.height), (width, 0, width, piece.height), weight=setter.theme.rule, dash=dash
    )
    return overlaid([(0, 0, artifact(sides, piece.height)), (pad, 0, piece)], piece.height)


@dataclass(frozen=True)
class _Box:
    """A field's box: where it begins and how wide it is, its label, and where its value begins with how much room."""

    x: float
    wide: float
    label: Piece
    start: float
    room: float


def fields(setter: Setter, block: Fields, width: float) -> Recording:
    """Boxes side by side, as wide as their weights, one height whether filled or empty.

    Where one would be too narrow for what stands in it, the first has a line of its own.
    """
    theme = setter.theme
    labels = tuple([(field.label, field.weight) for field in block.fields])
    boxes = setter.remembered((_Box, labels, width), partial(_boxes, setter, labels, width))
    values = [field.value for field in block.fields]
    small = theme.style("small")
    if len(boxes) > 1 and not _fit(setter, values, boxes, small):
        first, *others = block.fields
        lines = [fields(setter, Fields(row), width) for row in ((first,), tuple(others))]
        return stacked(lines, _FIELDS_APART, KEEP)
    large, body = theme.style("field"), theme.style("body")
    fitting = (
        style for style in (large, replace(body, face=large.face), body) if _fit(setter, values, boxes, style)
    )
    style = next(fitting, small)
    written = [setter.line(value, style, one.room).pieces for value, one in zip(values, boxes, strict=True)]
    tall = max([theme.field, *(piece.height + 2 * mm for pieces in written for piece in pieces)])
    drawn = [(0.0, 0.0, _edges(boxes, tall, theme.rule))]
    for one, pieces in zip(boxes, written, strict=True):
        drawn.append((one.x + theme.padding / 2, (tall - one.label.height) / 2, one.label))
        drawn += [(one.start, (tall - piece.height) / 2, piece) for piece in pieces]
    whole = overlaid(drawn, tall)
    return Recording((whole,), _paragraphs(whole.marks))


def _boxes(setter: Setter, labels: tuple[tuple[str, float], ...], width: float) -> tuple[_Box, ...]:
    """The boxes of labels and weights across the width."""
    free = width - _FIELDS_APART * (len(labels) - 1)
    total = sum(weight for _, weight in labels)
    found: list[_Box] = []
    x = 0.0
    for label, weight in labels:
        wide = free * weight / total
        found.append(_boxed(setter, label, x, wide))
        x += wide + _FIELDS_APART
    return tuple(found)


def _boxed(setter: Setter, label: str, x: float, wide: float) -> _Box:
    pad, style = setter.theme.padding, setter.theme.style("field-label")
    taken = setter.width(label, style)
    (words,) = setter.line(label, style, taken + 1).pieces
    return _Box(x, wide, words, x + pad + taken, wide - taken - 1.75 * pad)


def _fit(setter: Setter, values: Sequence[str], boxes: Sequence[_Box], style: Style) -> bool:
    """Whether every value stands on one line beside its label."""
    return all(setter.width(value, style) <= one.room for value, one in zip(values, boxes, strict=True))


@lru_cache(maxsize=256)
def _edges(boxes: tuple[_Box, ...], tall: float, rule: float) -> Piece:
    """The boxes as drawn."""
    return artifact(b"".join(box(one.x, 0, one.wide, tall, rule) for one in boxes), tall)


@lru_cache(maxsize=64)
def _paragraphs(marks: int) -> tuple[Node, ...]:
    """So many paragraphs of one piece."""
    return tuple(Node("P", (), (Leaf(0, mark),)) for mark in range(marks))


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
        halves = [setter.stack(half, width) for half in (block.left, block.right)]
        return stacked(halves, setter.theme.block_space, BETWEEN_HALVES)
    room = width - GUTTER
    left = room * block.share
    return beside(
        [(0, setter.stack(block.left, left)), (left + GUTTER, setter.stack(block.right, room - left))]
    )


def labelled(setter: Setter, block: Labelled, width: float) -> Recording:
    """Blocks with their label hanging in the margin column; in a print without columns, labels within it too."""
    theme = setter.theme
    column = theme.number_column
    over = again(setter, block.continued, width)
    label = setter.line(block.label, theme.style(block.style), column)
    body = setter.stack(block.blocks, width - column, hang=0 if theme.columns else column)
    if not theme.columns and label.pieces and block.blocks and isinstance(block.blocks[0], Labelled):
        return grouped(under(over, stacked([followed(label, 0, TIED), indented(body, column)])), "Sect")
    if not (label.pieces and body.pieces):
        return grouped(indented(body, column) if body.pieces else label, "Sect")
    first, *rest = body.pieces
    head = overlaid([(0, 0, label.pieces[0]), (column, 0, first)], max(first.height, label.pieces[0].height))
    nodes = relabelled(
        body.nodes, lambda leaf: replace(leaf, mark=leaf.mark + 1) if leaf.where == 0 else leaf
    )
    others = indented(Recording(tuple(rest), ()), column).pieces
    pieces = (replace(head, space=first.space, penalty=first.penalty, above=first.above), *others)
    return grouped(under(over, Recording(pieces, (*label.nodes, *nodes))), "Sect")


def again(setter: Setter, continued: str, width: float) -> tuple[Piece, ...]:
    """What stands over the blocks where they go on on another page; a screen reader, which has no pages, skips it."""
    if not continued:
        return ()
    words = setter.silent(continued, setter.theme.style("strong"), width)
    return (replace(words, height=words.height + setter.theme.block_space),)


def under(over: tuple[Piece, ...], recording: Recording) -> Recording:
    """The recording with that over every piece but the first, where it begins a page."""
    first, *others = recording.pieces
    pieces = (first, *(replace(piece, above=(*over, *piece.above)) for piece in others))
    return Recording(pieces, recording.nodes)
