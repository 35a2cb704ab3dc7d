"""The papers of a run to a workbook for their marks: one column per question of the bank, whatever its number.

Every student's marks for the same question stand in the same column, so a column can be averaged; marks for its
spelling, punctuation and grammar (SPaG) stand in a second one, after all questions. The sheet "Numbers" says under
which number a student has it. It is written row by row: a long list needs no more memory.

Rows and columns are counted from 0, as XlsxWriter counts them; in formulas rows count from 1.
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
"""The headings of the columns about the student, which come before those of the questions."""
WIDTHS = (10, 28, 10, 11, 10)
"""How wide these columns are, in characters."""
HEADER, MAXIMUM, FIRST = 0, 1, 2
"""The rows of the headings, of the most marks that can be had, and of the first student."""
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
# What a cell of a question that is not on the student's paper takes: a rule that is never met, so nothing.
NOT_ASKED = {
    "validate": "custom",
    "value": "=FALSE",
    "error_title": "Not on this paper",
    "error_message": "This student's paper does not have this question.",
}


@dataclass(frozen=True)
class _Column:
    """A column for marks: those of a question, or those for SPaG at that question.

    `section` is the letter of the section that it stands in ("A"). `spag` is 0 in the column of the question
    itself, and the most that can be had in the column for its SPaG.
    """

    section: str
    question: Question
    spag: int

    @property
    def key(self) -> tuple[str, int]:
        """What is marked in the column; two forms with the same question share its column."""
        return self.question.id, self.spag

    @property
    def heading(self) -> str:
        """What stands over the column."""
        return f"{self.question.id} SPaG" if self.spag else self.question.id

    @property
    def marks(self) -> int:
        """The most marks that can be had in the column."""
        return self.spag or self.question.marks

    @property
    def span(self) -> str:
        """The heading of the sum that the column counts in, besides the total."""
        return "SPaG" if self.spag else f"Section {self.section}"


@dataclass(frozen=True)
class _Span:
    """Neighbouring columns, from `first` to `last`, that are added up under one heading."""

    heading: str
    first: int
    last: int


Forms = Mapping[str, Sequence[Sequence[PaperQuestion]]]
"""The questions of every form, by its name: section by section, as any one of its papers has them."""


@contextmanager
def markbook(path: Path, forms: Forms) -> Iterator[Callable[[RecordedStudent], None]]:
    """Write the markbook to `path`, an .xlsx with the sheets "Marks" and "Numbers".

    As a context it gives a function that adds the row of one student to both sheets, to be called for each
    paper in the order in which they are to stand; the file is complete when the context ends. The same papers
    give the same bytes.
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
    """The columns of all forms, each once: questions by section, file and line; then SPaG likewise."""
    found = {column.key: column for sections in forms.values() for column in _of_form(sections)}
    return tuple(sorted(found.values(), key=_bank_order))


def _of_form(sections: Sequence[Sequence[PaperQuestion]]) -> Iterator[_Column]:
    """The columns in which papers of a form have marks, from the form's sections."""
    for letter, questions in zip(ascii_uppercase, sections, strict=False):
        for printed in questions:
            yield from (_Column(letter, printed.question, spag) for spag in sorted({0, printed.spag}))


def _bank_order(column: _Column) -> tuple[bool, str, str, str, int, str, int]:
    """What columns are sorted by: SPaG last, then by section, then as the bank has the questions.

    So the columns of a section are neighbours, which the sums need. Of the file only the name counts: where
    the bank lies on this machine must not change the workbook.
    """
    question, place = column.question, column.question.place
    file = PurePath(place.file).name
    return column.spag > 0, column.section, question.unit, file, place.line, *column.key


def student_cells(student: RecordedStudent) -> tuple[str, ...]:
    """What stands of a student under each of `LABELS`; "" for an empty cell."""
    extra_time = f"{student.extra_time}%" if student.extra_time else ""
    return student.id, student.name, student.tier.value, extra_time, student.print.value


def numbers_of(student: RecordedStudent) -> Mapping[str, int]:
    """The number of each question on the student's paper, by the question's id."""
    return {question.id: question.number for question in student.questions}


