"""Sheets of cards: each back behind its front, nothing clipped, cards as large as their words need."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from tests.typesetting.test_layout import HERE, run, typesetter
from worksheetgen.errors import Unprintable
from worksheetgen.model.blocks import Card, Cards
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.value import replace

FURNITURE = Furniture("Cards", qr_text="", turn_over="", even=False, blank="")
Box = tuple[float, float, float, float]


def deck(*cards: Card) -> Document:
    """A print of cards alone."""
    item = Item(Cards(cards, "Fronts", "Backs"), False, False, HERE)
    return Document("Cards", "en-GB", FURNITURE, (item,))


def numbered(count: int) -> list[Card]:
    """Cards whose words on both sides are a name of their own, set in the middle."""
    return [Card("Term", f"{at}", run(f"front{at:02}x"), run(f"back{at:02}x")) for at in range(1, count + 1)]


def page_of(document: LaidOutDocument, words: str) -> tuple[int, Box]:
    """The index of the page that has the words, and their box (left, bottom, right, top) there, in points."""
    for index, page in enumerate(pypdfium2.PdfDocument(write_pdf([document], "Cards"))):
        text = page.get_textpage()
        if found := text.search(words, match_case=True).get_next():
            first, count = found
            boxes = [text.get_charbox(at) for at in range(first, first + count)]
            lefts, bottoms, rights, tops = zip(*boxes, strict=True)
            return index, (min(lefts), min(bottoms), max(rights), max(tops))
    raise AssertionError(words)


@pytest.mark.parametrize(("print", "count"), [(Print.STANDARD, 19), (Print.LARGE_18, 5), (Print.DYSLEXIA, 7)])
def test_a_back_lies_behind_its_front(print: Print, count: int) -> None:
    """Held against the light, a sheet that was flipped on its long edge shows each back's middle behind its front's."""
    document = typesetter(print).set(deck(*numbered(count)))
    width = document.pages[0].width
    for at in range(1, count + 1):
        front, (left, bottom, right, top) = page_of(document, f"front{at:02}x")
        back, (back_left, back_bottom, back_right, back_top) = page_of(document, f"back{at:02}x")
        assert back == front + 1
        assert front % 2 == 0
        assert (left + right) / 2 == pytest.approx(width - (back_left + back_right) / 2, abs=1.5)
        assert (bottom + top) / 2 == pytest.approx((back_bottom + back_top) / 2, abs=6)


def test_cards_are_counted_on_as_many_sheets_as_they_need() -> None:
    """Fifteen small cards are on one sheet, sixteen on two; the numbers of a back are those of its front."""
    assert len(typesetter(Print.STANDARD).set(deck(*numbered(15))).pages) == 2
    document = typesetter(Print.STANDARD).set(deck(*numbered(16)))
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write_pdf([document], "Cards"))
    ]
    assert ["Fronts" in page for page in pages] == [True, False, True, False]
    assert ["Backs" in page for page in pages] == [False, True, False, True]
    assert "Term 16" in " ".join(pages[2].split())
    assert "Term 16" in " ".join(pages[3].split())


def test_cards_without_backs_have_fronts_alone() -> None:
    """Where no card has a back there is nothing to print overleaf; one that is to be written on has room there."""
    cards = [replace(card, back=()) for card in numbered(3)]
    assert len(typesetter(Print.STANDARD).set(deck(*cards)).pages) == 1
    written = deck(*cards, Card("Term", "4", run("camp"), (), written=True))
    assert len(typesetter(Print.STANDARD).set(written).pages) == 2


words = st.lists(st.text("abcdeéłnoW’", min_size=1, max_size=14), min_size=1, max_size=45).map(" ".join)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(words, words), min_size=1, max_size=7), st.sampled_from(list(Print)))
def test_no_word_is_clipped(sides: list[tuple[str, str]], print: Print) -> None:
    """Whatever cards say, both sides of each are printed whole and in one place, between the margins of the page."""
    cards = [Card("Term", str(at), run(front), run(back)) for at, (front, back) in enumerate(sides, 1)]
    document = typesetter(print).set(deck(*cards))
    pdf = pypdfium2.PdfDocument(write_pdf([document], "Cards"))
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    for side in (side for pair in sides for side in pair):
        assert "".join(side.split()) in said  # whole, and in one place
    for page in pdf:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(at)
            if right > left and text.get_text_range(at, 1).strip():
                assert left > 15 * mm
                assert right < page.get_width() - 15 * mm


def test_words_that_are_too_many_take_the_next_format(tmp_path: Path) -> None:
    """One long back makes all cards larger, and one that no page holds is named."""
    small = typesetter(Print.STANDARD).set(deck(*numbered(15)))
    long = Card("Term", "16", run("long"), run("some more words " * 30))
    large = typesetter(Print.STANDARD).set(deck(*numbered(15), long))
    assert len(small.pages) == 2
    assert len(large.pages) > 4
    with pytest.raises(Unprintable) as caught:
        typesetter(Print.STANDARD).set(deck(Card("Term", "1", run("too long"), run("word " * 3000))))
    (problem,) = caught.value.problems
    assert problem.what == "The card “too long” says more than a page holds."


def test_cards_of_large_print_are_larger() -> None:
    """The same cards take more sheets in a larger print."""
    cards = [replace(card, back=run("a rather long meaning of the term")) for card in numbered(15)]
    sides = [len(typesetter(print).set(deck(*cards)).pages) for print in (Print.STANDARD, Print.LARGE_24)]
    assert sides == [2, 4]


def test_cards_are_as_large_as_their_sheets_allow() -> None:
    """Eight cards fill a sheet, four in a column, where fifteen would have had room."""
    document = typesetter(Print.STANDARD).set(deck(*numbered(8)))
    assert len(document.pages) == 2
    tops = [page_of(document, f"front{at:02}x")[1][3] for at in range(1, 9)]
    assert len({round(top / 5) for top in tops}) == 4
