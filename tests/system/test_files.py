"""Reading files that may be anything."""

from __future__ import annotations

import errno
import os
import tracemalloc
from pathlib import Path

import pytest

from worksheetgen.system.files import OPENS_TOO_MANY, NoFile, is_file, read_file, remedy_for


@pytest.mark.parametrize("most", [3, 4, 100])
def test_no_more_is_read_than_may_be(tmp_path: Path, most: int) -> None:
    """Of a file that is too long one byte more is read, by which that is known."""
    (tmp_path / "a").write_bytes(b"abcde")
    assert read_file(tmp_path / "a", most) == b"abcde"[: most + 1]


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    """A folder, a pipe and a device are no files, whatever leads to them."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    for name in ("folder", "pipe", "link"):
        with pytest.raises(NoFile, match=r"folder|pipe or a device"):
            read_file(tmp_path / name, 5)


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.EMFILE, OPENS_TOO_MANY), (errno.ENFILE, OPENS_TOO_MANY), (errno.EACCES, "Look at it.")],
)
def test_what_is_no_fault_of_the_file_is_told_as_the_terminals(number: int, remedy: str) -> None:
    """Where too few files may be open, nothing is to be mended at the one that came last."""
    assert remedy_for(OSError(number, os.strerror(number)), "Look at it.") == remedy


def test_a_file_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    """Whoever has something else to say of that finds it by its own error."""
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "a", 5)


def test_what_no_file_can_be_called_is_no_file(tmp_path: Path) -> None:
    """A file is told from a folder, from nothing, from a link to itself and from a name that is too long."""
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert is_file(tmp_path / "file")
    assert is_file(str(tmp_path / "file"))
    assert not any(is_file(tmp_path / name) for name in ("", "other", "loop", "a" * 5000, "a\0"))


def test_no_more_room_is_made_than_a_file_needs(tmp_path: Path) -> None:
    """However much a file might have: a computer with little memory reads a small one."""
    path = tmp_path / "small"
    path.write_bytes(b"content")
    tracemalloc.start()
    try:
        assert read_file(path, 2**30) == b"content"
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no files that tell no size")
def test_a_file_that_tells_no_size_is_read_all_the_same() -> None:
    """As are those of some network drives, and one that grows while it is read."""
    assert b"Name:" in read_file(Path("/proc/self/status"), 10_000)
