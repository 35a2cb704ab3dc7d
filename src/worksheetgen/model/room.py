"""Where pupils sit, and how well one can read another's paper."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import product
from typing import Generic, TypeVar

from worksheetgen.value import Value

T = TypeVar("T")

_SEAT = re.compile(
    r"(?P<letters>[A-Z]{1,2})\s?-?\s?(?P<a>\d{1,3})|R\s?(?P<r>\d{1,3})\s?[CP]\s?(?P<c>\d{1,3})"
    r"|(?P<row>\d{1,3})\s?[-/.,:]\s?(?P<place>\d{1,3})",
    re.IGNORECASE,
)

BESIDE = 100
"""The weight of a neighbour: whoever sits beside, before or behind, or across a corner."""

_REACH = {
    (0, 1): BESIDE,
    (0, 2): 2,
    (1, 0): BESIDE,
    (1, 1): BESIDE,
    (1, 2): 2,
    (2, 0): 2,
    (2, 1): 2,
    (2, 2): 1,
    (3, 0): 1,
    (3, 1): 1,
    (3, 2): 1,
}
"""The weight of somebody who sits so many (rows, places) away, in whatever direction.

Two places to the side and three rows ahead can be read: answers on a flat desk are legible at about 2.4 m
sideways and 3.3 m ahead. A neighbour weighs more than all others within reach together.
"""

_AROUND = [
    (down, right, _REACH[abs(down), abs(right)])
    for down, right in product(range(-3, 4), range(-2, 3))
    if (abs(down), abs(right)) in _REACH
]


class Seat(Value, order=True):
    """A row, counted from the front, and a place in it, both from 1."""

    row: int
    place: int

    def __str__(self) -> str:
        """`B3`: the second row's third place."""
        letters, row = "", self.row
        while row:
            row, letter = divmod(row - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.place}"


def seat_of(text: str) -> Seat | None:
    """The seat that `B3`, `2-3`, `2/3` or `R2C3` means, always row first; None for anything else.

    Letters are rows, so `B3` is the third place of the second row. Rows and places count from 1; a 0 is None.
    """
    found = _SEAT.fullmatch(text.strip())
    if not found:
        return None
    if letters := found["letters"]:
        row = 0
        for letter in letters.upper():
            row = row * 26 + ord(letter) - ord("A") + 1
        place = int(found["a"])
    else:
        row, place = int(found["r"] or found["row"]), int(found["c"] or found["place"])
    return Seat(row, place) if row and place else None


class Room(Generic[T]):
    """What lies at the seats of a room."""

    def __init__(self) -> None:
        self._at: dict[tuple[int, int], T] = {}

    def put(self, seat: Seat, thing: T) -> None:
        """Lay something down at a seat."""
        self._at[seat.row, seat.place] = thing

    def near(self, seat: Seat) -> list[tuple[T, int]]:
        """What lies within reach of a seat, row by row from the front, each with the weight of who sits there."""
        row, place, at = seat.row, seat.place, self._at
        return [
            (at[there], weight)
            for down, right, weight in _AROUND
            if (there := (row + down, place + right)) in at
        ]

    def beside(self, seat: Seat) -> list[T]:
        """What lies at the seats next to one, across corners too."""
        return [thing for thing, weight in self.near(seat) if weight == BESIDE]


def free_seats(taken: Collection[Seat]) -> Iterator[Seat]:
    """The seats that nobody has, row by row, in the smallest rectangle of seats that holds all taken ones."""
    if not taken:
        return
    rows, places = [seat.row for seat in taken], [seat.place for seat in taken]
    known = {(seat.row, seat.place) for seat in taken}
    for row, place in product(range(min(rows), max(rows) + 1), range(min(places), max(places) + 1)):
        if (row, place) not in known:
            yield Seat(row, place)
