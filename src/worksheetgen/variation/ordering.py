"""The order of a section's questions, and which of them may change places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from worksheetgen.model.bank import Question, Unit
from worksheetgen.model.blueprint import Selection
from worksheetgen.streams import Stream
from worksheetgen.variation.sources import source_groups

_BANDS = {1: 0, 2: 0, 3: 1, 4: 2, 5: 2}
_LOOSE = 3  # places that a question can take, for its letter to be kept apart from the neighbours'


def loose(selection: Selection, unit: Unit) -> frozenset[str]:
    """The ids of the questions that can stand in several places of their section."""
    sections = [[unit.by_id[id] for id in ids] for ids in selection.sections]
    return frozenset(
        questions[place].id
        for questions in sections
        for places in exchangeable(questions)
        if len(places) >= _LOOSE
        for place in places
    )


def exchangeable(questions: Sequence[Question]) -> list[list[int]]:
    """The places of a section in groups whose questions may change places among themselves.

    Single questions of one band, or those of one band on the same source.
    """
    block_of = {
        question.id: number
        for number, block in enumerate(source_groups(questions), 1)
        for question in block
        if question.sources
    }
    groups: dict[tuple[int, int], list[int]] = {}
    for place, question in enumerate(questions):
        groups.setdefault((block_of.get(question.id, 0), _band(question)), []).append(place)
    return list(groups.values())


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that stay together: the band of the easiest, and which of the form's sources they are met with first.

    `source` is -1 where there is none.
    """

    questions: tuple[Question, ...]
    band: int
    source: int


def together(questions: Sequence[Question], sources: Sequence[str]) -> list[QuestionGroup]:
    """The blocks of a section; `sources` are the form's, in the order in which everybody meets them."""
    return [
        QuestionGroup(
            tuple(block),
            min(map(_band, block)),
            min((sources.index(id) for question in block for id in question.sources), default=-1),
        )
        for block in source_groups(questions)
    ]


def ordered(section: Sequence[QuestionGroup], stream: Stream) -> tuple[Question, ...]:
    """Easy ones first, shuffled within a band of difficulty; questions on one source stay together.

    A block on a source stands where its easiest question would, but no block before one on an earlier source:
    everybody meets Source A before Source B.
    """
    ranked = [
        (block, sorted(stream.shuffled(block.questions), key=_band))
        if len(block.questions) > 1
        else (block, block.questions)
        for block in stream.shuffled(section)
    ]
    ranked.sort(key=lambda each: each[0].band)
    sourced = sorted((each for each in ranked if each[0].source >= 0), key=lambda each: each[0].source)
    in_turn = iter(sourced)
    return tuple(
        chain.from_iterable(
            next(in_turn)[1] if block.source >= 0 else questions for block, questions in ranked
        )
    )


def is_pinned(question: Question) -> bool:
    """Whether a part's options keep their order, and its key with them its letter."""
    return any(part.lettered_key is not None and part.lettered_key.pinned for part in question.parts)


def _band(question: Question) -> int:
    return _BANDS[question.difficulty]
