"""What becomes of standard output stops no run: its reader leaves, it is full, closed, or lacks a letter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny_bank import write_bank, write_class

pytestmark = pytest.mark.slow

STATS = ("bank", "stats", "--bank", "bank")
EXAM = ("exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "run")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the small bank and a class list."""
    write_bank(tmp_path)
    write_class(tmp_path)
    return tmp_path


def with_stdout(to: int, *words: str, cwd: Path, **environment: str) -> tuple[int, str]:
    """The exit code of a command and what it says on stderr, its standard output going to a file descriptor."""
    done = subprocess.run(
        [sys.executable, "-m", "worksheetgen", *words],
        cwd=cwd,
        env=os.environ | environment,
        stdout=to,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("words", [STATS, EXAM])
def test_a_reader_who_has_seen_enough_is_no_mistake(desk: Path, words: tuple[str, ...]) -> None:
    """As with `head`: nothing is said, the command ends as it would, and a run is complete."""
    reader, pipe = os.pipe()
    os.close(reader)
    try:
        assert with_stdout(pipe, *words, cwd=desk) == (0, "")
    finally:
        os.close(pipe)
    assert (desk / "run/manifest.json").exists() == (words is EXAM)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full")
def test_a_full_disk_is_told(desk: Path) -> None:
    """What could not be shown is told in one line, after the run is complete."""
    with Path("/dev/full").open("w") as full:
        code, said = with_stdout(full.fileno(), *EXAM, cwd=desk)
    assert code == 6
    assert said == (
        "standard output: Not all of what was to be shown could be written: No space left on device. "
        "Write it to another place.\n"
    )
    assert (desk / "run/manifest.json").exists()


def test_standard_output_may_be_closed(desk: Path) -> None:
    """A command that a shell starts with `>&-` ends as it would."""
    line = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "worksheetgen", *STATS]
    done = subprocess.run(line, cwd=desk, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_letter_that_standard_output_lacks_stops_nothing(desk: Path) -> None:
    """Where a terminal knows the letters of Western Europe alone, the others are question marks."""
    shown = desk / "shown"
    with shown.open("w") as file:
        ran = with_stdout(file.fileno(), *STATS, cwd=desk, PYTHONIOENCODING="iso-8859-1", PYTHONUTF8="0")
    assert ran == (0, "")
    assert "? gulag: no question for AO2 support" in shown.read_text(encoding="iso-8859-1")
