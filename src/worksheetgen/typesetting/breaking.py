"""Where pages turn: the breaks with the least badness over the whole print, by dynamic programming.

A page's badness grows with the square of what it leaves white; a page under a third full costs far more; a
break costs its penalty on top. The last page before a forced break may be as short as it likes.
"""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.sheet import Piece

WHITE = 1_000
"""The badness of an empty page; a page half full costs a quarter of it."""
THIRD = 5_000
"""What a page under a third full costs besides."""
PAGE = 100
"""What every page costs, so that none is begun for nothing."""


def break_pages(pieces: Sequence[Piece], height: float) -> tuple[tuple[int, int], ...]:
    """The pages as (first, past the last) piece; every piece must fit a page of that height in points."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        best.append(min(_endings(pieces, height, best, end)))
    pages: list[tuple[int, int]] = []
    end = len(pieces)
    while end:
        start = best[end][1]
        pages.append((start, end))
        end = start
    return tuple(reversed(pages))


def _endings(
    pieces: Sequence[Piece], height: float, best: Sequence[tuple[float, int]], end: int
) -> list[tuple[float, int]]:
    """What it costs to end a page after piece `end` - 1, for each piece that may begin that page."""
    found = []
    used = 0.0
    for start in range(end - 1, -1, -1):
        piece = pieces[start]
        used += piece.height + (piece.space if start < end - 1 else 0)
        filled = used + sum(above.height for above in piece.above)
        if filled > height + 0.01 and start < end - 1:
            break
        badness = 0.0 if end == len(pieces) else _badness(filled / height) + pieces[end - 1].penalty
        found.append((best[start][0] + badness + PAGE, start))
    return found


def _badness(fill: float) -> float:
    return WHITE * (1 - fill) ** 2 + (THIRD if fill < 1 / 3 else 0)
