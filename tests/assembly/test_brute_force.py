"""The programme against brute force on banks small enough to try everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import TOPICS, met_blueprints, units
from tests.samples import blueprint, bound, drawn_one, section
from tests.thoroughness import examples
from worksheetgen.assembly import assemble
from worksheetgen.assembly.checking import mismatches, violations
from worksheetgen.assembly.conflicts import clashes, nearest_paper, reach
from worksheetgen.assembly.demands import Demand, PaperRule
from worksheetgen.assembly.programme import Programme, programme_of
from worksheetgen.assembly.solving import Constraint
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, Section, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

thorough = settings(
    max_examples=examples(60, many=600),
    derandomize=True,
)


def fillings(asked: Section, bank: Unit) -> Iterator[tuple[str, ...]]:
    """Every set of questions that meets the section by itself."""
    alone = blueprint(asked)
    for size in range(asked.questions_low, min(asked.questions_high, len(bank.questions)) + 1):
        for chosen in combinations(bank.questions, size):
            ids = tuple(question.id for question in chosen)
            fits = asked.marks in (0, sum(question.marks for question in chosen))
            if fits and not violations(alone, bank, Selection("A", (ids,))):
                yield ids


def disjoint(
    choices: list[list[tuple[str, ...]]], used: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Every way to fill the sections with no question twice."""
    if not choices:
        yield ()
        return
    for ids in choices[0]:
        if used.isdisjoint(ids):
            yield from ((ids, *rest) for rest in disjoint(choices[1:], used | set(ids)))


def can_be_met(plan: Blueprint, bank: Unit) -> bool:
    """Whether any choice of questions for the sections keeps every rule."""
    each = [list(fillings(asked, bank)) for asked in plan.sections]
    return any(not violations(plan, bank, Selection("A", ids)) for ids in disjoint(each, frozenset()))


@st.composite
def any_bounds(draw: st.DrawFn) -> Bound:
    """A bound that may or may not be kept."""
    tag, value = draw(
        st.sampled_from(
            [
                (Tag.TOPIC, TOPICS[0]),
                (Tag.OBJECTIVE, "AO1"),
                (Tag.KIND, "explain"),
                (Tag.TIER, "support"),
                (Tag.SOURCE, "x"),
                (Tag.DIFFICULTY, "2-3"),
            ]
        )
    )
    low = draw(st.integers(0, 3))
    single = bound(tag, value, draw(st.sampled_from(Measure)), low, low + draw(st.integers(0, 4)))
    second = draw(st.sampled_from([(), (), ((Tag.DIFFICULTY, "1-3"),), ((Tag.OBJECTIVE, "AO2"),)]))
    return replace(single, tags=tuple(dict((*single.tags, *second)).items()))


@st.composite
def any_sections(draw: st.DrawFn) -> Section:
    """A section that may or may not be filled."""
    low = draw(st.integers(0, 3))
    return section(
        marks=draw(st.sampled_from([0, 0, 3, 6, 9])),
        questions=(low, low + draw(st.integers(0, 2))),
        kinds=draw(st.sampled_from([(), (), (), tuple(Kind), tuple(Kind)[:9]])),
        topics=draw(st.sampled_from([(), TOPICS[:1], TOPICS[:2]])),
        sources=draw(st.sampled_from([(), (), ("x",), ("x", "z"), ("x", "y", "z")])),
        tiers=draw(st.sampled_from([(), (), (Tier.SUPPORT,)])),
        bounds=tuple(draw(st.lists(any_bounds(), max_size=1))),
        without=draw(st.sampled_from([(), (), (), tuple(Kind)[:2], (Kind.ESSAY,)])),
    )


@st.composite
def any_blueprints(draw: st.DrawFn, bank: Unit) -> Blueprint:
    """One or two sections and what the whole paper must keep."""
    id = st.sampled_from([question.id for question in bank.questions])
    return blueprint(
        *(draw(any_sections()) for _ in range(draw(st.integers(1, 2)))),
        minutes=draw(st.sampled_from([0, 0, 12, 32])),
        bounds=tuple(draw(st.lists(any_bounds(), max_size=1))),
        require=tuple(draw(st.lists(id, max_size=1))),
        exclude=tuple(draw(st.lists(id, max_size=1))),
    )


@st.composite
def tightened(draw: st.DrawFn, bank: Unit) -> Blueprint:
    """A blueprint that could be met before one thing more was asked of it."""
    plan = draw(met_blueprints(bank).filter(lambda plan: len(plan.sections) < 4))
    id = draw(st.sampled_from([question.id for question in bank.questions]))
    return draw(
        st.sampled_from(
            [
                replace(plan, minutes=max(1, plan.minutes - 3)),
                replace(plan, require=(*plan.require, id)),
                replace(plan, exclude=(*plan.exclude, id)),
                replace(plan, bounds=(*plan.bounds, draw(any_bounds()))),
            ]
        )
    )


def cases() -> st.SearchStrategy[tuple[Unit, Blueprint]]:
    """A bank of three to ten questions and a blueprint that it may or may not meet."""
    return units(most=10).flatmap(
        lambda bank: st.tuples(st.just(bank), any_blueprints(bank) | tightened(bank) | tightened(bank))
    )


def choices(programme: Programme) -> Iterator[tuple[int, ...]]:
    """Every choice of columns."""
    return product((0, 1), repeat=programme.width)


def keeps(chosen: Sequence[int], programme: Programme, demands: Sequence[Demand]) -> bool:
    """Whether a choice of columns keeps these demands and every rule."""
    return all(meets(chosen, one) for one in programme.rules) and all(meets(chosen, one) for one in demands)


