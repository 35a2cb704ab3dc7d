"""Which boxes stand on which page: the cover by itself, then whatever follows a forced break."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.memory import remembered
from worksheetgen.model.document import Document, Furniture
from worksheetgen.model.laid_out import Recording
from worksheetgen.typesetting.glue import NATURAL, GluedBreaker, filled_cover, glue_steps
from worksheetgen.typesetting.laying import PageRange
from worksheetgen.typesetting.sparing import NOTHING
from worksheetgen.typesetting.theme import Theme
from worksheetgen.typesetting.weights import SHEET


def _front(document: Document) -> int:
    """How many items stand on the cover of a paper, which turns over; 0 where it has none."""
    begins = (at for at, item in enumerate(document.items) if item.page_break_before and at)
    return next(begins, 0) if document.furniture.turn_over else 0


class Pager:
    """Chooses where pages turn, in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._breaker = remembered(most=4)(self._new_breaker)

    def pages(self, document: Document, recordings: Sequence[Recording]) -> list[PageRange]:
        """The pages over all boxes, items up to a forced break broken by themselves."""
        items, furniture, extra = document.items, document.furniture, document.extra_space
        forced = [index for index, item in enumerate(items) if item.page_break_before and index]
        pages: list[PageRange] = []
        begun = 0
        for first, past in zip([0, *forced], [*forced, len(items)], strict=True):
            # what a page begins anew takes one at least: a cover ends on a sheet's front, if it can
            following = extra.least if past == len(items) else 1
            broken = self._broken(furniture, recordings[first:past], len(pages), following)
            if past == _front(document) and len(broken) == 1:
                boxes = [box for one in recordings[:past] for box in one.boxes]
                broken = [filled_cover(broken[0], boxes, self.theme.height - self.theme.question_space)]
            pages += [PageRange(begun + start, begun + end, glue) for start, end, glue in broken]
            begun = pages[-1].past if pages else 0
        return pages

    def _broken(
        self, furniture: Furniture, recordings: Sequence[Recording], first: int, following: int
    ) -> list[PageRange]:
        """The pages over the boxes of recordings none of which begins one; the others are as of `Breaker`."""
        noted = bool(furniture.blank)
        blanks = noted and (self.theme.spreads or furniture.loose)
        alone = not self.theme.spreads and not furniture.loose
        breaker = self._breaker(alone=alone, blanks=blanks, together=noted, both_sides=furniture.even)
        return breaker.break_pages(recordings, first, following)

    def with_room_in_front(self, document: Document, recordings: Sequence[Recording]) -> list[Recording]:
        """The recordings, of the optional ones on a paper's cover only those that cost no page and no white of it."""
        past = _front(document)
        front = document.items[:past]
        optional = [at for at, item in enumerate(front) if item.optional]
        found = [NOTHING if item.optional else one for item, one in zip(front, recordings, strict=False)]
        least = self._broken(document.furniture, found, 0, 1) if optional else []
        for at in optional:
            more = [*found[:at], recordings[at], *found[at + 1 :]]
            pages = self._broken(document.furniture, more, 0, 1)
            if len(pages) == len(least) and pages[-1].glue >= min(NATURAL, least[-1].glue):
                found = more
        return [*found, *recordings[past:]]

    def _new_breaker(self, *, alone: bool, blanks: bool, together: bool, both_sides: bool) -> GluedBreaker:
        """How pages are read, where some may be left blank, and whether sheets have two sides.

        Where they have, they cost, and white may give.
        """
        height = self.theme.height
        if not both_sides:
            return GluedBreaker(height, (NATURAL,), alone=alone, blanks=blanks, together=together, sheet=0)
        glues = glue_steps(self.theme.tightest, self.theme.loosest)
        sheet = SHEET * self.theme.paper.pages_of_sheet // 2  # a page more may open a folded one, of four
        return GluedBreaker(height, glues, alone=alone, blanks=blanks, together=together, sheet=sheet)
