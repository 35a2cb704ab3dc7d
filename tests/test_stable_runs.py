"""Printing a run again: who joins a class changes nobody else's paper; what was used is not drawn again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pypdfium2
import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.pages.test_demo import failures
from tests.tiny_bank import BLUEPRINT, CLASS, write_bank, write_class

pytestmark = pytest.mark.slow


def exam(folder: Path, *more: str | Path) -> Ran:
    """Print the small test for the small class."""
    return worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", *more), cwd=folder
    )


def drawn(run: Path) -> set[str]:
    """The ids of a run's questions."""
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    return {id for form in manifest["draw"]["forms"] for section in form["sections"] for id in section}


def test_a_newcomer_in_the_middle_of_a_room_changes_no_other_paper(tmp_path: Path) -> None:
    """A pupil between two others, first in the list: the papers that exist keep every byte."""
    write_bank(tmp_path)
    (tmp_path / "9B.csv").write_text(_apart(CLASS), encoding="utf-8")
    assert exam(tmp_path, "--output", "run").code == 0
    before = files_of(tmp_path / "run")
    head, first, rest = CLASS.partition("001,")
    newcomer = "000,Ŵyn Łącka,core,,,A3\n"
    (tmp_path / "9B.csv").write_text(_apart(f"{head}{newcomer}{first}{rest}"), encoding="utf-8")
    ran = exam(tmp_path, "--output", "run", "--force")
    assert ran.code == 0, ran.err
    after = files_of(tmp_path / "run")
    papers = [name for name in before if name.startswith("papers/0")]
    assert {name: after[name] for name in papers} == {name: before[name] for name in papers}
    assert "papers/000.pdf" in after
    assert "\nNew or other than before: papers/000.pdf. All other papers are what they were." in ran.out
    assert "\nEvery paper is what it was: " in exam(tmp_path, "--output", "run", "--force").out
    swapped = exam(tmp_path, "--output", "run", "--force", "--again", "autumn")
    assert "\nEvery paper is other than before: " in swapped.out


def test_a_scheme_that_was_put_right_is_told(tmp_path: Path) -> None:
    """The papers are what they were, and would be marked by what was wrong if nobody printed the scheme again."""
    write_bank(tmp_path)
    write_class(tmp_path)
    assert exam(tmp_path, "--output", "run").code == 0
    choices = tmp_path / "bank/small/questions/choices.yaml"
    choices.write_text(choices.read_text(encoding="utf-8").replace("EXPLANATION", "REASON"), encoding="utf-8")
    ran = exam(tmp_path, "--output", "run", "--force")
    assert ran.code == 0, ran.err
    (said,) = (line for line in ran.out.splitlines() if line.startswith("Every paper is what it was"))
    assert (
        said == "Every paper is what it was: print only mark-scheme.pdf anew, and mark by what they say now."
    )


def _apart(text: str) -> str:
    """The class with a free seat in its middle."""
    return text.replace(",A4\n", ",A5\n").replace("24,,A3\n", "24,,A4\n")


def test_the_seating_plan_has_every_paper_and_free_seats_have_spares(tmp_path: Path) -> None:
    """Names and numbers stand in the room; the gaps of the room have the spare papers."""
    write_bank(tmp_path)
    (tmp_path / "9B.csv").write_text("id,name,seat\n1,Ada,A1\n2,Bo,B2\n3,Cy,\n", encoding="utf-8")
    ran = exam(tmp_path, "--output", "run")
    assert ran.code == 0, ran.err
    assert "\nSeating: neighbours have at most " in ran.out
    document = pypdfium2.PdfDocument(tmp_path / "run/seating.pdf")
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "1 Ada S1 spare" in words.replace("A 1", "1")
    assert "Without a seat: 3 Cy" in words
    manifest = json.loads((tmp_path / "run/manifest.json").read_text(encoding="utf-8"))
    assert [student["seat"] for student in manifest["students"]] == ["A1", "B2", "", "A2", "B1"]


def test_a_seating_plan_of_its_own_is_used(tmp_path: Path) -> None:
    """`--seating` says who sits where; without a class list there is nobody to seat."""
    write_bank(tmp_path)
    write_class(tmp_path)
    (tmp_path / "room.csv").write_text("id,row,place\n001,4,2\n", encoding="utf-8")
    assert exam(tmp_path, "--seating", "room.csv", "--output", "run").code == 0
    manifest = json.loads((tmp_path / "run/manifest.json").read_text(encoding="utf-8"))
    assert manifest["students"][0]["seat"] == "D2"
    alone = worksheetgen(
        *("worksheet", "--topic", "kirov", "--bank", "bank", "--seating", "room.csv"), cwd=tmp_path
    )
    assert alone.code == 2
    assert "give the --class too" in alone.err


