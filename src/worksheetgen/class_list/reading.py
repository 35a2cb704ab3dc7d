"""A class list file (.csv or .xlsx) to ClassList, or to every problem in it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from worksheetgen.class_list import cells
from worksheetgen.class_list.columns import recognised, repeated
from worksheetgen.class_list.csv_file import read_csv
from worksheetgen.class_list.table import ListCell, ListRow, ListTable
from worksheetgen.class_list.workbook import read_workbook
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Tier
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Print, Student

T = TypeVar("T")
"""What a cell means: an id, a tier, a seat."""

TEXT_FILES = frozenset({".csv", ".tsv", ".txt"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
ZIP_MARK = b"PK\x03\x04"
"""How every workbook (.xlsx) begins: it is a zip archive."""
EXAMPLE = "A header can be as short as “id,name”."


def load_class(path: Path | str) -> ClassList:
    """The class in the file at `path` (.csv or .xlsx), in its order, under the file's name without ending.

    Columns are found by their headings (see `columns`), others are ignored. An empty cell, or a column that
    is not there, means core tier, standard print, no extra time and no seat. Raises InvalidInput with every
    problem of the file.
    """
    path = Path(path)
    table = _read(path)
    file = str(path)
    if not table.rows and not table.problems:
        remedy = f"Write a header and one student to a line. {EXAMPLE}"
        raise InvalidInput([Problem(Place(file), "The class list is empty.", remedy)])
    problems = list(table.problems)
    students: tuple[Student, ...] = ()
    # Without its header, which a broken line above the first whole one was, no student can be understood.
    if table.rows and all(problem.place.line > table.rows[0].line for problem in problems):
        header, *rows = table.rows
        problems += _header_problems(header, bool(rows), file)
        students = tuple(_students(header, rows, file, problems))
    if problems:
        raise InvalidInput(problems)
    return ClassList(cells.tidy(path.stem), students)


def load_seating(path: Path, class_list: ClassList) -> ClassList:
    """The class with the seats that the seating plan at `path` gives it; a student who is not in it has none.

    The plan is a file like a class list, with the students' ids and a column of seats or one of rows and one
    of places. It may leave students out, but has none that the class does not have. Seats of the class list
    do not count any more. Raises InvalidInput with every problem of the plan.
    """
    table = _read(path)
    file = str(path)
    problems = list(table.problems)
    seats: dict[str, Seat | None] = {}
    if table.rows:
        header, *rows = table.rows
        columns = recognised([cell.text for cell in header.cells])
        if "id" not in columns or not ("seat" in columns or columns.keys() >= {"row", "place"}):
            start = Place(file, header.line, header.cells[0].column)
            what = "A seating plan has a column with the students’ ids and one with their seats."
            problems.append(Problem(start, what, "Head them “id” and “seat”, or “id”, “row” and “place”."))
        else:
            known = {student.id.casefold(): student.id for student in class_list.students}
            seen: dict[tuple[str, str], int] = {}
            for row in rows:
                line = _Line(file, row, columns, seen, problems)
                id, seat = line.known(known), line.seat()
                if id:
                    seats[id] = seat
    else:
        problems.append(
            Problem(
                Place(file), "The seating plan is empty.", "Write a line “id,seat” and the seats below it."
            )
        )
    if problems:
        raise InvalidInput(problems)
    students = tuple(replace(student, seat=seats.get(student.id)) for student in class_list.students)
    return ClassList(class_list.name, students)


def _read(path: Path) -> ListTable:
    """The lines of a file, which its name says to be a CSV file or a workbook; no lines in an empty file.

    Raises InvalidInput where it cannot be opened, or is neither.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"The class list cannot be opened ({error.strerror})."
        raise InvalidInput([Problem(Place(str(path)), what, "Check the file’s name and folder.")]) from error
    suffix = path.suffix.casefold()
    if not content.strip():
        return ListTable((), ())
    if suffix in TEXT_FILES and not content.startswith(ZIP_MARK):
        return read_csv(path, content)
    if suffix in WORKBOOKS:
        return read_workbook(path, content)
    what = "A class list is a CSV file or an Excel workbook (.xlsx), and this is neither."
    if suffix in TEXT_FILES:
        what = "This is a workbook, although its name ends like that of a text file."
    remedy = "Open it in a spreadsheet and save it as CSV or as an Excel workbook (.xlsx)."
    raise InvalidInput([Problem(Place(str(path)), what, remedy)])


def _header_problems(header: ListRow, followed: bool, file: str) -> Iterator[Problem]:
    """What is wrong with the header: no ids, no names, a heading that stands twice, or nobody below it.

    `followed` is whether any line follows.
    """
    headings = [cell.text for cell in header.cells]
    columns = recognised(headings)
    start = Place(file, header.line, header.cells[0].column)
    if "id" not in columns:
        yield Problem(start, "No column holds the students’ ids.", f"Head one of them “id”. {EXAMPLE}")
    if not _name_columns(columns):
        remedy = f"Head one of them “name”, or two “forename” and “surname”. {EXAMPLE}"
        yield Problem(start, "No column holds the students’ names.", remedy)
    for cell in (header.cells[index] for index in repeated(headings)):
        what = f"Another column is headed “{cells.tidy(cell.text)}” too."
        yield Problem(Place(file, header.line, cell.column), what, "Give one of them another heading.")
    if not followed:
        yield Problem(start, "No students follow the header.", "Write one student to a line below it.")


