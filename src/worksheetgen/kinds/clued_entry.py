"""The fields of crosswords and word searches in a bank's file: words, each with its clue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.errors import Problem
from worksheetgen.kinds import Traits
from worksheetgen.kinds.clued import WordClue
from worksheetgen.kinds.entries import Explanation, KnownLevels, PartEntry, PartRule, worth_a_mark_each
from worksheetgen.kinds.lettered_terms import SHORTEST_WORD, in_squares, lengths_of, unfit
from worksheetgen.yaml_file import LocatedEntry
from worksheetgen.yaml_file.fields import NonEmptyText, Strict

_SKELETON = """\
  stem: STEM
  words:                          # 1 mark each; the grids are made of them
    - {term: tsar, clue: ‹What the word means›}
    - {term: peasant, clue: ‹What the second word means›}
    - {term: treason, clue: ‹What the third word means›}
    - {term: exile, clue: ‹What the last word means›}
  explanation: ‹Which paragraphs have the words.›
"""

LocatedClued = LocatedEntry["CluedEntry"]


class WordEntry(Strict):
    """A word to be found."""

    term: NonEmptyText = Field(description="The word; spaces, hyphens and accents are not part of the grid.")
    clue: NonEmptyText = Field(description="What asks for it; its length is printed after it.")


class CluedEntry(PartEntry):
    """Words with their clues; a grid takes words of up to `longest` letters. `asks` is the stem of a new item."""

    longest: ClassVar[int]
    asks: ClassVar[str]
    words: Annotated[tuple[WordEntry, ...], Field(min_length=4, max_length=14)] = Field(
        description="Words with their clues, 1 mark each."
    )
    explanation: Explanation

    @property
    def letters(self) -> tuple[str, ...]:
        """What goes into the grid of each word."""
        return tuple(in_squares(word.term) for word in self.words)

    @property
    def clues(self) -> tuple[WordClue, ...]:
        """The clue of each word."""
        return tuple(WordClue(word.clue, lengths_of(word.term)) for word in self.words)

    @property
    def terms(self) -> tuple[str, ...]:
        """The words as they are written."""
        return tuple(word.term for word in self.words)

    @classmethod
    def skeleton(cls, traits: Traits) -> str:
        """Four words."""
        return _SKELETON.replace("STEM", cls.asks)


def words_are_worth_a_mark_each(part: LocatedClued, _: KnownLevels) -> Iterator[Problem]:
    """A word is one mark."""
    yield from worth_a_mark_each(part, len(part.value.words), "word", "as many words as marks")


def words_differ(part: LocatedClued, _: KnownLevels) -> Iterator[Problem]:
    """No word stands twice."""
    letters = part.value.letters
    for index, own in enumerate(letters):
        if own and own in letters[:index]:
            what = f"‘{part.value.words[index].term}’ has the same letters as a word before it."
            yield Problem(part.place("words", index, "term"), what, "Choose another word.")


def words_fit(part: LocatedClued, _: KnownLevels) -> Iterator[Problem]:
    """Every word has letters only, and no more than a grid has room for."""
    for index, word in enumerate(part.value.words):
        if reason := unfit(word.term, part.value.longest):
            remedy = f"Choose a word of {SHORTEST_WORD} to {part.value.longest} letters."
            yield Problem(part.place("words", index, "term"), f"‘{word.term}’ {reason}.", remedy)


WORD_RULES: tuple[PartRule, ...] = (words_are_worth_a_mark_each, words_differ, words_fit)


def all_fit(entry: CluedEntry) -> bool:
    """Whether a grid can be made of its words at all, so that further rules can be tried."""
    differ = len(set(entry.letters)) == len(entry.letters)
    return differ and not any(unfit(word.term, entry.longest) for word in entry.words)
