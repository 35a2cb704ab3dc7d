"""Where pages turn: the breaks with the least badness over the whole print, by dynamic programming.

A page's badness grows with what it leaves white; a page under a third full costs far more; a break costs its
penalty on top. What comes on a later page counts a little less, so that white gathers towards the end and pages
before it are full; the last page before a forced break may be as short as it likes. docs/page-breaks.md explains
the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worksheetgen.model.sheet import Piece
from worksheetgen.typesetting.recording import FACING, KEEP

WHITE = 1_000
"""The badness of an empty page; a page half full has half of it."""
THIRD = 5_000
"""What a page under a third full costs besides."""
PAGE = 100
"""What every page costs, so that none is begun for nothing."""
LATER = 0.95
"""What counts 1 on one page counts this much on the next."""
ACROSS = 300
"""What it costs that a source lies on the page facing its first question: less than a page a third white."""


def break_pages(pieces: Sequence[Piece], height: float, first: int) -> tuple[tuple[int, int], ...]:
    """The pages as (first, past the last) piece; every piece must fit a page of that height in points.

    `first` is the index of the first page in its print: pages of even index lie on the right of a spread.
    """
    count = len(pieces)
    rest: list[tuple[tuple[float, int], tuple[float, int]]] = [((0.0, 0), (0.0, 0))] * (count + 1)
    for start in range(count - 1, -1, -1):
        fitting = list(_pages_from(pieces, height, start))
        right, left = (
            min(
                (
                    cost
                    + (
                        _turn(pieces[end - 1].penalty, side) + LATER * rest[end][1 - side][0]
                        if end < count
                        else 0
                    ),
                    -end,
                )
                for end, cost in fitting
            )
            for side in (0, 1)
        )
        rest[start] = (right, left)
    pages: list[tuple[int, int]] = []
    start, side = 0, first % 2
    while start < count:
        end = -rest[start][side][1]
        pages.append((start, end))
        start, side = end, 1 - side
    return tuple(pages)


def _turn(penalty: int, side: int) -> int:
    """What it costs to end a page there, on the right (0) or the left (1) of a spread."""
    if penalty == FACING:
        return ACROSS if side else KEEP
    return penalty


def _pages_from(pieces: Sequence[Piece], height: float, start: int) -> Iterator[tuple[int, float]]:
    """Every page that begins with a piece and fits: past its last piece, and what it costs but for its end."""
    used = sum(above.height for above in pieces[start].above)
    for end in range(start + 1, len(pieces) + 1):
        used += pieces[end - 1].height + (pieces[end - 2].space if end - 1 > start else 0)
        if used > height + 0.01 and end - 1 > start:
            return
        yield end, PAGE + (_badness(used / height) if end < len(pieces) else 0.0)


def _badness(fill: float) -> float:
    return WHITE * max(0.0, 1 - fill) + (THIRD if fill < 1 / 3 else 0)
