"""A run arrives whole in its folder or not at all, and what stands there is replaced only if it may be."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery.runs import (
    NEW,
    OLD,
    beside,
    bring,
    contents,
    early,
    printed_digests,
    refusal,
    without_rights,
    write,
)
from worksheetgen.delivery import bring_in, check_target
from worksheetgen.delivery.hidden import is_work_in
from worksheetgen.delivery.workroom import open_workroom
from worksheetgen.errors import OutputExists

# ---- the ordinary way ----------------------------------------------------------------------------


def test_a_run_arrives_whole(folder: Path) -> None:
    """A new run holds exactly its files, and nothing stands beside it."""
    check_target(folder, force=False, digests_of=printed_digests)
    bring(folder)
    assert contents(folder) == NEW
    assert beside(folder) == []


def test_folders_above_are_made(tmp_path: Path) -> None:
    """Folders that are missing above the run are made."""
    check_target(tmp_path / "a" / "b" / "run", force=False, digests_of=printed_digests)
    assert beside(tmp_path / "x") == []
    bring(tmp_path / "a" / "b" / "run")
    assert contents(tmp_path / "a" / "b" / "run") == NEW


def test_a_run_is_kept_without_force(old: Path) -> None:
    """A run that is there stays as it is, early and late, and the remedy names --force."""
    assert early(old) == refusal(old)
    assert early(old) == (
        "A run is here already. Add --force to print it again (marks are kept), or choose another --output."
    )
    assert contents(old) == OLD
    assert beside(old) == []


def test_a_run_is_replaced_with_force(old: Path) -> None:
    """With force the new run takes the old one's place, with no file of the old one."""
    check_target(old, force=True, digests_of=printed_digests)
    bring(old, force=True)
    assert contents(old) == NEW
    assert beside(old) == []


def test_an_empty_folder_is_replaced_with_force(folder: Path) -> None:
    """An empty folder needs force and then gives way."""
    folder.mkdir()
    assert early(folder) == refusal(folder)
    assert early(folder) == "The folder is already there. Add --force to use it, or choose another one."
    bring(folder, force=True)
    assert contents(folder) == NEW
    assert beside(folder) == []


@pytest.mark.usefixtures("no_exchange")
def test_two_renames_do_what_one_exchange_does(old: Path) -> None:
    """A run, and then an empty folder, gives way, and nothing of the old one is left."""
    bring(old, force=True)
    assert contents(old) == NEW
    assert beside(old) == []
    shutil.rmtree(old)
    old.mkdir()
    bring(old, OLD, force=True)
    assert contents(old) == OLD
    assert beside(old) == []


def test_an_old_run_that_cannot_be_moved_away_is_no_failure(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new one is in its place by then."""
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if "discarded" in target.name:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    bring(old, force=True)
    assert contents(old) == NEW


@pytest.mark.usefixtures("no_exchange")
def test_where_the_second_rename_fails_the_old_run_is_back(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk gives way between the two: the old run stands in its place, and that is told."""
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if target == old and "partial" in path.name:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert os.strerror(errno.EIO) in refusal(old, force=True)
    assert contents(old) == OLD
    assert beside(old) == []


def test_a_link_to_a_run_stays_a_link(old: Path, tmp_path: Path) -> None:
    """Through a link the run itself is replaced."""
    link = tmp_path / "latest"
    link.symlink_to(old, target_is_directory=True)
    bring(link, force=True)
    assert link.is_symlink()
    assert contents(old) == NEW


# ---- what is never deleted -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "theirs",
    [
        {"holiday.jpg": b"photo"},
        {"manifest.json": b'{"name": "a web page", "icons": []}'},
        {"papers/001.pdf": b"paper"},
    ],
)
def test_what_is_no_run_is_never_deleted(folder: Path, theirs: dict[str, bytes]) -> None:
    """A folder without a manifest of ours stays, even with force, and force is not proposed."""
    write(folder, theirs)
    for force in (False, True):
        for said in (early(folder, force=force), refusal(folder, force=force)):
            assert said == (
                "This is something else than a run of worksheetgen, and is never replaced. Choose another folder."
            )
    assert contents(folder) == theirs
    assert beside(folder) == []


def test_a_file_is_never_deleted(folder: Path) -> None:
    """A file where the run would go stays, even with force."""
    folder.write_text("mine")
    assert "is never replaced" in refusal(folder, force=True)
    assert folder.read_text() == "mine"


@pytest.mark.parametrize("theirs", ["run (previous)", ".run", "run.old"])
def test_a_folder_beside_the_run_is_never_touched(old: Path, theirs: str) -> None:
    """A copy that a teacher made of a run stays, whatever it is called, and is in nobody's way."""
    write(old.with_name(theirs), OLD)
    bring(old, force=True)
    assert contents(old) == NEW
    assert contents(old.with_name(theirs)) == OLD
    assert beside(old) == [theirs]


# ---- what a person typed or added ----------------------------------------------------------------


