"""A YAML file to data whose every key and value knows its place, and from there to a checked pydantic value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from worksheetgen.errors import InvalidInput, Place, Problem

Location = tuple[str | int, ...]
Model = TypeVar("Model")

WORDS = "Write it in words, or in quotes."


@dataclass(frozen=True)
class YamlFile:
    """What a file holds, as plain data, and where in the file each part of it stands."""

    name: str
    data: Any
    keys: Mapping[Location, Place]
    values: Mapping[Location, Place]
    raw: Mapping[Location, str]

    def place(self, *location: str | int) -> Place:
        """The place of a value, or of the nearest thing around it that is there."""
        return self.values.get(location) or self.place(*location[:-1])


def shown(path: Path) -> str:
    """A path as a person would write it here: relative where it lies below the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def read_yaml(path: Path) -> YamlFile:
    """Read a file. Raises InvalidInput where it is not there, not UTF-8, or not YAML, and for keys given twice."""
    name = shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InvalidInput(
            [
                Problem(
                    Place(name),
                    f"The file cannot be read ({os.strerror(error.errno or 0)}).",
                    "Check its name.",
                )
            ]
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput([Problem(Place(name), "The file is not UTF-8.", "Save it as UTF-8.")]) from error
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        raise InvalidInput([_syntax(name, text, error)]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise InvalidInput(
            [
                Problem(
                    Place(name),
                    f"The file cannot be read as YAML ({error}).",
                    "Compare it with a bundled file.",
                )
            ]
        ) from error
    finally:
        loader.dispose()
    marks = _Marks(name)
    if node:
        marks.walk(node, ())
    if marks.problems:
        raise InvalidInput(marks.problems)
    return YamlFile(name, data, marks.keys, marks.values, marks.raw)


def _syntax(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """A syntax error in plain words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    written = lines[line] if line < len(lines) else ""
    place = Place(name, line + 1, column + 1)
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return Problem(place, "The line is indented with a tab.", "Indent with spaces.")
    if "mapping values are not allowed" in str(error.problem):
        return Problem(
            place, "A colon followed by a space stands inside the text.", "Put the whole text in quotes."
        )
    what = (error.problem or error.context or "something unexpected").rstrip(".")
    return Problem(
        place,
        f"From here on the file is not YAML: {what}.",
        "Check the indentation and quotes of this line and the one before.",
    )


class _Marks:
    """The places of a node's keys and values, and what plain scalars looked like."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.keys: dict[Location, Place] = {}
        self.values: dict[Location, Place] = {}
        self.raw: dict[Location, str] = {}
        self.problems: list[Problem] = []

    def walk(self, node: Node, at: Location) -> None:
        self.values[at] = self._place(node)
        match node:
            case MappingNode():
                self._mapping(node, at)
            case SequenceNode():
                for index, kid in enumerate(node.value):
                    self.walk(kid, (*at, index))
            case ScalarNode():
                self.raw[at] = node.value

    def _mapping(self, node: MappingNode, at: Location) -> None:
        for key, value in node.value:
            name = str(key.value)
            here = (*at, name)
            if here in self.keys:
                self.problems.append(
                    Problem(
                        self._place(key),
                        f"‘{name}’ is given twice; it stands first at line {self.keys[here].line}.",
                        "Keep one of the two.",
                    )
                )
            self.keys[here] = self._place(key)
            self.walk(value, here)

    def _place(self, node: Node) -> Place:
        return Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1)


# ---- checking ------------------------------------------------------------------------------------


def validate(model: type[Model], file: YamlFile) -> Model:
    """The file's data as the model. Raises InvalidInput with every problem, each at its place."""
    try:
        return TypeAdapter(model).validate_python(file.data, strict=False)
    except ValidationError as error:
        raise InvalidInput(
            {_problem(file, found, model) for found in error.errors(include_url=False)}
        ) from error


def _problem(file: YamlFile, found: ErrorDetails, model: Any) -> Problem:
    at = _location(file.data, found["loc"])
    name = next((str(step) for step in reversed(at) if isinstance(step, str)), "the file")
    kind, context = found["type"], found.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(file, at, str(found["loc"][-1]), model)
    if kind == "missing":
        return Problem(
            file.place(*at), f"‘{found['loc'][-1]}’ is missing.", f"Add a line ‘{found['loc'][-1]}: …’."
        )
    place = file.place(*at)
    if kind == "string_type" and at in file.raw:
        written = file.raw.get(at, "")
        if found["input"] is None and written in ("", "~", "null"):
            return Problem(place, f"‘{name}’ is empty.", "Write its text after the colon.")
        read = {True: "true", False: "false", None: "nothing"}.get(found["input"], "a number or a date")
        if isinstance(found["input"], (int, float)) and not isinstance(found["input"], bool):
            read = "a number"
        return Problem(place, f"‘{written}’ is read by YAML as {read}.", f'Put it in quotes: "{written}".')
    if kind == "value_error":
        what, _, remedy = str(context["error"]).partition("|")
        return Problem(place, f"‘{name}’: {what}", remedy)
    what, remedy = _plain(kind, context, name)
    return Problem(place, what, remedy)


def _plain(kind: str, context: Mapping[str, Any], name: str) -> tuple[str, str]:
    """What pydantic's errors mean, in a teacher's words."""
    expected = context.get("expected") or context.get("expected_tags") or ""
    words = {
        "string_type": (f"‘{name}’ must be words.", WORDS),
        "list_type": (f"‘{name}’ must be a list.", "Write [one, two], or one a line after a dash."),
        "tuple_type": (f"‘{name}’ must be a list.", "Write [one, two], or one a line after a dash."),
        "dict_type": (
            f"‘{name}’ must have fields of its own.",
            "Write ‘name: value’ lines, indented below it.",
        ),
        "model_type": (
            f"‘{name}’ must have fields of its own.",
            "Write ‘name: value’ lines, indented below it.",
        ),
        "model_attributes_type": (
            f"‘{name}’ must have fields of its own.",
            "Write ‘name: value’ lines, indented below it.",
        ),
        "bool_type": (f"‘{name}’ must be true or false.", "Write true or false."),
        "bool_parsing": (f"‘{name}’ must be true or false.", "Write true or false."),
        "int_type": (f"‘{name}’ must be a whole number.", "Write digits alone."),
        "int_parsing": (f"‘{name}’ must be a whole number.", "Write digits alone."),
        "int_from_float": (f"‘{name}’ must be a whole number.", "Write digits alone."),
        "union_tag_invalid": (f"There is no kind ‘{context.get('tag', '')}’.", f"Write one of: {expected}."),
        "union_tag_not_found": ("This question has no kind.", f"Add ‘kind:’ with one of: {expected}."),
        "literal_error": (f"‘{name}’ has a value that is not known.", f"Write {expected}."),
        "enum": (f"‘{name}’ has a value that is not known.", f"Write {expected}."),
        "too_short": (
            f"‘{name}’ has too few entries.",
            f"Give it at least {context.get('min_length')}.",
        ),
        "too_long": (f"‘{name}’ has too many entries.", f"Give it at most {context.get('max_length')}."),
        "string_too_short": (f"‘{name}’ is empty.", "Write its text after the colon."),
        "string_pattern_mismatch": (
            f"‘{name}’ is not a name that can be used.",
            "Use small letters, digits and dashes.",
        ),
        "greater_than_equal": (f"‘{name}’ is too small.", f"Write at least {context.get('ge')}."),
        "less_than_equal": (f"‘{name}’ is too large.", f"Write at most {context.get('le')}."),
        "greater_than": (f"‘{name}’ is too small.", f"Write more than {context.get('gt')}."),
    }
    return words.get(kind, (f"‘{name}’ cannot be used as it is.", "Compare it with a bundled file."))


def _unknown_key(file: YamlFile, at: Location, key: str, model: Any) -> Problem:
    place = file.keys.get(at, file.place(*at))
    close = get_close_matches(key, _field_names(model), 1)
    remedy = f"Did you mean ‘{close[0]}’?" if close else "Take it out, or check its spelling and indentation."
    return Problem(place, f"‘{key}’ is not a field here.", remedy)


def _field_names(model: Any) -> set[str]:
    """Every field name that a model's schema knows, for guessing what was meant."""
    names: set[str] = set()
    stack: list[Any] = [TypeAdapter(model).json_schema()]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            names |= set(part.get("properties", {}))
            stack += part.values()
        elif isinstance(part, list):
            stack += part
    return names


def _location(data: Any, steps: Location) -> Location:
    """The steps that are really in the data: pydantic adds the names of union members between them."""
    at: list[str | int] = []
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        if isinstance(data, dict) and (step in data or str(step) in map(str, data)):
            key = step if step in data else next(key for key in data if str(key) == str(step))
            at.append(str(key))
            data = data[key]
        elif isinstance(data, (list, tuple)) and isinstance(step, int) and step < len(data):
            at.append(step)
            data = data[step]
        elif last and step == "[key]":
            break
    return tuple(at)
