"""The pages that are put together from fragments, against the same pieces placed by plain Platypus."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from tests.pages import showcase
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.laid_out import LaidOutDocument, LayoutBox
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.value import replace

NEAR = 0.01
"""How far in pt a letter may stand from where Platypus puts it."""


class Block(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A piece as Platypus sees it: so high, and drawn below its top."""

    def __init__(self, box: LayoutBox, mark: int, space: float) -> None:
        super().__init__()
        self.box, self.mark, self.space = box, mark, space

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """The piece's size."""
        return width, self.box.height

    def getSpaceAfter(self) -> float:  # noqa: N802  # ReportLab's name
        """The white below it."""
        return self.space

    def draw(self) -> None:
        """Its operators, as the page has them."""
        self.canv.translate(0, self.box.height)
        parts = (b"%d" % (part + self.mark) if isinstance(part, int) else part for part in self.box.operators)
        self.canv._code.append(
            "".join(chr(code) if code < 128 else f"\\{code:o}" for code in b"".join(parts))
        )


def by_platypus(sheet: LaidOutDocument, written: bytes) -> bytes:
    """The sheet's columns set by Platypus, with the fonts and pictures of the file that was written."""
    story: list[Flowable] = []
    templates = []
    for number, page in enumerate(sheet.pages):
        frame = Frame(page.left, 0, page.width - page.left, page.height - page.top, 0, 0, 0, 0)
        templates.append(PageTemplate(str(number), [frame], pagesize=(page.width, page.height)))
        story += [NextPageTemplate(str(number)), PageBreak()] if number else []
        story += [Block(box, 0, 0) for box in page.over]
        for column_slice in page.slices:
            mark = column_slice.mark
            for box in column_slice.boxes:
                story.append(Block(box, mark, box.white(column_slice.glue)))
                mark += box.mcid_count
    out, again = BytesIO(), BytesIO()
    BaseDocTemplate(out, pageTemplates=templates).build(story)
    with pikepdf.open(out) as pdf, pikepdf.open(BytesIO(written)) as ours:
        for platypus, mine in zip(pdf.pages, ours.pages, strict=True):
            platypus.obj.Resources = pdf.copy_foreign(ours.make_indirect(mine.obj.Resources))
        pdf.save(again)
    return again.getvalue()


def letters(content: bytes) -> list[list[tuple[str, float, float]]]:
    """Every letter of every page in the order of painting, and where it stands."""
    pages = []
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        found = []
        for at in range(text.count_chars()):
            letter = text.get_text_range(at, 1)
            if letter.strip():
                left, bottom, *_ = text.get_charbox(at, loose=True)
                found.append((letter, left, bottom))
        pages.append(found)
    return pages


@pytest.mark.slow
@pytest.mark.parametrize("type", list(PaperType))
@pytest.mark.parametrize("print", [Print.STANDARD, Print.LARGE_24, Print.DYSLEXIA])
def test_platypus_would_put_every_letter_there(type: PaperType, print: Print) -> None:
    """Plain Platypus has the same words in the same order on the same pages, within a hundredth of a point."""
    whole = showcase.sheet(type, print)
    sheet = replace(whole, pages=tuple(page._replace(around=()) for page in whole.pages))
    written = write_pdf([sheet], sheet.title)
    pages = list(zip(letters(written), letters(by_platypus(sheet, written)), strict=True))
    assert sum(len(mine) for mine, _ in pages) > 5000
    for mine, platypus in pages:
        assert [letter for letter, _, _ in mine] == [letter for letter, _, _ in platypus]
        for (_, x, y), (_, other_x, other_y) in zip(mine, platypus, strict=True):
            assert abs(x - other_x) < NEAR
            assert abs(y - other_y) < NEAR