def meets(chosen: Sequence[int], one: Demand | PaperRule) -> bool:
    """Whether a choice of columns keeps one demand or rule."""
    return all(
        constraint.low <= _amount(constraint, chosen) <= constraint.high for constraint in one.constraints
    )


def holds(programme: Programme, together: Sequence[Demand | PaperRule]) -> bool:
    """Whether any choice of columns keeps all of these: all choices are tried."""
    return any(all(meets(chosen, one) for one in together) for chosen in choices(programme))


@settings(thorough, max_examples=examples(25, many=250))
@given(cases())
def test_a_smallest_set_is_one(case: tuple[Unit, Blueprint]) -> None:
    """What is said not to hold together does not, and without any one of its members the rest does."""
    bank, plan = case
    programme = programme_of(plan, bank, (), bank.by_id)
    assume(programme.width <= 12)
    assume(not any(keeps(chosen, programme, programme.demands) for chosen in choices(programme)))
    found = clashes(nearest_paper(programme), programme, 99)
    assert found
    for clash in found:
        together: tuple[Demand | PaperRule, ...] = (clash.demand, *clash.rules, *clash.against)
        assert not holds(programme, together)
        for left_out in together:
            assert holds(programme, [one for one in together if one is not left_out])


@settings(thorough, max_examples=examples(25, many=250))
@given(cases())
def test_no_paper_is_nearer_than_the_nearest(case: tuple[Unit, Blueprint]) -> None:
    """What the nearest paper misses, by weight, is the least of all choices that keep the structure."""
    bank, plan = case
    programme = programme_of(plan, bank, (), bank.by_id)
    assume(programme.width <= 12)
    near = nearest_paper(programme)
    weighed = sum(demand.weight * abs(gap) for demand, gap in near.missed.items())
    assert weighed == min(
        sum(demand.weight * _gap(demand, chosen) for demand in programme.demands)
        for chosen in choices(programme)
        if keeps(chosen, programme, ())
    )


def _amount(constraint: Constraint, chosen: Sequence[int]) -> int:
    return sum(chosen[column] * times for column, times in constraint.terms)


def _gap(demand: Demand, chosen: Sequence[int]) -> int:
    """How much a choice of columns misses the demand by."""
    amount = _amount(demand.constraint, chosen)
    return max(0, demand.constraint.low - amount, amount - demand.constraint.high)


@thorough
@given(cases())
def test_advice_is_true_and_the_nearest_plan_is_drawn(case: tuple[Unit, Blueprint]) -> None:
    """What `reach` gives a demand beside all others can be had, nothing nearer can, and the plan offered is drawn."""
    bank, plan = case
    assume(not can_be_met(plan, bank))
    with pytest.raises(UnmetBlueprint) as raised:
        drawn_one(plan, bank, "s")
    if offered := raised.value.nearest:
        assert drawn_one(offered, bank, "t")
    assert len(str(raised.value)) < 1500
    programme = programme_of(plan, bank, (), bank.by_id)
    assume(programme.width <= 12)
    for demand in nearest_paper(programme).missed:
        others = [other for other in programme.demands if other is not demand]
        amounts = {
            _amount(demand.constraint, chosen)
            for chosen in choices(programme)
            if keeps(chosen, programme, others)
        }
        found = reach(programme, demand, others)
        assert found.below == max((n for n in amounts if n < demand.constraint.low), default=None)
        assert found.above == min((n for n in amounts if n > demand.constraint.high), default=None)


@thorough
@given(cases())
def test_a_paper_is_drawn_exactly_where_there_is_one(case: tuple[Unit, Blueprint]) -> None:
    """`assemble` draws one exactly where brute force finds one, and else raises with a problem."""
    bank, plan = case
    if can_be_met(plan, bank):
        event("can be met")
        assert drawn_one(plan, bank, "s")
    else:
        with pytest.raises(UnmetBlueprint) as raised:
            drawn_one(plan, bank, "s")
        assert raised.value.problems
        event("cannot hold together" if "together" in str(raised.value) else "fails alone")


def every_paper(plan: Blueprint, bank: Unit) -> list[Selection]:
    """All selections that keep every rule of one form."""
    each = [list(fillings(asked, bank)) for asked in plan.sections]
    selections = (Selection("A", ids) for ids in disjoint(each, frozenset()))
    return [selection for selection in selections if not violations(plan, bank, selection)]


@settings(thorough, max_examples=examples(25, many=250))
@given(
    units(most=8).flatmap(lambda bank: st.tuples(st.just(bank), met_blueprints(bank) | any_blueprints(bank))),
    st.integers(0, 2),
    st.sampled_from([(), (), (Tag.TOPIC,), (Tag.OBJECTIVE, Tag.KIND)]),
)
def test_two_forms_are_drawn_exactly_where_there_are_two(
    case: tuple[Unit, Blueprint], shared: int, equal: tuple[Tag, ...]
) -> None:
    """`assemble` draws parallel forms exactly where brute force finds two papers without a mismatch."""
    bank, plan = case[0], replace(case[1], forms=2, shared=shared, equal=equal)
    assume(len(plan.sections) < 3)
    papers = every_paper(plan, bank)
    assume(papers)
    pairs = ((one, replace(other, form="B")) for one in papers for other in papers)
    if any(not mismatches(plan, bank, pair) for pair in pairs):
        draw = assemble(plan, bank, "s")
        event("drawn together" if "all forms were drawn together" in draw.steps else "one after another")
    else:
        with pytest.raises(UnmetBlueprint, match="2 parallel forms do not exist"):
            assemble(plan, bank, "s")
        event("do not exist")
