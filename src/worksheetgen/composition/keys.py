"""Papers to Document: the answer keys, a grid for the whole class and a strip for each student's paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheetgen.composition.scheme import scheme_numbers
from worksheetgen.composition.template_session import LANGUAGE, TemplateSession
from worksheetgen.model.answers import Key
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion

SHORT = 12
"""An answer of so many characters stands in the strip; a longer one below it."""


@dataclass(frozen=True)
class Answered:
    """A part's answer on one paper: its printed number, the answer as the key has it, the scheme's entry.

    A question's marks for spelling, punctuation and grammar, `spag`, stand at its last part.
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
    """The key of one student's paper; `form` is "" where there is one alone."""

    student_id: str
    name: str
    form: str
    answers: tuple[Answered, ...]

    @property
    def letters(self) -> dict[str, str]:
        """The letter at each printed number that has one."""
        return {answer.number: answer.answer for answer in self.answers if answer.lettered}

    @property
    def strip(self) -> tuple[Answered, ...]:
        """The objective answers that fit a cell."""
        return tuple(answer for answer in self.answers if answer.objective and len(answer.answer) <= SHORT)

    @property
    def below(self) -> tuple[Answered, ...]:
        """All others: long objective answers, and written ones by their mark scheme entry."""
        strip = set(self.strip)
        return tuple(answer for answer in self.answers if answer not in strip)


def compose_answer_keys(
    forms: Sequence[Paper], papers: Sequence[Paper], session: TemplateSession
) -> Document:
    """The keys of papers: their letters in one grid, then a strip for each; `forms` are a paper of each form.

    Raises InvalidInput where a template is wrong.
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
    several = len(forms) > 1
    keys = tuple(paper_key(paper, numbers, paper.form if several else "") for paper in papers)
    yield from session.own("key-cover", first.blueprint.place, paper=first, count=len(papers))
    yield from session.own("key-grid", first.blueprint.place, keys=keys, columns=_columns(keys))
    for paper, key in zip(papers, keys, strict=True):
        yield from session.own("key-student", paper.student.place, key=key)


def _columns(keys: Sequence[PaperKey]) -> tuple[str, ...]:
    """The printed numbers that carry a letter on any paper, in order."""
    lettered = {number for key in keys for number in key.letters}
    return tuple(sorted(lettered, key=lambda number: (int(number.partition("(")[0]), number)))


def paper_key(paper: Paper, numbers: Mapping[tuple[str, str], int], form: str) -> PaperKey:
    """The key of a paper, straight from the Paper that was printed."""
    answers = tuple(
        _answered(question, part, numbers[paper.form, question.question.id])
        for question in paper.questions
        for part in question.parts
    )
    return PaperKey(paper.student.id, paper.student.name, form, answers)


def _answered(question: PaperQuestion, part: PaperPart, entry: int) -> Answered:
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
