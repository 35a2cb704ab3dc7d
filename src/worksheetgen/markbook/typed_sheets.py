"""The values in a markbook’s sheets to what was typed into them, by the ids that the workbook tells of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from worksheetgen.markbook.cells import letter_of
from worksheetgen.markbook.layout import BY_QUESTION, GRADES, MARKS, GradeRows, MarksRows, QuestionRows
from worksheetgen.markbook.typed_cells import SumCell, TypedCell
from worksheetgen.markbook.worked_out_sheets import remarks
from worksheetgen.marks_record import ABSENT, SPAG_MARKS, MarkKey
from worksheetgen.value import Value

_CELL = rf"'?{MARKS}'?!\$?[A-Z]+\$?\d+"
_KEY = rf"IF\(UPPER\({_CELL}\)=\"[A-Z]\",\d+,0\)"
_PLAIN = rf"LEN\([^()]*\([^()]*\({_CELL}[^()]*\)[^()]*\)\)"
_KEYS = rf"MAX\(0,(ISNUMBER\(SEARCH\(\"[A-Z]\",{_CELL}\)\)\+?)+-MAX\(0,{_PLAIN}-\d\)\)\*\d+"
_LETTER = rf"IF\(OR\(ISNUMBER\({_CELL}\),{_CELL}=\"{ABSENT}\"\),{_CELL},({_KEY}|{_KEYS})\)"
_FROM_MARKS = re.compile(rf"=IF\({_CELL}=\"\",\"\",({_CELL}|{_LETTER})\)")
"""The formula of a mark in the sheet by question, as `taken_over` writes it."""
_IS_SUM = re.compile(r"Section [A-Z]|SPaG|Total|Per cent|Grade")
"""What is worked out right of a paper’s marks in the sheet by question."""
_STAMP = re.compile(r"(\w{6}) (\d+)")
SheetRows = Sequence[Sequence[Any]]
"""A sheet's values, from its first row and column on; None for an empty cell."""


class _Heads(Value):
    """The headings in the sheet of marks: the row that they are in, its `cells`, and the columns of what they head.

    `at` is the hidden column; `id`, `name` and `sums` are -1 where they are gone. `slots` are the headings of all other
    columns, `wanted` those that papers have marks for, and `doubled` those of them that head several columns.
    """

    top: int
    cells: Sequence[Any]
    at: int
    id: int
    name: int
    sums: tuple[int, ...]
    slots: Mapping[int, str]
    wanted: Collection[str]
    doubled: frozenset[str]

    @property
    def headless(self) -> tuple[str, ...]:
        """What papers have marks for that no column is headed by."""
        return tuple(slot for slot in self.wanted if slot not in self.slots.values())


class _Row(Value):
    """A row below them, with its number from 0: a paper's, whose marks are the `keys` by their headings, or another's.

    `above` are the marks of the row above; `beneath` are these where this row is no paper's: their maxima stand here.
    """

    number: int
    cells: Sequence[Any]
    paper: str
    keys: Mapping[str, MarkKey]
    above: Mapping[str, MarkKey]

    @property
    def beneath(self) -> Mapping[str, MarkKey]:
        return {} if self.paper else self.above


