"""The sheets of a markbook, each written from top to bottom, row by row: a long list needs no more memory."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

from worksheetgen.manifest import RecordedStudent
from worksheetgen.markbook.layout import (
    BY_QUESTION,
    MARKS,
    Column,
    GradeRows,
    MarkbookContents,
    MarkSlot,
    MarksRows,
    QuestionRows,
    columns_of,
    columns_of_form,
    runs_of,
    slots_of,
    spans_of,
)
from worksheetgen.markbook.record import ABSENT, SPAG_MARKS, MarkKey
from worksheetgen.memory import remembered

CENTRED = {"align": "center"}
STYLES: dict[str, dict[str, object]] = {
    "note": {"italic": True},
    "label": {"bold": True, "bottom": 1, "valign": "bottom"},
    "number": {"bold": True, "bottom": 1, **CENTRED},
    "words": {"rotation": 90, "text_wrap": True, "font_size": 8, **CENTRED},
    "question": {"bold": True, "rotation": 90, **CENTRED},
    "maximum": {"italic": True, "bottom": 1, **CENTRED},
    "mark": {"border": 4, "locked": False, **CENTRED},
    "beneath": {"font_size": 8, "italic": True, "font_color": "#595959", "bottom": 1, **CENTRED},
    "absent": {"bg_color": "#D9D9D9", "border": 4},
    "sum": {"bold": True, **CENTRED},
    "percent": {"bold": True, "num_format": "0%", **CENTRED},
    "average": {"italic": True, "top": 1, "num_format": "0.0", **CENTRED},
    "average percent": {"italic": True, "top": 1, "num_format": "0%", **CENTRED},
    "weight": {"num_format": "0.##", **CENTRED},
    "typed": {"border": 4, "locked": False},
    "part": {"num_format": "0.#", **CENTRED},
    "text": {},
}
UNPROTECTED = {"format_cells": True, "format_columns": True, "format_rows": True}
"""What a teacher may do on a protected sheet besides typing marks; there is no password."""
WORDS_SHOWN = 70
"""How many characters of a question's words stand over its column at most."""
GRADE_NAMES, GRADE_FROM = "GradeNames", "GradeFrom"
"""The names, within the workbook, of the cells with the grades and with the marks from which they are given."""


letter_of = remembered(most=1000)(xl_col_to_name)
"""The letters of a column: `AA` for 26."""


class PlainSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that writes formulas, numbers and empty cells as they are, in a third of the time.

    XlsxWriter looks through every formula for functions of later Excels, thirty times each, and through every text for
    what must be escaped: here is a formula for every mark, and in none is either.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell).__name__
        if kind == "String":
            super()._write_cell(row, col, cell)
            return
        head = f'<c r="{letter_of(col)}{row + 1}" s="{cell.format._get_xf_index()}"'
        if kind == "Formula":
            text = ' t="str"' if cell.value == ABSENT else ""
            self.fh.write(f"{head}{text}><f>{escape(cell.formula)}</f><v>{cell.value}</v></c>")
        elif kind == "Number":
            self.fh.write(f"{head}><v>{cell.number}</v></c>")
        else:
            self.fh.write(f"{head}/>")


