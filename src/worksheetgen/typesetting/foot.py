"""What stands around a page's text: corner marks, and the foot with identity, code, number and "Turn over"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from reportlab.lib.units import mm

from worksheetgen.model.document import Furniture
from worksheetgen.model.sheet import Code, Piece, Placed
from worksheetgen.typesetting.code import code, square
from worksheetgen.typesetting.recording import artifact, overlaid, rules
from worksheetgen.typesetting.setter import Setter
from worksheetgen.typesetting.theme import Style, Theme

CORNER_INSET = 7 * mm
"""How far corner marks stand from the edges: beyond what a copier leaves out, within every margin."""
CORNER = 4 * mm
TURN_APART = 15 * mm
"""The white before "Turn over": nobody who glances at the foot reads it together with something else."""
NUMBER_APART = 5 * mm
"""The white between the identity and the page's number."""
FRAME_APART = 3 * mm
"""The white between the text column and the rules at its sides."""


class Foot:
    """Sets what stands around pages of one theme; what many pages have in common is drawn once."""

    def __init__(self, theme: Theme, setter: Setter) -> None:
        """Start with nothing set."""
        self._theme, self._setter = theme, setter
        self._small = lru_cache(maxsize=256)(partial(self._measured, theme.style("foot")))
        self._bold = lru_cache(maxsize=1024)(
            partial(self._measured, theme.style("foot-bold"), room=theme.width)
        )
        self._common = lru_cache(maxsize=4096)(self._drawn)

    def placed(
        self, furniture: Furniture, left: float, page: int, last: int, total: int
    ) -> tuple[Placed, ...]:
        """What stands around the page of that index, out of `total`; `left` is where its column begins.

        `last` is the index of the last page that has something on it: nobody is told to turn over to a blank one.

        The identity stands on the left beside the code, "Turn over" on the right, the number between them: in the
        middle where both leave it room. An identity that is too long for its room takes two lines.
        """
        theme = self._theme
        turn = furniture.turn_over
        x = left + theme.qr + 2 * mm if furniture.code else left
        before = left + theme.width - self._bold(turn)[1] - TURN_APART
        room = before - self._bold(f"{total} of {total}")[1] - NUMBER_APART - x
        identity, identity_width = self._small(furniture.identity, room)
        number_width = self._bold(f"{page + 1} of {total}")[1]
        middle = left + theme.width / 2
        if (
            middle - number_width / 2 < x + identity_width + NUMBER_APART
            or middle + number_width / 2 > before
        ):
            middle = min((x + identity_width + before + TURN_APART) / 2, before - number_width / 2)
        shown_turn = turn if page % 2 == 0 and page < last else ""
        common = self._common(bool(furniture.code), shown_turn, left, middle, page, total)
        return (
            Placed(0, 0, common, 0),
            Placed(x, theme.page[1] - theme.foot - identity.height, identity, 0),
        )

    def code(self, furniture: Furniture, page: int) -> Code | None:
        """The code of the page of that index, where the document has codes."""
        return code(f"{furniture.code}-{page + 1:02d}") if furniture.code else None

    def _drawn(self, coded: bool, turn_over: str, left: float, middle: float, page: int, total: int) -> Piece:
        """What pages of the same number have in common: corners, code, number, "Turn over"."""
        theme = self._theme
        top = theme.page[1] - theme.foot
        number, number_width = self._bold(f"{page + 1} of {total}")
        turn, turn_width = self._bold(turn_over)
        pieces = [(0.0, 0.0, _corners(*theme.page, stapled=page % 2))] if theme.corners and coded else []
        if theme.outside and coded and page:
            pieces.append((left, theme.top - FRAME_APART, self._frame()))
        if coded:
            pieces.append((left, top - theme.qr, square(theme.qr)))
        pieces.append((middle - number_width / 2, top - number.height, number))
        pieces.append((left + theme.width - turn_width, top - turn.height, turn))
        return overlaid(pieces, 0)

    def _frame(self) -> Piece:
        """Rules at both sides of the column, and upright beside the right one that nobody writes beyond them."""
        theme, style = self._theme, self._theme.style("foot")
        tall, right = theme.height + 1.5 * FRAME_APART, theme.width + FRAME_APART
        words = self._setter.silent(theme.outside, style, tall)
        upright = f"q 0 1 -1 0 {right + 0.2 * style.size:.3f} {-tall:.3f} cm\n".encode()
        turned = replace(words, operators=(upright, *words.operators, b"Q\n"))
        sides = rules((-FRAME_APART, 0, -FRAME_APART, tall), (right, 0, right, tall), weight=theme.rule)
        return overlaid([(0, 0, artifact(sides, tall)), (0, 0, turned)], tall)

    def _measured(self, style: Style, words: str, room: float) -> tuple[Piece, float]:
        """The words within the room, and how wide they are."""
        if not words:
            return artifact(b"", 0), 0.0
        return self._setter.silent(words, style, room), min(room, self._setter.width(words, style))


def _corners(width: float, height: float, stapled: int) -> Piece:
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
