"""Where things stand in a markbook: the names of its sheets, their rows, and the columns that forms give them.

The sheet "Marks" is typed into: a row for each paper, its cells in that paper's own order, and beneath each of them the
most that can be had. "By question" has a column for each question of the bank, whatever its number on whose paper.

Rows and columns are counted from 0, as XlsxWriter counts them; in formulas rows count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from string import ascii_uppercase
from typing import NamedTuple

from worksheetgen.marks_record import SPAG_MARKS, MarksRecord
from worksheetgen.model.bank import Unit
from worksheetgen.model.paper import PaperQuestion
from worksheetgen.model.question import Question
from worksheetgen.value import Value

MARKS, BY_QUESTION, TOPICS, GRADES, TAGS = "Marks", "By question", "Topics", "Grades", "Tags"
"""The names of the sheets."""
SHEETS = (MARKS, BY_QUESTION, TOPICS, GRADES, TAGS)


class MarksRows:
    """The rows of the sheet that is typed into; from `FIRST` on each paper has two."""

    NOTE, HEADER, FIRST = 0, 1, 2
    ID, NAME, TOTAL, PERCENT, GRADE, START = range(6)
    LABELS = ("ID", "Name", "Total", "Per cent", "Grade")
    OF = "out of"
    """Stands under the name, in the row of the maxima."""


class QuestionRows:
    """The rows of the sheet by question; from `FIRST` on each paper has one."""

    ENTRY, WORDS, HEADING, MAXIMUM, FIRST = range(5)
    LABELS = ("ID", "Name", "Tier", "Extra time", "Print")
    START = len(LABELS)
    AVERAGE = "Average"
    """Stands below all papers, before the averages."""


class GradeRows:
    """The rows of the sheet into which grades are typed, and how many there are at least."""

    NOTE, HEADER, FIRST = 0, 1, 2
    FEWEST = 12
    NAME, FROM, PUPILS = range(3)
    LABELS = ("Grade", "From (marks)", "Pupils")


Forms = Mapping[str, Sequence[Sequence[PaperQuestion]]]
"""The questions of every form, by its name: section by section, as any one of its papers has them."""


class MarkbookContents(Value):
    """What a markbook is made from, besides its papers.

    `run` is the run's id; `entries` are the numbers in the mark scheme by question id, one for each form that has the
    question by itself; `record` are the marks that there are already. Sections have sums of their own where they are
    `lettered`.
    """

    run: str
    unit: Unit
    forms: Forms
    entries: Mapping[str, Sequence[int]]
    record: MarksRecord
    lettered: bool = True


class Column(Value):
    """A column of the sheet by question: for a question, or for SPaG at that question.

    `section` is the letter of the section that it stands in ("A"). `spag` is 0 in the column of the question
    itself, and the most that can be had in the column for its SPaG.
    """

    section: str
    question: Question
    spag: int

    @property
    def key(self) -> tuple[str, str, int]:
        """What is marked in the column; two forms with the same question in the same section share its column."""
        return self.section, self.question.id, self.spag

    @property
    def heading(self) -> str:
        """The name under which the column's marks are kept."""
        return f"{self.question.id}{SPAG_MARKS}" if self.spag else self.question.id

    @property
    def marks(self) -> int:
        """The most marks that can be had in the column."""
        return self.spag or self.question.marks

    @property
    def span(self) -> str:
        """The heading of the sum that the column counts in, besides the total."""
        return "SPaG" if self.spag else f"Section {self.section}"


class MarkSlot(NamedTuple):
    """A column of the sheet that is typed into: what has that number on a paper, or SPaG there."""

    number: int
    spag: bool

    @property
    def heading(self) -> str:
        """What stands over the column."""
        return f"{self.number}{SPAG_MARKS}" if self.spag else str(self.number)


class Span(Value):
    """Neighbouring columns, from `first` to `last`, that are added up under one heading."""

    heading: str
    first: int
    last: int


def columns_of(forms: Forms) -> tuple[Column, ...]:
    """The columns of all forms, each once: questions by section, file and line; then SPaG in the same order."""
    found = {column.key: column for sections in forms.values() for column in columns_of_form(sections)}
    return tuple(sorted(found.values(), key=_bank_order))


def columns_of_form(sections: Sequence[Sequence[PaperQuestion]]) -> Iterator[Column]:
    """The columns in which papers of a form have marks, from the form's sections."""
    for letter, questions in zip(ascii_uppercase, sections, strict=False):
        for printed in questions:
            yield from (Column(letter, printed.question, spag) for spag in sorted({0, printed.spag}))


def _bank_order(column: Column) -> tuple[bool, str, str, str, int, str, str, int]:
    """What columns are sorted by: SPaG last, then by section, then as the bank has the questions.

    So the columns of a section are neighbours, which the sums need. Of the file only the name counts: where
    the bank lies on this machine must not change the workbook.
    """
    question, place = column.question, column.question.place
    file = PurePath(place.file).name
    return column.spag > 0, column.section, question.unit, file, place.line, *column.key


def slots_of(forms: Forms) -> tuple[MarkSlot, ...]:
    """The columns that any paper of these forms has something in: papers of a form differ in order within sections."""
    found: set[MarkSlot] = set()
    for sections in forms.values():
        number = 0
        for questions in sections:
            spag = any(printed.spag for printed in questions)
            for _ in questions:
                number += 1
                found |= {MarkSlot(number, False), *([MarkSlot(number, True)] if spag else [])}
    return tuple(sorted(found))


def spans_of(columns: Sequence[Column], start: int, *, lettered: bool) -> list[Span]:
    """What is added up, the first column standing in `start`: each section, the marks for SPaG, last the whole paper.

    Sections only where they are `lettered`, as they have no other name. Where all questions are of one section, and
    none has marks for SPaG, the whole paper alone.
    """
    # `_bank_order` puts columns that are added up together next to each other.
    headings = [column.span for column in columns]
    parts = [
        Span(
            heading,
            start + headings.index(heading),
            start + headings.index(heading) + headings.count(heading) - 1,
        )
        for heading in dict.fromkeys(column.span for column in columns if lettered or column.spag)
    ]
    total = Span("Total", start, start + len(headings) - 1)
    return [*(parts if len(parts) > 1 or not lettered else ()), total]
