"""Rendering what stands in drawn frames (frames, fields) and blocks beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Block, Fields, Frame, Lines, Side, Table
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.pdf_syntax import number
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.continued import again, under
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    fill_rectangle,
    height_of,
    kept,
    overlaid,
    rules,
    stacked,
    stroke_rectangle,
)
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import BETWEEN_HALVES, BOXED, FREE, ON_SPREAD, TIED
from worksheetgen.value import Value, replace

DASH = (5, 10 / 3)
"""How long the dashes of a frame and the gaps between them are, in weights of its rule: so they show in any print."""
_FIELDS_APART = 2 * mm
GUTTER = 7 * mm
"""The white between columns side by side."""
BOXED_SPACE = 0.6
"""Blocks in a frame stand closer than others, by this share of the theme's space: the frame holds them together."""


def frame(renderer: BlockRenderer, block: Frame, width: float) -> Recording:
    """Blocks in a drawn frame; where pages break inside it, it stays open at the break."""
    pad = 0 if block.bare else renderer.theme.padding
    inner = kept(renderer.stack(block.blocks, width - 2 * pad, BOXED_SPACE), BOXED)
    if block.bare:
        return under(again(renderer, block.continued, width), inner)
    # A box to plan in is as high in every print: so in a large one the first lines stand below it, on one page with
    # what is asked.
    boxed = framed(renderer, inner, width, block.height * mm, dashed=block.dashed, shaded=block.shaded)
    return under(again(renderer, block.continued, width), boxed)


def framed(
    renderer: BlockRenderer, inner: Recording, width: float, height: float, *, dashed: bool, shaded: bool
) -> Recording:
    """A recording in a drawn frame, at least `height` points high, `dashed` or, without a border, `shaded`."""
    pad, weight = renderer.theme.padding, renderer.theme.rule
    dash = " ".join(number(share * weight) for share in DASH) if dashed else ""
    boxes = inner.boxes or (artifact(b"", 0),)
    last = len(boxes) - 1
    natural = height_of(inner)
    spare = max(0.0, height - natural - 1.4 * pad)
    boxed = []
    for index, box in enumerate(boxes):
        top = 0.7 * pad if index == 0 else 0.0
        tall = top + box.height + (0.7 * pad + spare if index == last else box.space)
        sides = [(0.0, 0.0, 0.0, tall), (width, 0.0, width, tall)]
        ends = [(0.0, 0.0, width, 0.0)] * (index == 0) + [(0.0, tall, width, tall)] * (index == last)
        ground = fill_rectangle(0, 0, width, tall, renderer.theme.shade) if shaded else b""
        border = b"" if shaded else rules(*sides, *ends, weight=weight, dash=dash)
        drawn = overlaid([(0, 0, artifact(ground + border, tall)), (pad, top, box)], tall)
        above = tuple(_between_sides(renderer, over, pad, width, dash) for over in box.above)
        boxed.append(replace(drawn, penalty=box.penalty if index < last else FREE, above=above))
    return Recording(tuple(boxed), inner.nodes)


def _between_sides(renderer: BlockRenderer, box: LayoutBox, pad: float, width: float, dash: str) -> LayoutBox:
    """What stands again over a box where it begins a page, between the frame's sides; `pad` is the white beside it."""
    sides = rules((0, 0, 0, box.height), (width, 0, width, box.height), weight=renderer.theme.rule, dash=dash)
    return overlaid([(0, 0, artifact(sides, box.height)), (pad, 0, box)], box.height)


class _FieldOutline(Value):
    """A field without its value: its left edge and width, its label, its value's left edge and room, in points."""

    x: float
    wide: float
    label: LayoutBox
    start: float
    room: float