class _Sheet:
    """What both sheets have: a row per paper, a column per question.

    To be called from top to bottom: `head`, `student` for each paper, `foot`, as the workbook is written row
    by row and forgets what it has written. A sheet adds its own with `heading`, `maximum` and `cells`.
    """

    def __init__(
        self, sheet: Any, styles: dict[str, Any], forms: Forms, columns: tuple[_Column, ...]
    ) -> None:
        """`sheet` is XlsxWriter's worksheet, `styles` are its formats by their names in STYLES."""
        self.sheet, self.styles, self.columns = sheet, styles, columns
        self.start = len(LABELS)  # the first column of a question
        self.row = FIRST  # the row that is written next
        numbered = {column.key: index for index, column in enumerate(columns, self.start)}
        # The columns that a form's papers have marks for; all others are grey in the rows of these papers.
        self.columns_of = {
            form: frozenset(numbered[column.key] for column in _of_form(sections))
            for form, sections in forms.items()
        }

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Write text into a cell as it stands: a name that looks like a formula stays a name."""
        write = self.sheet.write_string if text else self.sheet.write_blank
        write(row, column, text, self.styles[style])

    def head(self) -> None:
        """Write the two heading rows, and set how the sheet is seen and printed."""
        for column, (label, width) in enumerate(zip(LABELS, WIDTHS, strict=True)):
            self.text(HEADER, column, label, "label")
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(self.start, self.start + len(self.columns) - 1, 5)
        for column, listed in enumerate(self.columns, self.start):
            self.text(HEADER, column, listed.heading, "question")
        self.heading()
        self.text(MAXIMUM, 0, "Maximum", "maximum")
        for column, listed in enumerate(self.columns, self.start):
            self.sheet.write_number(MAXIMUM, column, listed.marks, self.styles["maximum"])
        self.maximum()
        self.sheet.freeze_panes(FIRST, 2)
        self.sheet.repeat_rows(HEADER, MAXIMUM)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)

    def heading(self) -> None:
        """Write the row of headings beside the questions: nothing, unless a sheet says otherwise."""

    def maximum(self) -> None:
        """Write the row of maxima beside the questions: nothing, unless a sheet says otherwise."""

    def student(self, row: RecordedStudent) -> None:
        """Write the next row: the student, then what the sheet has of the paper."""
        for column, text in enumerate(student_cells(row)):
            self.text(self.row, column, text)
        self.cells(row)
        self.row += 1

    def cells(self, row: RecordedStudent) -> None:
        """Write the cells beside the student into the row `self.row`."""

    def foot(self) -> None:
        """Write what can be said only when all students are written."""
        # Ids such as 007 are text on purpose: no green corner of a warning in each.
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(FIRST, 0, self.row - 1, 4)})


class _Numbers(_Sheet):
    """The sheet that says under which number each student has each question."""

    def cells(self, row: RecordedStudent) -> None:
        """Write the numbers of the questions on the student's paper; the others are grey."""
        numbers = numbers_of(row)
        for column, listed in enumerate(self.columns, self.start):
            number = numbers.get(listed.question.id)  # None is written as a blank cell
            self.sheet.write(self.row, column, number, self.styles["mark" if number else "absent"])


