"""White between blocks: drawn together or spread in few steps, where pages break better for it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typesetting.test_breaking import (
    HEIGHT,
    Print,
    boxes,
    breaking,
    cheapest,
    recordings_of,
    used,
)
from worksheetgen.model.laid_out import LayoutBox
from worksheetgen.typesetting.glue import NATURAL, GluedBreaker, glue_steps
from worksheetgen.typesetting.laying import PageRange
from worksheetgen.typesetting.weights import FREE, KEEP, SHEET, TIGHT
from worksheetgen.value import replace

STEPS = glue_steps(0.5, 1.2)


def breaker() -> GluedBreaker:
    """One that has not broken anything yet, where pages may be left blank and sheets cost."""
    return GluedBreaker(HEIGHT, STEPS, alone=False, blanks=True, together=True, sheet=SHEET)


def glued(found: list[LayoutBox], first: int = 0, following: int = 0) -> list[PageRange]:
    """The pages of boxes that come in two recordings, by a breaker of their own."""
    return breaker().break_pages(recordings_of(found), first, following)


def block(height: float, space: float) -> LayoutBox:
    """A box after which a page may turn."""
    return LayoutBox(height, (), 0, frozenset(), space, FREE)


def test_the_steps_lie_between_the_themes_limits() -> None:
    """White goes from the loosest over the natural one to the tightest; where it may not give there is one step."""
    assert (STEPS[0], STEPS[1], STEPS[-1]) == (NATURAL, 1.2, 0.5)
    assert [*STEPS[1:]] == sorted(STEPS[1:], reverse=True)
    assert glue_steps(1, 1) == (NATURAL,)


@settings(deadline=None)
@given(boxes, st.integers(0, 3), st.integers(0, 2))
def test_the_step_with_the_least_badness_is_taken(found: list[LayoutBox], first: int, following: int) -> None:
    """No other step has a breaking that costs less, with what it costs to draw white together.

    All pages have it, but for those that hold as much with more.
    """
    pages = glued(found, first, following)
    costs = {}
    for glue in STEPS:
        to = Print(first, following, sheet=SHEET, glue=glue)
        costs[glue] = cheapest(found, to) + TIGHT * max(0, NATURAL - glue) / (NATURAL - STEPS[-1])
    least = min(costs.values())
    taken = next(glue for glue in STEPS if costs[glue] <= least + 1e-6)
    ranges = tuple((start, end) for start, end, _ in pages)
    assert ranges == breaking(found, Print(first, following, sheet=SHEET, glue=taken)).pages
    for start, end, glue in pages:
        if start < end and taken < NATURAL:
            wider = [step for step in STEPS if glue < step <= NATURAL]
            assert taken <= glue <= NATURAL
            assert used(found[start:end], glue) <= HEIGHT + 0.01
            assert all(used(found[start:end], step) > HEIGHT for step in wider)
        elif start < end:
            assert glue == taken


@settings(deadline=None)
@given(st.lists(boxes, min_size=1, max_size=3), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2))))
def test_what_was_broken_before_changes_nothing(
    papers: list[list[LayoutBox]], places: list[tuple[int, int]]
) -> None:
    """Papers break as by a breaker of their own, wherever in a print they begin and whatever follows them."""
    of_all = breaker()
    for first, following in places:
        for found in papers:
            pages = of_all.break_pages(recordings_of(found), first, following)
            assert pages == glued(found, first, following)


def test_white_is_drawn_together_no_further_than_saves_a_sheet() -> None:
    """Five blocks go onto one page with two thirds of the white between them, and not with more."""
    found = [block(16, 7)] * 5
    assert glued(found, first=1) == [PageRange(0, 5, STEPS[3])]


def test_white_is_drawn_together_only_on_pages_that_need_it() -> None:
    """Three blocks stand closer so that no page is begun for one of them; the two on the other page do not."""
    found = [block(24, 15)] * 3 + [block(35, 15)] * 2
    assert glued(found) == [PageRange(0, 3, STEPS[2]), PageRange(3, 5, NATURAL)]


def test_white_is_natural_where_nothing_is_gained() -> None:
    """A page that stands alone keeps its white, as do pages that break alike with any."""
    assert glued([block(10, 6)] * 5) == [PageRange(0, 5, NATURAL)]
    assert {page.glue for page in glued([block(60, 20)] * 3)} == {NATURAL}


def test_white_is_spread_where_the_pages_have_room() -> None:
    """Pages that would be partly white are filled by what there is between their blocks."""
    found = [replace(block(40, 15), penalty=KEEP), block(40, 0)] * 2
    assert {page.glue for page in glued(found)} == {1.2}
