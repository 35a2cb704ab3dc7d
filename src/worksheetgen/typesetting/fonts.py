"""Fonts for ReportLab whose codes are the same in every document, so that a recording fits any.

ReportLab's own TrueType fonts number their characters anew in every document. Ours write PDF's WinAnsiEncoding, and
two-byte numbers of the font's glyphs (Identity-H) for what that lacks; and they note which characters were drawn, so
that the PDF writer knows what to embed.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from itertools import groupby
from unicodedata import combining

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from worksheetgen.faces import FALLBACK, FILES, ONE_BYTE, font_file, resource
from worksheetgen.memory import remembered

ACCENTS = range(0x300, 0x370)
"""Accents that stand over the letter before them, where no letter has them already."""
MARKED = re.compile(f"[{chr(ACCENTS.start)}-{chr(ACCENTS.stop - 1)}]+")
"""Such accents in a text."""
_CLUSTER = re.compile(f".{MARKED.pattern[:-1]}*", re.DOTALL)
STACKED = 200
"""How much higher a second mark above a letter stands, in thousandths of the size."""
ABOVE = 230
"""Unicode's class of the marks that stand above a letter."""
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

LATIN = frozenset(ONE_BYTE).union(map(chr, range(0x100, 0x250)))
"""Characters that every face can draw, by itself or by its fallback: for most names none need be opened to know it."""

SPACED = "+"
"""Between the name of a face and the share of its size by which its letters stand further apart."""

_DRAWN: dict[str, set[str]] = {name: set() for name in FILES}
"""The characters drawn by each face since `collect_glyphs` was last called; with and without space it is one file."""


def spaced(name: str, space: float) -> str:
    """The name of the face with letters that stand further apart, by that share of the text's size: `FiraSans+0.05`."""
    return f"{name}{SPACED}{space:g}" if space else name


