"""How old a reader must be for what a question asks, by a published formula."""

from __future__ import annotations

import re

import readability

from worksheetgen.bank.item_writing.words import WORD, words_in
from worksheetgen.memory import derived
from worksheetgen.model.bank import Unit
from worksheetgen.model.references import without_references
from worksheetgen.model.signs import as_read
from worksheetgen.model.tier import Tier

# The end of a sentence, if the next begins with a capital: not the stop in “c. 1934”.
_SENTENCE_END = re.compile(r"(?<=[.?!])[”’]?\s+(?=[“‘A-Z])")
READING_AGES = {Tier.SUPPORT: 14, Tier.CORE: 16, Tier.CHALLENGE: 18}
"""The age that words may ask of a tier's readers, in years."""
EASY = "Tom"
"""What stands for a name or a term of the glossary: its syllables are learned, not read."""


def reading_age(text: str, taught: frozenset[str]) -> float:
    """The age in years at which the text is read with ease: the Flesch-Kincaid grade, plus five.

    The grade is a year of American schools, the first of which begins at six. Kincaid, Fishburne, Rogers and
    Chissom (1975), Derivation of new readability formulas for Navy enlisted personnel. Names (capitals within
    a sentence) and the words in `taught`, which are in small letters, count as easy words.
    """
    sentences = [
        _tokens(sentence, taught) for sentence in _SENTENCE_END.split(_plain(text)) if sentence.strip()
    ]
    # The library takes one sentence a line, with a space between words and before the full stop.
    measures = readability.getmeasures("\n".join(" ".join(one) for one in sentences), lang="en")
    return float(measures["readability grades"]["Kincaid"]) + 5


@derived
def taught_words(unit: Unit) -> frozenset[str]:
    """The words of the unit's glossary, in small letters: who reads them has been taught them."""
    return frozenset(word for term in unit.glossary for word in words_in(term.term))


def _plain(text: str) -> str:
    """The text without bold marks, and with an easy word for each reference: it prints as “Source A”."""
    return without_references(as_read(text), EASY)


def _tokens(sentence: str, taught: frozenset[str]) -> list[str]:
    """The words of a sentence, easy ones for names and taught words, and a full stop.

    The first word has a capital in any case, so it is not taken for a name.
    """
    found = WORD.findall(sentence)
    return [
        EASY if (index and word[:1].isupper()) or word.casefold().removesuffix("’s") in taught else word
        for index, word in enumerate(found)
    ] + ["."]
