"""Every command that names a run's folder finds the run there, and none loses what a person typed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.tiny_bank import write_bank, write_class
from worksheetgen.delivery.hidden import aside_path, work_path

pytestmark = pytest.mark.slow

BROUGHT_BACK = (
    "run: The program was stopped while it replaced this run; the run as it was is back in its place. "
    "Print it again with --force if it is still to be replaced.\n"
)


def exam(desk: Path, *more: str) -> Ran:
    """Print the small test for the small class."""
    return worksheetgen(
        *("exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "run", *more), cwd=desk
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank, a class and a run of it, to be copied."""
    desk = tmp_path_factory.mktemp("printed")
    write_bank(desk)
    write_class(desk)
    ran = exam(desk)
    assert ran.code == 0, ran.err
    return desk


@pytest.fixture
def desk(printed: Path, tmp_path: Path) -> Path:
    """A folder with the bank, the class and the run."""
    return shutil.copytree(printed, tmp_path / "desk")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("key run", 0),
        ("key run/manifest.json", 0),
        ("verify run --bank bank", 0),
        ("reprint run --student 001 --bank bank", 0),
        ("exam test --bank bank --class 9B.csv --output again --unlike run", 4),
        ("exam test --bank bank --class 9B.csv --output run", 6),
        ("exam test --bank bank --class 9B.csv --output run --force", 0),
    ],
)
def test_a_run_put_aside_is_back_for_every_command(desk: Path, command: str, code: int) -> None:
    """After a kill between two renames each command finds the old run in its place, and says so."""
    before = files_of(desk / "run")
    (desk / "run").rename(aside_path(desk / "run"))
    if "--unlike" in command:  # this option wants the folder to be there
        (desk / "run").mkdir()
    ran = worksheetgen(*command.split(), cwd=desk)
    assert ran.code == code, ran.err
    assert ran.err.startswith(BROUGHT_BACK)
    assert set(files_of(desk / "run")) == set(before)
    assert not [path for path in desk.iterdir() if path.name.startswith(".worksheetgen")]


def test_what_a_killed_exchange_left_is_no_obstacle(desk: Path) -> None:
    """A workroom that holds the replaced run, as a kill right after the exchange leaves it, goes with the next run."""
    shutil.copytree(desk / "run", work_path(desk / "run") / "run")
    ran = exam(desk, "--force")
    assert ran.code == 0, ran.err
    assert not [path for path in desk.iterdir() if path.name.startswith(".worksheetgen")]


def test_a_markbook_that_cannot_be_read_stops_force(desk: Path) -> None:
    """Printing again over a markbook that is half saved is refused, and names it."""
    path = desk / "run/markbook.xlsx"
    path.write_bytes(path.read_bytes()[:5000])
    before = files_of(desk / "run")
    ran = exam(desk, "--force")
    assert (ran.code, files_of(desk / "run")) == (6, before)
    assert re.search("^run/markbook.xlsx: The markbook cannot be read", ran.err)