def test_what_was_printed_lately_is_not_drawn_again(tmp_path: Path) -> None:
    """Runs since the blueprint's month do not lend questions; older ones do."""
    write_bank(tmp_path)
    write_class(tmp_path)
    text = BLUEPRINT.replace("minutes: 60", "minutes: 60\nunused_since: 2026-09")
    small = text[: text.index("sections:")] + "sections:\n  - {questions: 5, kinds: [multiple-choice]}\n"
    (tmp_path / "small.yaml").write_text(small, encoding="utf-8")

    def run(output: str, *more: str) -> Ran:
        return worksheetgen(
            *("exam", "small.yaml", "--bank", "bank", "--class", "9B.csv", "--seed", "s"),
            *("--output", output, "--history", ".", *more),
            cwd=tmp_path,
        )

    assert run("one").code == 0
    assert run("two").code == 0
    assert drawn(tmp_path / "one").isdisjoint(drawn(tmp_path / "two"))
    september = 1_790_000_000  # 2026-09-21
    os.utime(tmp_path / "one/manifest.json", (september, september))
    os.utime(tmp_path / "two/manifest.json", (september, september))
    june = september - 100 * 86_400
    os.utime(tmp_path / "one/manifest.json", (june, june))
    assert run("three").code == 0
    assert drawn(tmp_path / "one") == drawn(tmp_path / "three")


def test_what_was_printed_since_changes_no_paper_that_stands(tmp_path: Path) -> None:
    """Another class has its paper between the first print and a newcomer's: the papers that exist stay."""
    write_bank(tmp_path)
    write_class(tmp_path)
    text = BLUEPRINT.replace("minutes: 60", "minutes: 60\nunused_since: 2026-09")
    small = text[: text.index("sections:")] + "sections:\n  - {questions: 5, kinds: [multiple-choice]}\n"
    (tmp_path / "small.yaml").write_text(small, encoding="utf-8")

    def run(class_list: str, *more: str) -> Ran:
        return worksheetgen(
            *("exam", "small.yaml", "--bank", "bank", "--class", class_list, *more), cwd=tmp_path
        )

    (tmp_path / "9C.csv").write_text("id,name\n901,Ada\n", encoding="utf-8")
    assert run("9B.csv").code == 0
    assert run("9C.csv").code == 0
    mine, theirs = tmp_path / "output/small-9B", tmp_path / "output/small-9C"
    assert drawn(mine).isdisjoint(drawn(theirs))
    before = files_of(mine)
    with (tmp_path / "9B.csv").open("a", encoding="utf-8") as file:
        file.write("099,New,core,,,\n")
    assert run("9B.csv", "--force").code == 0
    after = files_of(mine)
    assert "papers/099.pdf" in after
    papers = [name for name in before if name.startswith("papers/0")]
    assert {name: after[name] for name in papers} == {name: before[name] for name in papers}


def test_forms_print_verify_and_have_schemes_of_their_own(tmp_path: Path) -> None:
    """Three forms: each student has one, each has a spare, the scheme has all, every paper agrees with its key."""
    write_bank(tmp_path)
    write_class(tmp_path)
    sections = "sections:\n  - {questions: 2, kinds: [multiple-choice]}\n"
    two = BLUEPRINT[: BLUEPRINT.index("sections:")].replace("code:", "forms: 3\ncode:") + sections
    (tmp_path / "two.yaml").write_text(two, encoding="utf-8")
    ran = worksheetgen(
        *("exam", "two.yaml", "--bank", "bank", "--class", "9B.csv", "--output", "run"), cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    assert "Forms A to C: 2 marks each, expected scores within 0.00 marks" in ran.out
    manifest = json.loads((tmp_path / "run/manifest.json").read_text(encoding="utf-8"))
    assert {student["form"] for student in manifest["students"]} == {"A", "B", "C"}
    document = pypdfium2.PdfDocument(tmp_path / "run/mark-scheme.pdf")
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "Form A · Section A" in words
    assert "Form B · Section A" in words
    checked = worksheetgen("verify", "run", "--bank", "bank", cwd=tmp_path)
    assert checked.code == 0, checked.out
    assert "All 7 papers agree" in checked.out


def test_the_files_of_forms_and_seats_pass_pdf_ua(tmp_path: Path) -> None:
    """A mark scheme of several forms, and a room wider than a table, are sound for a screen reader."""
    write_bank(tmp_path)
    lines = "".join(f"{n:03},Pupil {n},A{n}\n" for n in range(1, 9))
    (tmp_path / "9B.csv").write_text(f"id,name,seat\n{lines}", encoding="utf-8")
    sections = "sections:\n  - {questions: 2, kinds: [multiple-choice]}\n"
    two = BLUEPRINT[: BLUEPRINT.index("sections:")].replace("code:", "forms: 3\ncode:") + sections
    (tmp_path / "two.yaml").write_text(two, encoding="utf-8")
    ran = worksheetgen(
        *("exam", "two.yaml", "--bank", "bank", "--class", "9B.csv", "--output", "run"), cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    assert {name: failures(tmp_path / "run" / name) for name in ("mark-scheme.pdf", "seating.pdf")} == {
        "mark-scheme.pdf": "",
        "seating.pdf": "",
    }
