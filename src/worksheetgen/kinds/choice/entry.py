"""Multiple choice in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, ValidationInfo

from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers, Choosable
from worksheetgen.kinds.choice import Choice, names_others
from worksheetgen.kinds.entries import (
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    all_differ,
    is_named,
    missing_unless,
    worth_a_mark_each,
)
from worksheetgen.model.answers import Key
from worksheetgen.yaml_file import LocatedEntry, mistake
from worksheetgen.yaml_file.fields import AnyText, Id, NonEmptyText, Strict

OPTIONS = range(2, 9)
"""So many options a multiple-choice question may have, the key or keys among them."""
_KEY_ADVICE = "Name the right option once, beside the options: a line ‘key: …’ with its id."
_KEYS_ADVICE = "Write ‘keys: [ID, ID]’ with the id of each right option."

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
        raise mistake("‘key’ is the one right option.", f"Of several that are right: {_KEYS_ADVICE}")
    return key


def _keyed(key: str, info: ValidationInfo) -> str:
    """The key, which only a question with `keys` does without; where those are wrong, that is told already."""
    missing_unless(bool(key) or info.data.get("keys") != ())
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


def keys_are_worth_as_much(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """Each of several keys earns as many whole marks; a single one may have any."""
    if part.value.marks % len(part.value.right):
        yield from worth_a_mark_each(part, len(part.value.right), "key", "as many for each key")


def keys_are_some_of_the_options(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """The key is one of the options, or the keys are several of them, but not all."""
    entry, ids = part.value, [option.id for option in part.value.options]
    if entry.key and entry.keys:
        what = "The question has ‘key’ and ‘keys’."
        yield Problem(part.key_place("key"), what, "Keep ‘keys’ where several options are right, else ‘key’.")
    if entry.key:
        yield from is_named(part.place("key"), "option", entry.key, ids)
    for index, key in enumerate(entry.keys):
        yield from is_named(part.place("keys", index), "option", key, ids)
        if key in entry.keys[:index]:
            yield Problem(
                part.place("keys", index), f"‘{key}’ stands twice in ‘keys’.", "Keep one of the two."
            )
    if set(entry.keys) >= set(ids):
        yield Problem(part.place("keys"), "Every option is a key.", "Add options that are wrong.")


def options_differ(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """No two options have the same id or the same text."""
    yield from all_differ(part, "options")


def wrong_options_teach(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """Every wrong option says what a pupil who chooses it believes.

    Guidelines 29 and 30 of Haladyna, Downing and Rodriguez (2002): distractors are plausible, made from the errors
    that pupils typically make.
    """
    entry = part.value
    has_its_key = set(entry.right) <= {option.id for option in entry.options}
    for index, option in enumerate(entry.options):
        if option.id not in entry.right and not option.misconception and has_its_key:
            what = f"The option ‘{option.id}’ does not say what a pupil who chooses it believes."
            yield Problem(part.place("options", index), what, "Add ‘misconception: …’.")


def keys_are_believed_rightly(part: LocatedChoice, _: KnownLevels) -> Iterator[Problem]:
    """No right option has a misconception."""
    for index, option in enumerate(part.value.options):
        if option.id in part.value.right and option.misconception:
            what = f"The key ‘{option.id}’ has a misconception, as if it were wrong."
            place = part.place("options", index, "misconception")
            yield Problem(place, what, "Take the misconception out, or name another key.")


class ChoiceEntry(PartEntry):
    """Options, one of them the key, or several."""

    new_item = _SKELETON
    instead: ClassVar[Mapping[str, str]] = {"answer": _KEY_ADVICE, "answers": _KEYS_ADVICE}
    rules: ClassVar[tuple[PartRule, ...]] = (
        keys_are_worth_as_much,
        keys_are_some_of_the_options,
        options_differ,
        keys_are_believed_rightly,
    )
    own_rules: ClassVar[tuple[PartRule, ...]] = (wrong_options_teach,)
    options: Annotated[
        tuple[OptionEntry, ...], Field(min_length=OPTIONS.start, max_length=OPTIONS.stop - 1)
    ] = Field(description="Two to eight options, the key among them; three to five are best.")
    keys: Annotated[tuple[Id, ...], Field(min_length=2)] = Field(
        (),
        description="Instead of ‘key’ where several options are right: their ids. Each earns as many of the marks, and "
        "the paper says how many boxes to cross.",
    )
    key: Annotated[AnyText, BeforeValidator(_one), AfterValidator(_keyed)] = Field(
        "", validate_default=True, description="The id of the right option."
    )
    pinned: StrictBool = Field(
        False,
        description="true keeps this order of the options, for dates and numbers. It is kept too where an option names "
        "others by letter or place: Both A and B, All of the above.",
    )
    explanation: Explanation = ""

    @property
    def right(self) -> tuple[str, ...]:
        """The ids of the right options, in the options' order as far as they are such."""
        named = self.keys or (self.key,)
        return tuple(option.id for option in self.options if option.id in named) or named

    def read(self, sets: LevelSets) -> tuple[Choice, Answers]:
        """The options, and the key with the misconceptions of the others."""
        options = tuple(Choosable(option.id, option.text) for option in self.options)
        wrong = tuple((option.id, option.misconception) for option in self.options if option.misconception)
        kept = self.pinned or any(names_others(option.text) for option in options)
        return Choice(options, kept), (Key(self.right, self.explanation, wrong),)
