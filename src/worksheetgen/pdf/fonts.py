"""Faces and the characters that a file shows to embedded subsets of the faces, by fontTools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from worksheetgen.faces import FILES, ONE_BYTE
from worksheetgen.memory import derived, remembered
from worksheetgen.model.laid_out import LayoutBox, Recording
from worksheetgen.pdf.deflating import packed

_WINDOWS = 3
CMAP_BLOCK = 100
"""The most entries that one bfchar block of a CMap may hold (ISO 32000, 9.10.3)."""

Faces = tuple[tuple[str, str], ...]
"""Faces in order of name, each with the characters that it is cut to, in order."""
_BLOCK = 128


class GlyphSet:
    """The characters that faces are cut to in any case, so that many files begin with the same bytes.

    A file that shows other characters as well (a name in another alphabet) has them cut in whole blocks of 128, so
    that a class with many alphabets in its names needs few cuts. Without such a set (`NOTHING`) a face is cut to what
    the file shows.
    """

    def __init__(self, characters: Mapping[str, frozenset[str]]) -> None:
        """`characters` by face."""
        self._characters = characters
        self._cut = remembered(most=1 << 10)(self._cut_to)
        self._beyond = derived(self._beyond_the_set)

    def faces(self, drawn: Iterable[Recording | LayoutBox]) -> Faces:
        """The faces of a file that shows what was drawn, and what each is cut to."""
        beyond: dict[str, set[str]] = {face: set() for face in self._characters}
        for one in drawn:
            for face, characters in self._beyond(one):
                beyond.setdefault(face, set()).update(characters)
        return tuple([(face, self._cut(face, frozenset(beyond[face]))) for face in sorted(beyond)])

    def _beyond_the_set(self, drawn: Recording | LayoutBox) -> tuple[tuple[str, str], ...]:
        """What it shows by face, where the set lacks some of that."""
        return tuple(
            (face, characters)
            for face, characters in drawn.glyphs
            if not self._characters.get(face, frozenset()).issuperset(characters)
        )

    def _cut_to(self, face: str, beyond: frozenset[str]) -> str:
        own = self._characters.get(face, frozenset())
        if self._characters:
            blocks = {ord(character) // _BLOCK for character in beyond - own}
            beyond = frozenset(chr(code) for code in _codes(face) if code // _BLOCK in blocks)
        return "".join(sorted(own | beyond))


NOTHING = GlyphSet({})


@remembered(most=len(FILES))
def _codes(face: str) -> frozenset[int]:
    """The characters that the face has, by number."""
    with TTFont(FILES[face], recalcTimestamp=False, lazy=True) as font:
        return frozenset(font.getBestCmap())


@dataclass(frozen=True)
class Subset:
    """What a PDF font needs of a face that was cut.

    `program` is the font file, deflated, and `length` its length before that. `widths` are pairs of a code and its
    width in thousandths of the size, `unicode` of a code and its character. The others are the figures of a font
    descriptor (ISO 32000-1, 9.8), in thousandths of the size, and the `weight` from 100 to 900.
    """

    name: str
    program: bytes
    length: int
    widths: tuple[tuple[int, int], ...]
    unicode: tuple[tuple[int, str], ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    weight: int


@remembered(most=64)
def subset(face: str, characters: str) -> Subset:
    """The face cut down to the characters (sorted, each once): either all are in `ONE_BYTE`, or none is.

    Codes are those of `ONE_BYTE`, by which readers find the glyphs in the font file's own table of characters; or else
    the numbers of the glyphs, which for that stay the same as in the whole face.
    """
    with TTFont(FILES[face], recalcTimestamp=False, lazy=True) as font:
        return _cut(font, face, characters)


def _cut(font: Any, face: str, characters: str) -> Subset:
    cmap: dict[int, str] = font.getBestCmap()
    glyphs = {character: font.getGlyphID(cmap[ord(character)]) for character in characters}
    short = characters[0] in ONE_BYTE
    codes = ONE_BYTE if short else glyphs
    widths = {codes[character]: font["hmtx"][cmap[ord(character)]][0] for character in characters}
    scale = 1000 / font["head"].unitsPerEm
    head, os2 = font["head"], font["OS/2"]
    program = _program(font, characters, own_numbers=not short)
    tag = blake2b(f"{face}\0{characters}".encode(), digest_size=6).digest()
    return Subset(
        name="".join(chr(ord("A") + byte % 26) for byte in tag) + "+" + face,
        program=packed(program),
        length=len(program),
        widths=tuple((code, round(width * scale)) for code, width in sorted(widths.items())),
        unicode=tuple(sorted({codes[character]: character for character in reversed(characters)}.items())),
        box=tuple(round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
        cap_height=round(os2.sCapHeight * scale),
        weight=os2.usWeightClass,
    )


def _program(font: Any, characters: str, *, own_numbers: bool) -> bytes:
    """The font file with these characters alone: with the glyphs' `own_numbers`, or with a table of characters."""
    options = Options(
        retain_gids=own_numbers,
        hinting=False,
        notdef_outline=True,
        layout_features=[],
        name_IDs=[],
        glyph_names=False,
        drop_tables=["GSUB", "GPOS", "GDEF", "kern", "DSIG", "OS/2", "name", "post", "gasp", "STAT"],
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    if own_numbers:
        del font["cmap"]
    else:
        font["cmap"].tables = [table for table in font["cmap"].tables if table.platformID == _WINDOWS]
    out = BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def to_unicode(unicode: tuple[tuple[int, str], ...]) -> bytes:
    """The CMap that gives a reader the characters back, from (code, character) pairs (ISO 32000-1, 9.10.3)."""
    lines = [f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>" for glyph, character in unicode]
    blocks = [lines[start : start + CMAP_BLOCK] for start in range(0, len(lines), CMAP_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
