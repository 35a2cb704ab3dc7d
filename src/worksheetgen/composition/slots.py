"""Words that differ from paper to paper: templates print them unseen, and they are filled in after rendering.

So a question is rendered once, whatever its number, and a cover once, whosever it is. A cover for each:
+54% (docs/performance.md, “covers rendered once, names filled in”, 3,000).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from jinja2.exceptions import SecurityError

from worksheetgen.errors import Place
from worksheetgen.memory import derived
from worksheetgen.model.document import Item
from worksheetgen.value import Value, field_names, replace

T = TypeVar("T")


class Slot:
    """Stands for words that are filled in later: a template can print them, and ask whether there are any.

    In the markup `sign` stands in their place: a noncharacter of Unicode, which no font has and no text of a bank
    could print. Whatever else a template does with a slot raises SecurityError.
    """

    def __init__(self, sign: str) -> None:
        self.sign = sign

    def __html__(self) -> str:
        """The sign, for markup."""
        return self.sign

    def _unseen(self, *_: object) -> Any:
        """Stands for whatever would look at the words."""
        raise SecurityError("a name, a student’s id and a question’s number can only be printed as they are")

    __str__ = __int__ = __float__ = __len__ = __iter__ = __getitem__ = __add__ = __mod__ = __lt__ = _unseen

    def __bool__(self) -> bool:
        """There are words."""
        return True


NUMBER, NAME, ID = Slot("\ufdd0"), Slot("\ufdd1"), Slot("\ufdd2")


class WithSlots(Value):
    """A value as a template sees it where some of its attributes are slots; all others are the value's own."""

    _value: object
    _slots: tuple[tuple[str, Slot], ...]

    def __getattr__(self, name: str) -> object:
        return dict(self._slots).get(name) or getattr(self._value, name)

    def __dir__(self) -> list[str]:
        return dir(self._value)


def for_student(item: Item, words: Mapping[Slot, str], place: Place) -> Item:
    """The item with a student's words in its slots; the very same item if it has none.

    `place` is where the words come from, for messages.
    """
    return replace(filled(item, words), place=place) if _has_slots(item) else item


@derived
def _has_slots(item: Item) -> bool:
    """Whether any words are to be filled in: most of a cover has none, and is not looked through for each student."""
    return filled(item, dict.fromkeys((NUMBER, NAME, ID), "")) is not item


def filled(item: Item, words: Mapping[Slot, str]) -> Item:
    """The item with the slots' words; the very same item if it has none of them."""
    block = _filled(item.block, {ord(slot.sign): said for slot, said in words.items()})
    return item if block is item.block else replace(item, block=block)


def _filled(value: T, words: Mapping[int, str]) -> T:
    """The value with the words in all texts inside it; parts without any of them stay the very same objects."""
    found: Any = value
    if isinstance(value, str):
        found = value if value.isascii() else value.translate(words)
        return value if found == value else found
    if isinstance(value, tuple):
        parts = [_filled(each, words) for each in value]
        return value if all(map(_same, parts, value)) else type(value)(parts)
    if not isinstance(value, Value):
        return value
    changed = {
        name: found
        for name in field_names(type(value))
        if (found := _filled(kept := getattr(value, name), words)) is not kept
    }
    return replace(value, **changed) if changed else value


def _same(one: object, other: object) -> bool:
    return one is other
