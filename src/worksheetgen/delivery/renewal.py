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
from worksheetgen.delivery.placing import bring_back, keep, put_in_place
from worksheetgen.delivery.problems import reporting
from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.system.disk import lock
from worksheetgen.system.interrupts import interrupts_held

PRINTED = "printed.sha256"
_KEEP = "Move it out of the folder to keep it, or delete it, and give the command again."


@contextmanager
def renewed(folder: Path) -> Iterator[Path]:
    """Give an empty folder to be filled; at one moment it takes the place of what was printed into `folder` before.

    What was printed before and is not printed now goes; all that a person put there is kept in it. Raises OutputExists,
    with nothing changed, where a file that would go is not as it was printed or something else has the name of a fresh
    one. Nothing is replaced where an exception ends the filling, or the program is killed.
    """
    real = real_path(folder)
    with (
        reporting(folder),
        parents(real.parent),
        lock(real.parent, wait=True),
        interrupts_held() as interrupts,
    ):
        bring_back(real, _is_printed)
        clean(real.parent)
        filled = partial_path(real.parent)
        filled.mkdir()
        try:
            with interrupts.let():
                yield filled
                _keep_and_list(folder, real, filled)
            flush(filled, interrupts.raise_held)
            put_in_place(filled, real)
        finally:
            remove(filled)


def _is_printed(path: Path) -> bool:
    """Whether it is a folder into which files were printed."""
    return (path / PRINTED).is_file()


def _keep_and_list(folder: Path, real: Path, filled: Path) -> None:
    """Copy what a person put into the folder at `real`, shown as `folder`, into the filled one, and list the fresh."""
    fresh, known = digests(filled), _known(real)
    there = digests(real) if real.is_dir() else {}
    goes = {*fresh, *known}
    changed = sorted(
        name for name in goes & there.keys() if there[name] not in (known.get(name), fresh.get(name))
    )
    if changed:
        what = "This file is not as it was printed."
        raise OutputExists(Problem(Place(str(folder / name)), what, _KEEP) for name in changed)
    if blocked := sorted({at for name in fresh if (at := _in_the_way(real, name))}):
        what = "This has the name of something that is printed here."
        raise OutputExists(Problem(Place(str(folder / at)), what, _KEEP) for at in blocked)
    for name in there.keys() - goes - {PRINTED}:
        keep(name, real, filled)
    if there and not _is_printed(real):
        (real / PRINTED).touch()  # so that it is known again while it is aside
    lines = (f"{digest}  {name}\n" for name, digest in sorted(fresh.items()))
    (filled / PRINTED).write_text("".join(lines), encoding="utf-8", newline="\n")


def _in_the_way(real: Path, name: str) -> PurePosixPath | None:
    """A folder where the file of that name would be, or a file where a folder of its path would be."""
    path = PurePosixPath(name)
    if (real / path).is_dir():
        return path
    above = [one for one in path.parents if (real / one).exists() and not (real / one).is_dir()]
    return above[0] if above else None


def _known(real: Path) -> dict[str, str]:
    """What the folder's list says: the SHA-256 in hexadecimal digits by POSIX path; nothing where there is none."""
    try:
        lines = (real / PRINTED).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}
