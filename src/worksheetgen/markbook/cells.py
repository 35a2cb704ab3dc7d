"""Cells of a markbook: how they look, what is written into them, and what may be typed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_uppercase
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

from worksheetgen.manifest import RecordedStudent
from worksheetgen.marks_record import ABSENT
from worksheetgen.memory import remembered

CENTRED = {"align": "center"}
MOST_LETTERS = 8
"""A question of more options than this has the letters that can be typed not said beneath its cell."""
_BENEATH = {"font_size": 8, "italic": True, "font_color": "#595959", "bottom": 1, **CENTRED}
STYLES: dict[str, dict[str, object]] = {
    "note": {"italic": True},
    "long note": {"italic": True, "text_wrap": True, "valign": "top"},
    "label": {"bold": True, "bottom": 1, "valign": "bottom"},
    "number": {"bold": True, "bottom": 1, **CENTRED},
    "words": {"rotation": 90, "text_wrap": True, "font_size": 8, **CENTRED},
    "question": {"bold": True, "rotation": 90, **CENTRED},
    "maximum": {"italic": True, "bottom": 1, **CENTRED},
    "mark": {"border": 4, "locked": False, **CENTRED},
    "beneath": _BENEATH,
    **{
        f"beneath {letters}": {**_BENEATH, "num_format": f'0" · A–{ascii_uppercase[letters - 1]}"'}
        for letters in range(2, MOST_LETTERS + 1)
    },
    "absent": {"bg_color": "#D9D9D9", "border": 4},
    "sum": {"bold": True, **CENTRED},
    "percent": {"bold": True, "num_format": "0%", **CENTRED},
    "average": {"italic": True, "top": 1, "num_format": "0.0", **CENTRED},
    "average percent": {"italic": True, "top": 1, "num_format": "0%", **CENTRED},
    "weight": {"num_format": "0.##", **CENTRED},
    "typed": {"border": 4, "locked": False},
    "part": {"num_format": "0.#", **CENTRED},
    # a long name is set smaller, where it would be cut off or run into the next cell
    "text": {"shrink": True},
}
_LETTER = 7.5
"""How much height a letter of an upright heading takes, in points, in whatever face the spreadsheet shows it."""
_HIGHEST = 400
"""No row of a workbook can be much higher, in points."""
UNPROTECTED = {"format_cells": True, "format_columns": True, "format_rows": True}
"""What a teacher may do on a protected sheet besides typing marks; there is no password."""
GRADE_NAMES, GRADE_FROM = "GradeNames", "GradeFrom"
"""The names, within the workbook, of the cells with the grades and with the marks from which they are given."""


letter_of = remembered(most=1000)(xl_col_to_name)
"""The letters of a column: `AA` for 26."""


class PlainSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that writes cells as they are and a row at a time, in a fifth of the time.

    XlsxWriter looks through every formula for functions of later Excels, thirty times each, and here is one for every
    mark; it would keep a value for each cell, and look at what it is when the row is written.
    """

    previous_row: int

    def _initialize(self, init_data: Any) -> None:
        super()._initialize(init_data)
        self._cells: dict[int, tuple[Any, str]] = {}

    def write_formula(self, row: int, col: int, formula: str, cell_format: Any, value: str) -> None:
        """Write a formula, with or without its =, and what it comes to."""
        text = ' t="str"' if value == ABSENT else ""
        formula = escape(formula.removeprefix("="))
        self._keep(row, col, cell_format, f"{text}><f>{formula}</f><v>{value}</v></c>")

    def write_number(self, row: int, col: int, number: float, cell_format: Any) -> None:
        """Write a number."""
        self._keep(row, col, cell_format, f"><v>{number}</v></c>")

    def write_string(self, row: int, col: int, string: str, cell_format: Any) -> None:
        """Write text."""
        space = "" if string == string.strip() else ' xml:space="preserve"'
        text = escape(self._escape_control_characters(string))
        self._keep(row, col, cell_format, f' t="inlineStr"><is><t{space}>{text}</t></is></c>')

    def write_blank(self, row: int, col: int, _: None, cell_format: Any) -> None:
        """Write an empty cell."""
        self._keep(row, col, cell_format, "/>")

    def _keep(self, row: int, col: int, style: Any, written: str) -> None:
        """Keep a cell until its row is written, which is when the first one of a later row comes."""
        if row > self.previous_row:
            self._write_single_row(row)
        self._cells[col] = style, written

    def _write_single_row(self, current_row_num: int = 0) -> None:
        if self._cells:
            row = self.previous_row
            for col in (min(self._cells), max(self._cells)):
                self._check_dimensions(row, col)
            self._write_row(row, None, self.row_info.get(row))
            cells = [
                f'<c r="{letter_of(col)}{row + 1}" s="{style._get_xf_index()}"{written}'
                for col, (style, written) in sorted(self._cells.items())
            ]
            self.fh.write(f"{''.join(cells)}</row>")
            self._cells.clear()
            self.previous_row = current_row_num
        else:
            super()._write_single_row(current_row_num)


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


