"""What totals, percentages and grades come to by the marks that stand in a markbook, where no formula says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from worksheetgen.markbook.asked import Asked, mark_of
from worksheetgen.markbook.layout import MARKS
from worksheetgen.markbook.typed_cells import MarkbookReading, SumCell
from worksheetgen.marks_record import ABSENT, MarkKey, grade_reached, whole_number

ROUNDED = 0.006
"""By how much a percentage may be off that was pasted as it is shown."""


def worked_out(reading: MarkbookReading, asked: Asked) -> Collection[SumCell]:
    """The cells typed over a formula that say what it would: what the marks of their paper come to."""
    rows: dict[tuple[str, str], list[SumCell]] = defaultdict(list)
    for one in reading.sums:
        rows[one.cell.cell.partition("!")[0], one.paper].append(one)
    found: set[SumCell] = set()
    keys_of: dict[str, list[MarkKey]] = defaultdict(list)
    for key in asked.most if rows else ():
        keys_of[key[0]].append(key)
    grades = _boundaries(reading)
    for (sheet, paper), cells in rows.items():
        keys = keys_of[paper]
        marks = [_worth(reading, asked, key, over=sheet != MARKS) for key in keys]
        found |= set(_right(cells, _total(marks), sum(asked.most[key] for key in keys), grades))
    return found


def _worth(reading: MarkbookReading, asked: Asked, key: MarkKey, *, over: bool) -> str:
    """What stands in the cell of a mark, or in that `over` its formula, as a number, `absent` or ""."""
    cell = (reading.over.get(key) if over else None) or reading.marks.get(key)
    mark = mark_of(cell.text, asked.most[key], asked.letters(key)) if cell else None
    return asked.worth(key, mark or "")


def _total(marks: Sequence[str]) -> str:
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    return str(sum(numbers)) if numbers else ABSENT if ABSENT in marks else ""


def _boundaries(reading: MarkbookReading) -> list[tuple[int, str]]:
    """The grades with their least marks before them."""
    known = ((whole_number(start.text), name.text) for name, start in reading.grades)
    return [(int(start), name) for start, name in known if start is not None]


def _right(cells: Sequence[SumCell], total: str, most: int, grades: list[tuple[int, str]]) -> list[SumCell]:
    """Those of a paper's `cells` that agree with its total ("" for none, or absent), out of `most` marks."""
    grade = grade_reached(int(total), grades) if total.isdecimal() else ""
    parts = [one for one in cells if one.heading not in ("Total", "Per cent", "Grade")]
    numbers = [number for one in parts if (number := whole_number(one.cell.text)) is not None]
    added = str(sum(map(int, numbers))) if numbers else ABSENT
    right = []
    for one in cells:
        match one.heading:
            case "Per cent":
                share, value = int(total) / most if total.isdecimal() and most else None, one.cell.value
                fits = share is not None and isinstance(value, int | float) and abs(value - share) < ROUNDED
            case "Grade":
                fits = one.cell.text == grade
            case "Total":
                fits = one.cell.text == total
            case _:  # sections: which of them has which marks is not known here
                fits = added == total and (one.cell.text in numbers or one.cell.text == ABSENT)
        if fits:
            right.append(one)
    return right
