"""Where pages turn: the breaks with the least badness over the whole print, by dynamic programming.

A page's badness grows with what it leaves white and with what it leaves for later pages; a page under a third full
costs far more; a break costs its penalty on top. So pages are full from the front, and white gathers at the end: the
last page before a forced break may be as short as it likes. A page may be left blank, so that what follows lies on one
spread. docs/page-breaks.md explains the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

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
_REMEMBERED = 1 << 16
_FEW = 1 << 12


class _Segment(NamedTuple):
    """Pieces that no page turns within: what they need, what follows, how many they are, whose spread they share."""

    height: float
    space: float
    penalty: int
    above: float
    boxes: int
    spread: bool


class _Shape(NamedTuple):
    """A recording's pieces one by one, and joined where a break would cost KEEP: whether those fit a page."""

    single: tuple[_Segment, ...]
    held: tuple[_Segment, ...]
    fits: bool


class _BreakState:
    """All slabs from one on: what they cost at the least, and where their first page ends.

    Both for a first page on the right of a spread and for one on the left.
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
        "slab",
    )

    def __init__(self, slab: _Segment, following: _BreakState | None, height: float, blank: float) -> None:
        """Try every end of the first page; `blank` is what a page left blank after it costs."""
        self.slab, self.following = slab, following
        self.boxes = slab.boxes
        self.later = LATER * (slab.height + slab.space) / height
        if following:
            self.boxes += following.boxes
            self.later += following.later
        self.right: float = inf
        self.left: float = inf
        self.end_right = self.end_left = following
        self.blank_right = self.blank_left = False
        full = height + _SLACK
        used = slab.above + slab.height
        last, after = slab, following
        sourced = False
        while after:
            sourced = sourced or last.penalty == FACING
            fill = used / height
            page = PAGE + after.later + _badness(fill)
            after_left, after_right, skips_left, skips_right = after.left, after.right, False, False
            if last.penalty == FREE:
                if after.right + blank < after.left:
                    after_left, skips_left = after.right + blank, True
                elif after.left + blank < after.right:
                    after_right, skips_right = after.left + blank, True
            away = AWAY if sourced and after.slab.spread else 0
            right = page + _turn(last.penalty, 0, fill) + after_left + away
            left = page + _turn(last.penalty, 1, fill) + after_right
            if right <= self.right:
                self.right, self.end_right, self.blank_right = right, after, skips_left
            if left <= self.left:
                self.left, self.end_left, self.blank_left = left, after, skips_right
            used += last.space + after.slab.height
            if used > full:
                return
            last, after = after.slab, after.following
        if self.right >= PAGE:
            self.right, self.end_right, self.blank_right = PAGE, None, False
        if self.left >= PAGE:
            self.left, self.end_left, self.blank_left = PAGE, None, False


class Breaker:
    """Breaks pages of one height, in points; what prints have in common from some slab on is worked out once."""

    def __init__(self, height: float, *, blanks: bool) -> None:
        """Start with nothing broken; `blanks` says whether pages may be left blank."""
        self.height = height
        self._blank = BLANK if blanks else inf
        self._same: dict[_Segment, _Segment] = {}
        self._joins: dict[tuple[int, int], _Segment] = {}
        self._rests: dict[tuple[int, int], _BreakState] = {}
        self._shapes: dict[_Shape, _Shape] = {}
        self._broken: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}

    def pages(self, recordings: Sequence[Recording], first: int) -> tuple[tuple[int, int], ...]:
        """The pages as (first, past the last) of all pieces; every piece must fit a page. One left blank has none.

        `first` is the index of the first page in its print: pages of even index lie on the right of a spread.
        """
        shapes = [self._shape(recording) for recording in recordings]
        asked = (first % 2, *map(id, shapes))
        found = self._broken.get(asked)
        if found is None:
            if len(self._rests) > _REMEMBERED:
                self._rests.clear()
            if len(self._broken) == _FEW:
                self._broken.clear()
            found = self._broken[asked] = self._new(shapes, first % 2)
        return found

    def _new(self, shapes: Sequence[_Shape], side: int) -> tuple[tuple[int, int], ...]:
        """The pages of shapes that have not come in this order yet, the first page on that side of a spread.

        First only the breaks that cost less than KEEP are tried. If pages can be made with them for less than that,
        no other break is in the best of all, as it alone would cost more.
        """
        held = self._held(shapes)
        if held is not None:
            best = self._best(held)
            if best is None or (best.left if side else best.right) < KEEP:
                return _followed(best, side)
        return _followed(self._best([slab for shape in shapes for slab in shape.single]), side)

    def _best(self, slabs: Sequence[_Segment]) -> _BreakState | None:
        """All the slabs; None for none."""
        rest = None
        known = self._rests
        for slab in reversed(slabs):
            asked = (id(slab), id(rest))
            found = known.get(asked)
            if found is None:
                found = known[asked] = _BreakState(slab, rest, self.height, self._blank)
            rest = found
        return rest

    def _held(self, shapes: Sequence[_Shape]) -> list[_Segment] | None:
        """All slabs joined where a break would cost KEEP or more; None where such a one is higher than a page."""
        found: list[_Segment] = []
        for _, held, fits in shapes:
            if not fits:
                return None
            if found and held and found[-1].penalty >= KEEP:
                found[-1] = self._joined(found[-1], held[0])
                if not self._fits(found[-1]):
                    return None
                found += held[1:]
            else:
                found += held
        return found

    def _shape(self, recording: Recording) -> _Shape:
        """The recording's slabs, worked out once."""
        found: _Shape | None = recording.memory.get(self)
        if found is None:
            single = tuple([self._one(_segment(box)) for box in recording.boxes])
            held: list[_Segment] = []
            for slab in single:
                if held and held[-1].penalty >= KEEP:
                    held[-1] = self._joined(held[-1], slab)
                else:
                    held.append(slab)
            shape = _Shape(single, tuple(held), all(map(self._fits, held)))
            found = recording.memory[self] = self._shapes.setdefault(shape, shape)
        return found

    def _one(self, slab: _Segment) -> _Segment:
        """The one slab of all that are equal, by which it is known."""
        return self._same.setdefault(slab, slab)

    def _joined(self, one: _Segment, next: _Segment) -> _Segment:
        """Two slabs as one."""
        found = self._joins.get((id(one), id(next)))
        if found is None:
            tall, count = one.height + one.space + next.height, one.boxes + next.boxes
            both = _Segment(tall, next.space, next.penalty, one.above, count, one.spread)
            found = self._joins[id(one), id(next)] = self._one(both)
        return found

    def _fits(self, slab: _Segment) -> bool:
        return slab.above + slab.height <= self.height + _SLACK


