"""A checked value that still knows where in its file it stands, so that later checks can point there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from worksheetgen.errors import Place
from worksheetgen.yaml_file.reading import Location, YamlFile

EntryT_co = TypeVar("EntryT_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True)
class LocatedEntry(Generic[EntryT_co]):
    """A checked entry and where in its file it stands."""

    value: EntryT_co
    file: YamlFile
    at: Location

    def place(self, *steps: str | int) -> Place:
        """The place of one of its fields, or of the entry where it has no such field."""
        return self.file.place(*self.at, *steps)

    def key_place(self, *steps: str | int) -> Place:
        """The place of a field's name."""
        return self.file.key_place(*self.at, *steps)

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Every text in it as it is written, by the steps that lead there."""
        for location, text in self.file.texts(*self.at):
            yield location[len(self.at) :], text
