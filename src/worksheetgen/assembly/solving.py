"""Integer programmes to proven optima: the only place that knows HiGHS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from highspy import Highs, HighsLp, HighsModelStatus, HighsVarType, MatrixFormat, ObjSense

from worksheetgen.value import Value

# Every cost is an integer, so an answer within less than one of the bound is the optimum.
# Nodes are counted, seconds are not: how long a machine takes must not decide a paper.
_OPTIONS: dict[str, str | float] = {
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
    # The optimum is the same however it is found. A paper's programme is small: few cuts, soon dropped, no guess before
    # the first relaxation and no second start take 89 ms for the bundled unit test on average where it took 129, and
    # 194 where one draw of twenty took 364.
    "mip_pool_soft_limit": 100,
    "mip_lp_age_limit": 3,
    "mip_allow_restart": False,
    "mip_heuristic_run_feasibility_jump": False,
}
NODES = 20_000

SOLVER = f"HiGHS {version('highspy')}"
"""What proves the optimum, as a run's record names it."""


class _QuietHighs(Highs):
    """HiGHS without the banner that its constructor writes to standard output when it enables callbacks."""

    def enableCallbacks(self) -> None:  # noqa: N802  # the method's name is HiGHS's own
        """Silence it before it speaks; nothing here is called back."""
        self.setOptionValue("output_flag", False)


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
    programme = _linear_programme(costs, uppers, constraints)
    for settings in _ATTEMPTS:
        solver = _solved(programme, nodes, settings)
        match solver.getModelStatus():
            case HighsModelStatus.kOptimal:
                return _answer(solver)
            case HighsModelStatus.kInfeasible:
                return None
            case HighsModelStatus.kSolutionLimit:
                found = _answer(solver)
                raise Exhausted(
                    found if all(_keeps(found, constraint) for constraint in constraints) else None
                )
    raise Exhausted


_ATTEMPTS: tuple[dict[str, str | float], ...] = (
    {},
    # Presolve reduces some programmes that have no solution to nothing, calls that optimal, and then finds that what
    # it stands for breaks a constraint (HiGHS issues 1710 and 2402).
    {"presolve": "off"},
    {"presolve": "off", "mip_heuristic_effort": 0.0},
)
"""The settings with which a programme is solved again where HiGHS fails: it ends in another state than these three."""


def _answer(solver: Highs) -> tuple[int, ...]:
    return tuple(round(value) for value in solver.getSolution().col_value)


def _keeps(found: tuple[int, ...], constraint: Constraint) -> bool:
    """Whether a solver's answer, which may be none at all, keeps the constraint."""
    if not found:
        return False
    return (
        constraint.low <= sum(times * found[column] for column, times in constraint.terms) <= constraint.high
    )


def _solved(programme: HighsLp, nodes: int, settings: Mapping[str, str | float]) -> Highs:
    """The solver after its run on the programme, with these settings beside those that are always made."""
    solver = _QuietHighs()  # type: ignore[no-untyped-call]  # highspy annotates all but its constructor
    for name, value in {**_OPTIONS, **settings, "mip_max_nodes": nodes}.items():
        solver.setOptionValue(name, value)
    solver.passModel(programme)
    solver.run()
    return solver


def _linear_programme(
    costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint]
) -> HighsLp:
    """The programme as HiGHS takes it, constraint by constraint."""
    lp = HighsLp()
    lp.num_col_, lp.num_row_ = len(costs), len(constraints)
    lp.sense_ = ObjSense.kMaximize
    lp.col_cost_ = [float(cost) for cost in costs]
    lp.col_lower_ = [0.0] * len(costs)
    lp.col_upper_ = [float(upper) for upper in uppers]
    lp.integrality_ = [HighsVarType.kInteger] * len(costs)
    lp.row_lower_ = [float(constraint.low) for constraint in constraints]
    lp.row_upper_ = [float(constraint.high) for constraint in constraints]
    starts = [0]
    for constraint in constraints:
        starts.append(starts[-1] + len(constraint.terms))
    matrix = lp.a_matrix_
    matrix.format_ = MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = len(costs), len(constraints)
    matrix.start_ = starts
    matrix.index_ = [column for constraint in constraints for column, _ in constraint.terms]
    matrix.value_ = [float(coefficient) for constraint in constraints for _, coefficient in constraint.terms]
    return lp
