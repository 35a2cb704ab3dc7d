"""Page breaks: never overfull, never dearer than any other breaking of the same boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.model.laid_out import LayoutBox, Recording
from worksheetgen.typesetting.breaking import Breaker, Breaking, Shapes
from worksheetgen.typesetting.weights import (
    ACROSS,
    ANSWER,
    AWAY,
    BEFORE_NOTES,
    BLANK,
    BROKEN_OFF,
    CLUE_ALONE,
    FACING,
    FEW_LINES,
    FREE,
    FULL,
    KEEP,
    LATER,
    LINE_TURN,
    LONE_CLUE,
    ON_SPREAD,
    OVERLEAF,
    OVERLEAF_ALONE,
    PAGE,
    PARAGRAPH,
    PARTED,
    RUN_ON,
    SHEET,
    SPACES,
    SPACES_FACING,
    THIRD,
    TIED,
    TORN,
    TURN,
    UNFINISHED,
    WHITE,
    WHITE_APART,
    WITHIN_LINES,
    WITHIN_SECTION,
    WRITING,
)
from worksheetgen.value import replace

HEIGHT = 100.0

boxes = st.lists(
    st.builds(
        LayoutBox,
        height=st.integers(1, 100).map(float),
        operators=st.just(()),
        mcid_count=st.just(0),
        glyphs=st.just(frozenset()),
        space=st.sampled_from([0.0, 5.0, 20.0]),
        penalty=st.sampled_from(
            [
                *(FREE, PARAGRAPH, RUN_ON, TURN, WRITING, SPACES, ANSWER),
                *(LINE_TURN, FEW_LINES, LONE_CLUE, ON_SPREAD, FACING, KEEP, TIED),
            ]
        ),
        avoid_overleaf=st.booleans(),
        opens_section=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@dataclass(frozen=True)
class Print:
    """What boxes are broken into: how their first page lies, how many follow the last, and what is asked of them."""

    first: int = 0
    following: int = 0
    blanks: bool = True
    together: bool = True
    sheet: int = 0
    glue: float = 1
    alone: bool = False


prints = st.builds(
    Print,
    st.integers(0, 3),
    st.integers(0, 2),
    st.booleans(),
    st.booleans(),
    st.sampled_from([0, SHEET]),
    st.sampled_from([0.5, 1.0, 1.2]),
    st.booleans(),
)


def recordings_of(found: list[LayoutBox]) -> list[Recording]:
    """The boxes in two recordings."""
    return [Recording(tuple(part), ()) for part in (found[: len(found) // 2], found[len(found) // 2 :])]


def breaking(found: list[LayoutBox], to: Print) -> Breaking:
    """The pages of boxes that come in two recordings, by a breaker that knows them on other sides."""
    breaker = Breaker(HEIGHT, [to.glue], blanks=to.blanks, together=to.together, sheet=to.sheet)
    shapes = [*map(Shapes([to.glue], alone=to.alone).of, recordings_of(found))]
    breaker.breakings(shapes[1:], to.first, to.following)
    breaker.breakings(shapes, to.first + 1, 0)
    (best,) = breaker.breakings(shapes, to.first, to.following)
    return best


def break_pages(found: list[LayoutBox], first: int, *, blanks: bool = True) -> tuple[tuple[int, int], ...]:
    """The pages where sheets cost nothing."""
    return breaking(found, Print(first, blanks=blanks)).pages


def used(page: list[LayoutBox], glue: float = 1) -> float:
    """How much of a page its boxes take; the white after the last one does not count."""
    return sum(box.height + box.white(glue) for box in page) - page[-1].white(glue)


def cost(found: list[LayoutBox], pages: tuple[tuple[int, int], ...], to: Print) -> float:
    """What a breaking costs, from its definition."""
    first, past = to.first, to.first + len(pages) + to.following
    turned = OVERLEAF_ALONE if to.alone else OVERLEAF
    total = float(to.sheet * len([side for side in range(first, past) if side % 2 == 0]))
    for number, (start, end) in enumerate(pages):
        page = float(PAGE)
        if start == end:
            page = float(BLANK)
        elif end < len(found):
            fill = used(found[start:end], to.glue) / HEIGHT
            white = max(0, 1 - fill)
            penalty = found[end - 1].penalty
            page += WHITE_APART * white**2 if penalty == FREE else WHITE * white
            page += WITHIN_SECTION if penalty == FREE and not found[end].opens_section else 0
            page += THIRD if fill < 1 / 3 else 0
            overleaf = (first + number) % 2 == 0
            skips = pages[number + 1][0] == pages[number + 1][1]
            page += AWAY if (overleaf or skips) and found[end].avoid_overleaf else 0
            if penalty == ON_SPREAD:
                page += PARTED if overleaf else TURN
            elif penalty == LONE_CLUE:
                page += CLUE_ALONE + (PARTED if overleaf else 0)
            elif LINE_TURN <= penalty < KEEP:
                page += (TORN if penalty == LINE_TURN else turned) if overleaf else ACROSS
            spaces = min(SPACES, SPACES_FACING + turned) if overleaf else SPACES_FACING
            page += UNFINISHED * white if penalty in WITHIN_LINES else 0
            page += {LONE_CLUE: 0, ON_SPREAD: 0, FACING: 0, WRITING: TURN, SPACES: spaces}.get(
                penalty, penalty
            )
            if used(found[start : _next_turn(found, end)], to.glue) <= HEIGHT + 0.01:
                page += {RUN_ON: BROKEN_OFF, PARAGRAPH: UNFINISHED}.get(penalty, 0) * max(0, white - 1 + FULL)
            page += LATER * sum(box.height + box.white(to.glue) for box in found[end:]) / HEIGHT
        total += page
    return total


def _next_turn(found: list[LayoutBox], at: int) -> int:
    """The index behind the least that a page has which begins with the box of that index."""
    turns = (end for end in range(at + 1, len(found)) if found[end - 1].penalty < KEEP)
    return next(turns, len(found))


def all_breakings(found: list[LayoutBox], to: Print) -> list[tuple[tuple[int, int], ...]]:
    """Every breaking whose pages are not overfull; a page may be left blank after a break that costs nothing."""
    every: list[tuple[tuple[int, int], ...]] = []
    for count in range(len(found)):
        for cuts in combinations(range(1, len(found)), count):
            edges = (0, *cuts, len(found))
            pages = tuple(pairwise(edges))
            if all(
                used(found[start:end], to.glue) <= HEIGHT + 0.01 for start, end in pages
            ):  # white is rounded
                every += _with_blanks(found, pages, to)
    return every


def _may_follow_a_blank(found: list[LayoutBox]) -> set[int]:
    """The boxes that begin what is read on two pages at once, or keep with such."""
    begun, at = set(), 0
    for recording in recordings_of(found):
        if any(box.penalty == ON_SPREAD for box in recording.boxes[:-1]):
            begun.add(at)
        at += len(recording.boxes)
    for index in reversed(range(len(found))):
        if index + 1 in begun and found[index].penalty >= KEEP:
            begun.add(index)
    return begun


def _with_blanks(
    found: list[LayoutBox], pages: tuple[tuple[int, int], ...], to: Print
) -> Iterator[tuple[tuple[int, int], ...]]:
    """The pages with a blank one, or none, after each that ends with a free break."""
    before = range(len(found)) if to.blanks else _may_follow_a_blank(found) if to.together else ()
    free = [end for _, end in pages[:-1] if found[end - 1].penalty == FREE and end in before]
    for count in range(len(free) + 1):
        for chosen in combinations(free, count):
            yield tuple(
                chain.from_iterable([page, (page[1],) * 2][: 1 + (page[1] in chosen)] for page in pages)
            )


def cheapest(found: list[LayoutBox], to: Print) -> float:
    """What the cheapest of all breakings costs."""
    return min(cost(found, other, to) for other in all_breakings(found, to))


@given(boxes, prints)
def test_the_breaking_is_the_cheapest(found: list[LayoutBox], to: Print) -> None:
    """No other breaking that fits costs less, whichever side of a spread the first page lies on; its cost is told."""
    best = breaking(found, to)
    pages, told = best.pages, best.cost
    assert [box for start, end in pages for box in found[start:end]] == found
    assert all(used(found[start:end], to.glue) <= HEIGHT + 0.01 for start, end in pages if start < end)
    assert abs(cost(found, pages, to) - cheapest(found, to)) < 1e-6
    assert abs(told - cheapest(found, to)) < 1e-6


def test_a_sheet_is_saved_at_the_price_of_a_page_with_white() -> None:
    """Lines go on overleaf from a page that is not full where that saves a sheet, also one for what follows."""
    block = LayoutBox(60, (), 0, frozenset(), 0, FREE)
    line = LayoutBox(10, (), 0, frozenset(), 0, WRITING)
    found = [block, line, block, replace(block, height=40)]
    apart, together = ((0, 1), (1, 3), (3, 4)), ((0, 2), (2, 4))
    assert breaking(found, Print()).pages == apart
    assert breaking(found, Print(sheet=SHEET)).pages == together
    assert breaking(found, Print(first=1, sheet=SHEET)).pages == apart
    assert breaking(found, Print(first=1, following=1, sheet=SHEET)).pages == together


@pytest.mark.parametrize("first", [0, 1])
def test_no_page_is_left_blank_to_begin_on_a_sheet_that_is_open(first: int) -> None:
    """The page on a sheet's front costs what the sheet does, be it left blank."""
    block = LayoutBox(60, (), 0, frozenset(), 0, FREE)
    found = breaking([block, block], Print(first, sheet=SHEET))
    assert found.pages == ((0, 1), (1, 2))
    assert found.cost >= SHEET


