"""A row of a class list to a Student, with what is left for the teacher; every fault becomes a problem at its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from worksheetgen.class_list import cells
from worksheetgen.class_list.arrangements import (
    HOW_MUCH,
    NOTHING_ASKED,
    Arrangements,
    read_arrangements,
    read_notes,
    speaks_of_other,
)
from worksheetgen.class_list.columns import YES_OR_NO, ListColumn, ListColumns
from worksheetgen.class_list.people import NameReader, PupilName
from worksheetgen.class_list.printed_names import printed_name
from worksheetgen.class_list.vocabulary import folded
from worksheetgen.english import counted
from worksheetgen.errors import Place, Problem
from worksheetgen.model.room import Seat
from worksheetgen.model.students import Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.tables.table import ListCell, ListRow, ListTable
from worksheetgen.value import Value, replace

T = TypeVar("T")
"""What a cell means: an id, a tier, a seat."""
_WITH_IT = {"comma": ', such as “"Brontë, Anne"”', "semicolon": ', such as “"25% extra time; reader"”'}
"""Cells with what stands between cells."""


class PupilRow(Value):
    """A pupil with their row and name."""

    student: Student
    row: ListRow
    name: PupilName


class RowReader:
    """Reads pupils' rows one after another by the columns of their table, and adds what is wrong to `problems`.

    It remembers which ids and seats are taken, and what was read in other words than those of this program.
    """

    def __init__(
        self, file: str, table: ListTable, columns: ListColumns, names: NameReader, problems: list[Problem]
    ) -> None:
        self._file, self._names, self._problems = file, names, problems
        self._columns = {
            use: columns.of(use) for use in ("id", "tier", "print", "extra time", "seat", "row", "place")
        }
        self._told = [column for use in (YES_OR_NO, "arrangements", "notes") for column in columns.of(use)]
        self._used = {column.index for columns in (*self._columns.values(), self._told) for column in columns}
        # Beside the table of a sheet there may be notes; in a text file too many cells are a mistake.
        self._separator, self._width = table.separator, len(table.rows[columns.at].cells)
        self._line = 0
        self._printed_name = partial(printed_name, surnames_in_capitals=names.surnames_in_capitals)
        self._taken: dict[tuple[str, str], tuple[int, str]] = {}
        self._attainments: set[str] = set()
        self._read_as: Counter[tuple[str, str]] = Counter()

    def read(self, row: ListRow) -> PupilRow | None:
        """The pupil of a row, with the ordinary value where a cell cannot be understood: its problem is noted.

        None for a row with more cells than the headings: mostly a separator within a cell has moved the rest into the
        wrong columns.
        """
        self._line = row.line
        extra = [cell for cell in row.cells[self._width :] if cell.text.strip()]
        if extra and self._separator:
            what = f"The line has more cells ({len(row.cells)}) than the header ({self._width})."
            such = _WITH_IT.get(self._separator, "")
            remedy = f"Put quotation marks around a cell with a {self._separator} in it{such}."
            self._problems.append(Problem(self._place(extra[0]), what, remedy))
            return None
        self._note_failed_look_ups(row)
        self._problems += [
            Problem(self._place(cell), "The cell is struck through.", "Empty it, or take the line off it.")
            for index in sorted(self._used)
            if (cell := row.cell(index)).struck
        ]
        name = self._names.read(row)
        # Without a column of names there is one thing to say, not one for every row.
        cell = replace(name.cell, text=name.text)
        printed = self._understood(cell, self._printed_name, "") if self._names.complete else ""
        found = self._arrangements(row)
        student = Student(
            id=self._one(row, "id", self._own_id, ""),
            name=printed,
            tier=self._tier(row),
            print=found.print or Print.STANDARD,
            extra_time=found.extra_time or 0,
            seat=self.seat(row),
            spare=False,
            place=self._place(name.cell),
            arrangements=found.left,
        )
        return PupilRow(student, row, name)

    def notes(self) -> Iterator[str]:
        """What was read in other words than this program's, and for how many pupils."""
        for (said, meant), number in self._read_as.items():
            yield f"“{said}” was read as {meant} ({counted(number, 'pupil')})."

    # ---- cells -----------------------------------------------------------------------------------

    def seat(self, row: ListRow) -> Seat | None:
        """The seat from its own cell, or from those of its row and its place; None where they are empty."""
        self._line = row.line
        rows, places = self._columns["row"], self._columns["place"]
        seats = self._columns["seat"]
        if rows and seats and not places and row.cell(seats[0].index).text.strip().isdecimal():
            places = seats
        elif seats or not places:
            return self._one(row, "seat", self._own_seat, None)
        if not rows:
            return self._one(row, "place", self._own_seat, None)
        line, place = row.cell(rows[0].index), row.cell(places[0].index)
        # A row “2” and a place “3” are read as the seat “2-3”.
        dash = "-" if line.text.strip() and place.text.strip() else ""
        return self._understood(replace(line, text=f"{line.text}{dash}{place.text}"), self._own_seat, None)

    def _tier(self, row: ListRow) -> Tier:
        found = self._one(row, "tier", cells.tier, Tier.CORE)
        for column in self._columns["tier"][:1]:
            self._note(row.cell(column.index).text, found.value)
        return found

    def _own_id(self, text: str) -> str | cells.Fault:
        """The id if no row above has it, in capitals or not (a1.pdf and A1.pdf can be one file), with zeros or not.

        A spreadsheet takes the zeros of 01 away, and the marks of one pupil would be another's.
        """
        id = cells.student_id(text)
        if isinstance(id, cells.Fault):
            return id
        return self._own("id", id, "Give every student an id of their own.")

    def _own_seat(self, text: str) -> Seat | cells.Fault | None:
        """The seat if no row above has it, whichever way it is written there; any number may have none."""
        seat = cells.seat(text)
        if seat is None or isinstance(seat, cells.Fault):
            return seat
        own = self._own("seat", str(seat), "Give every student a seat of their own, or none.")
        return own if isinstance(own, cells.Fault) else seat

    def _own(self, what: str, value: str, remedy: str) -> str | cells.Fault:
        """The value if no row above has it under the same word, `what`; else a fault with this remedy."""
        same = value.lstrip("0") if value.isdecimal() else value.casefold()
        line, first = self._taken.setdefault((what, same), (self._line, value))
        if line == self._line:
            return value
        other = "" if first == value else f", as “{first}”"
        return cells.Fault(f"The {what} “{value}” stands in line {line} too{other}.", remedy)

    # ---- arrangements ----------------------------------------------------------------------------

    def _arrangements(self, row: ListRow) -> Arrangements:
        """Print, extra time and what is left, from their own columns and from sentences, which must not disagree."""
        own = (("print", cells.print_size), ("extra time", cells.extra_time))
        found = [
            (self._own_cell(row, column, use, meaning), column)
            for use, meaning in own
            for column in self._columns[use]
        ] + [(self._sentence(row, column), column) for column in self._told]
        prints = [(one.print, column) for one, column in found if one.print is not None]
        times = [(one.extra_time, column) for one, column in found if one.extra_time is not None]
        ticked = [cell for column in self._told if (cell := _tick(row, column))]
        if ticked and not any(one != NOTHING_ASKED for one, _ in found):
            what = f"“{cells.tidy(ticked[0].text)}” does not say which arrangement."
            self._problems.append(Problem(self._place(ticked[0]), what, HOW_MUCH))
        self._agree(row, "print", [(value.value, column) for value, column in prints])
        self._agree(row, "extra time", [(f"{value}%", column) for value, column in times])
        left = dict.fromkeys(words for one, _ in found for words in one.left)
        return replace(
            NOTHING_ASKED,
            print=prints[0][0] if prints else None,
            extra_time=times[0][0] if times else None,
            left=tuple(left),
        )

    def _own_cell(
        self, row: ListRow, column: ListColumn, use: str, meaning: Callable[[str], object]
    ) -> Arrangements:
        """A cell of the column “print” or “extra time”: its value, or a sentence that has one."""
        cell = row.cell(column.index)
        if not cell.text.strip():
            return NOTHING_ASKED
        value = meaning(cell.text)
        if isinstance(value, cells.Fault):
            told = read_arrangements(cell.text)
            if (told.print if use == "print" else told.extra_time) is not None and not told.doubts:
                return self._noted(told, cell.text)
            self._problems.append(Problem(self._place(cell), value.what, value.remedy))
            return NOTHING_ASKED
        if isinstance(value, Print):
            self._note(cell.text, _said(value))
            return replace(NOTHING_ASKED, print=value)
        return replace(NOTHING_ASKED, extra_time=value if isinstance(value, int) else None)

    def _sentence(self, row: ListRow, column: ListColumn) -> Arrangements:
        """A cell of sentences; of a column whose heading is an arrangement, the heading where the cell says yes."""
        cell = row.cell(column.index)
        text = cell.text
        if not text.strip() or cells.is_no(text) or _tick(row, column):
            return NOTHING_ASKED
        if column.use == YES_OR_NO:
            text = self._flag(column, text)
        told = read_notes(text) if column.use == "notes" else read_arrangements(text)
        for what, remedy in told.doubts:
            self._problems.append(Problem(self._place(cell), what, remedy))
        said = column.heading if column.use == YES_OR_NO and cells.is_yes(cell.text) else cell.text
        return self._noted(told, said)

    @staticmethod
    def _flag(column: ListColumn, text: str) -> str:
        """What a column like “Reader” says with that cell: the heading for yes, else both."""
        if cells.is_yes(text) or text.strip().rstrip("%") in column.heading.split() or text.strip() == "1":
            return column.heading
        told = read_arrangements(text)
        if told.print is not None or told.extra_time is not None:
            return f"{column.heading}; {text}" if speaks_of_other(column.heading) else text
        return (
            f"{column.heading}: {text}"
            if read_arrangements(column.heading).left
            else f"{column.heading} ({text})"
        )

    def _noted(self, told: Arrangements, said: str) -> Arrangements:
        if told.sizeless:
            self._note(said, _said(Print.LARGE_18))
        return told

    def _agree(self, row: ListRow, what: str, said: list[tuple[str, ListColumn]]) -> None:
        """A problem where two cells of a pupil ask for different things."""
        for value, column in said[1:]:
            if value != said[0][0]:
                self._disagree(row, column, f"the {what} {value}", said[0][1], said[0][0])
                return

    def _disagree(self, row: ListRow, column: ListColumn, said: str, other: ListColumn, value: str) -> None:
        """A problem at the row's cell of `column`, which says something else than that of `other`."""
        what = f"“{column.heading}” says {said}, but “{other.heading}” says {value}."
        remedy = "Make the two agree, or empty one of them."
        self._problems.append(Problem(self._place(row.cell(column.index)), what, remedy))

    def _note_failed_look_ups(self, row: ListRow) -> None:
        """A look-up that found nothing is read as none: mostly the pupil is not on the list where it looks."""
        for index in self._used:
            if row.cell(index).text.strip() == "#N/A":
                self._read_as["#N/A", "none"] += 1

    def _note(self, text: str, meant: str) -> None:
        """Remember a cell that says in other words what is meant."""
        said = cells.tidy(text)
        if (
            said
            and not cells.is_no(said)
            and folded(said) != folded(meant)
            and not any(c.isdigit() for c in said)
        ):
            self._read_as[said, meant] += 1

    # ---- reading ---------------------------------------------------------------------------------

    def _one(self, row: ListRow, use: str, meaning: Callable[[str], T | cells.Fault], otherwise: T) -> T:
        """What the cell of the use's column means; `otherwise` where there is no such column or the cell has a fault.

        Where several columns have the use, their filled cells must not mean different things.
        """
        columns = self._columns[use]
        if not columns:
            return otherwise
        filled = [column for column in columns if row.cell(column.index).text.strip()]
        first = columns[0] if use == "id" or not filled else filled[0]
        value = self._understood(row.cell(first.index), meaning, otherwise)
        several = use == "tier" and len({column.heading.casefold() for column in columns}) > 1
        for column in filled if several else ():
            said = row.cell(column.index).text
            if column is not first and meaning(said) != value:
                self._disagree(row, column, f"“{cells.tidy(said)}”", first, f"“{value}”")
        return value

    def _understood(self, cell: ListCell, meaning: Callable[[str], T | cells.Fault], otherwise: T) -> T:
        """What `meaning` makes of the cell's text; `otherwise`, and a problem, where it is a fault."""
        value = meaning(cell.text)
        if not isinstance(value, cells.Fault):
            return value
        if meaning is cells.tier and cells.ATTAINMENT.fullmatch(word := folded(cell.text)):
            if word in self._attainments:  # a whole column of them is told by its words, not by its rows
                return otherwise
            self._attainments.add(word)
        self._problems.append(Problem(self._place(cell), value.what, value.remedy))
        return otherwise

    def _place(self, cell: ListCell) -> Place:
        return Place(self._file, cell.line, cell.column)


def _tick(row: ListRow, column: ListColumn) -> ListCell | None:
    """The cell where it says no more than that there are arrangements; another column may say which."""
    cell = row.cell(column.index)
    return cell if column.use == "arrangements" and cells.is_yes(cell.text) else None


def _said(print: Print) -> str:
    """A print in words."""
    sizes = {
        Print.LARGE_18: "18 point on A4",
        Print.LARGE_24: "24 point on A4",
        Print.LARGE_36: "36 point on A3",
    }
    return sizes.get(print, print.value)
