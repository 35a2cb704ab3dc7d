"""What two papers share that one pupil could copy from the other: the same part, number and letter."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question

CEILING = 1
"""The most coincidences that two neighbours should have; pairs with more are told to the teacher."""

At = tuple[str, int]
"""Names a part: the id of its question, and its index among the question's parts."""

Spot = tuple[At, int, int]
"""Where a paper has the key of a part: under which number, and under which letter, 0 for A."""


class LetteredPart(NamedTuple):
    """A part whose key is a letter: which part it is, its number of options, and the id of the right one.

    `key` is the index of the right option in the bank's order; where the part is `pinned` it is so on every
    paper.
    """

    at: At
    options: int
    right: str
    key: int
    pinned: bool


def lettered_parts(question: Question) -> tuple[LetteredPart, ...]:
    """The parts of the question whose key is a letter, in order; none for a written question."""
    return tuple(
        LetteredPart((question.id, index), len(key.options), key.right, key.place, key.pinned)
        for index, part in enumerate(question.parts)
        if (key := part.lettered_key)
    )


def spots(arrangement: Arrangement, unit: Unit) -> frozenset[Spot]:
    """Where the paper has its keys: one spot for each part whose key is a letter."""
    bank = unit.by_id
    return frozenset(
        [
            (part.at, number, asked.options[part.at[1]].index(part.right))
            for number, asked in enumerate(chain.from_iterable(arrangement.sections), 1)
            for part in lettered_parts(bank[asked.id])
        ]
    )
