"""A run with marks for spelling, punctuation and grammar: its files agree on them; runs without go on as they were."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.commands import Ran, worksheetgen
from tests.tiny_bank import BLUEPRINT, write_bank, write_class

pytestmark = pytest.mark.slow

THEME = Path(__file__).parent.parent / "templates" / "board"


def written(folder: Path, spag: int) -> None:
    """The small bank, its essay with so many marks for spelling, and the small class."""
    bank = write_bank(folder)
    section = f"kinds: [essay], spag: {spag}" if spag else "kinds: [essay]"
    blueprint = bank / "small" / "blueprints" / "test.yaml"
    blueprint.write_text(BLUEPRINT.replace("kinds: [essay]", section), encoding="utf-8")
    write_class(folder)


def exam(folder: Path, *more: str | Path) -> Ran:
    """Print the small test for the small class."""
    ran = worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "run", *more), cwd=folder
    )
    assert ran.code == 0, ran.err
    return ran


def words(pdf: Path) -> str:
    """The text of a PDF on one line."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a printed run, for tests that only read."""
    folder = tmp_path_factory.mktemp("desk")
    written(folder, 4)
    (folder / "said.txt").write_text(exam(folder).out, encoding="utf-8")
    return folder


def test_every_file_of_a_run_has_the_same_total(desk: Path) -> None:
    """Papers, mark scheme, markbook, record and screen agree on the marks and on those for spelling."""
    record = json.loads((desk / "run" / "manifest.json").read_text(encoding="utf-8"))
    for student in record["students"]:
        total = sum(question["marks"] + question["spag"] for question in student["questions"])
        assert [question["spag"] for question in student["questions"]] == [0] * 16 + [4]
        paper = words(desk / "run" / student["file"])
        brackets = re.findall(r"\[(?:SPaG: )?(\d+) marks?\]", paper)
        assert sum(map(int, brackets)) == total
        assert f"carries {total} marks" in paper
        assert "Question 17 also carries 4 marks" in paper
    assert f"{total} marks (4 for SPaG)" in (desk / "said.txt").read_text(encoding="utf-8")
    assert f"Total {total}" in words(desk / "run" / "mark-scheme.pdf")
    marks = openpyxl.load_workbook(desk / "run" / "markbook.xlsx", data_only=True)["By question"]
    most = {head.value: cell.value for head, cell in zip(marks[3], marks[4], strict=True)}
    assert (most["essay-01 SPaG"], most["SPaG"], most["Total"]) == (4, 4, total)


def test_the_answer_keys_and_the_screen_name_them(desk: Path) -> None:
    """A marker reads beside the essay that it carries them."""
    said = words(desk / "run" / "answer-keys.pdf")
    assert "/12+4" in said
    assert "(after +: for spelling, punctuation and grammar)" in said
    shown = worksheetgen("key", desk / "run", "--student", "001", cwd=desk).out
    assert re.search(r"essay-01 +12 \+ 4 SPaG +see the mark scheme", shown)


def test_verify_finds_them_on_every_paper(desk: Path) -> None:
    """A run as it was printed agrees with its record."""
    ran = worksheetgen("verify", "run", "--bank", "bank", cwd=desk)
    assert ran.code == 0, ran.err


def test_verify_sees_that_they_are_missing(desk: Path, tmp_path: Path) -> None:
    """A theme that forgets to print them is found out on every paper."""
    shutil.copytree(desk / "bank", tmp_path / "bank")
    shutil.copy(desk / "9B.csv", tmp_path)
    (tmp_path / "theme").mkdir()
    template = (THEME / "question.xml.j2").read_text(encoding="utf-8")
    forgetful = "".join(line for line in template.splitlines(keepends=True) if "SPaG" not in line)
    (tmp_path / "theme" / "question.xml.j2").write_text(forgetful, encoding="utf-8")
    exam(tmp_path, "--theme", "theme")
    ran = worksheetgen("verify", "run", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 7
    assert ran.err.count("question 17: [SPaG: 4 marks] is not on the paper beside its marks.") == 6
