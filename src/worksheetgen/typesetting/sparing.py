"""Ways to set a document, with all that may be on its pages or with less: the first that takes the fewest sheets.

What is spare gives way to a sheet of paper, and to a page that would have nothing but the paper's end: first the
margins for notes beside texts to read, then one after the other whatever else is spare, from the first on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from worksheetgen.memory import derived
from worksheetgen.model.blocks import Passage
from worksheetgen.model.document import Item
from worksheetgen.model.laid_out import Recording
from worksheetgen.typesetting.endings import ends_alone
from worksheetgen.typesetting.laying import PageRange
from worksheetgen.typesetting.side_by_side import SideBySide
from worksheetgen.typesetting.theme import Theme

NOTHING = Recording((), ())
"""What stands on no page."""


class Sparing:
    """Sets documents of one theme with as much of what is spare as costs no sheet of paper."""

    def __init__(
        self, theme: Theme, side_by_side: SideBySide, without_margin: Callable[[Item], Recording]
    ) -> None:
        """`without_margin` records a text to read without its margin for notes."""
        self._theme, self._side_by_side = theme, side_by_side
        self._without_margin = derived(without_margin)

    def fewest_sheets(
        self,
        items: Sequence[Item],
        recordings: Sequence[Recording],
        pages: Callable[[Sequence[Recording]], list[PageRange]],
    ) -> tuple[list[Recording], list[PageRange]]:
        """Recordings of the items and their pages, in the first way that takes the fewest sheets.

        Of those that do, one in which no page has nothing but the paper's end, if there is one. `recordings` are those
        with all there may be; `pages` breaks recordings into pages.
        """
        best: tuple[tuple[int, bool], list[Recording], list[PageRange]] | None = None
        for found in self._ways(items, recordings):
            if best and (self._least_sheets(found), False) >= best[0]:
                continue
            ranges = pages(found)
            worth = self._sheets(len(ranges)), ends_alone(items, found, ranges)
            if best is None or worth < best[0]:
                best = worth, found, ranges
            if worth == (1, False):
                break
        assert best
        return best[1:]

    def _ways(self, items: Sequence[Item], recordings: Sequence[Recording]) -> Iterator[list[Recording]]:
        """The recordings with all there may be, then with ever less that is spare.

        Each time with short questions side by side, if they may be so, and then one below the other.
        """
        yield from self._side_by_side.ways(items, recordings)
        spare = [at for at, item in enumerate(items) if item.spare]
        texts = {at: self._without_margin(items[at]) for at in spare if isinstance(items[at].block, Passage)}
        others = ({at: NOTHING} for at in spare if at not in texts)
        for instead in (*((texts,) if texts and self._theme.notes else ()), *others):
            recordings = [instead.get(at, one) for at, one in enumerate(recordings)]
            yield from self._side_by_side.ways(items, recordings)

    def _least_sheets(self, recordings: Sequence[Recording]) -> int:
        """The sheets that they would take were their white drawn together, and cut anywhere."""
        tall = sum(map(self._least_height, recordings)) - self._theme.question_space
        return self._sheets(ceil(tall / self._theme.height))

    def _least_height(self, recording: Recording) -> float:
        return sum([box.height + self._theme.tightest * box.space for box in recording.boxes])

    def _sheets(self, pages: int) -> int:
        return -(-pages // self._theme.paper.pages_of_sheet)
