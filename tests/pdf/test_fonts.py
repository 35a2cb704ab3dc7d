"""What faces are cut to."""

from __future__ import annotations

from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.model.blocks import Align, Paragraph
from worksheetgen.model.students import Print
from worksheetgen.pdf.fonts import faces_of


def test_a_face_is_cut_to_what_is_shown() -> None:
    """A file's faces have its own letters and no others, each once and in order, whatever shows them."""
    sheets = [
        typesetter(Print.STANDARD).set(document(Paragraph(run(words), "body", Align.LEFT)))
        for words in ("ab a", "bił")
    ]
    assert faces_of([one.structure[0].recording for one in sheets]) == (("FiraSans-Regular", " abił"),)