def _name_columns(columns: dict[str, int]) -> list[str]:
    """The column of the names, or the two that make them in printed order; [] where there are none.

    A column of whole names is taken before two halves. `columns` is what `recognised` gives.
    """
    return next((c for c in (["name"], ["forename", "surname"]) if columns.keys() >= set(c)), [])


def _students(
    header: ListRow, rows: Iterable[ListRow], file: str, problems: list[Problem]
) -> Iterator[Student]:
    """The students of the lines, as far as these can be understood; what cannot be is added to `problems`.

    Students of whom something is wrong are given too, because the lines are read to the end for all their
    problems. A line with more cells than the header gives none: mostly a comma within a name has moved the
    rest into the wrong columns.
    """
    columns = recognised([cell.text for cell in header.cells])
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        extra = [cell for cell in row.cells[len(header.cells) :] if cell.text.strip()]
        line = _Line(file, row, columns, seen, problems)
        if not extra:
            yield line.student()
            continue
        what = f"The line has more cells ({len(row.cells)}) than the header ({len(header.cells)})."
        remedy = 'Put quotation marks around a name with a comma in it: “"Brontë, Anne"”.'
        problems.append(Problem(line.place(extra[0]), what, remedy))


@dataclass(frozen=True)
class _Line:
    """One student's line, with what is needed to understand it.

    `columns` has the index of each known column. `seen` is shared by all lines: the line in which a value
    first stood, by ("id" or "seat", the value in small letters). `problems` is where each thing that is wrong
    is added.
    """

    file: str
    row: ListRow
    columns: dict[str, int]
    seen: dict[tuple[str, str], int]
    problems: list[Problem]

    def student(self) -> Student:
        """The student, with the ordinary value where a cell cannot be understood: its problem is noted."""
        names = [self._cell(column) for column in _name_columns(self.columns)]
        first = min(names, key=lambda cell: (cell.line, cell.column), default=self.row.cells[0])
        joined = replace(first, text=" ".join(cell.text for cell in names))
        return Student(
            id=self._read("id", self._own_id, ""),
            name=self._understood(joined, cells.full_name, "") if names else "",
            tier=self._read("tier", cells.tier, Tier.CORE),
            print=self._read("print", cells.print_size, Print.STANDARD),
            extra_time=self._read("extra time", cells.extra_time, 0),
            seat=self.seat(),
            spare=False,
            place=self.place(first),
        )

    def known(self, ids: Mapping[str, str]) -> str:
        """The id of a seating plan's line as the class list has it; "" and a problem where it has none such.

        `ids` are those of the class list by the same in small letters.
        """

        def own(text: str) -> str | cells.Fault:
            if found := ids.get(cells.tidy(text).casefold()):
                return self._own("id", found, "Give every student one seat.")
            return cells.Fault(f"The class list has no student “{cells.tidy(text)}”.", "Correct the id.")

        return self._read("id", own, "")

    def seat(self) -> Seat | None:
        """The seat from its own cell, or from those of its row and its place; None where they are empty."""
        if "seat" in self.columns or not self.columns.keys() >= {"row", "place"}:
            return self._read("seat", self._own_seat, None)
        row, place = (self._cell(column) for column in ("row", "place"))
        # A row “2” and a place “3” are read as the seat “2-3”.
        dash = "-" if row.text.strip() and place.text.strip() else ""
        return self._understood(replace(row, text=f"{row.text}{dash}{place.text}"), self._own_seat, None)

    def place(self, cell: ListCell) -> Place:
        """Where that cell is."""
        return Place(self.file, cell.line, cell.column)

    def _own_id(self, text: str) -> str | cells.Fault:
        """The id if no line above has it, in capitals or not: a1.pdf and A1.pdf can be the same file."""
        id = cells.student_id(text)
        if isinstance(id, cells.Fault):
            return id
        return self._own("id", id, "Give every student an id of their own.")

    def _own_seat(self, text: str) -> Seat | cells.Fault | None:
        """The seat if no line above has it, whichever way it is written there; any number may have none."""
        seat = cells.seat(text)
        if seat is None or isinstance(seat, cells.Fault):
            return seat
        own = self._own("seat", str(seat), "Give every student a seat of their own, or none.")
        return own if isinstance(own, cells.Fault) else seat

    def _own(self, what: str, value: str, remedy: str) -> str | cells.Fault:
        """The value if no line above has it under the same word, `what`; else a fault with this remedy."""
        line = self.seen.setdefault((what, value.casefold()), self.row.line)
        if line == self.row.line:
            return value
        return cells.Fault(f"The {what} “{value}” stands in line {line} too.", remedy)

    def _cell(self, column: str) -> ListCell:
        """The cell of a column that there is; an empty one behind the end of a line that is too short."""
        last = self.row.cells[-1]
        beyond = ListCell("", last.line, last.column + len(last.text) + 1)
        index = self.columns[column]
        return self.row.cells[index] if index < len(self.row.cells) else beyond

    def _read(self, column: str, meaning: Callable[[str], T | cells.Fault], otherwise: T) -> T:
        """What the column's cell means; `otherwise` where there is no such column or the cell has a fault."""
        if column not in self.columns:
            return otherwise
        return self._understood(self._cell(column), meaning, otherwise)

    def _understood(self, cell: ListCell, meaning: Callable[[str], T | cells.Fault], otherwise: T) -> T:
        """What `meaning` makes of the cell's text; `otherwise`, and a problem, where it is a fault."""
        value = meaning(cell.text)
        if not isinstance(value, cells.Fault):
            return value
        self.problems.append(Problem(self.place(cell), value.what, value.remedy))
        return otherwise
