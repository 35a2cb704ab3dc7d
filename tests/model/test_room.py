"""Seats as teachers write them, and who is near whom."""

from __future__ import annotations

import pytest

from worksheetgen.model.room import BESIDE, Room, Seat, free_seats, seat_of


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


def full_room(rows: int, places: int) -> Room[Seat]:
    """A room in which every seat has itself lying on it."""
    room: Room[Seat] = Room()
    for row in range(1, rows + 1):
        for place in range(1, places + 1):
            room.put(Seat(row, place), Seat(row, place))
    return room


def test_reach_is_two_places_to_the_side_and_three_rows_ahead() -> None:
    """Out of reach is what lies further than that; it is the same both ways, and nobody is near himself."""
    room, here = full_room(19, 19), Seat(10, 10)
    near = room.near(here)
    away = {(seat.row - 10, seat.place - 10) for seat, _ in near}
    assert {down for down, _ in away} == set(range(-3, 4))
    assert {right for _, right in away} == set(range(-2, 3))
    assert (0, 0) not in away
    assert [seat for seat, _ in near] == sorted(seat for seat, _ in near)
    for seat, weight in near:
        assert (here, weight) in room.near(seat)


def test_neighbours_are_the_eight_around() -> None:
    """Beside, before, behind and across the corners; each weighs more than all others within reach together."""
    room, here = full_room(19, 19), Seat(10, 10)
    around = {Seat(row, place) for row in (9, 10, 11) for place in (9, 10, 11)} - {here}
    assert set(room.beside(here)) == around
    weights = dict(room.near(here))
    assert {weights[seat] for seat in around} == {BESIDE}
    assert sum(weight for seat, weight in weights.items() if seat not in around) < BESIDE


def test_nothing_lies_at_seats_that_nobody_has() -> None:
    """In a corner of a room of four seats there are three neighbours, and nothing else."""
    assert full_room(2, 2).near(Seat(1, 1)) == [
        (Seat(1, 2), BESIDE),
        (Seat(2, 1), BESIDE),
        (Seat(2, 2), BESIDE),
    ]


def test_free_seats_are_the_gaps_of_the_room() -> None:
    """Of a room of two rows with three places the seats that nobody has, the last included; an empty room has none."""
    taken = [Seat(1, 1), Seat(1, 2), Seat(1, 3), Seat(2, 1), Seat(2, 3)]
    assert list(free_seats(taken)) == [Seat(2, 2)]
    assert list(free_seats(taken[:-1])) == [Seat(2, 2), Seat(2, 3)]
    assert list(free_seats([])) == []
