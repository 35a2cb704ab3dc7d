"""The order of a section's questions, and which of them may change places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from worksheetgen.kinds import PupilTask
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import Selection
from worksheetgen.model.question import Question
from worksheetgen.streams import Stream
from worksheetgen.value import Value
from worksheetgen.variation.sources import source_groups

# The band of each difficulty: easy, middling, hard. Of questions with as many marks, bands come in this order on every
# paper, and questions of one band in any order. Bands wider than one difficulty leave more orders to draw from.
_BANDS = {1: 0, 2: 0, 3: 1, 4: 2, 5: 2}
# A question that can stand in at least so many places has its letter kept apart from the neighbours'. With
# fewer, neighbours have it in the same place so often that letters which always differ would tell the one
# that is left.
_LOOSE = 3

Step = tuple[int, int, int, int]
"""Where a question stands among others: by its turn, its task where that counts, its marks, then its band."""
_TASKS = {task: number for number, task in enumerate(PupilTask)}


def loose(selection: Selection, unit: Unit, *, by_task: bool = False) -> frozenset[str]:
    """The ids of the questions that can stand in at least three places of their section."""
    sections = [[unit.by_id[id] for id in ids] for ids in selection.sections]
    groups = [group for questions in sections for group in exchangeable(questions, by_task=by_task)]
    return frozenset(question.id for group in groups if len(group) >= _LOOSE for question in group)


def exchangeable(questions: Sequence[Question], *, by_task: bool = False) -> list[list[Question]]:
    """The questions of a section in groups that may change places among themselves; each is in exactly one.

    Such a group are the questions of one step without a source, and those of one step that share sources.
    """
    # 0 is the block of all questions without a source, which need no neighbour.
    block_of = {
        question.id: number
        for number, block in enumerate(source_groups(questions), 1)
        for question in block
        if question.sources
    }
    groups: dict[tuple[int, Step], list[Question]] = {}
    for question in questions:
        groups.setdefault((block_of.get(question.id, 0), step(question, by_task=by_task)), []).append(
            question
        )
    return list(groups.values())


class QuestionGroup(Value):
    """Questions of a section that are printed together, as they share sources, or one question alone.

    `step` is that of the last of them. `source` is the index, among the form's sources in their order,
    of the first source that they have, -1 where they have none.
    """

    questions: tuple[Question, ...]
    step: Step
    source: int


def together(questions: Sequence[Question], sources: Sequence[str], *, by_task: bool) -> list[QuestionGroup]:
    """The questions of a section in groups that stay together.

    `sources` are the ids of the form's sources, in the order in which everybody meets them. With `by_task` what is to
    be found comes before what is to be explained, and that before what is to be judged.
    """
    return [
        QuestionGroup(
            tuple(block),
            max(step(question, by_task=by_task) for question in block),
            min((sources.index(id) for question in block for id in question.sources), default=-1),
        )
        for block in source_groups(questions)
    ]


def ordered(section: Sequence[QuestionGroup], stream: Stream) -> tuple[Question, ...]:
    """The questions of a section in one student's order, drawn from `stream`.

    Short ones come first, and of as many marks the easy ones, shuffled within a band of difficulty; questions on
    one source stay together. Such a group stands where its longest question would, so that nothing short comes
    after it, but never before a group on an earlier source: everybody meets Source A before Source B. Activities have
    their turn, as the blueprint lists them.
    """
    ranked = [
        (block, sorted(stream.shuffled(block.questions), key=step)) for block in stream.shuffled(section)
    ]
    ranked.sort(key=lambda each: each[0].step)
    # The groups on sources keep the places that they have together, and stand in these in the order of the
    # sources.
    sourced = sorted((each for each in ranked if each[0].source >= 0), key=lambda each: each[0].source)
    in_turn = iter(sourced)
    return tuple(
        chain.from_iterable(
            next(in_turn)[1] if block.source >= 0 else questions for block, questions in ranked
        )
    )


def step(question: Question, *, by_task: bool = False) -> Step:
    """The question's place among others."""
    return question.turn, task(question, by_task=by_task), question.marks, _BANDS[question.difficulty]


def task(question: Question, *, by_task: bool) -> int:
    """The place of what a pupil does with the question; the same for all where that does not count."""
    return _TASKS[question.task] if by_task else 0
