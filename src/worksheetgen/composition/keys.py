"""Papers to Document: the answer keys, a marking grid for the whole class and a strip of cells for each paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from worksheetgen.composition.scheme_numbers import SchemeNumbers, scheme_numbers
from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.answers import Key
from worksheetgen.model.blocks import Block, GridCell, GridColumn, KeyStrip, KeyStrips, MarkingGrid
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion
from worksheetgen.model.students import Student
from worksheetgen.value import Value, replace

LONGEST_IN_CELL = 12
"""Answers of up to so many characters stand in the cells of grid and strips, even where all papers have the same."""
SPARE = "spare paper"
SEE_CLASS_LIST = "see class list"
"""Whose a paper without a name is: nobody’s, or that of a pupil whose name is not known here or cannot be printed."""


class Answered(Value):
    """A part's answer on one paper, as its key prints it.

    `number` is the printed one ("3", "3(a)"), in the section of that `section` letter, "" where sections have none;
    `answer` is as in PaperPart, "" for a written one, and `in_cell` what a cell has of it; one that stands `apart` is
    too long for a cell. `entry` is the number of the question in the mark scheme. `spag` are the marks for spelling,
    punctuation and grammar of the whole question, which stand at its last part, 0 at all others.
    """

    number: str
    section: str
    answer: str
    in_cell: str
    entry: int
    marks: int
    spag: int
    apart: bool

    @property
    def entry_sign(self) -> str:
        """Where else it stands: `→3` for entry 3 of the mark scheme; "" where a cell has all of it."""
        return f"→{self.entry}" if self.apart or not self.in_cell else ""

    @property
    def most(self) -> str:
        """The marks that it can earn: `/4`, with those for spelling `/8+4`."""
        return f"/{self.marks}+{self.spag}" if self.spag else f"/{self.marks}"


class PaperKey(Value):
    """The key of one student's paper, in printed order; `form` is "" where there is one form alone."""

    student_id: str
    whose: str
    form: str
    answers: tuple[Answered, ...]

    @property
    def number(self) -> str:
        """The paper's own number, with its form where there are several."""
        return f"{self.student_id} · {self.form}" if self.form else self.student_id

    @cached_property
    def by_number(self) -> Mapping[str, Answered]:
        """Its answers by their printed numbers."""
        return {answer.number: answer for answer in self.answers}


def compose_answer_keys(
    forms: Sequence[Paper], papers: Sequence[Paper], session: TemplateSession
) -> Document:
    """The keys of `papers`: all their answers in one grid with room for marks, then a strip for each.

    `forms` are one paper of each form, from which the entries of the mark scheme are numbered. There must be
    at least one of `papers`. Raises InvalidInput where a template is wrong.
    """
    first = papers[0]
    furniture = Furniture(
        identity=keys_identity(first.blueprint.code, first.class_name),
        qr_text="",
        turn_over="",
        even=False,
        blank="",
    )
    title = f"{first.blueprint.title}: answer keys"
    return Document(title, session.words.language, furniture, tuple(_items(forms, papers, session)))


def whose_paper(student: Student) -> str:
    """Whose paper it is, as keys say beside its id: the name, or where to look for one that the id stands for."""
    if student.spare:
        return SPARE
    return student.name if student.name not in ("", student.id) else SEE_CLASS_LIST


def keys_identity(code: str, class_name: str) -> str:
    """What stands at the foot of every page of the keys."""
    return " · ".join(filter(None, (code, class_name, "answer keys")))


def _items(forms: Sequence[Paper], papers: Sequence[Paper], session: TemplateSession) -> Iterator[Item]:
    first = papers[0]
    numbers = scheme_numbers(forms)
    several = sum(not form.alone for form in forms) > 1
    keys = tuple(paper_key(paper, numbers, paper.form if several or paper.alone else "") for paper in papers)
    totals = [paper.marks for paper in papers]
    alike = len(set(totals)) == 1
    place = first.blueprint.place
    yield from session.own("key-cover", place, paper=first, count=len(papers), apart=_apart(keys))
    frames = (
        *session.items("key-grid", place, total=totals[0] if alike else 0),
        *session.items("key-strips", place),
    )
    notes = [""] * len(papers) if alike else [f"/{total}" for total in totals]
    for item in frames:
        yield replace(item, block=_filled(item.block, keys, notes))


