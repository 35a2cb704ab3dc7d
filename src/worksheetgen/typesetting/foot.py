"""The foot of a page: identity beside its code on the left, "Turn over" on the right, the number between them."""

from __future__ import annotations

from functools import lru_cache

from reportlab.lib.units import mm

from worksheetgen.model.document import Furniture
from worksheetgen.model.sheet import Code, Piece, Placed
from worksheetgen.typesetting.code import code, square
from worksheetgen.typesetting.recording import artifact
from worksheetgen.typesetting.setter import Setter
from worksheetgen.typesetting.theme import Style, Theme


class Foot:
    """Sets feet in one theme; a document's words are measured once."""

    def __init__(self, theme: Theme, setter: Setter) -> None:
        """Start with nothing set."""
        self._theme, self._setter = theme, setter
        self._small, self._bold = theme.style("foot"), theme.style("foot-bold")
        self._square = square(theme.qr)
        self._words = lru_cache(maxsize=1024)(self._measured)

    def placed(self, furniture: Furniture, left: float, page: int, total: int) -> tuple[Placed, ...]:
        """What stands at the foot of the page of that index, out of `total`; `left` is where its column begins."""
        theme = self._theme
        top, right = theme.page[1] - theme.foot, left + theme.width
        found = []
        x = left
        if furniture.code:
            found.append(Placed(left, top - theme.qr, self._square, 0))
            x += theme.qr + 2 * mm
        identity, identity_width = self._words(furniture.identity, self._small)
        number, number_width = self._words(f"{page + 1} of {total}", self._bold)
        turn, turn_width = self._words(furniture.turn_over, self._bold)
        middle = left + theme.width / 2
        if middle < x + identity_width + number_width:
            middle = (x + identity_width + right - turn_width) / 2
        shown = [(identity, x), (number, middle - number_width / 2)]
        if page % 2 == 0 and page + 1 < total:
            shown.append((turn, right - turn_width))
        found += [Placed(at, top - piece.height, piece, 0) for piece, at in shown if piece.operators]
        return tuple(found)

    def code(self, furniture: Furniture, page: int) -> Code | None:
        """The code of the page of that index, where the document has codes."""
        return code(f"{furniture.code}-{page + 1:02d}") if furniture.code else None

    def _measured(self, words: str, style: Style) -> tuple[Piece, float]:
        """The words on one line, and how wide they are."""
        if not words:
            return artifact(b"", 0), 0.0
        return self._setter.silent(words, style, self._theme.width), self._setter.width(words, style)
