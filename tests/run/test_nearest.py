"""`--nearest`: where no paper meets what is asked, the nearest one is printed, and what it misses is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Ran, worksheetgen
from tests.tiny_bank import write_bank, write_class

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the small bank and a class list."""
    write_bank(tmp_path)
    write_class(tmp_path)
    return tmp_path


def worksheet(desk: Path, marks: int, *more: str) -> Ran:
    """Ask for a worksheet of so many marks on Kirov."""
    asked = ("--topic", "kirov", "--marks", str(marks), "--output", "run")
    return worksheetgen("worksheet", "--bank", "bank", *asked, *more, cwd=desk)


def test_the_nearest_is_printed_where_it_is_asked_for(desk: Path) -> None:
    """Without the option it is offered, with it printed; the screen says what it misses, and the run verifies."""
    refused = worksheet(desk, 60)
    assert refused.code == 4
    assert refused.err.splitlines()[-1].endswith("Add --nearest to print it.")
    assert not (desk / "run").exists()
    ran = worksheet(desk, 60, "--nearest")
    assert ran.code == 0, ran.err
    (said,) = (line for line in ran.out.splitlines() if "The nearest paper has" in line)
    assert "It misses only this: the paper asks for 60 marks from non-essay questions on kirov" in said
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0


def test_the_option_changes_nothing_where_a_paper_can_be_had(desk: Path) -> None:
    """The same paper is drawn and nothing is told of it; of a new run the seed is told, of a former one what stands."""
    plain, nearest = worksheet(desk, 6), worksheet(desk, 6, "--nearest", "--force")
    assert (plain.code, nearest.code) == (0, 0)
    assert "Every paper is what it was: there is nothing to print again." in nearest.out
    assert _of_both(plain.out) == _of_both(nearest.out)


def _of_both(out: str) -> list[str]:
    return [line for line in out.splitlines() if "--seed" not in line and "Every paper" not in line]


def test_what_was_missed_is_told_of_what_is_asked_now(desk: Path) -> None:
    """Printed again the same is told once; asked for what the paper has, the same paper misses nothing."""
    first = worksheet(desk, 60, "--nearest")
    again = worksheet(desk, 60, "--nearest", "--force", "--yes")
    assert again.code == 0, again.err
    assert again.out.count("The nearest paper has") == first.out.count("The nearest paper has") == 1
    marks = int(first.out.split("The nearest paper has ")[1].split()[0])
    enough = worksheet(desk, marks, "--force", "--yes")
    assert enough.code == 0, enough.err
    assert "The nearest paper has" not in enough.out


def test_what_is_kept_and_left_out_counts_too(desk: Path) -> None:
    """A worksheet that cannot keep both of two long questions is planned with the one and without what is left out."""
    keep = ("--keep", "kirov-25", "--keep", "extract-02", "--keep", "kirov-23", "--out", "kirov-01")
    asked = ("plan", "--bank", "bank", "--topic", "kirov", "--marks", "2", *keep)
    assert worksheetgen(*asked, cwd=desk).code == 4
    ran = worksheetgen(*asked, "--nearest", cwd=desk)
    assert ran.code == 0, ran.err
    assert "kirov-25" in ran.out
    assert "kirov-01" not in ran.out


def test_forms_that_cannot_be_apart_are_printed(desk: Path) -> None:
    """An exam in three forms apart, of a bank for fewer, is printed in forms that share what they must."""
    path = desk / "bank/small/blueprints/test.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "forms: 3\n", encoding="utf-8")
    ran = worksheetgen("exam", "test", "--bank", "bank", "--class", "9B.csv", "--nearest", cwd=desk)
    assert ran.code == 0, ran.err
    assert "The nearest " in ran.out


def test_where_there_is_nothing_near_nothing_is_printed(desk: Path) -> None:
    """With no question on the topic at all the message says so, with the option too."""
    path = desk / "bank/small/unit.yaml"
    text = path.read_text(encoding="utf-8").replace("topics:\n", "topics:\n  - {id: camps, title: Camps}\n")
    path.write_text(text, encoding="utf-8")
    asked = ("worksheet", "--bank", "bank", "--topic", "camps", "--marks", "5", "--nearest")
    ran = worksheetgen(*asked, cwd=desk)
    assert ran.code == 4, ran.out
    assert "No paper comes near: the bank has nothing that fits." in ran.err
