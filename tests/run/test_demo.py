"""The demo's class list: written once, and never over what a teacher has put there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import worksheetgen
from worksheetgen.bank import load_bank
from worksheetgen.class_list import load_class
from worksheetgen.errors import ExitCode
from worksheetgen.protection import Password, unlocked
from worksheetgen.run.demo import SIZE, Demo


def test_the_demo_never_overwrites_a_class_list(tmp_path: Path) -> None:
    """A class list of the demo's name stays byte for byte, and whoever asks is told that it does."""
    demo = Demo(tmp_path, load_bank())
    demo.class_path.write_bytes(b"id,name\r\n1,Ada\r\n")
    assert demo.keep_class_list() is False
    assert demo.class_path.read_bytes() == b"id,name\r\n1,Ada\r\n"


def test_the_demo_writes_a_class_list_where_there_is_none(tmp_path: Path) -> None:
    """Whoever has no list yet gets the made-up class, to be changed."""
    demo = Demo(tmp_path, load_bank())
    assert demo.keep_class_list() is True
    assert load_class(demo.class_path).students[0].name == demo.class_list.students[0].name
    assert len(load_class(demo.class_path).students) == SIZE


@pytest.mark.slow
def test_the_demo_can_have_a_password(tmp_path: Path) -> None:
    """Both runs of it are protected, and are printed again with the password alone, which it can be given."""
    (tmp_path / "words.txt").write_text("gulag kirov yezhov\n", encoding="utf-8")
    given = ("--password-file", "words.txt")
    ran = worksheetgen("demo", *given, cwd=tmp_path)
    assert ran.code == 0, ran.err
    for run in ("demo-unit-test", "demo-homework"):
        book = (tmp_path / "output" / run / "markbook.xlsx").read_bytes()
        assert unlocked(book, "", Password("gulag kirov yezhov", "")) != book
        assert f"worksheetgen verify output/{run} --password-file words.txt" in ran.out
    assert worksheetgen("demo", "--force", cwd=tmp_path).code == ExitCode.INVALID_INPUT
    assert worksheetgen("demo", "--force", *given, cwd=tmp_path).code == 0
