"""What is left of a paper for a student's eyes: its types have no key, no mark scheme and no other student."""

from __future__ import annotations

from typing import NamedTuple

from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import StudentBody
from worksheetgen.model.bank import Term
from worksheetgen.model.school import Crest
from worksheetgen.model.source import Content
from worksheetgen.value import Value


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
