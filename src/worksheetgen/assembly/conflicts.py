"""A programme without a solution to problems: which demands cannot hold together, by how much, and what can be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from worksheetgen.assembly.demands import Demand
from worksheetgen.assembly.programme import Programme
from worksheetgen.assembly.solving import Constraint, maximise
from worksheetgen.assembly.wording import named, number_of, section_name
from worksheetgen.errors import Problem
from worksheetgen.model.blueprint import Blueprint

_FAR = 1_000_000


@dataclass(frozen=True)
class Clash:
    """A demand that the nearest paper misses by `gap` (positive: short, negative: over), and those against it.

    The demand and those `against` it cannot hold together, but any of them left out the rest can.
    """

    demand: Demand
    gap: int
    against: tuple[Demand, ...]


@dataclass(frozen=True)
class Nearest:
    """The paper nearest to a blueprint: its columns, and the demands that it misses, each with its gap."""

    columns: tuple[int, ...]
    missed: dict[Demand, int]


def nearest_paper(programme: Programme) -> Nearest:
    """The paper that misses the demands by the least weight in all. Raises Exhausted as `maximise` does."""
    return _nearest(programme, programme.demands, ())


def described(nearest: Nearest, programme: Programme, blueprint: Blueprint) -> Problem:
    """The nearest paper in a teacher's words: its questions, and by how much it misses what."""
    chosen = [programme.pairs[column] for column in nearest.columns if column < len(programme.pairs)]
    misses = "; ".join(f"{demand.words} ({_off(demand, gap)})" for demand, gap in nearest.missed.items())
    sections = (
        f"{section_name(number)}: {named(own) or 'none'}"
        for number in range(len(blueprint.sections))
        for own in [[question for question, at in chosen if at == number]]
    )
    total = number_of(sum(question.marks for question, _ in chosen), "mark")
    what = (
        f"The nearest paper that exists has {number_of(len(chosen), 'question')} and {total}. It misses only "
        f"this: {misses}. {'; '.join(sections)}."
    )
    return Problem(blueprint.place, what, "To have it, ask for no more than that.")


def conflicts(nearest: Nearest, programme: Programme) -> tuple[Problem, ...]:
    """The clashes of a programme without a solution, in a teacher's words. Raises Exhausted as `maximise` does."""
    return tuple(_problem(clash, programme) for clash in clashes(nearest, programme))


def clashes(nearest: Nearest, programme: Programme) -> tuple[Clash, ...]:
    """One for each demand that the paper nearest to the blueprint misses.

    The nearest paper misses few demands; all others hold together. The missed ones join them one after
    another; one that cannot is a clash, with the fewest of the held ones that already rule it out.
    """
    held = [demand for demand in programme.demands if demand not in nearest.missed]
    found = []
    for demand in nearest.missed:
        gap = _nearest(programme, (demand,), held).missed.get(demand)
        if gap is None:
            held.append(demand)
        else:
            found.append(Clash(demand, gap, _against(programme, (demand,), True, tuple(held))))
    return tuple(found)


def _problem(clash: Clash, programme: Programme) -> Problem:
    """The demand, those that rule it out, the gap in the demand's own measure, and what would count."""
    demand, against = clash.demand, clash.against
    counting = {
        programme.pairs[column][0].id: programme.pairs[column][0] for column, _ in demand.constraint.terms
    }
    counts = f" Towards it count: {named(counting.values())}." if clash.gap > 0 and counting else ""
    clauses = "; ".join(other.words for other in (demand, *against))
    off = _off(demand, clash.gap)
    if not against:
        what = f"No paper can do this: {clauses}. At best it is {off}.{counts}"
        return Problem(demand.place, what, "Change the demand, or add questions.")
    what = f"These cannot hold together: {clauses}. With the others the first is {off}.{counts}"
    return Problem(demand.place, what, "Change one of them, or add questions.")


def _off(demand: Demand, gap: int) -> str:
    """`3 marks short`, `1 minute over`."""
    amount = number_of(-(-abs(gap) // demand.per), demand.noun)
    return f"{amount} {'short' if gap > 0 else 'over'}"


def _nearest(programme: Programme, soft: Sequence[Demand], hard: Sequence[Demand]) -> Nearest:
    """The paper nearest to the soft demands while the hard ones hold, and which of the soft it misses.

    A gap is positive for what is short and negative for what is over. Each soft constraint has two columns of
    its own, for what is short and what is over, at the demand's weight.
    """
    width = programme.width
    eased = [_eased(demand.constraint, width + 2 * n) for n, demand in enumerate(soft)]
    costs = [0] * width + [-demand.weight for demand in soft for _ in range(2)]
    uppers = [1] * width + [_FAR] * (2 * len(soft))
    found = maximise(costs, uppers, (*programme.structure, *(demand.constraint for demand in hard), *eased))
    if found is None:
        raise AssertionError("the demands that should hold together do not")
    gaps = {demand: found[width + 2 * n] - found[width + 2 * n + 1] for n, demand in enumerate(soft)}
    return Nearest(
        tuple(column for column in range(width) if found[column]),
        {demand: gap for demand, gap in gaps.items() if gap},
    )


def _eased(constraint: Constraint, column: int) -> Constraint:
    return Constraint((*constraint.terms, (column, 1), (column + 1, -1)), constraint.low, constraint.high)


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
    constraints = (*programme.structure, *(demand.constraint for demand in demands))
    return maximise([0] * programme.width, [1] * programme.width, constraints) is not None
