"""A class list file to a class that can be printed, as every command takes it, and what is to be told of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from worksheetgen.class_list import ClassReading, load_seating, read_class
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.run.names import told_of_names
from worksheetgen.typesetting import lacking_characters


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
