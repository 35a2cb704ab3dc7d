"""What a scanner needs of a page: its code is read from a coarse scan of every print."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp
from reportlab.lib.units import mm

from tests.pages import showcase
from worksheetgen.crockford import crockford
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.resources import templates
from worksheetgen.typesetting import load_theme, theme_folders
from worksheetgen.typesetting.qr import MODULES

pytestmark = pytest.mark.slow

SMALLEST = 0.45 * mm
"""Of a module, as printed: of smaller ones coarse scans lose many."""
COARSE = 150
"""Dots to an inch: what school copiers scan at."""


@pytest.mark.parametrize("type", list(PaperType))
@pytest.mark.parametrize("print", list(Print))
def test_every_code_is_read_at_150_dots_to_an_inch(type: PaperType, print: Print) -> None:
    """Each page's code is read in grey and in black and white, from A3 also where it was reduced to A4."""
    found = showcase.unit()
    paper = showcase.paper(found, showcase.reader(print), type)
    (sheet,) = showcase.renderer(type, found).papers([paper])
    reduced = [1.0, 210 / 297] if sheet.paper_size is PaperSize.A3 else [1.0]
    pages = pypdfium2.PdfDocument(write_pdf([sheet], sheet.title))
    for number, page in enumerate(pages, 1):
        for scale in reduced:
            # Nothing else on a page could be taken for its code: the foot alone is looked at to save time.
            above = (0, 0, 0, 0.88 * page.get_height())
            grey = page.render(scale=scale * COARSE / 72, crop=above, grayscale=True).to_pil()
            for scan in (grey, grey.point(lambda value: 255 * (value > 128))):
                codes = [code.text for code in zxingcpp.read_barcodes(scan)]
                assert codes == [paper.qr_text + crockford(number, 2)], number


@pytest.mark.parametrize("type", list(PaperType))
@pytest.mark.parametrize("print", list(Print))
def test_no_module_is_too_small(type: PaperType, print: Print) -> None:
    """A module is 0.45 mm wide on every page, on A3 also when that is copied down to A4; the code is 14 mm up."""
    name = "board" if type is PaperType.EXAM else "worksheet"
    theme = load_theme(theme_folders(None, name, templates(), showcase.HERE), print)
    width, _ = theme.page
    assert theme.qr / MODULES * min(1, 210 * mm / width) >= SMALLEST
    assert theme.foot >= 14 * mm
