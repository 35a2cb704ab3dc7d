"""A folder of files that are printed anew as often as one likes: each renewal replaces what the last one printed.

Such a folder has a list of what the program printed into it (`PRINTED`, in the format of `sha256sum`), so that what a
person changed or put there since is known, and is never lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from worksheetgen.delivery.changes import digests
from worksheetgen.delivery.disk import flush, parents, real_path
from worksheetgen.delivery.hidden import clean, partial_path, remove
from worksheetgen.delivery.problems import reporting
from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.system.disk import lock, sync

PRINTED = "printed.sha256"
_KEEP = "Move it out of the folder to keep it, or delete it, and give the command again."

Known = frozenset[tuple[str, str]]
"""The files that the program printed: each as (POSIX path from the folder, SHA-256 in hexadecimal digits)."""


@contextmanager
def renewed(folder: Path) -> Iterator[Path]:
    """Give an empty folder to be filled; what is in it then takes the place of what was printed into `folder` before.

    What was printed before and is not printed now goes; all that a person put there stays. Raises OutputExists, with
    nothing changed, where a file that would go is not as it was printed or something else has the name of a fresh one.
    If the program is killed meanwhile, the next renewal knows the files of both times. Nothing is replaced where an
    exception ends the filling.
    """
    real = real_path(folder)
    with reporting(folder), parents(real.parent), lock(real.parent, wait=True):
        clean(real.parent)
        filled = partial_path(real.parent)
        filled.mkdir()
        try:
            yield filled
            flush(filled)
            _take_place(folder, real, filled)
        finally:
            remove(filled)


def _take_place(folder: Path, real: Path, filled: Path) -> None:
    """Move the files to their places, and those that were printed before out of theirs."""
    fresh, known = digests(filled), _known(real)
    there = digests(real) if real.is_dir() else {}
    goes = {*fresh, *(name for name, _ in known)}
    changed = sorted(
        name
        for name in goes & there.keys()
        if (name, there[name]) not in known and there[name] != fresh.get(name)
    )
    if changed:
        what = "This file is not as it was printed."
        raise OutputExists(Problem(Place(str(folder / name)), what, _KEEP) for name in changed)
    if blocked := sorted({at for name in fresh if (at := _in_the_way(real, name))}):
        what = "This has the name of something that is printed here."
        raise OutputExists(Problem(Place(str(folder / at)), what, _KEEP) for at in blocked)
    real.mkdir(exist_ok=True)
    # Both times' files first: whatever of them is there when the program is killed is known to be ours.
    _keep(real, filled, known | set(fresh.items()))
    for name in fresh:
        (real / name).parent.mkdir(parents=True, exist_ok=True)
        (filled / name).replace(real / name)
    for name in (goes - fresh.keys()) & there.keys():
        (real / name).unlink()
        parent = (real / name).parent
        if parent != real and not any(parent.iterdir()):
            parent.rmdir()
    _keep(real, filled, frozenset(fresh.items()))
    sync(real)


def _in_the_way(real: Path, name: str) -> PurePosixPath | None:
    """A folder where the file of that name would be, or a file where a folder of its path would be."""
    path = PurePosixPath(name)
    if (real / path).is_dir():
        return path
    above = [one for one in path.parents if (real / one).exists() and not (real / one).is_dir()]
    return above[0] if above else None


def _known(real: Path) -> Known:
    """What the folder's list says; nothing where there is none."""
    try:
        lines = (real / PRINTED).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset((name, digest) for digest, _, name in (line.partition("  ") for line in lines) if name)


def _keep(real: Path, filled: Path, known: Known) -> None:
    """Write the list, all of it or none."""
    listed = filled / PRINTED
    listed.write_text(
        "".join(f"{digest}  {name}\n" for name, digest in sorted(known)), encoding="utf-8", newline="\n"
    )
    listed.replace(real / PRINTED)
