"""Which questions of a section change places, so that neighbours seldom have one under the same number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import permutations
from typing import NamedTuple

from worksheetgen.model.question import Question
from worksheetgen.model.room import BESIDE, Seat
from worksheetgen.streams import Stream
from worksheetgen.variation.coincidences import lettered_parts

# What follows are costs in the unit of a neighbour's weight: `BESIDE` for who sits next to the student, 1 or 2
# for who sits further off.

# Where a question with pinned options meets a neighbour's it costs so many times the weight: its letter cannot
# change, so all others make room.
_PINNED = 6
# The cost where a question with pinned options is not in the place that the seat gives it. More than four
# neighbours who have the other questions that would have to move, less than one who has that very question
# there.
_ASTRAY = 5 * BESIDE


class NearPaper(NamedTuple):
    """A paper that lies in the room, as its neighbours see it.

    `places` are its questions under their numbers and `keys` its parts under their numbers and letters, both
    numbered by the `Apart` of its form.
    """

    form: str
    places: frozenset[int]
    keys: frozenset[int]


Near = Sequence[tuple[NearPaper, int]]
"""The papers of the same form within reach of a seat, each with the weight of who sits there."""


class Group:
    """Questions of a section that may change places among themselves.

    Those with pinned options have places that the seat gives them: their letters cannot differ, so their
    places must. Whoever sits one place further along the row has them one place further, whoever sits one row
    further back two places further. So the places of any two neighbours are 1, 2 or 3 apart, and never the
    same where there are four or more. Where there are fewer, all orders are tried.
    """

    def __init__(self, questions: Sequence[Question], section: str, seed: str, first: int, all: int) -> None:
        """`section` is the letter of their section.

        A question under a number is an integer: the number times `all`, the form's questions, and the question's
        index among those that can move, which is `first` for the first of these.
        """
        self.ids = [question.id for question in questions]
        self._first, self._all = first, all
        pinned = sorted(
            question.id for question in questions if any(part.pinned for part in lettered_parts(question))
        )
        self._times = [_PINNED if id in pinned else 1 for id in self.ids]
        self._scarce = bool(pinned) and len(self.ids) < 4
        # Not the student's stream: the whole room must start from the same place, or the seats would say
        # nothing.
        offsets = Stream(seed, "own places", section, *pinned).shuffled(range(len(self.ids)))
        self._offsets = list(zip(map(self.ids.index, pinned), offsets, strict=False))

    def exchange(
        self, order: list[str], numbers: Sequence[int], crowd: Sequence[int], near: Near, seat: Seat
    ) -> None:
        """Change the order of all question ids of a paper, of which these have the `numbers`, from 1.

        `crowd` are the weights of the papers `near` that have something in a place, place by place.
        """
        held = [self.ids.index(order[number - 1]) for number in numbers]
        starts = [number * self._all + self._first for number in numbers]
        if self._scarce:
            held = list(min(permutations(held), key=partial(self._crowding, starts, near)))
        else:
            costs = [list(crowd[start : start + len(held)]) for start in starts]
            for index, offset in self._offsets:
                own = (seat.place + 2 * seat.row + offset) % len(held)
                for place, row in enumerate(costs):
                    row[index] = row[index] * _PINNED + _ASTRAY * (place != own)
                at = held.index(index)
                held[at], held[own] = held[own], index
            settle(costs, held)
        for number, index in zip(numbers, held, strict=True):
            order[number - 1] = self.ids[index]

    def _crowding(self, starts: Sequence[int], near: Near, held: Sequence[int]) -> int:
        """What it costs to have the questions in that order: two that one neighbour shares cost four times one."""
        places = [(start + index, self._times[index]) for start, index in zip(starts, held, strict=True)]
        return sum(
            [
                weight * sum([times for place, times in places if place in paper.places]) ** 2
                for paper, weight in near
            ]
        )


def settle(costs: Sequence[Sequence[int]], held: list[int]) -> None:
    """Exchange what two places hold, again and again, as long as that lowers the sum of all costs.

    Place n holds the thing `held[n]`, which costs `costs[n][held[n]]` there; costs are never negative. Of all
    exchanges for a place the best is made.
    """
    size = len(held)
    one = unchanged = 0
    while unchanged < size:
        row, mine = costs[one], held[one]
        cost = row[mine]
        unchanged += 1
        if cost:
            gains = [
                cost + other[theirs] - row[theirs] - other[mine]
                for other, theirs in zip(costs, held, strict=True)
            ]
            best = max(gains)
            if best > 0:
                other = gains.index(best)
                held[one], held[other] = held[other], mine
                unchanged = 0
        one = (one + 1) % size
