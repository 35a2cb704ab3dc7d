"""A new folder, or one PDF, arrives whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest

from tests.delivery.runs import DELIVERED, NEW, beside, contents, python, write
from worksheetgen.delivery import deliver, deliver_file, rewrite
from worksheetgen.errors import OutputExists

FILES = {"bank/unit.yaml": b"title: One", "9B.csv": b"id,name\n"}
PDF = b"%PDF-1.7 new"


# ---- a folder ------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [False, True])
def test_a_new_folder(folder: Path, made: bool) -> None:
    """The folder holds exactly its files, whether or not somebody has made it already, empty."""
    if made:
        folder.mkdir()
    deliver(folder, FILES)
    assert contents(folder) == FILES
    assert beside(folder) == []


def test_a_folder_with_something_in_it_is_never_replaced(folder: Path) -> None:
    """Whatever is there stays, be it a run of ours, and the folder is named."""
    write(folder, NEW)
    with pytest.raises(OutputExists) as caught:
        deliver(folder, FILES)
    assert str(caught.value) == (
        f"{folder}: This folder is already there and has files in it. Choose another name."
    )
    assert contents(folder) == NEW
    assert beside(folder) == []


@pytest.mark.parametrize("name", ["../outside.pdf", "/outside.pdf", "papers/../../outside.pdf"])
def test_names_stay_inside(folder: Path, name: str) -> None:
    """A file that would lie outside the folder is a bug, found before anything is written."""
    with pytest.raises(ValueError, match="leads out"):
        deliver(folder, {name: b""})
    assert beside(folder) == []


def test_a_file_name_that_is_too_long(tmp_path: Path) -> None:
    """When a file cannot be written, the folders that were made for it go too."""
    with pytest.raises(OutputExists, match="too long"):
        deliver(tmp_path / "a" / "b" / "folder", {**FILES, "x" * 300: b""})
    assert list(tmp_path.iterdir()) == []


def test_files_larger_than_the_account_allows(folder: Path) -> None:
    """When a file cannot be written to its end, nothing of the new folder is left."""
    ran = python(
        "from resource import RLIMIT_FSIZE, getrlimit, setrlimit\n"
        "from worksheetgen.delivery import deliver\n"
        "soft, hard = getrlimit(RLIMIT_FSIZE)\n"
        "setrlimit(RLIMIT_FSIZE, (9000, hard))\n"
        "try:\n    deliver(Path(sys.argv[1]), {**NEW, 'large.pdf': bytes(10_000)})\n"
        "finally:\n    setrlimit(RLIMIT_FSIZE, (soft, hard))  # for what is written of the process as it ends",
        folder,
    )
    assert "A file would be larger than this disk or account allows." in ran.stderr
    assert not folder.exists()
    assert beside(folder) == []


@pytest.mark.slow
def test_killed_at_any_step(tmp_path: Path) -> None:
    """Killed at any step, there is all of the folder or nothing, and the next attempt cleans up."""
    outcomes = set()
    for number in range(1, 200):
        folder = tmp_path / str(number) / "run"
        ran = python(DELIVERED, folder, number, signal.SIGKILL)
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL, ran.stderr
        outcomes.add(folder.exists())
        if folder.exists():
            assert contents(folder) == NEW
        else:
            deliver(folder, FILES)
            assert contents(folder) == FILES
            assert beside(folder) == []
    assert ran.returncode == 0, ran.stderr
    assert outcomes == {True, False}


# ---- one PDF -------------------------------------------------------------------------------------


def test_a_pdf_is_replaced(tmp_path: Path) -> None:
    """A PDF of that name gives way to the new one, and folders above are made."""
    path = tmp_path / "deep" / "001.pdf"
    deliver_file(path, b"%PDF-1.7 old")
    deliver_file(path, PDF)
    assert path.read_bytes() == PDF
    assert beside(path) == []


@pytest.mark.parametrize("theirs", [b"", b"my notes", b"%PD"])
def test_a_file_that_is_no_pdf_is_kept(tmp_path: Path, theirs: bytes) -> None:
    """Anything else of that name is never replaced."""
    path = tmp_path / "001.pdf"
    path.write_bytes(theirs)
    with pytest.raises(OutputExists, match="There is a file of this name that is no PDF"):
        deliver_file(path, PDF)
    assert path.read_bytes() == theirs
    assert beside(path) == []


def test_a_device_or_a_folder_is_not_read(tmp_path: Path) -> None:
    """What has no end, or waits for a writer, is refused without being read."""
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    for path in (tmp_path / "pipe.pdf", tmp_path / "folder.pdf", Path("/dev/full")):
        with pytest.raises(OutputExists, match="is no PDF"):
            deliver_file(path, PDF)


def test_what_a_killed_reprint_left_is_cleaned(tmp_path: Path) -> None:
    """Half a PDF that a killed process left under a hidden name goes with the next one."""
    path = tmp_path / "001.pdf"
    path.with_name(".worksheetgen-partial-01").write_bytes(PDF[:3])
    deliver_file(path, PDF)
    assert beside(path) == []


# ---- a file of somebody's own --------------------------------------------------------------------


def test_a_file_is_written_anew_as_it_was_kept(folder: Path) -> None:
    """Its permissions stay, a link to it stays a link, and nothing is left beside it."""
    folder.mkdir()
    path, link = folder / "unit.yaml", folder / "link.yaml"
    path.write_bytes(b"title: One")
    path.chmod(0o640)
    link.symlink_to(path)
    rewrite(link, b"title: Two")
    assert path.read_bytes() == b"title: Two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert {one.name for one in folder.iterdir()} == {"unit.yaml", "link.yaml"}


def test_a_file_that_cannot_be_written_anew_stays(folder: Path) -> None:
    """Where the disk takes no more half-way, the old content stays, and that is told."""
    folder.mkdir()
    path = folder / "unit.yaml"
    path.write_bytes(b"title: One")
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3, allowed[1]))
    try:
        with pytest.raises(OutputExists, match="larger than this disk or account allows"):
            rewrite(path, b"title: Two")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)
        signal.signal(signal.SIGXFSZ, old)
    assert [(one.name, one.read_bytes()) for one in folder.iterdir()] == [("unit.yaml", b"title: One")]