def write_mark(sheet: Any, row: int, column: int, mark: str, style: Any) -> None:
    """Write a mark as it is kept: a number, `absent`, or a letter."""
    if not mark:
        sheet.write_blank(row, column, None, style)
    elif mark.isdecimal():
        sheet.write_number(row, column, int(mark), style)
    else:
        sheet.write_string(row, column, mark, style)


def write_average(sheet: Any, row: int, column: int, first: int, style: Any) -> None:
    """Write below a column the average of what it has so far."""
    cells = xl_range(first, column, row - 1, column)
    sheet.write_formula(row, column, f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))', style, "")


def added_up(cells: str, keys: Mapping[str, tuple[str, int]] = MappingProxyType({})) -> str:
    """A formula's sum of cells: nothing until one has a mark; `absent` where nothing but that stands there.

    `keys` are those cells that may have a letter in place of a mark, each with its key and the marks for that.
    """
    count, terms = f"COUNT({cells})", [f"SUM({cells})"]
    if keys:
        count += f'+SUMPRODUCT(ISTEXT({cells})*1)-COUNTIF({cells},"{ABSENT}")'
        terms += [_letters_added(cell, key, marks) for cell, (key, marks) in keys.items()]
    return f'IF({count}=0,IF(COUNTIF({cells},"{ABSENT}")=0,"","{ABSENT}"),{"+".join(terms)})'


def _letters_added(cell: str, key: str, marks: int) -> str:
    """A formula's marks for what stands in a cell as letters; 0 for a number, for `absent` and for nothing."""
    if " " not in key:
        return f'(UPPER({cell})="{key}")*{marks}'
    return f'IF(AND(ISTEXT({cell}),{cell}<>"{ABSENT}"),{letters_worth(cell, key, marks)},0)'


def letters_worth(cell: str, key: str, marks: int) -> str:
    """A formula's marks for the letters in a cell, as `marks_record.worth` gives them; `key` is `B` or `A C`."""
    letters = key.split()
    if len(letters) == 1:
        return f'IF(UPPER({cell})="{key}",{marks},0)'
    right = "+".join(f'ISNUMBER(SEARCH("{letter}",{cell}))' for letter in letters)
    plain = f'SUBSTITUTE(SUBSTITUTE({cell},",","")," ","")'
    return f"MAX(0,{right}-MAX(0,LEN({plain})-{len(letters)}))*{marks // len(letters)}"


def taken_over(cell: str, key: str = "", marks: int = 0) -> str:
    """A formula's mark from a cell of the sheet of marks, where it may be letters: `marks` for the `key`, else less."""
    taken = cell
    if key:
        taken = f'IF(OR(ISNUMBER({cell}),{cell}="{ABSENT}"),{cell},{letters_worth(cell, key, marks)})'
    return f'IF({cell}="","",{taken})'


def graded_by(total: str) -> str:
    """A formula's grade for the total in a cell: that of the highest boundary which it reaches, "" for none."""
    boundary = f'LARGE({GRADE_FROM},1+COUNTIF({GRADE_FROM},">"&{total}))'
    return f'IF(ISNUMBER({total}),IFERROR(INDEX({GRADE_NAMES},MATCH({boundary},{GRADE_FROM},0)),""),"")'


def check_typed(
    sheet: Any, first: int, last: int, column: int, cell: str, most: str, *, letters: int = 0
) -> None:
    """Let the cells of a column take whole numbers from 0 to their maximum, or `absent`, or so many `letters`.

    Which letters a paper has there is not known to the rule: the column is another question's on every paper.
    """
    words = f'{cell}="{ABSENT}"'
    if letters:
        # Beside several letters there may be commas and spaces; they are looked through when they are taken.
        length = "LEN({})=1" if letters == 1 else f"LEN({{}})<={3 * letters}"
        words = f'OR({words},AND({length.format(cell)},UPPER({cell})>="A",UPPER({cell})<="Z"))'
    said = f"{ABSENT}, or the letter that was crossed" if letters else f"or {ABSENT}"
    rule = {
        "validate": "custom",
        "value": f"=IF(ISNUMBER({cell}),AND({cell}>=0,{cell}<={most},{cell}=INT({cell})),{words})",
        "error_title": "Not a mark for this question",
        "error_message": f"Type a whole number from 0 to the maximum, {said}.",
    }
    sheet.data_validation(first, column, last, column, rule)


def ids_are_text(sheet: Any, first: int, end: int) -> None:
    """Ids such as 007 are text on purpose: no green corner of a warning in each."""
    sheet.ignore_errors({"number_stored_as_text": xl_range(first, 0, max(first, end - 1), 4)})


def set_upright(sheet: Any, row: int, headings: Iterable[str]) -> None:
    """Make the row as high as these headings are long, which stand upright in it."""
    sheet.set_row(row, min(_HIGHEST, max([100, *(_LETTER * len(one) for one in headings)])))


def set_for_print(sheet: Any) -> None:
    """Print the sheet across, as wide as a page of A4."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
