"""Choose two in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers, Choosable
from worksheetgen.kinds.entries import (
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    all_differ,
    worth_a_mark_each,
)
from worksheetgen.model.answers import Key
from worksheetgen.yaml_file import LocatedEntry
from worksheetgen.yaml_file.fields import Id, NonEmptyText, Strict

from . import ChooseTwo

_SKELETON = """\
  stem: ‹What is asked. Choose **two**.›
  options:                        # five of like length and form
    - {id: right-1, text: ‹A right answer›}
    - {id: right-2, text: ‹The other right answer›}
    - {id: wrong-1, text: ‹A wrong answer›}
    - {id: wrong-2, text: ‹Another wrong answer›}
    - {id: wrong-3, text: ‹A third wrong answer›}
  keys: [right-1, right-2]
  explanation: ‹Which paragraphs say so.›
"""


class OptionEntry(Strict):
    """An option."""

    id: Id = Field(description="A short name for the option, by which ‘keys’ means it.")
    text: NonEmptyText = Field(description="The option’s words.")


def keys_are_worth_a_mark_each(part: LocatedEntry[ChooseTwoEntry], _: KnownLevels) -> Iterator[Problem]:
    """Each of the two right options is a mark."""
    yield from worth_a_mark_each(part, len(part.value.keys), "key", "as many keys as marks")


def options_differ(part: LocatedEntry[ChooseTwoEntry], _: KnownLevels) -> Iterator[Problem]:
    """No two options have the same id or the same text."""
    yield from all_differ(part, "options")


class ChooseTwoEntry(PartEntry):
    """Options, two of them right."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (keys_are_worth_a_mark_each, options_differ)
    options: Annotated[tuple[OptionEntry, ...], Field(min_length=4, max_length=7)] = Field(
        description="Four to seven options."
    )
    keys: Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)] = Field(
        description="The ids of the two right ones."
    )
    explanation: Explanation

    def read(self, sets: LevelSets) -> tuple[ChooseTwo, Answers]:
        """The options, and the ids of the right ones."""
        options = tuple(Choosable(option.id, option.text) for option in self.options)
        return ChooseTwo(options), (Key(self.keys, self.explanation, ()),)
