"""What is complete under a hidden name to its place, at one moment, whatever stood there before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from worksheetgen.delivery.disk import exists
from worksheetgen.delivery.hidden import aside_path, discard
from worksheetgen.system.disk import exchange, sync


def put_in_place(prepared: Path, real: Path) -> None:
    """Move a complete folder to its place, and throw away what stood there: one of ours, or an empty one."""
    old: Path | None = None
    if not exists(real):
        prepared.rename(real)
    elif exchange(prepared, real):
        old = prepared
    else:
        old = _replace_in_two_steps(prepared, real)
    sync(real.parent)
    if old:
        with suppress(OSError):  # the new one is there: an old one that cannot be moved is no reason to fail
            discard(old, real.parent)


def _replace_in_two_steps(prepared: Path, real: Path) -> Path | None:
    """Move the old folder aside and the new one to its place; where the old one is now, None if it was empty."""
    if is_empty(real):
        real.rmdir()
        prepared.rename(real)
        return None
    aside = aside_path(real)
    real.rename(aside)
    try:
        prepared.rename(real)
    except OSError:
        aside.rename(real)
        raise
    return aside


def bring_back(real: Path, is_ours: Callable[[Path], bool]) -> bool:
    """Undo the first of the two renames if the second was never reached; whether that was so.

    If it was reached, what is still aside has been replaced, and is thrown away. Nothing is done where somebody has
    since put other things into its place, or where what is aside is not ours.
    """
    aside = aside_path(real)
    if not is_ours(aside):
        return False
    if is_ours(real):
        with suppress(OSError):
            discard(aside, real.parent)
        return False
    if exists(real):
        if not is_empty(real):
            return False
        real.rmdir()
    aside.rename(real)
    return True


def keep(name: str, old: Path, prepared: Path) -> None:
    """Copy a file or link that a person put into the old folder into the one that replaces it."""
    (prepared / name).parent.mkdir(parents=True, exist_ok=True)
    # Not its rights: a file that may not be written could not be flushed everywhere.
    shutil.copyfile(old / name, prepared / name, follow_symlinks=False)
    if not (old / name).is_symlink():
        when = (old / name).stat()
        os.utime(prepared / name, ns=(when.st_atime_ns, when.st_mtime_ns))


def is_empty(path: Path) -> bool:
    """Whether it is a folder with nothing in it."""
    return path.is_dir() and not any(path.iterdir())
