"""Which folders are earlier runs: those that this program finished, and nothing else that looks like one."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.commands import Ran, worksheetgen
from tests.tiny_bank import BLUEPRINT, write_bank, write_class
from worksheetgen.delivery.hidden import work_path

pytestmark = pytest.mark.slow

SECTIONS = "sections:\n  - {questions: 5, kinds: [multiple-choice]}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A bank, a class, and a blueprint that asks for what was not printed since September."""
    write_bank(tmp_path)
    write_class(tmp_path)
    text = BLUEPRINT[: BLUEPRINT.index("sections:")].replace(
        "minutes: 60", "minutes: 60\nunused_since: 2026-09"
    )
    (tmp_path / "small.yaml").write_text(text + SECTIONS, encoding="utf-8")
    return tmp_path


def exam(desk: Path, output: str) -> Ran:
    """Print the blueprint for the small class."""
    return worksheetgen(
        *("exam", "small.yaml", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--history", "."),
        *("--output", output),
        cwd=desk,
    )


def drawn(run: Path) -> object:
    """What a run's record says of its draw."""
    return json.loads((run / "manifest.json").read_text(encoding="utf-8"))["draw"]["forms"]


def test_a_hidden_workroom_is_no_history(desk: Path) -> None:
    """What a killed run left in its hidden folder was never handed out: the same paper is drawn as without it."""
    assert exam(desk, "first").code == 0
    left = work_path(desk / "killed")
    shutil.move(desk / "first", left / "run")
    ran = exam(desk, "second")
    assert ran.code == 0, ran.err
    assert drawn(desk / "second") == drawn(left / "run")


@pytest.mark.parametrize("content", [b"{}", b"[1, 2", b"\xff\xfe", b'{"name": "a web app", "version": 2}'])
def test_a_foreign_record_is_no_history(desk: Path, content: bytes) -> None:
    """A manifest.json of another program below the history's folder neither counts nor stops a run."""
    (desk / "other").mkdir()
    (desk / "other/manifest.json").write_bytes(content)
    ran = exam(desk, "run")
    assert ran.code == 0, ran.err


def test_a_damaged_record_of_ours_stops_the_run(desk: Path) -> None:
    """A run whose record cannot be read may have used any question: that is said, and nothing is printed."""
    assert exam(desk, "first").code == 0
    record = desk / "first/manifest.json"
    record.write_bytes(record.read_bytes()[:-100])
    ran = exam(desk, "second")
    assert ran.code == 3
    assert "first/manifest.json" in ran.err
    assert not (desk / "second").exists()


def test_a_damaged_record_stops_no_other_plan(desk: Path) -> None:
    """Where a plan only shows which other runs have a question, a run that cannot be read is passed over."""
    asked = (desk / "small.yaml").read_text(encoding="utf-8").replace("unused_since: 2026-09\n", "")
    (desk / "small.yaml").write_text(asked, encoding="utf-8")
    assert exam(desk, "sound").code == 0
    assert exam(desk, "damaged").code == 0
    record = desk / "damaged/manifest.json"
    record.write_bytes(record.read_bytes()[:-100])
    ran = worksheetgen(
        *("plan", "small.yaml", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--history", "."),
        *("--output", "third"),
        cwd=desk,
    )
    assert ran.code == 0, ran.err
    assert "sound" in ran.out
    assert "damaged" not in ran.out


@pytest.mark.parametrize("seconds", [-(10**12), 10**12])
def test_a_run_of_a_year_beyond_every_calendar_has_a_day(desk: Path, seconds: int) -> None:
    """A clock that was so wrong when a run was printed, or a copy that spoilt its date, stops no later run."""
    assert exam(desk, "first").code == 0
    record = desk / "first/manifest.json"
    os.utime(record, (seconds, seconds))
    if record.stat().st_mtime != seconds:
        pytest.skip("this disk keeps no such date")
    ran = exam(desk, "second")
    assert ran.code == 0, ran.err
    assert (drawn(desk / "second") == drawn(desk / "first")) == (seconds < 0)
