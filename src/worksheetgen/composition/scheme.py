"""Papers to Document: one mark scheme for the whole pile, an entry for each question in the paper's sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.coverage import coverage, marks_by_objective
from worksheetgen.english import in_ranges
from worksheetgen.kinds.base import KeyRow
from worksheetgen.model.answers import Key, Levels, PairedPoints, Points
from worksheetgen.model.bank import Part, Question, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper, PaperQuestion, PaperSection, PaperSource
from worksheetgen.model.references import resolved
from worksheetgen.model.source import Source

COLUMNS = 20
"""How many entries of the scheme one cross-table has at most, a column each."""


@dataclass(frozen=True)
class Cross:
    """A cross-table that leads from papers to the scheme.

    `numbers` are the scheme's, which head the columns. Each row is (the student's id, the numbers that the
    questions have on that paper), a number for each column.
    """

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class SchemeEntry:
    """A part in the mark scheme.

    `label` is "(a)", or "" for a plain question; `stem` has its references resolved for all papers of a form;
    `rows` are the key as the mark scheme shows it; `keys`, `points`, `pairs` and `levels` are the part's
    answers by their type.
    """

    label: str
    stem: str
    part: Part
    rows: tuple[KeyRow, ...]
    keys: tuple[Key, ...]
    points: tuple[Points, ...]
    pairs: tuple[PairedPoints, ...]
    levels: tuple[Levels, ...]

    @property
    def misconceived(self) -> bool:
        """Whether it says what wrong choices show, and has neither points nor levels."""
        return not self.points and not self.levels and any(row.misconception for row in self.rows)


@dataclass(frozen=True)
class SchemeQuestion:
    """A question in the mark scheme, under the scheme's own `number`, its `lead` resolved for all papers of a form.

    `on_papers` are the numbers that it has on papers ("3–5, 7"), "" where that is not said; `paragraphs` those of the
    unit's text that it rests on; `spag` its marks for spelling, punctuation and grammar, 0 for none.
    """

    number: int
    question: Question
    lead: str
    entries: tuple[SchemeEntry, ...]
    on_papers: str
    paragraphs: str
    spag: int


def scheme_numbers(forms: Sequence[Paper]) -> dict[tuple[str, str], int]:
    """The number of each entry of the mark scheme, by (the form's name, the question's id), counted from 1.

    `forms` are one paper of each form, those of single students last. Entries go form by form, section by section, and
    within a section those of the table of choices first, then by id: every paper has another order, so the scheme has
    one of its own. What a student's own form shares with that of the class has its entry there.
    """
    numbers: dict[tuple[str, str], int] = {}
    unused = count(1)
    for paper in forms:
        for section in paper.sections:
            for printed in _in_scheme_order(section):
                id = printed.question.id
                shared = numbers.get((paper.letter, id)) if paper.alone else None
                numbers[paper.form, id] = shared or next(unused)
    return numbers


def _in_scheme_order(section: PaperSection) -> list[PaperQuestion]:
    return sorted(section.questions, key=lambda one: (not _in_table(one.question, one.spag), one.question.id))


def _in_table(question: Question, spag: int) -> bool:
    """Whether a row of the table of choices says all of it: one part, of which wrong choices show something."""
    return len(question.parts) == 1 and not spag and _entry(question.parts[0], "", "").misconceived


def _not_of_the_class(form: Paper, numbers: Mapping[tuple[str, str], int]) -> Iterator[PaperSection]:
    """The sections of a form with the questions that have no entry in another one: of the class's forms, all."""
    for section in form.sections:
        own = tuple(
            printed
            for printed in _in_scheme_order(section)
            if not form.alone or (form.letter, printed.question.id) not in numbers
        )
        if own:
            yield replace(section, items=own)


