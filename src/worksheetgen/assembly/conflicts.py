"""A programme without a solution to problems: which demands cannot hold together, and by how much."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.assembly.demands import Demand
from worksheetgen.assembly.programme import Programme
from worksheetgen.assembly.solving import Row, maximise
from worksheetgen.assembly.wording import number_of
from worksheetgen.errors import Problem

_FAR = 1_000_000


def conflicts(programme: Programme) -> tuple[Problem, ...]:
    """One problem for each demand that the paper nearest to the blueprint misses, with those against it.

    The nearest paper misses few demands; all others hold together. The missed ones join them one after
    another; one that cannot is a problem, with the fewest of the held ones that already rule it out.
    """
    missed = _missed(programme, programme.demands, ())
    held = [demand for demand in programme.demands if demand not in missed]
    found = []
    for demand in missed:
        gap = _missed(programme, (demand,), held).get(demand)
        if gap is None:
            held.append(demand)
        else:
            against = _against(programme, (demand,), True, tuple(held))
            found.append(_problem(demand, gap, against))
    return tuple(found)


def _problem(demand: Demand, gap: int, against: tuple[Demand, ...]) -> Problem:
    """The demand, those that rule it out and the gap in the demand's own measure."""
    side = "short of" if gap > 0 else "over"
    amount = number_of(abs(gap), demand.noun)
    clauses = "; ".join(other.words for other in (demand, *against))
    if not against:
        what = f"No paper can do this: {clauses}. The nearest is {amount} {side} it."
        return Problem(demand.place, what, "Change the demand, or add questions.")
    what = f"These cannot hold together: {clauses}. The nearest paper is {amount} {side} the first."
    return Problem(demand.place, what, "Change one of them, or add questions.")


def _missed(programme: Programme, soft: Sequence[Demand], hard: Sequence[Demand]) -> dict[Demand, int]:
    """The soft demands that the paper nearest to them misses while the hard ones hold.

    The gap is positive for what is short and negative for what is over. Each soft row has two columns of
    its own, for what is short and what is over, at the demand's weight.
    """
    width = programme.width
    eased = [_eased(demand.row, width + 2 * n) for n, demand in enumerate(soft)]
    costs = [0] * width + [-demand.weight for demand in soft for _ in range(2)]
    uppers = [1] * width + [_FAR] * (2 * len(soft))
    nearest = maximise(costs, uppers, (*programme.structure, *(demand.row for demand in hard), *eased))
    if nearest is None:
        raise AssertionError("the demands that should hold together do not")
    gaps = {demand: nearest[width + 2 * n] - nearest[width + 2 * n + 1] for n, demand in enumerate(soft)}
    return {demand: gap for demand, gap in gaps.items() if gap}


def _eased(row: Row, column: int) -> Row:
    return Row((*row.terms, (column, 1), (column + 1, -1)), row.low, row.high)


def _against(
    programme: Programme, hard: tuple[Demand, ...], grown: bool, others: tuple[Demand, ...]
) -> tuple[Demand, ...]:
    """A least set of the others that cannot hold with the hard ones (QuickXplain, Junker 2004).

    Together they must be beyond all papers. `grown` says whether `hard` may have become so by itself.
    """
    if (grown and not _holds(programme, hard)) or not others:
        return ()
    if len(others) == 1:
        return others
    first, second = others[: len(others) // 2], others[len(others) // 2 :]
    late = _against(programme, hard + first, True, second)
    early = _against(programme, hard + late, bool(late), first)
    return early + late


def _holds(programme: Programme, demands: tuple[Demand, ...]) -> bool:
    """Whether some paper meets all of these."""
    rows = (*programme.structure, *(demand.row for demand in demands))
    return maximise([0] * programme.width, [1] * programme.width, rows) is not None
