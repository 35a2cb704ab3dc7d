"""Sources of a booklet that fit a page, but not with their captions: whole on the page that faces the caption."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.blocks import Frame, Passage
from worksheetgen.model.document import Item
from worksheetgen.model.laid_out import LayoutBox, Recording
from worksheetgen.typesetting.recording import kept, turning
from worksheetgen.typesetting.weights import CAPTION
from worksheetgen.value import replace


def captions_facing(
    items: Sequence[Item], recordings: Sequence[Recording], height: float, tightest: float
) -> list[Recording]:
    """The recordings, where a page of that `height` in points cannot hold a source below its caption.

    White may be drawn together to `tightest` times what is natural. Such a source is not cut, and a page may turn after
    its caption where the two then face each other. One that is longer than a page stays as it is.
    """
    found = [*recordings]
    for index, item in enumerate(items):
        if not isinstance(item.block, Passage | Frame) or not recordings[index].boxes:
            continue
        first = index
        while first and items[first - 1].keep_with_next:
            first -= 1
        together = [box for one in recordings[first : index + 1] for box in one.boxes]
        whole = _named(kept(recordings[index]), item.block.continued)
        if first < index and _high(whole.boxes, tightest) <= height < _high(together, tightest):
            found[index - 1 : index + 1] = turning(recordings[index - 1], CAPTION), whole
    return found


def _named(source: Recording, continued: str) -> Recording:
    """The source, which says whose caption faces it where it begins a page: as it would where it went on there."""
    first, *others = source.boxes
    if not (continued and others):
        return source
    return Recording((replace(first, above=others[0].above[:1]), *others), source.nodes)


def _high(boxes: Sequence[LayoutBox], tightest: float) -> float:
    """How high they are on a page of their own, in points."""
    above = sum(box.height for box in boxes[0].above)
    return above + sum(box.height + box.white(tightest) for box in boxes) - boxes[-1].white(tightest)
