"""A checked value that still knows where in its file it stands, so that later checks can point there."""

from __future__ import annotations

from functools import cached_property
from typing import Generic, TypeVar

from pydantic import BaseModel

from worksheetgen.errors import Place
from worksheetgen.value import Value
from worksheetgen.yaml_file.events import Location
from worksheetgen.yaml_file.reading import YamlFile

EntryT_co = TypeVar("EntryT_co", bound=BaseModel, covariant=True)


class LocatedEntry(Value, Generic[EntryT_co]):
    """A checked entry and where in its file it stands.

    `value` is the entry itself, `file` the file that it was read from, and `at` the keys and list positions
    that lead to it there, () where the entry is the whole file. The `steps` of the methods go on from there.
    """

    value: EntryT_co
    file: YamlFile
    at: Location

    def place(self, *steps: str | int) -> Place:
        """The place of the value that the steps lead to, or of the nearest thing around it that is there."""
        return self.file.place(*self.at, *steps)

    def key_place(self, *steps: str | int) -> Place:
        """The place of a field's name and not of its value: for problems with having the field at all."""
        return self.file.key_place(*self.at, *steps)

    @cached_property
    def texts(self) -> tuple[tuple[Location, str], ...]:
        """Every scalar of the entry (text, number, truth value): the steps to it, and its text as written."""
        depth = len(self.at)
        return tuple([(location[depth:], text) for location, text in self.file.texts(*self.at)])
