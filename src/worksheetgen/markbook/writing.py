"""The papers of a run to a workbook for their marks: one column per question of the bank, whatever its number.

Every student's marks for the same question stand in the same column, so a column can be averaged; marks for its
spelling, punctuation and grammar (SPaG) stand in a second one, after all questions. The sheet "Numbers" says under
which number a student has it. It is written row by row: a long list needs no more memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from string import ascii_uppercase
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range

from worksheetgen.manifest import RecordedStudent
from worksheetgen.model.bank import Question
from worksheetgen.model.paper import PaperQuestion

MADE = datetime(2000, 1, 1)  # in every workbook, so that equal runs have equal bytes
LABELS = ("ID", "Name", "Tier", "Extra time", "Print")
WIDTHS = (10, 28, 10, 11, 10)
HEADER, MAXIMUM, FIRST = 0, 1, 2
MARKS, NUMBERS = "Marks", "Numbers"
"""The names of the two sheets."""
CENTRED = {"align": "center"}
STYLES: dict[str, dict[str, object]] = {
    "label": {"bold": True, "bottom": 1, "valign": "bottom"},
    "question": {"bold": True, "bottom": 1, "rotation": 90, **CENTRED},
    "maximum": {"italic": True, "bottom": 1, **CENTRED},
    "mark": {"border": 4, **CENTRED},
    "absent": {"bg_color": "#D9D9D9", "border": 4},
    "sum": {"bold": True, **CENTRED},
    "percent": {"bold": True, "num_format": "0%", **CENTRED},
    "average": {"italic": True, "top": 1, "num_format": "0.0", **CENTRED},
    "average percent": {"italic": True, "top": 1, "num_format": "0%", **CENTRED},
    "text": {},
}
NOT_ASKED = {
    "validate": "custom",
    "value": "=FALSE",
    "error_title": "Not on this paper",
    "error_message": "This student's paper does not have this question.",
}


@dataclass(frozen=True)
class _Column:
    """A question and the letter of the section it stands in; where there are any, its marks for SPaG alone."""

    section: str
    question: Question
    spag: int

    @property
    def key(self) -> tuple[str, int]:
        """What is marked in it."""
        return self.question.id, self.spag

    @property
    def heading(self) -> str:
        """What stands over it."""
        return f"{self.question.id} SPaG" if self.spag else self.question.id

    @property
    def marks(self) -> int:
        """The most that can be had."""
        return self.spag or self.question.marks

    @property
    def span(self) -> str:
        """What it is added up with."""
        return "SPaG" if self.spag else f"Section {self.section}"


@dataclass(frozen=True)
class _Span:
    """Neighbouring columns, counting from 0, that are added up under one heading."""

    heading: str
    first: int
    last: int


Forms = Mapping[str, Sequence[Sequence[PaperQuestion]]]
"""The questions of every form, section by section, as one of its papers asks them."""


@contextmanager
def markbook(path: Path, forms: Forms) -> Iterator[Callable[[RecordedStudent], None]]:
    """Write an .xlsx with the sheets "Marks" and "Numbers"; what it gives adds a paper's row to both.

    The same bytes every time.
    """
    columns = _columns(forms)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        styles = {name: workbook.add_format(style) for name, style in STYLES.items()}
        marks = _Marks(workbook.add_worksheet(MARKS), styles, forms, columns)
        numbers = _Numbers(workbook.add_worksheet(NUMBERS), styles, forms, columns)
        for sheet in (marks, numbers):
            sheet.head()

        def add(row: RecordedStudent) -> None:
            marks.student(row)
            numbers.student(row)

        yield add
        for sheet in (marks, numbers):
            sheet.foot()


def _columns(forms: Forms) -> tuple[_Column, ...]:
    """Each question once, by section and then as the bank has them: by file and line; then those with SPaG again."""
    found = {column.key: column for sections in forms.values() for column in _of_form(sections)}
    return tuple(sorted(found.values(), key=_bank_order))


def _of_form(sections: Sequence[Sequence[PaperQuestion]]) -> Iterator[_Column]:
    """The columns that a form's papers have marks for."""
    for letter, questions in zip(ascii_uppercase, sections, strict=False):
        for asked in questions:
            yield from (_Column(letter, asked.question, spag) for spag in sorted({0, asked.spag}))


