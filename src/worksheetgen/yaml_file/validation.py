"""A file's data to a pydantic value, or to a problem for each thing that does not fit, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.yaml_file.reading import Location, YamlFile
from worksheetgen.yaml_file.wording import KEY, Found, sentences

CHOICES = ("enum", "literal_error")
"""pydantic's errors of what is none of a few words."""

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], file: YamlFile, *at: str | int, context: Mapping[str, Any] | None = None
) -> Model:
    """The file's data at a location (the whole file without one) as the model.

    `context` is for the model's own validators. Raises InvalidInput with every problem, each at its place.
    """
    problems = {problem for where, problem in file.problems if where[: len(at)] == at}
    if file.data is None:
        raise InvalidInput([Problem(file.place(), "The file is empty.", "Compare it with a bundled one.")])
    try:
        value = model.model_validate(file.value(*at), context=context)
    except ValidationError as error:
        found = [_Error(file, at, details, model) for details in error.errors(include_url=False)]
        meant = {(error.at, error.nearest) for error in found if error.kind == "extra_forbidden"}
        kept = [error for error in found if not error.follows_from(meant)]
        raise InvalidInput(problems | {error.problem() for error in kept}) from error
    if problems:
        raise InvalidInput(problems)
    return value


class _Error:
    """One of pydantic's errors: `at` is the nearest value in the file, `key` the field that it is about."""

    def __init__(self, file: YamlFile, prefix: Location, found: ErrorDetails, model: type[BaseModel]) -> None:
        self.file, self.kind, self.limits = file, found["type"], found.get("ctx", {})
        self.at = _there(file, prefix, found["loc"])
        self.key = str(found["loc"][-1]) if found["loc"] else ""
        self.models: list[type[BaseModel]] = []
        if self.kind == "extra_forbidden":
            self.at, self.models = self.at[:-1], _inside(model, found["loc"][:-1])
        elif self.kind == "union_tag_not_found":
            self.kind, self.key = "missing", "kind"
        elif self.kind == "union_tag_invalid":
            self.at = (*self.at, "kind")

    @property
    def nearest(self) -> str:
        """The field that an unknown key may be meant for, of those that are not given, "" for none."""
        given = self.file.value(*self.at)
        names = sorted({name for model in self.models for name in model.model_fields if name not in given})
        return next(iter(get_close_matches(self.key, names, 1)), "")

    def follows_from(self, meant: set[tuple[Location, str]]) -> bool:
        """Whether another error says it already: a misspelt key, or an entry that pydantic does not count."""
        if self.kind == "missing":
            return (self.at, self.key) in meant
        return self.kind == "too_short" and len(self.file.value(*self.at)) >= self.limits["min_length"]

    def problem(self) -> Problem:
        """The error in a teacher's words, at its place."""
        if self.kind == "extra_forbidden":
            place = self.file.key_place(*self.at, self.key)
            return Problem(place, f"‘{self.key}’ is not a field here.", self._advice())
        if self.kind == "missing":
            return Problem(
                self.file.place(*self.at), f"‘{self.key}’ is missing here.", f"Add a line ‘{self.key}: …’."
            )
        if self.key == "[key]":
            written = str(self.at[-1])
            named = Found(f"a name under {_name(self.at[:-1])}", written, written, self.limits)
            kind = KEY if self.kind in CHOICES else self.kind
            return Problem(self.file.key_place(*self.at), *sentences(kind, named))
        given = Found(_name(self.at), self.file.value(*self.at), self.file.raw.get(self.at, ""), self.limits)
        return Problem(self.file.place(*self.at), *sentences(self.kind, given))

    def _advice(self) -> str:
        """What the models themselves say of the unknown key, or the field that may be meant."""
        for each in (parent for model in self.models for parent in model.__mro__):
            if self.key in vars(each).get("instead", {}):
                return str(vars(each)["instead"][self.key])
        if self.key.isdecimal() and self.file.value(*self.at, self.key) is None:
            return "Write decimals after a point, for example 40.2, and text with a comma in quotes."
        return (
            f"Did you mean ‘{self.nearest}’?" if self.nearest else "Check its spelling and its indentation."
        )


def _name(at: Location) -> str:
    """The field that a location is in, in quotes."""
    return next((f"‘{step}’" for step in reversed(at) if isinstance(step, str)), "The file")


def _there(file: YamlFile, prefix: Location, steps: Location) -> Location:
    """The steps that are in the data: pydantic puts the names of union members between them."""
    at, data = prefix, file.value(*prefix)
    for step in steps:
        inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if inside or (isinstance(data, dict) and step in data):
            at, data = (*at, step), data[step]
    return at


def _inside(model: type[BaseModel], steps: Location) -> list[type[BaseModel]]:
    """The models that may stand at a location: the one whose kind pydantic names there, or all."""
    models = [model]
    for step in steps:
        if fields := [each.model_fields[step] for each in models if step in each.model_fields]:
            models = [kid for field in fields for kid in _models(field.annotation)]
        elif isinstance(step, str):
            models = [each for each in models if step in _kinds(each)] or models
    return models


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models within an annotation, however deep in lists, dicts and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _kinds(model: type[BaseModel]) -> tuple[Any, ...]:
    """The values of a model's `kind`."""
    return get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()
