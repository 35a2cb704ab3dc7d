"""`verify`: whatever was done to a run's folder since it was printed is found, and marks typed are no mistake."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest

import worksheetgen as library
from tests.commands import Ran, files_of, signed, worksheetgen
from tests.tiny_bank import CLASS, write_bank, write_class
from worksheetgen import load_bank

pytestmark = pytest.mark.slow


def printed(desk: Path, output: str, seed: str) -> None:
    """Print the small test for the small class."""
    ran = worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", seed, "--output", output), cwd=desk
    )
    assert ran.code == 0, ran.err


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two runs of the same test with different seeds."""
    desk = tmp_path_factory.mktemp("desk")
    write_bank(desk)
    write_class(desk, CLASS + "005,Ben Abe,core,36,,A5\n")
    printed(desk, "run", "s")
    printed(desk, "other", "t")
    return desk


@pytest.fixture
def desk(runs: Path, tmp_path: Path) -> Path:
    """The same desk, to be tampered with."""
    return Path(shutil.copytree(runs, tmp_path / "desk"))


def verify(desk: Path) -> Ran:
    """What the command `verify` says of the run."""
    return worksheetgen("verify", "run", "--bank", "bank", cwd=desk)


def disagreements(desk: Path) -> list[str]:
    """What disagrees in the run, as the command would say it with exit code 7."""
    return [str(one) for one in library.verify(desk / "run", load_bank(desk / "bank")).disagreements]


# ---- files ---------------------------------------------------------------------------------------


def swap(one: Path, other: Path) -> None:
    """Let two files change places."""
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def without_a_page(path: Path) -> None:
    """Take the last page out of a PDF."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[-1]
        pdf.save(path)


def with_the_cover_of(path: Path, other: Path) -> None:
    """Give a paper another student's first page."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf, pikepdf.open(other) as donor:
        pdf.pages[0] = donor.pages[0]
        pdf.save(path)


TAMPERINGS: dict[str, Callable[[Path, Path], object]] = {
    "another class pack": lambda run, other: shutil.copy(other / "class-pack.pdf", run),
    "a class pack cut short": lambda run, _: (run / "class-pack.pdf").write_bytes(
        (run / "class-pack.pdf").read_bytes()[:5000]
    ),
    "packs swapped": lambda run, _: swap(run / "class-pack.pdf", run / "class-pack-A3.pdf"),
    "no pack of A3": lambda run, _: (run / "class-pack-A3.pdf").unlink(),
    "no class pack": lambda run, _: (run / "class-pack.pdf").unlink(),
    "another mark scheme": lambda run, _: (run / "mark-scheme.pdf").write_bytes(b"%PDF-1.7 another"),
    "another seating plan": lambda run, _: (run / "seating.pdf").write_bytes(b"%PDF-1.7 another"),
    "another markbook": lambda run, other: shutil.copy(other / "markbook.xlsx", run),
    "no workbook": lambda run, _: (run / "markbook.xlsx").write_bytes(b"PK"),
    "other keys": lambda run, other: shutil.copy(other / "answer-keys.pdf", run),
    "keys that are no PDF": lambda run, _: (run / "answer-keys.pdf").write_bytes(b"no PDF"),
    "another student's cover": lambda run, _: with_the_cover_of(
        run / "papers/001.pdf", run / "papers/002.pdf"
    ),
    "a page less": lambda run, _: without_a_page(run / "papers/001.pdf"),
    "papers swapped": lambda run, _: swap(run / "papers/S1.pdf", run / "papers/S2.pdf"),
    "no source booklet": lambda run, _: (run / "source-booklet-18.pdf").unlink(),
    "another print's source booklet": lambda run, _: shutil.copy(
        run / "source-booklet-24.pdf", run / "source-booklet-18.pdf"
    ),
    "no paper": lambda run, _: (run / "papers/001.pdf").unlink(),
}


@pytest.mark.slow
@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_file_that_is_not_as_it_was_printed_is_found(desk: Path, tampering: str) -> None:
    """A file of another run, cut short, swapped or gone is named, with what to do."""
    TAMPERINGS[tampering](desk / "run", desk / "other")
    found = disagreements(desk)
    assert found
    assert all(one.endswith("Do not use this run; print it again.") for one in found)


def test_a_run_that_was_tampered_with_is_seven(desk: Path) -> None:
    """The command says what disagrees and ends with the exit code for it, without a traceback."""
    (desk / "run/class-pack.pdf").unlink()
    ran = verify(desk)
    assert ran.code == 7, ran.out + ran.err
    assert (
        "run/class-pack.pdf: This file of the run is missing. Do not use this run; print it again." in ran.err
    )
    assert "Traceback" not in ran.err


def test_a_class_pack_is_read_page_by_page(desk: Path) -> None:
    """A pack that its digest says is right, but that lacks a paper, is found out by its pages."""
    pack = desk / "run/class-pack.pdf"
    with pikepdf.open(pack, allow_overwriting_input=True) as pdf:
        pdf.pages[0] = pdf.pages[2]
        pdf.save(pack)

    def signed_for(record: dict[str, object]) -> None:
        for file in record["files"]:  # type: ignore[attr-defined]  # plain JSON
            if file["file"] == "class-pack.pdf":
                file["sha256"] = sha256(pack.read_bytes()).hexdigest()

    rewritten(desk / "run", signed_for)
    (only,) = disagreements(desk)
    assert "class-pack.pdf: It does not have the paper of 001 as papers/001.pdf has it." in only


