"""Short questions side by side: two neighbours in half a column each, where that takes less room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from worksheetgen.model.document import Item
from worksheetgen.model.laid_out import Recording
from worksheetgen.typesetting.beginnings import Beginning
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.boxed_blocks import GUTTER
from worksheetgen.typesetting.recording import height_with_white, joined_box, overlaid
from worksheetgen.typesetting.theme import Theme
from worksheetgen.typesetting.weights import SIDE_BY_SIDE
from worksheetgen.value import replace

_NARROWEST: float = 70 * mm
"""Nothing stands in half a column that is narrower."""
WORTH = 0.88
"""Side by side they take no more than this share of the room that they take one below the other."""
SHORT_QUESTION = 0.25
"""Nothing that takes more of a page's height stands so: it is no short question."""


class SideBySide:
    """Places neighbours side by side, each in a recording of its own.

    The left one is as high as both; the right one, drawn beside it, has no height, and no page turns between the two.
    """

    def __init__(self, theme: Theme, renderer: BlockRenderer) -> None:
        self._theme, self._renderer = theme, renderer
        self._room = (theme.width - GUTTER) / 2

    def ways(self, items: Sequence[Item], recordings: Sequence[Recording]) -> Iterator[list[Recording]]:
        """The recordings with neighbours side by side, where some may be so and it is worth it; then as given."""
        found, at, pairs = [*recordings], 0, 0
        if self._theme.side_by_side and self._room >= _NARROWEST:
            while at + 1 < len(items):
                if items[at].beside and items[at + 1].beside and self._pair(at, items, found):
                    pairs += 1
                    at += 1
                at += 1
        if pairs:
            yield found
        yield [*recordings]

    def _pair(self, at: int, items: Sequence[Item], found: list[Recording]) -> bool:
        """Place the item of that index and the next side by side, if that is worth it; whether it is."""
        one, other = self._half(items[at]), self._half(items[at + 1])
        tall = round(max(one.boxes[0].height, other.boxes[0].height), 3)
        if (
            tall > WORTH * (height_with_white(found[at]) + height_with_white(found[at + 1]))
            or tall > SHORT_QUESTION * self._theme.height
        ):
            return False
        last = found[at + 1].boxes[-1]
        found[at] = self._left(one, tall)
        found[at + 1] = self._right(other, tall, last.space, last.penalty)
        return True

    def _half(self, item: Item) -> Recording:
        self._renderer.place, self._renderer.on = item.place, Beginning(self._theme.height, later=False)
        return joined_box(self._renderer.block(item.block, self._room))

    def _left(self, half: Recording, tall: float) -> Recording:
        (box,) = half.boxes
        return Recording((replace(box, height=tall, space=0, penalty=SIDE_BY_SIDE),), half.nodes)

    def _right(self, half: Recording, tall: float, space: float, penalty: int) -> Recording:
        shifted = overlaid([(self._room + GUTTER, -tall, half.boxes[0])], 0)
        return Recording((replace(shifted, space=space, penalty=penalty),), half.nodes)
