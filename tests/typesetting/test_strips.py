"""Key strips: as many side by side as fit, whose each is beside its cells, or above them where more fit so."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.typesetting.test_layout import document, typesetter
from worksheetgen.model.blocks import KeyStrip, KeyStrips
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf

NAMES = ("Zoë Lee", "Rachael Butterworth-Birkenshaw", "Ann", "Bo", "Cai")


def rows(cells: int) -> list[int]:
    """How many strips of so many cells stand beside each other, row by row."""
    strips = tuple(
        KeyStrip(f"Paper {n:03}", name, tuple((str(one), "B") for one in range(1, cells + 1)))
        for n, name in enumerate(NAMES, 1)
    )
    sheet = typesetter(Print.STANDARD).set(document(KeyStrips(strips)))
    text = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()
    said = text.get_text_range()
    tops = [round(text.get_charbox(said.index(f"Paper {n:03}"))[3]) for n in range(1, len(NAMES) + 1)]
    asked = " ".join(f"{one} B" for one in range(1, cells + 1))
    assert " ".join(said.split()).count(asked) == len(NAMES)
    return [tops.count(top) for top in sorted(set(tops), reverse=True)]


@pytest.mark.parametrize(
    ("cells", "expected"), [(4, [3, 2]), (15, [2, 2, 1]), (20, [2, 2, 1]), (26, [1, 1, 1, 1, 1])]
)
def test_strips_stand_side_by_side(cells: int, expected: list[int]) -> None:
    """Short ones three in a row, those of a whole test two; what is as wide as the page alone."""
    assert rows(cells) == expected
