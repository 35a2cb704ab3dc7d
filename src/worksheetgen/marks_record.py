"""marks.csv, the record of a run's marks, from and to bytes: a row for every mark that was entered, changed or emptied.

Rows are only ever added, so that what a mark was before can be looked up; the last row on a question of a paper is
what counts. docs/marks.md describes the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from io import StringIO
from string import ascii_uppercase
from typing import TYPE_CHECKING

from worksheetgen.csv_rows import csv_of, text_of
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import RecordedQuestion, RecordedStudent
from worksheetgen.value import Value

if TYPE_CHECKING:
    from fractions import Fraction

MARKS_FILE = "marks.csv"
RECORD_COLUMNS = ("run", "paper", "question", "mark", "entered by", "when")
LARGEST_RECORD = 16 * 2**20
"""The most bytes of a record: some three hundred thousand rows."""
ABSENT = "absent"
SPAG_MARKS = " SPaG"
"""Ends the name under which marks for spelling, punctuation and grammar at a question are kept."""
MOST_DIGITS = 4
"""Of a mark, and of the marks from which a grade is given."""
_NUMBER = re.compile(f"[0-9]{{1,{MOST_DIGITS}}}")
_LETTERS = re.compile("[A-Z]{1,26}")
_RESTORE = "Mend that row or take it out; the file must be saved as CSV in UTF-8."

MarkKey = tuple[str, str]
"""What has a mark: (paper, question), by their ids; ("", grade) is where that grade begins."""


class MarkEntry(Value):
    """A row: in the run of that id, that question of that paper has this mark.

    `mark` is a whole number in digits, `absent`, the letter or letters that were crossed ("B", "AC", of `letters_of`),
    or "" where it was taken away. `by` says who or what entered it, `when` at what time; both are kept as they
    are.
    """

    run: str
    paper: str
    question: str
    mark: str
    by: str
    when: str

    @property
    def key(self) -> MarkKey:
        """What it is the mark of."""
        return self.paper, self.question


class MarksRecord(Value):
    """All rows of a record, the oldest first."""

    entries: tuple[MarkEntry, ...] = ()

    @cached_property
    def lines(self) -> Mapping[MarkKey, tuple[int, MarkEntry]]:
        """The row that counts for everything that has a mark, with its line in the file, counted from 1."""
        last = {entry.key: (line, entry) for line, entry in enumerate(self.entries, 2)}
        return {key: (line, entry) for key, (line, entry) in last.items() if entry.mark}

    @cached_property
    def marks(self) -> Mapping[MarkKey, str]:
        """Every mark that counts, by what has it."""
        return {key: entry.mark for key, (_, entry) in self.lines.items()}

    def and_(self, entries: Iterable[MarkEntry]) -> MarksRecord:
        """The record with further rows."""
        return MarksRecord((*self.entries, *entries))


def keys_of(student: RecordedStudent) -> Iterator[tuple[MarkKey, int]]:
    """What has marks on a paper, in its printed order, each with the most that can be had."""
    for question in student.questions:
        yield (student.id, question.id), question.marks
        if question.spag:
            yield (student.id, question.id + SPAG_MARKS), question.spag


def letters_of(question: RecordedQuestion) -> str:
    """The letters that can be crossed to answer, on that very paper ("ABCD"); "" for a question of another kind."""
    letters, keys = ascii_uppercase[: len(question.options)], (question.answer or "").split()
    return letters if keys and set(keys) <= set(letters) else ""


def options_of(student: RecordedStudent) -> Iterator[tuple[MarkKey, tuple[str, ...]]]:
    """Each question of a paper that is answered by crossing letters, with its options' ids in printed order."""
    for question in student.questions:
        if letters_of(question):
            yield (student.id, question.id), question.options


def worth(mark: str, question: RecordedQuestion) -> str:
    """A mark as a number, `absent` or "": letters that were crossed are worth their share of the marks for each key.

    Whoever crosses more than there are keys loses a key for each one too many, as boards mark it.
    """
    if not is_letters(mark):
        return mark
    keys = (question.answer or "").split()
    right = len(set(mark) & set(keys)) - max(0, len(mark) - len(keys))
    return str(max(0, right) * question.marks // len(keys))


def is_letters(mark: str) -> bool:
    """Whether it is the letter that was crossed, or several."""
    return _LETTERS.fullmatch(mark) is not None


def crossed(typed: str, letters: str) -> str:
    """The letters that were typed, in order and without what stands between; "" for anything but some of `letters`."""
    found = re.sub(r"[\s,;]", "", typed).upper()
    some = set(found) <= set(letters) and len(set(found)) == len(found)
    return "".join(sorted(found)) if some else ""


def grade_reached(total: int | Fraction, boundaries: Iterable[tuple[int, str]]) -> str:
    """The grade of the highest boundary, each (from so many marks, grade), that a total reaches; "" for none."""
    return max([one for one in boundaries if one[0] <= total], default=(0, ""))[1]


def whole_number(typed: str) -> str | None:
    """A number of marks that was typed, as the record has it; None for what the record could not be read with."""
    return str(int(typed)) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None


def record_to_csv(record: MarksRecord) -> bytes:
    """The file."""
    rows = ((one.run, one.paper, one.question, one.mark, one.by, one.when) for one in record.entries)
    return csv_of((RECORD_COLUMNS, *rows))


def record_from_csv(content: bytes, file: str) -> MarksRecord:
    """The record in a file's content, which a spreadsheet may have saved since; `file` is its name in messages.

    Raises InvalidInput with every row that is not understood.
    """
    if len(content) > LARGEST_RECORD:
        what = f"The file has more than {LARGEST_RECORD // 2**20} megabytes: no record of marks has."
        remedy = "Move it away: marks that stand in the markbook are taken from it anew."
        raise InvalidInput([Problem(Place(file), what, remedy)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            [Problem(Place(file), "The record of the marks is not UTF-8.", _RESTORE)]
        ) from error
    head = text.partition("\n")[0]
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in head else ","))
    except csv.Error as error:
        raise InvalidInput(
            [Problem(Place(file), f"The record of the marks is no CSV: {error}.", _RESTORE)]
        ) from error
    problems: list[Problem] = []
    if (
        rows
        and any(rows[0])
        and tuple(cell.strip() for cell in rows[0][: len(RECORD_COLUMNS)]) != RECORD_COLUMNS
    ):
        what = f"The columns of the record of the marks must be {', '.join(RECORD_COLUMNS)}."
        problems.append(Problem(Place(file, 1, 1), what, _RESTORE))
    entries = []
    for line, row in enumerate(rows[1:], 2):
        cells = [text_of(cell) for cell in row[: len(RECORD_COLUMNS)]]
        if not any(cells):
            continue
        if len(cells) < 4 or not _is_mark(cells[1], cells[3]):
            what = "This row has no mark: a whole number, absent, the letters that were crossed, or nothing."
            problems.append(Problem(Place(file, line, 1), what, _RESTORE))
            continue
        entries.append(MarkEntry(*(cells + [""] * len(RECORD_COLUMNS))[: len(RECORD_COLUMNS)]))
    if problems:
        raise InvalidInput(problems)
    return MarksRecord(tuple(entries))


def _is_mark(paper: str, mark: str) -> bool:
    """Whether a mark can be one of that paper, or the least marks for a grade where the paper is ""."""
    of_paper = paper and (mark == ABSENT or is_letters(mark))
    return bool(not mark or of_paper or _NUMBER.fullmatch(mark))
