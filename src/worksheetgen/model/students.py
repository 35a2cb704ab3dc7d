"""The class: who sits the paper, with what support and what print."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from worksheetgen.errors import Place
from worksheetgen.model.room import Seat
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value


class Print(StrEnum):
    """How a paper is set for its reader; a larger print has its size in points for a name."""

    STANDARD = "standard"
    LARGE_18 = "18"
    LARGE_24 = "24"
    LARGE_36 = "36"
    DYSLEXIA = "dyslexia"

    @property
    def is_large(self) -> bool:
        """Whether it is larger than the standard print: 18, 24 and 36 pt."""
        return self.value.isdecimal()

    @property
    def called(self) -> str:
        """The print as a teacher says it: `standard`, `18 pt`."""
        return f"{self} pt" if self.is_large else str(self)


class PaperSort(NamedTuple):
    """What tells papers apart but for their names and orders: the name of their form, their print and their tier."""

    form: str
    print: Print
    tier: Tier


class Student(Value):
    """One line of the class list, or a spare paper (no name, `spare` true).

    `extra_time` is per cent of the paper's minutes, 0 for none; `seat` is None for a pupil who may sit
    anywhere; `place` is the line of the class list, for messages. `arrangements` are the access arrangements that no
    printer can make, in the words of the list ("reader"), for whoever watches over the exam.
    """

    id: str
    name: str
    tier: Tier
    print: Print
    extra_time: int
    seat: Seat | None
    spare: bool
    place: Place
    arrangements: tuple[str, ...] = ()

    def minutes(self, base: int) -> int:
        """The whole minutes that the student has where others have `base`, rounded up; 0 is no limit."""
        # Minus twice turns Python's rounding down into rounding up.
        return -(-base * (100 + self.extra_time) // 100)


class ClassList(Value):
    """A class by its name ("9B"), with its students in the order of the list."""

    name: str
    students: tuple[Student, ...]

    @property
    def listed(self) -> ClassList:
        """The class as its list has it, without spare papers; where there are unnamed papers alone, those."""
        return ClassList(self.name, tuple(one for one in self.students if not one.spare) or self.students)

    @cached_property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of all that prints depend on: who is in the class, in what order.

        Where the list lies, and the line of each student in it, do not count.
        """
        told = [
            (
                one.id,
                one.name,
                one.tier.value,
                one.print.value,
                one.extra_time,
                str(one.seat or ""),
                *one.arrangements,
            )
            for one in self.students
        ]
        return sha256(repr(told).encode()).hexdigest()
