"""Knowledge organisers: one page whatever the unit has, what is left out is named, every print has the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pdf.test_pdf import failures
from tests.samples import unit
from worksheetgen.bank import load_bank
from worksheetgen.errors import Place, Unprintable
from worksheetgen.model.bank import Contested, FocusQuestion, Term, Unit
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.source import Event, Source, TimelineContent
from worksheetgen.model.students import Print
from worksheetgen.run.organiser import OrganiserPrint, most_used, organiser_of, print_organiser
from worksheetgen.value import replace

HERE = Place("sources.yaml", 1, 1)


@cache
def terror(print: Print = Print.STANDARD) -> OrganiserPrint:
    """The bundled unit's organiser."""
    (found,) = load_bank().units
    return print_organiser(found, print)


def words_of(pdf: bytes) -> str:
    """All that a PDF prints."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def with_timeline(found: Unit, events: Iterable[Event]) -> Unit:
    """The unit with a timeline among its sources."""
    shown = Source("dates", "Source", False, "A list.", TimelineContent(tuple(events)), (), "", HERE)
    return replace(found, sources=(shown,))


def test_a_full_page_names_what_it_leaves_out() -> None:
    """Each of the unit's terms is on the one page or said to be left out, none on both or on neither."""
    (found,) = load_bank().units
    made, printed = terror(), words_of(terror().pdf)
    assert made.pages == 1
    left = set(made.left_out["terms"])
    assert 25 < len(left) < 45
    shown = {one.term for one in found.terms if one.meaning in printed}
    assert left | shown == {one.term for one in found.terms}
    assert not left & shown
    assert {"purge", "Gulag", "show trial"} <= shown
    for heard in ("Tukhachevsky", "1940", "What impact did it have on the USSR?", "not proved", "0.27"):
        assert heard in printed


@pytest.mark.slow
@pytest.mark.parametrize("print", [Print.LARGE_24, Print.DYSLEXIA])
def test_every_print_has_what_the_page_has(print: Print) -> None:
    """Large print and dyslexia print leave out what the page leaves out, and nothing else, on more pages."""
    (found,) = load_bank().units
    made = terror(print)
    assert made.left_out == terror().left_out
    printed = words_of(made.pdf)
    for one in found.terms:
        assert (one.meaning in printed) is (one.term not in made.left_out["terms"])
    assert made.pages > 1


@pytest.mark.slow
@pytest.mark.parametrize("print", [one for one in Print if one.is_large])
def test_no_page_of_large_print_is_half_empty(print: Print) -> None:
    """Its lists go on on the next page: but for the last one, every page has words in its lower half."""
    pages = pypdfium2.PdfDocument(terror(print).pdf)
    for page in [*pages][:-1]:
        words = page.get_textpage()
        bottoms = sorted({words.get_charbox(at)[1] / page.get_height() for at in range(words.count_chars())})
        assert any(0.12 < bottom < 0.45 for bottom in bottoms)  # the foot stands below


@pytest.mark.slow
@pytest.mark.parametrize("print", [Print.STANDARD, Print.LARGE_24, Print.DYSLEXIA])
def test_an_organiser_passes_pdf_ua(tmp_path: Path, print: Print) -> None:
    """The validator finds no failure of PDF/UA-1 in any print."""
    path = tmp_path / "organiser.pdf"
    path.write_bytes(terror(print).pdf)
    assert failures(path) == ""


def test_the_same_unit_gives_the_same_bytes() -> None:
    """Printing twice gives one file, and Letter paper has one page as well."""
    found = unit(glossary=(Term("purge", "to remove people"), Term("Kirov", "head of the Party", True)))
    first, second = (print_organiser(found, paper=PaperSize.LETTER) for _ in range(2))
    assert first.pdf == second.pdf
    assert first.pages == 1


meanings = st.one_of(
    st.just(""), st.lists(st.sampled_from(("a", "short", "considerable")), max_size=30).map(" ".join)
)
terms = st.lists(st.tuples(st.text("abcdefg", min_size=1, max_size=12), meanings, st.booleans()), max_size=40)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(terms, st.lists(meanings, max_size=14), st.lists(st.tuples(meanings, meanings), max_size=4))
def test_any_unit_has_one_page(
    entries: list[tuple[str, str, bool]], events: list[str], asked: list[tuple[str, str]]
) -> None:
    """Whatever a unit has, and however much, its organiser is one page; what is not on it is named."""
    found = unit(
        glossary=tuple(Term(f"{word}{at}", said, person) for at, (word, said, person) in enumerate(entries))
    )
    found = with_timeline(found, [Event(str(1900 + at), text or "So.") for at, text in enumerate(events)])
    questions = tuple(FocusQuestion(f"{question} Why?", answer[:240]) for question, answer in asked)
    made = print_organiser(replace(found, focus_questions=questions))
    assert made.pages == 1
    printed = words_of(made.pdf).replace(" ", "")
    for one in found.glossary:
        left = made.left_out.get("people" if one.person else "terms", ())
        assert (one.term in left) or one.term in printed


def test_a_unit_of_text_alone_has_dates_and_room_to_write() -> None:
    """What sentences of the text date are its dates; where there is nothing, years and terms are there to fill in."""
    told = unit(text=("In 1921 factions were banned in the Party. Nobody dared to speak.",))
    (event,) = organiser_of(told).dates
    assert (event.when, event.text) == ("1921", "Factions were banned in the Party.")
    bare = organiser_of(unit(text=("It grew from 1928 to 1932.",)))
    assert [(one.when, one.text) for one in bare.dates] == [("1928", ""), ("1932", "")]
    assert {one.term for one in bare.terms} == {""}
    made = print_organiser(unit(text=("It grew from 1928 to 1932.",)))
    assert made.pages == 1
    assert made.left_out == {}
    assert re.search("Key dates.*1928.*1932.*Key terms.*My notes", words_of(made.pdf))


def test_the_most_used_come_first() -> None:
    """Terms and people are ranked by how often the text has them, alone or as a plural; others keep their order."""
    found = unit(
        text=("The camps grew. A camp was hard. Kirov died.",),
        glossary=(Term("purge", "x"), Term("Kirov", "y"), Term("camp", "z"), Term("exile", "w")),
    )
    assert [one.term for one in most_used(found, found.glossary)] == ["camp", "Kirov", "purge", "exile"]


def test_historians_are_heard_without_the_teacher_s_note() -> None:
    """A summary stands for itself, a line for pupils names its paragraph, a note is for teachers."""
    found = replace(
        unit(),
        contested=(
            Contested(1, "A", "NOTE", "Historians now say less."),
            Contested(1, "paragraph", "NOTE", "", "It is **not** proved."),
            Contested(1, "A", "NOTE", ""),
        ),
    )
    assert organiser_of(found).historians == (
        "It is **not** proved.",
        "Paragraph 1: Historians now say less.",
    )
    assert "NOTE" not in words_of(print_organiser(found).pdf)


def test_a_character_that_no_font_has_is_named() -> None:
    """It is reported at the unit, and the entry that has it is not left out in silence."""
    found = unit(glossary=(Term("purge", "\N{CIRCLED IDEOGRAPH SECRET}"),))
    with pytest.raises(Unprintable) as caught:
        print_organiser(found)
    assert "in none of the theme’s fonts" in caught.value.problems[0].what
