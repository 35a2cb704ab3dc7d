"""A YAML file to what it holds, or to the one problem that keeps it from being read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.value import Value
from worksheetgen.yaml_file.events import EventReader, Location
from worksheetgen.yaml_file.syntax import syntax_problem
from worksheetgen.yaml_file.text import INVISIBLE, read_text, refuse_invisible


class YamlFile(Value):
    """What a file holds, as plain data with text keys, and where in the file each part of it stands.

    `name` is the file's path as messages show it. `data` is dicts, lists, texts, numbers, truth values and
    None (for an empty file too). `keys` and `values` have the places of all keys and of all values, by
    location. `raw` has the text of every scalar, without its quotation marks and before YAML made a number, a
    date or None of it. `problems` are mistakes whatever the fields mean (a key given twice), each with the
    location of what it spoils: what stands elsewhere in the file can still be used.
    """

    name: str
    data: Any
    keys: Mapping[Location, Place]
    values: Mapping[Location, Place]
    raw: Mapping[Location, str]
    problems: tuple[tuple[Location, Problem], ...]

    def place(self, *at: str | int) -> Place:
        """The place of the value at a location, or of the nearest thing around it that is there.

        So a field that is missing is reported at the entry that lacks it, and in an empty file at no line.
        """
        while at and at not in self.values:
            at = at[:-1]
        return self.values.get(at, Place(self.name))

    def key_place(self, *at: str | int) -> Place:
        """The place of the key that a location ends in, or, where there is none, what `place` gives."""
        return self.keys.get(at) or self.place(*at)

    def value(self, *at: str | int) -> Any:
        """The plain data at a location.

        Raises LookupError where there is nothing, TypeError where a key leads into a list, a text or a
        number.
        """
        value = self.data
        for step in at:
            value = value[step]
        return value

    def texts(self, *at: str | int) -> Iterator[tuple[Location, str]]:
        """Every scalar at or below a location: its location and its text as in `raw`, in the file's order.

        Raises as `value` does.
        """
        return self._texts(self.value(*at), at)

    def _texts(self, value: Any, at: Location) -> Iterator[tuple[Location, str]]:
        if isinstance(value, dict):
            for step, kid in value.items():
                yield from self._texts(kid, (*at, step))
        elif isinstance(value, list):
            for number, kid in enumerate(value):
                yield from self._texts(kid, (*at, number))
        else:
            yield at, self.raw[at]


def read_yaml(path: Path, text: str | None = None) -> YamlFile:
    """The file as data with places; what is wrong with single keys and values is in its `problems`.

    With a `text`, what it will be when it holds that.

    Raises InvalidInput with the one problem that keeps the whole file from being read: it is not there, not
    UTF-8 text, or does not hold together as YAML.
    """
    name = shown(path)
    if text is None:
        text = read_text(path)
    else:
        refuse_invisible(name, text)
    reader = EventReader(name, text)
    try:
        data = reader.whole()
    except yaml.MarkedYAMLError as error:
        raise InvalidInput([syntax_problem(name, text, error)]) from error
    return YamlFile(name, data, reader.keys, reader.values, reader.raw, tuple(reader.problems))


def yaml_data(text: str, place: Place) -> Any:
    """The data of a short text in YAML that stands in another file: all that is wrong with it is at that place.

    Raises InvalidInput where it cannot be read.
    """
    reader = EventReader(place.file, text)
    try:
        if INVISIBLE.search(text):
            raise InvalidInput([Problem(place, "An invisible character stands here.", "Delete it.")])
        data = reader.whole()
    except yaml.YAMLError as error:
        what = "This is no YAML that can be read."
        raise InvalidInput(
            [Problem(place, what, "Write it as the bank’s files have it, or empty the cell.")]
        ) from error
    except InvalidInput as error:
        raise InvalidInput(Problem(place, one.what, one.remedy) for one in error.problems) from error
    if reader.problems:
        raise InvalidInput(Problem(place, one.what, one.remedy) for _, one in reader.problems)
    return data
