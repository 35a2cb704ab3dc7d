"""Which topics a class had last lesson, last week, last month and long ago, as far as a unit's own order tells."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.activities.retrieval_cells import question_cells
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import LESSONS

Lessons = tuple[tuple[str, ...], ...]
"""The topics (ids) of each of LESSONS; () where they are not known."""

LESSON_SHARES = (1, 2, 3)
"""How many topics go to each of LESSONS but the last, which has the others: the longer ago, the more there were."""


def lessons_of(unit: Unit, known: Sequence[Sequence[str]]) -> Lessons:
    """The lessons with those that are not known from the unit's order of topics, as if they had been taught in it.

    It is followed back from the topics of last lesson, at the unit's first topic round to its last: a class may have
    begun anywhere. Where last lesson is not known either, it is the unit's last topic. Topics without a question that
    stands in a cell are passed over. A unit with too few topics has some of them in several places.
    """
    found = [tuple(topics) for topics in known] or [()] * len(LESSONS)
    order = [topic.id for topic in unit.topics if question_cells(unit, (topic.id,))] or [
        topic.id for topic in unit.topics
    ]
    begin = next((order.index(id) for id in found[0] if id in order), len(order) - (not found[0]))
    back = [order[(begin - step) % len(order)] for step in range(len(order))]
    taken = {id for topics in found for id in topics}
    free = [id for id in back if id not in taken]
    for place, topics in enumerate(found):
        if not topics:
            later = sum(not other for other in found[place + 1 :])
            share = LESSON_SHARES[place] if place < len(LESSON_SHARES) else len(free)
            count = max(1, min(share, len(free) - later))
            found[place] = tuple(free[:count]) or tuple(back)
            free = free[count:]
    return tuple(found)
