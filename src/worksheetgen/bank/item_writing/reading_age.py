"""How old a reader must be for what a question asks, by a published formula."""

from __future__ import annotations

import re

import readability

from worksheetgen.bank.item_writing.words import WORD
from worksheetgen.model.references import without_references

SENTENCE_END = re.compile(r"(?<=[.?!])[”’]?\s+(?=[“‘A-Z])")
EASY = "Tom"
"""What stands for a name or a term of the glossary: its syllables are learned, not read."""


def reading_age(text: str, taught: frozenset[str]) -> float:
    """The age in years at which the text is read with ease: the Flesch-Kincaid grade and five.

    Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy enlisted
    personnel. Names (capitals within a sentence) and `taught` words in small letters count as easy words.
    """
    sentences = [
        _tokens(sentence, taught) for sentence in SENTENCE_END.split(_plain(text)) if sentence.strip()
    ]
    measures = readability.getmeasures("\n".join(" ".join(one) for one in sentences), lang="en")
    return float(measures["readability grades"]["Kincaid"]) + 5


def _plain(text: str) -> str:
    return without_references(text.replace("**", ""), EASY)


def _tokens(sentence: str, taught: frozenset[str]) -> list[str]:
    found = WORD.findall(sentence)
    return [
        EASY if (index and word[:1].isupper()) or word.casefold().removesuffix("’s") in taught else word
        for index, word in enumerate(found)
    ] + ["."]
