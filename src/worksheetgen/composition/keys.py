"""Papers to Document: the answer keys, a grid for the whole class and a strip of cells for each paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheetgen.composition.scheme import scheme_numbers
from worksheetgen.composition.template_session import LANGUAGE, TemplateSession
from worksheetgen.model.answers import Key
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion

LONGEST_IN_STRIP = 12
"""Answers of up to so many characters stand in the strip of cells of a paper; longer ones below it."""


@dataclass(frozen=True)
class Answered:
    """A part's answer on one paper, as its key prints it.

    `number` is the printed one ("3", "3(a)"); `answer` is as in PaperPart; `entry` is the number of the
    question in the mark scheme. `spag` are the marks for spelling, punctuation and grammar of the whole
    question, which stand at its last part, 0 at all others. An `objective` part has a key, a `lettered` one a
    key that is one letter.
    """

    number: str
    answer: str
    entry: int
    marks: int
    spag: int
    objective: bool
    lettered: bool


@dataclass(frozen=True)
class PaperKey:
    """The key of one student's paper, in printed order; `form` is "" where there is one form alone."""

    student_id: str
    name: str
    form: str
    answers: tuple[Answered, ...]

    @property
    def letters(self) -> dict[str, str]:
        """The letters of the lettered parts, by printed number."""
        return {answer.number: answer.answer for answer in self.answers if answer.lettered}

    @property
    def strip(self) -> tuple[Answered, ...]:
        """The objective answers that fit a cell."""
        return tuple(
            answer for answer in self.answers if answer.objective and len(answer.answer) <= LONGEST_IN_STRIP
        )

    @property
    def below(self) -> tuple[Answered, ...]:
        """All other answers: long objective ones, and written ones, which are referred to the mark scheme."""
        strip = set(self.strip)
        return tuple(answer for answer in self.answers if answer not in strip)


def compose_answer_keys(
    forms: Sequence[Paper], papers: Sequence[Paper], session: TemplateSession
) -> Document:
    """The keys of `papers`: all their letters in one grid, then the answers of each.

    `forms` are one paper of each form, from which the entries of the mark scheme are numbered. There must be
    at least one of `papers`. Raises InvalidInput where a template is wrong.
    """
    first = papers[0]
    furniture = Furniture(
        identity=" · ".join(filter(None, (first.blueprint.code, first.class_name, "answer keys"))),
        qr_text="",
        turn_over="",
        even=False,
        blank="",
    )
    title = f"{first.blueprint.title}: answer keys"
    return Document(title, LANGUAGE, furniture, tuple(_items(forms, papers, session)))


def _items(forms: Sequence[Paper], papers: Sequence[Paper], session: TemplateSession) -> Iterator[Item]:
    first = papers[0]
    numbers = scheme_numbers(forms)
    several = sum(not form.alone for form in forms) > 1
    keys = tuple(paper_key(paper, numbers, paper.form if several or paper.alone else "") for paper in papers)
    yield from session.own("key-cover", first.blueprint.place, paper=first, count=len(papers))
    yield from session.own("key-grid", first.blueprint.place, keys=keys, columns=_columns(keys))
    for paper, key in zip(papers, keys, strict=True):
        yield from session.own("key-student", paper.student.place, key=key)


def _columns(keys: Sequence[PaperKey]) -> tuple[str, ...]:
    """The printed numbers that have a letter on any of the papers, in order: the columns of the grid."""
    lettered = {number for key in keys for number in key.letters}
    # "10" comes after "9", and "3(b)" after "3(a)".
    return tuple(sorted(lettered, key=lambda number: (int(number.partition("(")[0]), number)))


def paper_key(paper: Paper, numbers: Mapping[tuple[str, str], int], form: str) -> PaperKey:
    """The key of a paper, taken from the very Paper that is printed.

    `numbers` are the mark scheme's, as of `scheme_numbers`; `form` is printed over the key, "" for nothing.
    """
    answers = tuple(
        _answered(question, part, numbers[paper.form, question.question.id])
        for question in paper.questions
        for part in question.parts
    )
    return PaperKey(paper.student.id, paper.student.name, form, answers)


def _answered(question: PaperQuestion, part: PaperPart, entry: int) -> Answered:
    """The answer of a part of the question, which is entry `entry` of the mark scheme."""
    objective = any(isinstance(answer, Key) for answer in part.part.answers)
    return Answered(
        number=f"{question.number}{part.label}",
        answer=part.answer,
        entry=entry,
        marks=part.part.marks,
        spag=question.spag if part is question.parts[-1] else 0,
        objective=objective,
        lettered=part.part.lettered_key is not None,
    )
