"""What is filled in or put in order where a sheet does not say it: a part's marks, the order of its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from worksheetgen.kinds import Kind
from worksheetgen.model.signs import HOLE

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def marks_of(part: Mapping[str, Any], levels: Mapping[str, int]) -> int:
    """A mark for each thing that is to be answered; `levels` has the highest mark of each set.

    One where a field is not what the bank's models will have it be: they say so.
    """
    try:
        return _marks(part, levels)
    except (TypeError, AttributeError, LookupError):
        return 1


def _marks(part: Mapping[str, Any], levels: Mapping[str, int]) -> int:
    match Kind(part["kind"]):
        case Kind.TRUE_FALSE:
            return 2 if part.get("reason") else 1
        case Kind.MULTIPLE_CHOICE:
            return len(part.get("keys", ())) or 1
        case Kind.MATCHING:
            return len(part["pairs"]) or 1
        case Kind.ORDERING:
            return max(len(part["events"]) - 1, 1)
        case Kind.GAP_FILL:
            return len(HOLE.findall(part["passage"])) or 1
        case Kind.TABLE_COMPLETION:
            return sum(bool(HOLE.fullmatch(cell)) for row in part["rows"] for cell in row) or 1
    if part.get("levels"):
        return levels.get(part["levels"], 8)
    marks = [point["marks"] for point in part.get("points", ())] or [2] * len(part.get("pairs", ()))
    # “Name two” with three points that may earn the marks.
    asked = [
        number for word, number in _NUMBERS.items() if re.search(rf"\b{word}\b", part["stem"].casefold())
    ]
    return min(sum(marks[: min(asked, default=len(marks))]), 100) or 1


_ORDER = (
    "id", "kind", "topics", "tiers", "difficulty", "marks", "minutes", "objectives", "paragraphs", "needs", "sources",
    "lead", "parts", "stem", "options", "key", "keys", "pinned", "pairs", "spare", "events", "passage", "columns",
    "rows", "accept", "spaces", "lines", "points", "levels", "skill", "indicative", "weak", "explanation", "reason",
    "note", "enemies", "scaffolds", "accepted", "origin",
)  # fmt: skip
"""The fields in the order of the bank's own files; any other stands before the note."""


def in_order(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the bank's own files have them one after the other."""

    def rank(name: str) -> float:
        return _ORDER.index(name) if name in _ORDER else _ORDER.index("note") - 0.5

    ordered = {name: data[name] for name in sorted(data, key=rank)}
    if "parts" in ordered:
        ordered["parts"] = [in_order(part) for part in ordered["parts"]]
    return ordered
