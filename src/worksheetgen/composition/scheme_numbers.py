"""The numbers of the mark scheme's entries, by which every key refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from worksheetgen.composition.scheme_entries import in_table, labels_of
from worksheetgen.model.paper import Paper, PaperQuestion, PaperSection


def scheme_numbers(forms: Sequence[Paper]) -> dict[tuple[str, str], int]:
    """The number of each entry of the mark scheme, by (the form's name, the question's id), counted from 1.

    `forms` are one paper of each form, those of single students last. Entries go form by form, section by section, and
    within a section those of the table of choices first, then in that paper's order: where all papers have one, it
    is the scheme's too. What a student's own form shares with that of the class has its entry there.

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


def in_scheme_order(section: PaperSection) -> list[PaperQuestion]:
    """A section's questions: those of the table of choices first, then in printed order."""
    return sorted(section.questions, key=_after_the_table)


def _after_the_table(printed: PaperQuestion) -> bool:
    return not in_table(printed.question, printed.spag)


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
    return _after_the_table(printed), printed.question.id, paper.form


def _as_said(paper: Paper, printed: PaperQuestion) -> tuple[str, tuple[str, ...]]:
    """What an entry of the scheme says: the question, and the labels under which its sources stand on that paper."""
    labels = labels_of(paper)
    return printed.question.id, tuple(labels[id] for id in printed.question.sources)
