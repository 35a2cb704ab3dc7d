"""A unit to the names in it that a blueprint may say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worksheetgen.model.bank import Unit

KnownNames = Mapping[str, Sequence[Any]]
"""What the unit has, by the word for it in messages: topic, source, question, objective, paragraph.

Under "unit" stands the unit's own id alone.
"""


def known_names(unit: Unit) -> KnownNames:
    """What a blueprint may name of the unit; an objective as `AO1` or with its qualification, `GCSE AO1`."""
    objectives = {objective for question in unit.questions for objective, _ in question.objectives}
    return {
        "unit": (unit.id,),
        "topic": [topic.id for topic in unit.topics],
        "source": [source.id for source in unit.sources],
        "question": [question.id for question in unit.questions],
        "objective": sorted({name for each in objectives for name in (each.code, str(each))}),
        "paragraph": range(1, len(unit.text) + 1),
    }
