"""Rendering what is learned by heart: facts under their labels, boxes beside each other, blocks in balanced columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, dropwhile

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Box, Boxes, Columns, FactLine, Facts, Space
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Run
from worksheetgen.typesetting.answer_blocks import OVER_THE_RULE, dropped
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.boxed_blocks import BOXED_SPACE, GUTTER
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    fill_rectangle,
    grouped,
    height_with_white,
    joined_box,
    overlaid,
    relabelled,
    rules,
    stacked,
    stroke_rectangle,
)
from worksheetgen.typesetting.weights import NOTES, TIED, TURN
from worksheetgen.value import replace

LABELS_SHARE = 0.36
"""The most of the width that the labels of facts take; longer ones have several lines."""
LABEL_APART = 3 * mm
"""The white between a label and its fact."""
SLACK = 0.5
"""What a label's column is wider than the widest of them, in points: its words must not be parted."""
FACTS_APART = 0.22
"""The white between two facts, in distances of their lines."""
BOXES_APART = 3 * mm
"""The white between boxes beside each other."""
HEADINGS = ("H1", "H2", "H3")
SPLIT = 5 * mm
"""How much more even columns must become for a list to be cut between them; twice that to leave one entry alone."""

# ---- facts ---------------------------------------------------------------------------------------


def facts(renderer: BlockRenderer, block: Facts, width: float) -> Recording:
    """Labels in bold, facts beside them; in a print without columns below them. One box each, as items of a list."""
    style = renderer.theme.style(block.style)
    column = 0.0
    if renderer.theme.columns:
        bold = replace(style, face=renderer.theme.bold)
        widest = max(renderer.width(fact.label, bold) for fact in block.facts)
        column = min(widest + SLACK + LABEL_APART if widest else width, LABELS_SHARE * width)
    rows = [_fact(renderer, block, fact, column, width) for fact in block.facts]
    whole = stacked(rows, FACTS_APART * style.leading, TURN)
    *inner, last = whole.boxes
    for alone in (
        {0, len(inner) - 1} if inner else ()
    ):  # neither the first nor the last stands alone on a page
        inner[alone] = replace(inner[alone], penalty=NOTES)
    return grouped(Recording((*inner, last), whole.nodes), "L")


def _fact(renderer: BlockRenderer, block: Facts, fact: FactLine, column: float, width: float) -> Recording:
    """One fact; where there is nothing to print, ruled lines to write it on."""
    style, apart = renderer.theme.style(block.style), LABEL_APART if column else 0.0
    label = renderer.text(
        (Run(fact.label, True),) if fact.label else (), style, (column or width) - apart, tag="Lbl"
    )
    said = renderer.text(fact.text, style, width - column, tag="LBody")
    if not fact.text:
        said = Recording((_to_write_on(renderer, block.lines, width - column),), ())
        if not fact.label:  # the term is the pupil's own as well
            label = Recording((_to_write_on(renderer, 1, (column or width) - apart),), ())
        elif column:  # the label stands on the first line as what is written does
            label = dropped(label, max(0.0, renderer.theme.line_pitch - OVER_THE_RULE * style.size))
    row = beside([(0, label), (column, said)]) if column else joined_box(stacked([label, said]))
    return grouped(row, "LI") if row.nodes else row


def _to_write_on(renderer: BlockRenderer, count: int, width: float) -> LayoutBox:
    """So many ruled lines of the print's own distance, that a screen reader passes over."""
    pitch = renderer.theme.line_pitch
    drawn = rules(
        *((0, pitch * row, width, pitch * row) for row in range(1, count + 1)),
        weight=renderer.theme.line_weight,
    )
    return artifact(drawn, pitch * count)


# ---- boxes ---------------------------------------------------------------------------------------


def boxes(renderer: BlockRenderer, block: Boxes, width: float) -> Recording:
    """Boxes beside each other, one as high as the other; below each other in a print without columns."""
    count = len(block.boxes) if renderer.theme.columns else 1
    room = (width - (count - 1) * BOXES_APART) / count
    heads = [_box_head(renderer, box, room) for box in block.boxes]
    bodies = [
        joined_box(renderer.stack(box.blocks, room - 2 * _inside(renderer), BOXED_SPACE))
        for box in block.boxes
    ]
    if count == 1:
        own = [
            [height_with_white(head), height_with_white(body)]
            for head, body in zip(heads, bodies, strict=True)
        ]
        drawn = [
            _boxed(renderer, head, body, room, *tall)
            for head, body, tall in zip(heads, bodies, own, strict=True)
        ]
        return stacked(drawn, renderer.theme.block_space, TURN)
    tall = max(map(height_with_white, heads)), max(map(height_with_white, bodies))
    drawn = [_boxed(renderer, head, body, room, *tall) for head, body in zip(heads, bodies, strict=True)]
    return beside([(at * (room + BOXES_APART), one) for at, one in enumerate(drawn)])


