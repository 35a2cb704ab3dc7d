"""What was typed into a markbook to new rows for the record of marks, and to problems, each with its cell.

Each cell is compared with what it last said: what the record had when the workbook was printed, or what was taken from
that very sheet since. So a mark is taken once, whoever changed it since by whatever way, and the latest entry counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, time, timedelta

from worksheetgen.errors import Place, Problem
from worksheetgen.markbook.asked import Asked, mark_of
from worksheetgen.markbook.layout import BY_QUESTION, GRADES, MARKS
from worksheetgen.markbook.misplaced import lost_with_it, of_others
from worksheetgen.markbook.typed_cells import MarkbookReading, TypedCell
from worksheetgen.marks_record import (
    ABSENT,
    MarkEntry,
    MarkKey,
    MarksRecord,
    is_letters,
    whole_number,
)
from worksheetgen.value import Value

MARKBOOK_FILE = "markbook.xlsx"
_SEVERAL = 3


class Harvest(Value):
    """What was found in a markbook: rows for the record, and what cannot be taken.

    `kept` is how many marks stay in the record although their cells are empty, as this is another marker's copy.
    """

    entries: tuple[MarkEntry, ...]
    problems: tuple[Problem, ...]
    kept: int = 0


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
        others, self.problems = of_others(self.reading, self.asked, self.file)
        for key, cell in self.reading.marks.items():
            if key[0] not in others:
                self._mark(key, cell, self.reading.over.get(key))
        kept = self._of_another_copy()
        self.entries = [entry for entry in self.entries if entry.key not in kept]
        self._boundaries()
        self.problems += lost_with_it(self.reading, self.asked, self.file)
        return Harvest(tuple(self.entries), tuple(self.problems), len(kept))

    def _of_another_copy(self) -> frozenset[MarkKey]:
        """The marks that were taken from this printing's markbook, and are in another marker's copy of it only.

        Their cells are empty here. A teacher empties those of a pupil, or of a question, and nobody those of several
        questions of several pupils between two commands; nor does anybody empty all that was taken, of several pupils,
        and type other marks. What the markbook showed when it was printed is in every copy.
        """
        counts = self.record.marks
        said = {key for (sheet, key), mark in self.said.items() if sheet == MARKS and mark == counts.get(key)}
        said -= self.shown.keys()
        emptied = {one.key for one in self.entries if not one.mark} & said
        pupils, questions = {paper for paper, _ in emptied}, {question for _, question in emptied}
        others = emptied == said and any(one.mark for one in self.entries)
        return frozenset(
            emptied if len(pupils) >= _SEVERAL and (others or len(questions) >= _SEVERAL) else ()
        )

    def _mark(self, key: MarkKey, cell: TypedCell, over: TypedCell | None) -> None:
        """One mark, which may stand in either sheet."""
        typed, typed_over = self._read(key, cell), self._read(key, over) if over else ""
        if typed is None or typed_over is None:
            return
        counts, told = self.record.marks.get(key, ""), self.said.get((BY_QUESTION, key), "")
        before = self.said.get((MARKS, key), self.shown.get(key, ""))
        if is_letters(typed) and typed_over == self.asked.worth(key, typed):
            over = None  # what its formula made of the letters, pasted as a value
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
        papers: Counter[str] = Counter()
        for (paper, _), marks in self.asked.most.items():
            papers[paper] += marks
        most = max(papers.values(), default=0)
        for name, start in self.reading.grades:
            grade, mark = name.text, whole_number(start.text)
            if not grade or mark is None:
                what = "A grade and the least marks for it, a whole number to 9999, must stand side by side."
                self._problem(start.cell, what, "Type both, or empty both.")
            elif ("", grade) in found and found["", grade][0] != mark:
                self._problem(name.cell, f"Grade {grade} stands here twice.", "Empty one of them.")
            elif int(mark) > most:
                what = f"Grade {grade} is given from {mark} marks, and no paper has more than {most}."
                self._problem(start.cell, what, "Type marks, not per cent.")
            elif mark in [other for other, _ in found.values()]:
                what = f"Grade {grade} is given from {mark} marks, as is another grade."
                self._problem(start.cell, what, "Give each grade a number of its own.")
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
        mark = cell.text
        most = self.asked.most.get(key)
        letters = self.asked.letters(key) if cell.cell.startswith(f"{MARKS}!") else ""
        if (found := mark_of(mark, most, letters)) is not None:
            return found
        allowed = f"a whole number {f'from 0 to {most}' if most is not None else 'of marks'}, or {ABSENT}"
        if letters:
            allowed += f", or the letter that was crossed, {letters[0]} to {letters[-1]}"
        elif is_letters(mark.upper()) and self.asked.letters(key):
            allowed += f", or the letter into the sheet {MARKS}"
        what, first = f"{self.asked.named(key)} cannot have {cell.shown}.", ""
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
