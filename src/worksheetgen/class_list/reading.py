"""A class list file to ClassReading: the class, and all that was understood on the way; or every problem at once.

`load_class` gives the class alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from worksheetgen.class_list.cells import Fault, is_no, is_yes, tidy
from worksheetgen.class_list.class_name import ClassName, find_class_name
from worksheetgen.class_list.column_problems import column_problems
from worksheetgen.class_list.columns import (
    HIDDEN,
    PRIVATE,
    USED_AS,
    ListColumn,
    find_columns,
    known_headings,
)
from worksheetgen.class_list.doubtful_pupils import may_have_left, stand_twice
from worksheetgen.class_list.files import ListFile, open_list
from worksheetgen.class_list.made_ids import make_ids, name_key, telling
from worksheetgen.class_list.people import NameReader, PupilName, not_pupils
from worksheetgen.class_list.pupil_rows import PupilRow, RowReader
from worksheetgen.english import counted, first_few
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.students import ClassList
from worksheetgen.tables.table import ListTable
from worksheetgen.value import Value, replace

FEW = 6
"""So many of a kind are named one by one."""
_TELLING = ("upn", "birth date", "email", "class")
"""What tells apart pupils of one name, in this order."""


class ColumnUse(Value):
    """What a column of a class list was used as, in words; `heading` as it stands in the list."""

    heading: str
    use: str


class LeftToTeacher(Value):
    """The access arrangements of a pupil that no printer can make, in the words of the list."""

    id: str
    name: str
    arrangements: tuple[str, ...]


class ClassReading(Value):
    """A class, and how it was read.

    `columns` says of each column of the list what it was used as; `notes` are sentences for the teacher on what was not
    plain; `left` has the pupils with arrangements that are theirs to make.
    """

    class_list: ClassList
    columns: tuple[ColumnUse, ...]
    notes: tuple[str, ...]
    left: tuple[LeftToTeacher, ...]


def load_class(path: Path | str, *, encoding: str = "", class_name: str = "") -> ClassList:
    """The class in the file at `path` alone: what `read_class` gives as `class_list`."""
    return read_class(path, encoding=encoding, class_name=class_name).class_list


def read_class(path: Path | str, *, encoding: str = "", class_name: str = "") -> ClassReading:
    """The class in the file at `path` (a text file such as .csv, or .xlsx), in its order, and how it was read.

    `encoding` is that of a text file that is neither UTF-8 nor UTF-16, such as "cp1252". `class_name` goes before the
    name that the list or its file has; of a workbook with several classes it names the sheet.

    Columns are found by their headings (see `columns`). An empty cell, or a column that is not there, means core tier,
    standard print, no extra time and no seat; without ids they are made from the names. Raises InvalidInput with every
    problem of the file.
    """
    path = Path(path)
    how = "Write a header and one student to a line. A header can be as short as “name”."
    file, table = open_list(path, encoding, class_name, how)
    return _Reading(file, table, path.stem, class_name).read()


class _Reading:
    """Reads one table; `problems` gathers all that is wrong with it."""

    def __init__(self, file: ListFile, table: ListTable, stem: str, asked: str) -> None:
        self.file, self.table, self.stem, self.asked = file, table, stem, asked
        self.columns = find_columns(table)
        self.problems = list(table.problems)
        self.told_apart: dict[str, list[str]] = defaultdict(list)
        below = table.rows[self.columns.at + 1 :]
        self.names = NameReader(self.columns, below)
        self.others = not_pupils(below, self.columns, table, self.names)
        self.below = below
        self.rows = [row for index, row in enumerate(below) if index not in self.others]

    def read(self) -> ClassReading:
        """The class and how it was read."""
        self.problems += self._problems_of_headings()
        reader = RowReader(self.file.name, self.table, self.columns, self.names, self.problems)
        pupils = [pupil for row in self.rows if (pupil := reader.read(row)) is not None]
        named = self._class_name()
        if not self.columns.of("id"):
            pupils = self._with_ids(pupils)
        if self.problems:
            raise InvalidInput(self.problems)
        students = tuple(pupil.student for pupil in pupils)
        return ClassReading(
            ClassList(named.text, students),
            tuple(_use(column.heading, column.use) for column in self.columns.columns),
            tuple(self._notes(pupils, named, reader)),
            tuple(
                LeftToTeacher(student.id, student.name, student.arrangements)
                for student in students
                if student.arrangements
            ),
        )

    def _problems_of_headings(self) -> Iterator[Problem]:
        """What is wrong with the headings: no names, one that stands twice or is nearly known, nobody below them."""
        first = self.table.rows[self.columns.at]
        start = Place(self.file.name, first.line, first.cells[0].column)
        # A broken line above the first whole one may have been the header.
        if any(problem.place.line < first.line for problem in self.table.problems):
            return
        if not self.names.complete:
            yield self._incomplete(start)
        yield from column_problems(self.columns, self.table, self.file.name)
        if not self.rows and not self.table.problems:
            yield Problem(start, "No students follow the header.", "Write one student to a line below it.")

    def _incomplete(self, header: Place) -> Problem:
        """That there are no names, or only halves of them; `header` is where the headings begin."""
        for use in ("surname", "forename", "preferred forename"):
            for column in self.columns.of(use)[:1]:
                what = f"Of the pupils’ names only the half under “{column.heading}” is known."
                other = "forename" if use == "surname" else "surname"
                remedy = f"Head the other half “{other}”; if this is all there is, head it “name”."
                return Problem(Place(self.file.name, column.cell.line, column.cell.column), what, remedy)
        remedy = "Head one of them “name”, or two “forename” and “surname”, right above the first pupil."
        return Problem(header, "No column holds the students’ names.", remedy)

    def _class_name(self) -> ClassName:
        titles = self.table.rows[: self.columns.at]
        found = find_class_name(self.asked, self.columns, titles, self.rows, (self.stem, self.table.name))
        if isinstance(found, Fault):
            self.problems.append(Problem(Place(self.file.name), found.what, found.remedy))
            return ClassName("", "")
        return found

    # ---- ids -------------------------------------------------------------------------------------

    def _with_ids(self, pupils: Sequence[PupilRow]) -> list[PupilRow]:
        """The pupils with ids made from their names; a problem for two that nothing tells apart."""
        twins: dict[str, list[int]] = defaultdict(list)
        for index, pupil in enumerate(pupils):
            twins[name_key(pupil.student.name)].append(index)
        marks = [""] * len(pupils)
        for indices in twins.values():
            if len(indices) > 1:
                for index, mark in zip(indices, self._marks([pupils[i] for i in indices]), strict=True):
                    marks[index] = mark
        ids = make_ids([pupil.student.name for pupil in pupils], marks)
        return [replace(p, student=replace(p.student, id=id)) for p, id in zip(pupils, ids, strict=True)]

    def _marks(self, twins: Sequence[PupilRow]) -> list[str]:
        """What tells apart pupils of one name: the same column for all of them; problems where none does."""
        for use in _TELLING:
            for column in self.columns.of(use):
                marks = [telling(pupil.row.cell(column.index).text) for pupil in twins]
                if all(marks) and len(set(marks)) == len(marks):
                    self.told_apart[column.heading].append(
                        f"{len(twins)} pupils are called {twins[0].student.name}"
                    )
                    return marks
        first = twins[0]
        if first.student.name:
            for twin in twins[1:]:
                what = (
                    f"“{twin.student.name}” stands in line {first.row.line} too"
                    + ("" if twin.student.name == first.student.name else f" as “{first.student.name}”")
                    + ", and nothing tells the two apart."
                )
                remedy = "Add a column “id”, or one of birth dates or forms; if they are one student, delete a line."
                self.problems.append(Problem(twin.student.place, what, remedy))
        return [str(number) for number in range(len(twins))]

    # ---- what is told ----------------------------------------------------------------------------

    def _notes(self, pupils: Sequence[PupilRow], named: ClassName, reader: RowReader) -> Iterator[str]:
        if not named.source:
            yield f"Nothing says what the class is called, so it is “{named.text}”: --class-name gives it a name."
        elif named.text not in (tidy(self.stem), self.asked):
            yield f"The class is called “{named.text}”, from {named.source}."
        if self.table.name and len(self.file.tables) > 1:
            yield f"The sheet “{self.table.name}” was read, and no other."
        if not self.columns.of("id"):
            yield "The list has no ids to print: they are made from the names, and sorting does not change them."
        for heading, twins in self.told_apart.items():
            yield f"{first_few(twins, FEW)}: their ids are told apart by the column “{heading}”."
        for column in self.columns.columns:
            if column.use == HIDDEN and known_headings([column.heading]) - {"class", *PRIVATE}:
                yield f"The column “{column.heading}” is hidden in the spreadsheet, so it was not read."
        if ticked := [column.heading for column in self.columns.columns if self._is_ticked(column)]:
            yield f"Pupils are ticked in columns that are not used: {first_few([f'“{each}”' for each in ticked], FEW)}."
        yield from self._notes_on_names([pupil.name for pupil in pupils])
        yield from self._notes_on_rows()
        yield from self._notes_on_doubtful(pupils)
        yield from self._notes_on_merged_cells()
        if comments := self.table.comments:
            yield (
                f"Comments on cells are not read ({first_few(comments, FEW)}): write an access arrangement that one "
                "has into a column “access arrangements”."
            )
        yield from reader.notes()

    def _is_ticked(self, column: ListColumn) -> bool:
        if column.use:
            return False
        texts = [text for row in self.rows if (text := row.cell(column.index).text).strip()]
        return any(map(is_yes, texts)) and all(is_yes(text) or is_no(text) for text in texts)

    def _notes_on_names(self, names: Sequence[PupilName]) -> Iterator[str]:
        if turned := [name.text for name in names if name.turned]:
            yield f"{first_few(turned, FEW)}: printed with the forename first."
        parts = " " if self.columns.of("surname first") else ","
        if unsplit := [
            name.text for name in names if not name.turned and not name.preferred and parts in name.text
        ]:
            yield f"{first_few(unsplit, FEW)}: printed as it stands, as it is not plain which words are the surname."
        if preferred := [name.text for name in names if name.preferred]:
            yield f"{first_few(preferred, FEW)}: printed with the preferred name, not the legal one."

    def _notes_on_rows(self) -> Iterator[str]:
        by_reason: dict[str, list[str]] = defaultdict(list)
        for index, reason in self.others.items():
            row = self.below[index]
            filled = list(dict.fromkeys(tidy(cell.text) for cell in row.cells if cell.text.strip()))
            said = filled[0] if len(filled) == 1 else self.names.read(row).text or filled[0]
            by_reason[reason].append(f"line {row.line} (“{said[:40]}”)")
        for reason, rows in by_reason.items():
            yield f"Left out, as {reason}: {first_few(rows, FEW)}."

    def _notes_on_doubtful(self, pupils: Sequence[PupilRow]) -> Iterator[str]:
        others = {self.below[index].line: self.below[index] for index in self.others}
        if left := list(may_have_left(pupils, self.columns, others)):
            said = first_few(left, FEW)
            yield f"{said}: may have left, and gets a paper all the same. Take the line out if none is needed."
        if twice := list(stand_twice(pupils, self.columns)) if self.columns.of("id") else []:
            yield f"{first_few(twice, FEW)}: may be one pupil who stands there twice. If so, take a line out."

    def _notes_on_merged_cells(self) -> Iterator[str]:
        used = {
            column.cell.column: column
            for column in self.columns.columns
            if USED_AS.get(column.use) != "not used"
        }
        for cells in self.table.merged:
            column = used.get(cells.left)
            rows = [row for row in self.rows if cells.top <= row.line <= cells.bottom]
            if column and len(rows) > 1 and (text := tidy(rows[0].cell(column.index).text)):
                yield f"The merged cells {cells.name} give “{text}” to each of {counted(len(rows), 'row')}."


def _use(heading: str, use: str) -> ColumnUse:
    if use.startswith("empty "):
        return ColumnUse(heading, "empty")
    return ColumnUse(heading, USED_AS.get(use, use))
