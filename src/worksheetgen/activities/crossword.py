"""Crossword: terms of the glossary, asked for by their meanings, in grids where every word crosses another."""

from __future__ import annotations

from worksheetgen.activities.clued import chosen_words, enough, question_of
from worksheetgen.activities.material import Material
from worksheetgen.kinds import Kind
from worksheetgen.kinds.crossword import Crossword
from worksheetgen.kinds.crossword.layout import MOST_ROWS, layouts
from worksheetgen.model.question import Question
from worksheetgen.streams import Stream

MOST_CROSSED = 12
"""So many terms are asked, if there are as many."""
_STEM = "Complete the crossword. Brackets show how many letters a word has."


def crossword(material: Material, id: str, seed: str) -> Question:
    """Up to twelve terms. What finds no place in the grid is named in its note.

    Raises InvalidInput where fewer than four terms fit.
    """
    words = chosen_words(material, MOST_CROSSED, MOST_ROWS)
    enough(material, words, "crossword")
    made = layouts(words.letters, Stream(seed, "activity", id, "crossword"))
    unplaced = [one.term for one, entry in zip(words.asked, made[0], strict=True) if entry is None]
    words = words.without(unplaced, "crosses no other word of the grid")
    enough(material, words, "crossword")
    grids = tuple(tuple(entry for entry in layout if entry) for layout in made)
    return question_of(material, id, Kind.CROSSWORD, _STEM, words, Crossword(words.clues, grids))