def _segment(box: LayoutBox) -> _Segment:
    above = sum(over.height for over in box.above)
    return _Segment(box.height, box.space, box.penalty, above, 1, box.avoid_overleaf)


def _followed(rest: _BreakState | None, side: int) -> tuple[tuple[int, int], ...]:
    """The best pages of all the pieces."""
    pages: list[tuple[int, int]] = []
    total = rest.boxes if rest else 0
    while rest:
        end, blank = (rest.end_left, rest.blank_left) if side else (rest.end_right, rest.blank_right)
        past = total - end.boxes if end else total
        pages.append((total - rest.boxes, past))
        if blank:
            pages.append((past, past))
        rest, side = end, side if blank else 1 - side
    return tuple(pages)


def _turn(penalty: int, side: int, fill: float) -> float:
    """What it costs to turn the page there, on the right (0) or the left (1) of a spread, so much of it filled."""
    if penalty == WRITING:
        return TURN + UNFINISHED * max(0.0, 1 - fill)
    if penalty == LINE_TURN:
        return penalty + (ACROSS if side else TORN)
    if LINE_TURN < penalty < KEEP:
        return (0 if penalty == FACING else penalty) + (ACROSS if side else OVERLEAF)
    return penalty


def _badness(fill: float) -> float:
    return WHITE * (1 - fill) + (THIRD if fill < 1 / 3 else 0) if fill < 1 else 0.0
