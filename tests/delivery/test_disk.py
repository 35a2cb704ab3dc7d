"""Nothing takes its place before it would outlive a power cut."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.delivery.runs import NEW, bring, contents, refusal
from tests.flushes import inodes, watch_flushes
from worksheetgen.delivery import deliver


@pytest.mark.parametrize("way", [bring, deliver])
def test_a_run_is_on_the_disk_before_it_is_in_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Path, Mapping[str, bytes]], None]
) -> None:
    """Every file and folder of it is written out before, and its name in the folder above after that."""
    seen = watch_flushes(monkeypatch, folder)
    way(folder, NEW)
    assert {inode for inode, in_place in seen if not in_place} == inodes(folder)
    assert [inode for inode, in_place in seen if in_place] == [folder.parent.stat().st_ino]


def test_a_replaced_run_is_on_the_disk(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same holds where a run stood before."""
    seen = watch_flushes(monkeypatch, old)
    bring(old, force=True)
    written = [inode for inode, _ in seen]
    assert set(written[:-1]) == inodes(old)
    assert written[-1] == old.parent.stat().st_ino


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


def refusing(code: int) -> Callable[[int], None]:
    """An `fsync` that answers with this error."""

    def fsync(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    return fsync
