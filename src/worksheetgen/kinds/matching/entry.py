"""Matching in a bank's file."""

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
from worksheetgen.kinds.matching import Matching
from worksheetgen.model.answers import Key
from worksheetgen.yaml_file import LocatedEntry
from worksheetgen.yaml_file.fields import Id, NonEmptyText, Strict

_SKELETON = """\
  stem: Match each ‹person› to ‹what happened›. Write one letter in each box; one letter is **not** needed.
  pairs:                          # two halves that belong together, 1 mark each
    - {id: pair-1, left: ‹Left half›, right: ‹Its right half›}
    - {id: pair-2, left: ‹Second left half›, right: ‹Its own right half›}
    - {id: pair-3, left: ‹Third left half›, right: ‹The right half that goes with it›}
  spare: [{id: spare, right: ‹A right half that belongs to none›}]
  explanation: ‹Which paragraphs say so.›
"""


class PairEntry(Strict):
    """Two halves that belong together."""

    id: Id = Field(description="A short name for the pair.")
    left: NonEmptyText = Field(description="Its left half.")
    right: NonEmptyText = Field(description="The right half that belongs to it.")


class SpareEntry(Strict):
    """A right half that belongs to none."""

    id: Id = Field(description="A short name for it.")
    right: NonEmptyText = Field(description="A right half that belongs to no left one.")


def pairs_are_worth_a_mark_each(part: LocatedEntry[MatchingEntry], _: KnownLevels) -> Iterator[Problem]:
    """A pair is one mark."""
    yield from worth_a_mark_each(part, len(part.value.pairs), "pair", "as many pairs as marks")


def halves_differ(part: LocatedEntry[MatchingEntry], _: KnownLevels) -> Iterator[Problem]:
    """No two halves have the same id or the same text."""
    yield from all_differ(part, "pairs", "spare")


class MatchingEntry(PartEntry):
    """Pairs and spare right halves."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (pairs_are_worth_a_mark_each, halves_differ)
    pairs: Annotated[tuple[PairEntry, ...], Field(min_length=2, max_length=10)] = Field(
        description="Pairs in order, 1 mark each; the printed order is drawn."
    )
    spare: Annotated[tuple[SpareEntry, ...], Field(max_length=5)] = Field(
        (), description="Spare right-hand items; with one, the last pair does not follow from the others."
    )
    explanation: Explanation = ""

    def read(self, sets: LevelSets) -> tuple[Matching, Answers]:
        """Both sides; the key has the right halves' ids in the order of the left ones."""
        left = tuple(Choosable(pair.id, pair.left) for pair in self.pairs)
        right = tuple(Choosable(pair.id, pair.right) for pair in self.pairs)
        spare = tuple(Choosable(item.id, item.right) for item in self.spare)
        key = Key(tuple(pair.id for pair in self.pairs), self.explanation, ())
        return Matching(left, right + spare), (key,)
