"""A paragraph that a page may turn within: one box a line."""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Break, Text
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.recording import content
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import LONE_LINE
from worksheetgen.value import replace


def by_line(renderer: BlockRenderer, text: Text, style: Style, width: float, turn: int) -> Recording:
    """A paragraph as one box a line under one structure element; `turn` is what a break within it costs.

    Where the text itself ends a line, it begins anew. No break falls there, nor after the first line or before the last
    one of what stands between, unless nothing else fits.
    """
    boxes: list[LayoutBox] = []
    kept = set()
    for piece in _pieces(text):
        kept.add(len(boxes))
        broken = renderer.broken(piece, style, width)
        for line in broken.lines:
            boxes.append(content(broken._replace(lines=(line,)).drawn([0.0]), style.leading, "P"))
        kept |= {len(boxes) - 2, len(boxes) - 1}
    turned = [
        replace(box, penalty=LONE_LINE if index in kept else turn) for index, box in enumerate(boxes[:-1])
    ]
    leaves = tuple(Leaf(index, 0) for index in range(len(boxes)))
    return Recording((*turned, boxes[-1]), (Node("P", (), leaves),))


def _pieces(text: Text) -> Iterator[Text]:
    """The text in pieces, from one line that it ends itself to the next; empty ones are left out."""
    start = 0
    for at in (*(at for at, part in enumerate(text) if isinstance(part, Break)), len(text)):
        if piece := text[start:at]:
            yield piece
        start = at + 1
