"""Where pages turn: the breaks with the least badness over the whole print, by dynamic programming.

A page's badness grows with what it leaves white and with what it leaves for later pages; a page under a third full
costs far more; a break costs its penalty on top. So pages are full from the front, and white gathers at the end: the
last page before a forced break may be as short as it likes. docs/page-breaks.md explains the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import inf

from worksheetgen.model.sheet import Piece
from worksheetgen.typesetting.recording import FACING

WHITE = 1_000
"""The badness of an empty page; a page half full has half of it."""
THIRD = 24_000
"""What a page under a third full costs besides: more than to turn over for a source, less than to cut one."""
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
    heights = [piece.height for piece in pieces]
    spaces = [piece.space for piece in pieces]
    right = [_turn(piece, 0) for piece in pieces]
    left = [_turn(piece, 1) for piece in pieces]
    later = list(
        accumulate((-LATER * (h + s) / height for h, s in zip(heights, spaces, strict=True)), initial=0.0)
    )
    later = [share - later[-1] for share in later]
    # The least that all from a piece on cost, where its page lies on the right or the left of a spread, and where
    # that page ends: three lists, filled from the end.
    rests = ([0.0] * (count + 1), [0.0] * (count + 1))
    ends = ([count] * (count + 1), [count] * (count + 1))
    for start in range(count - 1, -1, -1):
        used = sum(above.height for above in pieces[start].above) - (spaces[start - 1] if start else 0.0)
        best_right = best_left = inf
        for end in range(start + 1, count + 1):
            used += heights[end - 1] + (spaces[end - 2] if end > 1 else 0.0)
            if used > height + 0.01 and end - 1 > start:
                break
            if end == count:
                cost_right = cost_left = float(PAGE)
            else:
                page = PAGE + later[end] + _badness(used / height)
                cost_right = page + right[end - 1] + rests[1][end]
                cost_left = page + left[end - 1] + rests[0][end]
            if cost_right <= best_right:
                best_right, ends[0][start] = cost_right, end
            if cost_left <= best_left:
                best_left, ends[1][start] = cost_left, end
        rests[0][start], rests[1][start] = best_right, best_left
    pages: list[tuple[int, int]] = []
    start, side = 0, first % 2
    while start < count:
        pages.append((start, ends[side][start]))
        start, side = pages[-1][1], 1 - side
    return tuple(pages)


def _turn(last: Piece, side: int) -> int:
    """What it costs to end a page there, on the right (0) or the left (1) of a spread."""
    if last.penalty == FACING:
        return ACROSS if side else OVERLEAF
    return last.penalty


def _badness(fill: float) -> float:
    return WHITE * (1 - fill) + (THIRD if fill < 1 / 3 else 0) if fill < 1 else 0.0
