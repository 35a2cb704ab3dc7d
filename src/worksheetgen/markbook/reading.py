"""A markbook on disk to what stands in it, whatever was typed, by the ids that it tells of itself.

It is read by its own words, not by the run that is there now: a copy of an earlier printing still says whose marks and
on which questions they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from worksheetgen.excel import WORKBOOK_LIMITS, opened, rows_and_cells
from worksheetgen.manifest import RecordedStudent
from worksheetgen.markbook.cells import asked_of, letter_of, student_cells
from worksheetgen.markbook.layout import (
    BY_QUESTION,
    GRADES,
    MARKS,
    SHEETS,
    GradeRows,
    MarksRows,
    QuestionRows,
)
from worksheetgen.marks_record import ABSENT, SPAG_MARKS, MarkKey
from worksheetgen.tables.sheet_layout import commented_cells
from worksheetgen.value import Value
from worksheetgen.zip_file import NO_OFFICE_FILE, opened_zip

_CELL = rf"'?{MARKS}'?!\$?[A-Z]+\$?\d+"
_KEY = rf"IF\(UPPER\({_CELL}\)=\"[A-Z]\",\d+,0\)"
_PLAIN = rf"LEN\([^()]*\([^()]*\({_CELL}[^()]*\)[^()]*\)\)"
_KEYS = rf"MAX\(0,(ISNUMBER\(SEARCH\(\"[A-Z]\",{_CELL}\)\)\+?)+-MAX\(0,{_PLAIN}-\d\)\)\*\d+"
_LETTER = rf"IF\(OR\(ISNUMBER\({_CELL}\),{_CELL}=\"{ABSENT}\"\),{_CELL},({_KEY}|{_KEYS})\)"
_FROM_MARKS = re.compile(rf"=IF\({_CELL}=\"\",\"\",({_CELL}|{_LETTER})\)")
"""The formula of a mark in the sheet by question, as `taken_over` writes it."""
_STAMP = re.compile(r"(\w{6}) (\d+)")
MOST_ROWS, MOST_CELLS = 100_000, 3_000_000
"""Of a sheet, and of a workbook: ten thousand pupils need a third of either."""
SheetRows = Sequence[Sequence[Any]]
"""A sheet's values, from its first row and column on; None for an empty cell."""


class NotAMarkbook(Exception):
    """The file is not there, half written, damaged, or no markbook of this program's."""


class OversizedMarkbook(NotAMarkbook):
    """A sheet has a hundred times the rows of any class: somebody gave empty ones a colour or a height."""


