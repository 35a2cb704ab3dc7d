"""Nothing takes its place before it would outlive a power cut."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Barrier

import pytest

from tests.crash.steps import PowerCut, watched
from tests.delivery.runs import NEW, OLD, bring, contents, refusal, write
from worksheetgen.delivery import deliver, deliver_file, disk, rewrite
from worksheetgen.delivery.disk import all_within, flush
from worksheetgen.delivery.renewal import renewed


@pytest.mark.parametrize("way", [bring, deliver])
@pytest.mark.parametrize("name", ["run", "not/there/yet/run"])
def test_a_run_is_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path, name: str, way: Callable[[Path, Mapping[str, bytes]], None]
) -> None:
    """Every file and folder of it is written out before, and its name, with those of folders above, after that."""
    cut = PowerCut()
    with watched(tmp_path, cut):
        way(tmp_path / name, NEW)
    assert cut.end() == []


def test_a_replaced_run_is_on_the_disk(old: Path) -> None:
    """The same holds where a run stood before."""
    cut = PowerCut()
    with watched(old.parent, cut):
        bring(old, force=True)
    assert cut.end() == []


def test_a_file_is_on_the_disk_before_it_takes_anothers_place(tmp_path: Path) -> None:
    """A PDF that can be made at will, too: an empty one in place of the old would be a loss."""
    deliver_file(tmp_path / "deep/001.pdf", b"%PDF-1.7 old")
    cut = PowerCut()
    with watched(tmp_path, cut):
        deliver_file(tmp_path / "deep/001.pdf", b"%PDF-1.7 new")
        rewrite(tmp_path / "marks/run/marks.csv", b"id")
    assert cut.end() == []


def test_what_is_printed_anew_is_on_the_disk(folder: Path) -> None:
    """Feedback with its list, at each printing."""
    for files in (OLD, NEW):
        cut = PowerCut()
        with watched(folder.parent, cut), renewed(folder) as filled:
            write(filled, files)
        assert cut.end() == []


def test_what_is_too_early_or_too_late_is_told(tmp_path: Path) -> None:
    """The judge of all these sees a name that is given before the flush, and one that never is flushed."""
    cut = PowerCut()
    with watched(tmp_path, cut):
        (tmp_path / "made").mkdir()
        (tmp_path / "file").write_bytes(b"")
        (tmp_path / "file").rename(tmp_path / "made/file")
    assert cut.early == [
        f"{tmp_path / 'file'} is written where it stands",
        f"{tmp_path / 'file'} takes its place as {tmp_path / 'made/file'} and is not flushed",
    ]
    assert cut.end()[2:] == [
        f"{tmp_path / 'made'} is not flushed at the end",
        f"{tmp_path / 'made'} has a name that is not flushed",
    ]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_drive_that_cannot_write_out_still_takes_a_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Some network drives answer that they cannot wait for a folder: the run is brought in all the same."""
    monkeypatch.setattr(os, "fsync", refusing(code))
    bring(folder, NEW)
    assert contents(folder) == NEW


def test_a_disk_that_fails_in_writing_out_takes_no_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk itself is told, and nothing is in the run's place."""
    monkeypatch.setattr(os, "fsync", refusing(errno.EIO))
    assert os.strerror(errno.EIO) in refusal(folder, NEW)
    assert not folder.exists()


def test_files_are_written_out_several_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flush ends only while another one goes on: one after another, none would."""
    write(tmp_path, {"1.pdf": b"", "2.pdf": b""})
    both = Barrier(2)
    monkeypatch.setattr(disk, "sync", lambda path: path == tmp_path or both.wait(timeout=9))
    flush(tmp_path)


def refusing(code: int) -> Callable[[int], None]:
    """An `fsync` that answers with this error."""

    def fsync(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    return fsync


def test_all_that_is_in_a_folder_is_found_by_name(tmp_path: Path) -> None:
    """A folder before what is in it; a link is found and not followed."""
    write(tmp_path, {"b/2.pdf": b"", "a.csv": b"", "b/1.pdf": b""})
    (tmp_path / "c").symlink_to("b")
    found = [Path(entry.path).relative_to(tmp_path).as_posix() for entry in all_within(tmp_path)]
    assert found == ["a.csv", "b", "b/1.pdf", "b/2.pdf", "c"]
