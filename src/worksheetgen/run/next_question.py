"""The question that a pupil practises next: one from the bank that this pupil has not seen, on what was lost most."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from functools import partial

from worksheetgen.composition import labels_of
from worksheetgen.manifest import Manifest
from worksheetgen.model.bank import Unit
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Question
from worksheetgen.results import PaperResult
from worksheetgen.run.single import paper_of_one

MOST_MARKS = 8
"""A question of more marks takes more than a page to write on; it is given where there is no other."""


def next_question(
    result: PaperResult, paper: Paper, unit: Unit, told: Collection[Question], seen: Container[str]
) -> Question | None:
    """A question that suits the pupil's tier and is not on the paper, on the first of the paper's `lost_topics`.

    `told` are those whose answers the slip tells: no question that asks the same as one of them is given. `seen` are
    the ids of what the pupil had in earlier runs, which are given again only where no other is left on that topic. It
    is like the question of that topic at which most was lost: of its kind, if the bank has one, of as many marks up to
    MOST_MARKS, and as hard. Where the bank has none on that topic the next one is looked at, of those where nothing was
    lost last. None where nothing in the bank is left. A question on a source is given only where the pupil's paper has
    that source under the same label.
    """
    fitting = list(_fitting(paper, unit, told))
    for topic in dict.fromkeys((*result.lost_topics, *result.topics, *(one.id for one in unit.topics))):
        asked = [one for one in result.lost_questions if one.question.topic == topic]
        like = asked[0].question if asked else paper.questions[-1].question
        if on_topic := [question for question in fitting if question.topic == topic]:
            return min(on_topic, key=partial(_order, like, seen))
    return None


def _order(like: Question, seen: Container[str], question: Question) -> tuple[bool, bool, bool, int, int]:
    """What questions are sorted by: the best to practise after that one comes first."""
    return (
        question.id in seen,
        question.marks > MOST_MARKS,
        question.kinds != like.kinds,
        abs(question.marks - min(like.marks, MOST_MARKS)),
        abs(question.difficulty - like.difficulty),
    )


def _fitting(paper: Paper, unit: Unit, told: Collection[Question]) -> Iterator[Question]:
    """The bank's questions that are not on the paper, whose answers are not told, and that the pupil can do."""
    own = {printed.question.id for printed in paper.questions}
    ids, enemies = {one.id for one in told}, {enemy for one in told for enemy in one.enemies}
    labels = labels_of(paper)
    for question in unit.questions:
        if (
            question.id not in own | enemies
            and not question.activity
            and ids.isdisjoint(question.enemies)
            and paper.student.tier in question.tiers
            and set(question.sources) <= labels.keys()
        ):
            alone = labels_of(paper_of_one(unit, question, paper.student)) if question.sources else {}
            if all(labels[id] == label for id, label in alone.items()):
                yield question


def seen_in(runs: Sequence[Manifest], student: str) -> frozenset[str]:
    """The ids of the questions that the student of that id had in these runs."""
    return frozenset(
        question.id
        for manifest in runs
        for one in manifest.students
        if one.id == student
        for question in one.questions
    )
