"""A cell's text to what it means, or to a fault in a teacher's words.

Every function takes the text as it stands in the file, with whatever spaces are around it, and never raises:
the fault that it may give back becomes a problem at the cell's place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from worksheetgen.model.bank import Tier
from worksheetgen.model.room import Seat, seat_of
from worksheetgen.model.students import Print

LONGEST_NAME = 80
"""The most characters of a name that fits the cover of a paper."""
# Cc control, Cf invisible, Cs and Co no character at all, Cn not assigned: none of them has a shape.
SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
LOST = "\N{REPLACEMENT CHARACTER}"
"""What a program writes in place of a letter that it could not convert: the letter is gone."""
# An id becomes a file's name: no folder's, not hidden, and read by no command as an option.
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
# "18", "24pt", "A3 36", "Modified large print 18 pt bold": as boards' forms and teachers write it. 18 and 24
# point are printed on A4 alone, 36 on A3 alone, so "A3 24" is none.
LARGE_PRINT = re.compile(
    r"(?:modified )?(?:large print )?(?:(?:a4 )?(18|24)|(?:a3 )?(36))(?: ?(?:pt|point|points))?(?: bold)?"
)
TIERS = {tier.value: tier for tier in Tier}
PRINTS = {print_.value: print_ for print_ in Print}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell and what to do about it, in a sentence each; its caller knows the place."""

    what: str
    remedy: str


def tidy(text: str) -> str:
    """The text with each letter and its accent as one character (NFC), and single spaces between words only.

    White space of any kind, line ends and no-break spaces too, counts as a space.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def student_id(text: str) -> str | Fault:
    """An id that is safe as a file's name: 1 to 32 plain letters, digits, dots, dashes and underscores.

    It begins with a letter or digit, so that it is neither a hidden file nor `..`. That no other student has
    it is for the caller to see to.
    """
    if not text.strip():
        return Fault("The student has no id.", "Give every student an id, for example 017.")
    if ID.fullmatch(tidy(text)):
        return tidy(text)
    return Fault(
        f"The id {_quoted(text)} cannot be used.",
        "Use 1 to 32 plain letters, digits, dots, dashes and underscores, a letter or digit first.",
    )


def full_name(text: str) -> str | Fault:
    """A name of 1 to 80 characters, each of which can be seen.

    Whatever else it looks like (a formula, a path, “Lee, Ann”) it is printed as it stands.
    """
    name = tidy(text)
    if not name:
        return Fault("The student has no name.", "Write the name as it should be printed.")
    if len(name) > LONGEST_NAME:
        remedy = f"Shorten it to {LONGEST_NAME} characters, so that it fits the cover."
        return Fault(f"The name is {len(name)} characters long.", remedy)
    return _visible(text, "name")


def seat(text: str) -> Seat | Fault | None:
    """The seat of a row and a place (`B3`, `2-3`, `R2C3`); None for an empty cell: they may sit anywhere."""
    if not tidy(text):
        return None
    remedy = "Write its row and its place, for example B3 or 2-3, or leave the cell empty."
    return seat_of(tidy(text)) or Fault(f"The seat {_quoted(text)} cannot be found in a room.", remedy)


def tier(text: str) -> Tier | Fault:
    """The tier of that name, in capitals or not; an empty cell is core."""
    word = tidy(text).casefold() or Tier.CORE.value
    remedy = "Write support, core or challenge, or leave the cell empty for core."
    return TIERS.get(word) or Fault(f"There is no tier {_quoted(text)}.", _meant(word, TIERS) + remedy)


def print_size(text: str) -> Print | Fault:
    """The print by its points ("18", "A4 18pt", "large print 18") or its name; an empty cell is standard."""
    word = tidy(text).casefold() or Print.STANDARD.value
    if large := LARGE_PRINT.fullmatch(word):
        return Print(large[1] or large[2])
    remedy = (
        "Write standard, 18, 24 (both on A4), 36 (on A3) or dyslexia, or leave the cell empty for standard."
    )
    return PRINTS.get(word) or Fault(f"There is no print {_quoted(text)}.", _meant(word, PRINTS) + remedy)


def extra_time(text: str) -> int | Fault:
    """Extra time as 0 to 100 percent of the paper's minutes ("25", "25%"); an empty cell is 0."""
    digits = tidy(text).removesuffix("%").rstrip() or "0"
    if re.fullmatch("[0-9]{1,3}", digits) and int(digits) <= 100:
        return int(digits)
    remedy = "Write a whole number from 0 to 100, for example 25, or leave the cell empty for none."
    return Fault(f"The extra time {_quoted(text)} is not a percentage.", remedy)


def _visible(text: str, what: str) -> str | Fault:
    """The tidy text, or a fault that gives the number of the first character that has no shape.

    `what` is the word for the cell in messages, such as "name". A character that cannot be seen has mostly
    been pasted in unnoticed; no font could print it. Tabs and line ends are white space, which `tidy` makes
    spaces of.
    """
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
    """`Did you mean support? `, to go before a remedy; "" where no known word is similar."""
    close = get_close_matches(word, known, 1)
    return f"Did you mean {close[0]}? " if close else ""


def _quoted(text: str) -> str:
    """The text between quotation marks, cut where it is long, with what cannot be seen spelt out."""
    short = tidy(text)
    shown = short if len(short) <= 40 else short[:40] + "…"
    return "“" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown) + "”"