def _bank_order(column: _Column) -> tuple[bool, str, str, str, int, str, int]:
    """The file by its name alone: where the bank lies on this machine must not matter."""
    question, place = column.question, column.question.place
    file = PurePath(place.file).name
    return column.spag > 0, column.section, question.unit, file, place.line, *column.key


def student_cells(student: RecordedStudent) -> tuple[str, ...]:
    """What stands under each of `LABELS`; "" for an empty cell."""
    extra_time = f"{student.extra_time}%" if student.extra_time else ""
    return student.id, student.name, student.tier.value, extra_time, student.print.value


def numbers_of(student: RecordedStudent) -> Mapping[str, int]:
    """Under which number the student's paper asks each question, by id."""
    return {question.id: question.number for question in student.questions}


class _Sheet:
    """What both sheets have: a row per paper, a column per question, written from top to bottom."""

    def __init__(
        self, sheet: Any, styles: dict[str, Any], forms: Forms, columns: tuple[_Column, ...]
    ) -> None:
        self.sheet, self.styles, self.columns = sheet, styles, columns
        self.start = len(LABELS)
        self.row = FIRST
        numbered = {column.key: index for index, column in enumerate(columns, self.start)}
        self.own = {
            form: frozenset(numbered[column.key] for column in _of_form(sections))
            for form, sections in forms.items()
        }

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Text as it stands: a name that looks like a formula stays a name."""
        write = self.sheet.write_string if text else self.sheet.write_blank
        write(row, column, text, self.styles[style])

    def head(self) -> None:
        """The two heading rows, and how the sheet is seen and printed."""
        for column, (label, width) in enumerate(zip(LABELS, WIDTHS, strict=True)):
            self.text(HEADER, column, label, "label")
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(self.start, self.start + len(self.columns) - 1, 5)
        for column, asked in enumerate(self.columns, self.start):
            self.text(HEADER, column, asked.heading, "question")
        self.heading()
        self.text(MAXIMUM, 0, "Maximum", "maximum")
        for column, asked in enumerate(self.columns, self.start):
            self.sheet.write_number(MAXIMUM, column, asked.marks, self.styles["maximum"])
        self.maximum()
        self.sheet.freeze_panes(FIRST, 2)
        self.sheet.repeat_rows(HEADER, MAXIMUM)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)

    def heading(self) -> None:
        """What stands in the first row beside the questions."""

    def maximum(self) -> None:
        """What stands in the second row beside the questions."""

    def student(self, row: RecordedStudent) -> None:
        """The next row."""
        for column, text in enumerate(student_cells(row)):
            self.text(self.row, column, text)
        self.cells(row)
        self.row += 1

    def cells(self, row: RecordedStudent) -> None:
        """The row's cells beside the student."""

    def foot(self) -> None:
        """What can be said only when every row is written."""
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(FIRST, 0, self.row - 1, 4)})


class _Numbers(_Sheet):
    """Under which number each student has each question."""

    def cells(self, row: RecordedStudent) -> None:
        """The student's own numbers."""
        numbers = numbers_of(row)
        for column, listed in enumerate(self.columns, self.start):
            number = numbers.get(listed.question.id)  # None is written as a blank cell
            self.sheet.write(self.row, column, number, self.styles["mark" if number else "absent"])


