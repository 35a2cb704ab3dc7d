"""A cell's text to what it means, or to a fault in a teacher's words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from worksheetgen.model.bank import Tier
from worksheetgen.model.room import Seat, seat_of
from worksheetgen.model.students import Print

LONGEST_NAME = 80
# Cc control, Cf invisible, Cs and Co no character at all, Cn not assigned: none of them has a shape.
SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
LOST = "\N{REPLACEMENT CHARACTER}"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
LARGE_PRINT = re.compile(
    r"(?:modified )?(?:large print )?(?:(?:a4 )?(18|24)|(?:a3 )?(36))(?: ?(?:pt|point|points))?(?: bold)?"
)
TIERS = {tier.value: tier for tier in Tier}
PRINTS = {print_.value: print_ for print_ in Print}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell and what to do about it; where it is, the cell knows."""

    what: str
    remedy: str


def tidy(text: str) -> str:
    """The text composed (NFC), with single spaces only and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def student_id(text: str) -> str | Fault:
    """An id that is safe as a file's name: 1 to 32 plain letters, digits, dots, dashes, underscores."""
    if not text.strip():
        return Fault("The student has no id.", "Give every student an id, for example 017.")
    if ID.fullmatch(tidy(text)):
        return tidy(text)
    return Fault(
        f"The id {_quoted(text)} cannot be used.",
        "Use 1 to 32 plain letters, digits, dots, dashes and underscores, a letter or digit first.",
    )


def full_name(text: str) -> str | Fault:
    """A name of 1 to 80 characters, each of which can be seen; nothing in it has a meaning to us."""
    name = tidy(text)
    if not name:
        return Fault("The student has no name.", "Write the name as it should be printed.")
    if len(name) > LONGEST_NAME:
        remedy = f"Shorten it to {LONGEST_NAME} characters, so that it fits the cover."
        return Fault(f"The name is {len(name)} characters long.", remedy)
    return _visible(text, "name")


def seat(text: str) -> Seat | Fault | None:
    """A seat by its row and place; empty for none."""
    if not tidy(text):
        return None
    remedy = "Write its row and its place, for example B3 or 2-3, or leave the cell empty."
    return seat_of(tidy(text)) or Fault(f"The seat {_quoted(text)} cannot be found in a room.", remedy)


def tier(text: str) -> Tier | Fault:
    """A tier; empty is core."""
    word = tidy(text).casefold() or Tier.CORE.value
    remedy = "Write support, core or challenge, or leave the cell empty for core."
    return TIERS.get(word) or Fault(f"There is no tier {_quoted(text)}.", _meant(word, TIERS) + remedy)


def print_size(text: str) -> Print | Fault:
    """A print by its size ("18", "A4 18pt", "large print 18") or name; empty is standard."""
    word = tidy(text).casefold() or Print.STANDARD.value
    if large := LARGE_PRINT.fullmatch(word):
        return Print(large[1] or large[2])
    remedy = (
        "Write standard, 18, 24 (both on A4), 36 (on A3) or dyslexia, or leave the cell empty for standard."
    )
    return PRINTS.get(word) or Fault(f"There is no print {_quoted(text)}.", _meant(word, PRINTS) + remedy)


def extra_time(text: str) -> int | Fault:
    """Extra time in percent; empty is none."""
    digits = tidy(text).removesuffix("%").rstrip() or "0"
    if re.fullmatch("[0-9]{1,3}", digits) and int(digits) <= 100:
        return int(digits)
    remedy = "Write a whole number from 0 to 100, for example 25, or leave the cell empty for none."
    return Fault(f"The extra time {_quoted(text)} is not a percentage.", remedy)


def _visible(text: str, what: str) -> str | Fault:
    """The tidy text, or a fault naming the first character that has no shape."""
    for character in text:
        if unicodedata.category(character) in SHAPELESS and character not in "\t\r\n":
            shown = f"U+{ord(character):04X}"
            remedy = f"Type the {what} again instead of pasting it."
            return Fault(f"The {what} holds a character that cannot be seen ({shown}).", remedy)
    if LOST in text:
        remedy = f"Type the {what} again, or export the list as “CSV UTF-8”."
        return Fault(f"A letter of the {what} was lost when the list was saved ({LOST}).", remedy)
    return tidy(text)


def _meant(word: str, known: dict[str, Tier] | dict[str, Print]) -> str:
    close = get_close_matches(word, known, 1)
    return f"Did you mean {close[0]}? " if close else ""


def _quoted(text: str) -> str:
    """The text between quotation marks, cut where it is long, with what cannot be seen spelt out."""
    short = tidy(text)
    shown = short if len(short) <= 40 else short[:40] + "…"
    return "“" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown) + "”"
