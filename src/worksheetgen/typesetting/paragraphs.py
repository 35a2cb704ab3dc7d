"""Pieces of text to lines, and lines to operators: every line as full as can be, parted at spaces.

How wide the text is up to each of its characters is added up once; where a line ends is then looked up, not tried word
by word. A word that is wider than a line is cut where the line is full.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from reportlab.lib.rl_accel import escapePDF

from worksheetgen.pdf_syntax import number, text_string
from worksheetgen.typesetting.fonts import MARKED, font, letter_widths
from worksheetgen.typesetting.recording import rules

END = "\n"
"""The words of a piece at which the line ends."""
_WHITE = re.compile("[\t-\r\x1c-\x20\x85\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]+")
"""White space, of which a no-break space is none."""
_SPACE = re.compile(f"[ {END}]")
_SLACK = 1e-6  # pt: sums of widths are not exact
_RULE_DOWN = 2.0
"""How far a gap's rule is below its line's baseline, in points."""


class TextPiece(NamedTuple):
    """Words in one face and size. `gap` is what a screen reader says where they are the blanks of a gap."""

    face: str
    size: float
    words: str
    gap: str = ""


class TextLine(NamedTuple):
    """What stands on a line, and how wide that is in points without the space that ends it, for a screen reader."""

    pieces: Sequence[TextPiece]
    width: float


def lines_of(pieces: Iterable[TextPiece], width: float) -> list[TextLine]:
    """The pieces broken into lines at most that wide, in points. White space is one space, none where a line begins."""
    joined, starts, text = _joined(pieces)
    ends = [*starts, len(text)][1:]
    widths = (_widths(piece, text[start:end]) for piece, start, end in zip(joined, starts, ends, strict=True))
    edges = [*accumulate(chain.from_iterable(widths), initial=0.0)]
    lines = []
    first = 0
    while first < len(text):
        last = _line_end(text, edges, first, width + _SLACK)
        shown = range(bisect_right(starts, first) - 1, bisect_left(starts, last))
        on_line = []
        for at in shown:
            face, size, _, gap = joined[at]
            words = text[max(first, starts[at]) : min(last, ends[at])]
            on_line.append(TextPiece(face, size, f"{words} " if at == shown[-1] else words, gap))
        lines.append(TextLine(on_line, edges[last] - edges[first]))
        first = last + (text[last : last + 1] in (" ", END))
    return lines


def _widths(piece: TextPiece, words: str) -> Iterable[float]:
    """How wide each character of these words is in the piece's face and size, in points."""
    return map(letter_widths(piece.face, piece.size).__getitem__, words)


def _joined(pieces: Iterable[TextPiece]) -> tuple[list[TextPiece], list[int], str]:
    """The text of the pieces with single spaces, those that look different, and where each begins in it."""
    kept: list[TextPiece] = []
    starts: list[int] = []
    text = ""
    for piece in pieces:
        words = piece.words
        if words == END:
            text = text.rstrip(" ")
        else:
            words = _WHITE.sub(" ", words)
            if not text or text[-1] in (" ", END):
                words = words.lstrip(" ")
        if words:
            if not kept or END in (words, kept[-1].words) or _looks(piece) != _looks(kept[-1]):
                kept.append(piece)
                starts.append(len(text))
            text += words
    return kept, starts, text.rstrip(" ")


def _looks(piece: TextPiece) -> tuple[str, float, str]:
    return piece.face, piece.size, piece.gap


def _line_end(text: str, edges: Sequence[float], first: int, width: float) -> int:
    """Where the line ends that begins at that character: at a space, at the text's end, or where a word is cut."""
    fits = bisect_right(edges, edges[first] + width, first) - 1
    end = text.find(END, first, fits + 1)
    if end >= 0 or fits >= len(text):
        return end if end >= 0 else len(text)
    space = text.rfind(" ", first, fits + 1)
    if space >= 0 and (fits <= space + 1 or _fits(text, edges, space + 1, width)):
        return space
    return max(fits, first + 1)


