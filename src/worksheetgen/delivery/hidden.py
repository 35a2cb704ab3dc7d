"""The hidden names beside a run, under which it is made, put aside and thrown away.

All begin with `.worksheetgen-`. No two folders share one, and what is thrown away gets a name that was never used
before: a folder that cannot be deleted is then in nobody's way.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from worksheetgen.system.disk import HAS_LOCKS
from worksheetgen.system.interrupts import interrupts_held

PREFIX = ".worksheetgen-"


def is_hidden_work(path: Path) -> bool:
    """Whether a path is, or lies in, a folder of this program's own; a manifest in there is of no run of anybody's."""
    return any(part.startswith(PREFIX) for part in path.parts)


def is_work_in(parent: Path) -> bool:
    """Whether anything of this program's own lies in a folder; not in one whose name no folder can have."""
    return os.path.isdir(parent) and any(parent.glob(f"{PREFIX}*"))  # noqa: PTH112  # Path.is_dir() raises there


def work_path(run: Path) -> Path:
    """Where a run is made until it is complete: always the same name, so that a stopped run is found again."""
    return run.parent / f"{PREFIX}work-{_code(run)}"


def aside_path(run: Path) -> Path:
    """Where a run waits for the moment between two renames: always the same name, so that it is found again."""
    return run.parent / f"{PREFIX}aside-{_code(run)}"


def partial_path(parent: Path) -> Path:
    """Return a fresh name for what is being written; it lasts no longer than the lock on `parent` is held."""
    return parent / f"{PREFIX}partial-{token_hex(8)}"


def _code(run: Path) -> str:
    return blake2b(os.fsencode(run.name), digest_size=8).hexdigest()


def discard(folder: Path, parent: Path) -> None:
    """Move a folder to a fresh hidden name in `parent` and delete it there, so that no half of it is ever seen.

    Raises OSError if it cannot be moved. If it cannot be deleted it stays, and `clean` tries again.
    """
    discarded = parent / f"{PREFIX}discarded-{token_hex(8)}"
    with interrupts_held():
        folder.rename(discarded)
        remove(discarded)


def clean(parent: Path) -> None:
    """Delete what killed programs left in `parent` half-written or half-deleted; to be called under its lock.

    Without locks what looks half-written may be in another program's hands, and stays.
    """
    for kind in ("partial", "discarded") if HAS_LOCKS else ("discarded",):
        remove(*parent.glob(f"{PREFIX}{kind}-*"))


def remove(*paths: Path) -> None:
    """Delete files and folders of ours, as far as the system lets us."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
