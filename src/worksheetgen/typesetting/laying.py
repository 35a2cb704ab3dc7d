"""Recordings and page breaks to column slices: which boxes stand on which page, and how their marks are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import floor
from typing import NamedTuple

from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import ColumnSlice, LayoutBox, PlacedBlock, Recording
from worksheetgen.typesetting.weights import WITHIN_LINES
from worksheetgen.value import Value


class PageRange(NamedTuple):
    """What stands on a page: the boxes from index `first` to before `past`, over all recordings; none on a blank one.

    The white between them is `glue` times what is natural.
    """

    first: int
    past: int
    glue: float


class Laid(Value):
    """A document's slices by page and by item; `marks` is how many marked-content ids they take."""

    pages: tuple[tuple[ColumnSlice, ...], ...]
    structure: tuple[PlacedBlock, ...]
    marks: int


def lay(
    document: Document, recordings: Sequence[Recording], ranges: Sequence[PageRange], height: float
) -> Laid:
    """The recordings cut into pages of that `height`, in points, as the `ranges` say.

    Marked-content ids count over the whole print. Where other documents have the same items in another order, they
    count in the canonical order, which is common to all: so an item is drawn with the same ids wherever it stands.
    """
    starts = list(accumulate([len(recording.boxes) for recording in recordings], initial=0))  # of their boxes
    marks = _marks(recordings, document.canonical_order or range(len(recordings)))
    growing = _growing(recordings, starts)
    pages: list[list[ColumnSlice]] = [[] for _ in ranges]
    structure: list[PlacedBlock] = []
    page = 0  # the index of the one that is being filled
    for recording, begun, ended, mark in zip(recordings, starts, starts[1:], marks, strict=False):
        at, placed = begun, list[tuple[int, ColumnSlice]]()
        while at < ended:
            while ranges[page].past <= at:
                page += 1
            start, past, glue = ranges[page]
            end, more = min(ended, past), 0
            if at <= growing < end and not (page and _within_lines(pages[page - 1])):
                whole = _boxes(recordings, starts, start, past)
                more = _repeats(whole, recording.boxes[growing - begun], height, glue)
            first = at - begun
            one = ColumnSlice(recording, first, end - begun, mark + recording.starts[first], more, glue)
            pages[page].append(one)
            placed.append((page, one))
            at = end
        structure.append(PlacedBlock(recording, tuple(placed)))
    return Laid(tuple(map(tuple, pages)), tuple(structure), marks[-1])


def _within_lines(page: Sequence[ColumnSlice]) -> bool:
    """Whether a page ends within ruled lines, which go on overleaf: an answer that is cut has room enough."""
    if not page:
        return False
    last = page[-1]
    return last.recording.boxes[last.past - 1].penalty in WITHIN_LINES


def _marks(recordings: Sequence[Recording], order: Iterable[int]) -> list[int]:
    """The first marked-content id of each recording, counted in that order; behind them, how many there are."""
    found = [0] * len(recordings)
    mark = 0
    for index in order:
        found[index] = mark
        mark += recordings[index].starts[-1]
    return [*found, mark]


def _growing(recordings: Sequence[Recording], starts: Sequence[int]) -> int:
    """The index of the last of all boxes that may be repeated; -1 where none may."""
    for recording, start in zip(reversed(recordings), reversed(starts[:-1]), strict=True):
        for at in range(len(recording.boxes) - 1, -1, -1):
            if recording.boxes[at].grows:
                return start + at
    return -1


def _boxes(recordings: Sequence[Recording], starts: Sequence[int], first: int, past: int) -> list[LayoutBox]:
    """The boxes from index `first` to before `past`; `starts` are the indices of the recordings' first ones."""
    return [
        box
        for recording, start in zip(recordings, starts, strict=False)
        if start < past and start + len(recording.boxes) > first
        for box in recording.boxes[max(0, first - start) : past - start]
    ]


def _repeats(boxes: Sequence[LayoutBox], growing: LayoutBox, height: float, glue: float) -> int:
    """How often the box that grows can be repeated in what its page, with those boxes, leaves white."""
    used = sum(box.height + box.white(glue) for box in boxes) - boxes[-1].white(glue)
    used += sum(above.height for above in boxes[0].above)
    return max(0, min(growing.grows, floor((height - used) / growing.height)))
