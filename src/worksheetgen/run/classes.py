"""A class list file to a class that can be printed, as every command takes it, and what is to be told of it."""

from __future__ import annotations

import re
from pathlib import Path

from worksheetgen.class_list import ClassReading, load_seating, read_class, sample_class, to_csv
from worksheetgen.delivery import rewrite, trial
from worksheetgen.errors import InvalidInput, OutputExists, Place, Problem, shown
from worksheetgen.run.names import told_of_names
from worksheetgen.system.names import file_name
from worksheetgen.typesetting import lacking_characters
from worksheetgen.value import replace


def open_class(
    path: Path, *, encoding: str = "", class_name: str = "", seating: Path | None = None
) -> ClassReading:
    """The class at `path`, in the seats of the plan at `seating` if there is one; its notes tell of every doubt.

    `encoding` and `class_name` are as in `read_class`. Raises InvalidInput with every problem of the list, of the plan,
    or of a class's name that no font can write: what is read here can be printed.
    """
    reading = read_class(path, encoding=encoding, class_name=class_name)
    class_list = reading.class_list
    if lacking := lacking_characters(class_list.name):
        what = f"No font can write “{''.join(sorted(lacking))[:10]}” in the class’s name “{class_list.name}”."
        place = Place("--class-name" if class_name else str(path))
        raise InvalidInput([Problem(place, what, "Give it another name with --class-name, for example 9B.")])
    if seating:
        class_list = load_seating(seating, class_list, encoding=encoding)
    notes = (*reading.notes, *told_of_names(class_list.students))
    return replace(reading, class_list=class_list, notes=notes)


# ---- the lists that are kept in a teacher's folder ------------------------------------------------

CLASSES = Path("classes")
"""Where class lists are kept that were handed over otherwise than by their path."""
SUFFIXES = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm")
MADE_UP = "Example"
MADE_UP_SIZE = 28
MADE_UP_SEED = "demo"
"""The made-up class by its name, how many are in it, and what it is made up from."""
_NO_NAME_OF_A_FILE = re.compile(r"[^\w .()+-]+")


def kept_classes() -> tuple[Path, ...]:
    """The class lists that are kept, by name."""
    return tuple(sorted(path for path in CLASSES.glob("*") if path.suffix.casefold() in SUFFIXES))


def keep_class(
    name: str, content: bytes, *, class_name: str = "", replacing: bool
) -> tuple[Path, ClassReading]:
    """Read a class list that somebody's file of that `name` holds, and keep it under the class's name.

    Nothing of `name` but its ending and what can stand in a file's name is used. Raises InvalidInput with every problem
    of the list, OutputExists where another list of that class is kept that is not to be replaced.
    """
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    suffix = f"{dot}{ending}".casefold()
    if suffix not in SUFFIXES:
        remedy = "Save the list as .xlsx or .csv, and choose that file."
        raise InvalidInput(
            [Problem(Place("class list"), "This file is no class list that can be read.", remedy)]
        )
    with trial(CLASSES) as desk:
        looked_at = desk / f"{_file_name(class_name or stem)}{suffix}"
        looked_at.write_bytes(content)
        try:
            reading = open_class(looked_at, class_name=class_name)
        except InvalidInput as error:
            raise InvalidInput(_in_list(one, looked_at) for one in error.problems) from error
    path = CLASSES / f"{_file_name(reading.class_list.name)}{suffix}"
    others = [one for one in kept_classes() if one.stem == path.stem and one != path]
    if not replacing and (others or (path.exists() and path.read_bytes() != content)):
        what = f"There is a list of {path.stem} already."
        raise OutputExists(
            [Problem(Place(path.name), what, "Say that it is to be replaced, or give another name.")]
        )
    rewrite(path, content)
    for one in others:
        one.unlink()
    return path, open_class(path, class_name=class_name)


def keep_made_up_class() -> Path:
    """A made-up class among those that are kept, to try things out; the one that is there already stays."""
    path = CLASSES / f"{MADE_UP}.csv"
    if not path.exists():
        rewrite(path, to_csv(sample_class(MADE_UP_SIZE, MADE_UP_SEED, MADE_UP)).encode())
    return path


def _file_name(words: str) -> str:
    """The words as a file's name: no sign that leads out of a folder, no dot in front, not too long."""
    return file_name(_NO_NAME_OF_A_FILE.sub("-", words).strip(" .-")[:60].strip(" .-")) or "class"


def _in_list(problem: Problem, file: Path) -> Problem:
    """The problem in the list's own name, without the folder in which it was looked at."""
    place = replace(problem.place, file=problem.place.file.replace(shown(file), file.name))
    return Problem(place, problem.what, problem.remedy)
