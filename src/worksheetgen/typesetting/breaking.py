"""Where pages break: the breaks with the least badness over the whole print, by dynamic programming.

A page's badness grows with the white at its foot and with the content that it leaves for later pages; a page under a
third full costs far more; a break costs its penalty on top. So pages are full from the front, and white gathers at the
end: the last page before a forced break may be as short as it likes. A page may be left blank, so that what follows
lies on one spread. docs/page-breaks.md explains the weights.

How it is found. The print is cut into segments, within which no page breaks. What the segments from some one to the end
of the print cost at best (a break state) is the cheapest choice of the first page's end, plus what the segments after
that cost at best. So the states are worked out from the end of the print to its beginning, each from later ones. As
badness depends on which side of a spread a page lies, each state has two costs, for a first page on the right and for
one on the left.

Why that is fast for a class. A state depends only on the segments from its own to the end of the print. Papers that
end in the same order of questions share these states, and all that counts of a question is how high its boxes are and
what may happen between them, its shape. So states are remembered; and of a class of 1,000, whose papers are broken five
times each, all but one in thirty have the shapes of another in the same order, and its pages (`glue`). Without:
+120% (docs/performance.md, “page breaks kept by shape”, 3,000).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from worksheetgen.memory import derived, remembered
from worksheetgen.model.laid_out import LayoutBox, Recording, glued
from worksheetgen.typesetting.badness import badness, turns_after
from worksheetgen.typesetting.weights import (
    AWAY,
    BLANK,
    FREE,
    FULL,
    KEEP,
    LATER,
    ON_SPREAD,
    OVERLEAF,
    OVERLEAF_ALONE,
    PAGE,
    UNFINISHED,
    WITHIN_LINES,
    WITHIN_SECTION,
    WITHIN_TEXT,
)
from worksheetgen.value import Value, replace

OVERFULL = 0.01
"""Points by which a page may be overfull: sums of lengths are not exact."""


class Segment(Value):
    """A box, within which no page breaks.

    `height` is what it needs in points, `space` the white after it, `penalty` the weight of a break after it, `turns`
    what such a break costs after a page on the right and on the left of a spread; `above` is the height of what is
    drawn over it where it begins a page; `avoid_overleaf` asks for the spread of what stands before, `opens_section`
    says that a heading begins here.
    """

    height: float
    space: float
    penalty: int
    turns: tuple[float, float]
    above: float
    avoid_overleaf: bool
    opens_section: bool


_NOTHING = Segment(0, 0, FREE, (0, 0), 0, False, False)
"""Stands in the state behind the last segment."""


class Shape:
    """The segments of recordings that are as high and may be broken as each other, by how far their white is drawn out.

    There is one object for all such recordings, compared by identity, by which states are found again.
    """

    __slots__ = ("segments",)

    def __init__(self, segments: Mapping[float, Sequence[Segment]]) -> None:
        self.segments = segments


class Shapes:
    """Gives recordings their shapes: `of(recording)`."""

    def __init__(self, glues: Sequence[float], *, alone: bool) -> None:
        """`glues` are what white may be, relative to what is natural.

        `alone` says that pages are read by themselves: then it counts less that two of them do not face each other.
        """
        self._glues = glues
        self._overleaf = OVERLEAF_ALONE if alone else OVERLEAF
        self._of_segments = remembered(most=1 << 12)(self._new_shape)
        self.of = derived(self._of)

    def _of(self, recording: Recording) -> Shape:
        return self._of_segments(tuple(map(self._segment, recording.boxes)))

    def _segment(self, box: LayoutBox) -> Segment:
        turns, above = turns_after(box.penalty, self._overleaf), sum([over.height for over in box.above])
        return Segment(
            box.height, box.space, box.penalty, turns, above, box.avoid_overleaf, box.opens_section
        )

    def _new_shape(self, segments: tuple[Segment, ...]) -> Shape:
        return Shape(
            {
                glue: [replace(segment, space=glued(segment.space, glue)) for segment in segments]
                for glue in self._glues
            }
        )


class _BreakState:
    """The segments from one to the end of the print: what they cost at the least, and where their first page ends.

    `right` and `left` are the costs for a first page on the right and on the left of a spread, in points of badness;
    `end_right` and `end_left` are the states that begin after that page; `blank_right` and `blank_left` say whether a
    page is left blank before those. `choose` works all six out, once. The state behind the last segment has none: it
    costs what must follow. `blank` is what a page left blank before the first of these segments costs, `least` how high
    those are, in points, that a page has at the least which begins with it.
    """

    __slots__ = (
        "blank",
        "blank_left",
        "blank_right",
        "boxes",
        "chosen",
        "end_left",
        "end_right",
        "following",
        "later",
        "least",
        "left",
        "right",
        "segment",
    )

    def __init__(self, segment: Segment, following: _BreakState | None, later: float, blank: float) -> None:
        """`later` is what these segments cost where they come after a page."""
        self.segment, self.following, self.later, self.blank = segment, following, later, blank
        self.boxes: int = following.boxes + 1 if following else 0
        self.least: float = segment.height
        if segment.penalty >= KEEP and following and following.following:
            self.least += segment.space + following.least
        self.right: float = inf
        self.left: float = inf
        self.end_right = self.end_left = following
        self.blank_right = self.blank_left = False
        self.chosen = not following

    def choose(self, breaker: Breaker) -> None:
        """Try every end of the first page; those that tear what belongs together only where the others cost as much."""
        self.chosen = True
        self._try_ends(breaker, tearing=False)
        if self.right >= KEEP or self.left >= KEEP:
            self._try_ends(breaker, tearing=True)

    def _try_ends(self, breaker: Breaker, *, tearing: bool) -> None:
        """Try the ends of the first page whose penalty is KEEP or more (`tearing`), or all others."""
        height, sheet = breaker.height, breaker.sheet
        full = height + OVERFULL
        last, after = self.segment, self.following
        used = last.above + last.height
        # put one segment more on the page at each step, as long as it fits: `last` is the page's last one, `after`
        # the state behind it
        while after:
            penalty, behind = last.penalty, after.following
            ending = not behind
            if (penalty >= KEEP and not ending) == tearing:
                if not after.chosen:
                    after.choose(breaker)
                # a right page is followed by a left one, and the other way round, but for a blank page in between
                after_left, after_right, skips_left, skips_right = after.left, after.right, False, False
                if ending:  # all segments fit: the page can be the last one, whose white costs nothing
                    right, left = PAGE + sheet + after_left, PAGE + after_right
                else:
                    away = AWAY if after.segment.avoid_overleaf else 0
                    if penalty == FREE:
                        blank = after.blank
                        if after.right + blank < after.left:
                            after_left, skips_left = after.right + blank, True
                        # behind a blank page on the right, what follows is overleaf as well
                        elif after.left + blank + sheet + away < after.right:
                            after_right, skips_right = after.left + blank + sheet + away, True
                    fill = used / height
                    page = PAGE + after.later + badness(fill, penalty)
                    if penalty == FREE and not after.segment.opens_section:
                        page += WITHIN_SECTION
                    turn_right, turn_left = last.turns
                    if penalty in WITHIN_LINES:
                        unfinished = UNFINISHED * max(0.0, 1 - fill)
                        turn_right, turn_left = turn_right + unfinished, turn_left + unfinished
                    elif penalty in WITHIN_TEXT and used + last.space + after.least <= full:
                        broken_off = WITHIN_TEXT[penalty] * max(0.0, FULL - fill)
                        turn_right, turn_left = turn_right + broken_off, turn_left + broken_off
                    right = page + sheet + turn_right + after_left + away
                    left = page + turn_left + after_right
                # of equal costs the later end: the page is the fuller one
                if right <= self.right:
                    self.right, self.end_right, self.blank_right = right, after, skips_left
                if left <= self.left:
                    self.left, self.end_left, self.blank_left = left, after, skips_right
            following = after.segment
            used += last.space + following.height
            if used > full:
                return
            last, after = following, behind


class Breaking(NamedTuple):
    """The cheapest pages from a state on, the first of them on the right of a spread, or on the `left`."""

    state: _BreakState
    left: bool

    @property
    def cost(self) -> float:
        """What they cost, in points of badness."""
        return self.state.left if self.left else self.state.right

    @property
    def pages(self) -> tuple[tuple[int, int], ...]:
        """The pages as (first, past the last) over the boxes of all recordings, one left blank without any."""
        state, left = self
        pages: list[tuple[int, int]] = []
        total = state.boxes
        while state.following:
            end, blank = (state.end_left, state.blank_left) if left else (state.end_right, state.blank_right)
            assert end
            past = total - end.boxes
            pages.append((total - state.boxes, past))
            if blank:
                pages.append((past, past))
            state, left = end, left if blank else not left
        return tuple(pages)


class Breaker:
    """Breaks pages of one height, in points, with white that is drawn out so far: its steps are `glues`.

    What prints have in common up to their ends is worked out once, for all steps together.
    """

    def __init__(
        self, height: float, glues: Sequence[float], *, blanks: bool, together: bool, sheet: int
    ) -> None:
        """`sheet` is what a sheet of paper costs. The white between boxes is as often what is natural as `glues` say.

        `blanks` says whether pages may be left blank anywhere, `together` whether before a recording that is read on
        two pages at once, if it is longer than one.
        """
        self.height, self.sheet = height, sheet
        self._glues = glues
        self._blank = BLANK if blanks else inf
        self._blank_before_together = BLANK if blanks or together else inf
        self._end = remembered(most=4)(self._new_ends)
        self._before = remembered(most=1 << 13)(self._new_states)

    def breakings(self, shapes: Sequence[Shape], first: int, following: int) -> list[Breaking]:
        """For each step the cheapest pages over the boxes of recordings of these shapes.

        `first` is the index of the first page in its print: pages of even index lie on the right of a spread and open
        a sheet of paper. So many pages are `following` these in any case. Every box must fit a page.
        """
        states = self._end(following)
        for shape in reversed(shapes):
            states = self._before(shape, states)
        for state in states:
            if not state.chosen:
                state.choose(self)
        left = first % 2 == 1
        return [Breaking(state, left) for state in states]

    def _new_states(self, shape: Shape, following: tuple[_BreakState, ...]) -> tuple[_BreakState, ...]:
        """The states before the segments of that shape, which come before the `following` ones; step by step."""
        steps = zip(self._glues, following, strict=True)
        return tuple([self._new_state(shape.segments[glue], state) for glue, state in steps])

    def _new_state(self, segments: Sequence[Segment], following: _BreakState) -> _BreakState:
        """The state before these segments, which come before the `following` one."""
        for segment in reversed(segments):
            if segment.penalty < KEEP and not following.chosen:
                # from the end to the beginning: no state waits for a long row of later ones
                following.choose(self)
            later = following.later + LATER * (segment.height + segment.space) / self.height
            # what a heading costs is what the question costs that it stays with
            blank = following.blank if segment.penalty >= KEEP else self._blank
            following = _BreakState(segment, following, later, blank)
        if any(segment.penalty == ON_SPREAD for segment in segments[:-1]):
            following.blank = self._blank_before_together
        return following

    def _new_ends(self, following: int) -> tuple[_BreakState, ...]:
        """What follows the last segment, at every step: sheets for as many pages."""
        end = _BreakState(_NOTHING, None, 0, self._blank)
        end.right, end.left = self.sheet * ((following + 1) // 2), self.sheet * (following // 2)
        return (end,) * len(self._glues)