def test_a_sheet_is_no_reason_to_turn_over_for_a_source() -> None:
    """A page is left blank, and a sheet opened for it, rather than to turn over from a source to its question."""
    question = LayoutBox(90, (), 0, frozenset(), 0, FREE)
    source = LayoutBox(90, (), 0, frozenset(), 0, FACING)
    assert (1, 1) in breaking([question, source, question], Print(1, sheet=SHEET)).pages
    source, first = replace(source, height=50), replace(question, height=40)
    further = replace(question, avoid_overleaf=True)
    assert (1, 1) in breaking([question, source, first, further], Print(1, sheet=SHEET)).pages


def test_no_further_question_on_a_source_is_overleaf_from_its_spread() -> None:
    """Nor from the page that faces the source, where a page can be spared."""
    filler, further = (LayoutBox(height, (), 0, frozenset(), 0, FREE) for height in (40, 60))
    source = LayoutBox(50, (), 0, frozenset(), 0, FACING)
    first = LayoutBox(45, (), 0, frozenset(), 0, FREE)
    assert break_pages([replace(filler, height=30), source, first, further], 1) == ((0, 2), (2, 3), (3, 4))
    asked = replace(further, avoid_overleaf=True)
    assert break_pages([filler, source, first, asked], 1) == ((0, 1), (1, 1), (1, 3), (3, 4))


