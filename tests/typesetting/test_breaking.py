"""Page breaks: never overfull, never dearer than any other breaking of the same pieces."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.model.sheet import Piece, Recording
from worksheetgen.typesetting.breaking import Breaker
from worksheetgen.typesetting.weights import (
    ACROSS,
    BEFORE_LINES,
    FACING,
    FREE,
    KEEP,
    LATER,
    OVERLEAF,
    PAGE,
    THIRD,
    TIED,
    TURN,
    WHITE,
)

HEIGHT = 100.0

pieces = st.lists(
    st.builds(
        Piece,
        height=st.integers(1, 100).map(float),
        operators=st.just(()),
        marks=st.just(0),
        glyphs=st.just(frozenset()),
        space=st.sampled_from([0.0, 5.0]),
        penalty=st.sampled_from([FREE, TURN, FACING, KEEP, TIED]),
    ),
    min_size=1,
    max_size=9,
)


def break_pages(found: list[Piece], first: int) -> tuple[tuple[int, int], ...]:
    """The pages of pieces that come in two recordings, by a breaker that knows the second one already."""
    breaker = Breaker(HEIGHT)
    recordings = [Recording(tuple(part), ()) for part in (found[: len(found) // 2], found[len(found) // 2 :])]
    breaker.pages(recordings[1:], first)
    return breaker.pages(recordings, first)


def used(page: list[Piece]) -> float:
    """How much of a page its pieces take; the white after the last one does not count."""
    return sum(piece.height + piece.space for piece in page) - page[-1].space


def cost(found: list[Piece], pages: tuple[tuple[int, int], ...], first: int) -> float:
    """What a breaking costs, from its definition."""
    total = 0.0
    for number, (start, end) in enumerate(pages):
        page = float(PAGE)
        if end < len(found):
            fill = used(found[start:end]) / HEIGHT
            page += WHITE * max(0, 1 - fill) + (THIRD if fill < 1 / 3 else 0)
            penalty = found[end - 1].penalty
            left = (first + number) % 2 == 1
            page += (ACROSS if left else OVERLEAF) if penalty == FACING else penalty
            page += LATER * sum(piece.height + piece.space for piece in found[end:]) / HEIGHT
        total += page
    return total


def all_breakings(found: list[Piece]) -> list[tuple[tuple[int, int], ...]]:
    """Every breaking whose pages are not overfull."""
    every = []
    for count in range(len(found)):
        for cuts in combinations(range(1, len(found)), count):
            edges = (0, *cuts, len(found))
            pages = tuple(pairwise(edges))
            if all(used(found[start:end]) <= HEIGHT for start, end in pages):
                every.append(pages)
    return every


@given(pieces, st.integers(0, 3))
def test_the_breaking_is_the_cheapest(found: list[Piece], first: int) -> None:
    """No other breaking that fits costs less, whichever side of a spread the first page lies on."""
    pages = break_pages(found, first)
    assert [piece for start, end in pages for piece in found[start:end]] == found
    assert all(used(found[start:end]) <= HEIGHT for start, end in pages)
    best = min(cost(found, other, first) for other in all_breakings(found))
    assert abs(cost(found, pages, first) - best) < 1e-6


def test_what_is_drawn_above_a_page_takes_its_room() -> None:
    """A repeated table header leaves less for the rows below it."""
    header = Piece(30, (), 0, frozenset(), 0, FREE)
    row = Piece(40, (), 0, frozenset(), 0, FREE, above=(header,))
    first = Piece(40, (), 0, frozenset(), 0, FREE)
    assert break_pages([first, row, row, row], 0) == ((0, 2), (2, 3), (3, 4))


def test_what_cannot_be_avoided_does_not_cost_pages() -> None:
    """A dear break far ahead, which nothing can avoid, is no reason to leave the pages before it empty."""
    line = Piece(10, (), 0, frozenset(), 0, TURN)
    stuck = Piece(60, (), 0, frozenset(), 0, TIED)
    end = Piece(60, (), 0, frozenset(), 0, FREE)
    assert break_pages([line] * 20 + [stuck, end, end], 0) == (
        (0, 10),
        (10, 20),
        (20, 21),
        (21, 22),
        (22, 23),
    )


def test_pages_fill_from_the_front() -> None:
    """Lines that go on over a page turn fill the first page."""
    line = Piece(10, (), 0, frozenset(), 0, FREE)
    block = Piece(90, (), 0, frozenset(), 0, FREE)
    assert break_pages([line] * 14 + [block, block], 0)[0] == (0, 10)


def test_a_dear_break_is_taken_where_cheaper_ones_cost_more_together() -> None:
    """Two breaks before ruled lines cost a page more than the one within what they would keep whole."""
    first = Piece(60, (), 0, frozenset(), 0, BEFORE_LINES)
    held = Piece(40, (), 0, frozenset(), 0, KEEP)
    rest = Piece(60, (), 0, frozenset(), 0, BEFORE_LINES)
    last = Piece(40, (), 0, frozenset(), 0, FREE)
    assert break_pages([first, held, rest, last], 0) == ((0, 2), (2, 4))
