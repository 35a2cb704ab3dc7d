"""An Excel workbook to a ListTable for each sheet that is shown, each cell as the spreadsheet shows it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from worksheetgen.english import MONTHS
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.excel import WORKBOOK_LIMITS, opened
from worksheetgen.tables.sheet_layout import WIDEST, SheetLayout, sheet_layouts
from worksheetgen.tables.sort import TableSort
from worksheetgen.tables.table import ListCell, ListRow, ListTable, MergedCells, filled_rows
from worksheetgen.zip_file import NO_OFFICE_FILE, OversizedFile, opened_zip

BLANK_ROWS = 1000
"""So many blank rows end a sheet: some workbooks have a million, formatted and empty."""
MOST_SHEETS = 40


def read_workbook(file: str, content: bytes, sort: TableSort) -> tuple[ListTable, ...]:
    """The tables of the sheets that are shown and not blank, each row as wide as its sheet's first filled one or wider.

    `file` is the workbook's name for messages, `content` what it holds. Raises InvalidInput where this is no workbook,
    or one that unpacks to more than any file of its sort.
    """
    try:
        return tuple(table for table in _tables(file, content, sort) if table.rows)
    except OversizedFile as error:
        raise InvalidInput([_bomb(file, sort)]) from error
    except NO_OFFICE_FILE as error:
        raise InvalidInput([_not_a_workbook(file)]) from error


def _tables(file: str, content: bytes, sort: TableSort) -> Iterator[ListTable]:
    """The sheets that are shown, in the order of their tabs."""
    with opened_zip(content, WORKBOOK_LIMITS) as archive:
        layouts = sheet_layouts(archive)
    if any(layout.too_large for layout in layouts.values()):
        raise OversizedFile
    with opened(content) as workbook:
        for sheet in workbook.worksheets[:MOST_SHEETS]:
            if sheet.sheet_state == "visible":
                layout = layouts.get(sheet.title, SheetLayout())
                # Some systems write a wrong size, and rows would be lost.
                sheet.reset_dimensions()
                rows = tuple(
                    filled_rows(
                        _rows(sheet.iter_rows(), layout, printed=sort.printed),
                        file,
                        sort,
                        sheet.title,
                    )
                )
                problems = (
                    (_uncalculated(file, sheet.title, *layout.uncalculated),) if layout.uncalculated else ()
                )
                yield ListTable(
                    rows, problems, sheet.title, layout.hidden_columns, layout.merged, layout.comments
                )


def _rows(rows: Iterable[tuple[Any, ...]], layout: SheetLayout, *, printed: bool) -> Iterator[ListRow]:
    """The rows that are not blank, up to the last filled cell of each, with merged cells filled.

    A row is as wide as the first one at the least: where it ends before, it is filled up with empty cells. `printed` is
    that of the table's sort.
    """
    width, blank, merged = 0, 0, _MergedTexts(layout.merged)
    for line, cells in enumerate(rows, 1):
        texts = [_text(cell, printed=printed) for cell in cells[:WIDEST]]
        struck = {column for column, cell in enumerate(cells[:WIDEST], 1) if _is_struck(cell)}
        own = any(text.strip() for text in texts)
        blank = 0 if own else blank + 1
        if blank > BLANK_ROWS:
            return
        texts = merged.filled(texts, line)
        if not own:  # nothing but a piece of cells that are merged down from above
            continue
        filled = max(index for index, text in enumerate(texts, 1) if text.strip())
        width = width or filled
        texts = [*texts[: max(filled, width)], *[""] * (width - len(texts))]
        listed = tuple(ListCell(text, line, column, column in struck) for column, text in enumerate(texts, 1))
        yield ListRow(listed, line in layout.hidden_rows)


class _MergedTexts:
    """Puts the text of merged cells, which stands in the first of them, into each cell that they span, row by row."""

    def __init__(self, merged: Iterable[MergedCells]) -> None:
        self._to_come = deque(sorted(merged, key=lambda cells: cells.top))
        self._open: list[tuple[MergedCells, str]] = []

    def filled(self, texts: list[str], line: int) -> list[str]:
        """The texts of that row; rows are to be given one after another."""
        while self._to_come and self._to_come[0].top <= line:
            cells = self._to_come.popleft()
            text = texts[cells.left - 1] if cells.top == line and cells.left <= len(texts) else ""
            self._open.append((cells, text))
        self._open = [(cells, text) for cells, text in self._open if cells.bottom >= line and text.strip()]
        for cells, text in self._open:
            right = min(cells.right, WIDEST)
            texts = [*texts, *[""] * (right - len(texts))]
            texts[cells.left - 1 : right] = [text] * (right - cells.left + 1)
        return texts


def _is_struck(cell: Any) -> bool:
    """Whether a line goes through what stands in a cell."""
    return cell.value is not None and cell.has_style and bool(cell.font.strike)


def _text(cell: Any, *, printed: bool) -> str:
    """The value as the sheet shows it: 001 in a cell formatted 000, 25% in one formatted 0%, 7 for 7.0."""
    match cell.value:
        case None:
            return ""
        case bool() as value:
            return str(value).upper()
        case int() | float() as value if "%" in cell.number_format:
            return f"{value * 100:g}%"
        case int() | float() as value if printed and (shown := _as_shown(value, cell.number_format)):
            return shown
        case int() | float() as value:
            # An id typed as 001 is the number 1 in a cell formatted 000.
            zeros = re.fullmatch("0+", cell.number_format)
            whole = isinstance(value, int) or value.is_integer()
            return f"{int(value):0{len(zeros.group()) if zeros else 0}d}" if whole else f"{value:.10g}"
        case date() | time() as value:  # also a datetime
            return (_date_in_words if printed else _date)(value, cell.number_format.casefold())
        case value:
            return str(value)


def _as_shown(value: float, format: str) -> str:
    """A number in a format that gives its decimals, divides its thousands or has a currency: £3.50, 1,250; else ""."""
    said = re.sub(
        r"\[\$([^\]-]*)[^\]]*\]", r"\1", format.partition(";")[0]
    )  # [$£-809] is £ as it is in Britain
    found = re.search(r"[#0?][#0?,]*(?:\.(0+))?", said)
    if not found or not ("." in found[0] or "," in found[0] or re.search(r"[£$€¥]", said)):
        return ""
    digits = f"{abs(value):{',' if ',' in found[0] else ''}.{len(found[1] or '')}f}"
    before, after = (re.sub(r"[^£$€¥]", "", side) for side in (said[: found.start()], said[found.end() :]))
    return f"{'−' if value < 0 else ''}{before}{digits}{f' {after}' if after else ''}"


def _date(value: date | time, shown: str) -> str:
    """A date as a format shows it that leaves out its year (`d-mmm`) or its day (`mmm-yy`), else in full."""
    if isinstance(value, date) and _without_year(shown):
        return f"{value.day}-{MONTHS[value.month - 1][:3]}"
    if isinstance(value, date) and _without_day(shown):
        return f"{MONTHS[value.month - 1][:3]}-{value.year % 100:02d}"
    return value.isoformat().removesuffix("T00:00:00")


def _date_in_words(value: date | time, shown: str) -> str:
    """What a spreadsheet has made a date or time of, as it was typed: `4 June 1913`, `June 1913`, `4 June`, `9:30`."""
    clock = f"{value.hour}:{value.minute:02d}" if isinstance(value, (time, datetime)) else ""
    if not isinstance(value, date):
        return clock
    day = "" if _without_day(shown) else f"{value.day} "
    year = "" if _without_year(shown) else f" {value.year}"
    return f"{day}{MONTHS[value.month - 1]}{year}{'' if clock in ('', '0:00') else f', {clock}'}"


def _without_year(shown: str) -> bool:
    return "y" not in shown and "h" not in shown and "d" in shown


def _without_day(shown: str) -> bool:
    return "d" not in shown and "y" in shown


def _bomb(file: str, sort: TableSort) -> Problem:
    what = f"The workbook unpacks to more than any {sort.noun} holds."
    remedy = f"Copy the rows and columns of the {sort.short} into a new workbook, or save the sheet as CSV."
    return Problem(Place(file), what, remedy)


def _uncalculated(file: str, sheet: str, row: int, column: int) -> Problem:
    what = "The formula in this cell has no result: the program that wrote the workbook left it out."
    return Problem(Place(file, row, column, sheet), what, "Open the workbook in a spreadsheet and save it.")


def _not_a_workbook(file: str) -> Problem:
    return Problem(
        Place(file),
        "This is not an Excel workbook that can be read: it may be another kind of file, damaged, or protected "
        "by a password.",
        "Open it in a spreadsheet and save it as an Excel workbook (.xlsx) without a password, or as CSV.",
    )