def refused(folder: Path) -> list[str]:
    """What is said of each file that stops a replacement: the same early and late, and nothing is done."""
    before = contents(folder)
    with pytest.raises(OutputExists) as caught:
        check_target(folder, force=True, digests_of=printed_digests)
    with pytest.raises(OutputExists) as late:
        bring(folder, force=True)
    assert late.value.problems == caught.value.problems
    assert contents(folder) == before
    assert beside(folder) == []
    return str(caught.value).splitlines()


def test_what_a_person_typed_is_never_replaced(old: Path) -> None:
    """Every file that is not as it was printed stops even --force, with its name and what to do."""
    write(old, {"old.pdf": b"annotated"})
    assert refused(old) == [
        f"{old}/old.pdf: This file was changed after it was printed. "
        "Move it out of the folder to keep it, or choose another --output.",
    ]
    (old / "old.pdf").rename(old.with_name("kept.pdf"))
    bring(old, force=True)
    assert contents(old) == NEW


def test_what_a_person_added_is_kept_in_the_new_run(old: Path) -> None:
    """Notes in the folder and far below it, and links, are in the run that replaces it, as old as they were."""
    mine = {"notes.txt": b"mine", "papers/seen.txt": b"seen", "of/year/9/notes.txt": b"deep"}
    write(old, mine)
    os.utime(old / "notes.txt", (10**9, 10**9))
    (old / "link").symlink_to("elsewhere")
    (old / "shortcut").symlink_to("notes.txt")
    bring(old, force=True)
    assert (old / "link").readlink() == Path("elsewhere")
    assert (old / "shortcut").readlink() == Path("notes.txt")
    for link in ("link", "shortcut"):
        (old / link).unlink()
    assert contents(old) == {**NEW, **mine}
    assert (old / "notes.txt").stat().st_mtime == 10**9


def test_an_added_file_gives_way_to_no_new_one(old: Path) -> None:
    """The new run has a file of the name that a person took: nothing is replaced, and the name is told."""
    name = next(iter(NEW.keys() - OLD.keys()))
    write(old, {name: b"mine"})
    with pytest.raises(OutputExists) as caught:
        bring(old, force=True)
    assert str(caught.value) == (
        f"{old}/{name}: This file is not of the run that is here, but the new one has one of the same name. "
        "Move it out of the folder, or give it another name."
    )
    assert contents(old) == {**OLD, name: b"mine"}
    assert beside(old) == []


def test_the_folder_is_named_as_it_was_typed(old: Path, tmp_path: Path) -> None:
    """A file is named under the link by which the teacher knows the folder."""
    (tmp_path / "latest").symlink_to(old, target_is_directory=True)
    write(old, {"old.pdf": b"mine"})
    with pytest.raises(OutputExists, match=r"latest/old\.pdf: "):
        check_target(tmp_path / "latest", force=True, digests_of=printed_digests)


def test_what_is_typed_while_the_run_is_made_is_not_lost(old: Path) -> None:
    """The files are compared again at the last moment, after the check before the work has passed."""
    check_target(old, force=True, digests_of=printed_digests)
    with open_workroom(old, "test", resume=False) as workroom:
        write(workroom.run, NEW)
        write(old, {"old.pdf": b"annotated"})
        with pytest.raises(OutputExists, match="was changed after it was printed"):
            bring_in(old, workroom.run, force=True, digests_of=printed_digests)
    assert contents(old) == {**OLD, "old.pdf": b"annotated"}