@dataclass
class SheetsReader:
    """Reads the sheets of one workbook: their formulas, and by `work_out` what a spreadsheet program made of them."""

    sheets: Mapping[str, SheetRows]
    work_out: Callable[[], Mapping[str, SheetRows]]
    labels: dict[str, tuple[TypedCell, ...]] = field(default_factory=dict)
    twice: dict[str, TypedCell] = field(default_factory=dict)
    maxima: dict[MarkKey, TypedCell] = field(default_factory=dict)
    sums: list[SumCell] = field(default_factory=list)
    headings: dict[int, TypedCell] = field(default_factory=dict)
    headless: tuple[str, ...] = ()
    strays: list[TypedCell] = field(default_factory=list)

    @cached_property
    def _worked_out(self) -> Mapping[str, SheetRows]:
        return self.work_out()  # only where a teacher typed a formula

    def read(self) -> dict[str, Any]:
        """The fields of a MarkbookReading. Raises LookupError, ValueError where it is no markbook."""
        rows = self.sheets[MARKS]
        top, at, shown, run = _stamped(rows)
        asked = {
            _paper(row[at]): str(row[at]) for row in rows[top + 1 :] if len(row) > at and _paper(row[at])
        }
        marks = dict(self._marks(rows, top, at, asked))
        over, told = self._by_question(asked)
        self.strays += (self._typed(*found) for found in remarks(self.sheets))
        return {
            "run": run,
            "shown": shown,
            "asked": asked,
            "told": told,
            "marks": marks,
            "over": over,
            "grades": tuple(self._grades()),
            "labels": self.labels,
            "twice": self.twice,
            "maxima": self.maxima,
            "sums": tuple(self.sums),
            "headings": tuple(self.headings.values()),
            "headless": self.headless,
            "strays": tuple(self.strays),
        }

    def _marks(
        self, rows: SheetRows, top: int, at: int, asked: Mapping[str, str]
    ) -> Iterator[tuple[MarkKey, TypedCell]]:
        """The cells that are typed into, by what they are marks of; what stands elsewhere is astray.

        `top` is the row of the headings, `at` the hidden column.
        """
        head = _heads(rows, top, at, asked)
        self.headless = head.headless
        above: Mapping[str, MarkKey] = {}
        for number, cells in enumerate(rows[top + 1 :], top + 1):
            paper = _paper(cells[at]) if len(cells) > at else ""
            row = _Row(number, cells, paper, _slots_of(paper, asked[paper]) if paper else {}, above)
            above = row.keys
            if paper:
                self._label(row, head)
            elif not row.beneath and MarksRows.OF in cells:
                continue  # maxima that were sorted away from their paper
            for column, value in enumerate(cells):
                slot = head.slots.get(column, "")
                if slot not in head.doubled and (key := row.keys.get(slot)):
                    yield key, self._typed(MARKS, number, column, value)
                elif value not in (None, ""):
                    self._elsewhere(row, head, column, slot)

    def _label(self, row: _Row, head: _Heads) -> None:
        """Note the id and name that stand before a paper's marks, and where a paper stands twice."""
        if row.paper in self.labels:
            self.twice[row.paper] = self._typed(MARKS, row.number, max(head.id, 0), row.paper)
        self.labels[row.paper] = tuple(
            self._typed(MARKS, row.number, column, row.cells[column])
            for column in (head.id, head.name)
            if column >= 0
        )

    def _elsewhere(self, row: _Row, head: _Heads, column: int, slot: str) -> None:
        """Note what stands in a cell that is no mark's: in a sum, a maximum, under a heading that is wrong, astray."""
        value = row.cells[column]
        if slot in head.doubled:
            if row.paper:
                self.headings[column] = self._typed(MARKS, head.top, column, head.cells[column])
        elif row.paper and column in (head.id, head.name, head.at):
            return
        elif row.paper and column in head.sums:
            self._sum(row.paper, str(head.cells[column]), MARKS, row.number, column, value)
        elif key := row.beneath.get(slot):
            self.maxima[key] = self._typed(MARKS, row.number, column, value)
        elif (row.paper or row.beneath) and head.headless and slot and slot not in head.wanted:
            self.headings[column] = self._typed(MARKS, head.top, column, head.cells[column])
        elif not (row.beneath and _is_total(row.cells, column, head.name, head.sums[0])):
            self.strays.append(self._typed(MARKS, row.number, column, value))

    def _by_question(
        self, asked: Mapping[str, str]
    ) -> tuple[dict[MarkKey, TypedCell], frozenset[tuple[str, ...]]]:
        """The cells in which a formula was typed over, and what is said of each student."""
        rows = self.sheets[BY_QUESTION]
        heads, over, told = rows[QuestionRows.HEADING], {}, set()
        for number, row in enumerate(rows[QuestionRows.FIRST :], QuestionRows.FIRST):
            paper = str(row[0]) if row and row[0] is not None else ""
            known = set(_slots_of(paper, asked[paper]).values()) if paper in asked else set()
            if known:
                said = [*row, *[None] * QuestionRows.START][: QuestionRows.START]
                told.add(tuple("" if cell is None else str(cell) for cell in said))
            for column, value in enumerate(row[QuestionRows.START :], QuestionRows.START):
                key = paper, str(heads[column]) if column < len(heads) else ""
                if value in (None, "") or _FROM_MARKS.fullmatch(str(value)):
                    continue
                if key in known:
                    over[key] = self._typed(BY_QUESTION, number, column, value)
                elif known and _IS_SUM.fullmatch(key[1]):
                    self._sum(*key, BY_QUESTION, number, column, value)
                elif not (
                    str(value).startswith("=")
                    or (paper == QuestionRows.AVERAGE and isinstance(value, int | float))
                ):
                    self.strays.append(self._typed(BY_QUESTION, number, column, value))
        return over, frozenset(told)

    def _grades(self) -> Iterator[tuple[TypedCell, TypedCell]]:
        """The boundaries, each as (grade, from), where one of both is not empty."""
        for number, row in enumerate(self.sheets[GRADES][GradeRows.FIRST :], GradeRows.FIRST):
            name, start = ([*row[:2], None, None])[:2]
            for column, value in enumerate(row[GradeRows.PUPILS :], GradeRows.PUPILS):
                counted = column == GradeRows.PUPILS and isinstance(value, int | float)  # pasted as a value
                if value not in (None, "") and not counted and not str(value).startswith("="):
                    self.strays.append(self._typed(GRADES, number, column, value))
            if name not in (None, "") or start not in (None, ""):
                yield (
                    self._typed(GRADES, number, GradeRows.NAME, name),
                    self._typed(GRADES, number, GradeRows.FROM, start),
                )

    def _sum(self, paper: str, heading: str, sheet: str, row: int, column: int, value: Any) -> None:
        """Note what stands in place of a formula."""
        if not str(value).startswith("="):
            self.sums.append(SumCell(paper, heading, self._typed(sheet, row, column, value)))

    def _typed(self, sheet: str, row: int, column: int, value: Any) -> TypedCell:
        """The cell with its value, that of a formula as the spreadsheet program worked it out."""
        cell = f"{sheet}!{letter_of(column)}{row + 1}"
        if isinstance(value, str) and value.startswith("="):
            rows = self._worked_out[sheet]
            found = rows[row] if row < len(rows) else ()
            worked_out = found[column] if column < len(found) else None
            # A formula that nobody has worked out is no empty cell.
            return TypedCell(value if worked_out is None else worked_out, cell)
        return TypedCell(value, cell)


