"""The class: who sits the paper, with what support and what print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from worksheetgen.errors import Place
from worksheetgen.model.bank import Tier
from worksheetgen.model.room import Seat


class Print(StrEnum):
    """How a paper is set for its reader: the size in points where it is larger than standard."""

    STANDARD = "standard"
    LARGE_18 = "18"
    LARGE_24 = "24"
    LARGE_36 = "36"
    DYSLEXIA = "dyslexia"


@dataclass(frozen=True)
class Student:
    """One line of the class list, or a spare paper (no name, `spare` true).

    `extra_time` in percent of the paper's minutes; `seat` is None for a pupil who may sit anywhere.
    """

    id: str
    name: str
    tier: Tier
    print: Print
    extra_time: int
    seat: Seat | None
    spare: bool
    place: Place


@dataclass(frozen=True)
class ClassList:
    """A class by name ("9B") with its students in the list's order."""

    name: str
    students: tuple[Student, ...]

    @cached_property
    def digest(self) -> str:
        """A SHA-256 of who is in the class, in hexadecimal: of all that a paper can depend on, in the list's order."""
        told = [
            (one.id, one.name, one.tier.value, one.print.value, one.extra_time, str(one.seat or ""))
            for one in self.students
        ]
        return sha256(repr(told).encode()).hexdigest()
