"""A markbook on disk to what stands in it, whatever was typed, by the ids that it tells of itself.

It is read by its own words, not by the run that is there now: a copy of an earlier printing still says whose marks and
on which questions they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from worksheetgen.excel import WORKBOOK_LIMITS, opened, rows_and_cells
from worksheetgen.manifest import RecordedStudent
from worksheetgen.markbook.cells import asked_of, student_cells
from worksheetgen.markbook.layout import BY_QUESTION, GRADES, MARKS, SHEETS, MarksRows
from worksheetgen.markbook.typed_cells import MarkbookReading, TypedCell
from worksheetgen.markbook.typed_sheets import SheetRows, SheetsReader, stamp
from worksheetgen.tables.sheet_layout import commented_cells
from worksheetgen.zip_file import NO_OFFICE_FILE, opened_zip

MOST_ROWS, MOST_CELLS = 100_000, 3_000_000
"""Of a sheet, and of a workbook: ten thousand pupils need a third of either."""


class NotAMarkbook(Exception):
    """The file is not there, half written, damaged, or no markbook of this program's."""


class OversizedMarkbook(NotAMarkbook):
    """A sheet has a hundred times the rows of any class: somebody gave empty ones a colour or a height."""


class RenamedSheets(NotAMarkbook):
    """Sheets that are read have other names, or are gone: `missing`. `others` are those that are not ours."""

    def __init__(self, missing: Sequence[str], others: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing, self.others = tuple(missing), tuple(others)


def read_markbook(content: bytes) -> MarkbookReading:
    """Read the workbook that a file's content is. Raises NotAMarkbook, also as an OversizedMarkbook."""
    try:
        rows, cells = rows_and_cells(content)
        if rows > MOST_ROWS or cells > MOST_CELLS:
            raise OversizedMarkbook
        sheets, others = _values(content, formulas=True)
        reading = SheetsReader(sheets, lambda: _values(content, formulas=False)[0]).read()
        with opened_zip(content, WORKBOOK_LIMITS) as archive:
            comments = [(sheet, cell) for sheet, cell in commented_cells(archive) if sheet in SHEETS]
    except NO_OFFICE_FILE as error:
        raise NotAMarkbook from error
    strays = [TypedCell("a sheet", name) for name in others]
    strays += [TypedCell("a comment", f"{sheet}!{cell}") for sheet, cell in comments]
    return MarkbookReading(**{**reading, "strays": (*strays, *reading["strays"])})


def printed_cells_changed(reading: MarkbookReading, run: str, students: Iterable[RecordedStudent]) -> bool:
    """Whether the markbook is not that of these papers of the run with that id.

    It is another one where it has other students, or where what it says of one (name, tier, questions ...) is not what
    `students` say. Rows may be sorted, and any marks may stand in it.
    """
    wanted = {student.id: student for student in students}
    return (
        reading.run != run
        or reading.asked != {id: asked_of(one) for id, one in wanted.items()}
        or reading.told != {student_cells(one) for one in wanted.values()}
    )


def rows_shown(content: bytes) -> int:
    """How many rows the record of marks had when this markbook was printed, read faster than all of it; 0 for none."""
    row = MarksRows.HEADER + 1
    try:
        with opened(content, formulas=True) as workbook:
            (header,) = workbook[MARKS].iter_rows(min_row=row, max_row=row, values_only=True)
            return stamp(header)[1]
    except NO_OFFICE_FILE:
        return 0


def _values(content: bytes, *, formulas: bool) -> tuple[dict[str, SheetRows], list[str]]:
    """The values of our sheets, or their formulas; and the names of the sheets that are not ours.

    Raises RenamedSheets.
    """
    with opened(content, formulas=formulas) as workbook:
        names = workbook.sheetnames
        others = [name for name in names if name not in SHEETS]
        missing = [name for name in (MARKS, BY_QUESTION, GRADES) if name not in names]
        if missing and len(others) < len(names):
            raise RenamedSheets(missing, others)
        return {name: _rows(workbook[name]) for name in SHEETS if name in names}, others


def _rows(sheet: Any) -> SheetRows:
    """The sheet's rows up to the last one in which anything stands, each as wide as what is in it.

    The size that a sheet tells of itself plays no part: one number typed in its last corner makes that 17 thousand
    million cells.
    """
    sheet.reset_dimensions()
    rows: list[Sequence[Any]] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if any(value is not None for value in row):
            rows += [()] * (number - len(rows))
            rows.append(row)
    return rows
