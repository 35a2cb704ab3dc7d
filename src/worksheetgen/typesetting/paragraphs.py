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

from reportlab.lib.rl_accel import escapePDF, fp_str

from worksheetgen.pdf_syntax import number, text_string
from worksheetgen.typesetting.fonts import MARKED, font, letter_widths

END = "\n"
"""The words of a piece at which the line ends."""
_WHITE = re.compile("[\t-\r\x1c-\x20\x85\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]+")
"""White space, of which a no-break space is none."""
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
    """What stands on a line, and how wide it is in points, without the space at its end."""

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
        past = last + (text[last : last + 1] in (" ", END))
        shown = range(bisect_right(starts, first) - 1, bisect_left(starts, max(first + 1, past)))
        on_line = []
        for at in shown:
            face, size, _, gap = joined[at]
            words = text[max(first, starts[at]) : min(last, ends[at])]
            on_line.append(TextPiece(face, size, words, gap))
        lines.append(TextLine(on_line, edges[last] - edges[first]))
        first = past
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
    word = space + 1 if space >= 0 else first
    after = next((at for at in range(word, len(text)) if text[at] in (" ", END)), len(text))
    if space >= 0 and (edges[after] - edges[word] <= width or fits <= word):
        return space
    return max(fits, first + 1)


class BrokenText(NamedTuple):
    """Lines below each other, `leading` points from each to the next, the first baseline `size` below the top.

    The rule of a gap is `rule` thick. `plain` is one face in one size.
    """

    lines: Sequence[TextLine]
    size: float
    leading: float
    rule: float
    plain: bool

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return len(self.lines) * self.leading

    def drawn(self, starts: Sequence[float]) -> bytes:
        """Operators that draw the lines, each of which begins at its place of `starts`, in points."""
        down = f"1 0 0 1 0 {fp_str(-self.height)} cm"
        if not self.lines:
            return f"q\n{down}\nQ".encode()
        code = ["q", down, "q", *["0 0 0 rg"] * self.plain]
        if rules := self._rules(starts):
            code += [*[f"{fp_str(self.rule)} w"] * (self.rule != 1), "0 0 0 RG", *rules]
        return "\n".join([*code, " ".join(self._text(starts)), "Q", "Q"]).encode("latin-1")

    def _rules(self, starts: Sequence[float]) -> list[str]:
        """Operators that draw the rules of gaps."""
        found = []
        y = self.height - self.size - _RULE_DOWN
        for line, x in zip(self.lines, starts, strict=True):
            if any(piece.gap for piece in line.pieces):
                for piece in line.pieces:
                    end = x + sum(_widths(piece, piece.words))
                    if piece.gap:
                        found.append(f"n {fp_str(x, y)} m {fp_str(end, y)} l S")
                    x = end
            y -= self.leading
        return found

    def _text(self, starts: Sequence[float]) -> list[str]:
        """The text object, its origin at the foot."""
        pen = _Pen(self.leading)
        code = ["BT", f"1 0 0 1 {fp_str(0, self.height - self.size)} Tm"]
        chosen = pen.chosen(self.lines[0].pieces[0])
        if self.plain:
            code += chosen
        for line, start in zip(self.lines, starts, strict=True):
            _move(code, start)
            if line is self.lines[0] and not self.plain:
                code += [f"{fp_str(self.leading)} TL", *chosen, "0 0 0 rg"]
            for piece in line.pieces:
                code += pen.chosen(piece)
                last = piece is line.pieces[-1]
                words = f"{piece.words} " if last and piece.words else piece.words
                if piece.gap:
                    said = text_string(piece.gap)
                    code += [f"/Span <</ActualText {said}>> BDC", pen.shown(piece.words), "EMC"]
                    words = words[len(piece.words) :]
                if last:
                    code.append(f"{pen.shown(words)} T*")
                elif words:
                    code.append(pen.shown(words))
            _move(code, -start)
        return [*code, "ET"]


def _move(code: list[str], right: float) -> None:
    """Move where lines begin."""
    if abs(right) > 1e-6:
        if code[-1].endswith(" Td"):
            right += float(code.pop().split()[0])
        code.append(f"{fp_str(right, 0)} Td")


class _Pen:
    """Makes the operators that draw words: it knows what was chosen last."""

    def __init__(self, leading: float) -> None:
        self._leading = leading
        self._face, self._size, self._coded, self._space = "", 0.0, -1, 0.0

    def chosen(self, piece: TextPiece) -> list[str]:
        """Operators that choose the piece's face and size, but for the font itself, which depends on the words."""
        if (piece.face, piece.size) == (self._face, self._size):
            return []
        self._face, self._size, self._coded = piece.face, piece.size, -1
        before, self._space = self._space, font(piece.face).space * piece.size
        return [f"{fp_str(self._space)} Tc"] if self._space != before else []

    def shown(self, words: str) -> str:
        """Operators that draw the words, each accent without a letter of its own in the middle of the one before."""
        if not MARKED.search(words):
            return " ".join(self._plain(words))
        drawn: list[str] = []
        base = ""
        for piece in re.split(f"({MARKED.pattern})", words):
            if MARKED.match(piece):
                drawn += [self._accent(base, mark, piece[:at]) for at, mark in enumerate(piece)]
            elif piece:
                drawn += self._plain(piece)
                base = piece[-1]
        return " ".join(drawn)

    def _plain(self, words: str) -> Iterator[str]:
        face = font(self._face)
        for coded, codes in face.splitString(words, None):
            if coded != self._coded:
                self._coded = coded
                name = face.getSubsetInternalName(coded, None)
                yield f"{name} {fp_str(self._size)} Tf {fp_str(self._leading)} TL"
            yield f"({escapePDF(codes)}) Tj"

    def _accent(self, base: str, mark: str, below: str) -> str:
        """Operators that draw a mark over a letter and the marks that it has, and leave the pen where it was."""
        face = font(self._face)
        left, up = face.accent(base, mark, below)
        space = 1000 * face.space  # which stands behind the letter, and would stand behind the mark
        *chosen, codes = self._plain(mark)
        moved = f"[{number(left + space)} {codes.removesuffix(' Tj')} {number(-left)}] TJ"
        return " ".join([*chosen, f"{number(up * self._size / 1000)} Ts {moved} 0 Ts" if up else moved])
