"""What two papers share that one pupil could copy from the other: the same part, number and letter."""

from __future__ import annotations

from collections.abc import Container, Sequence

from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit

CEILING = 1
"""The most coincidences that two neighbours should have; a pair with more is told to the teacher."""


def crowding(
    one: Arrangement, others: Sequence[Arrangement], movable: Container[str], unit: Unit
) -> tuple[int, int]:
    """How bad it is for `one` to lie beside `others`: less is better, the first number before the second.

    The first is how many coincidences are over the ceiling, added up over the others; the second how many
    there are at all by the `movable` questions (ids). A question that nearly everybody has in the same place
    is left out there on purpose, so that chance decides its letter: if neighbours always had different
    letters, whoever sees them all would know the one that is left for himself.
    """
    shared = [coincidences(one, other, unit) for other in others]
    return (
        sum(max(0, common - CEILING) for common in shared),
        sum(coincidences(one, other, unit, movable) for other in others),
    )


def coincidences(
    one: Arrangement, other: Arrangement, unit: Unit, among: Container[str] | None = None
) -> int:
    """How many parts the two papers have under the same number with the key under the same letter.

    `among` are the ids of the questions that count; all of them where it is None.
    """
    bank = unit.by_id
    found = 0
    for id, number in one.numbers.items():
        if other.numbers.get(id) != number or (among is not None and id not in among):
            continue
        for index, part in enumerate(bank[id].parts):
            if key := part.lettered_key:
                mine, theirs = one.options[id][index], other.options[id][index]
                found += mine.index(key.right) == theirs.index(key.right)
    return found
