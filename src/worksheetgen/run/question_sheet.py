"""A unit's questions out into a workbook and in again: the unit that is meant, and its files written."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from worksheetgen.bank import unit_folders
from worksheetgen.bank.sheet import SheetImport, read_sheet, unit_sheet
from worksheetgen.delivery import rewrite
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.typesetting import lacking_characters


def unit_folder(folder: Path) -> Path:
    """The unit's folder that is meant: the folder itself, or the one unit in it. Raises InvalidInput for any other."""
    found = unit_folders([folder])
    if len(found) == 1:
        return found[0]
    if found:
        what = f"There are several units in this folder: {', '.join(one.name for one in found)}."
        raise InvalidInput([Problem(Place(str(folder)), what, f"Name one, for example {found[0]}.")])
    what = "This is no unit: no folder in it has a unit.yaml."
    raise InvalidInput([Problem(Place(str(folder)), what, "Begin one with `worksheetgen init FOLDER`.")])


def sheet_without_questions(folder: Path) -> bytes:
    """The workbook for new questions of the unit in a folder, with its glossary, topics and text."""
    return unit_sheet(unit_folder(folder), lambda _: False)


def sheet_with(folder: Path, ids: Collection[str]) -> bytes:
    """The workbook of the questions of these ids."""
    return unit_sheet(folder, lambda id: id in ids)


def sheet_import(path: Path, folder: Path, *, encoding: str) -> SheetImport:
    """What the sheet at `path` changes in the unit in a folder. Raises InvalidInput with all that is wrong."""
    return read_sheet(path, unit_folder(folder), encoding, lacking_characters)


def write_import(found: SheetImport) -> None:
    """Change the unit's files as was found, topics and terms before the questions that name them.

    Raises OutputExists where a file cannot be written.
    """
    for file in sorted(found.files, key=lambda one: len(one.parts)):
        rewrite(file, found.files[file])
