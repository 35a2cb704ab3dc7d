"""A sheet of questions, as CSV or workbook, and a unit's folder to what is to be changed in its files.

Nothing is written here. Rows are read to the fields that the bank's files would have, and are judged by the bank's own
models and rules, so that every problem is told at its cell, all of them at once.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from worksheetgen.bank.checks import problems_of
from worksheetgen.bank.parsed import DeclaredNames, LocatedQuestion, ParsedUnit
from worksheetgen.bank.parsing import parse_unit
from worksheetgen.bank.sheet.cells import SheetCell, SheetRow
from worksheetgen.bank.sheet.changed_files import changed_files
from worksheetgen.bank.sheet.columns import AS_EXPORTED, QUESTION_SHEET
from worksheetgen.bank.sheet.in_the_bank import (
    asked_by,
    asked_by_fields,
    fingerprint,
    laid_over,
    printed_by,
    unit_names,
)
from worksheetgen.bank.sheet.other_quizzes import no_sheet
from worksheetgen.bank.sheet.reading_rows import read_question
from worksheetgen.bank.sheet.sheet_question import SheetQuestion, entry_of
from worksheetgen.bank.sheet.sheet_tables import by_question, changed_glossary, parted
from worksheetgen.bank.writing import ids_after
from worksheetgen.errors import InvalidInput, Place, Problem, shown, too_large
from worksheetgen.tables import open_tables
from worksheetgen.value import Value, replace
from worksheetgen.yaml_file import LARGEST

MOST_ALIKE = 5
"""So many cells with the same mistake are told one by one."""
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’")


class SheetImport(Value):
    """What a sheet changes in a unit: the new content of its files, and what is to be told.

    `added`, `changed` and `same` are ids of questions; `kept` are those that were changed in the bank since the sheet
    was made, and not in the sheet. `fillers` has what was filled in, how often and where first; `unread` the headings
    that were passed over; `terms` how many terms of the glossary have a new meaning or are new.
    """

    files: Mapping[Path, bytes]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]
    fillers: tuple[tuple[str, int, Place], ...]
    new_topics: tuple[str, ...]
    unread: tuple[SheetCell, ...]
    terms: int
    unconfirmed: int


def read_sheet(
    path: Path,
    folder: Path,
    encoding: str = "",
    lacking: Callable[[str], frozenset[str]] = lambda _: frozenset(),
) -> SheetImport:
    """What the sheet at `path` changes in the unit's folder. Raises InvalidInput with all that is wrong with either.

    `lacking` gives the characters of a text that no font can write: they would stop printing later.
    """
    draft = parse_unit(folder)
    if problems := [*draft.problems, *problems_of(draft)]:
        raise InvalidInput(problems)
    try:
        file = open_tables(path, QUESTION_SHEET, encoding)
    except InvalidInput as error:
        raise no_sheet(path, error.problems) from error
    tables, terms = parted(file.name, file.tables)
    problems = [problem for table in tables for problem in table.problems]
    if not tables and not terms:
        what = "No row of the first ones has the headings ‘question’ and ‘answer’."
        remedy = "Write them above the columns, or take the sheet that `bank sheet` makes."
        raise no_sheet(path, [Problem(Place(file.name), what, remedy)])
    for row in (row for table in tables for row in table.rows):
        problems += _unwritable(row, lacking)
    reader = _Reader(draft, path, problems)
    for rows in by_question(row for table in tables for row in table.rows):
        reader.read(rows)
    glossary, changed_terms = changed_glossary(draft, terms, problems)
    reader.judge()
    if problems:
        raise InvalidInput(told_once(problems))
    found = reader.result(glossary, changed_terms, tuple(cell for table in tables for cell in table.unread))
    large = [path for path, content in found.files.items() if len(content) > LARGEST]
    if large:
        files = (f"{shown(path)}, with these questions," for path in large)
        raise InvalidInput(too_large(Place(file.name), one, LARGEST) for one in files)
    return found


def told_once(problems: Sequence[Problem]) -> list[Problem]:
    """The problems; what is wrong in the same way in more than MOST_ALIKE cells is told at the first of them."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((_QUOTED.sub("", problem.what), problem.remedy), []).append(problem)
    told = []
    for same in alike.values():
        first, *more = sorted(same)
        if len(more) < MOST_ALIKE:
            told += same
        else:
            others = f"The same is wrong in {len(more)} more places, the last of them {more[-1].place}."
            told.append(replace(first, what=f"{first.what} {others}"))
    return told


