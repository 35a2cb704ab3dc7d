"""Where pupils sit, and how well one can read another's paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

_SEAT = re.compile(
    r"(?P<letters>[A-Z]{1,2})\s?-?\s?(?P<a>\d{1,3})|R\s?(?P<r>\d{1,3})\s?[CP]\s?(?P<c>\d{1,3})"
    r"|(?P<row>\d{1,3})\s?[-/.,:]\s?(?P<place>\d{1,3})",
    re.IGNORECASE,
)

_REACH = {
    (0, 1): 100,
    (0, 2): 2,
    (1, 0): 100,
    (1, 1): 100,
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
sideways and 3.3 m ahead. Whoever sits next to a pupil weighs more than all others within reach together.
"""


@dataclass(frozen=True, order=True)
class Seat:
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


def adjacent(one: Seat, other: Seat) -> bool:
    """Whether the two seats are beside, before or behind each other, or across a corner."""
    return max(abs(one.row - other.row), abs(one.place - other.place)) == 1


def closeness(one: Seat, other: Seat) -> int:
    """How well one can be read from the other: 100 for adjacent seats, 2 or 1 further off, 0 out of reach."""
    return _REACH.get((abs(one.row - other.row), abs(one.place - other.place)), 0)


def within_reach(seat: Seat) -> list[Seat]:
    """The seats around one from which its paper can be read, from the front to the back, row by row.

    Some of them may not exist, in the room or at all: rows and places below 1 are not left out.
    """
    return [
        Seat(seat.row + down, seat.place + right)
        for down, right in product(range(-3, 4), range(-2, 3))
        if (abs(down), abs(right)) in _REACH
    ]


def free_seats(taken: Sequence[Seat]) -> list[Seat]:
    """The seats that nobody has, row by row, in the smallest rectangle of seats that holds all taken ones."""
    if not taken:
        return []
    rows, places = [seat.row for seat in taken], [seat.place for seat in taken]
    room = product(range(min(rows), max(rows) + 1), range(min(places), max(places) + 1))
    return [seat for row, place in room if (seat := Seat(row, place)) not in taken]
