"""`init`: a folder in which everything works at once, and nothing of anybody's is overwritten."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.commands import worksheetgen

pytestmark = pytest.mark.slow


def test_the_next_command_it_names_prints_an_exam(tmp_path: Path) -> None:
    """What `init` says to type next prints a run from the new folder's own bank, class and theme."""
    ran = worksheetgen("init", "my history", cwd=tmp_path)
    assert ran.code == 0
    following = shlex.split(ran.out.splitlines()[-1].removeprefix("Next: worksheetgen "))
    assert worksheetgen("bank", "check", "--bank", "my history/bank", cwd=tmp_path).code == 0
    done = worksheetgen(*following, cwd=tmp_path)
    assert done.code == 0, done.err
    assert (tmp_path / "my history/unit-test/class-pack.pdf").is_file()
    assert not (
        tmp_path / "output"
    ).exists()  # where the README's first exam lies, of a class of the same name


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """A second `init` into the same folder changes nothing and says what to do."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    ran = worksheetgen("init", "mine", cwd=tmp_path)
    assert (ran.code, ran.out) == (6, "")
    assert ran.err == "mine: This folder is already there and has files in it. Choose another name.\n"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