def _fits(text: str, edges: Sequence[float], word: int, width: float) -> bool:
    """Whether a line of its own has room for the word that begins at that character."""
    room = bisect_right(edges, edges[word] + width, word) - 1
    return room >= len(text) or _SPACE.search(text, word, room + 1) is not None


class BrokenText(NamedTuple):
    """Lines below each other, `leading` points from each to the next, the first baseline `size` below the top.

    The rule of a gap is `rule` thick.
    """

    lines: Sequence[TextLine]
    size: float
    leading: float
    rule: float

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return len(self.lines) * self.leading

    def drawn(self, starts: Sequence[float]) -> bytes:
        """Operators that draw the lines, each of which begins at its place of `starts`, in points."""
        pen = _Pen()
        x, down = 0.0, self.size
        for line, start in zip(self.lines, (round(start, 3) for start in starts), strict=True):
            pen.code.append(f"{number(start - x)} {number(-down)} Td")
            x, down = start, self.leading
            for piece in line.pieces:
                pen.draw(piece)
        gaps = rules(*self._gaps(starts), weight=self.rule) if pen.drew_gaps else b""
        return gaps + " ".join(["BT", *pen.code, "ET"]).encode("latin-1")

    def _gaps(self, starts: Sequence[float]) -> Iterator[tuple[float, float, float, float]]:
        """The rules of gaps, from (x, y) to (x, y)."""
        y = self.size + _RULE_DOWN
        for line, x in zip(self.lines, starts, strict=True):
            for piece in line.pieces:
                end = x + sum(_widths(piece, piece.words))
                if piece.gap:
                    yield x, y, end, y
                x = end
            y += self.leading


class _Pen:
    """Makes the operators that draw words: it knows what was chosen last."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.drew_gaps = False
        self._font = ""
        self._space = 0.0

    def draw(self, piece: TextPiece) -> None:
        """Draw a piece, each accent without a letter of its own in the middle of the letter before it."""
        self._face, self._size = font(piece.face), piece.size
        if (space := self._face.space * piece.size) != self._space:
            self._space = space
            self.code.append(f"{number(space)} Tc")
        if piece.gap:
            self.drew_gaps = True
            blanks = piece.words.rstrip(" ")
            self.code.append(f"/Span <</ActualText {text_string(piece.gap)}>> BDC")
            self._plain(blanks)
            self.code.append("EMC")
            self._plain(piece.words[len(blanks) :])
        elif MARKED.search(piece.words):
            self._marked(piece.words)
        else:
            self._plain(piece.words)

    def _plain(self, words: str) -> None:
        for coded, codes in self._face.splitString(words, None):
            self._choose(coded)
            self.code.append(f"({escapePDF(codes)}) Tj")

    def _choose(self, coded: int) -> None:
        """Choose the face for codes of one byte (0) or two (1)."""
        chosen = f"{self._face.getSubsetInternalName(coded, None)} {number(self._size)} Tf"
        if chosen != self._font:
            self._font = chosen
            self.code.append(chosen)

    def _marked(self, words: str) -> None:
        base = ""
        for piece in re.split(f"({MARKED.pattern})", words):
            if MARKED.match(piece):
                for at, mark in enumerate(piece):
                    self._accent(base, mark, piece[:at])
            elif piece:
                self._plain(piece)
                base = piece[-1]

    def _accent(self, base: str, mark: str, below: str) -> None:
        """Draw a mark over a letter and the marks that it has, and leave the pen where it was."""
        left, up = self._face.accent(base, mark, below)
        space = 1000 * self._face.space  # which stands behind the letter, and would stand behind the mark
        ((coded, codes),) = self._face.splitString(mark, None)
        self._choose(coded)
        moved = f"[{number(left + space)} ({escapePDF(codes)}) {number(-left)}] TJ"
        self.code.append(f"{number(up * self._size / 1000)} Ts {moved} 0 Ts" if up else moved)
