"""Two pages a side: one cut or fold puts every page in order, and the file is as sound as any pack."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from tests.pages import showcase
from tests.pdf.test_pdf import failures, hold_marks, spoken
from worksheetgen.crockford import crockford
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.students import Print
from worksheetgen.pdf import bind_two_up, draw_document, sheets_two_up, shrunk, sides_two_up, write_pdf
from worksheetgen.pdf.imposing import PageIndex, imposed
from worksheetgen.resources import templates
from worksheetgen.run.rendering import Renderer
from worksheetgen.typesetting import theme_folders

pytestmark = pytest.mark.slow

LENGTHS = st.lists(st.integers(1, 8).map(lambda sheets: 2 * sheets), min_size=1, max_size=9)


@cache
def paper(size: PaperSize) -> LaidOutDocument:
    """A worksheet with every kind of question on that paper."""
    found = showcase.unit()
    folders = theme_folders(None, "worksheet", templates(), showcase.HERE)
    asked = showcase.paper(found, showcase.reader(Print.STANDARD), PaperType.WORKSHEET)
    (made,) = Renderer(found, folders, size).papers([asked])
    return made


def written(folder: Path, *documents: LaidOutDocument) -> Path:
    """The documents as a file, two pages a side."""
    path = folder / "two-up.pdf"
    path.write_bytes(bind_two_up([draw_document(one) for one in documents], "A test"))
    return path


def leaves(size: PaperSize, lengths: list[int]) -> list[tuple[PageIndex | None, ...]]:
    """The four pages of each sheet: front left, front right, and what is behind each of these.

    Turned on its short edge, a sheet has the back of its left half at the right.
    """
    sides = sides_two_up(size, lengths)
    return [(*front, *back[::-1]) for front, back in zip(sides[::2], sides[1::2], strict=True)]


@given(LENGTHS)
def test_one_cut_gives_two_piles_in_order(lengths: list[int]) -> None:
    """The left pile laid on the right one is every paper in order, leaf by leaf, front and back."""
    sheets = leaves(PaperSize.A4, lengths)
    left = [page for sheet in sheets for page in (sheet[0], sheet[2])]
    right = [page for sheet in sheets for page in (sheet[1], sheet[3])]
    in_order = [(index, page) for index, count in enumerate(lengths) for page in range(count)]
    assert [page for page in (*left, *right) if page] == in_order
    assert len(sheets) == sheets_two_up(PaperSize.A4, lengths)
    assert len(sheets) <= sum(lengths) // 4 + max(lengths) // 2


@given(LENGTHS.map(lambda lengths: [2 * count for count in lengths]))
def test_one_fold_gives_each_booklet(lengths: list[int]) -> None:
    """Each document's sheets, laid in each other and folded, are its pages in order; no sheet has pages of two."""
    sheets = leaves(PaperSize.A5, lengths)
    at = 0
    for index, count in enumerate(lengths):
        own, at = sheets[at : at + count // 4], at + count // 4
        first_half = [
            page for left, right, behind_left, behind_right in own for page in (right, behind_right)
        ]
        second_half = [
            page for left, right, behind_left, behind_right in own[::-1] for page in (behind_left, left)
        ]
        assert [*first_half, *second_half] == [(index, page) for page in range(count)]
    assert at == len(sheets)


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5, PaperSize.LETTER])
def test_pages_stand_beside_each_other(size: PaperSize) -> None:
    """No page reaches over the middle or beyond the sheet, and none is larger than it is by itself."""
    width, height = size.points
    for side in imposed([paper(size), paper(size)]):
        for half in side.halves:
            right = half.x >= side.width / 2 - 0.01
            low, high = (side.width / 2, side.width) if right else (0, side.width / 2)
            assert low - 0.01 <= half.x
            assert half.x + half.scale * width <= high + 0.01
            assert half.y >= -0.01
            assert half.y + half.scale * height <= side.height + 0.01
            assert half.scale <= 1
    assert shrunk(PaperSize.A5) == 1
    assert shrunk(PaperSize.A4) == pytest.approx(0.7071, abs=0.0001)


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
@pytest.mark.parametrize("count", [1, 3])
def test_it_passes_pdf_ua(tmp_path: Path, size: PaperSize, count: int) -> None:
    """The validator finds no failure, and every mark is held by the element that the parent tree has for it."""
    path = written(tmp_path, *[paper(size)] * count)
    assert failures(path) == ""
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        hold_marks(pdf)
        said = " ".join(spoken(pdf))
    alone = tmp_path / "alone.pdf"
    alone.write_bytes(write_pdf([paper(size)], "A test"))
    with pikepdf.open(alone) as pdf:
        assert said == " ".join([" ".join(spoken(pdf))] * count)


def test_it_is_turned_on_the_short_edge(tmp_path: Path) -> None:
    """A viewer offers actual size and, as the sheets lie on their side, to turn them on the short edge."""
    with pikepdf.open(written(tmp_path, paper(PaperSize.A4))) as pdf:
        asked = pdf.Root.ViewerPreferences
        assert asked.PrintScaling == pikepdf.Name("/None")
        assert asked.Duplex == pikepdf.Name("/DuplexFlipShortEdge")


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
def test_both_codes_of_a_side_are_read(tmp_path: Path, size: PaperSize) -> None:
    """Each page has its own code beside the other's; half as large it needs a scan at 300 dots to an inch."""
    found = showcase.unit()
    text = showcase.paper(found, showcase.reader(Print.STANDARD), PaperType.WORKSHEET).qr_text
    documents = [paper(size), paper(size)]
    pages = pypdfium2.PdfDocument(written(tmp_path, *documents))
    lengths = [len(one.pages) for one in documents]
    for side, page in list(zip(sides_two_up(size, lengths), pages, strict=True))[:4]:
        grey = page.render(scale=300 / 72).to_pil().convert("L")
        read = sorted((code.position.top_left.x, code.text) for code in zxingcpp.read_barcodes(grey))
        assert [code for _, code in read] == [
            text + crockford(number + 1, 2) for _, number in filter(None, side)
        ]


def test_a_bookmark_leads_to_its_page(tmp_path: Path) -> None:
    """Each paper has a bookmark to the side that its first page is on, its headings below it."""
    documents = [paper(PaperSize.A4), paper(PaperSize.A4)]
    pdf = pypdfium2.PdfDocument(written(tmp_path, *documents))
    entries = [(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in pdf.get_toc()]
    papers = [index for level, _, index in entries if level == 0]
    assert papers == [0, 0]
    text = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    assert all(title.split()[0] in text[index] for _, title, index in entries)
