"""Where pages break: the breaks with the least badness over the whole print, by dynamic programming.

A page's badness grows with the white at its foot and with the content that it leaves for later pages; a page under a
third full costs far more; a break costs its penalty on top. So pages are full from the front, and white gathers at the
end: the last page before a forced break may be as short as it likes. A page may be left blank, so that what follows
lies on one spread. docs/page-breaks.md explains the weights.

How it is found. Cut the print into segments, within which no page breaks. What the segments from some one to the end
of the print cost at best (a break state) is the cheapest choice of the first page's end, plus what the segments after
that cost at best. So the states are worked out from the end of the print to its beginning, each from later ones. As
badness depends on which side of a spread a page lies, each state has two costs, for a first page on the right and for
one on the left.

Why that is fast for a class. A state depends only on the segments from its own to the end of the print. Papers that
end in the same order of questions share these states, and all that counts of a question is how high its segments are
and what may happen between them: questions whose figures are equal are the same to a `Breaker`. Segments, shapes and
states with equal figures are therefore one object each, made by remembered functions, and found again by identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from worksheetgen.memory import derived, remembered
from worksheetgen.model.laid_out import Recording
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


@dataclass(frozen=True, eq=False)
class _Segment:
    """One or several boxes within which no page breaks.

    `height` is what they need in points, `space` the white after them, `penalty` what a break after them costs;
    `above` is the height of what is drawn over them where they begin a page, `boxes` how many boxes they are;
    `avoid_overleaf` asks for the spread of what stands before.
    """

    height: float
    space: float
    penalty: int
    above: float
    boxes: int
    avoid_overleaf: bool


_segment = remembered(most=1 << 12)(_Segment)
"""The one segment with these figures."""


@remembered(most=1 << 12)
def _joined(one: _Segment, next: _Segment) -> _Segment:
    """Two segments as one."""
    height, boxes = one.height + one.space + next.height, one.boxes + next.boxes
    return _segment(height, next.space, next.penalty, one.above, boxes, one.avoid_overleaf)


@dataclass(frozen=True, eq=False)
class _Shape:
    """All that counts of a recording: its boxes as segments, and these joined where a break would cost KEEP or more."""

    single: tuple[_Segment, ...]
    held: tuple[_Segment, ...]


@remembered(most=1 << 12)
def _shape(single: tuple[_Segment, ...]) -> _Shape:
    """The one shape of these segments."""
    held: list[_Segment] = []
    for segment in single:
        if held and held[-1].penalty >= KEEP:
            held[-1] = _joined(held[-1], segment)
        else:
            held.append(segment)
    return _Shape(single, tuple(held))


@derived
def _shape_of(recording: Recording) -> _Shape:
    """The recording's shape; many recordings have the same."""
    return _shape(
        tuple(
            [
                _segment(
                    box.height,
                    box.space,
                    box.penalty,
                    sum(over.height for over in box.above),
                    1,
                    box.avoid_overleaf,
                )
                for box in recording.boxes
            ]
        )
    )


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
        self.boxes = segment.boxes
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
        self._pages = remembered(most=1 << 12)(self._new_pages)

    def pages(self, recordings: Sequence[Recording], first: int) -> tuple[tuple[int, int], ...]:
        """The pages as (first, past the last) over the boxes of all recordings; one left blank has none.

        `first` is the index of the first page in its print: pages of even index lie on the right of a spread. Every
        box must fit a page.
        """
        return self._pages(tuple([_shape_of(recording) for recording in recordings]), first % 2)

    def _new_pages(self, shapes: tuple[_Shape, ...], side: int) -> tuple[tuple[int, int], ...]:
        """The pages of these shapes, the first one on the right (0) or the left (1) of a spread.

        First only the breaks that cost less than KEEP are tried. If pages can be made with them for less than that,
        no other break is in the best of all, as it alone would cost more.
        """
        held = self._held(shapes)
        if held is not None:
            best = self._best(held)
            if best is None or (best.left if side else best.right) < KEEP:
                return _followed(best, side)
        return _followed(self._best([segment for shape in shapes for segment in shape.single]), side)

    def _best(self, segments: Sequence[_Segment]) -> _BreakState | None:
        """The state of all the segments; None for none."""
        state = None
        for segment in reversed(segments):
            state = self._state(segment, state)
        return state

    def _new_state(self, segment: _Segment, following: _BreakState | None) -> _BreakState:
        return _BreakState(segment, following, self.height, self._blank)

    def _held(self, shapes: Sequence[_Shape]) -> list[_Segment] | None:
        """All segments, joined where a break would cost KEEP or more; None where such a one is higher than a page."""
        found: list[_Segment] = []
        for shape in shapes:
            held = shape.held
            if found and held and found[-1].penalty >= KEEP:
                found[-1] = _joined(found[-1], held[0])
                held = held[1:]
            found += held
        fit = all(segment.above + segment.height <= self.height + _SLACK for segment in found)
        return found if fit else None


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
