"""Word search: terms of the glossary, asked for by their meanings, hidden in a grid of letters."""

from __future__ import annotations

from worksheetgen.activities.clued import chosen_words, enough, question_of
from worksheetgen.activities.material import Material
from worksheetgen.kinds import Kind
from worksheetgen.kinds.word_search import WordSearch
from worksheetgen.kinds.word_search.layout import LONGEST_WORD, grids_of, within_another
from worksheetgen.model.question import Question
from worksheetgen.streams import Stream

MOST_HIDDEN = 10
"""So many terms are asked, if there are as many."""
_STEM = "Work out each word from its clue. Find it in the grid and draw a ring round it."


def word_search(material: Material, id: str, seed: str) -> Question:
    """Up to ten terms. Raises InvalidInput where fewer than four fit."""
    words = chosen_words(material, MOST_HIDDEN, LONGEST_WORD)
    within = within_another(words.letters)
    twice = [one.term for one, letters in zip(words.asked, words.letters, strict=True) if letters in within]
    words = words.without(twice, "stands within another word")
    enough(material, words, "word-search")
    grids = grids_of(words.letters, Stream(seed, "activity", id, "word search"))
    return question_of(material, id, Kind.WORD_SEARCH, _STEM, words, WordSearch(words.clues, grids))
