"""One student's paper: the questions in printed order, each with its key in that order.

Paper, answer key, mark scheme, markbook and manifest all print the answers that stand here. The `Student...`
values are what is left of a paper for a student's eyes: their types have no key, no mark scheme and no other
student.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import StudentBody
from worksheetgen.model.bank import Term
from worksheetgen.model.blueprint import Blueprint, PaperType, Section
from worksheetgen.model.draw import class_form
from worksheetgen.model.question import Part, Question
from worksheetgen.model.school import Crest
from worksheetgen.model.source import Content, Source
from worksheetgen.model.students import Student
from worksheetgen.value import Value


class PaperPart(Value):
    """A part as one student meets it, with its answer.

    `label` is "(a)", or "" for a plain question; `stem` has its references resolved. `options` are the bank's
    ids in printed order, () where nothing is shuffled; `answer` is the key in that order as every key prints
    it ("B", "1C 2A 3D", "3 1 4 2 5"), "" for levels.
    """

    label: str
    stem: str
    part: Part
    options: tuple[str, ...]
    answer: str


class PaperQuestion(Value):
    """A question under its number on this paper; its `lead` has its references resolved.

    It carries `spag` marks more for spelling, punctuation and grammar, 0 for none.
    """

    number: int
    question: Question
    lead: str
    parts: tuple[PaperPart, ...]
    spag: int


class PaperSource(Value):
    """A source under its label on this paper ("Source A")."""

    label: str
    source: Source


class PaperSection(Value):
    """A section as it is printed, under its letter ("A").

    `items` stand in printed order, each source directly before the first questions that rest on it; `section`
    is what the blueprint says of it.
    """

    letter: str
    section: Section
    items: tuple[PaperSource | PaperQuestion, ...]

    @cached_property
    def questions(self) -> tuple[PaperQuestion, ...]:
        """The section's questions in printed order."""
        return tuple(item for item in self.items if isinstance(item, PaperQuestion))

    @cached_property
    def sources(self) -> tuple[PaperSource, ...]:
        """The section's sources in printed order."""
        return tuple(item for item in self.items if isinstance(item, PaperSource))

    @cached_property
    def marks(self) -> int:
        """The marks of the section's questions, without those for spelling, punctuation and grammar."""
        return sum(item.question.marks for item in self.questions)

    @cached_property
    def spag(self) -> int:
        """The section's marks for spelling, punctuation and grammar, over all its questions."""
        return self.section.spag and sum(item.spag for item in self.questions)


class Paper(Value):
    """Everything that the prints of one student's paper need.

    `form` is the name of its form ("A", or "A-017" for one that this student alone sits), `run` the run's id. The
    QR code of every page is `qr_text`, 18 characters that are the paper's own, and the page's number. `minutes`
    includes the student's extra time, 0 for no limit.
    """

    student: Student
    class_name: str
    blueprint: Blueprint
    form: str
    run: str
    qr_text: str
    minutes: int
    sections: tuple[PaperSection, ...]

    @property
    def letter(self) -> str:
        """The form of the class that it is of, or that it was made from: "A"."""
        return class_form(self.form, self.student.id)

    @property
    def alone(self) -> bool:
        """Whether this student alone sits this form, because a question was swapped."""
        return self.letter != self.form

    @property
    def asked(self) -> Blueprint:
        """What the blueprint says of the form that it is of."""
        return self.blueprint.of_form(self.letter)

    @cached_property
    def questions(self) -> tuple[PaperQuestion, ...]:
        """All questions in printed order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def read(self) -> tuple[int, ...]:
        """The numbers of the text's paragraphs that it prints to read, from 1, in the text's order.

        A worksheet prints every paragraph that one of its questions rests on, and any paper those that its blueprint
        names. An exam prints no other: its questions are answered from memory. So are activities: what one is made from
        would give its words away.
        """
        own = self.questions if self.blueprint.type is PaperType.WORKSHEET else ()
        rested = {number for one in own if not one.question.activity for number in one.question.paragraphs}
        made_from = {number for one in own if one.question.activity for number in one.question.paragraphs}
        needed = rested - made_from
        return tuple(sorted(needed.union(self.blueprint.read)))

    @cached_property
    def marks(self) -> int:
        """The paper's total, with its marks for spelling, punctuation and grammar."""
        return sum(section.marks for section in self.sections) + self.spag

    @cached_property
    def spag(self) -> int:
        """The paper's marks for spelling, punctuation and grammar, over all its questions."""
        return sum(section.spag for section in self.sections)


# ---- for a student's eyes ------------------------------------------------------------------------


