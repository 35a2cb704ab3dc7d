"""Papers to Document: one mark scheme for the whole pile, an entry for each question in the paper's sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from worksheetgen.composition.scheme_entries import SchemeQuestion, in_table, scheme_question
from worksheetgen.composition.scheme_numbers import SchemeNumbers, asked_once, in_scheme_order, scheme_numbers
from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.coverage import coverage, marks_by_objective
from worksheetgen.english import counted, in_ranges
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Unit
from worksheetgen.model.blocks import Align, Cell, Table
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper, PaperQuestion, PaperSection
from worksheetgen.model.question import Question
from worksheetgen.model.source import Source
from worksheetgen.model.text import Run
from worksheetgen.value import Value, replace

COLUMNS = 20
"""How many entries of the scheme one cross-table has at most, a column each."""
LONG = 40
"""A cross-table of more papers begins a page, and may be cut."""


class Cross(Value):
    """A cross-table that leads from papers to the scheme.

    `numbers` are the scheme's, which head the columns. Each row is (the student's id, the numbers that the
    questions have on that paper), a number for each column, 0 for what that paper does not ask.
    """

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


class Sheet(Value):
    """A form with demands of its own: its name, what it is `about`, how much it asks, and whose papers are of it."""

    form: str
    about: str
    questions: int
    marks: int
    papers: tuple[str, ...]


def compose_mark_scheme(
    forms: Sequence[Paper], papers: Sequence[Paper], unit: Unit, session: TemplateSession
) -> Document:
    """The mark scheme of all forms, and tables that lead to it from each of `papers`.

    `forms` are one paper of each form; `papers` may be all papers of a class, or none for a scheme without
    tables. Papers that give each question the same number need none, as each entry says that number. Raises
    InvalidInput where a template is wrong.
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
    mixed = bool(blueprint.by_form)
    on_papers = _on_papers(papers or forms, numbers)
    alike = [papers] if mixed else [[paper for paper in papers if paper.form == form.form] for form in forms]
    tabled = [
        of_form
        for of_form in alike
        if of_form and ((mixed and len(of_form) > 1) or _differ(of_form, numbers, on_papers))
    ]
    of_class = [form for form in forms if not form.alone]
    yield from session.items(
        "scheme-cover",
        blueprint.place,
        paper=forms[0],
        unit=unit,
        totals=_totals(of_class),
        coverage=coverage({form.form: _in_bank(form) for form in of_class}, unit),
        sheets=tuple(_sheets(of_class, papers)) if mixed else (),
        tabled=bool(tabled),
    )
    names = {form.form: _named(form, len(of_class) > 1) for form in forms}
    for part in _parts(forms, numbers):
        given = {"section": part.section, "mixed": mixed, **names[part.form.form]}
        yield from session.items("scheme-section", blueprint.place, **given)
        entries = [
            scheme_question(printed, number, form, in_ranges(on_papers[number]))
            for form, printed in part.asked
            for number in (numbers[form.form, printed.question.id],)
        ]
        choices = tuple(entry for entry in entries if in_table(entry.question, entry.spag))
        if choices:
            yield from session.items("scheme-choices", blueprint.place, entries=choices)
        for entry in entries:
            if entry not in choices:
                yield from scheme_entry(entry, session)
    yield from _notes(forms, unit, blueprint, session)
    for of_form in tabled:
        for at, table in enumerate(_cross(of_form, numbers)):
            given = {"follows": bool(at and mixed), "long": len(table.rows) > LONG, **names[of_form[0].form]}
            for item in session.items("scheme-cross", blueprint.place, numbers=table.numbers, **given):
                block = item.block
                crossed = _crossed(block, table, item.place) if isinstance(block, Table) else block
                yield replace(item, block=crossed)


class _Part(Value):
    """A part of the scheme under one heading: a section of a form, and what is `asked` there, each with its paper."""

    form: Paper
    section: PaperSection
    asked: Sequence[tuple[Paper, PaperQuestion]]


def _parts(forms: Sequence[Paper], numbers: SchemeNumbers) -> Iterator[_Part]:
    """Section by section of each form; of forms with demands of their own all that they ask together."""
    first = forms[0]
    if first.blueprint.by_form:
        asked = asked_once(forms)
        yield _Part(first, replace(first.sections[0], items=tuple(printed for _, printed in asked)), asked)
        return
    for form in forms:
        for section in _not_of_the_class(form, numbers):
            yield _Part(form, section, [(form, printed) for printed in section.questions])


