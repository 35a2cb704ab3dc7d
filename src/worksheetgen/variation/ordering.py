"""The order of a section's questions, and which of them may change places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from worksheetgen.model.bank import Choice, Question, Unit
from worksheetgen.model.blueprint import Selection
from worksheetgen.streams import Stream
from worksheetgen.variation.sources import blocks

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
        for number, block in enumerate(blocks(questions), 1)
        for question in block
        if question.sources
    }
    groups: dict[tuple[int, int], list[int]] = {}
    for place, question in enumerate(questions):
        groups.setdefault((block_of.get(question.id, 0), _band(question)), []).append(place)
    return list(groups.values())


def ordered(questions: Sequence[Question], sources: Sequence[str], stream: Stream) -> tuple[Question, ...]:
    """Easy ones first, shuffled within a band of difficulty; questions on one source stay together.

    A block on a source stands where its easiest question would, but no block before one on an earlier source:
    everybody meets Source A before Source B.
    """
    shuffled = stream.shuffled(blocks(questions))
    ranked = [sorted(stream.shuffled(block), key=_band) for block in shuffled]
    ranked.sort(key=lambda block: _band(block[0]))
    in_turn = iter(sorted(filter(_rests_on_a_source, ranked), key=lambda block: _first(block, sources)))
    return tuple(
        chain.from_iterable(next(in_turn) if _rests_on_a_source(block) else block for block in ranked)
    )


def _rests_on_a_source(block: Sequence[Question]) -> bool:
    return any(question.sources for question in block)


def _first(block: Sequence[Question], sources: Sequence[str]) -> int:
    """Where the earliest source of a block stands among all."""
    return min(sources.index(id) for question in block for id in question.sources)


def is_pinned(question: Question) -> bool:
    """Whether a part's options keep their order, and its key with them its letter."""
    return any(isinstance(part.body, Choice) and part.body.pinned for part in question.parts)


def _band(question: Question) -> int:
    return _BANDS[question.difficulty]
