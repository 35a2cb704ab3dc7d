"""Multiple choice: one option of several is right, or more of them, and is answered with its letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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
)
from worksheetgen.kinds.shared import by_id, chosen, in_pieces, lettered, the_key
from worksheetgen.model.signs import as_read
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream

if TYPE_CHECKING:
    from worksheetgen.kinds.choice.entry import ChoiceEntry


_LETTER = r"(?:(?:options?|answers?|choices?) )?\(?[A-H]\)?"
_HOW_MANY = r"(?:all|both|any|none|neither|either|some|only|one|two|three)"
_OTHER = r"(?:one|two|three|four|options?|answers?|choices?)"
_PLACE = r"(?:the )?(?:first|second|third|last)"
_OTHERS = re.compile(
    rf"(?:(?:{_HOW_MANY} )*(?:of )?{_LETTER}(?:(?:, ?|,? (?:and|or|nor|&) ){_LETTER})*(?: only| alone)?"
    rf"|(?:{_HOW_MANY} (?:of )?)?(?:the )?(?:{_OTHER} )*(?<=\w )(?:above|below|previous|preceding)"
    rf"(?: {_OTHER})?(?: only)?"
    rf"|(?:{_HOW_MANY} (?:of )?)*(?:{_PLACE} {_OTHER}|{_PLACE},? and {_PLACE})(?: {_OTHER})?(?: only)?)"
    r"(?: (?:is|are)(?: both| all)? (?:correct|right|true|wrong|incorrect|false))?",
    re.IGNORECASE,
)
"""What an option says that names others by their letters or places: Both A and C, All of the above, The first two."""


def names_others(text: str) -> bool:
    """Whether an option's words name other options, so that it is right in the bank's order alone."""
    words = " ".join(as_read(text).split()).rstrip(".")
    single = re.fullmatch(r"\(?[A-H]\)?", words, re.IGNORECASE)  # an option that is a letter names none
    return bool(_OTHERS.fullmatch(words)) and not single


class StudentChoice(StudentBody):
    """Options in printed order, of which `right` many are right."""

    options: tuple[Lettered, ...]
    right: int

    @property
    def crossed(self) -> int:
        """A box for each right option."""
        return self.right


class Choice(Body):
    """One or more of several options; `pinned` ones keep the bank's order (dates, numbers, "none of these" last)."""

    options: tuple[Choosable, ...]
    pinned: bool

    answered_with = "a letter, such as B, or as many as are asked for, such as A C"

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
        """Each right option."""
        yield from (Fact(stem, (right,)) for right in self.kept_back(answers))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Each right option."""
        yield from (by_id(self.options)[id] for id in the_key(answers).answers)

    def lettered_key(self, answers: Answers) -> LetteredKey | None:
        """The place of the key among the options; None where several are right."""
        ids, (key, *others) = [option.id for option in self.options], the_key(answers).answers
        return None if others else LetteredKey(self.options, ids.index(key), self.pinned)

    def crossable(self) -> tuple[Choosable, ...]:
        """All options."""
        return self.options

    def printing(self, answers: Answers) -> Printing:
        """A single key at its place among the other options, whose order is drawn; pinned options as they are."""
        ids, (key, *others) = tuple(option.id for option in self.options), the_key(answers).answers
        if self.pinned:
            return lambda _, _stream: ids
        if others:
            return lambda _, stream: stream().shuffled(ids)
        return partial(_with_key, [id for id in ids if id != key], key)

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentChoice:
        """The options under their letters."""
        return StudentChoice(lettered(self.options, printed), len(the_key(answers).answers))

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The letter of the key; of several keys all letters as they stand down the page: `A C`."""
        return " ".join(sorted(ascii_uppercase[printed.index(id)] for id in the_key(answers).answers))

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """Every option, the right one marked, the others with what a pupil who takes them believes."""
        key = the_key(answers)
        wrong = dict(key.misconceptions)
        return tuple(
            KeyRow(item.text, item.id in key.answers, wrong.get(item.id, "")) for item in self.options
        )

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The options of the letters, or with these words; as many as are right, in the bank's order."""
        wanted = len(the_key(answers).answers)
        pieces = [typed] if wanted == 1 else in_pieces(typed.replace(",", ";"))
        if wanted > 1 and re.fullmatch(r"(?:\(?[A-Za-z][).]?(?:\s+|$))+|[A-Za-z]+", typed.strip()):
            pieces = re.findall("[A-Za-z]", typed)
        found = {chosen(piece, self.options, printed) for piece in pieces}
        if len(found) != wanted or len(pieces) != wanted:
            raise ValueError(typed)
        return tuple(option.id for option in self.options if option.id in found)

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """Every option after its letter."""
        texts = by_id(self.options)
        return [(letter, texts[id]) for letter, id in zip(ascii_uppercase, printed, strict=False)]

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The letters, in order, under which the right options' texts must be found on the paper."""
        texts = by_id(self.options)
        right = {texts[id] for id in the_key(answers).answers}
        return " ".join(letter for letter, text in self.on_paper(printed) if text in right)


def _with_key(others: Sequence[str], key: str, place: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
    """The key at its place among the others, whose order is drawn."""
    drawn = stream().shuffled(others)
    return (*drawn[:place], key, *drawn[place:])
