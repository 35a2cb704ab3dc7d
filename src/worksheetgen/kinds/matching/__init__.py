"""Matching: each numbered item on the left goes with one lettered item on the right, which may have some to spare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import (
    Answers,
    Body,
    Choosable,
    Fact,
    KeyRow,
    Lettered,
    Printing,
    Remark,
    StudentBody,
)
from worksheetgen.kinds.shared import by_id, lettered, misplaced, the_key
from worksheetgen.model.tier import Tier

if TYPE_CHECKING:
    from worksheetgen.kinds.matching.entry import MatchingEntry


class StudentMatching(StudentBody):
    """Numbered left items and lettered right items, in printed order."""

    left: tuple[Lettered, ...]
    right: tuple[Lettered, ...]


def a_right_half_is_spare(body: Matching, _: str) -> Iterator[Remark]:
    """Guideline 28: no clue to the right answer; without a spare right half the last pair follows from the others."""
    if len(body.right) == len(body.left):
        yield "No right half is spare, so the last pair follows from the others.", "Add one under ‘spare’."


class Matching(Body):
    """Numbered items on the left, each with the letter of one on the right; the right may have spares."""

    left: tuple[Choosable, ...]
    right: tuple[Choosable, ...]

    item_rules = (a_right_half_is_spare,)
    answered_with = "each number with its letter, such as 1C 2A 3D"

    @classmethod
    def entry(cls) -> type[MatchingEntry]:
        """Pairs, and spare right halves."""
        from worksheetgen.kinds.matching.entry import MatchingEntry

        return MatchingEntry

    def searched(self) -> Iterator[str]:
        """Both sides."""
        yield from (item.text for item in (*self.left, *self.right))

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem, both halves of each pair together, and the spares."""
        yield stem
        texts = by_id(self.right)
        right = the_key(answers).answers
        yield from (f"{item.text}: {texts[id]}" for item, id in zip(self.left, right, strict=True))
        yield from (item.text for item in self.right if item.id not in right)

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """What goes with each left item."""
        texts = by_id(self.right)
        pairs = zip(self.left, the_key(answers).answers, strict=True)
        yield from (Fact(item.text, (texts[id],)) for item, id in pairs)

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Nothing: both sides are printed."""
        yield from ()

    def printing(self, answers: Answers) -> Printing:
        """The right side in a drawn order, and not in that of the left."""
        return misplaced([item.id for item in self.right], the_key(answers).answers)

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentMatching:
        """The left under numbers, the right under letters."""
        left = tuple(Lettered(str(number), item.text) for number, item in enumerate(self.left, 1))
        return StudentMatching(left, lettered(self.right, printed))

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """Each number with its letter: `1C 2A 3D`."""
        rights = enumerate(the_key(answers).answers, 1)
        return " ".join(f"{number}{ascii_uppercase[printed.index(id)]}" for number, id in rights)

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """Each left item with its right one."""
        texts = by_id(self.right)
        pairs = zip(self.left, the_key(answers).answers, strict=True)
        return tuple(
            KeyRow(f"{number}. {item.text} – {texts[id]}", True, "")
            for number, (item, id) in enumerate(pairs, 1)
        )

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The right items of the letters, in the order of the numbers; letters alone stand in that order."""
        pairs = re.findall(r"(\d*)[\s.)=:–-]*([A-Za-z])", typed)
        numbers = [int(number) if number else at for at, (number, _) in enumerate(pairs, 1)]
        letters = [ascii_uppercase.index(letter.upper()) for _, letter in pairs]
        left_over = re.sub(r"[\dA-Za-z\s.,;)=:–-]", "", typed)
        if left_over or sorted(numbers) != list(range(1, len(self.left) + 1)) or max(letters) >= len(printed):
            raise ValueError(typed)
        return tuple(printed[letter] for _, letter in sorted(zip(numbers, letters, strict=True)))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The right side, each item after its letter."""
        texts = by_id(self.right)
        return [(letter, texts[id]) for letter, id in zip(ascii_uppercase, printed, strict=False)]

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """For each left item the letter under which its right one's text must be found on the paper."""
        letters = {text: letter for letter, text in self.on_paper(printed)}
        texts = by_id(self.right)
        rights = [letters[texts[id]] for id in the_key(answers).answers]
        return " ".join(f"{number}{letter}" for number, letter in enumerate(rights, 1))