def _filled(block: Block, keys: Sequence[PaperKey], notes: Sequence[str]) -> Block:
    """A template's grid with a line for each key, its strips with one; `notes` stand in the grid's last cells.

    Read from markup, cell by cell, they would take a class of 3,000 a twentieth longer.
    """
    match block:
        case MarkingGrid(head, last):
            columns = tuple(_columns(keys))
            heads = {column.number: column.under.split() for column in columns}
            lines = tuple(
                (
                    f"{key.number} {key.whose}",
                    (*_cells(key, heads), *[GridCell("", note, False)] * len(last)),
                )
                for key, note in zip(keys, notes, strict=True)
            )
            return MarkingGrid(head, (*columns, *last), lines)
        case KeyStrips((like, *_)):
            return KeyStrips(
                tuple(
                    KeyStrip(f"{like.label} {key.number}", key.whose, tuple(map(in_strip, key.answers)))
                    for key in keys
                )
            )
        case _:
            return block


def _apart(keys: Iterable[PaperKey]) -> tuple[tuple[str, str, str], ...]:
    """Long answers, each once, as (the entry in the mark scheme with its part, its name in cells, the answer).

    One that all papers share has no name.
    """
    found = {
        (answer.entry, "".join(answer.number.partition("(")[1:]), answer.in_cell, answer.answer)
        for key in keys
        for answer in key.answers
        if answer.apart
    }
    return tuple((f"{entry}{label}", name, answer) for entry, label, name, answer in sorted(found))


# ---- the grid ------------------------------------------------------------------------------------


def _columns(keys: Sequence[PaperKey]) -> Iterator[GridColumn]:
    """A column for every printed number on any of the papers, with what all papers that have it agree on.

    Its head has the letter of its section where that begins, the marks, and the entry of the mark scheme.
    """
    answers: dict[str, list[Answered]] = {}
    for key in keys:
        for answer in key.answers:
            answers.setdefault(answer.number, []).append(answer)
    section = ""
    # "10" comes after "9", and "3(b)" after "3(a)".
    for number in sorted(answers, key=lambda number: (int(number.partition("(")[0]), number)):
        letter, *under = (
            found.pop() if len(found := {getattr(one, what) for one in answers[number]}) == 1 else ""
            for what in ("section", "most", "entry_sign")
        )
        yield GridColumn(letter if letter != section else "", number, " ".join(filter(None, under)))
        section = letter or section


def _cells(key: PaperKey, heads: Mapping[str, Sequence[str]]) -> Iterator[GridCell]:
    """A paper's cell in each column, void where it has no such question; `heads` have the words under each number.

    The note is what the column's head cannot say for all: the entry in the mark scheme, the most marks.
    """
    for number, under in heads.items():
        answer = key.by_number.get(number)
        if answer is None:
            yield GridCell("", "", True)
        else:
            note = [words for words in (answer.entry_sign, answer.most) if words and words not in under]
            yield GridCell(answer.in_cell, " ".join(note), False)


def in_strip(answer: Answered) -> tuple[str, str]:
    """A cell of a strip, as (the question's number, the answer or where it stands)."""
    return answer.number, answer.in_cell or answer.entry_sign


# ---- one paper -----------------------------------------------------------------------------------


def paper_key(paper: Paper, numbers: SchemeNumbers, form: str) -> PaperKey:
    """The key of a paper, taken from the very Paper that is printed.

    `numbers` are the mark scheme's, as of `scheme_numbers`; `form` is printed beside the name, "" for nothing.
    """
    answers = tuple(
        _answered(
            section.letter if paper.blueprint.lettered else "",
            question,
            part,
            numbers[paper.form, question.question.id],
        )
        for section in paper.sections
        for question in section.questions
        for part in question.parts
    )
    return PaperKey(paper.student.id, whose_paper(paper.student), form, answers)


def _answered(section: str, question: PaperQuestion, part: PaperPart, entry: int) -> Answered:
    """The answer of a part of the question, which is entry `entry` of the mark scheme."""
    objective = any(isinstance(answer, Key) for answer in part.part.answers)
    answer = part.answer if objective else ""
    return Answered(
        number=f"{question.number}{part.label}",
        section=section,
        answer=answer,
        in_cell=in_cell(answer, part.options),
        entry=entry,
        marks=part.part.marks,
        spag=question.spag if part is question.parts[-1] else 0,
        apart=stands_apart(answer, part.options),
    )


def stands_apart(answer: str, options: Sequence[str]) -> bool:
    """Whether an answer is too long for a cell, and printed once for all papers that have it.

    Nothing of it is shuffled, or it begins with its name: `B: 1 PURGE; 2 EXILE`.
    """
    return len(answer) > LONGEST_IN_CELL and (not options or bool(_NAMED.match(answer)))


def in_cell(answer: str, options: Sequence[str]) -> str:
    """The answer as it stands in a cell; of one that stands apart its name, "" where it has none.

    `3 1 4 2` is `3142` there; words and numbers of two digits stay apart.
    """
    if stands_apart(answer, options):
        named = options and _NAMED.match(answer)
        return named[1] if named else ""
    words = answer.split()
    return "".join(words) if all(len(word) == 1 for word in words) else answer


_NAMED = re.compile(r"([A-Z]): ")
