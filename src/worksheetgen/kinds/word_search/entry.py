"""Word search in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.clued_entry import WORD_RULES, CluedEntry
from worksheetgen.kinds.entries import KnownLevels, LevelSets, PartRule
from worksheetgen.kinds.word_search import WordSearch
from worksheetgen.kinds.word_search.layout import LONGEST_WORD, grids_of, within_another
from worksheetgen.model.answers import Key
from worksheetgen.streams import Stream
from worksheetgen.yaml_file import LocatedEntry

LocatedWordSearch = LocatedEntry["WordSearchEntry"]


def words_are_found_once(part: LocatedWordSearch, _: KnownLevels) -> Iterator[Problem]:
    """No word stands within another, where it would be found a second time."""
    letters = part.value.letters
    within = within_another(letters)
    for index, own in enumerate(letters):
        if own and own in within:
            what = f"‘{part.value.words[index].term}’ stands within another of the words."
            yield Problem(part.place("words", index, "term"), what, "Choose another word for one of them.")


class WordSearchEntry(CluedEntry):
    """Words with clues, hidden in a grid of letters: to the right and down with support, in more directions without."""

    longest = LONGEST_WORD
    asks = "Work out each word from its clue. Find it in the grid and draw a ring round it."
    rules: ClassVar[tuple[PartRule, ...]] = (*WORD_RULES, words_are_found_once)

    def read(self, sets: LevelSets) -> tuple[WordSearch, Answers]:
        """The clues and the grids; the key has the words in the order of the file."""
        grids = grids_of(self.letters, Stream("", "word search", *self.letters))
        return WordSearch(self.clues, grids), (Key(self.terms, self.explanation, ()),)
