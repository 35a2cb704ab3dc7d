"""Words that differ from paper to paper: templates print them unseen, and they are filled in afterwards.

So a question is rendered once, whatever its number, and a cover once, whoever's it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from jinja2.exceptions import SecurityError

from worksheetgen.errors import Place
from worksheetgen.model.document import Item

T = TypeVar("T")


class Slot:
    """Stands for words that are filled in later: a template can print them, and ask whether there are any.

    `sign` is a noncharacter of Unicode, which no font has and no text of a bank could print.
    """

    def __init__(self, sign: str) -> None:
        """Stand for the words that the sign will be replaced by."""
        self.sign = sign

    def __html__(self) -> str:
        """The sign, for markup."""
        return self.sign

    def _unseen(self, *_: object) -> Any:
        raise SecurityError("a name, a student’s id and a question’s number can only be printed as they are")

    __str__ = __int__ = __float__ = __len__ = __iter__ = __getitem__ = __add__ = __mod__ = __lt__ = _unseen

    def __bool__(self) -> bool:
        """There are words."""
        return True


NUMBER, NAME, ID = Slot("\ufdd0"), Slot("\ufdd1"), Slot("\ufdd2")


def has_slots(item: Item) -> bool:
    """Whether any of the item's words are still to come."""
    return filled(item, dict.fromkeys((NUMBER, NAME, ID), "")) is not item


def filled(item: Item, words: Mapping[Slot, str], place: Place | None = None) -> Item:
    """The item with the slots' words; the very same item if it has none of them.

    With a `place` the words come from there, and the item is one student's own.
    """
    block = _filled(item.block, {ord(slot.sign): said for slot, said in words.items()})
    if block is item.block:
        return item
    return (
        replace(item, block=block)
        if place is None
        else replace(item, block=block, place=place, per_student=True)
    )


def _filled(value: T, words: Mapping[int, str]) -> T:
    found: Any = value
    if isinstance(value, str):
        found = value if value.isascii() else value.translate(words)
        return value if found == value else found
    if isinstance(value, tuple):
        parts = [_filled(each, words) for each in value]
        return value if all(map(_same, parts, value)) else type(value)(parts)
    changed = {
        name: found
        for name in _names(type(value))  # type: ignore[arg-type]  # a class is hashable
        if (found := _filled(kept := getattr(value, name), words)) is not kept
    }
    return replace(value, **changed) if changed else value  # type: ignore[type-var]  # a dataclass, as it has names


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of any other type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _same(one: object, other: object) -> bool:
    return one is other