def compose_mark_scheme(
    forms: Sequence[Paper], papers: Sequence[Paper], unit: Unit, session: TemplateSession
) -> Document:
    """The mark scheme of all forms, and tables that lead to it from each of `papers`.

    `forms` are one paper of each form; `papers` may be all papers of a class, or none for a scheme without
    tables. Raises InvalidInput where a template is wrong.
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
    return Document(title, session.words.language, furniture, tuple(_items(forms, papers, unit, session)))


def _items(
    forms: Sequence[Paper], papers: Sequence[Paper], unit: Unit, session: TemplateSession
) -> Iterator[Item]:
    blueprint = forms[0].blueprint
    numbers = scheme_numbers(forms)
    of_class = [form for form in forms if not form.alone]
    yield from session.items(
        "scheme-cover",
        blueprint.place,
        paper=forms[0],
        unit=unit,
        totals=_totals(of_class),
        coverage=coverage({form.form: _in_bank(form) for form in of_class}, unit),
    )
    names = {form.form: _named(form, len(of_class) > 1) for form in forms}
    on_papers = _on_papers(papers or forms, numbers)
    for form in forms:
        for section in _not_of_the_class(form, numbers):
            yield from session.items("scheme-section", blueprint.place, section=section, **names[form.form])
            entries = [
                scheme_question(printed, number, form, on_papers[number])
                for printed in section.questions
                for number in (numbers[form.form, printed.question.id],)
            ]
            choices = tuple(entry for entry in entries if _in_table(entry.question, entry.spag))
            if choices:
                yield from session.own("scheme-choices", blueprint.place, entries=choices)
            for entry in entries[len(choices) :]:
                yield from scheme_entry(entry, session)
    yield from _notes(forms, unit, blueprint, session)
    for form in forms:
        of_form = [paper for paper in papers if paper.form == form.form]
        for table in _cross(of_form, numbers) if of_form else ():
            yield from session.own("scheme-cross", blueprint.place, table=table, **names[form.form])


def _named(form: Paper, several: bool) -> dict[str, str]:
    """What headings say of a form: the student who alone sits it, else its name where the class has several."""
    return {
        "form": form.form if several and not form.alone else "",
        "alone": form.student.id if form.alone else "",
    }


def _cross(papers: Sequence[Paper], numbers: Mapping[tuple[str, str], int]) -> Iterator[Cross]:
    """The cross-tables of the `papers` of one form, with up to COLUMNS entries in each.

    `numbers` are the scheme's, as of `scheme_numbers`.
    """
    ids = tuple(id for form, id in numbers if form == papers[0].form)
    for start in range(0, len(ids), COLUMNS):
        part = ids[start : start + COLUMNS]
        rows = []
        for paper in papers:
            on_paper = {question.question.id: question.number for question in paper.questions}
            rows.append((paper.student.id, tuple(on_paper[id] for id in part)))
        yield Cross(tuple(numbers[papers[0].form, id] for id in part), tuple(rows))


def _on_papers(papers: Iterable[Paper], numbers: Mapping[tuple[str, str], int]) -> dict[int, str]:
    """By entry of the scheme the numbers that its question has on these papers: `3–5, 7`."""
    found: dict[int, set[int]] = {number: set() for number in numbers.values()}
    for paper in papers:
        for printed in paper.questions:
            found[numbers[paper.form, printed.question.id]].add(printed.number)
    return {number: in_ranges(on_papers) for number, on_papers in found.items()}


def scheme_question(printed: PaperQuestion, number: int, paper: Paper, on_papers: str) -> SchemeQuestion:
    """A question as the mark scheme has it under its own `number`.

    `paper` is any paper of the question's form: it has the labels of the sources.
    """
    question = printed.question
    return SchemeQuestion(
        number=number,
        question=question,
        lead=_said(question.lead, question, paper),
        entries=_entries(question, paper),
        on_papers=on_papers,
        paragraphs=in_ranges(question.paragraphs),
        spag=printed.spag,
    )


def scheme_entry(entry: SchemeQuestion, session: TemplateSession) -> tuple[Item, ...]:
    """The entry of a question that has more to it than a row of the table of choices."""
    return session.items("scheme-entry", entry.question.place, entry=entry)


def _notes(
    forms: Sequence[Paper], unit: Unit, blueprint: Blueprint, session: TemplateSession
) -> Iterator[Item]:
    """The teacher's notes on each source of a form, under the labels that forms give it, and on the class text.

    Of the text it has the contested claims of every paragraph that a form prints or that a question of it rests on.
    """
    several = sum(not form.alone for form in forms) > 1
    labels: dict[Source, dict[str, None]] = {}  # a dict for a set that keeps its order
    for paper in forms:
        for section in paper.sections:
            for item in section.sources:
                name = f"{item.label} of form {paper.letter}" if several else item.label
                labels.setdefault(item.source, {})[name] = None
    sources = tuple((", ".join(names), source) for source, names in labels.items())
    used = {number for form in forms for number in form.read}
    used.update(number for form in forms for question in _in_bank(form) for number in question.paragraphs)
    contested = tuple(claim for claim in unit.contested if claim.paragraph in used)
    notes = {"contested": contested, "sources": sources, "attribution": unit.attribution}
    yield from session.items("scheme-notes", blueprint.place, **notes)


def _in_bank(paper: Paper) -> list[Question]:
    """The questions of a paper as the bank has them."""
    return [printed.question for printed in paper.questions]


def _totals(forms: Sequence[Paper]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The forms' marks for each assessment objective, as (its name, a number for each form).

    Last come the marks for spelling, punctuation and grammar (SPaG), if there are any.
    """
    by_form = [_in_bank(form) for form in forms]
    names = sorted({str(each) for questions in by_form for q in questions for each, _ in q.objectives})
    columns = zip(*(marks_by_objective(questions, names) for questions in by_form), strict=True)
    spag = tuple(paper.spag for paper in forms)
    return (*zip(names, columns, strict=True), *([("SPaG", spag)] if any(spag) else []))


def _entries(question: Question, paper: Paper) -> tuple[SchemeEntry, ...]:
    """The question's parts as the scheme has them, sources under the labels that they have on `paper`."""
    several = len(question.parts) > 1
    return tuple(
        _entry(part, f"({chr(ord('a') + index)})" if several else "", _said(part.stem, question, paper))
        for index, part in enumerate(question.parts)
    )


def _entry(part: Part, label: str, stem: str) -> SchemeEntry:
    return SchemeEntry(
        label=label,
        stem=stem,
        part=part,
        rows=part.body.key_rows(part.answers),
        keys=tuple(answer for answer in part.answers if isinstance(answer, Key)),
        points=tuple(part.body.credited(answer) for answer in part.answers if isinstance(answer, Points)),
        pairs=tuple(answer for answer in part.answers if isinstance(answer, PairedPoints)),
        levels=tuple(answer for answer in part.answers if isinstance(answer, Levels)),
    )


def _said(stem: str, question: Question, paper: Paper) -> str:
    """A stem or lead as the scheme says it, for all papers of a form.

    Sources have their label there, which all of them share; a part has its letter alone, as its question's
    number differs.
    """
    labels = {
        item.source.id: item.label
        for section in paper.sections
        for item in section.items
        if isinstance(item, PaperSource)
    }

    return resolved(stem, lambda id: labels[id or question.sources[0]], lambda letter: f"({letter})")