def fields(renderer: BlockRenderer, block: Fields, width: float) -> Recording:
    """Fields side by side, as wide as their weights, one height whether filled or empty.

    Where one would be too narrow for its value in the smallest style, the first has a line of its own.
    """
    theme = renderer.theme
    labels = tuple([(field.label, field.weight) for field in block.fields])
    outlines = _field_outlines(renderer, labels, width)
    values = [field.value for field in block.fields]
    large, body, small = theme.style("field"), theme.style("body"), theme.style("small")
    styles = large, replace(body, face=large.face), body, small
    style = next((one for one in styles if _fit(renderer, values, outlines, one)), None)
    if style is None and len(outlines) > 1:
        first, *others = block.fields
        lines = [fields(renderer, Fields(row), width) for row in ((first,), tuple(others))]
        return stacked(lines, theme.block_space, TIED)
    written = [
        renderer.line(value, style or small, one.room).boxes
        for value, one in zip(values, outlines, strict=True)
    ]
    tall = max([theme.field, *(box.height + 2 * mm for boxes in written for box in boxes)])
    borders = b"".join(stroke_rectangle(one.x, 0, one.wide, tall, theme.rule) for one in outlines)
    drawn = [(0.0, 0.0, artifact(borders, tall))]
    for one, boxes in zip(outlines, written, strict=True):
        drawn.append((one.x + theme.padding / 2, (tall - one.label.height) / 2, one.label))
        drawn += [(one.start, (tall - box.height) / 2, box) for box in boxes]
    whole = overlaid(drawn, tall)
    return Recording((whole,), tuple([Node("P", (), (Leaf(0, mark),)) for mark in range(whole.mcid_count)]))


def _field_outlines(
    renderer: BlockRenderer, labels: tuple[tuple[str, float], ...], width: float
) -> tuple[_FieldOutline, ...]:
    """The fields of these labels and weights across the width: on a cover the same for everybody."""
    free = width - _FIELDS_APART * (len(labels) - 1)
    total = sum(weight for _, weight in labels)
    found: list[_FieldOutline] = []
    x = 0.0
    for label, weight in labels:
        wide = free * weight / total
        found.append(_boxed(renderer, label, x, wide))
        x += wide + _FIELDS_APART
    return tuple(found)


def _boxed(renderer: BlockRenderer, label: str, x: float, wide: float) -> _FieldOutline:
    """The field of that label at `x` points, `wide` points wide."""
    pad, style = renderer.theme.padding, renderer.theme.style("field-label")
    taken = renderer.width(label, style)
    (words,) = renderer.line(label, style, taken + 1).boxes
    return _FieldOutline(x, wide, words, x + pad + taken, wide - taken - 1.75 * pad)


def _fit(
    renderer: BlockRenderer, values: Sequence[str], outlines: Sequence[_FieldOutline], style: Style
) -> bool:
    """Whether every value stands on one line beside its label."""
    return all(renderer.width(value, style) <= one.room for value, one in zip(values, outlines, strict=True))


def side(renderer: BlockRenderer, block: Side, width: float) -> Recording:
    """Two columns of blocks as one box; one below the other in a print without columns, and where that is lower.

    Where each is a frame, both are as high as the higher one.
    """
    share, columns = BOXED_SPACE if block.close else 1, renderer.theme.columns
    halves = [
        renderer.stack(_widened(half, one, columns=columns), width, share)
        for half, one in zip((block.left, block.right), (block.share, 1 - block.share), strict=True)
    ]
    tables = all(isinstance(one, Table) for one in (*block.left, *block.right))
    below = stacked(
        halves, share * renderer.theme.block_space, ON_SPREAD if tables and not columns else BETWEEN_HALVES
    )
    if not columns:
        return below
    return min(_columns(renderer, block, width), below, key=height_of)


def _columns(renderer: BlockRenderer, block: Side, width: float) -> Recording:
    share = BOXED_SPACE if block.close else 1
    left, right = ((width - GUTTER) * one for one in (block.share, 1 - block.share))
    columns = renderer.stack(block.left, left, share), renderer.stack(block.right, right, share)
    match block.left, block.right:
        case (Frame() as one,), (Frame() as other,):
            tall = max(map(height_of, columns)) / mm
            columns = (
                frame(renderer, replace(one, height=tall), left),
                frame(renderer, replace(other, height=tall), right),
            )
    return beside([*zip((0, left + GUTTER), columns, strict=True)])


def _widened(blocks: tuple[Block, ...], share: float, *, columns: bool) -> tuple[Block, ...]:
    """What stands in a half of that share where it gets the whole width: fewer ruled lines, as long together.

    Without `columns` halves within it get the whole width as well.
    """

    def wide(block: Block) -> tuple[Block, ...]:
        match block:
            case Lines(count):
                return (replace(block, count=ceil(count * share)),)
            case Frame(blocks):
                return (replace(block, blocks=_widened(blocks, share, columns=columns)),)
            case Side(left, right) if not columns:
                halves = (left, share * block.share), (right, share * (1 - block.share))
                return tuple(one for half, part in halves for one in _widened(half, part, columns=columns))
            case _:
                return (block,)

    return tuple(one for block in blocks for one in wide(block))
