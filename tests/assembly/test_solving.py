"""The door to HiGHS: proven optima of small integer programmes."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest

from worksheetgen.assembly import highs
from worksheetgen.assembly.solving import Constraint, Exhausted, maximise
from worksheetgen.streams import Stream


def best_knapsack(values: list[int], weights: list[int], exactly: int) -> int:
    """The greatest value of items that weigh exactly so much, by dynamic programming."""
    best = {0: 0}
    for value, weight in zip(values, weights, strict=True):
        for total, before in sorted(best.items(), reverse=True):
            if total + weight <= exactly:
                best[total + weight] = max(before + value, best.get(total + weight, before + value))
    return best[exactly]


@pytest.mark.parametrize("seed", range(6))
def test_optima_are_proven_and_not_only_near(seed: int) -> None:
    """On knapsacks of sixty items with 24-bit values the solver's total is that of dynamic programming."""
    stream = Stream(str(seed), "knapsack")
    values = [stream.below(1 << 24) - (1 << 23) for _ in range(60)]
    weights = [1 + stream.below(30) for _ in range(60)]
    constraint = Constraint(tuple(enumerate(weights)), 200, 200)
    taken = maximise(values, [1] * 60, [constraint])
    assert taken is not None
    assert sum(n * weight for n, weight in zip(taken, weights, strict=True)) == 200
    assert sum(n * value for n, value in zip(taken, values, strict=True)) == best_knapsack(
        values, weights, 200
    )


def test_small_programmes_match_trying_everything() -> None:
    """Two constraints over columns up to 0, 1, 2 and 3 have the optimum that enumeration finds."""
    uppers, costs = [0, 1, 2, 3], [9, -4, 5, 3]
    constraints = [Constraint(((1, 1), (2, 2), (3, 1)), 2, 4), Constraint(((0, 1), (1, -1), (3, 1)), 0, 2)]

    def meets(point: tuple[int, ...]) -> bool:
        return all(
            constraint.low <= sum(c * point[at] for at, c in constraint.terms) <= constraint.high
            for constraint in constraints
        )

    points = [point for point in product(*(range(upper + 1) for upper in uppers)) if meets(point)]
    best = max(points, key=lambda point: sum(c * n for c, n in zip(costs, point, strict=True)))
    assert maximise(costs, uppers, constraints) == best


def test_the_solver_says_nothing() -> None:
    """A fresh interpreter that solves a programme writes nothing, banner included."""
    code = "from worksheetgen.assembly.solving import maximise; maximise([1], [1], [])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (run.stdout, run.stderr) == (b"", b"")


def test_no_solution_is_none() -> None:
    """An impossible constraint gives None, without columns too; possible ones without columns give no numbers."""
    assert maximise([1], [1], [Constraint(((0, 1),), 2, 2)]) is None
    assert maximise([1], [1], [Constraint((), 1, 1)]) is None
    assert maximise([], [], [Constraint((), 1, 1)]) is None
    assert maximise([], [], [Constraint((), 0, 1)]) == ()
    assert maximise([], [], [Constraint((), -1, 0)]) == ()
    assert maximise([], [], [Constraint((), -1, -1)]) is None


def test_a_failing_solver_is_tried_again_and_then_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An end that proves nothing, here for want of time, leads to other settings, and at last to Exhausted."""
    without_time = {"time_limit": "0"}
    monkeypatch.setattr(highs, "_ATTEMPTS", (without_time, without_time, {}))
    hard = [Constraint(tuple((n, 1 + n * n % 17) for n in range(40)), 150, 150)]
    costs = [n * n % 23 for n in range(40)]
    assert maximise(costs, [1] * 40, hard) is not None
    monkeypatch.setattr(highs, "_ATTEMPTS", (without_time,))
    with pytest.raises(Exhausted):
        maximise(costs, [1] * 40, hard)


def test_the_best_answer_so_far_comes_with_the_limit() -> None:
    """Where nodes run out, an answer that keeps all constraints is handed on, if one was found."""
    stream = Stream("hard", "knapsack")
    values = [stream.below(1 << 24) for _ in range(80)]
    limit = Constraint(tuple((n, 1 + stream.below(1000)) for n in range(80)), 0, 9000)
    sides = [Constraint(tuple((n, stream.below(1000)) for n in range(80)), 0, 9000) for _ in range(6)]
    with pytest.raises(Exhausted) as raised:
        maximise(values, [1] * 80, [limit, *sides], 1)
    best = raised.value.best
    assert best
    for constraint in (limit, *sides):
        assert (
            constraint.low
            <= sum(best[column] * times for column, times in constraint.terms)
            <= constraint.high
        )


def test_the_limit_is_one_of_nodes_and_is_told() -> None:
    """A programme that one node cannot settle ends with Exhausted: never a paper, never “there is none”.

    Where there is no answer yet, none is handed on, though the solver has a number for each column.
    """
    stream = Stream("hard", "knapsack")
    values = [stream.below(1 << 24) for _ in range(80)]
    constraints = [
        Constraint(tuple((n, 1 + stream.below(1000)) for n in range(80)), total, total + 1)
        for total in (9000, 9500, 9900)
    ]
    with pytest.raises(Exhausted) as raised:
        maximise(values, [1] * 80, constraints, 1)
    assert raised.value.best is None
    assert "time_limit" not in highs._OPTIONS


def test_an_answer_on_the_edge_of_a_constraint_keeps_it() -> None:
    """What is exactly as much as must be, or as may be, is kept."""
    two = ((0, 2), (1, 1))
    kept = {
        (low, high): highs._keeps((1, 0), Constraint(two, low, high))
        for low in (1, 2, 3)
        for high in (1, 2, 3)
    }
    assert kept == {edges: edges[0] <= 2 <= edges[1] for edges in kept}


def test_what_the_solver_does_not_know_is_refused() -> None:
    """A setting that HiGHS has not, or that cannot have the value, is a bug and not passed over."""
    for setting in ({"mip_nodes": "1"}, {"threads": "many"}):
        with pytest.raises(ValueError, match="HiGHS refuses"):
            highs._solved([1], [1], [], setting)
