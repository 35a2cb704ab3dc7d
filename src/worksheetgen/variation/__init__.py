"""Selections and students to Papers: everybody's form and order, then labels, numbers and keys.

A form and a numbered question are made once for all who have them: all that is derived from them further on lives as
long. Without:
+81% (docs/performance.md, “forms and numbered questions built once”, 3,000).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from string import ascii_lowercase, ascii_uppercase

from worksheetgen.memory import remembered
from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import class_form
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion, PaperSection, PaperSource
from worksheetgen.model.question import Question
from worksheetgen.model.references import resolved
from worksheetgen.model.students import Student
from worksheetgen.value import Value
from worksheetgen.variation.arranging import arrange
from worksheetgen.variation.codes import PaperCodes
from worksheetgen.variation.seating import Sharing, arrange_class, sharing
from worksheetgen.variation.sources import source_groups, source_order

__all__ = ["PaperBuilder", "Sharing", "arrange", "arrange_class", "sharing"]


class PaperBuilder:
    """Makes the papers of one run out of arrangements.

    Every question is built once for each number and order of options that it has on any paper, and the same
    object stands on all papers that agree in these: later stages keep what they derive from a question as
    long as that object (see `memory`), and the builder remembers it.
    """

    def __init__(
        self,
        blueprint: Blueprint,
        unit: Unit,
        class_name: str,
        run: str,
        seed: str,
        ids: Collection[str] = (),
    ) -> None:
        """`class_name` ("9B") and `run`, the run's id, are copied into every paper.

        `seed` and `ids`, the student ids of all papers of the run, are for the papers' codes (see `PaperCodes`).
        """
        self._blueprint, self._unit, self._class_name, self._run = blueprint, unit, class_name, run
        self._codes = PaperCodes(run, seed, ids)
        self._spag = tuple(section.spag for section in blueprint.sections)
        self._form = remembered(most=256)(self._new_form)

    def paper(self, arrangement: Arrangement, student: Student) -> Paper:
        """The student's paper: the arrangement with the labels, numbers and answers that follow from it.

        Raises KeyError where a stem refers to a source that no question of the form has, and IndexError where
        it says `{source}` in a question without a source; reading the bank rules both out.
        """
        # A form is known by what was drawn into its sections, in whatever order this student has it.
        form = self._form(
            tuple([frozenset([arranged.id for arranged in section]) for section in arrangement.sections])
        )
        asked = self._blueprint.of_form(class_form(arrangement.form, student.id)).sections
        sections = tuple(map(PaperSection, ascii_uppercase, asked, form.items(arrangement)))
        questions = [question for section in sections for question in section.questions]
        return Paper(
            student=student,
            class_name=self._class_name,
            blueprint=self._blueprint,
            form=arrangement.form,
            run=self._run,
            qr_text=self._codes.code(student.id, questions),
            minutes=student.minutes(self._blueprint.minutes),
            sections=sections,
        )

    def _new_form(self, drawn: tuple[frozenset[str], ...]) -> _Form:
        """The form whose sections have the questions with these ids."""
        return _Form(drawn, self._unit, self._spag)


class _Form:
    """What the papers of one form have in common: labels of sources, and the questions built so far.

    `drawn` are the question ids of each section. `spag` are, section by section, the marks for spelling,
    punctuation and grammar that every question of the section carries.
    """

    def __init__(self, drawn: Sequence[Iterable[str]], unit: Unit, spag: Sequence[int]) -> None:
        self._unit = unit
        self._spag = {id: marks for section, marks in zip(drawn, spag, strict=True) for id in section}
        self._labels = _source_labels(drawn, unit)
        self._question = remembered(most=1 << 13)(self._numbered)
        self._blocks: list[dict[str, _SourceGroup]] = []
        sources = {source.id: source for source in unit.sources}
        # Sources that are not printed yet, in the order of their labels. Two sections may ask about the same
        # source: it is printed in the first of them alone.
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
        """For each section its sources and questions in printed order, numbered through the paper.

        Questions that share sources stand together at the place of the first of them, after those of their
        sources that are not printed yet.
        """
        number = 1
        for section, of_question in zip(arrangement.sections, self._blocks, strict=True):
            questions = [self._question(at, arranged) for at, arranged in enumerate(section, number)]
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

    def _numbered(self, number: int, arranged: ArrangedQuestion) -> PaperQuestion:
        """The question as it is printed under that number, with its options in the arranged order."""
        question = self._unit.by_id[arranged.id]
        return PaperQuestion(
            number,
            question,
            _said(question.lead, question, number, self._labels),
            _parts(question, number, self._labels, arranged.options),
            self._spag[arranged.id],
        )


class _SourceGroup(Value, eq=False):
    """Questions that stand together because they share sources, by their ids.

    `sources` are those of them that are printed before these questions and not in an earlier section.
    Compared by identity: a group is printed once on each paper.
    """

    ids: frozenset[str]
    sources: tuple[PaperSource, ...]


# ---- sources and references ----------------------------------------------------------------------


def _source_labels(drawn: Iterable[Iterable[str]], unit: Unit) -> dict[str, str]:
    """The printed label of each source of a form, by the source's id: `Source A`, `Interpretation 1`.

    Letters and numbers count for each word apart, in one run through the paper. They follow from what was drawn, not
    from anybody's order, so that a source has the same label on every paper of the form. The labels stand in the order
    in which pupils meet the sources.
    """
    used: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for id in source_order(drawn, unit):
        source = unit.source(id)
        at = used[source.label]
        labels[id] = f"{source.label} {at + 1 if source.numbered else ascii_uppercase[at]}"
        used[source.label] += 1
    return labels


def _said(text: str, question: Question, number: int, labels: dict[str, str]) -> str:
    """The text with each `{source}`, `{source:ID}` and `{part:a}` replaced by a label: `Source B`, `3(a)`.

    `{source}` is the question's first source.
    """
    return resolved(text, lambda id: labels[id or question.sources[0]], lambda letter: f"{number}({letter})")


def _parts(
    question: Question, number: int, labels: dict[str, str], options: tuple[tuple[str, ...], ...]
) -> tuple[PaperPart, ...]:
    """The question's parts with their answers, under (a), (b), (c); a part that is alone has no label.

    `options` are the bank's option ids in printed order, part by part.
    """
    several = len(question.parts) > 1
    return tuple(
        PaperPart(
            f"({letter})" if several else "",
            _said(part.stem, question, number, labels),
            part,
            printed,
            part.body.answer(part.answers, printed),
        )
        for letter, part, printed in zip(ascii_lowercase, question.parts, options, strict=False)
    )
