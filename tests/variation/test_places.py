"""Exchanging what collides, against trying everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import choice, question
from worksheetgen.model.room import BESIDE, Seat
from worksheetgen.streams import Stream
from worksheetgen.variation.places import Group, Near, NearPaper, settle

SEAT = Seat(2, 3)


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


def test_costs_are_of_the_places_that_there_are() -> None:
    """A row of costs for a place that holds nothing is refused, not left out of account."""
    with pytest.raises(ValueError, match="shorter"):
        settle([[0, 0, 9], [9, 0, 0], [0, 0, 0]], [1, 0])


# ---- places in a section ---------------------------------------------------------------------------


def group(ids: str, pinned: str = "") -> Group:
    """Questions named by letters that may change places, the last of a form of ten; some keep their options."""
    asked = [question(id, choice(pinned=id in pinned)) for id in ids]
    return Group(asked, "A", "s", 10 - len(ids), 10)


def seen(ids: str, *papers: tuple[str, int]) -> Near:
    """The papers near by, each the letters of these questions under the numbers from 4, and a weight."""
    return [
        (
            NearPaper(
                "A",
                frozenset([10 * n + 10 - len(ids) + ids.index(id) for n, id in enumerate(paper, 4)]),
                frozenset(),
            ),
            weight,
        )
        for paper, weight in papers
    ]


def exchanged(one: Group, order: str, near: Near, seat: Seat = SEAT) -> str:
    """The order of these questions, which are numbered from 4, once they have been exchanged; others stay."""
    asked = [*"123", *order]
    crowd = [0] * 110
    for paper, weight in near:
        for place in paper.places:
            crowd[place] += weight
    one.exchange(asked, range(4, 4 + len(order)), crowd, near, seat)
    assert asked[:3] == [*"123"]
    return "".join(asked[3:])


def shared(order: Sequence[str], times: Mapping[str, int], papers: Sequence[tuple[str, int]]) -> int:
    """What it costs to share places: each paper's questions, squared together, by the weight of who has it."""
    return sum(
        weight * sum(times[one] for one, other in zip(order, paper, strict=True) if one == other) ** 2
        for paper, weight in papers
    )


@pytest.mark.parametrize(("ids", "pinned"), [("ab", "a"), ("abc", "b"), ("abc", "ac"), ("abc", "abc")])
def test_few_places_are_shared_as_little_as_any_order_allows(ids: str, pinned: str) -> None:
    """Of all orders none costs less, whoever sits near: a question that keeps its options counts as six others."""
    times = {id: 6 if id in pinned else 1 for id in ids}
    for case in range(40):
        drawn = Stream("s", "case", str(case))
        papers = [("".join(drawn.shuffled(ids)), (1, 2, BESIDE)[drawn.below(3)]) for _ in range(5)]
        found = exchanged(group(ids, pinned), "".join(drawn.shuffled(ids)), seen(ids, *papers))
        least = min(shared(order, times, papers) for order in permutations(ids))
        assert shared(found, times, papers) == least


def test_the_seat_says_where_a_question_stands_whose_options_stay() -> None:
    """One place along the row it stands one further, one row back two further, whatever the order was."""
    first = {
        exchanged(group("abcde", "c"), "".join(order), [], Seat(1, 1)) for order in permutations("abcde")
    }
    (at,) = {order.index("c") for order in first}
    assert len(first) == 24
    for row in range(1, 4):
        for place in range(1, 4):
            order = exchanged(group("abcde", "c"), "abcde", [], Seat(row, place))
            assert order.index("c") == (at + 2 * (row - 1) + place - 1) % 5


def test_a_question_whose_options_stay_leaves_its_place_to_a_neighbour_who_has_it() -> None:
    """One who has that very question there is a reason to leave, four who have others as they were are none."""
    one = group("abcde", "c")
    home = exchanged(one, "abcde", [])
    at = home.index("c")
    assert exchanged(one, home, seen("abcde", (home, BESIDE))).index("c") != at
    elsewhere = [home.replace("c", "-").replace(other, "c").replace("-", other) for other in "abde"]
    assert exchanged(one, home, seen("abcde", *((paper, BESIDE) for paper in elsewhere))).index("c") == at