class RenamedSheets(NotAMarkbook):
    """Sheets that are read have other names, or are gone: `missing`. `others` are those that are not ours."""

    def __init__(self, missing: Sequence[str], others: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing, self.others = tuple(missing), tuple(others)


class TypedCell(Value):
    """A cell with what was typed: a number, text, or None for an empty one; `cell` is its name ("Marks!F3")."""

    value: Any
    cell: str


class MarkbookReading(Value):
    """What stands in a markbook.

    `run` is its run's id, `shown` how many rows the record of marks had when it was printed. `asked` are the questions
    of each paper, by its id, as `asked_of` says them, `told` what it says of each student. `marks` are the cells that
    are typed into; `over` those by question with something else in them than the formula. `grades` are the boundaries,
    each with its cell. `labels` are by paper the cells beside its marks that name it and its student. `maxima` are the
    cells beneath marks. `sums` are those in which something stands in place of a total, percentage or grade.
    `headings` are those that stand over marks and are of no question, where such of questions (`headless`) are gone.
    `strays` are other cells, comments and sheets, in which something stands that has no place there.
    """

    run: str
    shown: int
    asked: Mapping[str, str]
    told: frozenset[tuple[str, ...]]
    marks: Mapping[MarkKey, TypedCell]
    over: Mapping[MarkKey, TypedCell]
    grades: tuple[tuple[TypedCell, TypedCell], ...]
    labels: Mapping[str, tuple[TypedCell, ...]]
    maxima: Mapping[MarkKey, TypedCell]
    sums: tuple[TypedCell, ...]
    headings: tuple[TypedCell, ...]
    headless: tuple[str, ...]
    strays: tuple[TypedCell, ...]


def read_markbook(content: bytes) -> MarkbookReading:
    """Read the workbook that a file's content is. Raises NotAMarkbook, also as an OversizedMarkbook."""
    try:
        rows, cells = rows_and_cells(content)
        if rows > MOST_ROWS or cells > MOST_CELLS:
            raise OversizedMarkbook
        sheets, others = _values(content, formulas=True)
        reading = _Reader(content, sheets).read()
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
            return _stamp(header)[1]
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
        return {name: _rows(workbook[name]) for name in (MARKS, BY_QUESTION, GRADES)}, others


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


@dataclass
class _Reader:
    """Reads the sheets of one workbook."""

    content: bytes
    sheets: Mapping[str, SheetRows]
    labels: dict[str, tuple[TypedCell, ...]] = field(default_factory=dict)
    maxima: dict[MarkKey, TypedCell] = field(default_factory=dict)
    sums: list[TypedCell] = field(default_factory=list)
    headings: dict[int, TypedCell] = field(default_factory=dict)
    headless: tuple[str, ...] = ()
    strays: list[TypedCell] = field(default_factory=list)
    worked_out: dict[str, SheetRows] = field(default_factory=dict)

    def read(self) -> dict[str, Any]:
        """The fields of a MarkbookReading. Raises LookupError, ValueError where it is no markbook."""
        rows = self.sheets[MARKS]
        top, at, shown, run = _stamped(rows)
        asked = {
            _paper(row[at]): str(row[at]) for row in rows[top + 1 :] if len(row) > at and _paper(row[at])
        }
        marks = dict(self._marks(rows, top, at, asked))
        over, told = self._by_question(asked)
        return {
            "run": run,
            "shown": shown,
            "asked": asked,
            "told": told,
            "marks": marks,
            "over": over,
            "grades": tuple(self._grades()),
            "labels": self.labels,
            "maxima": self.maxima,
            "sums": tuple(self.sums),
            "headings": tuple(self.headings.values()),
            "headless": self.headless,
            "strays": tuple(self.strays),
        }

    def _marks(
        self, rows: SheetRows, top: int, at: int, asked: Mapping[str, str]
    ) -> Iterator[tuple[MarkKey, TypedCell]]:
        """The cells that are typed into, by what they are marks of; what stands elsewhere is astray.

        `top` is the row of the headings, `at` the hidden column.
        """
        header = rows[top]
        id, name, *sums = (
            header.index(label) if label in header[:at] else column
            for column, label in enumerate(MarksRows.LABELS)
        )
        slots = {
            column: str(one) for column, one in enumerate(header[:at]) if column not in (id, name, *sums)
        }
        wanted = dict.fromkeys(slot for paper, said in asked.items() for slot in _slots_of(paper, said))
        self.headless = tuple(slot for slot in wanted if slot not in slots.values())
        above: dict[str, MarkKey] = {}
        for number, row in enumerate(rows[top + 1 :], top + 1):
            paper = _paper(row[at]) if len(row) > at else ""
            keys = _slots_of(paper, asked[paper]) if paper else {}
            beneath, above = {} if paper else above, keys
            if paper:
                self.labels[paper] = tuple(
                    self._typed(MARKS, number, column, row[column]) for column in (id, name)
                )
            elif not beneath and len(row) > name and row[name] == MarksRows.OF:
                continue  # maxima that were sorted away from their paper
            for column, value in enumerate(row):
                slot = slots.get(column, "")
                if key := keys.get(slot):
                    yield key, self._typed(MARKS, number, column, value)
                elif value in (None, "") or (paper and column in (id, name, at)):
                    continue
                elif paper and column in sums:
                    self.sums += (
                        [] if str(value).startswith("=") else [self._typed(MARKS, number, column, value)]
                    )
                elif key := beneath.get(slot):
                    self.maxima[key] = self._typed(MARKS, number, column, value)
                elif (paper or beneath) and self.headless and slot and slot not in wanted:
                    self.headings[column] = self._typed(MARKS, top, column, header[column])
                elif not (beneath and _is_total(row, column, name, sums[0])):
                    self.strays.append(self._typed(MARKS, number, column, value))

    def _by_question(
        self, asked: Mapping[str, str]
    ) -> tuple[dict[MarkKey, TypedCell], frozenset[tuple[str, ...]]]:
        """The cells in which a formula was typed over, and what is said of each student."""
        rows = self.sheets[BY_QUESTION]
        heads, over, told = rows[QuestionRows.HEADING], {}, set()
        for number, row in enumerate(rows[QuestionRows.FIRST :], QuestionRows.FIRST):
            paper = str(row[0]) if row and row[0] is not None else ""
            known = set(_slots_of(paper, asked[paper]).values()) if paper in asked else set()
            if known:
                said = [*row, *[None] * QuestionRows.START][: QuestionRows.START]
                told.add(tuple("" if cell is None else str(cell) for cell in said))
            for column, value in enumerate(row[QuestionRows.START :], QuestionRows.START):
                key = paper, str(heads[column]) if column < len(heads) else ""
                if value is None or _FROM_MARKS.fullmatch(str(value)):
                    continue
                if key in known:
                    over[key] = self._typed(BY_QUESTION, number, column, value)
                elif not str(value).startswith("="):  # sums and averages
                    self.strays.append(self._typed(BY_QUESTION, number, column, value))
        return over, frozenset(told)

    def _grades(self) -> Iterator[tuple[TypedCell, TypedCell]]:
        """The boundaries, each as (grade, from), where one of both is not empty."""
        for number, row in enumerate(self.sheets[GRADES][GradeRows.FIRST :], GradeRows.FIRST):
            name, start = ([*row[:2], None, None])[:2]
            if name is not None or start is not None:
                yield (
                    self._typed(GRADES, number, GradeRows.NAME, name),
                    self._typed(GRADES, number, GradeRows.FROM, start),
                )

    def _typed(self, sheet: str, row: int, column: int, value: Any) -> TypedCell:
        """The cell with its value, that of a formula as the spreadsheet program worked it out."""
        cell = f"{sheet}!{letter_of(column)}{row + 1}"
        if isinstance(value, str) and value.startswith("="):
            if not self.worked_out:
                self.worked_out, _ = _values(self.content, formulas=False)
            rows = self.worked_out[sheet]
            found = rows[row] if row < len(rows) else ()
            worked_out = found[column] if column < len(found) else None
            # A formula that nobody has worked out is no empty cell.
            return TypedCell(value if worked_out is None else worked_out, cell)
        return TypedCell(value, cell)


def _slots_of(paper: str, asked: str) -> dict[str, MarkKey]:
    """What a paper has marks for, by the heading of its column: `3`, `3 SPaG`."""
    slots = {}
    for number, one in enumerate(asked.split()[1:], 1):
        id = one.removesuffix("*")
        slots[str(number)] = paper, id
        if one != id:
            slots[f"{number}{SPAG_MARKS}"] = paper, id + SPAG_MARKS
    return slots


def _is_total(row: Sequence[Any], column: int, name: int, total: int) -> bool:
    """Whether a cell beneath a paper's is what is printed there: “out of”, and how many marks the paper has."""
    return (column == name and row[column] == MarksRows.OF) or (
        column == total and isinstance(row[column], int | float)
    )


def _stamped(rows: SheetRows) -> tuple[int, int, int, str]:
    """The row of the headings, wherever rows were put above it, and what `_stamp` finds there.

    Raises LookupError where there is none.
    """
    for number, row in enumerate(rows):
        if any(_STAMP.fullmatch(str(one)) for one in row):
            return number, *_stamp(row)
    raise LookupError


def _stamp(header: Sequence[Any]) -> tuple[int, int, str]:
    """The column of the hidden cells, and what it is headed by: rows of the record then, the run's id.

    Raises LookupError where there is none.
    """
    for column, one in enumerate(header):
        if found := _STAMP.fullmatch(str(one)):
            return column, int(found[2]), found[1]
    raise LookupError


def _paper(asked: Any) -> str:
    """The id of the paper that a hidden cell is about, "" where it is about none."""
    paper, colon, _ = str(asked or "").partition(": ")
    return paper if colon else ""