class GlyphFont(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """A TrueType font that writes lasting codes and adds the characters that it draws to `drawn`.

    `space` is white after each letter, as a share of the size.
    """

    def __init__(self, name: str, file: bytes, space: float, drawn: set[str]) -> None:
        """Load the face from its file's bytes."""
        super().__init__(name, BytesIO(file), shapable=False)
        self.face.name = name  # ReportLab takes fonts whose faces have one name for the same
        self.space = space
        self.drawn = drawn

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802  # ReportLab's name
        """How wide the text is in points."""
        letters = len(text) - sum(map(len, MARKED.findall(text)))
        return float(super().stringWidth(text, size, encoding)) + self.space * size * letters

    def splitString(self, text: str, doc: object, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802  # ReportLab's name and signature
        """The text as (0, codes of one byte) and (1, numbers of glyphs in two bytes each), in order.

        A no-break space is drawn as a space. Every character must be in the face.
        """
        shown = text.replace(NO_BREAK_SPACE, " ")
        self.drawn.update(shown)
        return [
            (0, "".join(run).encode("cp1252")) if short else (1, b"".join(map(self._glyph, run)))
            for short, run in groupby(shown, ONE_BYTE.__contains__)
        ]

    def _glyph(self, character: str) -> bytes:
        glyph: int = self.face.charToGlyph[ord(character)]
        return glyph.to_bytes(2, "big")

    def accent(self, base: str, mark: str, below: str) -> tuple[float, float]:
        """How far left and up of where the face draws a mark behind a letter it stands in the letter's middle.

        In thousandths of the size. Faces have marks for small letters; over a tall one, and over those of the marks
        `below` that stand above the letter too, they are raised.
        """
        low, _, high, _ = self._box(mark)
        _, _, _, top = self._box(base)
        above = combining(mark) == ABOVE
        middle = self.face.charWidths.get(ord(base), 0) / 2
        up = max(0, top - self._box("x")[3]) + STACKED * sum(combining(one) == ABOVE for one in below)
        return (low + high) / 2 + middle, up if above else 0

    def _box(self, character: str) -> tuple[int, int, int, int]:
        """The box of a glyph's outline: left, bottom, right and top, in thousandths (OpenType, `glyf`)."""
        start = (
            self.face.get_table_pos("glyf")[0]
            + self.face.glyphPos[self.face.charToGlyph.get(ord(character), 0)]
        )
        _, *box = struct.unpack(
            ">5h", self.face._ttf_data[start : start + 10]
        )  # ReportLab has no name for it
        left, bottom, right, top = (round(1000 * edge / self.face.unitsPerEm) for edge in box)
        return left, bottom, right, top

    def getSubsetInternalName(self, subset: int, doc: object) -> str:  # noqa: N802  # ReportLab's name and signature
        """The resource name of the face for codes of one byte (0) or glyph numbers (1), the same in every document."""
        return f"/{resource(self.fontName.partition(SPACED)[0], short=not subset)}"

    def has(self, character: str) -> bool:
        """Whether the face can draw the character."""
        plain = self.fontName.partition(SPACED)[0]
        return character == NO_BREAK_SPACE or _is_drawn(ord(character), plain, self.face.charToGlyph)


@remembered(most=64)
def font(name: str) -> GlyphFont:
    """The face of that name, as `spaced` makes it, loaded and known to ReportLab."""
    plain, _, space = name.partition(SPACED)
    face = GlyphFont(name, font_file(plain), float(space or 0), _DRAWN[plain])
    pdfmetrics.registerFont(face)
    for bold, italic in ((0, 0), (0, 1), (1, 0), (1, 1)):
        addMapping(name, bold, italic, name)
    return face


def _is_drawn(code: int, face: str, glyphs: Mapping[int, int]) -> bool:
    """Whether a face draws a character: Atkinson Hyperlegible would have accents over the letter that follows."""
    return code in glyphs and not (code in ACCENTS and face in FALLBACK)


@remembered(most=64)
def covered(name: str) -> frozenset[str]:
    """The characters that the face has."""
    plain, glyphs = name.partition(SPACED)[0], font(name).face.charToGlyph
    return frozenset(chr(code) for code in glyphs if _is_drawn(code, plain, glyphs)) | {NO_BREAK_SPACE}


@remembered(most=1 << 12)
def width(text: str, name: str, size: float) -> float:
    """How wide the text is on one line, in points; every character must be in the face or its fallback."""
    if covered(name).issuperset(text):
        return float(font(name).stringWidth(text, size))
    return sum(float(font(face).stringWidth(words, size)) for face, words in split_by_face(text, name))


@remembered(most=256)
def letter_widths(name: str, size: float) -> Mapping[str, float]:
    """How wide each character is in that face and size, in points; it must be in the face."""
    return _LetterWidths(name, size)


class _LetterWidths(dict[str, float]):
    """Measures a character when it is first asked for."""

    def __init__(self, name: str, size: float) -> None:
        super().__init__()
        self._measure = partial(font(name).stringWidth, size=size)

    def __missing__(self, character: str) -> float:
        self[character] = found = self._measure(character)
        return found


def split_by_face(text: str, name: str) -> Iterator[tuple[str, str]]:
    """The text in runs of (face, words): the named face, or its fallback for characters it lacks."""
    if text and covered(name).issuperset(text):
        yield name, text
        return
    run, face = "", name
    for cluster in _CLUSTER.findall(text):
        # A letter and its accents are drawn by one face, so that they fit.
        wanted = next((other for one in cluster if (other := face_for(one, name)) != name), name)
        if wanted != face and run:
            yield face, run
            run = ""
        face, run = wanted, run + cluster
    if run:
        yield face, run


def face_for(character: str, name: str) -> str:
    """The name of the face to draw the character with: the named one where it can, else its fallback."""
    plain, *spaces = name.split(SPACED)
    return name if font(name).has(character) else SPACED.join([FALLBACK.get(plain, plain), *spaces])


def missing(text: str, name: str) -> set[str]:
    """The characters that neither the named face nor its fallback has."""
    return {
        character
        for character in set(text) - covered(name)
        if not font(face_for(character, name)).has(character)
    }


@remembered(most=1)
def _covered_everywhere() -> frozenset[str]:
    """The characters that every face can draw, by itself or by its fallback: all faces are opened for it, once."""
    return frozenset.intersection(*(covered(name) | covered(FALLBACK.get(name, name)) for name in FILES))


def lacking_characters(text: str) -> frozenset[str]:
    """The characters of a text that cannot be printed in every theme: some face has them neither itself nor lent."""
    odd = frozenset(text) - LATIN
    return odd - _covered_everywhere() if odd else odd


def collect_glyphs() -> frozenset[tuple[str, str]]:
    """The characters drawn since the last call, as (face, characters in order), and a clean slate."""
    drawn = [(name, "".join(sorted(characters))) for name, characters in _DRAWN.items() if characters]
    for name, _ in drawn:
        _DRAWN[name].clear()
    return frozenset(drawn)
