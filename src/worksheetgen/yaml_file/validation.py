"""A file's data to a pydantic value, or to a problem for each thing that does not fit, at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import takewhile
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from worksheetgen.english import shortened
from worksheetgen.errors import InvalidInput, Problem, Told
from worksheetgen.yaml_file.events import Location
from worksheetgen.yaml_file.reading import YamlFile
from worksheetgen.yaml_file.wording import KEY, LONGEST, Found, sentences

CHOICES = ("enum", "literal_error")
"""The types of pydantic's errors for a word that is none of the few allowed."""
OUT_OF_LIMITS = ("greater_than_equal", "greater_than", "less_than_equal", "less_than")
OTHERWISE = dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "a whole number") | dict.fromkeys(
    ("bool_type", "bool_parsing"), "true or false"
)
"""What a field may hold instead of such a word, by the type of error that says that it does not."""

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], file: YamlFile, *at: str | int, context: Mapping[str, Any] | None = None
) -> Model:
    """The file's data at the location `at` (the whole file without one) as a value of the model.

    `context` is what the model's own validators may know beside the file, such as the names that a unit has.
    Raises InvalidInput with every problem at or below the location, each at its place and once. There must be
    something at the location, if only None.
    """
    # A mistake found on reading counts only where it stands: a key given twice in another entry does not.
    told = [(where, problem) for where, problem in file.problems if where[: len(at)] == at]
    problems = {problem for _, problem in told}
    if file.data is None:
        raise InvalidInput([Problem(file.place(), "The file is empty.", "Compare it with a bundled one.")])
    try:
        value = model.model_validate(file.value(*at), context=context)
    except ValidationError as error:
        found = [_Error(file, at, details, model) for details in Told(error.errors(include_url=False))]
        # A misspelt key is two errors to pydantic, a field too many and a field too few; we report the first.
        meant = {(error.at, error.nearest) for error in found if error.kind == "extra_forbidden"}
        spoilt = {where for where, _ in told} | {error.at for error in found if error.is_of_key}
        spoilt |= {(*error.at, error.cut_value) for error in found if error.cut_value}
        kept = _told_once([error for error in found if not error.follows_from(meant, spoilt)])
        raise InvalidInput(problems | {error.problem() for error in kept}) from error
    if problems:
        raise InvalidInput(problems)
    return value


def _told_once(errors: Sequence[_Error]) -> list[_Error]:
    """The errors; of those on a value that may be one of a few words or something else, the one that says most."""
    alike: dict[tuple[Location, bool], list[_Error]] = {}
    for error in errors:
        alike.setdefault((error.at, error.is_of_key), []).append(error)
    told: list[_Error] = []
    for same in alike.values():
        words = [error for error in same if error.kind in CHOICES]
        limits = [error for error in same if error.kind in OUT_OF_LIMITS]
        others = [error for error in same if error.kind in OTHERWISE]
        if words and limits:
            told += limits
        elif words and others:
            words[0].otherwise = f", or {OTHERWISE[others[0].kind]}"
            told += words
        else:
            told += same
    return told