def test_a_sound_run_verifies(desk: Path) -> None:
    """A run that nobody touched agrees, every paper and every file."""
    ran = verify(desk)
    assert ran.code == 0, ran.err
    assert "All 7 papers agree with their keys, and every file is as it was printed." in ran.out
    assert "is not of the run" not in ran.out
    record = json.loads((desk / "run/manifest.json").read_text(encoding="utf-8"))
    assert {file["file"] for file in record["files"]} == files_of(desk / "run").keys() - {"manifest.json"}


def test_a_theme_in_another_language_is_verified(desk: Path) -> None:
    """Marks are read in whatever words a theme has for them: papers with `[2 marc]` agree as those with `[2 marks]`."""
    (desk / "welsh").mkdir()
    (desk / "welsh/theme.yaml").write_text(
        'words: {one_mark: "{} marc", more_marks: "{} marc"}', encoding="utf-8"
    )
    ran = worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--theme", "welsh", "--output", "welsh-run"),
        cwd=desk,
    )
    assert ran.code == 0, ran.err
    assert [
        str(one) for one in library.verify(desk / "welsh-run", load_bank(desk / "bank")).disagreements
    ] == []


def test_a_large_print_without_its_class_at_the_foot_verifies(desk: Path) -> None:
    """Where a class's name leaves no room for the page's number, code and id say whose the page is."""
    ran = worksheetgen(
        *(
            "exam",
            "test",
            "--bank",
            "bank",
            "--class",
            "9B.csv",
            "--class-name",
            "History set 2, Mr Braithwaite",
        ),
        *("--student", "005", "--seed", "s", "--output", "long"),
        cwd=desk,
    )
    assert ran.code == 0, ran.err
    said = pypdfium2.PdfDocument(desk / "long/papers/005.pdf")[1].get_textpage().get_text_range()
    assert "Braithwaite" not in said
    assert library.verify(desk / "long", load_bank(desk / "bank")).disagreements == ()


def test_marks_that_were_typed_are_told_and_no_mistake(desk: Path) -> None:
    """A markbook that a spreadsheet program saved with marks, sorted and with a column more, is still the run's."""
    path = desk / "run/markbook.xlsx"
    book = openpyxl.load_workbook(path)
    marks = book["Marks"]
    marks["F3"] = 1
    marks["ZZ1"] = "Remarks"
    book.save(path)
    (desk / "run/notes.txt").write_text("Ask Ada about question 3.")
    ran = verify(desk)
    assert ran.code == 0, ran.err
    assert "markbook.xlsx: marks were typed into it after it was printed." in ran.out
    assert "notes.txt: this file is not of the run." in ran.out


# ---- the record ----------------------------------------------------------------------------------


def rewritten(run: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change the record, and make its digest anew as somebody would who knows how."""
    path = run / "manifest.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    path.write_text(signed(record), encoding="utf-8")


def names_swapped(record: dict[str, object]) -> None:
    """Give two students each other's names."""
    one, other = record["students"][:2]  # type: ignore[index]  # plain JSON
    one["name"], other["name"] = other["name"], one["name"]


def parted(record: dict[str, Any]) -> dict[str, Any]:
    """The first student's question that has parts."""
    return next(one for one in record["students"][0]["questions"] if one["parts"])


EDITS: dict[str, Callable[..., object]] = {
    "names swapped": names_swapped,
    "a student dropped": lambda record: record["students"].pop(0),
    "a spare dropped": lambda record: record["students"].pop(),
    "a question dropped": lambda record: record["students"][0]["questions"].pop(),
    "a question of another bank": lambda record: record["students"][0]["questions"][0].update(id="kirov-99"),
    "a part dropped": lambda record: parted(record)["parts"].pop(),
    "marks changed": lambda record: record["students"][0]["questions"][0].update(marks=9),
    "a tier changed": lambda record: record["students"][1].update(tier="challenge"),
    "a booklet dropped": lambda record: record["students"][1].update(booklet=""),
    "extra time changed": lambda record: record["students"][1].update(extra_time=50),
    "pages changed": lambda record: record["students"][0].update(pages=3),
    "an answer changed": lambda record: record["students"][0]["questions"][0].update(answer="Z"),
    "another form": lambda record: record["students"][0].update(form="Q"),
    "a file more": lambda record: record["files"].append({"file": "x.exe", "sha256": "0" * 64}),
}


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_record_is_found(desk: Path, edit: str) -> None:
    """Whoever edits the record and signs it anew is found out by paper, bank and class list."""
    rewritten(desk / "run", EDITS[edit])
    assert disagreements(desk)


def test_an_edited_record_that_was_not_signed_is_refused(desk: Path) -> None:
    """Whoever only edits the record is told so by every verb that reads it."""
    path = desk / "run/manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"core"', '"support"'), encoding="utf-8")
    for words in (("verify", "run"), ("key", "run"), ("reprint", "run", "--student", "001")):
        ran = worksheetgen(*words, *(("--bank", "bank") if words[0] != "key" else ()), cwd=desk)
        assert ran.code == 3
        assert "was changed after the run was printed" in ran.err
