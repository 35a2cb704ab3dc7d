"""What faces are cut to: the same for a class, and whole blocks of letters beyond that."""

from __future__ import annotations

from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.model.document import Align, Paragraph
from worksheetgen.model.laid_out import Recording
from worksheetgen.model.students import Print
from worksheetgen.pdf import GlyphSet

FACE = "FiraSans-Regular"
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz ")


def drawn(words: str) -> Recording:
    """The words in the board's body style."""
    sheet = typesetter(Print.STANDARD).set(document(Paragraph(run(words), "body", Align.LEFT)))
    return sheet.structure[0].recording


def test_a_glyph_set_is_what_faces_are_cut_to() -> None:
    """Whoever's plain words are shown, the face is cut to the whole set."""
    glyphs = GlyphSet({FACE: PLAIN})
    assert glyphs.faces([drawn("ada")]) == glyphs.faces([drawn("bob")]) == ((FACE, "".join(sorted(PLAIN))),)


def test_letters_beyond_it_come_with_their_block() -> None:
    """Two names with different Polish letters need the same cut, and it has the letters of both."""
    glyphs = GlyphSet({FACE: PLAIN})
    one, other = glyphs.faces([drawn("ł")]), glyphs.faces([drawn("ż ada")])
    assert one == other
    assert set("łż") < set(dict(one)[FACE])
    assert "я" not in dict(one)[FACE]


def test_without_a_glyph_set_a_face_has_what_is_shown() -> None:
    """A mark scheme's faces are cut to just its letters."""
    assert GlyphSet({}).faces([drawn("ab a")]) == ((FACE, " ab"),)