def _not_of_the_class(form: Paper, numbers: SchemeNumbers) -> Iterator[PaperSection]:
    """The sections of a form with the questions that have no entry in another one: of the class's forms, all."""
    for section in form.sections:
        own = tuple(
            printed
            for printed in in_scheme_order(section)
            if not form.alone or (form.letter, printed.question.id) not in numbers
        )
        if own:
            yield replace(section, items=own)


def _sheets(forms: Sequence[Paper], papers: Sequence[Paper]) -> Iterator[Sheet]:
    """What each of the forms is about, and who sits it."""
    for form in forms:
        ids = tuple(paper.student.id for paper in papers if paper.letter == form.letter)
        about = form.blueprint.about(form.letter)
        yield Sheet(form.letter, about, len(form.questions), form.marks, ids)


def _named(form: Paper, several: bool) -> dict[str, str]:
    """What headings say of a form: the student who alone sits it, else its name where the class has several.

    Nothing of those with demands of their own, which stand under one heading.
    """
    told = not form.blueprint.by_form
    return {
        "form": form.form if told and several and not form.alone else "",
        "alone": form.student.id if told and form.alone else "",
    }


def _cross(papers: Sequence[Paper], numbers: SchemeNumbers) -> Iterator[Cross]:
    """The cross-tables of these `papers`, with up to COLUMNS entries in each.

    `numbers` are the scheme's, as of `scheme_numbers`.
    """
    forms = {paper.form for paper in papers}
    entries = sorted({number for (form, _), number in numbers.items() if form in forms})
    for start in range(0, len(entries), COLUMNS):
        part = entries[start : start + COLUMNS]
        rows = []
        for paper in papers:
            on_paper = {numbers[paper.form, one.question.id]: one.number for one in paper.questions}
            rows.append((paper.student.id, tuple(on_paper.get(entry, 0) for entry in part)))
        yield Cross(tuple(part), tuple(rows))


def _crossed(block: Table, table: Cross, place: Place) -> Table:
    """A template's table with a row for each paper, aligned as its header row; `place` is for messages.

    Read from markup, cell by cell, they would take a class of 3,000 a twentieth longer.
    """
    (_, *heads), *_ = block.rows
    if len(heads) != len(table.numbers):
        what = f"The table of the template scheme-cross has {counted(len(heads), 'column')} beside that of the papers."
        remedy = f"Make it one for each of the numbers, here {len(table.numbers)}."
        raise InvalidInput([Problem(place, what, remedy)])
    # What stands in a column for a number, once for all rows that have it.
    cells = {
        (at, number): Cell((Run(str(number), False),) if number else (), head.align, 0, False)
        for at, head in enumerate(heads)
        for number in {numbers[at] for _, numbers in table.rows}
    }
    rows = (
        (Cell((Run(id, False),), Align.LEFT, 0, True), *[cells[at] for at in enumerate(numbers)])
        for id, numbers in table.rows
    )
    return replace(block, rows=(*block.rows, *rows))


def _on_papers(papers: Iterable[Paper], numbers: SchemeNumbers) -> dict[int, set[int]]:
    """By entry of the scheme the numbers that its question has on these papers."""
    found: dict[int, set[int]] = {number: set() for number in numbers.values()}
    for paper in papers:
        for printed in paper.questions:
            found[numbers[paper.form, printed.question.id]].add(printed.number)
    return found


def _differ(papers: Sequence[Paper], numbers: SchemeNumbers, on_papers: Mapping[int, set[int]]) -> bool:
    """Whether a question of these papers of one form has several numbers, so that its entry cannot say which."""
    first = papers[0]
    return any(len(on_papers[numbers[first.form, printed.question.id]]) > 1 for printed in first.questions)


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
    labels: dict[Source, dict[str, dict[str, None]]] = {}  # the last a dict for a set that keeps its order
    for paper in forms:
        for section in paper.sections:
            for item in section.sources:
                labels.setdefault(item.source, {}).setdefault(item.label, {})[paper.letter] = None
    sources = tuple(
        (", ".join(_of_forms(label, [*on]) if several else label for label, on in names.items()), source)
        for source, names in labels.items()
    )
    used = {number for form in forms for number in form.read}
    used.update(number for form in forms for question in _in_bank(form) for number in question.paragraphs)
    contested = tuple(claim for claim in unit.contested if claim.paragraph in used)
    notes = {"contested": contested, "sources": sources, "attribution": unit.attribution}
    yield from session.items("scheme-notes", blueprint.place, **notes)


def _of_forms(label: str, forms: Sequence[str]) -> str:
    """`Source A of form B`, `Source A of forms B and C`."""
    *first, last = forms
    return f"{label} of forms {', '.join(first)} and {last}" if first else f"{label} of form {last}"


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
