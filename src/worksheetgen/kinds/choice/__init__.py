"""Multiple choice: one option of several is right, and is answered with its letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from string import ascii_uppercase
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import (
    Answers,
    Body,
    Choosable,
    Fact,
    KeyRow,
    Lettered,
    LetteredKey,
    Printing,
    StudentBody,
    by_id,
    chosen,
    lettered,
    the_key,
)
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream

if TYPE_CHECKING:
    from worksheetgen.kinds.choice.entry import ChoiceEntry


@dataclass(frozen=True)
class StudentChoice(StudentBody):
    """Options in printed order."""

    crossed = True
    options: tuple[Lettered, ...]


@dataclass(frozen=True)
class Choice(Body):
    """One of several options; `pinned` ones keep the bank's order (dates, numbers, "none of these" last)."""

    options: tuple[Choosable, ...]
    pinned: bool

    answered_with = "a letter, such as B"

    @classmethod
    def entry(cls) -> type[ChoiceEntry]:
        """Options with their misconceptions, and the key's id."""
        from worksheetgen.kinds.choice.entry import ChoiceEntry

        return ChoiceEntry

    def searched(self) -> Iterator[str]:
        """All options, the wrong ones too."""
        yield from (option.text for option in self.options)

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem, and each option by itself."""
        yield stem
        yield from (option.text for option in self.options)

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The right option."""
        yield Fact(stem, tuple(self.kept_back(answers)))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """The right option."""
        yield by_id(self.options)[the_key(answers).answers[0]]

    def lettered_key(self, answers: Answers) -> LetteredKey:
        """The place of the key among the options."""
        ids = [option.id for option in self.options]
        return LetteredKey(self.options, ids.index(the_key(answers).answers[0]), self.pinned)

    def printing(self, answers: Answers) -> Printing:
        """The key at its place among the other options, whose order is drawn; pinned options as they are."""
        ids = tuple(option.id for option in self.options)
        if self.pinned:
            return lambda _, _stream: ids
        key = the_key(answers).answers[0]
        return partial(_with_key, [id for id in ids if id != key], key)

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentChoice:
        """The options under their letters."""
        return StudentChoice(lettered(self.options, printed))

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The letter of the key."""
        return ascii_uppercase[printed.index(the_key(answers).answers[0])]

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """Every option, the right one marked, the others with what a pupil who takes them believes."""
        key = the_key(answers)
        wrong = dict(key.misconceptions)
        return tuple(
            KeyRow(item.text, item.id in key.answers, wrong.get(item.id, "")) for item in self.options
        )

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The option of a letter, or with these words."""
        return (chosen(typed, self.options, printed),)

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """Every option after its letter."""
        texts = by_id(self.options)
        return [(letter, texts[id]) for letter, id in zip(ascii_uppercase, printed, strict=False)]

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The letter under which the right option's text must be found on the paper."""
        right = by_id(self.options)[the_key(answers).answers[0]]
        return next(letter for letter, text in self.on_paper(printed) if text == right)


def _with_key(others: Sequence[str], key: str, place: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
    """The key at its place among the others, whose order is drawn."""
    drawn = stream().shuffled(others)
    return (*drawn[:place], key, *drawn[place:])
