"""Fonts for ReportLab whose codes are the font's own glyph numbers, so that a recording fits any document.

ReportLab's own TrueType fonts number their characters anew in every document; ours write two-byte glyph
numbers (PDF's Identity-H), a pure function of the font file, and note which characters were drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from worksheetgen.faces import FALLBACK, FILES

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class GlyphFont(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """A TrueType font that writes glyph numbers and remembers the characters drawn since `drawn` was cleared."""

    def __init__(self, name: str, path: Path) -> None:
        """Load the face from its file."""
        super().__init__(name, str(path), shapable=False)
        self.drawn: set[str] = set()

    def splitString(self, text: str, doc: object, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802  # ReportLab's name and signature
        """One chunk of two-byte glyph numbers; a no-break space is drawn as a space."""
        shown = text.replace(NO_BREAK_SPACE, " ")
        self.drawn.update(shown)
        glyphs = self.face.charToGlyph
        return [(0, b"".join(glyphs[ord(character)].to_bytes(2, "big") for character in shown))]

    def getSubsetInternalName(self, subset: int, doc: object) -> str:  # noqa: N802  # ReportLab's name and signature
        """The resource name, the same in every document."""
        return f"/{self.fontName}"

    def has(self, character: str) -> bool:
        """Whether the face can draw the character."""
        return ord(character) in self.face.charToGlyph or character == NO_BREAK_SPACE


@cache
def font(name: str) -> GlyphFont:
    """The face of that name, loaded and registered once."""
    face = GlyphFont(name, FILES[name])
    pdfmetrics.registerFont(face)
    for bold, italic in ((0, 0), (0, 1), (1, 0), (1, 1)):
        addMapping(name, bold, italic, name)
    return face


@cache
def covered(name: str) -> frozenset[str]:
    """The characters that the face has."""
    return frozenset(map(chr, font(name).face.charToGlyph)) | {NO_BREAK_SPACE}


def width(text: str, name: str, size: float) -> float:
    """How wide the text is in points; every character must be in the face or its fallback."""
    if covered(name).issuperset(text):
        return float(font(name).stringWidth(text, size))
    return sum(float(font(face).stringWidth(words, size)) for face, words in split(text, name))


def split(text: str, name: str) -> Iterator[tuple[str, str]]:
    """The text in runs of (face, words): the named face, or its fallback for characters it lacks."""
    run, face = "", name
    for character in text:
        wanted = face_for(character, name)
        if wanted != face and run:
            yield face, run
            run = ""
        face, run = wanted, run + character
    if run:
        yield face, run


@cache
def face_for(character: str, name: str) -> str:
    """The face that draws the character: the named one where it can, else its fallback."""
    return name if font(name).has(character) else FALLBACK.get(name, name)


def missing(text: str, name: str) -> set[str]:
    """The characters that neither the named face nor its fallback has."""
    return {character for character in text if not font(face_for(character, name)).has(character)}


def collect_glyphs() -> frozenset[tuple[str, str]]:
    """The (face, characters) drawn since the last call, and a clean slate."""
    drawn = [(name, font(name).drawn) for name in FILES if font(name).drawn]
    for name, _ in drawn:
        font(name).drawn = set()
    return frozenset((name, "".join(sorted(characters))) for name, characters in drawn)