def test_an_answer_on_a_source_is_cut_between_its_spaces_where_they_face_each_other() -> None:
    """Rather than that what is asked next of the source is overleaf; never where a pupil turns over between them."""
    source = LayoutBox(50, (), 0, frozenset(), 0, FACING)
    space = LayoutBox(40, (), 0, frozenset(), 0, SPACES, avoid_overleaf=True)
    further = replace(space, height=60, penalty=FREE)
    asked = [source, space, replace(space, penalty=FREE), further]
    assert break_pages(asked, 1) == ((0, 2), (2, 4))
    answer = [replace(box, avoid_overleaf=False) for box in asked[1:3]]
    assert break_pages([replace(source, penalty=FREE), *answer], 0) == ((0, 1), (1, 3))


def test_no_page_is_left_blank_between_a_source_and_a_question_on_it() -> None:
    """A blank page that faces the source would have its questions overleaf as well."""
    source = LayoutBox(90, (), 0, frozenset(), 0, FREE)
    asked = LayoutBox(60, (), 0, frozenset(), 0, FREE, avoid_overleaf=True)
    assert break_pages([source, asked, asked], 1) == ((0, 1), (1, 2), (2, 3))


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


def test_no_sentence_breaks_off_on_a_page_that_has_room() -> None:
    """A text is whole rather than that its last lines come along with its notes and leave a page white."""
    line = LayoutBox(5, (), 0, frozenset(), 0, RUN_ON)
    last, notes = replace(line, penalty=BEFORE_NOTES), LayoutBox(60, (), 0, frozenset(), 0, FREE)
    assert break_pages([*[line] * 9, last, notes], 0) == ((0, 10), (10, 11))
    assert break_pages([*[line] * 18, last, notes], 0) == ((0, 18), (18, 20))


