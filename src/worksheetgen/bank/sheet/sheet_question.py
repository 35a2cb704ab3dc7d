"""A question as a sheet says it: plain data that knows its cells, to the bank's model of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from worksheetgen.bank.parsed import LocatedQuestion
from worksheetgen.bank.question_entries import model_for
from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.errors import Place, Problem
from worksheetgen.kinds.entries import IMPORTED
from worksheetgen.yaml_file import Location, YamlFile, validate


@dataclass
class SheetQuestion:
    """A question as a sheet says it: plain data, the place of each field, and what was filled in.

    `new_topics` are the titles of topics by the ids that they would have in the unit.
    """

    data: dict[str, Any]
    places: dict[Location, Place]
    qualification: str
    rows: tuple[SheetRow, ...]
    fillers: list[tuple[str, Place]] = field(default_factory=list)
    new_topics: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where its first row says what is asked."""
        return self.rows[0].at("question")

    def set(self, value: Any, place: Place, *at: str | int) -> None:
        """Put a value at a location, where its mapping is made if it is not there."""
        inner: Any = self.data
        for step in at[:-1]:
            inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner[step]
        inner[at[-1]] = value
        self.places[at] = place


def entry_of(found: SheetQuestion) -> LocatedQuestion:
    """The question as the bank's model of its kind. Raises InvalidInput with what is wrong, each at its cell."""
    at: Location = ("questions", 0)
    data = {"questions": [found.data]}
    places = {(*at, *where): place for where, place in found.places.items()}
    file = YamlFile(found.place.file, data, {}, places, dict(_scalars(data)), ())
    context = {IMPORTED: "origin" in found.data}
    entry = validate(model_for(found.data), file, *at, context=context)
    return LocatedQuestion(entry, file, at, found.qualification)


def _scalars(value: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """The text of every scalar, by its location."""
    match value:
        case dict():
            for name, one in value.items():
                yield from _scalars(one, (*at, name))
        case list():
            for index, one in enumerate(value):
                yield from _scalars(one, (*at, index))
        case bool():
            yield at, str(value).lower()
        case _:
            yield at, str(value)
