"""What is read out of PDFs: pages as lines, each paper's key of the answer keys, bank text wherever it stands."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from worksheetgen.delivery.changes import MOST_OF_A_FILE
from worksheetgen.errors import InvalidInput
from worksheetgen.manifest import RecordedStudent
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.protection import NO_PASSWORD, Password, other_password, protected
from worksheetgen.run.printed_text import (
    NO_KEY,
    PdfTexts,
    PrintedKey,
    found_at,
    marks_pattern,
    printed_keys,
    seen,
    stands_in,
    text_found,
)

# ---- bank text in a page -------------------------------------------------------------------------


def test_where_a_pattern_begins() -> None:
    """From the given place on; -1 for nowhere, which the beginning is not."""
    assert found_at("a", "abca") == 0
    assert found_at("a", "abca", 1) == 3
    assert found_at("a", "abca", 4) == -1
    assert found_at("x", "abca") == -1


def test_text_is_found_after_what_stands_before_it() -> None:
    """The place is that of the pattern before; the one after must match too."""
    page = "1 Why? 12 Why did he fall? 13 Why did he"
    assert text_found(r"(?<!\S)12\s+", "Why did he", page) == 7
    assert text_found("", "Why did he", page) == 10
    assert text_found("", "Why did he", page, 11) == 30
    assert text_found("", "Why did he", page, after=r"$") == 30
    assert text_found("", "Why did she", page) == -1


def test_white_between_words_is_any_and_within_a_word_only_where_it_must_be() -> None:
    """A line's end is white; a word that is wider than its column is broken anywhere, as a last resort."""
    assert text_found("", "the Great  Purge", "x the\tGreat\nPurge") == 2
    assert text_found("", "rehabilitation", "rehabili tation or rehabilitation") == 19
    assert text_found("", "rehabilitation", "of rehabili tation") == 3
    assert text_found("", "the Purge", "thePurge") == 0
    assert text_found("", "the Purge", "the great Purge") == -1


def test_signs_of_the_bank_are_read_as_they_are_printed() -> None:
    """Bold is no sign on paper, a pattern's signs are letters, figures above the line are as the reader gives them."""
    assert stands_in("**two** features (1.5)", "Give two features (1.5) of it")
    assert not stands_in("(1.5)", "(1x5)")
    assert stands_in("10²", "about 102 of them")
    assert seen("½ ﬁ") == "1⁄2 fi"


def test_a_reference_stands_for_a_few_words() -> None:
    """Whatever a source is called on that paper, in one to forty letters."""
    assert stands_in("Study {source}. Why?", "Study Source B. Why?")
    assert stands_in("Study {source}.", f"Study {'B' * 40}.")
    assert not stands_in("Study {source}.", f"Study {'B' * 41}.")
    assert not stands_in("Study {source}.", "Study.")


@pytest.mark.parametrize("printed", ["[2]", "[2 marks]", "[2 marc]", "[SPaG: 2 marks]", "[marks: 2]"])
def test_marks_are_read_in_whatever_words(printed: str) -> None:
    """The number alone counts."""
    assert found_at(marks_pattern(2), f"Why? {printed}") == 5


@pytest.mark.parametrize("printed", ["[12]", "[21 marks]", "[3]", "2 marks", "[of 4: 2]", "[a] 2 [b]"])
def test_other_marks_are_not_taken_for_them(printed: str) -> None:
    """Neither a number that has this one in it, nor one of two, nor one without brackets."""
    assert found_at(marks_pattern(2), printed) == -1


# ---- keys ----------------------------------------------------------------------------------------


def recorded(id: str, name: str) -> RecordedStudent:
    """The record of a student, of whom only id and name count here."""
    return RecordedStudent(
        *(id, name, Tier.CORE, Print.STANDARD, 0, "", not name, "A", f"papers/{id}.pdf", 8, PaperSize.A4),
        *("x" * 18, ()),
    )


ADA, BO, SPARE = recorded("01", "Ada Li"), recorded("02", "Bo Ray"), recorded("S1", "")
FOOT = "T1 · 9B · answer keys"
GRID = f"Student 1 /1 2 /2 01 Ada Li A →3 02 · B Bo Ray C →4 S1 spare paper D →5 {FOOT} 1 of 2 "
FURTHER = f"Student 3 /1 01 Ada Li 1B 2C 02 · B Bo Ray 1C 2D S1 spare paper False {FOOT} 2 of 2 "
STRIP = "Key strips Paper 01 Ada Li 1 A 2 →3 Paper 02 Bo Ray 1 C 2 →4 Paper S1 spare paper 1 D"


def test_each_paper_has_its_strip_and_its_line() -> None:
    """The line goes on in a further grid, with the answers alone: no marks, no entries, nothing of the page."""
    keys = dict(printed_keys(GRID + FURTHER + STRIP, [ADA, BO, SPARE], FOOT))
    above = GRID + FURTHER
    assert keys == {
        "01": PrintedKey("Paper 01 Ada Li 1 A 2 →3 ", "A1B2C", above),
        "02": PrintedKey("Paper 02 Bo Ray 1 C 2 →4 ", "C1C2D", above),
        "S1": PrintedKey("Paper S1 spare paper 1 D", "DFalse", above),
    }


