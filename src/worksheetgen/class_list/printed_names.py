"""A pupil's name as it would be printed, or what stands in it that must not be on a paper for all to see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from worksheetgen.class_list.arrangement_words import plain_words
from worksheetgen.class_list.arrangements import is_other, reads_like_arrangement
from worksheetgen.class_list.cells import Fault, full_name, private_in
from worksheetgen.class_list.vocabulary import folded
from worksheetgen.english import clipped

_QUOTED = re.compile(r"“[^“”]+”|‘[^‘’]+’|'[^']+'")
"""A name between quotation marks, as some programs export it."""
_ENCODED = re.compile(r"&#?\w+;|\\u[0-9a-fA-F]{4}|%[0-9A-F]{2}")
"""A letter that a web page, a program or an address spells out."""
_MARKED = re.compile(r"[*#~†‡✓✔✗✘☑]")
"""A teacher marked the name, with a star, a cross or a tick: what for, the paper need not say."""
_WITH_FIGURE = re.compile(
    r"\s[(\[–—-](?!\s?\d{1,2}[)\]]?$)\s?[^()\[\]]*\d|\S\s\S+\s\d+(?!(?:st|nd|rd|th)\b)[A-Za-z]+\d*(?!\S)"
)
"""“Ann Lee (8B)”, “Ann Lee - 12/11”, “Ann Lee 9B”; not “Ann Lee (2)”, the second of that name, nor “Al Lee 3rd”."""


def are_surnames_in_capitals(names: Sequence[str]) -> bool:
    """Whether most names of a list end in capitals (“Amartya Kumar SEN”), among those that end in no code as well."""
    other = plain_words("codes") | plain_words("leaving")
    ends = [words[-1] for name in names if len(words := name.split()) > 1 and folded(words[-1]) not in other]
    return 2 * sum(len(word) > 1 and word.isupper() for word in ends) > len(ends)


def printed_name(text: str, *, surnames_in_capitals: bool) -> str | Fault:
    """The name, where nothing but a name stands in the cell.

    Teachers write “Ann Lee (25%)” or a line “Reader: Ann Lee” below the list: printed as a name, it would
    tell everybody, and the arrangement would not be made. `surnames_in_capitals` is as of `are_surnames_in_capitals`.
    """
    name = full_name(text)
    if isinstance(name, Fault):
        return name
    name = (name[1:-1].strip() if _QUOTED.fullmatch(name) else "") or name
    shown = clipped(name, 40)
    if found := _ENCODED.search(name):
        meant = unescape(name)
        remedy = f"Write “{meant}” if that is meant." if meant != name else "Type the name again."
        return Fault(f"The name “{shown}” was damaged when the list was saved (“{found[0]}”).", remedy)
    if _speaks_of_arrangement(name):
        remedy = "Write the name alone here, and the rest into a column “access arrangements”."
        return Fault(
            f"“{shown}” holds an access arrangement, which would be printed as part of the name.", remedy
        )
    if private := next(filter(None, map(private_in, re.split(r"[\s<>(),;]+", name))), ""):
        return Fault(f"The name holds {private}, which is never printed.", "Write the name alone.")
    if (
        _MARKED.search(name)
        or _has_remark(name, surnames_in_capitals)
        or re.match(r"[^\W\d_]+(?::| = )[^\W\d_]", name)
        or name[0].isdigit()
        or not any(character.isalpha() for character in name)
    ):
        remedy = "Write the name alone, or take the line out if it is no pupil’s."
        return Fault(f"“{shown}” does not read like a name.", remedy)
    return name


def _has_remark(name: str, surnames_in_capitals: bool) -> bool:
    """Whether more than a name stands there, for all to see.

    What became of the pupil (“Ann Lee (left)”, “Bob Ray - moved to 9C”), or what the school notes of one (“Cy Fox [SEN,
    PP]”, “Dee Poe PP”). Without brackets a word may be of the name: there it must be written in another way.
    """
    first, *others = (part.split() for part in re.split(r"[(\[]|\s[-–—]\s", name))
    remarks, codes = plain_words("remarks") | plain_words("leaving"), plain_words("codes")
    if any(folded(" ".join(words[:length])) in remarks for words in others for length in (1, 2)):
        return True
    bracketed = [part for words in others for word in words for part in re.split(r"[^\w]+", word)]
    if any(part.isupper() and folded(part) in codes for part in bracketed) or _WITH_FIGURE.search(name):
        return True
    in_capitals = bool(first) and len(first[0].rstrip(".")) > 1 and first[0].isupper()  # no initial
    plain = [] if in_capitals else first[2:]
    if surnames_in_capitals and not any(len(word) > 2 and word.isupper() for word in first[:-1]):
        plain = plain[:-1]
    return any(
        (word.isupper() and len(word) > 1 and folded(word) in codes)
        or ((word.isupper() or word.islower()) and folded(word) in plain_words("leaving"))
        for word in plain
    )


def _speaks_of_arrangement(name: str) -> bool:
    """Whether more than a name stands there; “ET” or “LP” in one may be a surname."""
    first, *others = (part.strip() for part in re.split(r"[:()\[\]]|\s[-–—]\s", name))
    if re.search(r"\d\s*%", name) or reads_like_arrangement(
        re.sub(r"(?i)\b(?:ET|XT|LP)\b(?!\s*\d)", " ", first)
    ):
        return True
    return any(map(reads_like_arrangement, others)) or bool(others and any(map(is_other, (first, *others))))
