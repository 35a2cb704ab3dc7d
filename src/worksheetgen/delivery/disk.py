"""Folders on the disk: made with their parents, locked, written out to last."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no lock on folders: two runs at once into one parent are not kept apart
    fcntl = None  # type: ignore[assignment]

HAS_LOCKS = fcntl is not None

CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What a drive answers that has no way to wait, as some network drives; a disk that fails answers otherwise."""


def real_path(folder: Path) -> Path:
    """Where the folder truly is: a link to a run is followed, so that the run is replaced and not the link."""
    return Path(os.path.realpath(folder))


def exists(path: Path) -> bool:
    """Whether anything has this name, be it a broken link.

    Unlike `os.path.lexists` it raises OSError where the system cannot tell, such as of a name too long.
    """
    with suppress(FileNotFoundError):
        path.lstat()
        return True
    return False


def existing_parent(folder: Path) -> Path:
    """Return the nearest of the folder and those above it that exists; NotADirectoryError if that is a file."""
    nearest = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    return nearest


@contextmanager
def parents(parent: Path) -> Iterator[None]:
    """Make the folders above a run that are missing, and take them away again if what is done inside fails."""
    existing = existing_parent(parent)
    missing = [
        path for path in (parent, *parent.parents) if path.is_relative_to(existing) and path != existing
    ]
    try:
        parent.mkdir(parents=True, exist_ok=True)
        for path in missing:
            sync(path.parent)
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


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


def flush(folder: Path, let_interrupt: Callable[[], None] = lambda: None) -> None:
    """Wait until a folder with all that is in it would outlive a power cut.

    Called once, after everything is written: the system then writes it back in one go. `let_interrupt` is called
    before each file.
    """
    for path in sorted(folder.rglob("*")):
        let_interrupt()
        sync(path)
    sync(folder)
    let_interrupt()


def sync(path: Path) -> None:
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
