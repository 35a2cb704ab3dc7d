"""What is said again over blocks that go on on another page."""

from __future__ import annotations

from worksheetgen.model.laid_out import LayoutBox, Recording
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.value import replace


def again(renderer: BlockRenderer, continued: str, width: float) -> tuple[LayoutBox, ...]:
    """The words `continued` as boxes to stand over the blocks where they go on on another page; none for no words.

    A screen reader, which has no pages, passes over them.
    """
    return renderer.once(_again, continued, width).boxes if continued else ()


def _again(renderer: BlockRenderer, continued: str, width: float) -> Recording:
    words = renderer.silent(continued, renderer.theme.style("strong"), width)
    return Recording((replace(words, height=words.height + renderer.theme.block_space),), ())


def under(over: tuple[LayoutBox, ...], recording: Recording) -> Recording:
    """The recording with `over` above every box but the first, where such a one begins a page."""
    first, *others = recording.boxes
    boxes = (first, *(replace(box, above=(*over, *box.above)) for box in others))
    return Recording(boxes, recording.nodes)