def _inside(renderer: BlockRenderer) -> float:
    """The white at the sides of a box's words."""
    return 0.6 * renderer.theme.padding


def _box_head(renderer: BlockRenderer, box: Box, width: float) -> Recording:
    """A box's number and the words over it, in one line of structure: they are a heading."""
    theme, pad = renderer.theme, _inside(renderer)
    large, bold = theme.style("box-number"), theme.style("box-head")
    column = renderer.width(box.label, large) + 0.7 * pad if box.label else 0.0
    words = renderer.text(box.head, bold, width - 2 * pad - column, tag="H2")
    (said,) = words.boxes
    if not box.label:
        return words
    (number,) = renderer.line(box.label, large, column).boxes
    tall = max(said.height, number.height)
    whole = overlaid(
        [(0, (tall - number.height) / 2, number), (column, (tall - said.height) / 2, said)], tall
    )
    return Recording((whole,), (Node("H2", (), (Leaf(0, 0), Leaf(0, 1))),))


def _boxed(
    renderer: BlockRenderer, head: Recording, body: Recording, width: float, head_tall: float, tall: float
) -> Recording:
    """Head on a shade over body, in a border; both as high as they are told."""
    pad, theme = _inside(renderer), renderer.theme
    top = head_tall + pad
    whole = top + (tall + 1.3 * pad if tall else 0.0)
    ground = fill_rectangle(0, 0, width, top, theme.shade)
    border = stroke_rectangle(0, 0, width, whole, theme.rule)
    (said,) = head.boxes
    placed = [(0.0, 0.0, artifact(ground + border, whole)), (pad, (top - said.height) / 2, said)]
    placed += [(pad, top + 0.5 * pad, box) for box in body.boxes]
    later = relabelled(body.nodes, lambda leaf: Leaf(0, leaf.mark + said.mcid_count))
    return grouped(Recording((overlaid(placed, whole),), (*head.nodes, *later)), "Sect")


# ---- columns -------------------------------------------------------------------------------------


def columns(renderer: BlockRenderer, block: Columns, width: float) -> Recording:
    """Blocks in two columns that are as even as can be, as one box.

    One below the other in a print without columns, and where they are higher than a page.
    """
    if not renderer.theme.columns:
        return renderer.stack(block.blocks, width, BOXED_SPACE)
    room = (width - GUTTER) / 2
    inner = tuple(dropwhile(lambda one: isinstance(one, Space), block.blocks))  # white is for between blocks
    whole = renderer.stack(inner, room, BOXED_SPACE)
    starts = _heads(whole)
    turns = [at for at in range(1, len(whole.boxes)) if whole.boxes[at - 1].penalty < TIED]

    def uneven(at: int) -> float:
        """How high the columns become that are cut there, and what the cut costs besides."""
        dear = 0 if at in starts or at == len(whole.boxes) else 1 + (whole.boxes[at - 1].penalty > TURN)
        tall: float = max(_tall(whole.boxes[:at]), _tall(whole.boxes[at:])) + dear * SPLIT
        return tall

    cut = min((*turns, len(whole.boxes)), key=uneven)
    halves = whole.boxes[:cut], whole.boxes[cut:]
    if max(map(_tall, halves)) > renderer.theme.height:
        return renderer.stack(block.blocks, width, BOXED_SPACE)
    placed = [
        (x, top, box)
        for x, half in zip((0.0, room + GUTTER), halves, strict=True)
        for top, box in zip(_tops(half), half, strict=False)
    ]
    marks = list(accumulate((box.mcid_count for box in whole.boxes), initial=0))
    return Recording(
        (overlaid(placed, max(map(_tall, halves))),),
        relabelled(whole.nodes, lambda leaf: Leaf(0, marks[leaf.where] + leaf.mark)),
    )


def _heads(recording: Recording) -> set[int]:
    """The indices of the boxes that headings begin with."""
    leaves = (node.kids[0] for node in recording.nodes if node.tag in HEADINGS)
    return {leaf.where for leaf in leaves if isinstance(leaf, Leaf)}


def _tops(boxes: Sequence[LayoutBox]) -> list[float]:
    return list(accumulate((box.height + box.space for box in boxes), initial=0.0))


def _tall(boxes: Sequence[LayoutBox]) -> float:
    """How high boxes are one below the other, without the white after the last."""
    return _tops(boxes)[-1] - boxes[-1].space if boxes else 0.0
