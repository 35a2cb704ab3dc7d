"""Integer programmes to HiGHS, and its answers back: the only place that knows it.

By its functions for C: its package for Python, and NumPy, without which that takes no programme, need 75 ms to be
imported, a fourteenth of a whole run for a class of 30, and the library by itself 2. It is loaded when there is
something to solve: what works on a printed run solves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ctypes import POINTER, c_char_p, c_double, c_int, c_void_p
from enum import IntEnum
from itertools import accumulate
from pathlib import Path
from typing import Any

from highsbox import highs_dist_dir

from worksheetgen.assembly.solving import Constraint, Exhausted
from worksheetgen.system.libraries import opened_library

# Every cost is an integer, so an answer within less than one of the bound is the optimum.
# Nodes are counted, seconds are not: how long a machine takes must not decide a paper.
_OPTIONS: dict[str, str] = {
    "output_flag": "false",
    "threads": "1",
    "mip_rel_gap": "0",
    "mip_abs_gap": "0.5",
    # The optimum is the same however it is found. A paper's programme is small: few cuts, soon dropped, no guess before
    # the first relaxation and no second start take 89 ms for the bundled unit test on average where it took 129, and
    # 194 where one draw of twenty took 364.
    "mip_pool_soft_limit": "100",
    "mip_lp_age_limit": "3",
    "mip_allow_restart": "false",
    "mip_heuristic_run_feasibility_jump": "false",
    # Nor are answers guessed by solving parts of it: 160 draws of the bundled unit test and mock exam take 75 ms on
    # average where they took 88, the longest 283 where it took 381.
    "mip_heuristic_run_root_reduced_cost": "false",
    "mip_heuristic_run_rens": "false",
    "mip_heuristic_run_rins": "false",
}

_MAXIMISE, _BY_ROWS, _INTEGER = -1, 2, 1
"""What HiGHS calls its objective's sense, a matrix whose rows follow one another, and a column of integers."""


class _End(IntEnum):
    """How a run of HiGHS ended, of the states that say something."""

    OPTIMAL = 7
    INFEASIBLE = 8
    SOLUTION_LIMIT = 16


def _loaded() -> Any:
    """The library, with the types that its functions take and give, but for those that take and give integers."""
    library = opened_library(Path(highs_dist_dir()), "highs")
    numbers, integers = POINTER(c_double), POINTER(c_int)
    library.Highs_create.restype = c_void_p
    for name, takes in {
        "setStringOptionValue": (c_char_p, c_char_p),
        "passMip": (*[c_int] * 5, c_double, *[numbers] * 5, *[integers] * 2, numbers, integers),
        "run": (),
        "getModelStatus": (),
        "getSolution": [numbers] * 4,
        "destroy": (),
    }.items():
        getattr(library, f"Highs_{name}").argtypes = (c_void_p, *takes)
    library.Highs_setStringOptionValue.errcheck = library.Highs_passMip.errcheck = _taken
    return library


def _taken(status: Any, _: Any, given: Any) -> Any:
    """Raise ValueError where HiGHS refuses what it was given: a bug."""
    if status < 0:
        raise ValueError(f"HiGHS refuses {given}")
    return status


_HIGHS = _loaded()


def optimum(
    costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int
) -> tuple[int, ...] | None:
    """As `solving.maximise`, where there is something to choose."""
    for settings in _ATTEMPTS:
        end, found = _solved(costs, uppers, constraints, {**settings, "mip_max_nodes": f"{nodes}"})
        match end:
            case _End.OPTIMAL:
                return found
            case _End.INFEASIBLE:
                return None
            case _End.SOLUTION_LIMIT:
                raise Exhausted(
                    found if all(_keeps(found, constraint) for constraint in constraints) else None
                )
    raise Exhausted


_ATTEMPTS: tuple[dict[str, str], ...] = (
    {},
    # Presolve reduces some programmes that have no solution to nothing, calls that optimal, and then finds that what
    # it stands for breaks a constraint (HiGHS issues 1710 and 2402).
    {"presolve": "off"},
    {"presolve": "off", "mip_heuristic_effort": "0"},
)
"""The settings with which a programme is solved again where HiGHS fails: it ends in another state than these three."""


def _keeps(found: tuple[int, ...], constraint: Constraint) -> bool:
    """Whether a solver's answer, which is 0 throughout where it has none, keeps the constraint."""
    return (
        constraint.low <= sum(times * found[column] for column, times in constraint.terms) <= constraint.high
    )


def _solved(
    costs: Sequence[int],
    uppers: Sequence[int],
    constraints: Sequence[Constraint],
    settings: Mapping[str, str],
) -> tuple[int, tuple[int, ...]]:
    """How HiGHS ended, with these settings beside those that are always made, and its number for each column."""
    solver = c_void_p(_HIGHS.Highs_create())
    try:
        for name, value in {**_OPTIONS, **settings}.items():
            _HIGHS.Highs_setStringOptionValue(solver, name.encode(), value.encode())
        _pass(solver, costs, uppers, constraints)
        _HIGHS.Highs_run(solver)
        values = (c_double * len(costs))()
        _HIGHS.Highs_getSolution(solver, values, None, None, None)
        return _HIGHS.Highs_getModelStatus(solver), tuple(map(round, values))
    finally:
        _HIGHS.Highs_destroy(solver)


def _pass(
    solver: c_void_p, costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint]
) -> None:
    """Give HiGHS the programme, constraint by constraint."""
    terms = [term for constraint in constraints for term in constraint.terms]
    starts = [0, *accumulate(len(constraint.terms) for constraint in constraints)]
    columns, rows, entries = len(costs), len(constraints), len(terms)
    of_columns, of_rows, of_entries = c_double * columns, c_double * rows, c_double * entries
    _HIGHS.Highs_passMip(
        solver,
        *(columns, rows, entries, _BY_ROWS, _MAXIMISE, 0.0),
        *(of_columns(*costs), of_columns(), of_columns(*uppers)),
        *(of_rows(*(each.low for each in constraints)), of_rows(*(each.high for each in constraints))),
        (c_int * len(starts))(*starts),
        (c_int * entries)(*(column for column, _ in terms)),
        of_entries(*(times for _, times in terms)),
        (c_int * columns)(*[_INTEGER] * columns),
    )