def test_what_is_typed_while_the_run_is_flushed_is_not_lost(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk leaves time to save the old markbook: the files are compared once more when all is written out."""
    fsync = os.fsync

    def typing(descriptor: int) -> None:
        write(old, {"old.pdf": b"annotated"})
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", typing)
    with pytest.raises(OutputExists) as caught:
        bring(old, force=True)
    assert str(caught.value).startswith(f"{old}/old.pdf: This file was changed after it was printed.")
    assert contents(old) == {**OLD, "old.pdf": b"annotated"}
    assert beside(old) == []


def test_a_run_whose_record_does_not_tell_is_never_replaced(old: Path) -> None:
    """Nobody can say what was typed into a run, or added to it, whose record has no digests."""
    with pytest.raises(OutputExists) as caught:
        check_target(old, force=True, digests_of=lambda _: None)
    assert str(caught.value) == (
        f"{old}: Whether somebody typed into this run or added to it is not known: its record is damaged or of an "
        "earlier version. Move the folder away to keep what is in it, or choose another --output."
    )


# ---- what cannot be written ----------------------------------------------------------------------


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    """A run cannot lie in a file, and is told so."""
    (tmp_path / "file").write_text("text")
    for target in (tmp_path / "file" / "run", tmp_path / "file" / "deep" / "run"):
        assert "inside a file" in early(target)
        assert "inside a file" in refusal(target)
    assert beside(tmp_path / "file") == []


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    """A name that no folder can have is told early and late, and nothing is left."""
    assert "too long" in early(tmp_path / ("x" * 300))
    assert "too long" in refusal(tmp_path / ("x" * 300))
    assert not is_work_in(tmp_path / ("x" * 300))
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_there_is(tmp_path: Path) -> None:
    """A run may have any name that a folder can have: the names beside it are no longer."""
    folder = tmp_path / ("x" * 255)
    bring(folder, OLD)
    bring(folder, force=True)
    assert contents(folder) == NEW


def test_the_root_of_the_disk() -> None:
    """The root folder has no name, and is something else than a run."""
    assert "is never replaced" in early(Path("/"), force=True)


@pytest.fixture
def unwritable() -> Iterator[Path]:
    """A folder that a user without rights may look into and not write to."""
    with tempfile.TemporaryDirectory() as name:
        outer = Path(name)
        inner = outer / "closed"
        inner.mkdir()
        outer.chmod(0o755)
        inner.chmod(0o555)
        yield inner
        inner.chmod(0o755)


@pytest.mark.slow
@pytest.mark.parametrize("say", ["early", "refusal"])
def test_a_folder_without_permission(unwritable: Path, say: str) -> None:
    """Where the user may not write, the run is refused early and late with a remedy."""
    said = without_rights(f"print({say}(Path(sys.argv[1])))", unwritable / "run")
    assert "permission is denied. Close files of it that are open" in said
    assert list(unwritable.iterdir()) == []


@pytest.mark.slow
def test_a_full_disk(tmp_path: Path) -> None:
    """On a disk that fills up the old run stays, nothing of the new one is left, and the disk is named."""
    ran = on_a_small_disk(
        "run = Path(sys.argv[1]); bring(run, OLD)\n"
        "print(refusal(run, {**NEW, 'large.pdf': bytes(100_000)}, force=True))\n"
        "assert contents(run) == OLD and beside(run) == []\n",
        tmp_path,
        tmp_path / "run",
    )
    assert "The disk is full. Free some space" in ran


# ---- what cannot be deleted ----------------------------------------------------------------------


@pytest.mark.slow
def test_an_old_run_that_cannot_be_deleted_is_in_nobodys_way(open_to_all: Path) -> None:
    """Replaced runs whose papers cannot be deleted stop no later run, and go as soon as they can be."""
    without_rights(
        "from worksheetgen.delivery.hidden import is_hidden_work\n"
        "run, other = Path(sys.argv[1]) / 'run', Path(sys.argv[1]) / 'other'\n"
        "for content in (OLD, NEW, OLD):\n"
        "    bring(run, content, force=True)\n"
        "    (run / 'papers').chmod(0o555)\n"
        "bring(other, NEW)\n"
        "assert contents(run) == OLD and contents(other) == NEW\n"
        "left = sorted(path for path in run.parent.iterdir() if path not in (run, other))\n"
        "assert len(left) == 2 and all(is_hidden_work(path) for path in left), left\n"
        "for path in left: (path / 'papers').chmod(0o755)\n"
        "(run / 'papers').chmod(0o755)\n"
        "bring(other, OLD, force=True)\n"
        "assert beside(run) == ['other']\n",
        open_to_all,
    )


@pytest.mark.slow
def test_an_old_run_that_is_in_use_is_in_nobodys_way(tmp_path: Path) -> None:
    """Not even a disk that is mounted in a replaced run stops a later one."""
    (tmp_path / "disk").mkdir()
    on_a_small_disk(
        "import subprocess; run, other = Path(sys.argv[1]), Path(sys.argv[1]).with_name('other')\n"
        "bring(run, OLD); (run / 'disk').mkdir()\n"
        "subprocess.run(['mount', '-t', 'tmpfs', 'none', run / 'disk'], check=True)\n"
        "bring(run, NEW, force=True); bring(other, NEW); bring(run, OLD, force=True)\n"
        "assert contents(run) == OLD and contents(other) == NEW\n",
        tmp_path / "disk",
        tmp_path / "disk" / "run",
    )


@pytest.mark.slow
def test_a_run_that_may_not_be_written_is_replaced(open_to_all: Path) -> None:
    """A run's own folder may be read-only: it lies in another one, that the user may write."""
    without_rights(
        "run = Path(sys.argv[1]) / 'run'; bring(run, OLD); run.chmod(0o555)\n"
        "bring(run, NEW, force=True); assert contents(run) == NEW\n"
        "for path in run.parent.iterdir(): path.chmod(0o755)\n",
        open_to_all,
    )


def on_a_small_disk(code: str, mount_point: Path, *arguments: Path) -> str:
    """What a process prints that has a disk of 64 kB of its own at a folder."""
    mount = f"mount -t tmpfs -o size=64k none '{mount_point}'"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small disk of their own")
    inside = ["unshare", "-rm", "sh", "-c", f'{mount} && exec "$@"', "sh", sys.executable, "-c"]
    code = f"from tests.delivery.runs import *\n{code}"
    ran = subprocess.run([*inside, code, *map(str, arguments)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
