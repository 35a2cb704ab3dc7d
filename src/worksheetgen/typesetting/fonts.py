"""Fonts for ReportLab whose codes are the same in every document, so that a recording fits any.

ReportLab's own TrueType fonts number their characters anew in every document; ours write PDF's WinAnsiEncoding, and
two-byte numbers of the font's glyphs (Identity-H) for what that lacks, and note which characters were drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from worksheetgen.faces import FALLBACK, FILES, ONE_BYTE, resource

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


SPACED = "+"
"""Between the name of a face and the share of its size by which its letters stand further apart."""


def spaced(name: str, space: float) -> str:
    """The name of a face whose letters stand further apart by that share of their size."""
    return f"{name}{SPACED}{space:g}" if space else name


class GlyphFont(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """A TrueType font that writes lasting codes and remembers the characters drawn since `drawn` was cleared.

    `space` is white after each letter, as a share of the size; `drawn` is shared with the face without it.
    """

    def __init__(self, name: str, path: Path, space: float, drawn: set[str]) -> None:
        """Load the face from its file."""
        super().__init__(name, str(path), shapable=False)
        self.face.name = name  # ReportLab takes fonts whose faces have one name for the same
        self.space = space
        self.drawn = drawn

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802  # ReportLab's name
        """How wide the text is in points."""
        return float(super().stringWidth(text, size, encoding)) + self.space * size * len(text)

    def splitString(self, text: str, doc: object, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802  # ReportLab's name and signature
        """The text in chunks: 0 for codes of one byte, 1 for glyph numbers; a no-break space is drawn as a space."""
        shown = text.replace(NO_BREAK_SPACE, " ")
        self.drawn.update(shown)
        return [
            (0, "".join(run).encode("cp1252")) if short else (1, b"".join(map(self._glyph, run)))
            for short, run in groupby(shown, ONE_BYTE.__contains__)
        ]

    def _glyph(self, character: str) -> bytes:
        glyph: int = self.face.charToGlyph[ord(character)]
        return glyph.to_bytes(2, "big")

    def getSubsetInternalName(self, subset: int, doc: object) -> str:  # noqa: N802  # ReportLab's name and signature
        """The resource name of those codes, the same in every document."""
        return f"/{resource(self.fontName.partition(SPACED)[0], short=not subset)}"

    def has(self, character: str) -> bool:
        """Whether the face can draw the character."""
        return ord(character) in self.face.charToGlyph or character == NO_BREAK_SPACE


@cache
def font(name: str) -> GlyphFont:
    """The face of that name, loaded and registered once."""
    plain, _, space = name.partition(SPACED)
    face = GlyphFont(name, FILES[plain], float(space or 0), font(plain).drawn if space else set())
    pdfmetrics.registerFont(face)
    for bold, italic in ((0, 0), (0, 1), (1, 0), (1, 1)):
        addMapping(name, bold, italic, name)
    return face


@cache
def covered(name: str) -> frozenset[str]:
    """The characters that the face has."""
    return frozenset(map(chr, font(name).face.charToGlyph)) | {NO_BREAK_SPACE}


@lru_cache(maxsize=4096)
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
    plain, *spaces = name.split(SPACED)
    return name if font(name).has(character) else SPACED.join([FALLBACK.get(plain, plain), *spaces])


def missing(text: str, name: str) -> set[str]:
    """The characters that neither the named face nor its fallback has."""
    return {character for character in text if not font(face_for(character, name)).has(character)}


def collect_glyphs() -> frozenset[tuple[str, str]]:
    """The (face, characters) drawn since the last call, and a clean slate."""
    drawn = {name: "".join(sorted(font(name).drawn)) for name in FILES if font(name).drawn}
    for name in drawn:
        font(name).drawn.clear()
    return frozenset(drawn.items())
