"""The cells that speak of a question as a whole, and not of one of its parts, to its fields in the bank."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from hashlib import blake2b
from typing import Any

from worksheetgen.bank.beginning import slug_of
from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.bank.sheet.notation import lines_in, listed, number_in
from worksheetgen.bank.sheet.question_rows import origin_in
from worksheetgen.bank.sheet.sheet_question import SheetQuestion
from worksheetgen.errors import Place, Problem
from worksheetgen.kinds import Kind
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value
from worksheetgen.yaml_file import Location

HOW_HARD = {"easy": 2, "medium": 3, "middle": 3, "hard": 4, "difficult": 4}
_MISSPELT_FROM = 0.85
"""As similar as this to a topic of the unit, a name is that topic misspelt and not a new one."""
_AS_TYPED: Mapping[str, tuple[Callable[[str], Any], Location]] = {
    "id": (str, ("id",)),
    "minutes": (number_in, ("minutes",)),
    "enemies": (listed, ("enemies",)),
    "note": (str, ("note",)),
    "hint": (str, ("scaffolds", "hint")),
    "extension": (str, ("scaffolds", "extension")),
    "starters": (lines_in, ("scaffolds", "starters")),
    "origin": (origin_in, ("origin",)),
}
"""Columns that say a field by themselves: how its cell is read, and where the field stands. Nothing is filled in."""


class UnitNames(Value):
    """What a row may name, as the unit has it.

    `topics` and `sources` are ids by what they may be called in small letters, their titles too. `levels` has the
    highest mark of each set of levels, `level_kinds` the kind that a set serves, of those that serve one. `topic` and
    `qualification` are what is filled in.
    """

    topics: Mapping[str, str]
    sources: Mapping[str, str]
    levels: Mapping[str, int]
    level_kinds: Mapping[str, Kind]
    topic: str
    qualification: str


def read_whole(found: SheetQuestion, row: SheetRow, known: UnitNames) -> None:
    """What is said of the question as a whole."""

    def fill(value: Any, words: str, *at: str) -> None:
        found.set(value, row.place, *at)
        found.fillers.append((words, row.place))

    for column, (read, at) in _AS_TYPED.items():
        if row.text(column) and (said := read(row.text(column))) not in (None, [], {}):
            found.set(said, row.at(column), *at)
    if names := listed(row.text("topic")):
        found.set([_topic(found, name, known, row.at("topic")) for name in names], row.at("topic"), "topics")
    else:
        fill([known.topic], f"topic: {known.topic}", "topics")
    if row.text("tiers").casefold() in ("", "all"):
        words = "tiers: support, core and challenge"
        found.set([tier.value for tier in Tier], row.at("tiers"), "tiers")
        found.fillers += [] if row.text("tiers") else [(words, row.place)]
    else:
        found.set([name.casefold() for name in listed(row.text("tiers"))], row.at("tiers"), "tiers")
    if hard := row.text("difficulty"):
        number = HOW_HARD.get(hard.casefold(), number_in(hard))
        found.set(number, row.at("difficulty"), "difficulty")
        if isinstance(number, str):
            what = f"‘{hard}’ is no difficulty."
            found.problems.append(
                Problem(row.at("difficulty"), what, "Write easy, medium or hard, or 1 to 5.")
            )
    else:
        fill(3, "difficulty: 3", "difficulty")
    paragraphs = _paragraphs(row.text("paragraphs"))
    found.set(paragraphs, row.at("paragraphs"), "paragraphs")
    if row.text("needs"):
        found.set(row.text("needs").casefold(), row.at("needs"), "needs")
    else:
        needs = "text" if paragraphs or row.text("source") else "own knowledge"
        fill(needs, f"needs: {needs}", "needs")
    if names := listed(row.text("source")):
        ids = [known.sources.get(name.casefold(), name) for name in names]
        found.set(ids, row.at("source"), "sources")


def _topic(found: SheetQuestion, name: str, known: UnitNames, place: Place) -> str:
    """The id of a topic by its id or title; one that the unit does not have yet is noted as new."""
    if id := known.topics.get(name.casefold()):
        return id
    if near := get_close_matches(name.casefold(), known.topics, 1, _MISSPELT_FROM):
        what = f"The unit has no topic ‘{name}’."
        found.problems.append(Problem(place, what, f"Did you mean ‘{near[0]}’?"))
    # A name in another script has no letter that an id may have: its own number tells it from others.
    id = slug_of(name) or f"topic-{int.from_bytes(blake2b(name.encode(), digest_size=3).digest(), 'big')}"
    if id not in known.topics.values():
        found.new_topics[id] = name
    return id


def _paragraphs(text: str) -> list[int | str]:
    """`3, 4`, `3-5` or `¶3` as numbers."""
    numbers: list[int | str] = []
    for name in listed(text.replace("¶", " ")):
        found = re.fullmatch(r"(\d{1,3})\s*[-–]\s*(\d{1,3})", name)
        numbers += range(int(found[1]), int(found[2]) + 1) if found else [number_in(name)]
    return numbers
