"""A markbook that somebody may have typed in: whether what was printed into it still stands."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from worksheetgen.manifest import RecordedStudent
from worksheetgen.markbook.writing import FIRST, HEADER, LABELS, MARKS, NUMBERS, numbers_of, student_cells

# What openpyxl and the libraries under it raise on a file that is damaged or something else altogether.
_NOT_A_WORKBOOK = (BadZipFile, zlib.error, SyntaxError, OSError, EOFError, LookupError, ValueError, TypeError)

Printed = frozenset[tuple[str, str]]
"""The cells of a student that are not empty, each as (heading, text)."""


def printed_cells_changed(path: Path, students: Iterable[RecordedStudent]) -> bool:
    """Whether a workbook is not the markbook of these papers: other students, or other numbers for their questions.

    Marks that were typed, columns that were added and rows that were sorted change nothing of that. A file that is no
    workbook is changed.
    """
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
    told = zip(LABELS, student_cells(student), strict=True)
    numbers = ((id, str(number)) for id, number in numbers_of(student).items())
    return frozenset((heading, text) for heading, text in (*told, *numbers) if text)


def _printed(rows: Iterator[tuple[Any, ...]]) -> Iterator[Printed]:
    """Each student's cells on the sheet of numbers."""
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
