"""What was typed into a markbook to new rows for the record of marks, and to problems, each with its cell.

Each cell is compared with what it last said: what the record had when the workbook was printed, or what was taken from
that very sheet since. So a mark is taken once, whoever changed it since by whatever way, and the latest entry counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from string import ascii_uppercase

from worksheetgen.english import counted
from worksheetgen.errors import Place, Problem
from worksheetgen.markbook.layout import BY_QUESTION, GRADES, MARKS, MarksRows
from worksheetgen.markbook.reading import MarkbookReading, TypedCell
from worksheetgen.marks_record import (
    ABSENT,
    MarkEntry,
    MarkKey,
    MarksRecord,
    crossed,
    is_letters,
    whole_number,
)
from worksheetgen.value import Value, field

MARKBOOK_FILE = "markbook.xlsx"
_SEVERAL = 3
_MOVE = "Move it to a file of your own: what stands there goes when the papers are printed again."
_NEW = (
    "A pupil who is new has a place for marks once the class list has a line for that pupil and the papers are printed "
    "again with --force."
)


class Harvest(Value):
    """What was found in a markbook: rows for the record, and what cannot be taken.

    `kept` is how many marks stay in the record although their cells are empty, as this is another marker's copy.
    """

    entries: tuple[MarkEntry, ...]
    problems: tuple[Problem, ...]
    kept: int = 0


class Asked(Value):
    """What a run asks: the most marks that can be had of everything that has marks, and whose papers there are.

    `names` are the students' names by id, "" for nobody. `options` are those of the questions that are answered by
    crossing letters: the options' ids under A, B, C.
    """

    most: Mapping[MarkKey, int]
    names: Mapping[str, str]
    options: Mapping[MarkKey, tuple[str, ...]] = field(default_factory=dict)

    def letters(self, key: MarkKey) -> str:
        """The letters that can be crossed: "ABCD", "" for none."""
        return ascii_uppercase[: len(self.options.get(key, ()))]

    def whose(self, paper: str) -> str:
        """`017 Ada Li`."""
        return f"{paper} {self.names.get(paper, '')}".strip()

    def named(self, key: MarkKey) -> str:
        """`Question kirov-01 of 017 Ada Li`."""
        paper, question = key
        return f"Question {question} of {self.whose(paper)}"


def harvest(reading: MarkbookReading, record: MarksRecord, asked: Asked, file: str, when: str) -> Harvest:
    """What is new in a markbook; `file` is its name in messages, `when` the time that the new rows bear."""
    return _Harvester(reading, record, asked, file, when).harvest()


@dataclass
class _Harvester:
    reading: MarkbookReading
    record: MarksRecord
    asked: Asked
    file: str
    when: str

    def __post_init__(self) -> None:
        shown, entries = self.reading.shown, self.record.entries
        self.shown = MarksRecord(entries[:shown]).marks
        self.said: dict[tuple[str, MarkKey], str] = {}
        for entry in entries:
            for sheet in (MARKS, BY_QUESTION, GRADES):
                if entry.by.startswith(self._by(f"{sheet}!")):
                    self.said[sheet, entry.key] = entry.mark
        self.entries: list[MarkEntry] = []
        self.problems: list[Problem] = []

    def harvest(self) -> Harvest:
        """Look at every cell."""
        others = {
            paper for paper, labels in self.reading.labels.items() if self._names_another(paper, labels)
        }
        for key, cell in self.reading.marks.items():
            if key[0] not in others:
                self._mark(key, cell, self.reading.over.get(key))
        kept = self._of_another_copy()
        self.entries = [entry for entry in self.entries if entry.key not in kept]
        self._headings()
        self._boundaries()
        self._sums()
        self._maxima()
        self._strays()
        return Harvest(tuple(self.entries), tuple(self.problems), len(kept))

    def _of_another_copy(self) -> frozenset[MarkKey]:
        """The marks that were taken from this printing's markbook, and are in another marker's copy of it only.

        Their cells are empty here. A teacher empties those of a pupil, or of a question, and nobody those of several
        questions of several pupils between two commands. What the markbook showed when it was printed is in every copy.
        """
        said = {key for sheet, key in self.said if sheet == MARKS} - self.shown.keys()
        emptied = {one.key for one in self.entries if not one.mark} & said
        pupils, questions = {paper for paper, _ in emptied}, {question for _, question in emptied}
        return frozenset(emptied if min(len(pupils), len(questions)) >= _SEVERAL else ())

    def _names_another(self, paper: str, labels: Sequence[TypedCell]) -> bool:
        """Whether beside the marks of a paper stands another one, or its student's name: then it is told."""
        own = {paper.casefold(), self.asked.names.get(paper, "").casefold(), ""}
        others = {text.casefold() for one in self.asked.names.items() for text in one} | {MarksRows.OF}
        for cell in labels:
            said = _text(cell.value).casefold()
            if said not in own and re.search(rf"\b{ABSENT}\b", said):
                what = f"{_shown(cell.value)} stands where a pupil’s name does, which is not taken."
                self._problem(cell.cell, what, f"Type {ABSENT} where a mark of that pupil would stand.")
            if said in others - own:
                whose = self.asked.whose(paper)
                what = f"{_shown(cell.value)} stands beside the marks of {whose}: rows were moved in part."
                self._problem(cell.cell, what, f"Write {whose} there again, and look whose marks these are.")
                return True
        return False

    def _headings(self) -> None:
        """One problem for all columns of marks whose headings are gone."""
        if found := self.reading.headings:
            more = f" and {counted(len(found) - 1, 'more heading')}" if len(found) > 1 else ""
            what = f"What stands under {_shown(found[0].value or '')}{more} is not taken: no question has that number."
            remedy = (
                f"Write the numbers there again; those that are gone: {', '.join(self.reading.headless)}."
            )
            self._problem(found[0].cell, what, remedy)

    def _sums(self) -> None:
        """One problem for all that was typed over totals, percentages and grades."""
        if found := self.reading.sums:
            what = f"{_and_more(found)} in place of a total, percentage or grade, and is not taken."
            remedy = (
                f"Type marks, or {ABSENT}, under the questions’ numbers, and empty what was typed over: it is worked "
                "out anew when the papers are printed."
            )
            self._problem(found[0].cell, what, remedy)

    def _maxima(self) -> None:
        """A problem for each paper beneath whose marks something else stands than the most that can be had."""
        papers: dict[str, list[TypedCell]] = {}
        for key, cell in self.reading.maxima.items():
            if key in self.asked.most and _text(cell.value) != str(self.asked.most[key]):
                papers.setdefault(key[0], []).append(cell)
        for paper, found in papers.items():
            what = (
                f"{_and_more(found)} beneath the marks of {self.asked.whose(paper)}, where the most that can be had is "
                "told, and is not taken."
            )
            remedy = "Type marks into the row above, that of the pupil’s name, and empty what was typed here."
            self._problem(found[0].cell, what, remedy)

    def _strays(self) -> None:
        """A problem for each row in which something stands that is no mark of a paper."""
        rows: dict[str, list[TypedCell]] = {}
        for one in self.reading.strays:
            rows.setdefault(re.sub(r"![A-Z]+", "!", one.cell), []).append(one)
        for found in rows.values():
            more = f" and {counted(len(found) - 1, 'more cell')} of this row" if len(found) > 1 else ""
            what = f"Something stands here that is no mark of a paper: {_shown(found[0].value)}{more}."
            # A whole row of marks below the papers is of somebody who joined.
            joined = found[0].cell.startswith(f"{MARKS}!") and any(
                isinstance(one.value, int) for one in found[1:]
            )
            self._problem(found[0].cell, what, f"{_MOVE} {_NEW}" if joined else _MOVE)

    def _mark(self, key: MarkKey, cell: TypedCell, over: TypedCell | None) -> None:
        """One mark, which may stand in either sheet."""
        typed, typed_over = self._read(key, cell), self._read(key, over) if over else ""
        if typed is None or typed_over is None:
            return
        counts, told = self.record.marks.get(key, ""), self.said.get((BY_QUESTION, key), "")
        before = self.said.get((MARKS, key), self.shown.get(key, ""))
        # A cell that was emptied takes a mark away only where that very mark still counts.
        is_new = typed != before and bool(typed or counts == before)
        if over and typed_over != told:
            if is_new and typed and typed != typed_over:
                what = f"{self.asked.named(key)} has {typed} here and {typed_over} in {over.cell}."
                self._problem(cell.cell, what, "Type the same in both, or empty one of them.")
                return
            self._enter(key, typed_over, over.cell)
        elif told and not over and not is_new and counts == told != typed:
            # The mark that was typed over the formula was taken away again: what stands in the sheet of marks counts.
            self._enter(key, typed, f"{BY_QUESTION}!")
        if is_new and not (over and not typed):
            self._enter(key, typed, cell.cell)

    def _boundaries(self) -> None:
        """From how many marks each grade is given."""
        found: dict[MarkKey, tuple[str, str]] = {}
        for name, start in self.reading.grades:
            grade, mark = _text(name.value), whole_number(_text(start.value))
            if not grade or mark is None:
                what = "A grade and the least marks for it, a whole number to 9999, must stand side by side."
                self._problem(start.cell, what, "Type both, or empty both.")
            elif ("", grade) in found and found["", grade][0] != mark:
                self._problem(name.cell, f"Grade {grade} stands here twice.", "Empty one of them.")
            else:
                found["", grade] = mark, start.cell
        for key, (mark, cell) in found.items():
            if mark != self.said.get((GRADES, key), self.shown.get(key, "")):
                self._enter(key, mark, cell)
        gone = {key for key in self.shown if not key[0]} | {
            key for sheet, key in self.said if sheet == GRADES
        }
        for key in sorted(gone - found.keys()):
            if self.said.get((GRADES, key), self.shown.get(key, "")):
                self._enter(key, "", f"{GRADES}!")

    def _read(self, key: MarkKey, cell: TypedCell) -> str | None:
        """The mark that a cell has, "" for none; None, and a problem, where it has something else."""
        mark = _text(cell.value)
        most = self.asked.most.get(key)
        letters = self.asked.letters(key) if cell.cell.startswith(f"{MARKS}!") else ""
        if (found := mark_of(mark, most, letters)) is not None:
            return found
        allowed = f"a whole number {f'from 0 to {most}' if most is not None else 'of marks'}, or {ABSENT}"
        if letters:
            allowed += f", or the letter that was crossed, {letters[0]} to {letters[-1]}"
        elif is_letters(mark.upper()) and self.asked.letters(key):
            allowed += f", or the letter into the sheet {MARKS}"
        what, first = f"{self.asked.named(key)} cannot have {_shown(cell.value)}.", ""
        if isinstance(cell.value, date | time | timedelta):
            what = f"{self.asked.named(key)} cannot have a date or time."
            first = "Give the cell the format of a number: typing 5/8 made it a date. "
        self._problem(cell.cell, what, f"{first}Type {allowed}, or empty the cell.")
        return None

    def _enter(self, key: MarkKey, mark: str, cell: str) -> None:
        self.entries.append(MarkEntry(self.reading.run, *key, mark, self._by(cell), self.when))

    def _by(self, cell: str) -> str:
        """What is said to have entered a mark: the cell, of the markbook that was printed with so many rows."""
        return f"{MARKBOOK_FILE}/{self.reading.shown} {cell}"

    def _problem(self, cell: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(Place(f"{self.file}: {cell}"), what, remedy))


