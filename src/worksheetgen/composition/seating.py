"""Papers to Document: the room, with whose paper lies on which desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worksheetgen.composition.template_session import LANGUAGE, TemplateSession
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper
from worksheetgen.model.room import Seat

PLACES = 6
"""Places side by side on one table; a wider room takes several."""


@dataclass(frozen=True)
class Desk:
    """A seat and the paper on it: its number, its form where there are several, whose it is; "" where none lies."""

    paper: str
    form: str
    name: str


@dataclass(frozen=True)
class Rows:
    """Part of a room: the numbers of the places, and each row's letters with its desks."""

    places: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Desk, ...]], ...]


def compose_seating(papers: Sequence[Paper], session: TemplateSession) -> Document:
    """The seating plan of papers of which some have a seat. Raises InvalidInput where a template is wrong."""
    first = papers[0]
    identity = " · ".join(filter(None, (first.blueprint.code, first.class_name, "seating plan")))
    furniture = Furniture(identity=identity, qr_text="", turn_over="", even=False, blank="")
    items = tuple(_items(papers, session))
    return Document(f"{first.blueprint.title}: seating plan", LANGUAGE, furniture, items)


def _items(papers: Sequence[Paper], session: TemplateSession) -> Iterator[Item]:
    first = papers[0]
    elsewhere = tuple(_desk(paper, papers) for paper in papers if not paper.student.seat)
    yield from session.items("seating-cover", first.blueprint.place, paper=first)
    for rows in _rows(papers):
        yield from session.items("seating-rows", first.blueprint.place, rows=rows)
    yield from session.items("seating-elsewhere", first.blueprint.place, desks=elsewhere)


def _rows(papers: Sequence[Paper]) -> Iterator[Rows]:
    """The room from its first to its last row and place, so many places at a time."""
    desks = {paper.student.seat: _desk(paper, papers) for paper in papers if paper.student.seat}
    seats = [seat for seat in desks if seat]
    places = range(min(seat.place for seat in seats), max(seat.place for seat in seats) + 1)
    numbers = range(min(seat.row for seat in seats), max(seat.row for seat in seats) + 1)
    for start in range(0, len(places), PLACES):
        some = tuple(places[start : start + PLACES])
        yield Rows(
            some,
            tuple(
                (
                    str(Seat(row, 1))[:-1],
                    tuple(desks.get(Seat(row, place), Desk("", "", "")) for place in some),
                )
                for row in numbers
            ),
        )


def _desk(paper: Paper, papers: Sequence[Paper]) -> Desk:
    several = len({other.form for other in papers}) > 1
    return Desk(paper.student.id, paper.form if several else "", paper.student.name)
