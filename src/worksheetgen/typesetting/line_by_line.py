"""A paragraph that a page may turn within: one box a line."""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Break, Text
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.recording import spoken_box
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import KEEP
from worksheetgen.value import replace


def by_line(renderer: BlockRenderer, text: Text, style: Style, width: float, turn: int) -> Recording:
    """A paragraph as one box a line under one structure element; `turn` is what a break within it costs.

    None falls after the first line, before the last one, or where the text itself ends a line, unless nothing else
    fits.
    """
    boxes: list[LayoutBox] = []
    kept = {0}
    # Piece by piece: ReportLab cannot split a paragraph whose line ends before it is full.
    for piece in _pieces(text):
        rest = renderer.words(piece, style)
        gaps = iter(rest.gaps)
        rest.wrap(width, 1e6)
        while True:
            parts = rest.split(width, 1.01 * style.leading)
            for part in (*parts, rest):
                part.gaps = gaps  # which are told in order, whichever line has them
            boxes.append(spoken_box(parts[0] if parts else rest, width))
            if len(parts) < 2:
                break
            rest = parts[1]
            rest.wrap(width, 1e6)
        kept.add(len(boxes) - 1)
    kept.add(len(boxes) - 2)
    turned = [replace(box, penalty=KEEP if index in kept else turn) for index, box in enumerate(boxes[:-1])]
    leaves = tuple(Leaf(index, 0) for index in range(len(boxes)))
    return Recording((*turned, boxes[-1]), (Node("P", (), leaves),))


def _pieces(text: Text) -> Iterator[Text]:
    """The text in pieces, from one line that it ends itself to the next; empty ones are left out."""
    start = 0
    for at in (*(at for at, part in enumerate(text) if isinstance(part, Break)), len(text)):
        if piece := text[start:at]:
            yield piece
        start = at + 1
