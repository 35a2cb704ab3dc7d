"""Zeros without a slash: the face's own outline, its counter whole, all else in the file as it was."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.faces import FILES, font_file
from worksheetgen.model.blocks import Align, Paragraph
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.plain_zero import with_open_zero

SLASHED = ["AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"]


@pytest.mark.slow
@pytest.mark.parametrize("bold", [False, True])
def test_a_zero_of_the_dyslexia_print_is_open(bold: bool) -> None:
    """In the middle of a zero there is no ink, as there is not in an O; it reads as a zero."""
    found = []
    for letters in ("0", "O"):
        words = Paragraph(run(letters), "strong" if bold else "body", Align.LEFT)
        sheet = typesetter(Print.DYSLEXIA).set(document(words))
        page = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0]
        text = page.get_textpage()
        at = text.get_text_range().index(letters)
        left, bottom, right, top = text.get_charbox(at)
        picture = page.render(scale=20).to_pil().convert("L")
        middle = ((left + right) / 2 * 20, picture.height - (bottom + top) / 2 * 20)
        edge = (middle[0], picture.height - top * 20 + 8)
        found.append((picture.getpixel(tuple(map(round, middle))), picture.getpixel(tuple(map(round, edge)))))
    assert found == [(255, 0), (255, 0)]


@pytest.mark.parametrize("face", sorted(FILES))
def test_nothing_but_the_zero_is_other_than_in_the_face(face: str) -> None:
    """The file is as long as it was and differs in one place, that of a face with an open zero nowhere."""
    before, after = FILES[face].read_bytes(), font_file(face)
    changed = [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert bool(changed) is (face in SLASHED)
    assert not changed or changed[-1] - changed[0] < 160


@pytest.mark.parametrize("face", SLASHED)
def test_another_version_of_the_face_is_told(face: str) -> None:
    """Where the zero that is known is not in the file, nothing else is drawn over."""
    with pytest.raises(ValueError, match="has another zero"):
        with_open_zero(face, font_file(face))
