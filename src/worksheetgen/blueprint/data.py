"""A blueprint to the plain data that a run's manifest keeps, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter, ValidationError

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.blueprint import Blueprint

_IN_MANIFEST = Place("manifest.json")

_BLUEPRINT = TypeAdapter(Blueprint)


def to_data(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as plain data for a manifest, without the places of its file.

    A section without marks for spelling, punctuation and grammar, or with no kinds left out, says nothing of them: so
    its run, which is named after these data, is the one that it was before there were any.
    """
    data: dict[str, Any] = _without_places(_BLUEPRINT.dump_python(blueprint, mode="json"))
    for section in data["sections"]:
        for name in ("spag", "without"):
            if not section[name]:
                del section[name]
    return data


def from_data(data: Mapping[str, Any]) -> Blueprint:
    """The blueprint that a manifest has. Raises InvalidInput where it is none of ours."""
    try:
        return _BLUEPRINT.validate_python(_with_places(data))
    except (ValidationError, LookupError, TypeError) as error:
        what = "The blueprint in the manifest cannot be read."
        remedy = "Take manifest.json from the run again, unchanged, or print the run anew."
        raise InvalidInput([Problem(_IN_MANIFEST, what, remedy)]) from error


def _without_places(data: Any) -> Any:
    match data:
        case dict():
            return {name: _without_places(value) for name, value in data.items() if name != "place"}
        case list() | tuple():
            return [_without_places(value) for value in data]
        case _:
            return data


def _with_places(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with a place, the manifest, for the blueprint, its sections and every bound."""
    placed = {"place": asdict(_IN_MANIFEST)}
    sections = [
        {**section, "bounds": [{**bound, **placed} for bound in section["bounds"]], **placed}
        for section in data["sections"]
    ]
    bounds = [{**bound, **placed} for bound in data["bounds"]]
    return {**data, "sections": sections, "bounds": bounds, **placed}
