"""Banks and blueprints with which a form is not drawn at the first attempt, and a solver that is watched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.samples import blueprint, question, section, unit, written
from worksheetgen.assembly import assemble, drawing
from worksheetgen.assembly.solving import Constraint, Exhausted, maximise
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.value import replace

SEEDS = [str(seed) for seed in range(8)]


def alike(count: int) -> Unit:
    """A bank of two-mark questions."""
    return unit(*(question(f"q-{n:03}", written(2)) for n in range(count)))


ODD = replace(alike(60), questions=(*alike(60).questions, question("odd", written(3))))
SEVEN = blueprint(section(marks=7, questions=(3, 3)))
"""Seven marks in three questions, which only the odd one of these makes."""
FEW = unit(*(question(id) for id in "abc"))
TWO_APART = blueprint(section(questions=(2, 2)), forms=2)
"""Two forms of two questions, for which three are too few."""


def unmet(plan: Blueprint, bank: Unit) -> UnmetBlueprint:
    """What is said about a blueprint that cannot be met."""
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(plan, bank, "s")
    return raised.value


Calls = list[tuple[int, int]]
"""The programmes that the solver was given: of each its columns and its limit of nodes."""


def watch(monkeypatch: pytest.MonkeyPatch, tires: Callable[[Calls], bool]) -> Calls:
    """Have the solver prove nothing where `tires`, given the calls up to now, says so; returns the calls."""
    calls: Calls = []

    def watched(
        costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int
    ) -> tuple[int, ...] | None:
        calls.append((len(costs), nodes))
        if tires(calls):
            raise Exhausted
        return maximise(costs, uppers, constraints, nodes)

    monkeypatch.setattr(drawing, "maximise", watched)
    return calls
