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
what may happen between them. So states are remembered; without that a class of 3,000 takes a sixth longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from worksheetgen.memory import remembered
from worksheetgen.model.laid_out import LayoutBox, Recording
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
    TORN,
    TURN,
    UNFINISHED,
    WHITE,
    WRITING,
)

_SLACK = 0.01  # pt by which a page may be overfull: sums of lengths are not exact


class _Segment(NamedTuple):
    """A box, within which no page breaks.

    `height` is what it needs in points, `space` the white after it, `penalty` what a break after it costs; `above` is
    the height of what is drawn over it where it begins a page; `avoid_overleaf` asks for the spread of what stands
    before.
    """

    height: float
    space: float
    penalty: int
    above: float
    avoid_overleaf: bool


def _segment(box: LayoutBox) -> _Segment:
    above = sum([over.height for over in box.above])
    return _Segment(box.height, box.space, box.penalty, above, box.avoid_overleaf)


class _BreakState:
    """The segments from one to the end of the print: what they cost at the least, and where their first page ends.

    `right` and `left` are the costs for a first page on the right and on the left of a spread, in points of badness;
    `end_right` and `end_left` are the states that begin after that page, None where it is the last; `blank_right` and
    `blank_left` say whether a page is left blank before those.
    """

    __slots__ = (
        "blank_left",
        "blank_right",
        "boxes",
        "end_left",
        "end_right",
        "following",
        "later",
        "left",
        "right",
        "segment",
    )

    def __init__(self, segment: _Segment, following: _BreakState | None, height: float, blank: float) -> None:
        """Try every end of the first page; `height` is a page's, `blank` what a page left blank after it costs."""
        self.segment, self.following = segment, following
        self.boxes = 1
        self.later = LATER * (segment.height + segment.space) / height
        if following:
            self.boxes += following.boxes
            self.later += following.later
        self.right: float = inf
        self.left: float = inf
        self.end_right = self.end_left = following
        self.blank_right = self.blank_left = False
        full = height + _SLACK
        used = segment.above + segment.height
        last, after = segment, following
        sourced = False
        # put one segment more on the page at each step, as long as it fits: `last` is the page's last one, `after`
        # the state behind it
        while after:
            sourced = sourced or last.penalty == FACING
            fill = used / height
            page = PAGE + after.later + _badness(fill)
            # a right page is followed by a left one, and the other way round, but for a blank page in between
            after_left, after_right, skips_left, skips_right = after.left, after.right, False, False
            if last.penalty == FREE:
                if after.right + blank < after.left:
                    after_left, skips_left = after.right + blank, True
                elif after.left + blank < after.right:
                    after_right, skips_right = after.left + blank, True
            away = AWAY if sourced and after.segment.avoid_overleaf else 0
            right = page + _turn(last.penalty, 0, fill) + after_left + away
            left = page + _turn(last.penalty, 1, fill) + after_right
            # of equal costs the later end: the page is the fuller one
            if right <= self.right:
                self.right, self.end_right, self.blank_right = right, after, skips_left
            if left <= self.left:
                self.left, self.end_left, self.blank_left = left, after, skips_right
            used += last.space + after.segment.height
            if used > full:
                return
            last, after = after.segment, after.following
        # all segments fit: the page can be the last one, whose white costs nothing
        if self.right >= PAGE:
            self.right, self.end_right, self.blank_right = PAGE, None, False
        if self.left >= PAGE:
            self.left, self.end_left, self.blank_left = PAGE, None, False


class Breaker:
    """Breaks pages of one height, in points; what prints have in common up to their ends is worked out once."""

    def __init__(self, height: float, *, blanks: bool) -> None:
        """`blanks` says whether pages may be left blank."""
        self.height = height
        self._blank = BLANK if blanks else inf
        self._state = remembered(most=1 << 16)(self._new_state)

    def pages(self, recordings: Sequence[Recording], first: int) -> tuple[tuple[int, int], ...]:
        """The pages as (first, past the last) over the boxes of all recordings; one left blank has none.

        `first` is the index of the first page in its print: pages of even index lie on the right of a spread. Every
        box must fit a page.
        """
        state = None
        for recording in reversed(recordings):
            for box in reversed(recording.boxes):
                state = self._state(_segment(box), state)
        return _followed(state, first % 2)

    def _new_state(self, segment: _Segment, following: _BreakState | None) -> _BreakState:
        return _BreakState(segment, following, self.height, self._blank)


def _followed(state: _BreakState | None, side: int) -> tuple[tuple[int, int], ...]:
    """The best pages from that state on, by following the ends of first pages."""
    pages: list[tuple[int, int]] = []
    total = state.boxes if state else 0
    while state:
        end, blank = (state.end_left, state.blank_left) if side else (state.end_right, state.blank_right)
        past = total - end.boxes if end else total
        pages.append((total - state.boxes, past))
        if blank:
            pages.append((past, past))
        state, side = end, side if blank else 1 - side
    return tuple(pages)


def _turn(penalty: int, side: int, fill: float) -> float:
    """What a break with that penalty costs after a page on the right (0) or left (1) of a spread.

    `fill` is the share of the page that is filled. After a page on the right the reader has to turn over.
    """
    if penalty == WRITING:
        return TURN + UNFINISHED * max(0.0, 1 - fill)
    if penalty == LINE_TURN:
        return penalty + (ACROSS if side else TORN)
    if LINE_TURN < penalty < KEEP:
        return (0 if penalty == FACING else penalty) + (ACROSS if side else OVERLEAF)
    return penalty


def _badness(fill: float) -> float:
    """What the white of a page costs that is filled to that share."""
    return WHITE * (1 - fill) + (THIRD if fill < 1 / 3 else 0) if fill < 1 else 0.0
