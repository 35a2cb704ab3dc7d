"""What became of a run's files since it was printed, and what would be lost if the run were replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import assert_never

from worksheetgen.delivery.disk import all_within
from worksheetgen.errors import Place, Problem
from worksheetgen.manifest import MANIFEST_FILE
from worksheetgen.value import Value

MOST_NAMED = 10
MOST_OF_A_FILE = 2**30
"""No file of a run is larger, so what is need not be read to be known as another: that would take half a minute."""
WORKBOOK = ".xlsx"
DROPPINGS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What the system writes when somebody looks into a folder."""
MOVE = "Move the folder away to keep what is in it, or choose another --output."
_TYPED = "Save and close it and give the command again, or move it out of the folder to keep it."
_TO_KEEP = "Move it out of the folder to keep it, or choose another --output."


class ChangeKind(Enum):
    """What became of a file: its bytes are others, nobody printed it, or it is gone."""

    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"


class Change(Value):
    """One file that is not as it was printed; `file` is its POSIX path from the run's folder."""

    file: str
    kind: ChangeKind


def changes(folder: Path, recorded: Mapping[str, str]) -> tuple[Change, ...]:
    """Every file of a run that is not as recorded, in the order of their names.

    `recorded` gives the SHA-256 of each file of the run, in hexadecimal digits, by its POSIX path from the folder.
    The manifest itself, which holds that record, is left out, and so is what the system and office programs leave
    lying about. Raises OSError where a file or folder cannot be read.
    """
    present = dict(_files(folder))
    found = dict.fromkeys(recorded.keys() - present.keys() - {MANIFEST_FILE}, ChangeKind.MISSING)
    for name, path in present.items():
        if name not in recorded:
            found[name] = ChangeKind.ADDED
        elif _digest(path) != recorded[name]:
            found[name] = ChangeKind.CHANGED
    return tuple(Change(name, found[name]) for name in sorted(found))


def digests(folder: Path) -> dict[str, str]:
    """Return the record that `changes` compares with, of the files as they are now."""
    return {name: _digest(path) for name, path in _files(folder)}


def losses(folder: Path, recorded: Mapping[str, str] | None, shown: Path) -> tuple[Problem, ...]:
    """What a person typed that would be lost with the run in `folder`; none if nothing would.

    Files that were added are no loss, as they are kept (`added`); what is neither a file nor a link cannot be kept.
    `recorded` as for `changes`, None where the run's manifest does not tell: then anything may be typed or added. The
    problems name files under `shown`, the folder as the person typed it; of many files only some, after one problem
    that counts them all.
    """
    if recorded is None:
        what = "Whether somebody typed into this run or added to it is not known: "
        what += "its record is damaged or of an earlier version."
        return (Problem(Place(str(shown)), what, MOVE),)
    lost = dict(_lost(folder, recorded))
    named = sorted(lost, key=lambda name: (not name.endswith(WORKBOOK), name))[:MOST_NAMED]
    problems = tuple(
        Problem(Place(str(shown / name)), lost[name], _TYPED if name.endswith(WORKBOOK) else _TO_KEEP)
        for name in named
    )
    if len(lost) == len(named):
        return problems
    what = f"{len(lost)} files in it are not as they were printed; {len(named)} of them are named here."
    remedy = "Move them out of it to keep them, or choose another --output."
    return (Problem(Place(str(shown)), what, remedy), *problems)


def _lost(folder: Path, recorded: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names of files that would be lost, and what is to be said of them."""
    for change in changes(folder, recorded):
        match change.kind:
            case ChangeKind.ADDED if not _can_be_kept(folder / change.file):
                yield change.file, "This is not of the run, and no file that could be kept."
            case ChangeKind.ADDED:
                pass
            case ChangeKind.CHANGED if change.file.endswith(WORKBOOK):
                yield change.file, "This file was changed after it was printed: marks may stand in it."
            case ChangeKind.CHANGED:
                yield change.file, "This file was changed after it was printed."
            case ChangeKind.MISSING:
                pass
            case _:
                assert_never(change.kind)


def added(folder: Path, recorded: Mapping[str, str] | None) -> tuple[str, ...]:
    """The files and links that a person put into a run, by POSIX path; `recorded` as for `losses`, () if it is None."""
    found = changes(folder, recorded) if recorded is not None else ()
    return tuple(
        change.file
        for change in found
        if change.kind is ChangeKind.ADDED and _can_be_kept(folder / change.file)
    )


def _can_be_kept(path: Path) -> bool:
    """Whether it is a file or a link, and no pipe or device."""
    return path.is_symlink() or path.is_file()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file under a folder but the manifest and what is no person's; links are files, never followed.

    Raises OSError for a folder that may not be read, which `Path.rglob` passes over as if nothing were in it.
    """
    for entry in all_within(folder):
        path = Path(entry.path)
        name = path.relative_to(folder).as_posix()
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and name != MANIFEST_FILE and not _is_nobodys(path.name):
            yield name, path


def _is_nobodys(name: str) -> bool:
    """Whether a file is left by the system, or by an office program while it has another one open."""
    return name in DROPPINGS or name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))


def _digest(path: Path) -> str:
    """Return a file's SHA-256; of a link, a pipe or a giant nothing that was ever recorded, and none is opened."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_OF_A_FILE:
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