def write_text(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    """Write text into a cell as it stands: a name that looks like a formula stays a name."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def student_cells(student: RecordedStudent) -> tuple[str, ...]:
    """What stands of a student under each of `QuestionRows.LABELS`; "" for an empty cell."""
    extra_time = f"{student.extra_time}%" if student.extra_time else ""
    return student.id, student.name, student.tier.value, extra_time, student.print.value


def asked_of(student: RecordedStudent) -> str:
    """A paper and its questions by their ids, in printed order, a * behind those with marks for SPaG."""
    questions = (f"{question.id}*" if question.spag else question.id for question in student.questions)
    return f"{student.id}: {' '.join(questions)}"


def _write_mark(sheet: Any, row: int, column: int, mark: str, style: Any) -> None:
    """Write a mark as it is kept: a number, or `absent`."""
    if not mark:
        sheet.write_blank(row, column, None, style)
    elif mark == ABSENT:
        sheet.write_string(row, column, mark, style)
    else:
        sheet.write_number(row, column, int(mark), style)


def _average(sheet: Any, row: int, column: int, first: int, style: Any) -> None:
    """Write below a column the average of what it has so far."""
    cells = xl_range(first, column, row - 1, column)
    sheet.write_formula(row, column, f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))', style, "")


def _added(cells: str) -> str:
    """A formula's sum of cells: nothing until one has a number; `absent` where nothing but that stands there."""
    return f'IF(COUNT({cells})=0,IF(COUNTIF({cells},"{ABSENT}")=0,"","{ABSENT}"),SUM({cells}))'


def _graded(total: str) -> str:
    """A formula's grade for the total in a cell: that of the highest boundary which it reaches, "" for none."""
    boundary = f'LARGE({GRADE_FROM},1+COUNTIF({GRADE_FROM},">"&{total}))'
    return f'IF(ISNUMBER({total}),IFERROR(INDEX({GRADE_NAMES},MATCH({boundary},{GRADE_FROM},0)),""),"")'


class MarksSheet:
    """The sheet that is typed into: each paper's marks in its own order, and beneath them the most that can be had."""

    def __init__(self, sheet: Any, styles: Mapping[str, Any], contents: MarkbookContents) -> None:
        """`sheet` is XlsxWriter's worksheet, `styles` are its formats by their names in STYLES."""
        self.sheet, self.styles, self.contents = sheet, styles, contents
        self.marks = contents.record.marks
        self.slots = slots_of(contents.forms)
        self.column_of = {slot: column for column, slot in enumerate(self.slots, MarksRows.START)}
        self.last = MarksRows.START + len(self.slots) - 1
        self.letters = letter_of(MarksRows.START), letter_of(self.last)
        self.row = MarksRows.FIRST  # the row that is written next

    def head(self) -> None:
        """Write what stands above the papers, and set how the sheet is seen and printed."""
        sheet, styles = self.sheet, self.styles
        note = (
            "Type each paper’s marks from left to right, as its questions are numbered; the maximum stands beneath. "
            f"Type {ABSENT} where somebody was not there. What is typed is kept when the papers are printed again."
        )
        write_text(sheet, MarksRows.NOTE, 0, note, styles["note"])
        for column, label in enumerate(MarksRows.LABELS):
            write_text(sheet, MarksRows.HEADER, column, label, styles["label"])
        for slot, column in self.column_of.items():
            write_text(sheet, MarksRows.HEADER, column, slot.heading, styles["number"])
        # What is hidden tells the program which printing this is, and what each paper asks, whatever was printed since.
        told = f"{self.contents.run} {len(self.contents.record.entries)}"
        write_text(sheet, MarksRows.HEADER, self.last + 1, told, styles["text"])
        sheet.set_column(self.last + 1, self.last + 1, None, None, {"hidden": True})
        sheet.set_column(MarksRows.ID, MarksRows.ID, 10)
        sheet.set_column(MarksRows.NAME, MarksRows.NAME, 28)
        sheet.set_column(MarksRows.TOTAL, MarksRows.GRADE, 8)
        sheet.set_column(MarksRows.START, self.last, 6.5)
        sheet.freeze_panes(MarksRows.FIRST, MarksRows.START)
        sheet.repeat_rows(MarksRows.HEADER)
        _for_print(sheet)

    def student(self, student: RecordedStudent) -> dict[MarkKey, str]:
        """Write a paper's two rows; the cell for each of its marks, as `$F$3`."""
        sheet, styles, row = self.sheet, self.styles, self.row
        first, last = self.letters
        write_text(sheet, row, MarksRows.ID, student.id, styles["text"])
        write_text(sheet, row, MarksRows.NAME, student.name, styles["text"])
        total, most = f"C{row + 1}", f"C{row + 2}"
        sheet.write_formula(
            row, MarksRows.TOTAL, _added(f"{first}{row + 1}:{last}{row + 1}"), styles["sum"], ""
        )
        sheet.write_formula(
            row, MarksRows.PERCENT, f'IF(ISNUMBER({total}),{total}/{most},"")', styles["percent"], ""
        )
        sheet.write_formula(row, MarksRows.GRADE, _graded(total), styles["sum"], "")
        cells = self._cells(student)
        mark, absent = styles["mark"], styles["absent"]
        placed = {}
        for slot, column in self.column_of.items():
            if found := cells.get(slot):
                key = found[0]
                _write_mark(sheet, row, column, self.marks.get(key, ""), mark)
                placed[key] = f"${letter_of(column)}${row + 1}"
            else:
                sheet.write_blank(row, column, None, absent)
        write_text(sheet, row, self.last + 1, asked_of(student), styles["text"])
        beneath = styles["beneath"]
        write_text(sheet, row + 1, MarksRows.NAME, MarksRows.OF, beneath)
        sheet.write_number(row + 1, MarksRows.TOTAL, sum(most for _, most in cells.values()), beneath)
        for slot, (_, marks) in sorted(cells.items()):
            sheet.write_number(row + 1, self.column_of[slot], marks, beneath)
        self.row += 2
        return placed

    @staticmethod
    def _cells(student: RecordedStudent) -> dict[MarkSlot, tuple[MarkKey, int]]:
        """What stands in which column of the paper's rows, and the most that can be had."""
        cells = {}
        for question in student.questions:
            cells[MarkSlot(question.number, False)] = (student.id, question.id), question.marks
            if question.spag:
                cells[MarkSlot(question.number, True)] = (student.id, question.id + SPAG_MARKS), question.spag
        return cells

    def foot(self) -> None:
        """Say what may be typed: a rule for each column, as spreadsheet programs drop rules beyond some 65,000."""
        _ids_are_text(self.sheet, MarksRows.FIRST, self.row)
        for column in self.column_of.values():
            letter = letter_of(column)
            cell, most = f"{letter}{MarksRows.FIRST + 1}", f"{letter}{MarksRows.FIRST + 2}"
            _checked(self.sheet, MarksRows.FIRST, self.row - 1, column, cell, most)
        self.sheet.protect("", UNPROTECTED)


class QuestionSheet:
    """The sheet by question: a column for each question of the bank, which takes its marks from the sheet of marks.

    Right of the questions stands a column for each sum (`sums` to before `percent`), then the percentage and the grade.
    """

    def __init__(self, sheet: Any, styles: Mapping[str, Any], contents: MarkbookContents) -> None:
        """`sheet` and `styles` as of MarksSheet."""
        self.sheet, self.styles, self.contents = sheet, styles, contents
        self.marks = contents.record.marks
        self.columns = columns_of(contents.forms)
        self.row = QuestionRows.FIRST
        self.start = QuestionRows.START
        self.sums = self.start + len(self.columns)
        self.spans = spans_of(self.columns, self.start)
        self.percent = self.sums + len(self.spans)
        self.grade = self.percent + 1
        numbered = {column.key: index for index, column in enumerate(self.columns, self.start)}
        # The columns that a form's papers have marks for; all others are grey in the rows of these papers.
        self.columns_of = {
            form: frozenset(numbered[column.key] for column in columns_of_form(sections))
            for form, sections in contents.forms.items()
        }
        self.maxima = {form: self._maxima(own) for form, own in self.columns_of.items()}
        self.letters = [letter_of(column) for column in range(self.grade + 1)]

    @property
    def cells(self) -> str:
        """The cells with marks of the next row, as `F5:U5`."""
        return f"{self.letters[self.start]}{self.row + 1}:{self.letters[self.sums - 1]}{self.row + 1}"

    def head(self) -> None:
        """Write the heading rows, and set how the sheet is seen and printed."""
        sheet, styles, rows = self.sheet, self.styles, QuestionRows
        numbered = [
            ", ".join(map(str, sorted(set(self.contents.entries[one.question.id])))) for one in self.columns
        ]
        words = [_words(one) for one in self.columns]
        headings = [one.heading for one in self.columns]
        sheet.set_row(rows.WORDS, 170)
        for row, style, label, texts in (
            (rows.ENTRY, "number", "No. in the mark scheme", numbered),
            (rows.WORDS, "words", "", words),
            (rows.HEADING, "question", "", headings),
        ):
            write_text(sheet, row, 0, label, styles["note" if row == rows.ENTRY else "text"])
            for column, text in enumerate(texts, self.start):
                write_text(sheet, row, column, text, styles[style])
        for column, label in enumerate(rows.LABELS):
            write_text(sheet, rows.HEADING, column, label, styles["label"])
        ends = [*(span.heading for span in self.spans), "Per cent", "Grade"]
        for column, label in enumerate(ends, self.sums):
            write_text(sheet, rows.HEADING, column, label, styles["label"])
        write_text(sheet, rows.MAXIMUM, 0, "Maximum", styles["maximum"])
        for column, listed in enumerate(self.columns, self.start):
            sheet.write_number(rows.MAXIMUM, column, listed.marks, styles["maximum"])
        for column, span in enumerate(self.spans, self.sums):
            self._maximum(column, span.first, span.last)
        for column, width in enumerate((10, 28, 10, 11, 10)):
            sheet.set_column(column, column, width)
        sheet.set_column(self.start, self.sums - 1, 6.5)
        sheet.set_column(self.sums, self.grade, 10)
        sheet.freeze_panes(rows.FIRST, 2)
        sheet.repeat_rows(rows.ENTRY, rows.MAXIMUM)
        _for_print(sheet)

    def student(self, student: RecordedStudent, placed: Mapping[MarkKey, str]) -> None:
        """Write a paper's row; `placed` has the cell of each mark in the sheet of marks."""
        sheet, styles, row = self.sheet, self.styles, self.row
        for column, text in enumerate(student_cells(student)):
            write_text(sheet, row, column, text, styles["text"])
        mark, absent = styles["mark"], styles["absent"]
        own = self.columns_of[student.form]
        for column, listed in enumerate(self.columns, self.start):
            key = student.id, listed.heading
            if column in own:
                cell = placed[key]
                formula = f'IF({MARKS}!{cell}="","",{MARKS}!{cell})'
                sheet.write_formula(row, column, formula, mark, self.marks.get(key, ""))
            else:
                sheet.write_blank(row, column, None, absent)
        line = row + 1
        for column, span in enumerate(self.spans, self.sums):
            cells = f"{self.letters[span.first]}{line}:{self.letters[span.last]}{line}"
            sheet.write_formula(row, column, _added(cells), styles["sum"], "")
        total = f"{self.letters[self.percent - 1]}{line}"
        percent = f'IF(ISNUMBER({total}),{total}/SUM({self.maxima[student.form]}),"")'
        sheet.write_formula(row, self.percent, percent, styles["percent"], "")
        sheet.write_formula(row, self.grade, _graded(total), styles["sum"], "")
        self.row += 1

    def foot(self) -> None:
        """Write the averages below all papers, and say what may be typed over a formula."""
        _ids_are_text(self.sheet, QuestionRows.FIRST, self.row)
        for column in range(self.start, self.sums):
            letter = self.letters[column]
            cell, most = f"{letter}{QuestionRows.FIRST + 1}", f"{letter}${QuestionRows.MAXIMUM + 1}"
            _checked(self.sheet, QuestionRows.FIRST, self.row - 1, column, cell, most)
        for column in range(self.start):
            write_text(self.sheet, self.row, column, "" if column else "Average", self.styles["average"])
        for column in range(self.start, self.grade):
            style = self.styles["average percent" if column == self.percent else "average"]
            _average(self.sheet, self.row, column, QuestionRows.FIRST, style)
        self.sheet.protect("", UNPROTECTED)

    def _maximum(self, column: int, first: int, last: int) -> None:
        """Write into `column` the most that can be had in `first` to `last`, if that is the same on all forms.

        If forms differ in it the cell stays empty: each paper's percentage counts its own maxima.
        """
        questions = range(first, last + 1)
        own = {frozenset(own.intersection(questions)) for own in self.columns_of.values()}
        most = {sum(self.columns[c - self.start].marks for c in columns) for columns in own}
        if len(most) == 1:
            self.sheet.write_number(QuestionRows.MAXIMUM, column, *most, self.styles["maximum"])
        else:
            write_text(self.sheet, QuestionRows.MAXIMUM, column, "", self.styles["maximum"])

    @staticmethod
    def _maxima(own: frozenset[int]) -> str:
        """The arguments of a SUM over the maxima of these columns, such as `F$4:H$4,J$4:J$4`."""
        row = QuestionRows.MAXIMUM + 1
        return ",".join(f"{letter_of(first)}${row}:{letter_of(last)}${row}" for first, last in runs_of(own))


def _words(column: Column) -> str:
    """A question's words as they stand over its column."""
    words = column.question.opening
    if len(words) > WORDS_SHOWN:
        words = words[:WORDS_SHOWN].rpartition(" ")[0] + " …"
    return f"SPaG: {words}" if column.spag else words


class TopicSheet:
    """Marks by topic and by objective: sums over the sheet by question, weighted as the sheet of tags says.

    A question counts on its first topic, as everywhere; one of several objectives counts in the proportion of its marks
    for each, since one mark does not say for which of them it was given.
    """

    def __init__(self, sheet: Any, tags: Any, styles: Mapping[str, Any], questions: QuestionSheet) -> None:
        """`tags` is the sheet of the weights, whose columns are those of the sheet by question."""
        self.sheet, self.tags, self.styles, self.questions = sheet, tags, styles, questions
        self.row = 2
        self.weights = _weights(questions.columns, questions.contents)

    def head(self) -> None:
        """Write the headings, and the whole sheet of tags."""
        sheet, tags, styles, by_question = self.sheet, self.tags, self.styles, self.questions
        note = "What a mark for a question counts on each topic and objective. Marks for SPaG count on none."
        write_text(tags, 0, 0, note, styles["note"])
        for column, listed in enumerate(by_question.columns, by_question.start):
            write_text(tags, 1, column, listed.heading, styles["question"])
        write_text(sheet, 0, 0, "ID", styles["label"])
        write_text(sheet, 0, 1, "Name", styles["label"])
        for column, name in enumerate(self.weights, 2):
            write_text(sheet, 0, column, name, styles["question"])
        for row, (name, weights) in enumerate(self.weights.items(), 2):
            write_text(tags, row, 0, name, styles["text"])
            for column, weight in enumerate(weights, by_question.start):
                tags.write_number(row, column, weight, styles["weight"])
        write_text(sheet, 1, 0, "Maximum", styles["maximum"])
        for column, weights in enumerate(self.weights.values(), 2):
            marks = [weight * one.marks for weight, one in zip(weights, by_question.columns, strict=True)]
            most = {
                round(sum(marks[at - by_question.start] for at in sorted(own)), 6)
                for own in by_question.columns_of.values()
            }
            if len(most) == 1:
                sheet.write_number(1, column, *most, styles["maximum"])
        sheet.set_column(0, 0, 10)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, 1 + len(self.weights), 7)
        tags.set_column(0, 0, 40)
        tags.set_column(by_question.start, by_question.sums - 1, 5)
        sheet.freeze_panes(2, 2)
        sheet.repeat_rows(0, 1)
        for one in (sheet, tags):
            _for_print(one)
            one.protect("", UNPROTECTED)

    def student(self) -> None:
        """Write the row of the paper that the sheet by question has in its next row."""
        sheet, row, style = self.sheet, self.row, self.styles["part"]
        line, marks = self.questions.row + 1, self.questions.cells
        first, last = marks.replace(str(line), "").split(":")
        text = self.styles["text"]
        for column, letter in enumerate("AB"):
            cell = f"'{BY_QUESTION}'!{letter}{line}"
            sheet.write_formula(row, column, f'IF({cell}="","",{cell})', text, "")
        cells = f"'{BY_QUESTION}'!{marks}"
        for column in range(2, 2 + len(self.weights)):
            weights = f"Tags!{first}${column + 1}:{last}${column + 1}"
            sheet.write_formula(
                row, column, f'IF(COUNT({cells})=0,"",SUMPRODUCT({cells},{weights}))', style, ""
            )
        self.row += 1

    def foot(self) -> None:
        """Write the averages below all papers."""
        write_text(self.sheet, self.row, 0, "Average", self.styles["average"])
        for column in range(2, 2 + len(self.weights)):
            _average(self.sheet, self.row, column, 2, self.styles["average"])


