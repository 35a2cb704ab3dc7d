"""A seating plan in a file of its own to a class with its seats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from worksheetgen.class_list.cells import tidy
from worksheetgen.class_list.columns import ListColumns, find_columns
from worksheetgen.class_list.files import SEATING_PLAN, open_list
from worksheetgen.class_list.made_ids import name_key
from worksheetgen.class_list.people import NameReader, not_pupils
from worksheetgen.class_list.pupil_rows import RowReader
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Student
from worksheetgen.tables.table import ListCell, ListRow, ListTable
from worksheetgen.value import replace

Find = Callable[[str], Sequence[Student]]
"""The students that an id or a name may mean."""


def load_seating(path: Path, class_list: ClassList, *, encoding: str = "") -> ClassList:
    """The class with the seats that the seating plan at `path` gives it; a student who is not in it has none.

    The plan is a file like a class list, with the students' ids, or their names, and a column of seats or one of rows
    and one of places. It may leave students out, but has none that the class does not have. Seats of the class list do
    not count any more. Raises InvalidInput with every problem of the plan.
    """
    how = "Write a line “id,seat” and the seats below it."
    file, table = open_list(path, encoding, class_list.name, how, SEATING_PLAN)
    problems = list(table.problems)
    seats = _seats(file.name, table, class_list, problems)
    if problems:
        raise InvalidInput(problems)
    students = tuple(replace(student, seat=seats.get(student.id)) for student in class_list.students)
    return ClassList(class_list.name, students)


def _seats(
    file: str, table: ListTable, class_list: ClassList, problems: list[Problem]
) -> dict[str, Seat | None]:
    """The seat of each student in the plan, by id; what is wrong with it is added to `problems`."""
    columns = find_columns(table)
    below = table.rows[columns.at + 1 :]
    names = NameReader(columns, below)
    seated = columns.of("seat") or columns.of("place")
    if not seated or not (columns.of("id") or names.complete):
        start = Place(file, columns.line, table.rows[columns.at].cells[0].column)
        what = "A seating plan has a column with the students’ ids or names, and one with their seats."
        problems.append(Problem(start, what, "Head them “id” and “seat”, or “id”, “row” and “place”."))
        return {}
    others = not_pupils(below, columns, table, names)
    rows = [row for index, row in enumerate(below) if index not in others]
    reader = RowReader(file, table, columns, names, problems)
    find, cell_of = _finding(class_list, columns, names, rows)
    seats: dict[str, Seat | None] = {}
    lines: dict[str, int] = {}
    for row in rows:
        cell, seat = cell_of(row), reader.seat(row)
        found = find(cell.text)
        if len(found) == 1:
            id = found[0].id
            if id in lines:
                what = f"The student “{tidy(cell.text)}” stands in line {lines[id]} too."
                problems.append(
                    Problem(Place(file, cell.line, cell.column), what, "Give every student one seat.")
                )
            lines[id], seats[id] = row.line, seat
        else:
            what = f"The class list has no student “{tidy(cell.text)}”."
            remedy = "Correct it, or take the line out."
            if found:
                what = f"The class list has {len(found)} students “{tidy(cell.text)}”."
                remedy = "Write ids, which `worksheetgen class check` shows, instead of names."
            problems.append(Problem(Place(file, cell.line, cell.column), what, remedy))
    return seats


def _finding(
    class_list: ClassList, columns: ListColumns, names: NameReader, rows: Sequence[ListRow]
) -> tuple[Find, Callable[[ListRow], ListCell]]:
    """How students are found, and the cell of a row by which they are: ids, or names where no id is the class's."""
    by_id, by_name = defaultdict(list), defaultdict(list)
    for student in class_list.students:
        by_id[student.id.casefold()].append(student)
        by_name[name_key(student.name)].append(student)
    ids = columns.of("id")

    def of_id(row: ListRow) -> ListCell:
        return row.cell(ids[0].index)

    def of_name(row: ListRow) -> ListCell:
        name = names.read(row)
        return replace(name.cell, text=name.text)

    if ids and (not names.complete or any(tidy(of_id(row).text).casefold() in by_id for row in rows)):
        return lambda text: by_id.get(tidy(text).casefold(), ()), of_id
    return lambda text: by_name.get(name_key(text), ()), of_name
