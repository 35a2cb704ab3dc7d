"""Drawn form to what the blueprint demanded of it, in words, and how much of each it has."""

from __future__ import annotations

from worksheetgen.assembly.asking import asked
from worksheetgen.assembly.demands import Demand
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Selection
from worksheetgen.value import Value


class MetDemand(Value):
    """A demand in a teacher's words: a form should have from `low` to `high` of what it counts and `has` so many.

    `noun` is what is counted ("mark"), `said` what the form has with that noun: `3 questions`, `23.85 marks`.
    """

    words: str
    noun: str
    low: float
    high: float
    has: float
    said: str

    @property
    def met(self) -> bool:
        """Whether the form has what is demanded."""
        return self.low <= self.has <= self.high


def met_demands(blueprint: Blueprint, unit: Unit, form: Selection) -> tuple[MetDemand, ...]:
    """Every demand of the blueprint, section by section and then of the whole paper, beside what the form has."""
    blueprint = blueprint.of_form(form.letter)
    drawn = tuple((unit.by_id[id], number) for number, ids in enumerate(form.sections) for id in ids)
    return tuple(_met(demand) for demand in asked(blueprint, unit, drawn))


def _met(demand: Demand) -> MetDemand:
    """A demand whose columns are all of a form's questions."""
    has = sum(amount for _, amount in demand.constraint.terms)
    low, high, has_units = (
        amount if demand.parts == 1 else amount / demand.parts
        for amount in (demand.constraint.low, demand.constraint.high, has)
    )
    return MetDemand(demand.words, demand.noun, low, high, has_units, demand.number(has))
