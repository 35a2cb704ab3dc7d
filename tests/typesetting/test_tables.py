"""Tables on the page: figures stand under each other by their units."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.pages import showcase
from tests.typesetting.test_layout import document
from worksheetgen.errors import Unprintable
from worksheetgen.model.blocks import Align, Cell, Table
from worksheetgen.model.students import Print
from worksheetgen.model.text import regular
from worksheetgen.pdf import write_pdf
from worksheetgen.resources import templates
from worksheetgen.typesetting import Typesetter, load_theme, theme_folders


def page_of(print: Print, align: Align, *cells: str) -> pypdfium2.PdfTextPage:
    """A page with a table of two columns: words, and cells of that alignment, the first the head."""
    rows = tuple(
        (Cell(regular("words"), Align.LEFT, 0, False), Cell(regular(said), align, 0, False)) for said in cells
    )
    theme = load_theme(theme_folders(None, "board", templates(), showcase.HERE), print)
    sheet = Typesetter(theme).set(document(Table((1.0, 1.0), True, False, rows, "cell")))
    return pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()


def edges(page: pypdfium2.PdfTextPage, words: str) -> tuple[float, float]:
    """Where words on the page begin and end, in points from its left edge."""
    at, count = page.search(words).get_next()
    return page.get_charbox(at, loose=True)[0], page.get_charbox(at + count - 1, loose=True)[2]


@pytest.mark.parametrize("print", [Print.STANDARD, Print.LARGE_24, Print.DYSLEXIA])
def test_figures_end_where_their_head_ends(print: Print) -> None:
    """The last digits of a column stand under each other, and under the end of a head that is wider than they are."""
    page = page_of(print, Align.LEFT, "Death sentences", "2,056", "353,074")
    ends = [edges(page, words)[1] for words in ("Death sentences", "2,056", "353,074")]
    assert max(ends) - min(ends) < 0.6
    starts = [edges(page, words)[0] for words in ("Death sentences", "353,074", "2,056")]
    assert starts == sorted(starts)
    assert starts[2] - starts[0] > 20


@pytest.mark.parametrize("align", list(Align))
def test_decimal_points_stand_under_each_other(align: Align) -> None:
    """However its column is aligned, a figure has its whole part to the left of one line, its decimals to the right."""
    page = page_of(Print.STANDARD, align, "Density", "7.87", "11.3", "19")
    units = [edges(page, words)[1] for words in ("7", "11", "19")]
    assert max(units) - min(units) < 0.1


def test_a_block_of_figures_stands_in_the_middle_of_a_centred_column() -> None:
    """The widest figure is centred below the head; a shorter one ends where it does."""
    page = page_of(Print.STANDARD, Align.CENTRE, "All", "112", "3")
    (left, right), (_, end) = edges(page, "112"), edges(page, "3")
    middle = sum(edges(page, "All")) / 2
    assert abs((left + right) / 2 - middle) < 0.6
    assert abs(end - right) < 0.1


def test_words_with_figures_stay_at_the_left() -> None:
    """Years and words begin where their head does."""
    for cells in (("When", "1932", "1937"), ("Held", "1932 camps", "colonies")):
        page = page_of(Print.STANDARD, Align.LEFT, *cells)
        assert abs(edges(page, cells[0])[0] - edges(page, cells[1])[0]) < 1.5


def test_a_column_of_figures_may_have_no_head() -> None:
    """Then they end where the widest of them does, and a head that no font has is told as anywhere else."""
    page = page_of(Print.STANDARD, Align.LEFT, "", "2,056", "353,074")
    assert abs(edges(page, "2,056")[1] - edges(page, "353,074")[1]) < 0.1
    with pytest.raises(Unprintable):
        page_of(Print.STANDARD, Align.LEFT, "\N{RED APPLE}", "2,056", "353,074")
