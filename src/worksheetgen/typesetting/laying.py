"""Recordings and page breaks to strips: which pieces stand on which page, and how their marks are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor

from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import ColumnSlice, LayoutBox, PlacedBlock, Recording
from worksheetgen.typesetting.weights import WRITING


@dataclass(frozen=True)
class Laid:
    """The strips of every page, and of every item; `marks` are all marks of the print."""

    pages: tuple[tuple[ColumnSlice, ...], ...]
    structure: tuple[PlacedBlock, ...]
    marks: int


def lay(
    document: Document, recordings: Sequence[Recording], ranges: Sequence[tuple[int, int]], height: float
) -> Laid:
    """The recordings cut at the pages, which are ranges over all their pieces; `height` is a page's, in points.

    A page without pieces is left blank.

    Marks count over the whole print, and where other documents have the same items in another order, in the order
    common to all: so an item is drawn with the same marks wherever it stands.
    """
    starts = list(accumulate([len(recording.boxes) for recording in recordings], initial=0))
    marks = _marks(recordings, document.canonical_order or range(len(recordings)))
    growing = _growing(recordings, starts)
    pages: list[tuple[ColumnSlice, ...]] = []
    placed: list[list[tuple[int, ColumnSlice]]] = [[] for _ in recordings]
    index = 0
    for number, (at, past) in enumerate(ranges):
        slices: list[ColumnSlice] = []
        start = at
        while at < past:
            while starts[index + 1] <= at:
                index += 1
            recording, begun, ended = recordings[index], starts[index], starts[index + 1]
            first, end = at - begun, (ended if ended < past else past) - begun
            more = 0
            if at <= growing < begun + end and not (pages and _within_lines(pages[-1])):
                whole = _pieces(recordings, starts, start, past)
                more = _repeats(whole, recording.boxes[growing - begun], height)
            column_slice = ColumnSlice(recording, first, end, marks[index] + recording.starts[first], more)
            slices.append(column_slice)
            placed[index].append((number, column_slice))
            at = begun + end
        pages.append(tuple(slices))
    structure = tuple(
        [PlacedBlock(recording, tuple(own)) for recording, own in zip(recordings, placed, strict=True)]
    )
    return Laid(tuple(pages), structure, marks[-1])


def _within_lines(page: Sequence[ColumnSlice]) -> bool:
    """Whether a page ends within ruled lines, which go on overleaf: an answer that is cut has room enough."""
    if not page:
        return False
    last = page[-1]
    return last.recording.boxes[last.past - 1].penalty == WRITING


def _marks(recordings: Sequence[Recording], order: Iterable[int]) -> list[int]:
    """Where each recording's marks begin, counted in that order; behind them, where they end."""
    found = [0] * len(recordings)
    mark = 0
    for index in order:
        found[index] = mark
        mark += recordings[index].starts[-1]
    return [*found, mark]


def _growing(recordings: Sequence[Recording], starts: Sequence[int]) -> int:
    """The last piece of all that may be repeated; -1 where none may."""
    for recording, start in zip(reversed(recordings), reversed(starts[:-1]), strict=True):
        for at in range(len(recording.boxes) - 1, -1, -1):
            if recording.boxes[at].grows:
                return start + at
    return -1


def _pieces(recordings: Sequence[Recording], starts: Sequence[int], first: int, past: int) -> list[LayoutBox]:
    return [
        box
        for recording, start in zip(recordings, starts, strict=False)
        if start < past and start + len(recording.boxes) > first
        for box in recording.boxes[max(0, first - start) : past - start]
    ]


def _repeats(boxes: Sequence[LayoutBox], growing: LayoutBox, height: float) -> int:
    """How often the piece that grows can be repeated with what its page leaves white."""
    used = sum(box.height + box.space for box in boxes) - boxes[-1].space
    used += sum(above.height for above in boxes[0].above)
    return max(0, min(growing.grows, floor((height - used) / growing.height)))
