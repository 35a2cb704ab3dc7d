"""A blueprint to the plain data that a run's manifest keeps, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.blueprint import Blueprint, Booklet
from worksheetgen.stored import Damaged, from_plain, to_plain

_IN_MANIFEST = Place("manifest.json")

_DEMANDS = frozenset(
    (
        "unit",
        "sections",
        "bounds",
        "require",
        "exclude",
        "forms",
        "shared",
        "equal",
        "like",
        "open_book",
        "sheets",
    )
)
"""The fields of a blueprint that say what is drawn, besides `by_form`."""
_UNUSED: Mapping[str, Any] = {
    "paper": None,
    "crest": None,
    "extra_pages": None,
    "open_book": False,
    "by_form": [],
    "sheets": 0,
}
"""Fields that have a default in the model, with what they are in a blueprint that does not use them."""
_WORDS = frozenset({"title", "instructions", "spag"})
"""The fields of a section that do not."""
_BOOKLETS_BEFORE = {True: Booklet.ALL.value, False: Booklet.NONE.value}
"""What a manifest of 0.2.0 says of booklets, in today's words."""


def to_data(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as plain data (dicts, lists, texts, numbers), without the places in its file.

    A run's id is worked out from these data. So equal demands must give equal data, wherever their file lies;
    and what has a default in the model (the fields of `_UNUSED`, a section's last fields) stands here only
    where a blueprint uses it: a further such setting changes no run's id.
    """
    data: dict[str, Any] = _without_places(to_plain(blueprint))
    for name, unused in _UNUSED.items():
        if data[name] == unused:
            del data[name]
    for section in chain(data["sections"], *(form["sections"] for form in data.get("by_form", ()))):
        for name in ("spag", "without", "activities", "paragraphs", "lessons"):
            if not section[name]:
                del section[name]
    return data


def demands_of(blueprint: Blueprint) -> dict[str, Any]:
    """What the blueprint demands of a draw, as plain data: without its name, its words, its look and its minutes.

    A paper whose title or time is changed demands what it did before.
    """
    data = to_data(blueprint)
    demands = {name: value for name, value in data.items() if name in _DEMANDS}
    demands["sections"] = _without_words(data["sections"])
    if "by_form" in data:
        demands["by_form"] = [_without_words(form["sections"]) for form in data["by_form"]]
    return demands


def _without_words(sections: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The sections' data without what does not say what is drawn."""
    return [{name: value for name, value in section.items() if name not in _WORDS} for section in sections]


def from_data(data: Mapping[str, Any]) -> Blueprint:
    """The blueprint whose `to_data` stands in a manifest; its places are the manifest, whole.

    Raises InvalidInput where the data are no blueprint's.
    """
    try:
        booklet = _BOOKLETS_BEFORE.get(data["booklet"], data["booklet"])
        return from_plain({**_with_places(data), "booklet": booklet}, Blueprint)
    except (Damaged, LookupError, TypeError) as error:
        what = "The blueprint in the manifest cannot be read."
        remedy = "Take manifest.json from the run again, unchanged, or print the run anew."
        raise InvalidInput([Problem(_IN_MANIFEST, what, remedy)]) from error


def _without_places(data: Any) -> Any:
    """The data without any field named `place`, however deep; tuples become lists, as JSON has no tuples."""
    match data:
        case dict():
            return {name: _without_places(value) for name, value in data.items() if name != "place"}
        case list() | tuple():
            return [_without_places(value) for value in data]
        case _:
            return data


def _with_places(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with the manifest for the place of the blueprint, of its sections and of every bound.

    Raises LookupError or TypeError where there are no sections and bounds in them to give a place.
    """
    placed = {"place": to_plain(_IN_MANIFEST)}

    def sections(data: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [
            {**section, "bounds": [{**bound, **placed} for bound in section["bounds"]], **placed}
            for section in data["sections"]
        ]

    bounds = [{**bound, **placed} for bound in data["bounds"]]
    by_form = [{**form, "sections": sections(form)} for form in data.get("by_form", ())]
    return {**data, "sections": sections(data), "bounds": bounds, "by_form": by_form, **placed}