def test_who_has_no_strip_has_no_key() -> None:
    """And a strip whose line is missing has an empty one; keys of another run have none at all."""
    keys = dict(printed_keys("Student 1 01 Ada Li A " + STRIP, [ADA, BO, recorded("9", "Cy")], FOOT))
    assert {id: key.grid for id, key in keys.items()} == {"01": "A", "02": ""}
    assert dict(printed_keys("nothing", [ADA], FOOT)) == {}
    assert PrintedKey("", "", "") == NO_KEY


def test_an_id_is_not_the_beginning_of_another() -> None:
    """Neither in the grid nor among the strips, nor the name of one that of another."""
    ann, anne = recorded("1", "Ann"), recorded("12", "Anne")
    keys = dict(
        printed_keys(
            "Student 12 Anne A 1 Ann B Key strips Paper 12 Anne 1 A Paper 1 Ann 1 B", [ann, anne], FOOT
        )
    )
    assert {id: (key.strip, key.grid) for id, key in keys.items()} == {
        "12": ("Paper 12 Anne 1 A ", "A"),
        "1": ("Paper 1 Ann 1 B", "B"),
    }


def test_names_and_ids_are_read_as_they_are_broken() -> None:
    """A long name anywhere, and an id that ends in a hyphen together with the name behind it."""
    long, hyphen = recorded("7", "Maximiliana"), recorded("x-", "Bo")
    text = "Student 7 Maximi liana A x-Bo B Key strips Paper 7 Maximiliana 1 A Paper x-Bo 1 B Paper x-y 1 C"
    keys = dict(printed_keys(text, [long, hyphen], FOOT))
    assert {id: (key.strip, key.grid) for id, key in keys.items()} == {
        "7": ("Paper 7 Maximiliana 1 A ", "A"),
        "x-": ("Paper x-Bo 1 B Paper x-y 1 C", "B"),
    }


def test_the_last_heading_of_strips_counts() -> None:
    """An answer that says the same words does not end the grid."""
    text = "Key strips Student 1 01 Ada Li A Key strips Paper 01 1 A"
    assert dict(printed_keys(text, [ADA], FOOT))["01"] == PrintedKey("Paper 01 1 A", "A", text[:33])


# ---- files ---------------------------------------------------------------------------------------


SECRET, OTHER = Password("open sesame", "mine.txt"), Password("close sesame", "other.txt")


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    made = BytesIO()
    canvas = Canvas(made)
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_pages_are_read_as_lines(tmp_path: Path) -> None:
    """Page by page, or all on one line; a protected one with its password."""
    content = pdf("Why did he", "fall?")
    (tmp_path / "plain.pdf").write_bytes(content)
    (tmp_path / "closed.pdf").write_bytes(protected(content, SECRET))
    assert PdfTexts(tmp_path, NO_PASSWORD).of("plain.pdf") == ("Why did he", "fall?")
    assert PdfTexts(tmp_path, NO_PASSWORD).text("plain.pdf") == "Why did he fall?"
    assert PdfTexts(tmp_path, SECRET).of("plain.pdf") == ("Why did he", "fall?")
    assert PdfTexts(tmp_path, SECRET).of("closed.pdf") == ("Why did he", "fall?")


def test_another_password_is_refused(tmp_path: Path) -> None:
    """With the file and where the password came from; without any there are no pages."""
    (tmp_path / "closed.pdf").write_bytes(protected(pdf("Why?"), SECRET))
    with pytest.raises(InvalidInput) as raised:
        PdfTexts(tmp_path, OTHER).of("closed.pdf")
    assert raised.value.problems == (other_password(str(tmp_path / "closed.pdf"), OTHER),)
    assert PdfTexts(tmp_path, NO_PASSWORD).of("closed.pdf") == ()


def test_what_is_no_pdf_has_no_pages(tmp_path: Path) -> None:
    """Missing, damaged, something else, of a name that no file has: its digest tells, with or without a password."""
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    for password in (NO_PASSWORD, SECRET):
        texts = PdfTexts(tmp_path, password)
        assert texts.of("a.pdf") == ()
        assert texts.of("missing.pdf") == ()
        assert texts.of(f"{'a' * 300}.pdf") == ()  # as a crafted record may have it
        assert texts.text("a.pdf") == ""


def test_a_giant_has_no_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than any of a run is not given to PDFium, which would read all of it."""
    (tmp_path / "giant.pdf").touch()
    os.truncate(tmp_path / "giant.pdf", MOST_OF_A_FILE + 1)
    monkeypatch.setattr("worksheetgen.run.printed_text.PdfDocument", lambda path, _: pytest.fail(str(path)))
    assert PdfTexts(tmp_path, NO_PASSWORD).of("giant.pdf") == ()
