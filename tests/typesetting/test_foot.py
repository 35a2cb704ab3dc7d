"""The foot of a page: identity, number and "Turn over", apart from each other and from the text."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from reportlab.lib.units import mm

from tests.typesetting.test_layout import FURNITURE, HERE, sizes, typesetter
from worksheetgen.model.blocks import Lines
from worksheetgen.model.document import Document, Item
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.resources import templates
from worksheetgen.typesetting import Typesetter, load_theme, theme_folders
from worksheetgen.value import replace

LONGEST = "HIS-Y9-2 · 9B History · a.long-id_of.two-and-thirty.charsX · A"


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("identity", ["WG-ST1 · mixed · 003", LONGEST])
def test_an_identity_never_runs_into_the_text(print: Print, identity: str) -> None:
    """Below the last line to write on are 4 mm of white in every print; with the longest id its pages end sooner."""
    furniture = replace(FURNITURE, identity=identity, short_identity="")
    sheet = typesetter(print).set(
        Document("Test", "en-GB", furniture, (Item(Lines(99, "", 0), False, False, HERE),))
    )
    page = sheet.pages[0]
    column = page.height - page.top - sum(part.height for part in page.slices)
    text = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()
    said = text.get_text_range()
    tops = [text.get_charbox(n)[3] for n in range(len(said)) if not said[n].isspace()]
    assert "".join(identity.split()) in "".join(said.split())
    assert column - max(tops) >= 4 * mm
    assert sizes(sheet) >= [typesetter(print).theme.style("foot").size - 0.01]


def test_an_identity_too_long_for_its_line_lacks_the_class() -> None:
    """In large print the class is left out; an identity without a short form is broken after a dot."""
    short = "WG-ST1 · 003"
    for print, brief, found in (
        (Print.STANDARD, short, "WG-ST1 · mixed · 003"),
        (Print.LARGE_24, short, short),
        (Print.LARGE_24, "", "WG-ST1 · mixed · 003"),
    ):
        furniture = replace(FURNITURE, identity="WG-ST1 · mixed · 003", short_identity=brief)
        one = Item(Lines(6, "", 0), False, True, HERE)
        sheet = typesetter(print).set(Document("Test", "en-GB", furniture, (one,)))
        said = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage().get_text_range()
        assert found in said


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("paper", [None, PaperSize.LETTER])
@pytest.mark.parametrize(
    ("identity", "short", "off"),
    [
        ("WG-ST1 · mixed · 003", "WG-ST1 · 003", 4),
        ("WG-ST1-H1 · mixed · 003", "WG-ST1-H1 · 003", 60),
        (LONGEST, "", 60),
    ],
)
def test_page_numbers_stand_in_one_place(
    print: Print, paper: PaperSize | None, identity: str, short: str, off: float
) -> None:
    """With one digit or two, `off` points at the most from the middle; the short identity of a paper is beside it."""
    furniture = replace(FURNITURE, identity=identity, short_identity=short)
    one = Item(Lines(6, "", 0), False, True, HERE)
    theme = load_theme(theme_folders(None, "board", templates(), HERE), print, paper)
    sheet = Typesetter(theme).set(Document("Test", "en-GB", furniture, (one,) * 12))
    pdf = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))
    places = []
    for page, drawn in zip(sheet.pages, pdf, strict=True):
        text = drawn.get_textpage()
        found = re.search(r"\d+ of \d+", said := text.get_text_range())
        assert found, said
        first, last = (
            text.get_charbox(found.start(), loose=True),
            text.get_charbox(found.end() - 1, loose=True),
        )
        places.append((first[0] + last[2]) / 2 - page.left - theme.width / 2)
        for words in (identity, short):
            if short and words in said:
                assert text.get_charbox(said.index(words), loose=True)[1] == pytest.approx(first[1], abs=2)
    assert max(places) - min(places) < 0.5
    assert max(map(abs, places)) <= off


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize(
    "identity", ["WG-ST1 · 9B · 001 · A", "HIS-Y9-2 · 9B History set 2 · 001 · A", LONGEST]
)
def test_nothing_stands_close_before_turn_over(print: Print, identity: str) -> None:
    """15 mm before "Turn over" are white on every page, however long the identity is; the number is not touched."""
    furniture = replace(FURNITURE, identity=identity, short_identity="")
    one = Item(Lines(6, "", 0), False, True, HERE)
    sheet = typesetter(print).set(Document("Test", "en-GB", furniture, (one,) * 12))
    theme = typesetter(print).theme
    for page in pypdfium2.PdfDocument(write_pdf([sheet], "A test")):
        text = page.get_textpage()
        said = text.get_text_range()
        foot = {
            words: [
                box
                for box in (text.get_charbox(said.index(words) + n, loose=False) for n in range(len(words)))
                if box[2] > box[0]
            ]
            for words in ("Turn over", *re.findall(r"\d+ of \d+", said), identity.split()[0])
            if words in said
        }
        edges = {
            words: (min(box[0] for box in boxes), max(box[2] for box in boxes))
            for words, boxes in foot.items()
        }
        (number,) = (span for words, span in edges.items() if " of " in words)
        if "Turn over" in edges:
            assert edges["Turn over"][0] - number[1] >= 15 * mm - theme.style("foot-bold").size / 4
        letters = [text.get_charbox(n) for n in range(len(said)) if not said[n].isspace()]
        beside = [
            box for box in letters if box[3] < theme.foot + theme.style("foot").leading and box[2] < number[0]
        ]
        assert number[0] - max((box[2] for box in beside), default=0) >= 4 * mm
