"""Names to ids, where a list has none: short, the same in every export of the class, and safe as a file's name.

An id is made from the pupil's name alone, whatever its accents, capitals, punctuation and the order of its words, so
that sorting the list, adding to it and exporting it anew change nobody's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import count

from worksheetgen.class_list.vocabulary import unaccented
from worksheetgen.crockford import crockford

SHORTEST = 4
LONGER_BY = 2
"""Letters by which ids are lengthened that would be equal."""
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_DATE = re.compile(r"(?:JAN|FEB|MAR|APR|MAY|SEP|DEC)\d")
"""What a spreadsheet makes a date of; it also drops the zeros of 0042 and makes a number of 12E4."""


def name_key(name: str) -> str:
    """What makes two names one: their words in small letters without accents and punctuation, in alphabetical order."""
    words = re.findall(r"[^\W_]+", re.sub(r"['’‘ʼ`´.]", "", unaccented(name)))
    return " ".join(sorted(words)) or " ".join(name.split())


def telling(text: str) -> str:
    """A birth date, UPN, address or form as it is compared: dates in one form, as exports write them in several."""
    joined = "".join(unaccented(text).split())
    if found := _ISO_DATE.match(joined):
        return "-".join(found.groups())
    if found := _DAY_FIRST.match(joined):
        day, month, year = found.groups()
        return f"{year if len(year) == 4 else '20' + year}-{int(month):02d}-{int(day):02d}"
    return joined


def make_ids(names: Sequence[str], marks: Sequence[str]) -> list[str]:
    """An id for each name, all different.

    `marks` tell apart pupils of one name: they differ where names are one, and are "" elsewhere. Where the first four
    letters of several names are equal, all of these get longer ids, whatever their order.
    """
    keys = [name_key(name) for name in names]
    stems = _shortest_that_differ(set(keys), SHORTEST)
    twins: dict[str, set[str]] = defaultdict(set)
    for key, mark in zip(keys, marks, strict=True):
        twins[key] |= {mark} - {""}
    ends = {key: _shortest_that_differ({_twin(key, mark) for mark in twins[key]}, LONGER_BY) for key in twins}
    return [
        f"{stems[key]}-{ends[key][_twin(key, mark)]}" if mark else stems[key]
        for key, mark in zip(keys, marks, strict=True)
    ]


def _twin(key: str, mark: str) -> str:
    """What the end of an id is made from, where several pupils have one name."""
    return f"{key}\0{mark}"


def _shortest_that_differ(texts: Iterable[str], length: int) -> dict[str, str]:
    """Letters for each text, all different: so many, and two more for those that are still equal, until none are."""
    letters = {text: _letters(text) for text in texts}
    found: dict[str, str] = {}
    while letters:
        counts = Counter(all_[:length] for all_ in letters.values())
        found |= {text: all_[:length] for text, all_ in letters.items() if counts[all_[:length]] == 1}
        letters = {text: all_ for text, all_ in letters.items() if text not in found}
        length += LONGER_BY
    return found


def _letters(text: str) -> str:
    """The 32 letters of a text, the same every time: no number, as they begin with a letter, and no date."""
    draws = (_draw(f"{salt}\0{text}") for salt in count())
    return next(drawn for drawn in draws if drawn[0].isalpha() and not _DATE.match(drawn))


def _draw(text: str) -> str:
    number = int.from_bytes(blake2b(text.encode("utf-8", "backslashreplace"), digest_size=20).digest(), "big")
    return crockford(number, 32)[::-1]
