"""Folders on the disk: made with their parents, written out to last."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from operator import attrgetter
from pathlib import Path

from worksheetgen.system.disk import sync
from worksheetgen.system.interrupts import interrupts_held

AT_ONCE = 8
"""So many files are written out at a time: a disk does that in one go, and waits for each by itself otherwise."""


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
        with interrupts_held():
            for path in missing:
                with suppress(OSError):
                    path.rmdir()
        raise


def flush(
    folder: Path, raise_held: Callable[[], None] = lambda: None, *, lasting: Collection[Path] = ()
) -> None:
    """Wait until a folder with all that is in it would outlive a power cut, as the `lasting` folders in it do already.

    Called once, after everything is written: the system then writes it back in one go. `raise_held` is called
    before every few files.
    """
    entries = all_within(folder, without=lasting)
    with ThreadPoolExecutor(AT_ONCE) as several:
        while some := tuple(islice(entries, AT_ONCE)):
            raise_held()
            tuple(several.map(sync, some))  # raises what one of them raised
    sync(folder)
    raise_held()


def all_within(folder: Path | str, *, without: Collection[Path] = ()) -> Iterator[os.DirEntry[str]]:
    """Every file, link and folder in a folder by their names, `without` those folders and what is in them.

    The entries of a large run are never there all at once. They know what they are, and no path is made of them.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        inner = entry.is_dir(follow_symlinks=False)
        if inner and Path(entry.path) in without:
            continue
        yield entry
        if inner:
            yield from all_within(entry.path, without=without)
