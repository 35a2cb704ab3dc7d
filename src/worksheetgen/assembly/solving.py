"""Integer programmes to proven optima."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.memory import remembered
from worksheetgen.value import Value

NODES = 20_000


@remembered(most=1)
def solver() -> str:
    """What proves the optimum, as a run's record names it."""
    from importlib.metadata import version  # 5 ms, which what draws nothing need not wait for

    return f"HiGHS {version('highsbox')}"


class Exhausted(Exception):
    """The solver proved neither an optimum nor that there is none.

    It reached its limit of nodes, or it failed. `best` is the best answer that it had found by then, None for none.
    """

    def __init__(self, best: tuple[int, ...] | None = None) -> None:
        super().__init__()
        self.best = best


class Constraint(Value):
    """`low` <= sum of coefficient x column <= `high`; terms are (column, coefficient)."""

    terms: tuple[tuple[int, int], ...]
    low: int
    high: int


def maximise(
    costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int = NODES
) -> tuple[int, ...] | None:
    """Integers from 0 to `uppers` that satisfy the constraints and maximise the costs; None where there are none.

    Raises Exhausted where the solver proves neither, within so many `nodes`.
    """
    if not costs:
        return () if all(constraint.low <= 0 <= constraint.high for constraint in constraints) else None
    from worksheetgen.assembly.highs import optimum

    return optimum(costs, uppers, constraints, nodes)