class _Marks(_Sheet):
    """Where the marks are typed and added up."""

    def __init__(
        self, sheet: Any, styles: dict[str, Any], forms: Forms, columns: tuple[_Column, ...]
    ) -> None:
        super().__init__(sheet, styles, forms, columns)
        self.spans = self._spans()
        self.sums = self.start + len(columns)
        self.percent = self.sums + len(self.spans)
        self.rows: dict[str, list[int]] = {form: [] for form in forms}

    def heading(self) -> None:
        """What is added up."""
        self.sheet.set_column(self.sums, self.percent, 10)
        for column, span in enumerate(self.spans, self.sums):
            self.text(HEADER, column, span.heading, "label")
        self.text(HEADER, self.percent, "Per cent", "label")

    def maximum(self) -> None:
        """The most that can be had of everything."""
        for column, span in enumerate(self.spans, self.sums):
            self._maximum(column, span)
        self.text(MAXIMUM, self.percent, "", "maximum")

    def cells(self, row: RecordedStudent) -> None:
        """The student's cells for marks, and their sums."""
        own = self.own[row.form]
        self.rows[row.form].append(self.row)
        for column in range(self.start, self.sums):
            self.sheet.write_blank(self.row, column, None, self.styles["mark" if column in own else "absent"])
        for column, span in enumerate(self.spans, self.sums):
            cells = xl_range(self.row, span.first, self.row, span.last)
            self._formula(self.row, column, cells, f"SUM({cells})", "sum")
        cells = xl_range(self.row, self.start, self.row, self.sums - 1)
        self._formula(self.row, self.percent, cells, f"SUM({cells})/SUM({self._maxima(own)})", "percent")

    def foot(self) -> None:
        """What may be typed into the cells, and the averages below them."""
        super().foot()
        for column in range(self.start, self.sums):
            self._checked(column)
        self._averages()

    def _spans(self) -> list[_Span]:
        """The sections and SPaG, if there are several of these, and the whole paper."""
        headings = [column.span for column in self.columns]
        parts = [
            _Span(
                heading,
                self.start + headings.index(heading),
                self.start + headings.index(heading) + headings.count(heading) - 1,
            )
            for heading in dict.fromkeys(headings)
        ]
        total = _Span("Total", self.start, self.start + len(headings) - 1)
        return [*(parts if len(parts) > 1 else ()), total]

    def _maximum(self, column: int, span: _Span) -> None:
        """The most that can be had, where that is the same for everybody: a sum of the maxima above."""
        questions = range(span.first, span.last + 1)
        own = {frozenset(own.intersection(questions)) for own in self.own.values()}
        most = {sum(self._marks(c) for c in columns) for columns in own}
        if len(own) == 1:
            formula = f"=SUM({xl_range(MAXIMUM, span.first, MAXIMUM, span.last)})"
            self.sheet.write_formula(MAXIMUM, column, formula, self.styles["maximum"], *most)
        elif len(most) == 1:
            self.sheet.write_number(MAXIMUM, column, *most, self.styles["maximum"])
        else:
            self.text(MAXIMUM, column, "", "maximum")

    def _maxima(self, own: frozenset[int]) -> str:
        """The maxima of one student's questions; a teacher who changes one changes the percentage."""
        return ",".join(
            f"{xl_col_to_name(first)}${MAXIMUM + 1}:{xl_col_to_name(last)}${MAXIMUM + 1}"
            for first, last in _runs(own)
        )

    def _checked(self, column: int) -> None:
        """A cell for one question's marks takes 0 to its maximum, and nothing where a paper has it not."""
        having = [row for form, rows in self.rows.items() if column in self.own[form] for row in rows]
        lacking = [row for form, rows in self.rows.items() if column not in self.own[form] for row in rows]
        allowed = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"={xl_col_to_name(column)}${MAXIMUM + 1}",
            "error_title": "Not a mark for this question",
            "error_message": "Type a whole number from 0 to the maximum at the head of the column.",
        }
        for rows, rule in ((having, allowed), (lacking, NOT_ASKED)):
            for first, last in _runs(rows):
                self.sheet.data_validation(first, column, last, column, rule)

    def _averages(self) -> None:
        """The averages of what has been filled in, under every column of numbers."""
        for column in range(self.start):
            self.text(self.row, column, "" if column else "Average", "average")
        for column in range(self.start, self.percent + 1):
            cells = xl_range(FIRST, column, self.row - 1, column)
            style = "average percent" if column == self.percent else "average"
            self._formula(self.row, column, cells, f"AVERAGE({cells})", style)

    def _formula(self, row: int, column: int, cells: str, formula: str, style: str) -> None:
        """A formula that stays empty until one of its cells is filled; its value for readers that do not add."""
        self.sheet.write_formula(row, column, f'=IF(COUNT({cells})=0,"",{formula})', self.styles[style], "")

    def _marks(self, column: int) -> int:
        return self.columns[column - self.start].marks


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as (first, last)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        joined = runs and runs[-1][1] == number - 1
        runs[-1:] = [(runs[-1][0], number)] if joined else [*runs[-1:], (number, number)]
    return runs
