"""The same draws by another solver: COIN-OR's CBC, which shares no code with HiGHS."""

from __future__ import annotations

from collections.abc import Sequence

import pulp
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import met_blueprints, units
from tests.thoroughness import examples
from worksheetgen.assembly import assemble, drawing
from worksheetgen.assembly.solving import Constraint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint

pytestmark = pytest.mark.slow


def by_cbc(
    costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int = 0
) -> tuple[int, ...] | None:
    """What `maximise` promises, by CBC."""
    problem = pulp.LpProblem("draw", pulp.LpMaximize)
    columns = [pulp.LpVariable(f"x{n}", 0, upper, cat="Integer") for n, upper in enumerate(uppers)]
    problem += pulp.lpSum(cost * column for cost, column in zip(costs, columns, strict=True))
    for constraint in constraints:
        amount = pulp.lpSum(times * columns[column] for column, times in constraint.terms)
        problem += amount >= constraint.low
        problem += amount <= constraint.high
    problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0, gapAbs=0.5))
    if pulp.LpStatus[problem.status] == "Infeasible":
        return None
    assert pulp.LpStatus[problem.status] == "Optimal"
    return tuple(round(column.value() or 0) for column in columns)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # PuLP announces its next version
@settings(
    max_examples=examples(40, many=400),
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],
)
@given(units(most=24).flatmap(lambda bank: st.tuples(st.just(bank), met_blueprints(bank))))
def test_another_solver_draws_the_same_paper(case: tuple[Unit, Blueprint]) -> None:
    """Of two hundred blueprints every one gives identical papers: the optimum is the only one."""
    bank, plan = case
    drawn = assemble(plan, bank, "s")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(drawing, "maximise", by_cbc)
        assert assemble(plan, bank, "s").forms == drawn.forms
