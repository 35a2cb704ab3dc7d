"""Gap fill in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.errors import Problem
from worksheetgen.kinds import Traits
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import (
    HOLE,
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    unclosed_holes,
    worth_a_mark_each,
)
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
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

LocatedGapFill = LocatedEntry["GapFillEntry"]


def gaps_are_worth_a_mark_each(part: LocatedGapFill, _: KnownLevels) -> Iterator[Problem]:
    """A gap is one mark."""
    remedy = "each word to be filled in as [[word]]"
    yield from worth_a_mark_each(part, len(part.value.words), "gap", remedy)


def word_bank_is_clear(part: LocatedGapFill, _: KnownLevels) -> Iterator[Problem]:
    """No word stands twice in a word bank, so that each gap has one answer."""
    seen: set[str] = set()
    words = [(word, part.place("passage")) for word in part.value.words]
    spare = [(word, part.place("spare", index)) for index, word in enumerate(part.value.spare)]
    for word, place in (*words, *spare):
        if word.casefold() in seen:
            what = f"‘{word}’ stands twice in the word bank."
            yield Problem(place, what, "Choose another word, so that every gap has one answer.")
        seen.add(word.casefold())


def passage_opens_whole(part: LocatedGapFill, _: KnownLevels) -> Iterator[Problem]:
    """The first sentence of a passage has no gap, so that a pupil knows what it is about."""
    if part.value.words:
        first = part.value.pieces[0].rstrip('”’" ')
        if not any(mark in first for mark in ".!?"):
            what = "The first sentence of the passage has a gap."
            yield Problem(part.place("passage"), what, "Begin with a sentence without one.")


def gaps_are_closed(part: LocatedGapFill, _: KnownLevels) -> Iterator[Problem]:
    """Every [[ has its ]]."""
    yield from unclosed_holes([(part.place("passage"), HOLE.sub("", part.value.passage))])


class GapFillEntry(PartEntry):
    """A passage with its words in [[ ]] and two words to spare."""

    rules: ClassVar[tuple[PartRule, ...]] = (
        gaps_are_worth_a_mark_each,
        word_bank_is_clear,
        passage_opens_whole,
        gaps_are_closed,
    )
    passage: NonEmptyText = Field(
        description="The words in [[ ]] are the gaps, 1 mark each; no gap in the first sentence."
    )
    spare: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=2)] = Field(
        description="Two spare words, which fit no gap."
    )
    explanation: Explanation

    @property
    def pieces(self) -> tuple[str, ...]:
        """The passage cut at its gaps."""
        return tuple(HOLE.split(self.passage)[::2])

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the gaps, in the passage's order."""
        return tuple(HOLE.findall(self.passage))

    def read(self, sets: LevelSets) -> tuple[GapFill, Answers]:
        """The pieces and the alphabetical word bank; the key has the words in the order of the gaps."""
        words = tuple(sorted((*self.words, *self.spare), key=str.casefold))
        return GapFill(self.pieces, words), (Key(self.words, self.explanation, ()),)

    @classmethod
    def skeleton(cls, traits: Traits) -> str:
        """Two gaps."""
        return _SKELETON