def mark_of(typed: str, most: int | None, letters: str) -> str | None:
    """The mark that was typed, as the record has it; None for what is no mark.

    That is "" for none, `absent`, a number up to `most`, or some of `letters`.
    """
    if typed.casefold() == ABSENT:
        return ABSENT
    if not typed:
        return ""
    number = whole_number(typed)
    if number is not None and (most is None or int(number) <= most):
        return number
    return crossed(typed, letters) or None


def unplaced(
    record: MarksRecord, run: str, asked: Asked, before: Asked, cells: Mapping[MarkKey, str], file: str
) -> Iterator[Problem]:
    """A problem for every mark of the record that has no place on the papers of `run` as they are to be printed.

    There is one alone for all marks of a paper that is gone.
    `asked` is what these papers ask, `before` what those asked that were printed; `cells` say where a mark stands in
    the markbook that is there ("output/9B/markbook.xlsx: Marks!F3"); of others the line in `file`, the record, is told.
    """
    gone = Counter(paper for paper, _ in record.lines if paper not in asked.names)
    others = Counter(entry.run for _, entry in record.lines.values() if entry.run != run)
    told: set[str] = set()
    for key, (line, entry) in record.lines.items():
        paper, _ = key
        place = Place(cells[key]) if key in cells else Place(file, line, 1)
        at = partial(Problem, place)
        where = (
            "Empty the cell to give the mark up" if key in cells else "Take the row out to give the mark up"
        )
        if entry.run != run:
            if number := others.pop(entry.run, 0):
                more = f" ({counted(number - 1, 'more mark')} too)" if number > 1 else ""
                what = f"This is a mark of another run, {entry.run}{more}; the papers to be printed are of run {run}."
                yield at(what, "Print into another --output, or move the folder of the marks away.")
        elif not paper or paper in told:
            continue
        elif paper not in asked.names:
            told.add(paper)
            what = f"{before.whose(paper)} has {counted(gone[paper], 'mark')}, but no paper any more."
            them = f"Empty the cells of {paper}" if key in cells else f"Take the rows of {paper} out"
            yield at(what, f"{them} to give them up, or leave the pupil in the list.")
        elif key not in asked.most:
            what = f"{before.named(key)} has {_shown(entry.mark)}, but that paper would not ask it any more."
            yield at(what, f"{where}, or leave the question on the paper.")
        elif is_letters(entry.mark):
            if asked.options.get(key) != before.options.get(key) or not crossed(
                entry.mark, asked.letters(key)
            ):
                what = (
                    f"{before.named(key)} has the letter {entry.mark}, which stands for another option now."
                )
                yield at(what, f"{where}, or type a mark.")
        elif entry.mark != ABSENT and int(entry.mark) > asked.most[key]:
            what = f"{asked.named(key)} has {entry.mark}, but the question has {asked.most[key]} marks now."
            yield at(what, "Type a lower mark, or give the question its marks back in the bank.")


def _and_more(cells: Sequence[TypedCell]) -> str:
    """`7 stands here and the like in 3 more cells`."""
    more = f", and the like in {counted(len(cells) - 1, 'more cell')}," if len(cells) > 1 else ""
    return f"{_shown(cells[0].value)} stands here{more}"


def _text(value: object) -> str:
    """A cell's value as text; a whole number without a point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _shown(value: object) -> str:
    """A cell's value for a message."""
    text = str(value)
    return f"‘{text[:40]}…’" if len(text) > 40 else f"‘{text}’" if not text.isdecimal() else text
