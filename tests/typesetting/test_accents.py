"""Accents that no letter has already, as of Yoruba names: in the middle of the letter before them."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.model.blocks import Align, Paragraph
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf


@pytest.mark.parametrize("print_", [Print.STANDARD, Print.DYSLEXIA])
@pytest.mark.parametrize("letters", ["q\u0303", "M\u0302", "\u1ecc\u0300", "x\u0331"])
def test_an_accent_stands_in_the_middle_of_its_letter(letters: str, print_: Print) -> None:
    """Over a tall letter it is raised, under a letter it is not, and what follows stands as if it were not there."""
    words = Paragraph(run(f"{letters}n"), "body", Align.LEFT)
    page = pypdfium2.PdfDocument(write_pdf([typesetter(print_).set(document(words))], "A test"))[0]
    text = page.get_textpage()
    base, mark, following = (text.get_charbox(at) for at in range(3))
    assert (base[0] + base[2]) / 2 == pytest.approx((mark[0] + mark[2]) / 2, abs=1)
    assert mark[1] > base[3] - 0.5 if letters[1] != "\u0331" else mark[3] < base[1] + 0.5
    assert 0 < following[0] - base[2] < 3