def _weights(columns: tuple[Column, ...], contents: MarkbookContents) -> dict[str, list[float]]:
    """What a mark in each column counts, by the topic's title and then by objective; those alone that are asked."""
    asked = [column.question for column in columns]
    objectives = sorted({str(each) for question in asked for each, _ in question.objectives})
    weights = {
        topic.title: [float(not one.spag and one.question.topics[0] == topic.id) for one in columns]
        for topic in contents.unit.topics
        if any(question.topics[0] == topic.id for question in asked)
    }
    for name in objectives:
        weights[name] = [
            0.0
            if one.spag
            else sum(marks for each, marks in one.question.objectives if str(each) == name) / one.marks
            for one in columns
        ]
    return weights


class GradeSheet:
    """The sheet into which a teacher types the grades, and from how many marks on each is given."""

    def __init__(
        self, workbook: Any, sheet: Any, styles: Mapping[str, Any], contents: MarkbookContents
    ) -> None:
        """`workbook` is XlsxWriter's, for the names of the cells."""
        self.sheet, self.styles = sheet, styles
        known = [(int(mark), grade) for (paper, grade), mark in contents.record.marks.items() if not paper]
        self.boundaries = sorted(known, reverse=True)
        self.rows = max(GradeRows.FEWEST, len(self.boundaries) + 4)
        for name, letter in ((GRADE_NAMES, "A"), (GRADE_FROM, "B")):
            first, last = GradeRows.FIRST + 1, GradeRows.FIRST + self.rows
            workbook.define_name(name, f"=Grades!${letter}${first}:${letter}${last}")

    def write(self, grades: str) -> None:
        """Write the whole sheet; `grades` are the cells of all papers' grades, as `Marks!$E$3:$E$62`."""
        sheet, styles, rows = self.sheet, self.styles, GradeRows
        note = "Type each grade, and the marks from which it is given; grades then stand beside the totals."
        write_text(sheet, rows.NOTE, 0, note, styles["note"])
        for column, label in enumerate(rows.LABELS):
            write_text(sheet, rows.HEADER, column, label, styles["label"])
        blank = [(None, "")] * (self.rows - len(self.boundaries))
        for row, (mark, grade) in enumerate(chain(self.boundaries, blank), rows.FIRST):
            write_text(sheet, row, rows.NAME, grade, styles["typed"])
            sheet.write(row, rows.FROM, mark, styles["typed"])
            cell = f"A{row + 1}"
            sheet.write_formula(
                row, rows.PUPILS, f'IF({cell}="","",COUNTIF({grades},{cell}))', styles["sum"], ""
            )
        rule = {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "Not a boundary",
            "error_message": "Type the least marks for this grade: a whole number.",
        }
        sheet.data_validation(rows.FIRST, rows.FROM, rows.FIRST + self.rows - 1, rows.FROM, rule)
        sheet.set_column(0, 2, 14)
        sheet.protect("", UNPROTECTED)


def _checked(sheet: Any, first: int, last: int, column: int, cell: str, most: str) -> None:
    """Let the cells of a column take whole numbers from 0 to their maximum, or `absent`."""
    rule = {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({cell}),AND({cell}>=0,{cell}<={most},{cell}=INT({cell})),{cell}="{ABSENT}")',
        "error_title": "Not a mark for this question",
        "error_message": f"Type a whole number from 0 to the maximum, or {ABSENT}.",
    }
    sheet.data_validation(first, column, last, column, rule)


def _ids_are_text(sheet: Any, first: int, end: int) -> None:
    """Ids such as 007 are text on purpose: no green corner of a warning in each."""
    sheet.ignore_errors({"number_stored_as_text": xl_range(first, 0, max(first, end - 1), 4)})


def _for_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
