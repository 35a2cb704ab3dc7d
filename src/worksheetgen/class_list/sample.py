"""A number and a seed to a made-up class with everything that makes a class hard to print for.

Names are drawn first and sorted. Tiers and access arrangements are then drawn by position, each from a stream
of its own, so that a change in one leaves the others as they were. Faker is imported where names are drawn: nobody who
prints a class of their own waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from worksheetgen.class_list import names
from worksheetgen.class_list.cells import damage
from worksheetgen.class_list.vocabulary import unaccented
from worksheetgen.errors import Place
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream
from worksheetgen.value import Value

if TYPE_CHECKING:
    from faker import Faker

SEATS_IN_A_ROW = 6  # the made-up class fills its room row by row
LARGEST_ROOM = 600  # a larger class sits in several rooms, and has no seats
PATIENCE = 50  # draws of a name before one that is taken already is accepted: only in very large classes


class _Name(Value):
    """A name in its two halves, so that a class can be sorted by the second."""

    forename: str
    surname: str

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def sorting(self) -> tuple[str, ...]:
        """The key by which a register sorts it: surname, then forename, as small letters without accents.

        The name itself comes last, so that two names that differ in accents alone have a fixed order.
        """
        plain = map(unaccented, (self.surname, self.forename))
        return (*("".join(c for c in half if c.isalpha()) for half in plain), str(self))


def sample_class(count: int, seed: str, name: str) -> ClassList:
    """`count` made-up students of class `name`, the same for the same `seed`, sorted by surname.

    Their ids count from 001, and all are seated, six to a row, but for a class that no room holds.

    From 3 on there are an accent, an apostrophe, a long double-barrelled surname and all tiers; from 12 on
    large prints and extra time, from 20 on a dyslexia print.
    """
    people = sorted(_names(count, seed), key=lambda person: person.sorting)
    tiers, prints, times = _tiers(count, seed), _prints(count, seed), _extra_times(count, seed)
    width = max(3, len(str(count)))
    return ClassList(
        name,
        tuple(
            Student(
                id=f"{index + 1:0{width}d}",
                name=str(person),
                tier=tiers[index],
                print=prints.get(index, Print.STANDARD),
                extra_time=times.get(index, 0),
                seat=_seat(index) if count <= LARGEST_ROOM else None,
                spare=False,
                place=Place(f"{name}.csv", index + 2, width + 2),  # where `to_csv` writes it
            )
            for index, person in enumerate(people)
        ),
    )


# ---- names ---------------------------------------------------------------------------------------


class _Register:
    """Draws names from a seed, without end.

    Each locale has a Faker with a seed of its own, so that how often one is asked changes no name of another.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._stream = Stream(seed, "class", "names")
        self._fakers: dict[str, Faker] = {}

    def one_of(self, items: tuple[str, ...]) -> str:
        """One of the items, each as likely as another."""
        return items[self._stream.below(len(items))]

    def anyone(self) -> _Name:
        """A name of any locale that `_fit` lets pass."""
        return next(person for person in iter(self._draw, None) if _fit(person))

    def _draw(self) -> _Name:
        """A name of any locale; forename and surname are both of the same sex, as some languages have it."""
        locale = self.one_of(names.LOCALES)
        if locale == "cy":
            return _Name(self.one_of(names.WELSH_FORENAMES), self.one_of(names.WELSH_SURNAMES))
        if locale not in self._fakers:
            from faker import Faker

            self._fakers[locale] = Faker(locale)
            self._fakers[locale].seed_instance(Stream(self._seed, "class", locale).below(2**32))
        faker = self._fakers[locale]
        if self._stream.below(2):
            return _Name(faker.first_name_female(), faker.last_name_female())
        return _Name(faker.first_name_male(), faker.last_name_male())


def _fit(person: _Name) -> bool:
    """Whether a made-up pupil can bear the name: it is nobody's whom everybody knows, and no letter of it is damaged.

    Faker has a few names that were damaged when somebody saved them.
    """
    return (
        not damage(str(person))
        and person.surname not in names.UNFIT_SURNAMES
        and str(person) not in names.FAMOUS
    )


def _names(count: int, seed: str) -> Iterator[_Name]:
    """`count` names: first the three that are hardest to print, then any, hardly ever the same one twice."""
    register = _Register(seed)
    first, second = Stream(seed, "class", "long").shuffled(names.LONG_SURNAMES)[:2]
    people = [
        _Name(register.one_of(names.ACCENTED_FORENAMES), register.anyone().surname),
        _Name(register.anyone().forename, register.one_of(names.APOSTROPHE_SURNAMES)),
        _Name(register.anyone().forename, f"{first}-{second}"),
    ]
    taken = set(people)
    while len(people) < count:
        draws = (register.anyone() for _ in range(PATIENCE))
        person = next((draw for draw in draws if draw not in taken), None) or register.anyone()
        taken.add(person)
        people.append(person)
    yield from people[:count]


# ---- support, print, time, seats -----------------------------------------------------------------


def _tiers(count: int, seed: str) -> tuple[Tier, ...]:
    """A tier for each student: about a quarter support and a fifth challenge, of three students one each."""
    support, challenge = (round(share * count / 100) for share in (25, 20))
    tiers = [Tier.SUPPORT] * support + [Tier.CHALLENGE] * challenge
    tiers += [Tier.CORE] * (count - len(tiers))
    return Stream(seed, "class", "tiers").shuffled(tiers[:count])


def _arranged(count: int, seed: str) -> tuple[int, ...]:
    """The positions of the students, from 0, in the order in which access arrangements are given out."""
    return Stream(seed, "class", "arrangements").shuffled(range(count))


def _prints(count: int, seed: str) -> Mapping[int, Print]:
    """The prints other than standard, by the student's position, from 0."""
    needed = [Print.LARGE_18, Print.LARGE_24] * (count >= 12) + [Print.DYSLEXIA] * (count >= 20)
    return dict(zip(_arranged(count, seed), needed, strict=False))


def _extra_times(count: int, seed: str) -> Mapping[int, int]:
    """Extra time in percent by the student's position: for the second to the fourth with arrangements.

    So one with a large print has none, and one has extra time alone: the two do not always go together.
    """
    return dict.fromkeys(_arranged(count, seed)[1:4], 25) if count >= 12 else {}


def _seat(index: int) -> Seat:
    """The seat of the student at that position, from 0: A1 to A6, B1 to B6 and so on."""
    row, place = divmod(index, SEATS_IN_A_ROW)
    return Seat(row + 1, place + 1)