class Support(Value):
    """The scaffolds of a question on this student's paper; what the paper does not carry is empty or ""."""

    starters: tuple[str, ...]
    words: tuple[str, ...]
    steps: tuple[str, ...]
    hint: str
    glossary: tuple[Term, ...]


class StudentPart(Value):
    """A part without its answer; `body` is what is printed under its stem."""

    label: str
    kind: Kind
    stem: str
    marks: int
    body: StudentBody


class StudentQuestion(Value):
    """A question without its answers.

    It is `sourced` where it rests on a source that the paper itself prints, and no booklet. It carries
    `spag` marks more for spelling, punctuation and grammar. `place` is where the bank has it, for messages.
    """

    number: int
    lead: str
    sourced: bool
    parts: tuple[StudentPart, ...]
    support: Support
    spag: int
    place: Place

    @property
    def short(self) -> bool:
        """Whether it is answered by crossing a box, so that it may stand beside another one."""
        return len(self.parts) == 1 and self.parts[0].body.crossed > 0


class StudentSource(Value):
    """A source as it is printed under its label ("Source A"); `notes` are the terms explained at its foot.

    It is `adapted` where its words are not the original's but easier ones.
    """

    label: str
    provenance: str
    content: Content
    notes: tuple[Term, ...]
    place: Place
    adapted: bool = False


class StudentSection(Value):
    """A section as a student sees it, `items` in printed order.

    `booklet` are the labels of its sources that stand in the source booklet instead, () where the paper
    prints them. `spag` are its marks for spelling, punctuation and grammar, which its `marks` do not contain;
    `minutes` is what a pupil needs for its questions. A worksheet's section without a title is parted by what a pupil
    does: then `task` says which of these it is ("find"), otherwise it is "". One that is answered `from_memory` in a
    lesson asks nothing else.
    """

    letter: str
    title: str
    instructions: str
    marks: int
    spag: int
    items: tuple[StudentSource | StudentQuestion, ...]
    booklet: tuple[str, ...]
    place: Place
    minutes: int = 0
    task: str = ""
    from_memory: bool = False


class StripEvent(Value):
    """An event of the timeline above the text to read; what the text speaks of is `near`."""

    when: str
    text: str
    near: bool


class ReadingParagraph(Value):
    """A paragraph of the unit's text that is printed to read, under its number in that text.

    `doubt` says in a line what of it historians have moved on from, "" for nothing.
    """

    number: int
    text: str
    doubt: str


class ExtraPages(NamedTuple):
    """How many pages for more room to write follow a paper's last question, at the least and at the most.

    There are as many as fill the last sheet of paper.
    """

    least: int
    most: int


class StudentPaper(Value):
    """All that a student's paper is composed from.

    `type` is the blueprint's ("exam", "worksheet"); `form` is "" where there is one form alone, and `qr_text` is what
    the QR code of every page begins with. `reading` are the paragraphs that it prints to read, `reading_notes` the
    terms explained below them. `spag` of its `marks` are for spelling, punctuation and grammar, at the questions whose
    numbers are `spag_numbers`. `events` are those of the timeline above them, () for none; `reading_minutes` is what it
    takes to read with a pencil. With `booklet` its sources stand in a booklet beside it; a `large` one is in large
    print. `extensions` are tasks for those who have finished, each after the number of its question. `place` is the
    student's line in the class list, for messages.
    """

    type: str
    code: str
    title: str
    subtitle: str
    school: str
    crest: Crest | None
    subject: str
    materials: tuple[str, ...]
    booklet: bool
    large: bool
    content_warning: str
    attribution: str
    form: str
    qr_text: str
    student_id: str
    student_name: str
    class_name: str
    minutes: int
    marks: int
    spag: int
    spag_numbers: tuple[int, ...]
    reading: tuple[ReadingParagraph, ...]
    reading_notes: tuple[Term, ...]
    sections: tuple[StudentSection, ...]
    extensions: tuple[tuple[int, str], ...]
    extra_pages: ExtraPages
    place: Place
    events: tuple[StripEvent, ...] = ()
    reading_minutes: int = 0

    @property
    def minutes_needed(self) -> int:
        """What a pupil needs to read and to answer: the sum of what the paper says at its text and sections."""
        return self.reading_minutes + sum(section.minutes for section in self.sections)

    @property
    def from_memory(self) -> bool:
        """Whether all of it is answered from memory in a lesson."""
        return all(section.from_memory for section in self.sections)

    @property
    def questions(self) -> tuple[StudentQuestion, ...]:
        """All questions in printed order."""
        return tuple(
            item for section in self.sections for item in section.items if isinstance(item, StudentQuestion)
        )
