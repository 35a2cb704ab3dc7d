"""Papers to Document: one mark scheme for the whole pile, an entry for each question in the paper's sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheetgen.composition.template_session import LANGUAGE, TemplateSession
from worksheetgen.coverage import coverage, marks_by_objective
from worksheetgen.kinds.base import KeyRow
from worksheetgen.model.answers import Key, Levels, Points
from worksheetgen.model.bank import Part, Question, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper, PaperQuestion, PaperSource
from worksheetgen.model.references import resolved
from worksheetgen.model.source import Source

COLUMNS = 20
"""Entries of the scheme in one cross-table, at most."""


@dataclass(frozen=True)
class Cross:
    """A table from papers to the scheme: the scheme's numbers, and for each paper's id its own numbers."""

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class SchemeEntry:
    """A part in the mark scheme: its label, its stem in the scheme's words, and its answers by type."""

    label: str
    stem: str
    part: Part
    rows: tuple[KeyRow, ...]
    keys: tuple[Key, ...]
    points: tuple[Points, ...]
    levels: tuple[Levels, ...]


def scheme_numbers(forms: Sequence[Paper]) -> dict[tuple[str, str], int]:
    """The mark scheme's own number for each form's question ids: sections in order, ids within each."""
    entries = [
        (paper.form, question.question.id)
        for paper in forms
        for section in paper.sections
        for question in sorted(section.questions, key=lambda asked: asked.question.id)
    ]
    return {entry: index for index, entry in enumerate(entries, start=1)}


def compose_mark_scheme(
    forms: Sequence[Paper], papers: Sequence[Paper], unit: Unit, session: TemplateSession
) -> Document:
    """The mark scheme of a paper of each form, and a table that leads to it from each of the papers given.

    Raises InvalidInput where a template is wrong.
    """
    first = forms[0]
    furniture = Furniture(
        identity=f"{first.blueprint.code} · mark scheme · all papers",
        qr_text="",
        turn_over="",
        even=False,
        blank="",
    )
    title = f"{first.blueprint.title}: mark scheme"
    return Document(title, LANGUAGE, furniture, tuple(_items(forms, papers, unit, session)))


def _items(
    forms: Sequence[Paper], papers: Sequence[Paper], unit: Unit, session: TemplateSession
) -> Iterator[Item]:
    blueprint = forms[0].blueprint
    numbers = scheme_numbers(forms)
    yield from session.items(
        "scheme-cover",
        blueprint.place,
        paper=forms[0],
        unit=unit,
        totals=_totals(forms),
        coverage=coverage({form.form: _asked(form) for form in forms}, unit),
    )
    for form in forms:
        name = form.form if len(forms) > 1 else ""
        for section in form.sections:
            yield from session.items("scheme-section", blueprint.place, section=section, form=name)
            for asked in sorted(section.questions, key=lambda asked: asked.question.id):
                yield from scheme_entry(asked, numbers[form.form, asked.question.id], form, session)
    yield from _notes(forms, unit, blueprint, session)
    for form in forms:
        of_form = [paper for paper in papers if paper.form == form.form]
        name = form.form if len(forms) > 1 else ""
        for table in _cross(of_form, numbers) if of_form else ():
            yield from session.items("scheme-cross", blueprint.place, table=table, form=name)


def _cross(papers: Sequence[Paper], numbers: Mapping[tuple[str, str], int]) -> Iterator[Cross]:
    """Under which number each paper of a form asks what stands at each number of the scheme, so many a table."""
    ids = tuple(id for form, id in numbers if form == papers[0].form)
    for start in range(0, len(ids), COLUMNS):
        part = ids[start : start + COLUMNS]
        rows = []
        for paper in papers:
            asked = {question.question.id: question.number for question in paper.questions}
            rows.append((paper.student.id, tuple(asked[id] for id in part)))
        yield Cross(tuple(numbers[papers[0].form, id] for id in part), tuple(rows))


def scheme_entry(
    asked: PaperQuestion, number: int, paper: Paper, session: TemplateSession
) -> tuple[Item, ...]:
    """A question's entry in the mark scheme of a paper, under its number there."""
    question = asked.question
    return session.items(
        "scheme-entry",
        question.place,
        number=number,
        question=question,
        entries=_entries(question, paper),
        lead=_said(question.lead, question, paper),
        paragraphs=", ".join(map(str, sorted(question.paragraphs))),
        spag=asked.spag,
    )


def _notes(
    forms: Sequence[Paper], unit: Unit, blueprint: Blueprint, session: TemplateSession
) -> Iterator[Item]:
    """Notes on the unit and on each source, under its label on every form that has it."""
    labels: dict[Source, list[str]] = {}
    for paper in forms:
        for section in paper.sections:
            for item in section.sources:
                name = f"{item.label} of form {paper.form}" if len(forms) > 1 else item.label
                labels.setdefault(item.source, []).append(name)
    sources = tuple((", ".join(names), source) for source, names in labels.items())
    yield from session.items("scheme-notes", blueprint.place, unit=unit, sources=sources)


def _asked(paper: Paper) -> list[Question]:
    """What a paper asks, as the bank has it."""
    return [asked.question for asked in paper.questions]


def _totals(forms: Sequence[Paper]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each form's marks for each assessment objective, and for spelling, punctuation and grammar if any."""
    asked = [_asked(form) for form in forms]
    names = sorted({str(each) for questions in asked for q in questions for each, _ in q.objectives})
    columns = zip(*(marks_by_objective(questions, names) for questions in asked), strict=True)
    spag = tuple(paper.spag for paper in forms)
    return (*zip(names, columns, strict=True), *([("SPaG", spag)] if any(spag) else []))


def _entries(question: Question, paper: Paper) -> tuple[SchemeEntry, ...]:
    several = len(question.parts) > 1
    return tuple(
        SchemeEntry(
            label=f"({chr(ord('a') + index)})" if several else "",
            stem=_said(part.stem, question, paper),
            part=part,
            rows=part.body.key_rows(part.answers),
            keys=tuple(answer for answer in part.answers if isinstance(answer, Key)),
            points=tuple(part.body.credited(answer) for answer in part.answers if isinstance(answer, Points)),
            levels=tuple(answer for answer in part.answers if isinstance(answer, Levels)),
        )
        for index, part in enumerate(question.parts)
    )


def _said(stem: str, question: Question, paper: Paper) -> str:
    """A stem for all papers: sources by their label, parts by their letter alone."""
    labels = {
        item.source.id: item.label
        for section in paper.sections
        for item in section.items
        if isinstance(item, PaperSource)
    }

    return resolved(stem, lambda id: labels[id or question.sources[0]], lambda letter: f"({letter})")
