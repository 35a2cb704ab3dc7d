"""How far the white of a paper is drawn together or spread so that its pages break best.

As TeX's glue, the white between blocks has a natural length, a least and a greatest one; none of it is room to write
in. A paper is broken with its white in a few steps between the two, and what it costs to draw it together counts beside
what its breaks cost. So white is drawn together where that saves a sheet of paper, or a pupil from turning over for a
source, and no further than it must be; it is spread where the pages have room. Where it is drawn together for one page,
the others keep as much of it as they hold. The steps are few, so that papers of a class that have a block with the same
white share its drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from worksheetgen.memory import remembered
from worksheetgen.model.laid_out import LayoutBox, Recording, glued
from worksheetgen.typesetting.breaking import OVERFULL, Breaker, Segment, Shape, Shapes
from worksheetgen.typesetting.laying import PageRange
from worksheetgen.typesetting.weights import TIGHT

NATURAL = 1.0
FRONT = 2.4
"""The greatest white of a cover of one page, relative to what is natural: so the page is filled."""
FRONT_STEP = 0.05
"""It is spread in such steps, so that most of a class's covers have the same white and share its drawing."""
TIGHTER_STEPS = 3
"""In so many steps white is drawn together from what is natural to the least there may be."""


def glue_steps(tightest: float, loosest: float) -> tuple[float, ...]:
    """The steps of white relative to what is natural, each once: natural, the greatest, then ever less."""
    tighter = [NATURAL - (NATURAL - tightest) * step / TIGHTER_STEPS for step in range(1, TIGHTER_STEPS + 1)]
    return tuple(dict.fromkeys((NATURAL, loosest, *tighter)))


def filled_cover(page: PageRange, boxes: Sequence[LayoutBox], height: float) -> PageRange:
    """The range of a cover with those boxes, its white spread until they fill `height`, FRONT at the most.

    White that was drawn together stays so: such a page is full.
    """
    if page.glue < NATURAL:
        return page
    white = sum(box.space for box in boxes[:-1])
    room = height - sum(box.height for box in boxes)
    steps = floor((room - white) / (white * FRONT_STEP)) if white else 0
    return page._replace(glue=max(page.glue, min(FRONT, NATURAL + steps * FRONT_STEP)))


class GluedBreaker:
    """Breaks prints with their white in one of some steps, as a rule those of `glue_steps`."""

    def __init__(
        self, height: float, glues: Sequence[float], *, alone: bool, blanks: bool, together: bool, sheet: int
    ) -> None:
        """Pages are `height` points high; `alone` is as of `Shapes`, the others as of `Breaker`."""
        self.height = height
        self._glues = glues
        self._shapes = Shapes(glues, alone=alone)
        self._breaker = Breaker(height, glues, blanks=blanks, together=together, sheet=sheet)
        self._pages = remembered(most=1 << 9)(self._new_pages)
        tightest = min(glues)
        self._prices = [
            TIGHT * (NATURAL - glue) / (NATURAL - tightest) if glue < NATURAL else 0 for glue in glues
        ]

    def break_pages(self, recordings: Sequence[Recording], first: int, following: int) -> list[PageRange]:
        """The cheapest pages, of equal costs those of the earlier step; the arguments are as of `Breaker`."""
        return [*self._pages((*map(self._shapes.of, recordings),), first, following)]

    def _new_pages(self, shapes: tuple[Shape, ...], first: int, following: int) -> tuple[PageRange, ...]:
        """Those of recordings of these shapes, of which most papers of a class have the same in the same order."""
        breakings = self._breaker.breakings(shapes, first, following)
        costs = [one.cost + price for one, price in zip(breakings, self._prices, strict=True)]
        step = costs.index(min(costs))
        pages = [PageRange(start, end, self._glues[step]) for start, end in breakings[step].pages]
        if self._glues[step] < NATURAL:
            boxes = [box for shape in shapes for box in shape.segments[NATURAL]]
            pages = [self._eased(page, boxes[page.first : page.past]) for page in pages]
        return tuple(pages)

    def _eased(self, page: PageRange, boxes: Sequence[Segment]) -> PageRange:
        """The range of a page with those boxes, its white no further drawn together than it needs to hold them."""
        steps = sorted((glue for glue in self._glues if page.glue < glue <= NATURAL), reverse=True)
        glue = next((glue for glue in steps if _used(boxes, glue) <= self.height + OVERFULL), page.glue)
        return page._replace(glue=glue)


def _used(boxes: Sequence[Segment], glue: float) -> float:
    """How high a page with those boxes is filled, in points; the white below the last does not count."""
    white = [glued(box.space, glue) for box in boxes[:-1]]
    return sum([box.above for box in boxes[:1]]) + sum([box.height for box in boxes]) + sum(white)
