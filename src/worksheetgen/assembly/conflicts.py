"""A programme without a solution to the paper nearest to it, and to the demands that stand against each other."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.assembly.demands import Demand, PaperRule
from worksheetgen.assembly.programme import Programme
from worksheetgen.assembly.solving import Constraint, Exhausted, maximise
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.value import Value, replace

EXPLAINING_NODES = 1000
"""The solver's nodes for each question that is asked of it here: seconds at most on a bank of thousands."""
_FAR = 1_000_000


class Nearest(Value):
    """The paper nearest to a blueprint: its columns, and the demands that it misses, each with its gap.

    A gap is positive for what is short and negative for what is over.
    """

    columns: tuple[int, ...]
    missed: dict[Demand, int]

    def amount(self, demand: Demand) -> int:
        """How much the paper has of what the demand counts."""
        chosen = frozenset(self.columns)
        return sum(times for column, times in demand.constraint.terms if column in chosen)


class Clash(Value):
    """A demand that the nearest paper misses, and the rules and demands that it cannot hold together with.

    Any of them left out, the rest can hold.
    """

    demand: Demand
    rules: tuple[PaperRule, ...]
    against: tuple[Demand, ...]


class Reach(Value):
    """The amounts next to a demand that papers can have: `below` and `above` what it asks, None for none."""

    below: int | None
    above: int | None


def nearest_paper(programme: Programme) -> Nearest:
    """The paper that misses the demands by the least weight in all, or the best found where none is proven.

    Each demand has two columns of its own, for what is short and what is over, at the demand's weight. Raises
    Exhausted where no paper is found, though there is always one: that without questions.
    """
    width, soft = programme.width, programme.demands
    eased = [_eased(demand.constraint, width + 2 * n) for n, demand in enumerate(soft)]
    costs = [0] * width + [-demand.weight for demand in soft for _ in range(2)]
    uppers = [1] * width + [_FAR] * (2 * len(soft))
    try:
        found = maximise(costs, uppers, (*programme.structure, *eased), EXPLAINING_NODES)
    except Exhausted as error:
        found = error.best
    if found is None:
        raise Exhausted
    gaps = {demand: found[width + 2 * n] - found[width + 2 * n + 1] for n, demand in enumerate(soft)}
    return Nearest(
        tuple(column for column in range(width) if found[column]),
        {demand: gap for demand, gap in gaps.items() if gap},
    )


def eased_plan(nearest: Nearest, programme: Programme, blueprint: Blueprint) -> Blueprint | None:
    """The blueprint that the nearest paper meets: each demand that it misses asks for what it has there.

    A section in which it has nothing is left out. None where it has nothing at all.
    """
    filled = {number for column, (_, number) in enumerate(programme.pairs) if column in nearest.columns}
    plan = blueprint
    for demand in nearest.missed:
        plan = demand.ease(plan, nearest.amount(demand))
    sections = tuple(
        section
        for number, section in enumerate(plan.sections)
        if number in filled or section == blueprint.sections[number]
    )
    return replace(plan, sections=sections) if filled else None


def clashes(nearest: Nearest, programme: Programme, most: int) -> tuple[Clash, ...]:
    """One for each demand that the paper nearest to the blueprint misses, up to so many, the dearest first.

    The nearest paper misses few demands; all others hold together. The missed ones join them one after another; one
    that cannot is a clash, with the fewest of the held ones that already rule it out.
    """
    held = [demand for demand in programme.demands if demand not in nearest.missed]
    found: list[Clash] = []
    for demand in sorted(nearest.missed, key=lambda demand: -demand.weight * abs(nearest.missed[demand])):
        if _holds(programme, (*programme.rules, *held, demand)):
            held.append(demand)
            continue
        # Rules stand before demands, so that no demand is blamed where rules are enough.
        against = _against(programme, (demand,), True, (*programme.rules, *held))
        found.append(
            Clash(
                demand,
                tuple(one for one in against if isinstance(one, PaperRule)),
                tuple(one for one in against if isinstance(one, Demand)),
            )
        )
        if len(found) == most:
            break
    return tuple(found)


def reach(programme: Programme, demand: Demand, others: Sequence[Demand]) -> Reach:
    """What papers that meet the others can have in place of a demand that none of them meets. Raises Exhausted."""
    terms, asked = demand.constraint.terms, demand.constraint
    hard = (*programme.structure, *(other.constraint for other in others))
    costs = [0] * programme.width
    for column, times in terms:
        costs[column] = times

    def most(sign: int, low: int, high: int) -> int | None:
        limits = (*hard, Constraint(terms, low, high))
        found = maximise([sign * cost for cost in costs], [1] * programme.width, limits, EXPLAINING_NODES)
        return None if found is None else sum(times * found[column] for column, times in terms)

    return Reach(most(1, -_FAR, asked.low - 1), most(-1, asked.high + 1, _FAR))


def in_the_way(rule: PaperRule, clash: Clash, programme: Programme) -> str:
    """The clause for a rule of a clash: that of its one constraint that stands in the way, or the rule's own."""
    if all(words == rule.why for words, _ in rule.each):
        return rule.why
    others: list[Demand | PaperRule] = [
        clash.demand,
        *clash.against,
        *(one for one in clash.rules if one != rule),
    ]
    hard = [constraint for one in others for constraint in one.constraints]
    width = programme.width
    eased = [_eased(constraint, width + 2 * n) for n, constraint in enumerate(rule.constraints)]
    costs, uppers = [0] * width + [-1] * (2 * len(eased)), [1] * width + [_FAR] * (2 * len(eased))
    try:
        found = maximise(costs, uppers, (*hard, *eased), EXPLAINING_NODES)
    except Exhausted:
        found = None
    broken = {words for n, (words, _) in enumerate(rule.each) if found and any(found[width + 2 * n :][:2])}
    return broken.pop() if len(broken) == 1 else rule.why


def _eased(constraint: Constraint, column: int) -> Constraint:
    return Constraint((*constraint.terms, (column, 1), (column + 1, -1)), constraint.low, constraint.high)


def _against(
    programme: Programme,
    hard: tuple[Demand | PaperRule, ...],
    grown: bool,
    others: tuple[Demand | PaperRule, ...],
) -> tuple[Demand | PaperRule, ...]:
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


def _holds(programme: Programme, all_of: tuple[Demand | PaperRule, ...]) -> bool:
    """Whether some choice of columns meets all of these, or that is too hard to tell."""
    constraints = [constraint for one in all_of for constraint in one.constraints]
    try:
        return (
            maximise([0] * programme.width, [1] * programme.width, constraints, EXPLAINING_NODES) is not None
        )
    except Exhausted:
        return True
