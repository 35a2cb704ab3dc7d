"""Where pages turn: the breaks with the least badness over the whole print, by dynamic programming.

A page's badness grows with what it leaves white and with what it leaves for later pages; a page under a third full
costs far more; a break costs its penalty on top. So pages are full from the front, and white gathers at the end: the
last page before a forced break may be as short as it likes. docs/page-breaks.md explains the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worksheetgen.model.sheet import Piece
from worksheetgen.typesetting.recording import FACING

WHITE = 1_000
"""The badness of an empty page; a page half full has half of it."""
THIRD = 5_000
"""What a page under a third full costs besides."""
PAGE = 100
"""What every page costs, so that none is begun for nothing."""
LATER = 100
"""What a page costs for each page of content that comes after it: of two ways to leave as much white, the one that
leaves it later is better."""
ACROSS = 300
"""What it costs that a source lies on the page facing its first question: less than a page a third white."""
OVERLEAF = 20_000
"""What it costs that a pupil has to turn over between the two; to cut the source once more costs more."""


def break_pages(pieces: Sequence[Piece], height: float, first: int) -> tuple[tuple[int, int], ...]:
    """The pages as (first, past the last) piece; every piece must fit a page of that height in points.

    `first` is the index of the first page in its print: pages of even index lie on the right of a spread.
    """
    count = len(pieces)
    rest: list[tuple[tuple[float, int], ...]] = [((0.0, 0), (0.0, 0))] * (count + 1)
    left = 0.0
    later = [0.0] * (count + 1)
    for start in range(count - 1, -1, -1):
        left += (pieces[start].height + pieces[start].space) / height
        later[start] = LATER * left
        fitting = list(_pages_from(pieces, height, start))
        rest[start] = tuple(
            min(
                (cost + later[end] + _turn(pieces[end - 1], side) + rest[end][1 - side][0], -end)
                if end < count
                else (cost, -end)
                for end, cost in fitting
            )
            for side in (0, 1)
        )
    pages: list[tuple[int, int]] = []
    start, side = 0, first % 2
    while start < count:
        end = -rest[start][side][1]
        pages.append((start, end))
        start, side = end, 1 - side
    return tuple(pages)


def _turn(last: Piece, side: int) -> int:
    """What it costs to end a page there, on the right (0) or the left (1) of a spread."""
    if last.penalty == FACING:
        return ACROSS if side else OVERLEAF
    return last.penalty


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
