"""The kinds of attributes that elements of paper markup have: how their text is read, what is allowed.

Each function here makes an Attribute. Its `default` is the text that counts where an element does not have
the attribute, None where it must have it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from worksheetgen.model.blocks import Align
from worksheetgen.value import Value


class Attribute(Value):
    """How the text of an attribute becomes a value.

    `read` takes the text and gives the value; it raises ValueError or KeyError where the text is wrong.
    `expects` says what it must be, for the message then. `default` is the text where the attribute is not
    given, None where it must be.
    """

    read: Callable[[str], Any]
    expects: str
    default: str | None


def words_given(default: str | None = "") -> Attribute:
    """Any words, as they are."""
    return Attribute(str, "words", default)


def whole(default: str | None = None) -> Attribute:
    """A whole number from 0, as an int."""

    def read(value: str) -> int:
        if not value.isdecimal():
            raise ValueError(value)
        return int(value)

    return Attribute(read, "a whole number", default)


def heading_level() -> Attribute:
    """The level of a heading: 1, 2 or 3, as an int; 2 where none is given."""
    return Attribute({"1": 1, "2": 2, "3": 3}.__getitem__, "1, 2 or 3", "2")


def label_level() -> Attribute:
    """The level of a label that is a heading too, 1 to 4, as an int; 0 for one that is none."""
    return Attribute({"0": 0, "1": 1, "2": 2, "3": 3, "4": 4}.__getitem__, "0 to 4", "0")


def amount(default: str | None = None) -> Attribute:
    """A number from 0 to less than 1000, as a float: a length in mm, a weight, a share."""
    return _number_below(1000, default)


def quantity(default: str | None = None) -> Attribute:
    """A number from 0 of whatever a chart counts, as a float of any size."""
    return _number_below(inf, default)


def _number_below(limit: float, default: str | None) -> Attribute:
    def read(value: str) -> float:
        number = float(value)
        if not 0 <= number < limit:
            raise ValueError(value)
        return number

    return Attribute(read, "a number from 0", default)


def quantities() -> Attribute:
    """One or more numbers from 0 with spaces between them, as a tuple of floats; they must be given."""

    def read(value: str) -> tuple[float, ...]:
        numbers = tuple(map(float, value.split()))
        if not numbers or not all(0 <= number < inf for number in numbers):
            raise ValueError(value)
        return numbers

    return Attribute(read, "numbers from 0 with spaces between them", None)


def amounts() -> Attribute:
    """One or more numbers above 0 with spaces between them, as a tuple of floats; they must be given."""

    def read(value: str) -> tuple[float, ...]:
        numbers = tuple(map(float, value.split()))
        if not numbers or min(numbers) <= 0:
            raise ValueError(value)
        return numbers

    return Attribute(read, "numbers above 0 with spaces between them", None)


def choice_of(values: Mapping[str, Any], default: str) -> Attribute:
    """One of a few words; `values` has what each of them means."""
    return Attribute(values.__getitem__, " or ".join(values), default)


FLAG = choice_of({"yes": True, "no": False}, "no")
"""`yes` or `no`, as a bool."""
FLOW = dict.fromkeys(
    ("keep_with_next", "page_break_before", "avoid_overleaf", "optional", "beside", "spare"), FLAG
)
"""What any block at the top of a template may say of the page breaks around it, as in `Item`."""
ALIGNMENT = choice_of({str(align): align for align in Align}, "left")
"""Where text stands in its column, as an Align."""
