"""One student's paper: the questions in printed order, each with its key in that order.

Paper, answer key, mark scheme, markbook and manifest all print the answers that stand here. What a student sees of it
is a StudentPaper (`student_paper.py`).
"""

from __future__ import annotations

from functools import cached_property

from worksheetgen.model.blueprint import Blueprint, PaperType, Section
from worksheetgen.model.draw import class_form
from worksheetgen.model.question import Part, Question
from worksheetgen.model.source import Source
from worksheetgen.model.students import PaperSort, Student
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
    def sort(self) -> PaperSort:
        """Its form, print and tier."""
        return PaperSort(self.form, self.student.print, self.student.tier)

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
