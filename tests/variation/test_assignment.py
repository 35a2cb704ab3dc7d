"""Least-cost assignments against trying them all."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.variation.assignment import assign

matrices = st.integers(0, 6).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(-50, 50), min_size=size, max_size=size), min_size=size, max_size=size
    )
)


@given(matrices)
def test_no_other_assignment_costs_less(costs: list[list[int]]) -> None:
    """Every row has a column of its own, and of all permutations none has a smaller sum."""
    found = assign(costs)
    assert sorted(found) == list(range(len(costs)))
    least = min(
        sum(row[column] for row, column in zip(costs, order, strict=True))
        for order in permutations(range(len(costs)))
    )
    assert sum(row[column] for row, column in zip(costs, found, strict=True)) == least