def test_a_page_of_a_text_is_filled_before_it_goes_on() -> None:
    """Not turned between two paragraphs to share out the white: in the middle of a text that looks like its end."""
    line = LayoutBox(10, (), 0, frozenset(), 0, RUN_ON)
    paragraph = [line] * 6
    question = LayoutBox(70, (), 0, frozenset(), 0, FREE)
    text = [*paragraph, replace(line, penalty=PARAGRAPH), *paragraph, replace(line, penalty=FREE)]
    assert break_pages([*text, question], 0)[0] == (0, 9)


def test_a_page_that_no_more_of_a_text_fits_is_full() -> None:
    """Where the next lines stay together and do not fit, the text goes on without the price of white."""
    head, line = LayoutBox(40, (), 0, frozenset(), 0, FREE), LayoutBox(15, (), 0, frozenset(), 0, RUN_ON)
    kept = [replace(line, penalty=KEEP)] * 2
    text = [line, line, *kept, line, line, line]
    assert break_pages([head, *text, head], 0)[0] == (0, 3)
    assert break_pages([head, *text[:2], *[line] * 5, head], 0)[0] == (0, 5)


def test_sections_begin_pages_where_white_is_shared_out() -> None:
    """Rather than that a section leaves its last question to the page of the next one's head."""
    question = LayoutBox(20, (), 0, frozenset(), 0, FREE)
    head = LayoutBox(5, (), 0, frozenset(), 0, TIED, opens_section=True)
    whole = LayoutBox(99, (), 0, frozenset(), 0, FREE, opens_section=True)
    asked = [head, *[question] * 7, head, *[question] * 2, whole, whole]
    assert break_pages(asked, 1)[:3] == ((0, 4), (4, 8), (8, 11))
    unheaded = [replace(box, opens_section=False) for box in asked]
    assert break_pages(unheaded, 1)[:3] == ((0, 4), (4, 7), (7, 11))


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
    line = LayoutBox(10, (), 0, frozenset(), 0, PARAGRAPH)
    block = LayoutBox(90, (), 0, frozenset(), 0, FREE)
    assert break_pages([line] * 14 + [block, block], 0)[0] == (0, 10)


def test_what_white_there_must_be_is_shared_between_pages() -> None:
    """Questions that fill a page and a half, before one that fills a page, do not leave a page nearly empty."""
    question = LayoutBox(24, (), 0, frozenset(), 0, FREE)
    whole = LayoutBox(99, (), 0, frozenset(), 0, FREE)
    assert break_pages([question] * 6 + [whole, whole], 0)[:2] == ((0, 3), (3, 6))


def test_a_dear_break_is_taken_where_cheaper_ones_cost_more_together() -> None:
    """Two breaks that cost a little less than KEEP cost more than the one within what they would keep whole."""
    first = LayoutBox(60, (), 0, frozenset(), 0, KEEP - 5)
    held = LayoutBox(40, (), 0, frozenset(), 0, KEEP)
    rest = LayoutBox(60, (), 0, frozenset(), 0, KEEP - 5)
    last = LayoutBox(40, (), 0, frozenset(), 0, FREE)
    assert break_pages([first, held, rest, last], 0) == ((0, 2), (2, 4))
