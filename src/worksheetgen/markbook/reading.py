"""A workbook on disk to whether it is still the markbook of a run, whatever was typed into it.

openpyxl is imported where a workbook is read: printing writes one without it.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from worksheetgen.manifest import RecordedStudent
from worksheetgen.markbook.writing import FIRST, HEADER, LABELS, MARKS, NUMBERS, numbers_of, student_cells

# What openpyxl and the libraries under it raise on a file that is damaged or something else altogether.
_NOT_A_WORKBOOK = (BadZipFile, zlib.error, SyntaxError, OSError, EOFError, LookupError, ValueError, TypeError)

Printed = frozenset[tuple[str, str]]
"""The cells of one student that are not empty, each as (heading of its column, text)."""


def printed_cells_changed(path: Path, students: Iterable[RecordedStudent]) -> bool:
    """Whether the workbook at `path` is not the markbook of these papers any more.

    It is changed where it has other students, or where what it says of one (name, tier, numbers of questions
    ...) is not what `students` say. Rows of either sheet may be sorted, and the sheet of marks may have any
    marks and further columns, as long as the ids stand in its first one. A file that is not there or is no
    workbook counts as changed.
    """
    from openpyxl import load_workbook

    try:
        # openpyxl warns of validation and styles that it does not keep: nothing that is asked of here.
        with warnings.catch_warnings(action="ignore"):
            workbook = load_workbook(path, read_only=True, data_only=True)
        found = set(_printed(workbook[NUMBERS].iter_rows(values_only=True)))
        marked = {str(cells[0]) for cells in workbook[MARKS].iter_rows(values_only=True) if cells}
        workbook.close()
    except _NOT_A_WORKBOOK:
        return True
    wanted = {student.id: _of_student(student) for student in students}
    return found != set(wanted.values()) or not marked >= wanted.keys()


def _of_student(student: RecordedStudent) -> Printed:
    """What the sheet of numbers must have of a student."""
    told = zip(LABELS, student_cells(student), strict=True)
    numbers = ((id, str(number)) for id, number in numbers_of(student).items())
    return frozenset((heading, text) for heading, text in (*told, *numbers) if text)


def _printed(rows: Iterator[tuple[Any, ...]]) -> Iterator[Printed]:
    """What the sheet of numbers has of each student, from all its `rows` as values of cells.

    Rows without anything in them are passed over.
    """
    table = list(rows)
    headings = table[HEADER]
    for cells in table[FIRST:]:
        shown = frozenset(
            (str(heading), str(cell))
            for heading, cell in zip(headings, cells, strict=False)
            if heading is not None and cell is not None
        )
        if shown:
            yield shown
