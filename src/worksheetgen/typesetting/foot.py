"""What stands around a page's text: corner marks, and the foot with identity, code, number and "Turn over"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from reportlab.lib.units import mm

from worksheetgen.model.document import Furniture
from worksheetgen.model.laid_out import LayoutBox, PlacedBox, QrCode
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.qr import qr_code, qr_square
from worksheetgen.typesetting.recording import artifact, overlaid, rules
from worksheetgen.typesetting.theme import Style, Theme

CORNER_INSET = 7 * mm
"""How far corner marks stand from the edges: beyond what a copier leaves out, within every margin."""
CORNER = 4 * mm
TURN_APART: float = 15 * mm
"""The white before "Turn over": nobody who glances at the foot reads it together with something else."""
NUMBER_APART = 5 * mm
"""The white between the identity and the page's number."""
FRAME_APART = 3 * mm
"""The white between the text column and the rules at its sides."""


class Foot:
    """Sets what stands around pages of one theme; what many pages have in common is drawn once."""

    def __init__(self, theme: Theme, renderer: BlockRenderer) -> None:
        """Start with nothing set."""
        self._theme, self._renderer = theme, renderer
        self._small = lru_cache(maxsize=256)(partial(self._measured, theme.style("foot")))
        self._bold = lru_cache(maxsize=1024)(
            partial(self._measured, theme.style("foot-bold"), room=theme.width)
        )
        self._one = lru_cache(maxsize=4096)(self._page)
        self._common = lru_cache(maxsize=1024)(self._drawn)

    def around(
        self, furniture: Furniture, lefts: tuple[float, float], last: int, total: int
    ) -> list[tuple[PlacedBox, PlacedBox]]:
        """What stands around each of `total` pages; `lefts` say where the column of right and left pages begins.

        `last` is the index of the last page that has something on it: nobody is told to turn over to a blank one.
        The identity stands on the left beside the code; one that is too long for its room takes two lines.
        """
        theme, coded = self._theme, bool(furniture.qr_text)
        x = theme.qr + 2 * mm if coded else 0.0
        room = self._before(furniture.turn_over) - self._bold(f"{total} of {total}")[1] - NUMBER_APART - x
        identity, wide = self._small(furniture.identity, room)
        common = self._common(coded, furniture.turn_over, lefts, x + wide, last, total)
        y = theme.page[1] - theme.foot - identity.height
        own = [PlacedBox(left + x, y, identity, 0) for left in lefts]
        return [(drawn, own[page % 2]) for page, drawn in enumerate(common)]

    def qr_code(self, furniture: Furniture, page: int) -> QrCode | None:
        """The code of the page of that index, where the document has codes."""
        return qr_code(f"{furniture.qr_text}-{page + 1:02d}") if furniture.qr_text else None

    def _drawn(
        self, coded: bool, turn_over: str, lefts: tuple[float, float], taken: float, last: int, total: int
    ) -> tuple[PlacedBox, ...]:
        """What pages have in common with those of the same number: corners, code, number, "Turn over".

        "Turn over" stands on the right, the number in the middle where that leaves it room beside what the identity
        has `taken` of the column's width, else between the two.
        """
        before = self._before(turn_over)
        pages = []
        for page in range(total):
            wide = self._bold(f"{page + 1} of {total}")[1]
            middle = self._theme.width / 2
            if middle - wide / 2 < taken + NUMBER_APART or middle + wide / 2 > before:
                middle = min((taken + before + TURN_APART) / 2, before - wide / 2)
            left, shown = lefts[page % 2], turn_over if page % 2 == 0 and page < last else ""
            pages.append(PlacedBox(0, 0, self._one(coded, shown, left, left + middle, page, total), 0))
        return tuple(pages)

    def _before(self, turn_over: str) -> float:
        """Where what stands before "Turn over" must end, from the left of the column."""
        return self._theme.width - self._bold(turn_over)[1] - TURN_APART

    def _page(
        self, coded: bool, turn_over: str, left: float, middle: float, page: int, total: int
    ) -> LayoutBox:
        """What is drawn of it on the page of that index."""
        theme = self._theme
        top = theme.page[1] - theme.foot
        number, number_width = self._bold(f"{page + 1} of {total}")
        turn, turn_width = self._bold(turn_over)
        boxes = [(0.0, 0.0, _corners(*theme.page, stapled=page % 2))] if theme.corners and coded else []
        if theme.outside and coded and page:
            boxes.append((left, theme.top - FRAME_APART, self._frame()))
        if coded:
            boxes.append((left, top - theme.qr, qr_square(theme.qr)))
        boxes.append((middle - number_width / 2, top - number.height, number))
        boxes.append((left + theme.width - turn_width, top - turn.height, turn))
        return overlaid(boxes, 0)

    def _frame(self) -> LayoutBox:
        """Rules at both sides of the column, and upright beside the right one that nobody writes beyond them."""
        theme, style = self._theme, self._theme.style("foot")
        tall, right = theme.height + 1.5 * FRAME_APART, theme.width + FRAME_APART
        words = self._renderer.silent(theme.outside, style, tall)
        upright = f"q 0 1 -1 0 {right + 0.05 * style.size:.3f} {-tall:.3f} cm\n".encode()
        turned = replace(words, operators=(upright, *words.operators, b"Q\n"))
        sides = rules((-FRAME_APART, 0, -FRAME_APART, tall), (right, 0, right, tall), weight=theme.rule)
        return overlaid([(0, 0, artifact(sides, tall)), (0, 0, turned)], tall)

    def _measured(self, style: Style, words: str, room: float) -> tuple[LayoutBox, float]:
        """The words within the room, and how wide they are."""
        if not words:
            return artifact(b"", 0), 0.0
        return self._renderer.silent(words, style, room), min(room, self._renderer.width(words, style))


def _corners(width: float, height: float, stapled: int) -> LayoutBox:
    """An L in each corner by which a scanner sets the page straight, but where the staple is.

    That is at the top on the left (0) of a right-hand page, on the right (1) of its back.
    """
    ends = [(x, y, dx, dy) for x, dx in ((0.0, 1), (width, -1)) for y, dy in ((0.0, 1), (height, -1))]
    del ends[2 * stapled]
    segments = []
    for x, y, dx, dy in ends:
        at = (x + dx * CORNER_INSET, y + dy * CORNER_INSET)
        segments += [(*at, at[0] + dx * CORNER, at[1]), (*at, at[0], at[1] + dy * CORNER)]
    return artifact(rules(*segments, weight=0.75), 0)
