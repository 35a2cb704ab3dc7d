"""`bank sheet`, `bank export`, `bank import`: what they say, what they write, and when they write nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import files_of, worksheetgen

UNIT = "title: The cell\nsubject: Biology\nattribution: Ours\ntopics:\n  - {id: cells, title: Cells}\n"
SHEET = "question,answer,colour\nWhat has DNA?,nucleus,red\nWhy?,So,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a unit and a sheet."""
    (tmp_path / "cell").mkdir()
    (tmp_path / "cell/unit.yaml").write_text(UNIT)
    (tmp_path / "q.csv").write_text(SHEET)
    return tmp_path


def test_an_import_is_told_and_can_be_tried_first(desk: Path) -> None:
    """Counts, each filler once with its place, what was not read, what to do; `--dry-run` writes nothing."""
    before = files_of(desk / "cell")
    tried = worksheetgen("bank", "import", "q.csv", "--into", "cell", "--dry-run", cwd=desk)
    assert files_of(desk / "cell") == before
    ran = worksheetgen("bank", "import", "q.csv", "--into", "cell", cwd=desk)
    assert (tried.code, ran.code) == (0, 0)
    assert tried.out.startswith("Questions: 2 new. Nothing is written.\n")
    lines = ran.out.splitlines()
    assert lines[:2] == ["Questions: 2 new.", "  New: cells-01, cells-02"]
    assert "Filled in for 2 questions: difficulty: 3 (first at q.csv:2:1)" in lines
    assert "Not read: the column ‘colour’ (q.csv:1:17)" in lines
    assert lines[-1] == "Next: worksheetgen bank list --bank ."
    assert worksheetgen("bank", "import", "q.csv", "--into", "cell", cwd=desk).out.startswith(
        "Questions: 2 as they were.\n"
    )


def test_strict_writes_nothing_that_is_doubtful(desk: Path) -> None:
    """With `--strict` what was filled in or not read ends in exit code 3."""
    before = files_of(desk / "cell")
    ran = worksheetgen("bank", "import", "q.csv", "--into", "cell", "--strict", cwd=desk)
    assert ran.code == 3
    assert "Nothing is written." in ran.out
    assert files_of(desk / "cell") == before


def test_a_mistake_is_told_and_nothing_written(desk: Path) -> None:
    """One bad cell, and no question of the sheet is taken."""
    before = files_of(desk / "cell")
    (desk / "q.csv").write_text(f"{SHEET}Which?,,\n")
    ran = worksheetgen("bank", "import", "q.csv", "--into", "cell", cwd=desk)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "q.csv:4:1: The row has no answer. Write it under ‘answer’, or empty the row.\n"
    assert files_of(desk / "cell") == before


@pytest.mark.parametrize("unit", [".", "cell"])
def test_an_export_goes_in_again(desk: Path, unit: str) -> None:
    """What a query finds goes into a workbook, which is not replaced unasked; as it is, it changes nothing."""
    worksheetgen("bank", "import", "q.csv", "--into", "cell", cwd=desk)
    ran = worksheetgen("bank", "export", unit, "DNA", "--to", "xlsx", "-o", "e.xlsx", cwd=desk)
    assert f"worksheetgen bank import e.xlsx --into {unit}" in ran.out
    assert worksheetgen("bank", "export", unit, "-o", "e.xlsx", cwd=desk).code == 6
    ran = worksheetgen("bank", "import", "e.xlsx", "--into", unit, cwd=desk)
    assert ran.out.splitlines()[0] == "Questions: 1 as they were."
    assert worksheetgen("bank", "export", unit, "gulag", cwd=desk).code == 2


@pytest.mark.slow
def test_a_sheet_goes_to_standard_output(desk: Path) -> None:
    """`bank sheet cell > questions.xlsx` is the whole workbook, the same each time."""
    worksheetgen("bank", "sheet", "cell", "-o", "s.xlsx", cwd=desk)
    typed = [sys.executable, "-m", "worksheetgen", "bank", "sheet", "cell"]
    ran = subprocess.run(typed, cwd=desk, capture_output=True, check=True)
    assert ran.stdout == (desk / "s.xlsx").read_bytes()


def test_several_units_are_told_apart(desk: Path) -> None:
    """A folder of several units, or of none, is no place to import into."""
    (desk / "leaf").mkdir()
    ran = worksheetgen("bank", "import", "q.csv", "--into", "leaf", cwd=desk)
    assert (ran.code, ran.err) == (
        3,
        "leaf: This is no unit: no folder in it has a unit.yaml. Begin one with `worksheetgen init FOLDER`.\n",
    )
    (desk / "leaf/unit.yaml").write_text(UNIT)
    ran = worksheetgen("bank", "sheet", ".", cwd=desk)
    assert ran.err == ".: There are several units in this folder: cell, leaf. Name one, for example cell.\n"
