"""Page breaks: never overfull, never dearer than any other breaking of the same boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.model.laid_out import LayoutBox, Recording
from worksheetgen.typesetting.breaking import Breaker
from worksheetgen.typesetting.weights import (
    ACROSS,
    AWAY,
    BLANK,
    FACING,
    FREE,
    KEEP,
    LATER,
    LINE_TURN,
    OVERLEAF,
    PAGE,
    THIRD,
    TIED,
    TORN,
    TURN,
    UNFINISHED,
    WHITE,
    WRITING,
)

HEIGHT = 100.0

boxes = st.lists(
    st.builds(
        LayoutBox,
        height=st.integers(1, 100).map(float),
        operators=st.just(()),
        mcid_count=st.just(0),
        glyphs=st.just(frozenset()),
        space=st.sampled_from([0.0, 5.0]),
        penalty=st.sampled_from([FREE, TURN, WRITING, LINE_TURN, FACING, KEEP, TIED]),
        avoid_overleaf=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def break_pages(found: list[LayoutBox], first: int, *, blanks: bool = True) -> tuple[tuple[int, int], ...]:
    """The pages of boxes that come in two recordings, by a breaker that knows them on other sides."""
    breaker = Breaker(HEIGHT, blanks=blanks)
    recordings = [Recording(tuple(part), ()) for part in (found[: len(found) // 2], found[len(found) // 2 :])]
    breaker.pages(recordings[1:], first)
    breaker.pages(recordings, first + 1)
    return breaker.pages(recordings, first)


def used(page: list[LayoutBox]) -> float:
    """How much of a page its boxes take; the white after the last one does not count."""
    return sum(box.height + box.space for box in page) - page[-1].space


def cost(found: list[LayoutBox], pages: tuple[tuple[int, int], ...], first: int) -> float:
    """What a breaking costs, from its definition."""
    total = 0.0
    for number, (start, end) in enumerate(pages):
        page = float(PAGE)
        if start == end:
            page = float(BLANK)
        elif end < len(found):
            fill = used(found[start:end]) / HEIGHT
            white = max(0, 1 - fill)
            page += WHITE * white + (THIRD if fill < 1 / 3 else 0)
            penalty = found[end - 1].penalty
            overleaf = (first + number) % 2 == 0
            sourced = any(box.penalty == FACING for box in found[start:end])
            page += AWAY if overleaf and sourced and found[end].avoid_overleaf else 0
            if LINE_TURN <= penalty < KEEP:
                page += (TORN if penalty == LINE_TURN else OVERLEAF) if overleaf else ACROSS
            page += {FACING: 0, WRITING: TURN + UNFINISHED * white}.get(penalty, penalty)
            page += LATER * sum(box.height + box.space for box in found[end:]) / HEIGHT
        total += page
    return total


def all_breakings(found: list[LayoutBox], *, blanks: bool) -> list[tuple[tuple[int, int], ...]]:
    """Every breaking whose pages are not overfull; a page may be left blank after a break that costs nothing."""
    every: list[tuple[tuple[int, int], ...]] = []
    for count in range(len(found)):
        for cuts in combinations(range(1, len(found)), count):
            edges = (0, *cuts, len(found))
            pages = tuple(pairwise(edges))
            if all(used(found[start:end]) <= HEIGHT for start, end in pages):
                every += _with_blanks(found, pages) if blanks else [pages]
    return every


def _with_blanks(
    found: list[LayoutBox], pages: tuple[tuple[int, int], ...]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """The pages with a blank one, or none, after each that ends with a free break."""
    free = [end for _, end in pages[:-1] if found[end - 1].penalty == FREE]
    for count in range(len(free) + 1):
        for chosen in combinations(free, count):
            yield tuple(
                chain.from_iterable([page, (page[1],) * 2][: 1 + (page[1] in chosen)] for page in pages)
            )


@given(boxes, st.integers(0, 3), st.booleans())
def test_the_breaking_is_the_cheapest(found: list[LayoutBox], first: int, blanks: bool) -> None:
    """No other breaking that fits costs less, whichever side of a spread the first page lies on."""
    pages = break_pages(found, first, blanks=blanks)
    assert [box for start, end in pages for box in found[start:end]] == found
    assert all(used(found[start:end]) <= HEIGHT for start, end in pages if start < end)
    best = min(cost(found, other, first) for other in all_breakings(found, blanks=blanks))
    assert abs(cost(found, pages, first) - best) < 1e-6


def test_a_source_and_its_question_get_a_spread() -> None:
    """A page is left blank where the source would lie on the right with its question overleaf, if it may be."""
    question = LayoutBox(90, (), 0, frozenset(), 0, FREE)
    source = LayoutBox(90, (), 0, frozenset(), 0, FACING)
    assert break_pages([question, question, source, question], 0) == ((0, 1), (1, 2), (2, 2), (2, 3), (3, 4))
    assert (2, 2) not in break_pages([question, question, source, question], 0, blanks=False)
    assert (1, 1) not in break_pages([question, source, question], 0)
    assert (1, 1) in break_pages([question, source, question], 1)


def test_lines_go_on_overleaf_only_from_a_full_page() -> None:
    """Ruled lines fill their page before they go on, also where white spread over two pages would be evener."""
    stem = LayoutBox(30, (), 0, frozenset(), 0, TIED)
    line = LayoutBox(5, (), 0, frozenset(), 0, WRITING)
    source = LayoutBox(90, (), 0, frozenset(), 0, FACING)
    pages = break_pages([stem, *[line] * 20, replace(line, penalty=FREE), source, stem], 0)
    assert pages[0] == (0, 15)


def test_what_is_drawn_above_a_page_takes_its_room() -> None:
    """A repeated table header leaves less for the rows below it."""
    header = LayoutBox(30, (), 0, frozenset(), 0, FREE)
    row = LayoutBox(40, (), 0, frozenset(), 0, FREE, above=(header,))
    first = LayoutBox(40, (), 0, frozenset(), 0, FREE)
    assert break_pages([first, row, row, row], 0) == ((0, 2), (2, 3), (3, 4))


def test_what_cannot_be_avoided_does_not_cost_pages() -> None:
    """A dear break far ahead, which nothing can avoid, is no reason to leave the pages before it empty."""
    line = LayoutBox(10, (), 0, frozenset(), 0, TURN)
    stuck = LayoutBox(60, (), 0, frozenset(), 0, TIED)
    end = LayoutBox(60, (), 0, frozenset(), 0, FREE)
    assert break_pages([line] * 20 + [stuck, end, end], 0) == (
        (0, 10),
        (10, 20),
        (20, 21),
        (21, 22),
        (22, 23),
    )


def test_pages_fill_from_the_front() -> None:
    """Lines that go on over a page turn fill the first page."""
    line = LayoutBox(10, (), 0, frozenset(), 0, FREE)
    block = LayoutBox(90, (), 0, frozenset(), 0, FREE)
    assert break_pages([line] * 14 + [block, block], 0)[0] == (0, 10)


def test_a_dear_break_is_taken_where_cheaper_ones_cost_more_together() -> None:
    """Two breaks that cost a little less than KEEP cost more than the one within what they would keep whole."""
    first = LayoutBox(60, (), 0, frozenset(), 0, KEEP - 2)
    held = LayoutBox(40, (), 0, frozenset(), 0, KEEP)
    rest = LayoutBox(60, (), 0, frozenset(), 0, KEEP - 2)
    last = LayoutBox(40, (), 0, frozenset(), 0, FREE)
    assert break_pages([first, held, rest, last], 0) == ((0, 2), (2, 4))
