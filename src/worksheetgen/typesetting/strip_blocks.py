"""Rendering a class's key strips: a row of cells for each paper, to cut out and lay beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from worksheetgen.model.blocks import KeyStrip, KeyStrips
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.key_blocks import PAD, cell_rules, in_lines, names_style, stacked_lines
from worksheetgen.typesetting.recording import artifact, overlaid
from worksheetgen.typesetting.theme import Style

NAMES_WIDTH = 28 * mm
"""How wide names beside strips are."""
STRIP_PAD = 0.6 * mm
"""The white at each side of the words of a strip's cell."""
STRIPS_APART = 2.6 * mm
"""The white between two strips: room to cut them apart."""
STRIPS_BESIDE = 4 * mm
"""The same where they stand side by side."""


def key_strips(renderer: BlockRenderer, block: KeyStrips, width: float) -> Recording:
    """Strips, between which the page may turn; as many side by side as fit.

    Where more fit so, whose each is stands above its cells, not beside them.
    """
    beside, above = (_strips(renderer, block, width, names) for names in (NAMES_WIDTH, 0.0))
    strips = above if _across(above, width) > _across(beside, width) else beside
    across, widest = _across(strips, width), _widest(strips)
    boxes, nodes = [], []
    for where, start in enumerate(range(0, len(strips), across)):
        row = strips[start : start + across]
        placed = [(widest * index + x, y, box) for index, one in enumerate(row) for x, y, box in one.placed]
        boxes.append(replace(overlaid(placed, max(one.height for one in row)), space=STRIPS_APART))
        mark = 0
        for one in row:
            nodes.append(one.node(where, mark))
            mark += one.marks
    return Recording(tuple(boxes), tuple(nodes))


def _strips(renderer: BlockRenderer, block: KeyStrips, width: float, names: float) -> list[_Strip]:
    """The strips with names in so many points beside their cells, or above them where that is 0."""
    style = names_style(renderer, (strip.name for strip in block.strips), (names or width / 2) - PAD)
    return [_Strip(renderer, strip, style, names, width) for strip in block.strips]


def _across(strips: Sequence[_Strip], width: float) -> int:
    """How many of them stand side by side."""
    return max(1, int((width + STRIPS_BESIDE) // _widest(strips)))


def _widest(strips: Sequence[_Strip]) -> float:
    widest: float = max(strip.width for strip in strips) + STRIPS_BESIDE
    return widest


class _Strip:
    """A strip: which paper and whose, and its cells; cells that are too many go on in a row below.

    `placed` are its boxes from its top-left corner, with `marks` marked-content ids.
    """

    def __init__(
        self, renderer: BlockRenderer, strip: KeyStrip, style: Style, names: float, width: float
    ) -> None:
        theme = renderer.theme
        label, answers = theme.style("strip-label"), theme.style("strip")
        own = renderer.width(strip.label, answers)
        x, y = (0, answers.leading) if names else (own + 2 * STRIP_PAD, answers.size - style.size)
        lines = in_lines(renderer, strip.name, style, names - PAD) if names else [strip.name]
        self.placed = [
            *stacked_lines(renderer, [strip.label], answers, 0, 0),
            *stacked_lines(renderer, lines, style, x, y),
        ]
        words = len(self.placed)
        self.marks = words + 2 * len(strip.cells)
        tall = label.leading + answers.leading + 2 * PAD
        self.width = names or x + renderer.width(strip.name, style)
        x, y, edges = names, 0.0 if names else answers.leading, [names]
        drawn: list[tuple[float, float, LayoutBox]] = []
        for number, answer in strip.cells:
            wide = max(renderer.width(number, label), renderer.width(answer, answers)) + 2 * STRIP_PAD
            if len(edges) > 1 and x + wide > width:
                drawn.append((0, y, artifact(cell_rules(edges, tall, theme.rule), tall)))
                x, y, edges = names, y + tall, [names]
            (head,) = renderer.line(number, label, width).boxes
            (body,) = renderer.line(answer, answers, width).boxes
            self.placed += (x + STRIP_PAD, y + PAD, head), (x + STRIP_PAD, y + PAD + label.leading, body)
            x += wide
            edges.append(x)
            self.width = max(self.width, x)
        self.placed += [*drawn, (0, y, artifact(cell_rules(edges, tall, theme.rule), tall))]
        self.height = max(y + tall, *(top + box.height for _, top, box in self.placed[:words]))

    def node(self, where: int, mark: int) -> Node:
        """Its structure, in the box of index `where`, its ids counted from `mark`: a paragraph, read cell by cell."""
        return Node("P", (), tuple([Leaf(where, one) for one in range(mark, mark + self.marks)]))
