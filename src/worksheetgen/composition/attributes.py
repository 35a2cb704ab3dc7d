"""The kinds of attributes that elements of paper markup have: how their text is read and what it must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from worksheetgen.model.document import Align


@dataclass(frozen=True)
class Attribute:
    """How an attribute's text is read, what it must be in words, and its default (None: it must be there)."""

    read: Callable[[str], Any]
    expects: str
    default: str | None


def words_given(default: str | None = "") -> Attribute:
    """Any words."""
    return Attribute(str, "words", default)


def whole(default: str | None = None) -> Attribute:
    """A whole number from 0."""

    def read(value: str) -> int:
        if not value.isdecimal():
            raise ValueError(value)
        return int(value)

    return Attribute(read, "a whole number", default)


def heading_level(default: str) -> Attribute:
    """The level of a heading."""
    return Attribute({"1": 1, "2": 2, "3": 3}.__getitem__, "1, 2 or 3", default)


def amount(default: str | None = None) -> Attribute:
    """A number from 0; lengths are in mm."""

    def read(value: str) -> float:
        number = float(value)
        if not 0 <= number < 1000:
            raise ValueError(value)
        return number

    return Attribute(read, "a number from 0", default)


def quantity() -> Attribute:
    """A number from 0 of whatever is counted."""

    def read(value: str) -> float:
        number = float(value)
        if not 0 <= number < inf:
            raise ValueError(value)
        return number

    return Attribute(read, "a number from 0", None)


def amounts() -> Attribute:
    """Numbers above 0, apart by spaces."""

    def read(value: str) -> tuple[float, ...]:
        numbers = tuple(map(float, value.split()))
        if not numbers or min(numbers) <= 0:
            raise ValueError(value)
        return numbers

    return Attribute(read, "numbers above 0 with spaces between them", None)


def choice_of(values: Mapping[str, Any], default: str) -> Attribute:
    """One of a few words."""
    return Attribute(values.__getitem__, " or ".join(values), default)


FLAG = choice_of({"yes": True, "no": False}, "no")
FLOW = {"keep_with_next": FLAG, "page_break_before": FLAG, "avoid_overleaf": FLAG}
"""What any block at the top of a template may say of its place in the flow."""
ALIGNMENT = choice_of({str(align): align for align in Align}, "left")
