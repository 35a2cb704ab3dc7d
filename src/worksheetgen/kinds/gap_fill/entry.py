"""Gap fill in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import (
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    broken_holes,
    worth_a_mark_each,
)
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
from worksheetgen.model.signs import HOLE
from worksheetgen.yaml_file import LocatedEntry
from worksheetgen.yaml_file.fields import NonEmptyText

_SKELETON = """\
  stem: Complete the text with words from the box. Use each word once; two words are **not** needed.
  passage: >-
    ‹A first sentence without a gap.› ‹A sentence with its› [[first]] ‹word taken out.›
    ‹Another with a› [[second]] ‹one.›
  spare: [‹word›, ‹other word›]   # two words that fit no gap
  explanation: ‹Which paragraph gives the words.›
"""

MOST_SPARE = 10

LocatedGapFill = LocatedEntry["GapFillEntry"]


def gaps_are_worth_a_mark_each(part: LocatedGapFill, _: KnownLevels) -> Iterator[Problem]:
    """A gap is one mark."""
    remedy = "each word to be filled in as [[word]]"
    yield from worth_a_mark_each(part, len(part.value.words), "gap", remedy)


def gaps_are_closed(part: LocatedGapFill, _: KnownLevels) -> Iterator[Problem]:
    """Every [[ has its ]], and a word between the two."""
    yield from broken_holes(part.place("passage"), part.value.words, HOLE.sub("", part.value.passage))


class GapFillEntry(PartEntry):
    """A passage with its words in [[ ]], and words to spare."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (
        gaps_are_worth_a_mark_each,
        gaps_are_closed,
    )
    passage: NonEmptyText = Field(
        description="The words in [[ ]] are the gaps, 1 mark each; the first sentence has best none."
    )
    spare: Annotated[tuple[NonEmptyText, ...], Field(max_length=MOST_SPARE)] = Field(
        (), description="Spare words, which fit no gap; two are best."
    )
    explanation: Explanation = ""

    @property
    def pieces(self) -> tuple[str, ...]:
        """The passage cut at its gaps."""
        return tuple(HOLE.split(self.passage)[::2])

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the gaps, in the passage's order."""
        return tuple(word.strip() for word in HOLE.findall(self.passage))

    def read(self, sets: LevelSets) -> tuple[GapFill, Answers]:
        """The pieces and the alphabetical word bank; the key has the words in the order of the gaps."""
        words = tuple(sorted((*self.words, *self.spare), key=str.casefold))
        return GapFill(self.pieces, words), (Key(self.words, self.explanation, ()),)
