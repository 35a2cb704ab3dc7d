"""Rendering a class's key strips: a row of cells for each paper, to cut out and lay beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from reportlab.lib.units import mm

from worksheetgen.model.blocks import KeyStrip, KeyStrips
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.key_blocks import PAD, in_lines, names_style, stacked_lines
from worksheetgen.typesetting.recording import artifact, cell_rules, marked_as_one, overlaid, without_mark
from worksheetgen.typesetting.theme import Style
from worksheetgen.value import replace

NAMES_WIDTH = 28 * mm
"""How wide names beside strips are."""
NAMES_APART = 2 * mm
"""The white between the longest line of a name and the cells beside it."""
STRIP_PAD = 0.6 * mm
"""The white at each side of the words of a strip's cell."""
STRIPS_APART = 2.6 * mm
"""The white between two strips: room to cut them apart."""
STRIPS_BESIDE = 4 * mm
"""The same where they stand side by side."""

KeyCell = tuple[str, str]
"""What stands in a cell of a strip: the question's number, and the answer."""


def key_strips(renderer: BlockRenderer, block: KeyStrips, width: float) -> Recording:
    """Strips, between which the page may turn; as many side by side as fit.

    Where more fit so, whose each is stands above its cells, not beside them.
    """
    drawn = {
        cell: renderer.once(_cell, cell).boxes[0] for cell in {*chain(*(one.cells for one in block.strips))}
    }
    wide = {cell: _wide(renderer, cell) for cell in drawn}
    beside, above = (_strips(renderer, block, wide, width, names) for names in (NAMES_WIDTH, 0.0))
    strips = above if _across(above, width) > _across(beside, width) else beside
    across, widest = _across(strips, width), _widest(strips)
    boxes, nodes = [], []
    for where, start in enumerate(range(0, len(strips), across)):
        row = [strip.drawn(drawn) for strip in strips[start : start + across]]
        placed = [(widest * index, 0.0, one) for index, one in enumerate(row)]
        boxes.append(replace(overlaid(placed, max(one.height for one in row)), space=STRIPS_APART))
        nodes += [Node("P", (), (Leaf(where, mark),)) for mark in range(len(row))]
    return Recording(tuple(boxes), tuple(nodes))


def _wide(renderer: BlockRenderer, cell: KeyCell) -> float:
    """How wide the cell is, in points."""
    label, answers = renderer.theme.style("strip-label"), renderer.theme.style("strip")
    number, answer = cell
    wide: float = max(renderer.width(number, label), renderer.width(answer, answers)) + 2 * STRIP_PAD
    return wide


def _strips(
    renderer: BlockRenderer, block: KeyStrips, wide: Mapping[KeyCell, float], width: float, names: float
) -> list[_Strip]:
    """The strips with names in so many points beside their cells, or above them where that is 0."""
    style = names_style(renderer, (strip.name for strip in block.strips), (names or width / 2) - NAMES_APART)
    return [_Strip(renderer, strip, wide, style, names, width) for strip in block.strips]


def _across(strips: Sequence[_Strip], width: float) -> int:
    """How many of them stand side by side."""
    return max(1, int((width + STRIPS_BESIDE) // _widest(strips)))


def _widest(strips: Sequence[_Strip]) -> float:
    widest: float = max(strip.width for strip in strips) + STRIPS_BESIDE
    return widest


class _Strip:
    """A strip that is measured: which paper and whose, and its cells; cells that are too many go on in a row below.

    `width` is in points. `rows` are the left edges of each row's cells, and the right one of the last.
    """

    def __init__(
        self,
        renderer: BlockRenderer,
        strip: KeyStrip,
        wide_of: Mapping[KeyCell, float],
        style: Style,
        names: float,
        width: float,
    ) -> None:
        self.renderer, self.strip, self.style, self.names = renderer, strip, style, names
        self.label, self.answers = renderer.theme.style("strip-label"), renderer.theme.style("strip")
        self.rows = [[names]]
        for wide in map(wide_of.__getitem__, strip.cells):
            if len(self.rows[-1]) > 1 and self.rows[-1][-1] + wide > width:
                self.rows.append([names])
            self.rows[-1].append(self.rows[-1][-1] + wide)
        self.name_x = 0.0 if names else renderer.width(strip.label, self.answers) + 2 * STRIP_PAD
        whose = names or self.name_x + renderer.width(strip.name, style)
        self.width = max(whose, *(row[-1] for row in self.rows))

    def drawn(self, cells: Mapping[KeyCell, LayoutBox]) -> LayoutBox:
        """The strip drawn, a paragraph that is read cell by cell: rules are behind its words, which are read first."""
        renderer, strip, answers, theme = self.renderer, self.strip, self.answers, self.renderer.theme
        y = answers.leading if self.names else answers.size - self.style.size
        lines = (
            in_lines(renderer, strip.name, self.style, self.names - NAMES_APART)
            if self.names
            else [strip.name]
        )
        words = [
            *stacked_lines(renderer, [strip.label], answers, 0, 0),
            *stacked_lines(renderer, lines, self.style, self.name_x, y),
        ]
        top = 0.0 if self.names else answers.leading
        tall = self.label.leading + answers.leading + 2 * PAD
        left, ruled = map(cells.__getitem__, strip.cells), list[tuple[float, float, LayoutBox]]()
        placed = [(x, y, without_mark(box)) for x, y, box in words]
        for row, edges in enumerate(self.rows):
            y = top + row * tall
            # the edges end first and are asked first, so that the next cell is left for the next row
            placed += [(x, y, box) for x, box in zip(edges[:-1], left, strict=False)]
            ruled.append((0, y, artifact(cell_rules(edges, tall, theme.rule), tall)))
        height = max(top + len(self.rows) * tall, *(y + box.height for _, y, box in words))
        said = marked_as_one(overlaid(placed, height))
        return overlaid([(0.0, 0.0, said), *ruled], height)


def _cell(renderer: BlockRenderer, cell: KeyCell) -> Recording:
    """The words of a cell, the answer below the number; they are marked with all others of the strip."""
    label, answers = renderer.theme.style("strip-label"), renderer.theme.style("strip")
    y, placed = PAD, list[tuple[float, float, LayoutBox]]()
    for words, style in zip(cell, (label, answers), strict=True):
        placed += [
            (STRIP_PAD, y, without_mark(box))
            for box in renderer.line(words, style, renderer.theme.width).boxes
        ]
        y += style.leading
    return Recording((overlaid(placed, y + PAD),), ())