class _Marks(_Sheet):
    """The sheet in which the marks are typed and added up.

    Right of the questions (`start` to before `sums`) stands a column for each sum (`sums` to before
    `percent`), then the percentage (`percent`).
    """

    def __init__(
        self, sheet: Any, styles: dict[str, Any], forms: Forms, columns: tuple[_Column, ...]
    ) -> None:
        super().__init__(sheet, styles, forms, columns)
        self.spans = self._spans()
        self.sums = self.start + len(columns)
        self.percent = self.sums + len(self.spans)
        self.rows: dict[str, list[int]] = {form: [] for form in forms}  # of the papers of each form

    def heading(self) -> None:
        """Write over each sum what it adds up."""
        self.sheet.set_column(self.sums, self.percent, 10)
        for column, span in enumerate(self.spans, self.sums):
            self.text(HEADER, column, span.heading, "label")
        self.text(HEADER, self.percent, "Per cent", "label")

    def maximum(self) -> None:
        """Write the most that can be had of each sum."""
        for column, span in enumerate(self.spans, self.sums):
            self._maximum(column, span)
        self.text(MAXIMUM, self.percent, "", "maximum")

    def cells(self, row: RecordedStudent) -> None:
        """Write the student's empty cells for marks, their sums and the percentage."""
        own = self.columns_of[row.form]
        self.rows[row.form].append(self.row)
        for column in range(self.start, self.sums):
            self.sheet.write_blank(self.row, column, None, self.styles["mark" if column in own else "absent"])
        for column, span in enumerate(self.spans, self.sums):
            cells = xl_range(self.row, span.first, self.row, span.last)
            self._formula(self.row, column, cells, f"SUM({cells})", "sum")
        cells = xl_range(self.row, self.start, self.row, self.sums - 1)
        self._formula(self.row, self.percent, cells, f"SUM({cells})/SUM({self._maxima(own)})", "percent")

    def foot(self) -> None:
        """Say what may be typed into the cells for marks, and write the averages below them."""
        super().foot()
        for column in range(self.start, self.sums):
            self._checked(column)
        self._averages()

    def _spans(self) -> list[_Span]:
        """What is added up: each section, the marks for SPaG, and last the whole paper.

        Where all questions are of one section, and none has marks for SPaG, the whole paper alone.
        """
        # `_bank_order` puts columns that are added up together next to each other.
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
        """Write into `column` the most that can be had in the span, if that is the same on all forms.

        If it is because all forms have the same questions, it is a formula, and follows if a teacher changes
        a question's maximum. If forms differ in it, the cell stays empty: each paper's percentage counts its
        own maxima.
        """
        questions = range(span.first, span.last + 1)
        own = {frozenset(own.intersection(questions)) for own in self.columns_of.values()}
        most = {sum(self._marks(c) for c in columns) for columns in own}
        if len(own) == 1:
            formula = f"=SUM({xl_range(MAXIMUM, span.first, MAXIMUM, span.last)})"
            self.sheet.write_formula(MAXIMUM, column, formula, self.styles["maximum"], *most)
        elif len(most) == 1:
            self.sheet.write_number(MAXIMUM, column, *most, self.styles["maximum"])
        else:
            self.text(MAXIMUM, column, "", "maximum")

    def _maxima(self, own: frozenset[int]) -> str:
        """The arguments of a SUM over the maxima of these columns, such as `F$2:H$2,J$2:J$2`.

        They are cells and no numbers: if a teacher changes a question's maximum, the percentage follows.
        """
        # $ before the row: a student's row that is copied or sorted still counts the maxima at the head.
        return ",".join(
            f"{xl_col_to_name(first)}${MAXIMUM + 1}:{xl_col_to_name(last)}${MAXIMUM + 1}"
            for first, last in _runs(own)
        )

    def _checked(self, column: int) -> None:
        """Let cells of a column take whole numbers from 0 to its maximum; nothing where a paper lacks it."""
        having = [row for form, rows in self.rows.items() if column in self.columns_of[form] for row in rows]
        lacking = [
            row for form, rows in self.rows.items() if column not in self.columns_of[form] for row in rows
        ]
        allowed = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"={xl_col_to_name(column)}${MAXIMUM + 1}",
            "error_title": "Not a mark for this question",
            "error_message": "Type a whole number from 0 to the maximum at the head of the column.",
        }
        # One rule for each stretch of neighbouring rows: spreadsheet programs drop rules beyond some 65,000.
        for rows, rule in ((having, allowed), (lacking, NOT_ASKED)):
            for first, last in _runs(rows):
                self.sheet.data_validation(first, column, last, column, rule)

    def _averages(self) -> None:
        """Write the row of averages under all students, over what has been filled in so far."""
        for column in range(self.start):
            self.text(self.row, column, "" if column else "Average", "average")
        for column in range(self.start, self.percent + 1):
            cells = xl_range(FIRST, column, self.row - 1, column)
            style = "average percent" if column == self.percent else "average"
            self._formula(self.row, column, cells, f"AVERAGE({cells})", style)

    def _formula(self, row: int, column: int, cells: str, formula: str, style: str) -> None:
        """Write a formula that shows nothing until one of `cells`, a range such as `F3:H3`, has a number."""
        # The last argument is the stored value, for programs that show a workbook without calculating it.
        self.sheet.write_formula(row, column, f'=IF(COUNT({cells})=0,"",{formula})', self.styles[style], "")

    def _marks(self, column: int) -> int:
        """The most marks that can be had in that column of the sheet."""
        return self.columns[column - self.start].marks


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The numbers in order, neighbours joined to (first, last): 1, 2, 3, 5 are (1, 3) and (5, 5)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        joined = runs and runs[-1][1] == number - 1
        runs[-1:] = [(runs[-1][0], number)] if joined else [*runs[-1:], (number, number)]
    return runs
