"""Questions counted by their tags: what a paper asks of a unit, what a bank has, and where it has nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from worksheetgen.model.bank import Question, Tier, Unit

DIFFICULTIES = range(1, 6)
CountTable = Mapping[str, Mapping[str, int]]
"""Numbers by row and column."""


# ---- what a paper asks ---------------------------------------------------------------------------


@dataclass(frozen=True)
class TopicCoverage:
    """What is asked on a topic: for each form its marks by objective; the questions drawn and left in the bank."""

    title: str
    marks: tuple[tuple[int, ...], ...]
    drawn: int
    left: int

    @property
    def marks_of_all_forms(self) -> tuple[int, ...]:
        """The marks for each objective, over all forms together."""
        return tuple(map(sum, zip(*self.marks, strict=True)))


@dataclass(frozen=True)
class Coverage:
    """What the forms of a paper ask: marks by topic and objective; questions by difficulty 1 to 5; minutes.

    `forms` are their names; `difficulties` and `minutes` have an entry for each of them, `topics` one for each topic of
    the unit, whose marks stand in the order of `objectives`.
    """

    forms: tuple[str, ...]
    objectives: tuple[str, ...]
    topics: tuple[TopicCoverage, ...]
    difficulties: tuple[tuple[int, ...], ...]
    minutes: tuple[int, ...]


def coverage(forms: Mapping[str, Sequence[Question]], unit: Unit) -> Coverage:
    """What each form, by its name, asks of the unit; each question counts on its first topic."""
    asked = list(forms.values())
    drawn = {question.id: question for questions in asked for question in questions}
    objectives = tuple(sorted({str(each) for q in drawn.values() for each, _ in q.objectives}))
    topics = tuple(
        TopicCoverage(
            topic.title,
            tuple(
                marks_by_objective([q for q in questions if q.topics[0] == topic.id], objectives)
                for questions in asked
            ),
            sum(question.topics[0] == topic.id for question in drawn.values()),
            sum(topic.id in question.topics and question.id not in drawn for question in unit.questions),
        )
        for topic in unit.topics
    )
    return Coverage(
        tuple(forms),
        objectives,
        topics,
        tuple(tuple(sum(q.difficulty == n for q in questions) for n in DIFFICULTIES) for questions in asked),
        tuple(sum(question.minutes for question in questions) for questions in asked),
    )


def marks_by_objective(questions: Iterable[Question], objectives: Iterable[str]) -> tuple[int, ...]:
    """The questions' marks for each objective, named with its qualification ("GCSE AO1")."""
    marks = Counter[str]()
    for question in questions:
        for objective, number in question.objectives:
            marks[str(objective)] += number
    return tuple(marks[objective] for objective in objectives)


# ---- what a bank has -----------------------------------------------------------------------------


def questions_by_topic(unit: Unit) -> Mapping[str, CountTable]:
    """Questions by topic, objective and tier that they suit; one counts on each of its topics and objectives."""
    return {
        topic.id: {
            code: {
                tier.value: len([q for q in on if tier in q.tiers and code in _codes([q])]) for tier in Tier
            }
            for code in _codes(unit.questions)
        }
        for topic in unit.topics
        for on in ([q for q in unit.questions if topic.id in q.topics],)
    }


def tables_of(unit: Unit) -> dict[str, CountTable]:
    """Marks by topic and objective, questions by kind and by source, each by difficulty: tables by their titles."""
    questions = unit.questions
    kinds = sorted({kind for question in questions for kind in question.kinds})
    return {
        "marks by topic and objective": {
            topic.id: {
                code: _marks((q for q in questions if topic.id in q.topics), code)
                for code in _codes(questions)
            }
            for topic in unit.topics
        },
        "questions by kind and difficulty": {
            kind.value: _by_difficulty(q for q in questions if kind in q.kinds) for kind in kinds
        },
        "questions by source and difficulty": {
            source.id: _by_difficulty(q for q in questions if source.id in q.sources)
            for source in unit.sources
        },
    }


def _codes(questions: Iterable[Question]) -> list[str]:
    return sorted({objective.code for question in questions for objective, _ in question.objectives})


def _marks(questions: Iterable[Question], code: str) -> int:
    return sum(marks for q in questions for objective, marks in q.objectives if objective.code == code)


def _by_difficulty(questions: Iterable[Question]) -> dict[str, int]:
    counts = Counter(question.difficulty for question in questions)
    return {str(level): counts[level] for level in DIFFICULTIES} | {"all": counts.total()}
