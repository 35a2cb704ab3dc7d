"""Plans that are the same on every machine, every Python and from one release to the next: digests, written down once.

What has such a digest may only change on purpose, and then the changelog says so: a teacher who plans again with the
same seed expects the same papers.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

import pytest

from tests.samples import choice, matching, ordering, question, selection, source, student, unit, written
from tests.variation.rooms import banded, forms_of_one, mcq_paper, room
from worksheetgen.kinds import Kind
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.value import replace
from worksheetgen.variation import arrange_class


def digest(arranged: Mapping[str, Arrangement]) -> str:
    """Of everybody's order, options and letters, from which their form follows."""
    printed = [(id, each.sections) for id, each in sorted(arranged.items())]
    return blake2b(repr(printed).encode(), digest_size=8).hexdigest()


def test_a_room() -> None:
    """Four sections, and five pupils without a seat."""
    bank, drawn = mcq_paper(20, 4)
    people = [*room(5, 6), *(student(str(n)) for n in range(5))]
    assert digest(arrange_class([drawn], bank, people, "s", {})) == "61003b19a2cb50bc"


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        (("PPP", "mm"), "64149febec4021d8"),
        (("mm", "mm", "P"), "f7fe74d73597f0aa"),
        (("mPP", "m", "mP"), "994d72b9485a64cc"),
        (("mPm", "mm", "P"), "82873d6070db45cd"),
        (("mmmmmm", "m", "m"), "e55fb6e560a916de"),
    ],
)
def test_rooms_where_little_can_be_moved(bands: tuple[str, ...], expected: str) -> None:
    """Papers are shuffled again and again there, letters avoided, and questions that keep their options moved."""
    bank, drawn = banded(*bands)
    assert digest(arrange_class([drawn], bank, room(6, 6), "s", {})) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, "6ecbfb377612b826"),
        (3, "49535f202e6c2b32"),
        (4, "66c94c231e8acca8"),
        (5, "69e5dffa58d7108d"),
        (7, "c022d76a7f564492"),
    ],
)
def test_forms(count: int, expected: str) -> None:
    """Who has which of several forms, seated, without a seat, and spare."""
    bank, forms = forms_of_one(count)
    spare = [replace(student(f"S{n}"), spare=True) for n in range(1, 5)]
    people = [*room(5, 6), *(student(str(n)) for n in range(20)), *spare]
    assert digest(arrange_class(forms, bank, people, "s", {})) == expected


def test_a_worksheet() -> None:
    """Every sort of order: by task, by marks, by band, on sources; pairs, events, and parts under one stem."""
    bank = unit(
        *(question(f"c-{n}", difficulty=1 + n) for n in range(5)),
        *(question(f"on-{id}-{n}", sources=(id,)) for id in "yx" for n in range(3)),
        question("both", written(4), sources=("x", "y")),
        question("pairs", matching()),
        question("events", ordering()),
        *(question(f"parts-{n}", choice(), written(2, Kind.EXPLAIN), choice("b", "abc")) for n in range(3)),
        question("essay", written(12, Kind.ESSAY)),
        sources=(source("x"), source("y")),
    )
    drawn = selection(" ".join(bank.by_id))
    people = [*room(3, 4), *(student(str(n)) for n in range(5))]
    assert digest(arrange_class([drawn], bank, people, "s", {}, by_task=True)) == "490d0e96e61eb63e"
