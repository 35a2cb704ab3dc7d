"""Multiple choice in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, StrictBool

from worksheetgen.english import counted
from worksheetgen.errors import Problem
from worksheetgen.kinds import Traits
from worksheetgen.kinds.base import Answers, Choosable
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.entries import (
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    all_differ,
    is_named,
    worth_a_mark_each,
)
from worksheetgen.model.answers import Key
from worksheetgen.yaml_file import LocatedEntry, mistake
from worksheetgen.yaml_file.fields import AnyText, Id, NonEmptyText, Strict

OPTIONS = range(3, 6)
"""So many options a multiple-choice question may have, the key among them."""
_KEY_ADVICE = "Name the right option once, beside the options: a line ‘key: …’ with its id."

_SKELETON = """\
  stem: ‹What is asked; it ends in a question mark.›
  # pinned: true                  # keeps this order, for dates and numbers
  options:                        # four of like length and form; each wrong one says what a pupil who takes it believes
    - {id: right, text: ‹The one right answer›}
    - {id: wrong-1, text: ‹A wrong answer›, misconception: ‹What a pupil who takes it believes.›}
    - {id: wrong-2, text: ‹Another wrong answer›, misconception: ‹What a pupil who takes it believes.›}
    - {id: wrong-3, text: ‹A third wrong answer›, misconception: ‹What a pupil who takes it believes.›}
  key: right
  explanation: ‹Why it is right, with the text’s own words in “double quotation marks”.›
"""


def _one(key: Any) -> Any:
    if isinstance(key, list):
        raise mistake("A multiple-choice question has one key.", "Name the id of the one right option alone.")
    return key


class OptionEntry(Strict):
    """An option; a wrong one can say what a pupil who chooses it believes."""

    instead: ClassVar[Mapping[str, str]] = dict.fromkeys(("key", "correct", "right", "answer"), _KEY_ADVICE)
    id: Id = Field(description="A short name for the option, by which ‘key’ means it.")
    text: NonEmptyText = Field(description="The option’s words.")
    misconception: AnyText = Field(
        "", description="Of every wrong option: what a pupil who chooses it believes."
    )


LocatedChoice = LocatedEntry["ChoiceEntry"]


def key_is_worth_a_mark(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """A choice is one mark."""
    yield from worth_a_mark_each(part, 1, "key", "ask for more in a question of another kind")


def options_are_three_to_five(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """A choice has three options at the least and five at the most.

    Guideline 18 of Haladyna, Downing and Rodriguez (2002): as many as are plausible, and three are enough; with two,
    half of those who guess are right.
    """
    if len(part.value.options) not in OPTIONS:
        what = f"The question has {counted(len(part.value.options), 'option')}."
        yield Problem(part.place("options"), what, "Write three to five, the key among them.")


def key_is_an_option(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """The key is one of the options."""
    ids = [option.id for option in part.value.options]
    yield from is_named(part.place("key"), "option", part.value.key, ids)


def options_differ(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """No two options have the same id or the same text."""
    yield from all_differ(part, "options")


def wrong_options_teach(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """Every wrong option says what a pupil who chooses it believes; the key does not.

    Guidelines 29 and 30 of Haladyna, Downing and Rodriguez (2002): distractors are plausible, made from the errors
    that pupils typically make.
    """
    entry = part.value
    has_its_key = any(option.id == entry.key for option in entry.options)
    for index, option in enumerate(entry.options):
        if option.id != entry.key and not option.misconception and has_its_key:
            what = f"The option ‘{option.id}’ does not say what a pupil who chooses it believes."
            yield Problem(part.place("options", index), what, "Add ‘misconception: …’.")
        if option.id == entry.key and option.misconception:
            what = f"The key ‘{option.id}’ has a misconception, as if it were wrong."
            place = part.place("options", index, "misconception")
            yield Problem(place, what, "Take the misconception out, or name another key.")


class ChoiceEntry(PartEntry):
    """Options, one of them the key."""

    instead: ClassVar[Mapping[str, str]] = {"keys": _KEY_ADVICE, "answer": _KEY_ADVICE}
    rules: ClassVar[tuple[PartRule, ...]] = (
        key_is_worth_a_mark,
        options_are_three_to_five,
        key_is_an_option,
        options_differ,
        wrong_options_teach,
    )
    options: tuple[OptionEntry, ...] = Field(
        description="Three to five options, the key among them.",
        json_schema_extra={"minItems": OPTIONS.start, "maxItems": OPTIONS.stop - 1},
    )
    key: Annotated[Id, BeforeValidator(_one)] = Field(description="The id of the right option.")
    pinned: StrictBool = Field(
        False, description="true keeps this order of the options, for dates and numbers."
    )
    explanation: Explanation

    def read(self, sets: LevelSets) -> tuple[Choice, Answers]:
        """The options, and the key with the misconceptions of the others."""
        options = tuple(Choosable(option.id, option.text) for option in self.options)
        wrong = tuple((option.id, option.misconception) for option in self.options if option.misconception)
        return Choice(options, self.pinned), (Key((self.key,), self.explanation, wrong),)

    @classmethod
    def skeleton(cls, traits: Traits) -> str:
        """Four options."""
        return _SKELETON
