"""The papers of a run to a workbook for their marks: one column per question of the bank, whatever its number.

Every student's marks for the same question stand in the same column, so a column can be averaged; the sheet
"Numbers" says under which number a student has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range

from worksheetgen.model.bank import Question
from worksheetgen.model.paper import Paper

MADE = datetime(2000, 1, 1)  # in every workbook, so that equal runs have equal bytes
LABELS = ("ID", "Name", "Tier", "Extra time", "Print")
WIDTHS = (10, 28, 10, 11, 10)
HEADER, MAXIMUM, FIRST = 0, 1, 2
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
    """A question and the letter of the section it stands in."""

    section: str
    question: Question


@dataclass(frozen=True)
class _Span:
    """Neighbouring columns, counting from 0, that are added up under one heading."""

    heading: str
    first: int
    last: int


def markbook(papers: Sequence[Paper]) -> bytes:
    """An .xlsx with the sheets "Marks" and "Numbers", a row per paper, spares last; the same bytes every time."""
    ordered = sorted(papers, key=lambda paper: paper.student.spare)
    columns = _columns(ordered)
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        styles = {name: workbook.add_format(style) for name, style in STYLES.items()}
        _Marks(workbook.add_worksheet("Marks"), styles, ordered, columns).write()
        _Numbers(workbook.add_worksheet("Numbers"), styles, ordered, columns).write()
    return content.getvalue()


def _columns(papers: Sequence[Paper]) -> tuple[_Column, ...]:
    """Each question once, by section and then as the bank has them: by file and line."""
    found = {
        question.question.id: _Column(section.letter, question.question)
        for paper in papers
        for section in paper.sections
        for question in section.questions
    }
    return tuple(sorted(found.values(), key=_bank_order))


def _bank_order(column: _Column) -> tuple[str, str, str, int, str]:
    """The file by its name alone: where the bank lies on this machine must not matter."""
    question = column.question
    return column.section, question.unit, PurePath(question.place.file).name, question.place.line, question.id


class _Sheet:
    """What both sheets have: a row per paper, a column per question."""

    def __init__(
        self, sheet: Any, styles: dict[str, Any], papers: Sequence[Paper], columns: tuple[_Column, ...]
    ) -> None:
        self.sheet, self.styles, self.papers, self.columns = sheet, styles, papers, columns
        self.start = len(LABELS)
        self.last_row = FIRST + len(papers) - 1
        numbered = {column.question.id: index for index, column in enumerate(columns, self.start)}
        self.own = [frozenset(numbered[asked.question.id] for asked in paper.questions) for paper in papers]

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Text as it stands: a name that looks like a formula stays a name."""
        write = self.sheet.write_string if text else self.sheet.write_blank
        write(row, column, text, self.styles[style])

    def frame(self) -> None:
        """Everything but what belongs to one paper and one question."""
        for column, (label, width) in enumerate(zip(LABELS, WIDTHS, strict=True)):
            self.text(HEADER, column, label, "label")
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(self.start, self.start + len(self.columns) - 1, 5)
        for column, asked in enumerate(self.columns, self.start):
            self.text(HEADER, column, asked.question.id, "question")
            self.sheet.write_number(MAXIMUM, column, asked.question.marks, self.styles["maximum"])
        self.text(MAXIMUM, 0, "Maximum", "maximum")
        for row, paper in enumerate(self.papers, FIRST):
            self._student(row, paper)
        self.sheet.freeze_panes(FIRST, 2)
        self.sheet.repeat_rows(HEADER, MAXIMUM)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(FIRST, 0, self.last_row, 4)})

    def _student(self, row: int, paper: Paper) -> None:
        student = paper.student
        extra_time = f"{student.extra_time}%" if student.extra_time else ""
        for column, text in enumerate((student.id, student.name, student.tier, extra_time, student.print)):
            self.text(row, column, text)


