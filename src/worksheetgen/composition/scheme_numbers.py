"""The numbers of the mark scheme's entries, by which everything for teachers calls questions.

A form has its questions in the order of the scheme (`choices_first` puts them so when it is planned, and the run's
record keeps it), so that a plan, the scheme, keys, markbook and reports count alike, also of a run printed long ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from operator import attrgetter

from worksheetgen.composition.scheme_entries import in_table, labels_of
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Selection
from worksheetgen.model.paper import Paper, PaperQuestion, PaperSection
from worksheetgen.value import replace

SchemeNumbers = Mapping[tuple[str, str], int]
"""The number of each entry of a mark scheme, by (the form's name, the question's id)."""


def scheme_numbers(forms: Sequence[Paper]) -> SchemeNumbers:
    """The number of each entry of the mark scheme, counted from 1.

    `forms` are one paper of each form in the form's own order, those of single students last. Entries go form by form,
    section by section. What a student's own form shares with that of the class has its entry there.

    Forms with demands of their own are no parallel papers: what several of them ask has one entry, by its id.
    """
    if forms[0].blueprint.by_form:
        entries = {_as_said(*asked): number for number, asked in enumerate(asked_once(forms), 1)}
        return {
            (paper.form, printed.question.id): entries[_as_said(paper, printed)]
            for paper in forms
            for printed in paper.questions
        }
    numbers: dict[tuple[str, str], int] = {}
    unused = count(1)
    for paper in forms:
        for section in paper.sections:
            for printed in in_scheme_order(section):
                id = printed.question.id
                shared = numbers.get((paper.letter, id)) if paper.alone else None
                numbers[paper.form, id] = shared or next(unused)
    return numbers


def numbers_by_question(numbers: SchemeNumbers) -> dict[str, tuple[int, ...]]:
    """The numbers of each question, by its id, in order: one, or one for each form that has it by itself."""
    found: dict[str, set[int]] = {}
    for (_, id), number in numbers.items():
        found.setdefault(id, set()).add(number)
    return {id: tuple(sorted(each)) for id, each in found.items()}


def choices_first(form: Selection, blueprint: Blueprint, unit: Unit) -> Selection:
    """The form with those questions first in each section that stand in the scheme's table of choices."""
    sections = tuple(
        tuple(sorted(ids, key=lambda id: not in_table(unit.by_id[id], asked.spag)))
        for ids, asked in zip(form.sections, blueprint.of_form(form.letter).sections, strict=True)
    )
    return replace(form, sections=sections)


def in_scheme_order(section: PaperSection) -> list[PaperQuestion]:
    """A section's questions as their form has them, also where questions on one source are printed together."""
    return sorted(section.questions, key=attrgetter("number"))


def asked_once(forms: Iterable[Paper]) -> list[tuple[Paper, PaperQuestion]]:
    """Each question that any of the forms asks, once, with the first form that has it."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Paper, PaperQuestion]] = {}
    for paper in forms:
        for printed in paper.questions:
            found.setdefault(_as_said(paper, printed), (paper, printed))
    return sorted(found.values(), key=_by_id)


def _by_id(asked: tuple[Paper, PaperQuestion]) -> tuple[bool, str, str]:
    """Where an entry stands that several forms share, none of whose orders is that of all."""
    paper, printed = asked
    return not in_table(printed.question, printed.spag), printed.question.id, paper.form


def _as_said(paper: Paper, printed: PaperQuestion) -> tuple[str, tuple[str, ...]]:
    """What an entry of the scheme says: the question, and the labels under which its sources stand on that paper."""
    labels = labels_of(paper)
    return printed.question.id, tuple(labels[id] for id in printed.question.sources)
