"""The verbs organiser and cards as a teacher types them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from tests.commands import worksheetgen
from tests.tiny_bank import write_bank


def test_an_organiser_goes_where_it_is_told(tmp_path: Path) -> None:
    """Into output without a word, into a folder under its own name, or into a file; in another print beside it."""
    write_bank(tmp_path)
    for typed, expected in (
        ((), "output/organiser-small.pdf"),
        (("--print", "18"), "output/organiser-small-18.pdf"),
        (("-o", "for-9b"), "for-9b/organiser-small.pdf"),
        (("--output", "page.pdf", "--paper", "Letter"), "page.pdf"),
    ):
        ran = worksheetgen("organiser", "--bank", "bank", *typed, cwd=tmp_path)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"{expected}    ")
        assert len(pypdfium2.PdfDocument(tmp_path / expected)) >= 1
    page = pypdfium2.PdfDocument(tmp_path / "page.pdf")[0]
    assert (round(page.get_width()), round(page.get_height())) == (612, 792)


def test_what_cannot_be_printed_is_said(tmp_path: Path) -> None:
    """An unknown unit names those there are, a file that is no PDF stays, and cards are of one sort."""
    write_bank(tmp_path)
    (tmp_path / "notes.pdf").write_text("my notes", encoding="utf-8")
    for typed, code, said in (
        (("organiser", "rome"), 3, "rome: No bank has a unit of this name. There are: small."),
        (("organiser", "-o", "notes.pdf"), 6, "notes.pdf: There is a file of this name that is no PDF."),
        (("cards", "--sort", "causes"), 2, "--sort: The unit ‘small’ has no cards to sort called ‘causes’."),
        (("cards", "--sort", "terms", "--only", "dates"), 2, "give one of them"),
    ):
        ran = worksheetgen(*typed, "--bank", "bank", cwd=tmp_path)
        assert (ran.code, said in ran.err) == (code, True), ran
    assert (tmp_path / "notes.pdf").read_text(encoding="utf-8") == "my notes"


def test_cards_say_how_they_are_printed(tmp_path: Path) -> None:
    """How many there are, and that the sheets are flipped on their long edge, on the screen as on the sheets."""
    write_bank(tmp_path)
    ran = worksheetgen("cards", "--only", "terms", "--bank", "bank", cwd=tmp_path)
    path = "output/cards-small.pdf"
    assert ran.out.splitlines() == [
        f"{path}    2 cards on 2 pages: print on both sides, flip on the long edge",
        "Cards to sort: worksheetgen cards small --sort terms --bank bank",
    ]
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / path)]
    assert all("flip on the long edge" in " ".join(page.split()) for page in pages)
    ran = worksheetgen("cards", "small", "--sort", "terms", "--bank", "bank", cwd=tmp_path)
    assert ran.out.startswith("output/cards-small-terms.pdf    4 cards on 2 pages")
    assert "Cards to sort" not in ran.out
