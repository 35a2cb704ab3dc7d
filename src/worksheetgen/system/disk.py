"""What only some systems and drives can do with files and folders: lock, write out, exchange."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no lock on folders: two runs at once into one parent are not kept apart
    fcntl = None  # type: ignore[assignment]  # HAS_LOCKS says so

HAS_LOCKS = fcntl is not None

CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What a drive answers that has no way to wait, as some network drives; a disk that fails answers otherwise."""

# From <fcntl.h> and <linux/fs.h>; from <sys/stdio.h> of macOS.
AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


@contextmanager
def lock(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the one lock of a folder, so that nobody else's work in progress is found half-done in it.

    Yields whether the lock is held: False only without `wait`, where another process has it. Where a system or
    drive knows no locks, it yields True.
    """
    if fcntl is None:
        yield True
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = True
        except BlockingIOError:
            held = False
        except OSError:  # some network drives have no locks
            held = True
        yield held
    finally:
        os.close(descriptor)


def sync(path: Path | os.DirEntry[str]) -> None:
    """Wait until one file, or the list of names in one folder, would outlive a power cut; a link is such a name.

    On a drive that cannot say when that is, it returns at once.
    """
    if path.is_symlink():
        return
    is_folder = path.is_dir()
    if is_folder and fcntl is None:  # Windows cannot do it for folders
        return
    descriptor = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in CANNOT_SYNC:
            raise
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Give each of two existing absolute paths what the other one had; whether that was done.

    There is no moment at which either of them is missing. False, and nothing changed, where the system, its C
    library or the disk cannot do that, or refuses for another reason: two renames then tell which.
    """
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            rename = ctypes.CDLL(None).renameat2
            return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(*names, RENAME_SWAP) == 0)
    except AttributeError:  # an older C library
        pass
    return False
