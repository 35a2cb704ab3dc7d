"""The sheet of a markbook that is typed into, written row by row: a long list needs no more memory."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from worksheetgen.manifest import RecordedQuestion, RecordedStudent
from worksheetgen.markbook.cells import (
    UNPROTECTED,
    added_up,
    asked_of,
    check_typed,
    graded_by,
    ids_are_text,
    letter_of,
    set_for_print,
    write_mark,
    write_text,
)
from worksheetgen.markbook.layout import MarkbookContents, MarkSlot, MarksRows, slots_of
from worksheetgen.marks_record import ABSENT, SPAG_MARKS, MarkKey


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
        # How many letters may be typed at most in a column, of those in which some paper is answered by letters.
        self.lettered: dict[int, int] = {}

    def head(self) -> None:
        """Write what stands above the papers, and set how the sheet is seen and printed."""
        sheet, styles = self.sheet, self.styles
        note = (
            "Type each paper’s marks from left to right, as its questions are numbered; the maximum stands beneath. "
            f"Type {ABSENT} where somebody was not there. Where A–D stands beside the maximum you may type the letter "
            "that was crossed in place of the mark. What is typed is kept when the papers are printed again."
        )
        # Over the whole width and no further: a note that ran out of the sheet would have it printed smaller.
        sheet.merge_range(MarksRows.NOTE, 0, MarksRows.NOTE, self.last, note, styles["long note"])
        sheet.set_row(MarksRows.NOTE, 15 * ceil(len(note) / (60 + 6 * len(self.slots))))
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
        set_for_print(sheet)

    def student(
        self, student: RecordedStudent, lettered: Mapping[str, RecordedQuestion]
    ) -> dict[MarkKey, str]:
        """Write a paper's two rows; the cell for each of its marks, as `$F$3`.

        `lettered` are those of its questions that are answered by letters, by their ids.
        """
        sheet, styles, row = self.sheet, self.styles, self.row
        first, last = self.letters
        write_text(sheet, row, MarksRows.ID, student.id, styles["text"])
        write_text(sheet, row, MarksRows.NAME, student.name, styles["text"])
        total, most = f"C{row + 1}", f"C{row + 2}"
        crossed = {MarkSlot(one.number, False): one for one in lettered.values()}
        keys = {
            f"{letter_of(self.column_of[slot])}{row + 1}": (str(one.answer), one.marks)
            for slot, one in sorted(crossed.items())
        }
        added = added_up(f"{first}{row + 1}:{last}{row + 1}", keys)
        sheet.write_formula(row, MarksRows.TOTAL, added, styles["sum"], "")
        sheet.write_formula(
            row, MarksRows.PERCENT, f'IF(ISNUMBER({total}),{total}/{most},"")', styles["percent"], ""
        )
        sheet.write_formula(row, MarksRows.GRADE, graded_by(total), styles["sum"], "")
        cells = self._cells(student)
        mark, absent = styles["mark"], styles["absent"]
        placed = {}
        for slot, column in self.column_of.items():
            if found := cells.get(slot):
                key = found[0]
                write_mark(sheet, row, column, self.marks.get(key, ""), mark)
                placed[key] = f"${letter_of(column)}${row + 1}"
            else:
                sheet.write_blank(row, column, None, absent)
        write_text(sheet, row, self.last + 1, asked_of(student), styles["text"])
        beneath = styles["beneath"]
        write_text(sheet, row + 1, MarksRows.NAME, MarksRows.OF, beneath)
        sheet.write_number(row + 1, MarksRows.TOTAL, sum(most for _, most in cells.values()), beneath)
        for slot, (_, marks) in sorted(cells.items()):
            letters = len(crossed[slot].options) if slot in crossed else 0
            if letters:
                # As many as it has keys; where these are several, a pupil may cross any number of boxes.
                column, several = self.column_of[slot], " " in str(crossed[slot].answer)
                self.lettered[column] = max(letters if several else 1, self.lettered.get(column, 0))
            style = styles.get(f"beneath {letters}", beneath)
            sheet.write_number(row + 1, self.column_of[slot], marks, style)
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
        ids_are_text(self.sheet, MarksRows.FIRST, self.row)
        for column in self.column_of.values():
            letter = letter_of(column)
            cell, most = f"{letter}{MarksRows.FIRST + 1}", f"{letter}{MarksRows.FIRST + 2}"
            letters = self.lettered.get(column, 0)
            check_typed(self.sheet, MarksRows.FIRST, self.row - 1, column, cell, most, letters=letters)
        self.sheet.protect("", UNPROTECTED)
