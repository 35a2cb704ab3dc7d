"""What a teacher asked for, and the papers that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from itertools import chain, count, islice, repeat
from math import ceil
from pathlib import Path

from worksheetgen import __version__
from worksheetgen.errors import Place
from worksheetgen.manifest import Digests
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Tier, Unit
from worksheetgen.model.blueprint import Blueprint, Selection
from worksheetgen.model.paper import Paper
from worksheetgen.model.room import free_seats
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.variation import PaperBuilder, arrange

RUN_ID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter of a run's id can be read as another."""


@dataclass(frozen=True)
class RunRequest:
    """What a teacher asked for, read and checked.

    `themes` are theme folders, the most particular first; `standing` are the papers of this run that exist
    already, by student id: they stay as they are.
    """

    unit: Unit
    blueprint: Blueprint
    class_list: ClassList
    seed: str
    themes: tuple[Path, ...]
    digests: Digests
    standing: Mapping[str, Arrangement]

    @property
    def run(self) -> str:
        """The run's id on paper: six characters of bank, blueprint, class name and seed."""
        made_from = (self.digests.bank, self.digests.blueprint, self.class_list.name, self.seed)
        number = int.from_bytes(blake2b("\0".join(made_from).encode(), digest_size=8).digest(), "big")
        return "".join(RUN_ID[number >> 5 * place & 31] for place in range(6))

    @cached_property
    def identity(self) -> str:
        """A digest of everything that the run's files depend on, and of the program that makes them."""
        made_from = (
            __version__,
            self.run,
            self.digests,
            [
                (s.id, s.name, s.tier, s.print, s.extra_time, s.seat, s.spare)
                for s in self.class_list.students
            ],
            sorted(self.standing.items()),
        )
        return blake2b(repr(made_from).encode(), digest_size=16).hexdigest()

    def paper(self, arrangement: Arrangement, student: Student) -> Paper:
        """One student's paper as it is arranged."""
        return self._varying.paper(arrangement, student)

    @cached_property
    def _varying(self) -> PaperBuilder:
        return PaperBuilder(self.blueprint, self.unit, self.class_list.name, self.run)

    def of_each(self, forms: Sequence[Selection]) -> tuple[Paper, ...]:
        """A paper of every form, whoever is in the class."""
        return tuple(self.paper(arrange(form, self.unit, "", self.seed), unnamed("")) for form in forms)

    def unnamed(self, forms: Sequence[Selection], print: Print) -> Iterator[Paper]:
        """A paper of every form and tier in one print."""
        for form in forms:
            for tier in Tier:
                student = replace(unnamed("", tier), print=print)
                yield self.paper(arrange(form, self.unit, "", self.seed), student)


def with_spares(class_list: ClassList, forms: int = 1) -> ClassList:
    """The class with unnamed papers at its end, planned for free seats; none for a single unnamed one.

    One in twenty, two at the least, and one of every form.
    """
    students = class_list.students
    if any(student.spare for student in students):
        return class_list
    taken = {student.id.casefold() for student in students}
    names = (name for number in count(1) if (name := f"S{number}").casefold() not in taken)
    free = islice(names, max(2, forms, ceil(len(students) / 20)))
    seats = chain(free_seats([student.seat for student in students if student.seat]), repeat(None))
    spares = (replace(unnamed(name), seat=seat) for name, seat in zip(free, seats, strict=False))
    return ClassList(class_list.name, (*students, *spares))


def unnamed(id: str, tier: Tier = Tier.CORE) -> Student:
    """A paper for a pupil who is not on the list."""
    return Student(id, "", tier, Print.STANDARD, 0, None, True, Place("class list"))
