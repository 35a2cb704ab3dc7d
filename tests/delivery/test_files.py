"""A new folder, or one PDF, arrives whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from tests.delivery.runs import DELIVERED, NEW, beside, bring, contents, python, write
from worksheetgen.delivery import (
    check_file,
    check_target,
    deliver,
    deliver_file,
    deliver_pictures,
    restore,
    revise,
    rewrite,
    trial,
)
from worksheetgen.delivery.changes import digests
from worksheetgen.delivery.renewal import renewed
from worksheetgen.errors import OutputExists
from worksheetgen.system.disk import lock

FILES = {"bank/unit.yaml": b"title: One", "9B.csv": b"id,name\n", "of/year/9/notes.txt": b"deep"}
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
    """When a file cannot be written, the folders that were made for it go too, and what was asked for is named."""
    folder = tmp_path / "a" / "b" / "folder"
    with pytest.raises(OutputExists, match="too long") as caught:
        deliver(folder, {**FILES, "x" * 300: b""})
    assert str(caught.value).startswith(f"{folder}: ")
    assert list(tmp_path.iterdir()) == []
    for write_one in (deliver_file, rewrite):
        with pytest.raises(OutputExists, match="too long") as caught:
            write_one(folder / ("x" * 300), PDF)
        assert str(caught.value).startswith(f"{folder / ('x' * 300)}: ")
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
    with pytest.raises(OutputExists) as caught:
        deliver_file(path, PDF)
    assert str(caught.value) == f"{path}: There is a file of this name that is no PDF. Choose another name."
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


def test_a_file_that_is_there_is_told_before_the_work(tmp_path: Path) -> None:
    """Unless --force was given, or nothing is there."""
    path = tmp_path / "001.pdf"
    check_file(path, force=False)
    path.write_bytes(PDF)
    check_file(path, force=True)
    with pytest.raises(OutputExists) as caught:
        check_file(path, force=False)
    assert str(caught.value) == f"{path}: This file is already there. Add --force or choose another --output."


# ---- pictures ------------------------------------------------------------------------------------


def test_pictures_are_those_of_now(tmp_path: Path) -> None:
    """Of the pictures' names those of last time go, and whatever else is in the folder stays."""
    folder = tmp_path / "not" / "there"
    deliver_pictures(folder, "001-*.png", [("001-1.png", b"one"), ("001-2.png", b"two")])
    write(folder, {"notes.txt": b"mine", "002-1.png": b"another's"})
    deliver_pictures(folder, "001-*.png", [("001-1.png", b"new")])
    assert contents(folder) == {"001-1.png": b"new", "notes.txt": b"mine", "002-1.png": b"another's"}


def test_pictures_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    """The folder is named, and none is left that was made for them."""
    folder = tmp_path / "pictures"
    with pytest.raises(OutputExists, match="too long") as caught:
        deliver_pictures(folder, "*.png", [("x" * 300, b"")])
    assert str(caught.value).startswith(f"{folder}: ")
    assert list(tmp_path.iterdir()) == []


# ---- a file of somebody's own --------------------------------------------------------------------


def test_a_file_is_made_of_what_is_in_it(tmp_path: Path) -> None:
    """Nothing where there is none; and nothing is written where nothing changes."""
    path = tmp_path / "marks.csv"
    for content in (b"one,", b"one,one,"):
        revise(path, lambda before: before + b"one,")
        assert path.read_bytes() == content
    before = path.stat()
    revise(path, lambda content: content)
    assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize(("private", "rights"), [(True, 0o600), (False, 0o644)])
def test_a_new_file_can_be_read_by_whom_it_is_for(tmp_path: Path, private: bool, rights: int) -> None:
    """A private one by this user alone, any other by all, as the user's files are; what is printed as well."""
    before = os.umask(0o022)
    try:
        revise(tmp_path / "new", lambda _: b"content", private=private)
        deliver_file(tmp_path / "001.pdf", PDF)
        rewrite(tmp_path / "unit.yaml", b"title: One")
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == rights
    assert (tmp_path / "001.pdf").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "unit.yaml").stat().st_mode & 0o777 == 0o644


# ---- two at a time -------------------------------------------------------------------------------


def renew(folder: Path) -> None:
    """Print something into a folder."""
    with renewed(folder) as filled:
        write(filled, NEW)


def try_there(folder: Path) -> None:
    """Try something where a folder will be."""
    with trial(folder):
        pass


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda folder: deliver(folder, FILES), id="a folder"),
        pytest.param(lambda folder: bring(folder), id="a run"),
        pytest.param(lambda folder: check_target(folder, force=True, digests_of=digests), id="before a run"),
        pytest.param(lambda folder: deliver_file(folder.with_suffix(".pdf"), PDF), id="a PDF"),
        pytest.param(lambda folder: rewrite(folder.with_suffix(".csv"), b"id"), id="a file"),
        pytest.param(renew, id="what is printed anew"),
        pytest.param(try_there, id="a trial"),
        pytest.param(restore, id="what was put aside"),
    ],
)
def test_who_writes_beside_another_waits(folder: Path, work: Callable[[Path], None]) -> None:
    """What one has half-written under a hidden name is there as long as the lock is held: nobody tidies it away."""
    half = folder.parent / ".worksheetgen-partial-01"
    half.write_bytes(b"half")
    working = Thread(target=work, args=(folder,))
    with lock(folder.parent, wait=True):
        working.start()
        working.join(0.05)
        assert working.is_alive()
        assert half.exists()
    working.join()


def test_of_two_who_revise_a_file_neither_is_lost(tmp_path: Path) -> None:
    """Four write a line each into a record, ten times, all at once: forty lines stand in it."""
    path = tmp_path / "marks.csv"

    def type_ten() -> None:
        for _ in range(10):
            revise(path, lambda before: before + b"9b-01,3\n")

    typing = [Thread(target=type_ten) for _ in range(4)]
    for one in typing:
        one.start()
    for one in typing:
        one.join()
    assert path.read_bytes() == b"9b-01,3\n" * 40


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