def _unwritable(row: SheetRow, lacking: Callable[[str], frozenset[str]]) -> Iterator[Problem]:
    """A problem for each cell with characters that cannot be printed."""
    for cell in row.cells.values():
        if characters := lacking(cell.text.replace("\n", "")):
            what = f"No font can write “{''.join(sorted(characters))[:10]}”."
            yield Problem(cell.place, what, "Write it otherwise.")


# ---- questions -------------------------------------------------------------------------------------


class _Reader:
    """Reads the questions of a sheet for a unit and collects what is wrong with them in `problems`."""

    def __init__(self, draft: ParsedUnit, path: Path, problems: list[Problem]) -> None:
        self.draft, self.problems = draft, problems
        self.origin = {"format": path.suffix.casefold().lstrip("."), "file": path.name}
        self.old = {question.value.id: question for question in draft.questions}
        self.by_asked: dict[str, deque[LocatedQuestion]] = {}
        for question in draft.questions:
            self.by_asked.setdefault(asked_by(question.value), deque()).append(question)
        self.known = unit_names(draft)
        self.found: list[SheetQuestion] = []
        self.ids = set(draft.question_names.known)
        self.next: dict[str, Iterator[str]] = {}
        self.new: list[LocatedQuestion] = []
        self.same: list[str] = []
        self.kept: list[str] = []
        self.matched: dict[str, Place] = {}
        self.topics: dict[str, str] = {}
        self.asked: dict[tuple[str, ...], Place] = {}

    # ---- rows to entries

    def read(self, rows: Sequence[SheetRow]) -> None:
        """Take the question that these rows say."""
        id = rows[0].text("id")
        old = self.old.get(id)
        if old is None and not id:
            # Several may ask in the same words: the first row is the first of them, and so on.
            alike = self.by_asked.get(asked_by_fields(read_question(rows, self.known).data), deque())
            while alike and alike[0].value.id in self.matched:
                alike.popleft()
            old = alike[0] if alike else None
        if old and not rows[0].text(AS_EXPORTED):
            rows = laid_over(rows, old)
        found = read_question(rows, self.known)
        if old:
            found.data["id"] = old.value.id
            if first := self.matched.get(old.value.id):
                what = f"{old.value.id} stands here for the second time, first at {first}."
                self.problems.append(Problem(found.place, what, "Keep one of the two rows."))
            self.matched[old.value.id] = found.place
            found.fillers = []
        elif not id:
            self.problems += self._asked_before(rows[0], found)
            found.data = {"id": self._free_id(str(found.data["topics"][0]))} | found.data
        self.ids.add(str(found.data["id"]))
        self.topics |= found.new_topics
        self.problems += found.problems
        self.found.append(found)

    def _asked_before(self, row: SheetRow, found: SheetQuestion) -> Iterator[Problem]:
        """A problem where a row above asks the very same: both could stand on one paper."""
        first = self.asked.setdefault(printed_by(row, found.data), row.at("question"))
        if first != row.at("question") and not found.data.get("parts"):
            what = f"The same is asked at {first}."
            remedy = "Take one of the two out; of several right answers each stands on a line of one cell."
            yield Problem(row.at("question"), what, remedy)

    def _free_id(self, topic: str) -> str:
        """An id for a new question on that topic, which no other has."""
        if topic not in self.next:
            self.next[topic] = ids_after(self.ids, topic)
        return next(id for id in self.next[topic] if id not in self.ids)

    def judge(self) -> None:
        """Have the bank's models and rules judge the questions, those that lack something as imported ones."""
        entries, refused = self._entries()
        places = {problem.place for problem in self._rule_problems(entries.values())}
        lacking = {*refused, *(index for place, index in self._by_place.items() if place in places)}
        for index, found in enumerate(self.found):
            if index in lacking or found.fillers:
                found.data.setdefault("origin", dict(self.origin))
        entries, refused = self._entries()
        for problems in refused.values():
            self.problems += problems
        written = {
            index: entry
            for index, entry in entries.items()
            if self._is_to_be_written(self.found[index], entry)
        }
        self.new = list(written.values())
        told = {problem.place for problem in self.problems}
        self.problems += (one for one in self._rule_problems(self.new) if one.place not in told)

    def _entries(self) -> tuple[dict[int, LocatedQuestion], dict[int, tuple[Problem, ...]]]:
        """The questions as the bank's models, and what these find wrong with the others, each by its index."""
        entries: dict[int, LocatedQuestion] = {}
        refused: dict[int, tuple[Problem, ...]] = {}
        for index, found in enumerate(self.found):
            try:
                entries[index] = entry_of(found)
            except InvalidInput as error:
                told = {problem.place for problem in found.problems}
                refused[index] = tuple(one for one in error.problems if one.place not in told)
        return entries, refused

    @cached_property
    def _by_place(self) -> Mapping[Place, int]:
        """The index of the question by the place of each cell that it is read from."""
        return {
            place: index
            for index, found in enumerate(self.found)
            for row in found.rows
            for place in (row.place, *(cell.place for cell in row.cells.values()))
        }

    def _rule_problems(self, entries: Collection[LocatedQuestion]) -> list[Problem]:
        """What the bank's rules say of these questions in the unit."""
        ids = {entry.value.id for entry in entries}
        others = [one for one in self.draft.questions if one.value.id not in ids]
        names = (
            *((one.value.id, one.place("id")) for one in others),
            *((e.value.id, e.place("id")) for e in entries),
        )
        named = {name for name, _ in names}
        coming = [(str(one.data["id"]), one.place) for one in self.found if one.data["id"] not in named]
        topics = self.draft.topic_names
        merged = replace(
            self.draft,
            questions=tuple(entries),
            question_names=DeclaredNames("question", (*names, *coming), whole=True),
            topic_names=replace(
                topics, given=(*topics.given, *((id, self.draft.place) for id in self.topics))
            ),
            files=tuple(entry.file for entry in entries),
        )
        return problems_of(merged)

    def _is_to_be_written(self, found: SheetQuestion, entry: LocatedQuestion) -> bool:
        """Whether the question is new or says another thing than the bank; what else it is is noted."""
        old = self.old.get(entry.value.id)
        if old is None:
            return True
        if entry.qualification != old.qualification:
            what = f"{entry.value.id} is of the qualification {old.qualification} in the bank, as its whole file is."
            place = found.rows[0].at("qualification")
            self.problems.append(Problem(place, what, "Give the row another id, or leave the cell empty."))
            return False
        if entry.value == old.value:
            self.same.append(entry.value.id)
            return False
        exported = found.rows[0].text(AS_EXPORTED)
        if not exported or exported == fingerprint(old.value):
            return True
        if exported == fingerprint(entry.value):
            self.kept.append(entry.value.id)
            return False
        what = f"{entry.value.id} was changed here, and in the bank too since this sheet was exported ({old.place()})."
        remedy = f"Export it again and change it there, or empty its cell ‘{AS_EXPORTED}’ to take this row."
        self.problems.append(Problem(found.rows[0].at(AS_EXPORTED), what, remedy))
        return False

    # ---- the report

    def result(
        self, glossary: Mapping[Path, bytes], terms: int, unread: tuple[SheetCell, ...]
    ) -> SheetImport:
        """The new content of every file that changes, and the report."""
        written = {entry.value.id for entry in self.new}
        files = {**glossary, **changed_files(self.draft, self.new, self.topics)}
        old_ids = self.old.keys()
        return SheetImport(
            files,
            tuple(sorted(written - old_ids)),
            tuple(sorted(written & old_ids)),
            tuple(self.same),
            tuple(self.kept),
            tuple(self._fillers(written)),
            tuple(self.topics.values()),
            unread,
            terms,
            sum(bool(entry.value.origin and not entry.value.origin.confirmed) for entry in self.new),
        )

    def _fillers(self, written: set[str]) -> Iterator[tuple[str, int, Place]]:
        """What was filled in, each once: how often, and where first."""
        counts: Counter[str] = Counter()
        first: dict[str, Place] = {}
        for found in self.found:
            if found.data["id"] in written:
                for words, place in found.fillers:
                    counts[words] += 1
                    first.setdefault(words, place)
        yield from ((words, count, first[words]) for words, count in counts.items())
