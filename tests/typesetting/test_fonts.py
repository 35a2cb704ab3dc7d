"""The codes that letters are drawn by."""

from __future__ import annotations

from worksheetgen.faces import FALLBACK, FILES
from worksheetgen.typesetting.fonts import LATIN, covered, font, lacking_characters

FACE = "FiraSans-Regular"


def test_common_letters_take_one_byte() -> None:
    """English with its dashes and curly quotation marks is written in PDF's own encoding of one byte."""
    assert font(FACE).splitString("‘Stalin’s’ — café", None) == [(0, b"\x91Stalin\x92s\x92 \x97 caf\xe9")]


def test_all_others_are_drawn_by_their_glyphs_numbers() -> None:
    """What that encoding lacks is drawn by glyphs of the face, between the letters that it has."""
    glyphs = font(FACE).face.charToGlyph
    polish = b"".join(glyphs[ord(letter)].to_bytes(2, "big") for letter in "Łź")
    assert font(FACE).splitString("Łódź", None) == [(1, polish[:2]), (0, b"\xf3d"), (1, polish[2:])]


def test_a_space_is_a_space() -> None:
    """A space that no line is broken at is drawn, and read, as one."""
    assert font(FACE).splitString("Source\N{NO-BREAK SPACE}A", None) == [(0, b"Source A")]


def test_every_face_has_all_common_letters() -> None:
    """Those of Europe's languages in Latin letters; so no face need be opened to know it."""
    lent = {face: covered(face) | covered(FALLBACK.get(face, face)) for face in FILES}
    assert [face for face, found in lent.items() if not found >= LATIN] == []
    assert lacking_characters("Siân’s café – Łódź, Αθήνα") == frozenset()
    assert lacking_characters("Ann 王小明") == frozenset("王小明")
