"""Papers to Document: the room, with whose paper lies on which desk, and what its invigilator arranges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.room import Seat
from worksheetgen.model.students import Print, Student
from worksheetgen.value import Value

PLACES = 6
"""How many places of a row one table of the plan has; a wider room takes several tables."""

NEAR = 2
"""So many rows and places beside a paper are shown though nothing lies there."""


class Desk(Value):
    """A seat of the plan: the id on the paper that lies there, its form, and whose it is.

    `form` is "" where there is one form alone, `name` is "" for a spare paper. All are "" where no paper
    lies.
    """

    paper: str
    form: str
    name: str


class Rows(Value):
    """A table of the plan: some places of every row, each row as (its letter, a desk for each place)."""

    places: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Desk, ...]], ...]


class Arranged(Value):
    """What an invigilator arranges for a student: in which seat ("" for none), on which paper, and whose it is.

    `minutes` are the student's own, 0 for no limit or no extra time, for `extra_time` per cent; `print` is that of the
    paper, "" for the standard one; `others` are arrangements that no printer can make.
    """

    seat: str
    paper: str
    name: str
    minutes: int
    extra_time: int
    print: str
    others: tuple[str, ...]


def compose_seating(
    blueprint: Blueprint, class_name: str, sitting: Sequence[tuple[Student, str]], session: TemplateSession
) -> tuple[Document, ...]:
    """The seating plan of a class, and as a document of its own the arrangements of those who have any.

    `sitting` are the students, each with the form of their paper; at least one must have a seat, and those
    without are listed below the plan. Where arrangements follow, the plan fills its last sheet: printed on both
    sides, it has none of them on its back. Raises InvalidInput where a template is wrong.
    """
    arranged = tuple(_arranged(blueprint, (student for student, _ in sitting)))
    plan = tuple(_plan(blueprint, class_name, sitting, session))
    said = [("seating plan", bool(arranged), plan)]
    if arranged:
        given = {"arranged": arranged, "minutes": blueprint.minutes}
        said.append(("arrangements", False, session.items("seating-arrangements", blueprint.place, **given)))
    documents = []
    for what, even, items in said:
        identity = " · ".join(filter(None, (blueprint.code, class_name, what)))
        furniture = Furniture(identity, qr_text="", turn_over="", even=even, blank=session.words.blank)
        documents.append(Document(f"{blueprint.title}: {what}", session.words.language, furniture, items))
    return tuple(documents)


def _plan(
    blueprint: Blueprint, class_name: str, sitting: Sequence[tuple[Student, str]], session: TemplateSession
) -> Iterator[Item]:
    several = len({form for _, form in sitting}) > 1
    desks = [
        (student.seat, Desk(student.id, form if several else "", student.name)) for student, form in sitting
    ]
    elsewhere = tuple(desk for seat, desk in desks if not seat)
    yield from session.items("seating-cover", blueprint.place, blueprint=blueprint, class_name=class_name)
    for rows in _rows({seat: desk for seat, desk in desks if seat}):
        yield from session.items("seating-rows", blueprint.place, rows=rows)
    yield from session.items("seating-elsewhere", blueprint.place, desks=elsewhere)


def _arranged(blueprint: Blueprint, students: Iterable[Student]) -> Iterator[Arranged]:
    """Who has extra time, another print or something else, in the order of seats, those without one last."""
    for student in sorted(
        students, key=lambda one: (one.seat is None, one.seat and (one.seat.row, one.seat.place))
    ):
        print = "" if student.print is Print.STANDARD else student.print.value
        if student.extra_time or print or student.arrangements:
            minutes = student.minutes(blueprint.minutes) if student.extra_time else 0
            yield Arranged(
                str(student.seat or ""),
                student.id,
                student.name,
                minutes,
                student.extra_time,
                print,
                student.arrangements,
            )


def _rows(desks: Mapping[Seat, Desk]) -> Iterator[Rows]:
    """The tables of the plan: the smallest room that holds all desks, up to PLACES places at a time.

    Of rows and places far from any paper only the nearest are shown, so that one far seat makes no plan of a hundred
    pages.
    """
    places = _shown({seat.place for seat in desks})
    numbers = _shown({seat.row for seat in desks})
    for start in range(0, len(places), PLACES):
        some = tuple(places[start : start + PLACES])
        yield Rows(
            some,
            tuple(
                (
                    str(Seat(row, 1))[:-1],  # the row's letter: `C1` without its place
                    tuple(desks.get(Seat(row, place), Desk("", "", "")) for place in some),
                )
                for row in numbers
            ),
        )


def _shown(taken: Collection[int]) -> list[int]:
    """The rows or places that the plan shows, of those from the first that is taken to the last."""
    near = {number + off for number in taken for off in range(-NEAR, NEAR + 1)}
    return [number for number in range(min(taken), max(taken) + 1) if number in near]
