"""Selections and students to Papers: who gets what order, and each paper with its labels, numbers and keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from string import ascii_lowercase, ascii_uppercase

from worksheetgen.model.answers import Key, Levels, Points
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Choice, Matching, Ordering, Part, Question, TrueFalse, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion, PaperSection, PaperSource
from worksheetgen.model.students import Student
from worksheetgen.variation.arranging import arrange
from worksheetgen.variation.planning import Sharing, plan, sharing
from worksheetgen.variation.sources import blocks, source_order

__all__ = ["Sharing", "arrange", "plan", "sharing", "vary"]

_REFERENCE = re.compile(r"\{(source|part)(?::([^{}]+))?\}")


def vary(
    arrangement: Arrangement, blueprint: Blueprint, unit: Unit, student: Student, class_name: str, run: str
) -> Paper:
    """One student's paper as it was arranged.

    `class_name` and `run` are only carried along. Raises KeyError where a question refers to a source
    that is not its own; the bank's check rules that out.
    """
    sections = [[unit.by_id[asked.id] for asked in section] for section in arrangement.sections]
    labels = _source_labels(sections, unit)
    numbered = {
        question.id: PaperQuestion(
            number,
            question,
            _resolved(question.lead, question, number, labels),
            _parts(question, number, labels, arrangement.options[question.id]),
        )
        for number, question in enumerate(chain.from_iterable(sections), 1)
    }
    items = _with_sources(sections, unit, labels, numbered)
    return Paper(
        student=student,
        class_name=class_name,
        blueprint=blueprint,
        form=arrangement.form,
        run=run,
        minutes=_minutes(blueprint.minutes, student.extra_time),
        sections=tuple(map(PaperSection, ascii_uppercase, blueprint.sections, items)),
    )


def _minutes(base: int, extra_time: int) -> int:
    """The student's own time: with extra time rounded up to whole five minutes; 0 stays no limit."""
    return -(-base * (100 + extra_time) // 500) * 5 if extra_time else base


# ---- sources and references ----------------------------------------------------------------------


def _source_labels(sections: Sequence[Sequence[Question]], unit: Unit) -> dict[str, str]:
    """`Source A`, `Source B`, `Interpretation A`, lettered for each word, the same on every paper of a form."""
    drawn = ((question.id for question in section) for section in sections)
    used: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for id in source_order(drawn, unit):
        word = unit.source(id).label
        labels[id] = f"{word} {ascii_uppercase[used[word]]}"
        used[word] += 1
    return labels


def _with_sources(
    sections: Sequence[Sequence[Question]],
    unit: Unit,
    labels: dict[str, str],
    numbered: dict[str, PaperQuestion],
) -> list[tuple[PaperSource | PaperQuestion, ...]]:
    """Each section's items: the sources of a block stand once on the paper, directly before its first question."""
    sources = {source.id: source for source in unit.sources}
    waiting = list(labels)
    sections_items = []
    for questions in sections:
        items: list[PaperSource | PaperQuestion] = []
        for block in _runs(questions):
            own = {id for question in block for id in question.sources}
            new = [id for id in waiting if id in own]
            waiting = [id for id in waiting if id not in own]
            items += [PaperSource(labels[id], sources[id]) for id in new]
            items += [numbered[question.id] for question in block]
        sections_items.append(tuple(items))
    return sections_items


def _runs(questions: Sequence[Question]) -> list[list[Question]]:
    """The blocks of a section, and the questions of each, in printed order."""
    places = {question.id: place for place, question in enumerate(questions)}
    found = [sorted(block, key=lambda question: places[question.id]) for block in blocks(questions)]
    return sorted(found, key=lambda block: places[block[0].id])


def _resolved(text: str, question: Question, number: int, labels: dict[str, str]) -> str:
    """The text with `{source}`, `{source:ID}` and `{part:a}` as this paper calls them."""

    def called(reference: re.Match[str]) -> str:
        what, which = reference.groups()
        if what == "part":
            return f"{number}({which})"
        return labels[which or question.sources[0]]

    return _REFERENCE.sub(called, text)


def _parts(
    question: Question, number: int, labels: dict[str, str], options: tuple[tuple[str, ...], ...]
) -> tuple[PaperPart, ...]:
    """The question's parts under (a), (b), (c), or without a label where there is one alone."""
    several = len(question.parts) > 1
    return tuple(
        PaperPart(
            f"({letter})" if several else "",
            _resolved(part.stem, question, number, labels),
            part,
            printed,
            _answer(part, printed),
        )
        for letter, part, printed in zip(ascii_lowercase, question.parts, options, strict=False)
    )


def _answer(part: Part, options: tuple[str, ...]) -> str:
    """The answer as every key prints it, in the order of the printed options; "" for levels."""
    match part.body, part.answers[0]:
        case _, Levels():
            return ""
        case _, Points(points=points):
            return "; ".join(point.text for point in points)
        case Choice(), Key(answers=(key,)):
            return ascii_uppercase[options.index(key)]
        case TrueFalse(), Key(answers=(truth,)):
            return truth.capitalize()
        case Matching(), Key(answers=rights):
            return " ".join(f"{n}{ascii_uppercase[options.index(id)]}" for n, id in enumerate(rights, 1))
        case Ordering(), Key(answers=events):
            return " ".join(str(events.index(id) + 1) for id in options)
        case _, Key(answers=words):
            return "; ".join(words)
