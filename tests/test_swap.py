"""The verb swap: what it shows, what it puts in a question's place, and what it says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.tiny_bank import write_bank

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a run of a class of three."""
    write_bank(tmp_path)
    (tmp_path / "9B.csv").write_text("id,name\n001,Ada\n002,Bo\n003,Cy\n", encoding="utf-8")
    ran = worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--output", "run"),
        cwd=tmp_path,
    )
    assert ran.code == 0, ran.err
    return tmp_path


def swap(desk: Path, *words: str) -> Ran:
    """Swap in the run."""
    return worksheetgen("swap", "run", *words, "--bank", "bank", cwd=desk)


def first_choice(desk: Path) -> str:
    """The id of a multiple-choice question of the run."""
    manifest = json.loads((desk / "run/manifest.json").read_text(encoding="utf-8"))
    return str(manifest["draw"]["forms"][0]["sections"][0][0])


def test_what_could_take_its_place_is_listed(desk: Path) -> None:
    """Without `--for` nothing changes: what fits is listed, and the command that takes one can be copied."""
    old, before = first_choice(desk), files_of(desk / "run")
    ran = swap(desk, old, "--student", "002")
    assert (ran.code, files_of(desk / "run")) == (0, before)
    assert "Could take its place" in ran.out.splitlines()[0]
    *listed, last = ran.out.splitlines()[1:]
    copied = f"worksheetgen swap run {old} --for QUESTION --student 002 --bank bank"
    assert re.fullmatch(rf"\d+ could. To take one: {copied}", last)
    ids = [line.split()[-1] for line in listed if line.strip()]
    assert old not in ids
    assert swap(desk, old, "--for", ids[0], "--student", "002").code == 0


def test_a_swap_says_which_question_took_the_place(desk: Path) -> None:
    """For one student the most alike is taken: its id and its words are told, and that one paper alone changes."""
    old, before = first_choice(desk), files_of(desk / "run")
    ran = swap(desk, old, "--for", "002")
    assert ran.code == 0, ran.err
    told = ran.out.splitlines()[-1]
    assert f"took the place of {old} on paper 002 alone: Which statement about the purge" in told
    after = files_of(desk / "run")
    assert [name for name in before if name.startswith("papers/0") and before[name] != after[name]] == [
        "papers/002.pdf"
    ]


def test_a_question_is_named_by_its_number(desk: Path) -> None:
    """As in the mark scheme, not as on anybody's paper: which one is meant is said, and what comes has that number."""
    old = first_choice(desk)
    ran = swap(desk, "1")
    assert ran.out.splitlines()[0].startswith(
        "Question 1 of the mark scheme: Which statement about the purge"
    )
    assert f"worksheetgen swap run {old} --for QUESTION" in ran.out
    new = ran.out.splitlines()[2].split()[-1]
    assert swap(desk, "1", "--for", new).code == 0
    assert first_choice(desk) == new
    ran = swap(desk, "99")
    assert (ran.code, "The mark scheme has no question 99." in ran.err) == (3, True)


def test_a_swap_is_taken_back(desk: Path) -> None:
    """With the old question back, the student's paper is one of the class's form again."""
    old = first_choice(desk)
    new = swap(desk, old, "--for", "002").out.splitlines()[-1].split()[0]
    assert swap(desk, new, "--for", old, "--student", "002").code == 0
    manifest = json.loads((desk / "run/manifest.json").read_text(encoding="utf-8"))
    assert manifest["draw"]["own"] == []
    assert {student["form"] for student in manifest["students"]} == {"A"}
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0


def test_two_students_are_not_named_at_once(desk: Path) -> None:
    """`--for 001 --student 003` is a misunderstanding, and nobody's paper changes."""
    before = files_of(desk / "run")
    ran = swap(desk, first_choice(desk), "--for", "001", "--student", "003")
    assert (ran.code, files_of(desk / "run")) == (2, before)
    assert "--for names the student 001, --student 003" in ran.err


def test_what_is_no_question_is_told_so(desk: Path) -> None:
    """A name instead of an id, or a slip of the pen, is not said to be a question that does not fit."""
    ran = swap(desk, first_choice(desk), "--for", "Ada")
    assert ran.code == 3
    assert "There is no question Ada." in ran.err


def test_where_nothing_fits_it_is_said(desk: Path) -> None:
    """The only essay has no alternative: no empty table, and no command to copy."""
    ran = swap(desk, "essay-01")
    assert (ran.code, ran.out) == (
        0,
        "No other question could take the place of essay-01 with all that the blueprint demands.\n",
    )
