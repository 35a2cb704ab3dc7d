"""How hard the draws of the bundled exam are, with the bound on its expected score and without."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean

from worksheetgen import load_bank, load_blueprint
from worksheetgen.assembly import assemble, expected
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Measure
from worksheetgen.value import replace

DRAWS = 200


@dataclass(frozen=True)
class Draws:
    """The lowest, mean and highest expected score of the draws, in marks, and how many questions are on any of them."""

    bounded: bool
    lowest: float
    mean: float
    highest: float
    questions: int


def cases() -> list[Draws]:
    """Both ways."""
    bank = load_bank()
    blueprint = load_blueprint("unit-test", bank)
    unit = bank.unit(blueprint.unit)
    others = tuple(bound for bound in blueprint.bounds if bound.unit is not Measure.EXPECTED_SCORE)
    return [_drawn(replace(blueprint, bounds=others), unit, False), _drawn(blueprint, unit, True)]


def _drawn(blueprint: Blueprint, unit: Unit, bounded: bool) -> Draws:
    papers = [assemble(blueprint, unit, str(seed)).forms[0].ids for seed in range(DRAWS)]
    scores = [expected(unit.by_id[id] for id in ids) / 1000 for ids in papers]
    return Draws(bounded, min(scores), mean(scores), max(scores), len(frozenset[str]().union(*papers)))