def _slots_of(paper: str, asked: str) -> dict[str, MarkKey]:
    """What a paper has marks for, by the heading of its column: `3`, `3 SPaG`."""
    slots = {}
    for number, one in enumerate(asked.split()[1:], 1):
        id = one.removesuffix("*")
        slots[str(number)] = paper, id
        if one != id:
            slots[f"{number}{SPAG_MARKS}"] = paper, id + SPAG_MARKS
    return slots


def _heads(rows: SheetRows, top: int, at: int, asked: Mapping[str, str]) -> _Heads:
    """The headings in the row `top`; `asked` has what each paper asks, as of `_slots_of`."""
    cells = rows[top]
    wanted = dict.fromkeys(slot for paper, said in asked.items() for slot in _slots_of(paper, said))
    id, name, *sums = (
        _column_of(cells[:at], column, label, wanted) for column, label in enumerate(MarksRows.LABELS)
    )
    slots = {column: str(one) for column, one in enumerate(cells[:at]) if column not in (id, name, *sums)}
    doubled = frozenset(
        slot for slot, times in Counter(slots.values()).items() if times > 1 and slot in wanted
    )
    return _Heads(top, cells, at, id, name, tuple(sums), slots, wanted, doubled)


def _column_of(header: Sequence[Any], column: int, label: str, wanted: Collection[str]) -> int:
    """The column with that label, wherever it was moved; where it was written anew its own, -1 where it is gone."""
    if label in header:
        return header.index(label)
    stands = str(header[column]) if column < len(header) else label
    return -1 if stands in wanted or stands in MarksRows.LABELS else column


def _is_total(row: Sequence[Any], column: int, name: int, total: int) -> bool:
    """Whether a cell beneath a paper's is what is printed there: “out of”, and how many marks the paper has."""
    return (column == name and row[column] == MarksRows.OF) or (
        column == total and isinstance(row[column], int | float)
    )


def _stamped(rows: SheetRows) -> tuple[int, int, int, str]:
    """The row of the headings, wherever rows were put above it, and what `stamp` finds there.

    Raises LookupError where there is none.
    """
    for number, row in enumerate(rows):
        if any(_STAMP.fullmatch(str(one)) for one in row):
            return number, *stamp(row)
    raise LookupError


def stamp(header: Sequence[Any]) -> tuple[int, int, str]:
    """The column of the hidden cells, and what it is headed by: rows of the record then, the run's id.

    Raises LookupError where there is none.
    """
    for column, one in enumerate(header):
        if found := _STAMP.fullmatch(str(one)):
            return column, int(found[2]), found[1]
    raise LookupError


def _paper(asked: Any) -> str:
    """The id of the paper that a hidden cell is about, "" where it is about none."""
    paper, colon, _ = str(asked or "").partition(": ")
    return paper if colon else ""
