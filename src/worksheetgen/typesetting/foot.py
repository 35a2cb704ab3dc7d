"""What stands around a page's text: corner marks, and the foot with identity, code, number and "Turn over".

All but the identity is drawn once for pages of one number. Without:
+16% (docs/performance.md, “what stands at the foot drawn once”, 3,000).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from reportlab.lib.units import mm

from worksheetgen.crockford import crockford
from worksheetgen.memory import remembered
from worksheetgen.model.document import Furniture
from worksheetgen.model.laid_out import LayoutBox, PlacedBox, QrCode
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.qr import qr_codes, qr_square
from worksheetgen.typesetting.recording import artifact, overlaid, rules
from worksheetgen.typesetting.theme import QUIET, Style, Theme
from worksheetgen.value import replace

CORNER_INSET = 10 * mm
"""How far corner marks stand from the edges: so far that a page which was fed askew still shows them on its scan."""
CORNER = 3.5 * mm
"""How long their arms are: they end before the rules beside the column."""
PAGE_DIGITS = 2
MOST_PAGES = 32**PAGE_DIGITS - 2
"""The largest even number that a code can count to."""
TURN_APART: float = 15 * mm
"""The white before "Turn over": nobody who glances at the foot reads it together with something else."""
WIDE_NUMBER = 88
"""The page number that an identity beside it leaves room for."""
NUMBER_APART = 5 * mm
"""The white between the identity and the page's number."""
CODE_APART = 0.2
"""The white between the code's own and the identity, in text sizes: large letters need more."""
COLUMN_APART = 4 * mm
"""The least white between the text column and the foot: an identity must not read as its last line."""
DOT = " · "
"""What stands between the parts of an identity, the only place where it is broken."""
FRAME_APART = 3 * mm
"""The white between the text column and the rules at its sides."""


class Identity(NamedTuple):
    """A document's identity as it is drawn, and how much of the page number's line it takes, in points."""

    box: LayoutBox
    wide: float