class _Numbers(_Sheet):
    """Under which number each student has each question."""

    def write(self) -> None:
        """Fill the sheet."""
        self.frame()
        for row, paper in enumerate(self.papers, FIRST):
            numbers = {asked.question.id: asked.number for asked in paper.questions}
            for column, listed in enumerate(self.columns, self.start):
                number = numbers.get(listed.question.id)  # None is written as a blank cell
                self.sheet.write(row, column, number, self.styles["mark" if number else "absent"])


class _Marks(_Sheet):
    """Where the marks are typed and added up."""

    def write(self) -> None:
        """Fill the sheet."""
        self.frame()
        spans = self._spans()
        sums = self.start + len(self.columns)
        percent = sums + len(spans)
        self.sheet.set_column(sums, percent, 10)
        for column, span in enumerate(spans, sums):
            self.text(HEADER, column, span.heading, "label")
            self._maximum(column, span)
            for row in range(FIRST, self.last_row + 1):
                cells = xl_range(row, span.first, row, span.last)
                self._formula(row, column, cells, f"SUM({cells})", "sum")
        self.text(HEADER, percent, "Per cent", "label")
        self.text(MAXIMUM, percent, "", "maximum")
        for row, own in enumerate(self.own, FIRST):
            cells = xl_range(row, self.start, row, sums - 1)
            self._formula(row, percent, cells, f"SUM({cells})/SUM({self._maxima(own)})", "percent")
        for column in range(self.start, sums):
            self._cells(column)
        self._averages(percent)

    def _spans(self) -> list[_Span]:
        """The sections, if there are several, and the whole paper."""
        letters = [column.section for column in self.columns]
        sections = [
            _Span(
                f"Section {letter}",
                self.start + letters.index(letter),
                self.start + letters.index(letter) + letters.count(letter) - 1,
            )
            for letter in dict.fromkeys(letters)
        ]
        total = _Span("Total", self.start, self.start + len(letters) - 1)
        return [*(sections if len(sections) > 1 else ()), total]

    def _maximum(self, column: int, span: _Span) -> None:
        """The most that can be had, where that is the same for everybody: a sum of the maxima above."""
        questions = range(span.first, span.last + 1)
        own = {frozenset(own.intersection(questions)) for own in self.own}
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

    def _cells(self, column: int) -> None:
        """The cells for one question's marks: 0 to its maximum, and nothing where a paper has it not."""
        having = {row for row, own in enumerate(self.own, FIRST) if column in own}
        for row in range(FIRST, self.last_row + 1):
            self.sheet.write_blank(row, column, None, self.styles["mark" if row in having else "absent"])
        allowed = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"={xl_col_to_name(column)}${MAXIMUM + 1}",
            "error_title": "Not a mark for this question",
            "error_message": "Type a whole number from 0 to the maximum at the head of the column.",
        }
        for first, last in _runs(having):
            self.sheet.data_validation(first, column, last, column, allowed)
        for first, last in _runs(set(range(FIRST, self.last_row + 1)) - having):
            self.sheet.data_validation(first, column, last, column, NOT_ASKED)

    def _averages(self, percent: int) -> None:
        """The averages of what has been filled in, under every column of numbers."""
        row = self.last_row + 1
        for column in range(self.start):
            self.text(row, column, "" if column else "Average", "average")
        for column in range(self.start, percent + 1):
            cells = xl_range(FIRST, column, self.last_row, column)
            style = "average percent" if column == percent else "average"
            self._formula(row, column, cells, f"AVERAGE({cells})", style)

    def _formula(self, row: int, column: int, cells: str, formula: str, style: str) -> None:
        """A formula that stays empty until one of its cells is filled; its value for readers that do not add."""
        self.sheet.write_formula(row, column, f'=IF(COUNT({cells})=0,"",{formula})', self.styles[style], "")

    def _marks(self, column: int) -> int:
        return self.columns[column - self.start].question.marks


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as (first, last)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        joined = runs and runs[-1][1] == number - 1
        runs[-1:] = [(runs[-1][0], number)] if joined else [*runs[-1:], (number, number)]
    return runs
