"""Exchanging what collides, against trying everything."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.variation.places import settle


@st.composite
def collisions(draw: st.DrawFn) -> tuple[list[list[int]], list[int]]:
    """Costs of up to six things in as many places, many of them nothing, and an order to begin with."""
    size = draw(st.integers(0, 6))
    cost = st.one_of(st.just(0), st.integers(0, 500))
    costs = draw(st.lists(st.lists(cost, min_size=size, max_size=size), min_size=size, max_size=size))
    return costs, draw(st.permutations(range(size)))


def total(costs: list[list[int]], held: list[int]) -> int:
    """What it costs that each place holds what it holds."""
    return sum(row[thing] for row, thing in zip(costs, held, strict=True))


@given(collisions())
def test_no_exchange_of_two_is_left_that_helps(given: tuple[list[list[int]], list[int]]) -> None:
    """Every thing still has a place, at no greater cost than before, and no two could change theirs for the better."""
    costs, held = given
    before = total(costs, held)
    held = list(held)
    settle(costs, held)
    assert sorted(held) == list(range(len(costs)))
    after = total(costs, held)
    assert after <= before
    for one, other in combinations(range(len(held)), 2):
        changed = list(held)
        changed[one], changed[other] = held[other], held[one]
        assert total(costs, changed) >= after


def test_what_costs_nothing_stays_where_it_is() -> None:
    """An order that collides with nobody is not touched."""
    held = [2, 0, 1]
    settle([[5, 5, 0], [0, 5, 5], [5, 0, 5]], held)
    assert held == [2, 0, 1]
