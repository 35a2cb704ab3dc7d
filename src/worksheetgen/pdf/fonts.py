"""Faces and the characters that a file shows to embedded subsets of the faces, by HarfBuzz.

HarfBuzz cuts a face in half a millisecond where fontTools takes eighteen, and a class of 30 needs twenty cuts.
Cut anew for each file:
+26% (docs/performance.md, “fonts of a class’s files made once”, 3,000).
"""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from struct import unpack_from

from uharfbuzz import Blob, Face, Font, OTMetricsTag, StyleTag, SubsetFlags, SubsetInput

from worksheetgen.faces import ONE_BYTE, font_file
from worksheetgen.memory import remembered
from worksheetgen.pdf.deflating import packed
from worksheetgen.value import Value

CMAP_BLOCK = 100
"""The most entries that one bfchar block of a CMap may hold (ISO 32000, 9.10.3)."""

Faces = tuple[tuple[str, str], ...]
"""Faces in order of name, each with the characters that it is cut to, in order."""


_CMAP, *_DROPPED = (
    int.from_bytes(tag.encode())
    for tag in ("cmap", "GSUB", "GPOS", "GDEF", "kern", "DSIG", "OS/2", "name", "post", "gasp", "STAT")
)
"""Tags of the table of characters, and of tables that a PDF has no use for: shaping, names, figures told elsewhere."""


def _font(face: str) -> Font:
    """The face, read; its figures are in its own units."""
    return Font(Face(Blob(font_file(face))))


class Subset(Value):
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

    @cached_property
    def widths_by_code(self) -> str:
        """The entries of a font of codes of one byte that say how wide its characters are (ISO 32000-1, 9.6.2)."""
        widths, first, last = dict(self.widths), self.widths[0][0], self.widths[-1][0]
        row = " ".join(str(widths.get(code, 0)) for code in range(first, last + 1))
        return f"/FirstChar {first} /LastChar {last} /Widths [{row}]"


@remembered(most=256)
def subset(face: str, characters: str) -> Subset:
    """The face cut down to the characters (sorted, each once): either all are in `ONE_BYTE`, or none is.

    Codes are those of `ONE_BYTE`, by which readers find the glyphs in the font file's own table of characters; or else
    the numbers of the glyphs, which for that stay the same as in the whole face.
    """
    font = _font(face)
    glyphs = {character: font.get_nominal_glyph(ord(character)) for character in characters}
    short = characters[0] in ONE_BYTE
    codes = ONE_BYTE if short else glyphs
    widths = {codes[character]: font.get_glyph_h_advance(glyph) for character, glyph in glyphs.items()}
    scale = 1000 / font.face.upem
    extents = font.get_font_extents("ltr")
    program = _program(font.face, characters, own_numbers=not short)
    tag = blake2b(f"{face}\0{characters}".encode(), digest_size=6).digest()
    return Subset(
        name="".join(chr(ord("A") + byte % 26) for byte in tag) + "+" + face,
        program=packed(program),
        length=len(program),
        widths=tuple((code, round(width * scale)) for code, width in sorted(widths.items())),
        unicode=tuple(sorted({codes[character]: character for character in reversed(characters)}.items())),
        box=_box(font.face, scale),
        ascent=round(extents.ascender * scale),
        descent=round(extents.descender * scale),
        cap_height=round(font.get_metric_position(OTMetricsTag.CAP_HEIGHT) * scale),
        weight=round(font.get_style_value(StyleTag.WEIGHT)),
    )


def _box(face: Face, scale: float) -> tuple[int, int, int, int]:
    """The smallest box that holds every glyph, left, bottom, right, top (OpenType, `head`: four int16 from byte 36)."""
    left, bottom, right, top = unpack_from(">4h", face.reference_table("head").data, 36)
    return round(left * scale), round(bottom * scale), round(right * scale), round(top * scale)


def _program(face: Face, characters: str, *, own_numbers: bool) -> bytes:
    """The font file with these characters alone: with the glyphs' `own_numbers`, or with a table of characters."""
    wanted = SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.flags = SubsetFlags.NO_HINTING | SubsetFlags.NOTDEF_OUTLINE | SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(_DROPPED)
    if own_numbers:
        wanted.flags |= SubsetFlags.RETAIN_GIDS
        wanted.drop_table_tag_set.add(_CMAP)
    return bytes(wanted.subset(face).blob.data)


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