class _Error:
    """One of pydantic's errors, brought back to the file.

    `kind` is pydantic's type of error and `limits` what it says of the limits that were broken. `at` is the
    location of the wrong value, or of the entry that has a field too few or too many; `key` is that field.
    `models` are the models that the entry may be of; they are needed, and looked for, only where a field is
    too many. `otherwise` is what else than one of a few words there may be, to be added to these.
    """

    otherwise = ""

    def __init__(self, file: YamlFile, prefix: Location, found: ErrorDetails, model: type[BaseModel]) -> None:
        self.file, self.kind, self.limits = file, found["type"], found.get("ctx", {})
        self.at = _there(file, prefix, found["loc"])
        self.key = str(found["loc"][-1]) if found["loc"] else ""
        self.models: list[type[BaseModel]] = []
        # pydantic's location ends in a field too many, and stops short of a `kind` that is wrong or missing.
        if self.kind == "extra_forbidden":
            self.at, self.models = self.at[:-1], _inside(model, found["loc"][:-1])
        elif self.kind == "union_tag_not_found":
            self.kind, self.key = "missing", "kind"
        elif self.kind == "union_tag_invalid":
            self.at = (*self.at, "kind")

    @property
    def is_of_key(self) -> bool:
        """Whether the name of a field is wrong, and not its value."""
        return self.key == "[key]"

    @property
    def nearest(self) -> str:
        """The field that an unknown key may be a slip for: one that the entry does not have, "" for none."""
        given = self.file.value(*self.at)
        names = sorted({name for model in self.models for name in model.model_fields if name not in given})
        if self._unparted in names:
            return self._unparted
        return next(iter(get_close_matches(self.key, names, 1)), "")

    @cached_property
    def cut_value(self) -> str:
        """The field before an unknown key that is no field but the rest of its text, behind a comma: "" for none.

        {size: 40,2} is a field `size` and a field `2` without a colon.
        """
        if self.kind != "extra_forbidden" or not self._lacks_colon(self.key) or self.nearest:
            return ""
        before = list(takewhile(lambda name: name != self.key, self.file.value(*self.at)))
        return next((name for name in reversed(before) if not self._lacks_colon(name)), "")

    def _lacks_colon(self, name: str, at: Location | None = None) -> bool:
        """Whether a key of the entry, or of that at a location, stands within braces without a colon."""
        at = self.at if at is None else at
        key, value = self.file.key_place(*at, name), self.file.place(*at, name)
        return (value.line, value.column) == (key.line, key.column + len(name))

    def _thousands(self) -> Sequence[Location]:
        """The entries of a list that are the groups of one number, of which this is one: 2,000 without a space."""
        if self.kind != "string_type" or not self.at or not isinstance(self.at[-1], int):
            return ()

        def goes_on(at: Location, after: Location) -> bool:
            raw, place = self.file.raw.get(at, ""), self.file.place(*at)
            before, ends = self.file.raw.get(after, ""), self.file.place(*after)
            beside = (ends.line, ends.column + len(before) + 1) == (place.line, place.column)
            return beside and bool(re.fullmatch(r"\d{3}", raw)) and before[-1:].isdigit()

        *list_at, index = self.at
        first = last = int(index)
        while first and goes_on((*list_at, first), (*list_at, first - 1)):
            first -= 1
        while goes_on((*list_at, last + 1), (*list_at, last)):
            last += 1
        return [(*list_at, number) for number in range(first, last + 1)]

    @property
    def _unparted(self) -> str:
        """The first word of an unknown key, where no value has been parted from it: `size` of {size:40}."""
        bare = self._lacks_colon(self.key) or "{" in self.key
        return re.split(r"[:\s]", self.key, maxsplit=1)[0] if bare else ""

    def follows_from(self, meant: set[tuple[Location, str]], spoilt: set[Location]) -> bool:
        """Whether another error says it already, so that one slip is one message.

        `meant` are the fields that misspelt keys may be meant for, each with the location of its entry: these
        are not missing. `spoilt` are the locations of values that were misread, or whose name is wrong. And
        pydantic counts only the entries of a list in which nothing is wrong: a list is too short only if it is
        so with the wrong ones.
        """
        if self.kind == "missing":
            return (self.at, self.key) in meant
        if self.at in spoilt and not self.is_of_key and self.kind != "extra_forbidden":
            return True
        return self.kind == "too_short" and len(self.file.value(*self.at)) >= self.limits["min_length"]

    def problem(self) -> Problem:
        """The error in a teacher's words, at its place."""
        if self.cut_value:
            at = (*self.at, self.cut_value)
            what = f"‘{self.cut_value}’ is cut at the comma after ‘{shortened(self.file.raw.get(at, ''), LONGEST)}’."
            remedy = "Write decimals after a point, for example 40.2, and text with a comma in quotes."
            return Problem(self.file.place(*at), what, remedy)
        if len(entries := self._thousands()) > 1:
            number = ",".join(self.file.raw[at] for at in entries)
            what = f"‘{number}’ is read as {len(entries)} entries of the list."
            return Problem(self.file.place(*entries[0]), what, f'Put it in quotes: "{number}".')
        if self.kind == "extra_forbidden":
            place = self.file.key_place(*self.at, self.key)
            return Problem(place, f"‘{self.key}’ is not a field here.", self._advice())
        if self.kind == "missing":
            return Problem(
                self.file.place(*self.at), f"‘{self.key}’ is missing here.", f"Add a line ‘{self.key}: …’."
            )
        if self.is_of_key:
            written = str(self.at[-1])
            named = Found(f"a name under {_name(self.at[:-1])}", written, written, self.limits)
            kind = KEY if self.kind in CHOICES else self.kind
            return Problem(self.file.key_place(*self.at), *sentences(kind, named))
        if (
            self.at
            and self.file.value(*self.at) is None
            and self._lacks_colon(str(self.at[-1]), self.at[:-1])
        ):
            what = f"{_name(self.at)} has no value."
            return Problem(self.file.key_place(*self.at), what, "Write a colon and a space after its name.")
        given = Found(_name(self.at), self.file.value(*self.at), self.file.raw.get(self.at, ""), self.limits)
        what, remedy = sentences(self.kind, given)
        return Problem(self.file.place(*self.at), what, f"{remedy[:-1]}{self.otherwise}{remedy[-1:]}")

    def _advice(self) -> str:
        """The remedy for an unknown key: a model's advice in `instead`, or the field that may be meant."""
        # A model's own `instead` hides those of the models that it is derived from, so each class is asked.
        for each in (parent for model in self.models for parent in model.__mro__):
            if self.key in vars(each).get("instead", {}):
                return str(vars(each)["instead"][self.key])
        if self.nearest and self.nearest == self._unparted:
            return f"Write a colon and a space after ‘{self.nearest}’."
        return (
            f"Did you mean ‘{self.nearest}’?" if self.nearest else "Check its spelling and its indentation."
        )


def _name(at: Location) -> str:
    """The field that a location is in, in quotes; positions in lists have no name."""
    return next((f"‘{step}’" for step in reversed(at) if isinstance(step, str)), "The file")


def _there(file: YamlFile, prefix: Location, steps: Location) -> Location:
    """The location in the file that pydantic's steps from `prefix` on lead to, as far as the file goes.

    Steps that are not in the data are left out: pydantic puts the names of a union's members between the
    others, and at the end the name of a field that is missing.
    """
    at, data = prefix, file.value(*prefix)
    for step in steps:
        inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if inside or (isinstance(data, dict) and step in data):
            at, data = (*at, step), data[step]
    return at


def _inside(model: type[BaseModel], steps: Location) -> list[type[BaseModel]]:
    """The models that may stand where pydantic's steps lead to from `model`.

    Of a union it is the one member of the `kind` that pydantic names among the steps; all members where it
    names none.
    """
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
    """The values that a model admits as its `kind`; none for a model that has no `kind`."""
    return get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()
