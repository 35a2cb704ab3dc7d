"""Crossword in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.clued_entry import WORD_RULES, CluedEntry, all_fit
from worksheetgen.kinds.crossword import Crossword
from worksheetgen.kinds.crossword.layout import MOST_ROWS, Placing, layouts
from worksheetgen.kinds.entries import KnownLevels, LevelSets, PartRule
from worksheetgen.model.answers import Key
from worksheetgen.streams import Stream
from worksheetgen.yaml_file import LocatedEntry

LocatedCrossword = LocatedEntry["CrosswordEntry"]


def words_cross(part: LocatedCrossword, _: KnownLevels) -> Iterator[Problem]:
    """Every word can be joined to the others."""
    if all_fit(part.value):
        for index, entry in enumerate(part.value.layouts[0]):
            if entry is None:
                what = f"‘{part.value.words[index].term}’ finds no place among the other words."
                yield Problem(
                    part.place("words", index, "term"), what, "Choose a word with more letters of theirs."
                )


class CrosswordEntry(CluedEntry):
    """Words with clues; they go into a grid, across and down, and have the first letter with support."""

    longest = MOST_ROWS
    asks = "Complete the crossword."
    rules: ClassVar[tuple[PartRule, ...]] = (*WORD_RULES, words_cross)

    @property
    def layouts(self) -> tuple[Placing, ...]:
        """Where the words stand; the same words always stand alike."""
        return layouts(self.letters, Stream("", "crossword", *self.letters))

    def read(self, sets: LevelSets) -> tuple[Crossword, Answers]:
        """The clues and the grids; the key has the words in the order of the file."""
        grids = tuple(tuple(entry for entry in layout if entry) for layout in self.layouts)
        return Crossword(self.clues, grids), (Key(self.terms, self.explanation, ()),)
