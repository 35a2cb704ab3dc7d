"""Surnames in capitals before a forename (“DUPONT Jean”), as French registers have them: found, and printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from worksheetgen.class_list.below_list import SENTENCE


def surname_in_capitals(words: Sequence[str]) -> int:
    """How many words in capitals a name begins with (“LE GOFF Yann”); 0 where no other word follows them."""
    count = next((at for at, word in enumerate(words) if not _is_in_capitals(word)), len(words))
    return count if count < len(words) and words[count][0].isalpha() else 0


def _is_in_capitals(word: str) -> bool:
    """Whether a word is in capitals, and no initial: “LEE”, “WEIß”, “McKAY”."""
    letters = re.sub(r"^Ma?c(?=[^\W\d_]{2})|ß", "", word)
    return letters.isupper() and sum(map(str.isalpha, word)) > 1


def in_small_letters(surname: str) -> str:
    """A surname in capitals as it is printed: “LE GOFF” as “Le Goff”, “McKAY” as “McKay”."""
    return re.sub(
        r"\b(Ma?c(?=[^\W\d_]{2}))?([^\W\d_]+)", lambda part: (part[1] or "") + part[2].capitalize(), surname
    )


def are_surnames_first(names: Sequence[str]) -> bool:
    """Whether most names of a column begin with a surname in capitals, and none ends with one.

    Lines that are no names by their form may stand among them.
    """
    whole = [name for name in names if "," not in name and not SENTENCE.fullmatch(name)]
    words = [words for name in whole if len(words := name.split()) > 1]
    found = [surname_in_capitals(each) for each in words]
    ends = any(_is_in_capitals(each[-1]) and not count for each, count in zip(words, found, strict=True))
    long = any(len(word) > 2 for each, count in zip(words, found, strict=True) for word in each[:count])
    return long and not ends and sum(map(bool, found)) * 2 > len(words)
