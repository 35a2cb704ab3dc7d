"""Seats as teachers write them, and who is near whom."""

from __future__ import annotations

import pytest

from worksheetgen.model.room import Seat, adjacent, closeness, free_seats, seat_of, within_reach


@pytest.mark.parametrize("text", ["B3", "b3", "B-3", "B 3", "2-3", "2/3", "2.3", "R2C3", "r2 p3"])
def test_a_seat_is_understood_in_every_way_of_writing(text: str) -> None:
    """The second row's third place, however it is written."""
    assert seat_of(text) == Seat(2, 3)


@pytest.mark.parametrize("text", ["", "window", "3B", "B", "3", "A0", "0-1", "ABC1"])
def test_anything_else_is_no_seat(text: str) -> None:
    """A seat needs a row and a place, both from 1."""
    assert seat_of(text) is None


@pytest.mark.parametrize(("row", "name"), [(1, "A4"), (26, "Z4"), (27, "AA4"), (53, "BA4")])
def test_a_seat_reads_back_as_it_is_printed(row: int, name: str) -> None:
    """Rows go on with AA after Z."""
    assert str(Seat(row, 4)) == name
    assert seat_of(name) == Seat(row, 4)


def test_reach_is_two_places_to_the_side_and_three_rows_ahead() -> None:
    """Neighbours count most; out of reach is what lies further than that; it is the same both ways."""
    here = Seat(10, 10)
    reach = {
        (row - 10, place - 10)
        for row in range(20)
        for place in range(20)
        if closeness(here, Seat(row, place))
    }
    assert {down for down, _ in reach} == set(range(-3, 4))
    assert {right for _, right in reach} == set(range(-2, 3))
    assert {(seat.row - 10, seat.place - 10) for seat in within_reach(here)} == reach
    for seat in within_reach(here):
        assert closeness(here, seat) == closeness(seat, here)
        assert (closeness(here, seat) == 100) == adjacent(here, seat)


def test_free_seats_are_the_gaps_of_the_room() -> None:
    """Of a room of two rows with three places the seat that nobody has; an empty room has none."""
    taken = [Seat(1, 1), Seat(1, 2), Seat(1, 3), Seat(2, 1), Seat(2, 3)]
    assert free_seats(taken) == [Seat(2, 2)]
    assert free_seats([]) == []
