"""The sheet of a markbook into which a teacher types the grades and from how many marks each is given."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from worksheetgen.markbook.cells import GRADE_FROM, GRADE_NAMES, UNPROTECTED, write_mark, write_text
from worksheetgen.markbook.layout import GRADES, GradeRows, MarkbookContents


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
            workbook.define_name(name, f"={GRADES}!${letter}${first}:${letter}${last}")

    def write(self, grades: str) -> None:
        """Write the whole sheet; `grades` are the cells of all papers' grades, as `Marks!$E$3:$E$62`."""
        sheet, styles, rows = self.sheet, self.styles, GradeRows
        note = "Type each grade, and the marks from which it is given; grades then stand beside the totals."
        # Not wider than a page of the table: a note that ran on would have a page of its own for its end.
        sheet.merge_range(rows.NOTE, 0, rows.NOTE, 4, note, styles["long note"])
        sheet.set_row(rows.NOTE, 30)
        for column, label in enumerate(rows.LABELS):
            write_text(sheet, rows.HEADER, column, label, styles["label"])
        blank = [("", "")] * (self.rows - len(self.boundaries))
        for row, (mark, grade) in enumerate(chain(self.boundaries, blank), rows.FIRST):
            write_text(sheet, row, rows.NAME, grade, styles["typed"])
            write_mark(sheet, row, rows.FROM, str(mark), styles["typed"])
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