class Foot:
    """Draws what stands around the pages of one theme.

    A student's identity is drawn once for a paper; all else is the same on every paper of as many pages, and
    remembered.
    """

    def __init__(self, theme: Theme, renderer: BlockRenderer) -> None:
        self._theme, self._renderer = theme, renderer
        self._page = remembered(most=1 << 12)(self._new_page)

    def identity(self, furniture: Furniture) -> Identity:
        """The identity, drawn.

        It stands on that line: in its short form where the number would else not be in the middle of the column, and
        even if that is not in the middle then. One that is too long all the same has the whole width for its lines, and
        the last of them is above the number if need be.
        """
        style, x, ends = self._theme.style("foot"), self._beside_code(furniture), self._ends(furniture)
        number = self._bold_width(self._number(WIDE_NUMBER, WIDE_NUMBER))
        room = ends - number - NUMBER_APART - x
        centred = min(room, (self._theme.width - number) / 2 - NUMBER_APART - x)
        least = furniture.short_identity or furniture.identity
        for words, most in ((furniture.identity, centred), (least, centred), (least, room)):
            if self._renderer.width(words, style) <= most:
                return Identity(*self._measured(words, style, most))
        room_alone = self._theme.width - x
        lines = _filled(least.split(DOT), lambda line: self._renderer.width(line, style) <= room_alone)
        wide = self._renderer.width(lines[-1], style)
        boxes = [self._renderer.silent(line, style, room_alone) for line in lines]
        if wide > room:
            boxes.append(artifact(b"", self._theme.style("foot-bold").leading))
        *tops, tall = accumulate((box.height for box in boxes), initial=0.0)
        placed = [(0.0, top, box) for top, box in zip(tops, boxes, strict=True)]
        return Identity(overlaid(placed, tall), wide if wide <= room else 0.0)

    def around(
        self, furniture: Furniture, identity: Identity, lefts: tuple[float, float], last: int, total: int
    ) -> list[tuple[PlacedBox, PlacedBox]]:
        """What stands around each of `total` pages, in points: what many papers have in common, and the identity.

        `lefts` say where the text column of right and left pages begins. `last` is the index of the last page that has
        something on it: nobody is told to turn over to a blank one.

        The identity stands on the left beside the code, "Turn over" on the right, and the page's number in the middle
        of the column, or as near to it as the identity lets it; at one place on all pages.
        """
        y = self._theme.page[1] - self._theme.foot - identity.box.height
        own = [PlacedBox(left + self._beside_code(furniture), y, identity.box, 0) for left in lefts]
        middle = self._middle(furniture, self._bold_width(self._number(total, total)), identity.wide)
        around = []
        for page in range(total):
            turn_over = furniture.turn_over if page % 2 == 0 and page < last else ""
            common = self._page(bool(furniture.qr_text), turn_over, lefts[page % 2], middle, page, total)
            around.append((common, own[page % 2]))
        return around

    def lack(self, furniture: Furniture, identity: Identity) -> int:
        """By how many points the text column must end higher than the theme's, for white above the foot.

        Where there are no codes, for which the theme leaves room, it ends by so many points lower: below 0.
        """
        theme = self._theme
        tall: float = max(identity.box.height, theme.style("foot-bold").leading) + COLUMN_APART
        lack = ceil(tall - (theme.bottom - theme.foot) - 0.01)
        return lack if lack > 0 or not furniture.qr_text else 0

    def qr_codes(self, furniture: Furniture, total: int) -> Sequence[QrCode | None]:
        """The codes of so many pages, at most `MOST_PAGES`; None for each where the document has no codes."""
        if not furniture.qr_text:
            return [None] * total
        return qr_codes(furniture.qr_text, [crockford(page, PAGE_DIGITS) for page in range(1, total + 1)])

    def _beside_code(self, furniture: Furniture) -> float:
        """Where the identity begins, from the left of the text column."""
        if not furniture.qr_text:
            return 0.0
        return self._theme.qr * QUIET + CODE_APART * self._theme.style("foot").size

    def _ends(self, furniture: Furniture) -> float:
        """Where the white before "Turn over" begins, from the left of the text column."""
        return self._theme.width - self._bold_width(furniture.turn_over) - TURN_APART

    def _middle(self, furniture: Furniture, number: float, identity: float) -> float:
        """Where the middle of page numbers is, `number` wide at the most, from the left of the text column.

        That is the column's own middle, but where an `identity` so wide, or long words for "Turn over", leave no room.
        """
        begins: float = self._beside_code(furniture) + identity + NUMBER_APART + number / 2
        return max(begins, min(self._theme.width / 2, self._ends(furniture) - number / 2))

    def _number(self, page: int, total: int) -> str:
        """A page's number in the theme's words: `3 of 8`."""
        return self._theme.words.page_number.format(page, total)

    def _new_page(
        self, coded: bool, turn_over: str, left: float, middle: float, page: int, total: int
    ) -> PlacedBox:
        """Corners, place of the code, number, and the words `turn_over`, on the page of that index.

        The text column begins at `left`, the middle of the number is at `middle` of that column.
        """
        theme = self._theme
        top = theme.page[1] - theme.foot
        number, number_width = self._bold(self._number(page + 1, total))
        turn, turn_width = self._bold(turn_over)
        boxes = [(0.0, 0.0, _corners(*theme.page, stapled=page % 2))] if theme.corners and coded else []
        if theme.outside and coded and page:
            boxes.append((left, theme.top - FRAME_APART, self._frame()))
        if coded:
            boxes.append((left, top - theme.qr, qr_square(theme.qr)))
        boxes.append((left + middle - number_width / 2, top - number.height, number))
        boxes.append((left + theme.width - turn_width, top - turn.height, turn))
        return PlacedBox(0, 0, overlaid(boxes, 0), 0)

    def _frame(self) -> LayoutBox:
        """Rules at both sides of the column, and upright beside the right one that nobody writes beyond them."""
        theme, style = self._theme, self._theme.style("foot")
        tall, right = theme.height + 1.5 * FRAME_APART, theme.width + FRAME_APART
        words = self._renderer.silent(theme.outside, style, tall)
        upright = f"q 0 1 -1 0 {right + 0.05 * style.size:.3f} {-tall:.3f} cm\n".encode()
        turned = replace(words, operators=(upright, *words.operators, b"Q\n"))
        sides = rules((-FRAME_APART, 0, -FRAME_APART, tall), (right, 0, right, tall), weight=theme.rule)
        return overlaid([(0, 0, artifact(sides, tall)), (0, 0, turned)], tall)

    def _bold(self, words: str) -> tuple[LayoutBox, float]:
        return self._measured(words, self._theme.style("foot-bold"), self._theme.width)

    def _bold_width(self, words: str) -> float:
        return self._renderer.width(words, self._theme.style("foot-bold"))

    def _measured(self, words: str, style: Style, room: float) -> tuple[LayoutBox, float]:
        """The words within the room, and how wide they are, in points."""
        if not words:
            return artifact(b"", 0), 0.0
        return self._renderer.silent(words, style, room), min(room, self._renderer.width(words, style))


def _filled(parts: Sequence[str], fits: Callable[[str], bool]) -> list[str]:
    """The parts of an identity on as few lines as they fit on, each broken after a dot."""
    first, *others = parts
    lines = [first]
    for part in others:
        longer = f"{lines[-1]}{DOT}{part}"
        if fits(longer):
            lines[-1] = longer
        else:
            lines[-1:] = [f"{lines[-1]}{DOT.rstrip()}", part]
    return lines


def _corners(width: float, height: float, stapled: int) -> LayoutBox:
    """An L in each corner by which a scanner sets the page straight, but where the staple is.

    `stapled` is 0 for a right-hand page, whose staple is at the top on the left, 1 for its back, at the top on the
    right. `width` and `height` are the page's, in points.
    """
    ends = [(x, y, dx, dy) for x, dx in ((0.0, 1), (width, -1)) for y, dy in ((0.0, 1), (height, -1))]
    del ends[2 * stapled]
    segments = []
    for x, y, dx, dy in ends:
        at = (x + dx * CORNER_INSET, y + dy * CORNER_INSET)
        segments += [(*at, at[0] + dx * CORNER, at[1]), (*at, at[0], at[1] + dy * CORNER)]
    return artifact(rules(*segments, weight=0.75), 0)
