"""Selections and students to Papers: who gets what order, and each paper with its labels, numbers and keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from worksheetgen.memory import remembered
from worksheetgen.model.answers import Key, Levels, Points
from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.bank import Choice, Matching, Ordering, Part, Question, TrueFalse, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion, PaperSection, PaperSource
from worksheetgen.model.students import Student
from worksheetgen.variation.arranging import arrange
from worksheetgen.variation.planning import Sharing, plan, sharing
from worksheetgen.variation.sources import source_groups, source_order

__all__ = ["PaperBuilder", "Sharing", "arrange", "plan", "sharing"]

_REFERENCE = re.compile(r"\{(source|part)(?::([^{}]+))?\}")


class PaperBuilder:
    """Makes the papers of one run out of arrangements; what papers have in common is made once, and lives as long."""

    def __init__(self, blueprint: Blueprint, unit: Unit, class_name: str, run: str) -> None:
        """`class_name` and `run` are only carried along."""
        self._blueprint, self._unit, self._class_name, self._run = blueprint, unit, class_name, run
        self._spag = tuple(section.spag for section in blueprint.sections)
        self._form = remembered(most=256)(self._new_form)

    def paper(self, arrangement: Arrangement, student: Student) -> Paper:
        """One student's paper as it was arranged.

        Raises KeyError where a question refers to a source that is not its own; the bank's check rules that out.
        """
        form = self._form(
            tuple([frozenset([asked.id for asked in section]) for section in arrangement.sections])
        )
        return Paper(
            student=student,
            class_name=self._class_name,
            blueprint=self._blueprint,
            form=arrangement.form,
            run=self._run,
            minutes=_minutes(self._blueprint.minutes, student.extra_time),
            sections=tuple(
                map(PaperSection, ascii_uppercase, self._blueprint.sections, form.items(arrangement))
            ),
        )

    def _new_form(self, drawn: tuple[frozenset[str], ...]) -> _Form:
        """`drawn` are each section's questions by id."""
        return _Form(drawn, self._unit, self._spag)


class _Form:
    """The questions of a form: their sources' labels, and each under every number and with all its options' orders.

    `spag` are the marks for spelling, punctuation and grammar at each question of each section.
    """

    def __init__(self, drawn: Sequence[Iterable[str]], unit: Unit, spag: Sequence[int]) -> None:
        self._unit = unit
        self._spag = {id: marks for section, marks in zip(drawn, spag, strict=True) for id in section}
        self._labels = _source_labels(drawn, unit)
        self._question = remembered(most=1 << 13)(self._numbered)
        self._blocks: list[dict[str, _SourceGroup]] = []
        sources = {source.id: source for source in unit.sources}
        waiting = list(self._labels)
        for section in drawn:
            of_question: dict[str, _SourceGroup] = {}
            for block in source_groups([unit.by_id[id] for id in sorted(section)]):
                own = {id for question in block for id in question.sources}
                new = [id for id in waiting if id in own]
                waiting = [id for id in waiting if id not in own]
                made = _SourceGroup(
                    frozenset(question.id for question in block),
                    tuple(PaperSource(self._labels[id], sources[id]) for id in new),
                )
                of_question |= dict.fromkeys(made.ids, made)
            self._blocks.append(of_question)

    def items(self, arrangement: Arrangement) -> Iterator[tuple[PaperSource | PaperQuestion, ...]]:
        """Each section's items: a block's sources stand once on the paper, directly before its first question."""
        number = 1
        for section, of_question in zip(arrangement.sections, self._blocks, strict=True):
            questions = [self._question(at, asked) for at, asked in enumerate(section, number)]
            number += len(questions)
            items: list[PaperSource | PaperQuestion] = []
            begun: set[_SourceGroup] = set()
            for question in questions:
                block = of_question[question.question.id]
                if len(block.ids) == 1:
                    items += (*block.sources, question)
                elif block not in begun:
                    begun.add(block)
                    items += block.sources
                    items += [one for one in questions if one.question.id in block.ids]
            yield tuple(items)

    def _numbered(self, number: int, asked: ArrangedQuestion) -> PaperQuestion:
        """A question under that number, its options in that order."""
        question = self._unit.by_id[asked.id]
        return PaperQuestion(
            number,
            question,
            _resolved(question.lead, question, number, self._labels),
            _parts(question, number, self._labels, asked.options),
            self._spag[asked.id],
        )


@dataclass(frozen=True, eq=False)
class _SourceGroup:
    """Questions that stand together, by their ids, and the sources that are met with them."""

    ids: frozenset[str]
    sources: tuple[PaperSource, ...]


def _minutes(base: int, extra_time: int) -> int:
    """The student's own time: with extra time rounded up to whole five minutes; 0 stays no limit."""
    return -(-base * (100 + extra_time) // 500) * 5 if extra_time else base


# ---- sources and references ----------------------------------------------------------------------


def _source_labels(drawn: Iterable[Iterable[str]], unit: Unit) -> dict[str, str]:
    """`Source A`, `Source B`, `Interpretation A`, lettered for each word, the same on every paper of a form."""
    used: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for id in source_order(drawn, unit):
        word = unit.source(id).label
        labels[id] = f"{word} {ascii_uppercase[used[word]]}"
        used[word] += 1
    return labels


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
