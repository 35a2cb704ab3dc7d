"""Terms as puzzles have them: the letters that go into squares, and the lengths that are printed after a clue."""

from __future__ import annotations

import re
import unicodedata

SHORTEST_WORD = 3
"""No word of fewer letters goes into a grid: it would be found by chance."""

_IN_BRACKETS = re.compile(r"(?<!\s)\s*+\([^()]*\)")
_BETWEEN_WORDS = re.compile(r"[\s/]+")
_HYPHENS = re.compile("[-‐‑–—]+")
_SILENT = re.compile("[-‐‑–—\\s/'’.,]")
"""What stands between letters and takes no square."""
_UNLIKE = str.maketrans({"Ł": "L", "Ø": "O", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ð": "D"})
"""Letters whose mark Unicode takes for a part of them."""


def in_capitals(term: str) -> str:
    """The term as a crossword's solution prints it: in capitals, without accents and without what is in brackets.

    Spaces, hyphens and apostrophes stay: `FIVE-YEAR PLAN`, `FUHRER`.
    """
    parted = unicodedata.normalize("NFD", _IN_BRACKETS.sub("", term).strip().upper())
    return "".join(one for one in parted if not unicodedata.combining(one)).translate(_UNLIKE)


def in_squares(term: str) -> str:
    """The capitals that go into the squares of a grid, one each; "" where the term has figures or signs as well."""
    letters = _SILENT.sub("", in_capitals(term))
    return letters if letters.isalpha() else ""


def lengths_of(term: str) -> str:
    """How many letters its words have, as crosswords print it: `5,5`, `4-4,4`; apostrophes do not count."""
    words = (_HYPHENS.split(word) for word in _BETWEEN_WORDS.split(in_capitals(term)))
    counts = ("-".join(str(len(letters)) for one in word if (letters := in_squares(one))) for word in words)
    return ",".join(filter(None, counts))


def unfit(term: str, most: int) -> str:
    """Why a term has no place in a grid that takes words of up to so many letters: the end of a sentence; "" if it has.

    The sentence begins with the term: `‘Article 58’ has figures or signs`.
    """
    letters = in_squares(term)
    if not letters:
        return "has figures or signs"
    if len(letters) < SHORTEST_WORD:
        return f"has fewer than {SHORTEST_WORD} letters"
    return f"has more than {most} letters" if len(letters) > most else ""
