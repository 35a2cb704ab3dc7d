"""The sheet of a markbook with a column for each question, written row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worksheetgen.english import runs_of, shortened
from worksheetgen.manifest import RecordedQuestion, RecordedStudent
from worksheetgen.markbook.cells import (
    UNPROTECTED,
    added_up,
    check_typed,
    graded_by,
    ids_are_text,
    letter_of,
    set_for_print,
    set_upright,
    student_cells,
    taken_over,
    write_average,
    write_text,
)
from worksheetgen.markbook.layout import (
    MARKS,
    Column,
    MarkbookContents,
    QuestionRows,
    columns_of,
    columns_of_form,
    spans_of,
)
from worksheetgen.marks_record import MarkKey, worth

WORDS_SHOWN = 70
"""How many characters of a question's words stand over its column at most."""


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
        self.spans = spans_of(self.columns, self.start, lettered=contents.lettered)
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
        numbered = [", ".join(map(str, self.contents.entries[one.question.id])) for one in self.columns]
        words = [_words(one) for one in self.columns]
        headings = [one.heading for one in self.columns]
        sheet.set_row(rows.WORDS, 170)
        set_upright(sheet, rows.HEADING, headings)
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
        set_for_print(sheet)

    def student(
        self,
        student: RecordedStudent,
        lettered: Mapping[str, RecordedQuestion],
        placed: Mapping[MarkKey, str],
    ) -> None:
        """Write a paper's row; `lettered` as of MarksSheet, `placed` has the cell of each mark there."""
        sheet, styles, row = self.sheet, self.styles, self.row
        for column, text in enumerate(student_cells(student)):
            write_text(sheet, row, column, text, styles["text"])
        mark, absent = styles["mark"], styles["absent"]
        own = self.columns_of[student.form]
        asked = {one.id: one for one in student.questions}
        for column, listed in enumerate(self.columns, self.start):
            key = student.id, listed.heading
            if column in own:
                cell, one = f"{MARKS}!{placed[key]}", asked[listed.question.id]
                crossed = not listed.spag and one.id in lettered
                formula = taken_over(cell, str(one.answer), one.marks) if crossed else taken_over(cell)
                sheet.write_formula(row, column, formula, mark, worth(self.marks.get(key, ""), one))
            else:
                sheet.write_blank(row, column, None, absent)
        line = row + 1
        for column, span in enumerate(self.spans, self.sums):
            cells = f"{self.letters[span.first]}{line}:{self.letters[span.last]}{line}"
            sheet.write_formula(row, column, added_up(cells), styles["sum"], "")
        total = f"{self.letters[self.percent - 1]}{line}"
        percent = f'IF(ISNUMBER({total}),{total}/SUM({self.maxima[student.form]}),"")'
        sheet.write_formula(row, self.percent, percent, styles["percent"], "")
        sheet.write_formula(row, self.grade, graded_by(total), styles["sum"], "")
        self.row += 1

    def foot(self) -> None:
        """Write the averages below all papers, and say what may be typed over a formula."""
        ids_are_text(self.sheet, QuestionRows.FIRST, self.row)
        for column in range(self.start, self.sums):
            letter = self.letters[column]
            cell, most = f"{letter}{QuestionRows.FIRST + 1}", f"{letter}${QuestionRows.MAXIMUM + 1}"
            check_typed(self.sheet, QuestionRows.FIRST, self.row - 1, column, cell, most)
        for column in range(self.start):
            write_text(
                self.sheet, self.row, column, "" if column else QuestionRows.AVERAGE, self.styles["average"]
            )
        for column in range(self.start, self.grade):
            style = self.styles["average percent" if column == self.percent else "average"]
            write_average(self.sheet, self.row, column, QuestionRows.FIRST, style)
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
    words = shortened(column.question.opening, WORDS_SHOWN)
    return f"SPaG: {words}" if column.spag else words
