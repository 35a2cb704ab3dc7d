"""Questions counted by their tags: what a paper asks of a unit, what a bank has, and where it has nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value

DIFFICULTIES = range(1, 6)
CountTable = Mapping[str, Mapping[str, int]]
"""Numbers by row and then by column; every row has the same columns."""


# ---- what a paper asks ---------------------------------------------------------------------------


class TopicCoverage(Value):
    """What a paper asks on one topic.

    `marks` has for each form its marks by objective, in the order of `Coverage`. `drawn` are the questions on
    it of all forms together, each counted once; `left` are those in the bank that no form has.
    """

    title: str
    marks: tuple[tuple[int, ...], ...]
    drawn: int
    left: int

    @property
    def marks_of_all_forms(self) -> tuple[int, ...]:
        """The marks for each objective, over all forms together."""
        return tuple(map(sum, zip(*self.marks, strict=True)))


class Coverage(Value):
    """What the forms of a paper ask.

    `forms` are their names, `objectives` the objectives that any of them asks for ("GCSE AO1"), `topics` has
    an entry for each topic of the unit. `difficulties` and `minutes` have an entry for each form: how many
    questions it has of each difficulty from 1 to 5, and the minutes that a pupil needs for it.
    """

    forms: tuple[str, ...]
    objectives: tuple[str, ...]
    topics: tuple[TopicCoverage, ...]
    difficulties: tuple[tuple[int, ...], ...]
    minutes: tuple[int, ...]


def coverage(forms: Mapping[str, Sequence[Question]], unit: Unit) -> Coverage:
    """What the forms of a paper ask; `forms` has the questions of each by its name.

    What is asked counts on the first topic of a question alone, so that it is not counted twice; what is left
    in the bank counts on all its topics, as it can be drawn for any of them.
    """
    by_form = list(forms.values())
    drawn = {question.id: question for questions in by_form for question in questions}
    objectives = tuple(sorted({str(each) for q in drawn.values() for each, _ in q.objectives}))
    topics = tuple(
        TopicCoverage(
            topic.title,
            tuple(
                marks_by_objective([q for q in questions if q.topic == topic.id], objectives)
                for questions in by_form
            ),
            sum(question.topic == topic.id for question in drawn.values()),
            sum(
                topic.id in one.topics and one.id not in drawn and not one.activity for one in unit.questions
            ),
        )
        for topic in unit.topics
    )
    return Coverage(
        tuple(forms),
        objectives,
        topics,
        tuple(
            tuple(sum(q.difficulty == n for q in questions) for n in DIFFICULTIES) for questions in by_form
        ),
        tuple(sum(question.minutes for question in questions) for questions in by_form),
    )


def marks_by_objective(questions: Iterable[Question], objectives: Iterable[str]) -> tuple[int, ...]:
    """The marks of the questions for each of `objectives`, in their order; they are named as "GCSE AO1"."""
    marks = Counter[str]()
    for question in questions:
        for objective, number in question.objectives:
            marks[str(objective)] += number
    return tuple(marks[objective] for objective in objectives)


# ---- what a bank has -----------------------------------------------------------------------------


def questions_by_topic(unit: Unit) -> Mapping[str, CountTable]:
    """How many questions there are by topic id, then by objective ("AO1") and tier.

    A question counts on each of its topics, for each of its objectives and for each tier that it suits.
    """
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


def unconfirmed(unit: Unit) -> list[str]:
    """The ids of imported questions that nobody has looked through since."""
    return [question.id for question in unit.questions if question.origin and not question.origin.confirmed]


def tables_of(unit: Unit) -> dict[str, CountTable]:
    """Tables by title: marks by topic and objective; questions by kind, and by source, and difficulty."""
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
    """The objectives of the questions without their qualification ("AO1"), sorted, each once."""
    return sorted({objective.code for question in questions for objective, _ in question.objectives})


def _marks(questions: Iterable[Question], code: str) -> int:
    """The marks of the questions for the objective of that code."""
    return sum(marks for q in questions for objective, marks in q.objectives if objective.code == code)


def _by_difficulty(questions: Iterable[Question]) -> dict[str, int]:
    """How many of the questions there are of each difficulty, "1" to "5", and in "all"."""
    counts = Counter(question.difficulty for question in questions)
    return {str(level): counts[level] for level in DIFFICULTIES} | {"all": counts.total()}
