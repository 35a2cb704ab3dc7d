"""What faces are cut to."""

from __future__ import annotations

from string import ascii_letters, digits

from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.model.blocks import Align, Paragraph
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import Print
from worksheetgen.pdf.fonts import Faces
from worksheetgen.pdf.shown import faces_and_images, shown_by
from worksheetgen.value import replace

MOST = "Sphinx of black quartz, judge my vow 0123456789"


def bare(words: str) -> LaidOutDocument:
    """A paragraph alone on its page, with nothing around it."""
    sheet = typesetter(Print.STANDARD).set(document(Paragraph(run(words), "body", Align.LEFT)))
    (block,) = [one for one in sheet.structure if one.slices and one.slices[0][0] == 0]
    return replace(
        sheet, structure=(block,), pages=tuple(page._replace(around=()) for page in sheet.pages[:1])
    )


def faces_of(*documents: LaidOutDocument) -> Faces:
    """The faces of a file with these documents."""
    return faces_and_images(map(shown_by, documents))[0]


def test_a_face_is_cut_to_what_is_shown() -> None:
    """A file's faces have its own letters and no others, each once and in order, whatever shows them."""
    assert faces_of(bare("ab a"), bare("bił")) == (("FiraSans-Regular", " abił"),)


def test_a_face_that_shows_most_letters_has_them_all() -> None:
    """Two papers have one face where one of them lacks a letter that the other has; what is rarer is in neither."""
    ((_, one),) = faces_of(bare(MOST))
    assert faces_of(bare(MOST.replace("z", ""))) == (("FiraSans-Regular", one),)
    assert set(one) == {*ascii_letters, *digits, " ", ","}
    ((_, other),) = faces_of(bare(MOST + "Łż"))
    assert set(other) - set(one) == set("Łż")
