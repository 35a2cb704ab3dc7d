"""The fonts that a theme may name: PostScript name to file, and the fallback for characters that a face lacks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_fira_sans

from worksheetgen.memory import remembered
from worksheetgen.plain_zero import with_open_zero

FILES: dict[str, Path] = {
    name: package.ROOT / "files" / f"{name}.ttf"
    for package, names in (
        (fontpkg_fira_sans, ("FiraSans-Regular", "FiraSans-Bold", "FiraSans-Black")),
        (fontpkg_atkinson_hyperlegible, ("AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold")),
    )
    for name in names
}


@remembered(most=len(FILES))
def font_file(name: str) -> bytes:
    """The face's file, as all of our PDFs have it: its zero is not slashed."""
    return with_open_zero(name, FILES[name].read_bytes())


FALLBACK = {
    "AtkinsonHyperlegible-Regular": "FiraSans-Regular",
    "AtkinsonHyperlegible-Bold": "FiraSans-Bold",
}
"""The fallback of a face: the face to use for characters that it has no glyph for.

Atkinson Hyperlegible lacks Polish, Turkish, Welsh, Greek and Cyrillic letters; Fira Sans has them.
"""

# Python's cp1252 is WinAnsiEncoding but for these three: the encoding has a bullet, a space and a hyphen
# there.
_OTHERWISE = "\x7f\N{NO-BREAK SPACE}\N{SOFT HYPHEN}"
ONE_BYTE: Mapping[str, int] = {
    character: code
    for code in range(0x20, 0x100)
    if (character := bytes([code]).decode("cp1252", "ignore")) and character not in _OTHERWISE
}
"""The characters that PDF's WinAnsiEncoding has, and their codes (ISO 32000-1, D.2): all that most papers print.

Text of them takes half the bytes; all others are drawn by the numbers of their glyphs.
"""


def resource(face: str, *, short: bool) -> str:
    """The name by which pages of a PDF use a face, one of FILES: `F0`, or `G0` without `short`.

    Each face may be in a PDF twice: for text in `short` codes, one byte a character (ONE_BYTE), and for text
    in numbers of its glyphs, which any character has.
    """
    return f"{'F' if short else 'G'}{list(FILES).index(face)}"
