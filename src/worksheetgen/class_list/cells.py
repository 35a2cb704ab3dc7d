"""A cell's text to what it means, or to a fault in a teacher's words.

Every function takes the text as it stands in the file, with whatever spaces are around it, and never raises:
the fault that it may give back becomes a problem at the cell's place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from worksheetgen.class_list.spoilt_seats import date_of_seat
from worksheetgen.class_list.vocabulary import folded, vocabulary
from worksheetgen.english import clipped
from worksheetgen.letters import as_fonts_have
from worksheetgen.model.room import Seat, seat_of
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.system.names import is_device
from worksheetgen.tables.table import FAILED_FORMULA
from worksheetgen.value import Value

LONGEST_NAME = 80
"""The most characters of a name that fits the cover of a paper."""
# Cc control, Cf invisible, Cs and Co no character at all, Cn not assigned: none of them has a shape.
SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
FARTHEST = 100
"""The most rows, and places in a row, of a room: a hall for a thousand has some 32 of each."""
LOST = "\N{REPLACEMENT CHARACTER}"
"""What a program writes in place of a letter that it could not convert: the letter is gone."""
# An id becomes a file's name: no folder's, not hidden, and read by no command as an option.
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
# "18", "24pt", "A3 36", "Modified large print 18 pt bold": as boards' forms and teachers write it. 18 and 24
# point are printed on A4 alone, 36 on A3 alone, so "A3 24" is none.
LARGE_PRINT = re.compile(
    r"(?:modified )?(?:large print )?(?:(?:a4 )?(18|24)|(?:a3 )?(36))(?: ?(?:pt|point|points))?(?: bold)?"
)
UPN = re.compile(r"[A-Z]\d{11}[A-Z0-9]")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
BIRTH_DATE = re.compile(
    r"(?:19|20)\d\d-[01]\d-[0-3]\d(?: 00:00:00)?|[0-3]?\d([./-])[0-3]?\d\1(?:(?:19|20)\d\d|[01]\d)"
)
MISREAD = re.compile("[ÃÂ][ŠŒŽšœžŸƒªºµ]")
"""UTF-8 in Windows-1252, where it has two letters for one."""
SEAT_IN_WORDS = re.compile(r"row ?(\w{1,3}),? ?(?:seat|place|desk|column|col) ?(\d{1,3})", re.IGNORECASE)
ATTAINMENT = re.compile(
    r"[lmh]p?a|[lmh]ap|(?:set|band|group|stream) ?[a-z0-9]|upper|top|bottom"
    r"|(?:low|lower|mid|middle|high|higher|average)(?: prior)? (?:attain\w*|achiev\w*)"
)
"""What schools write of a pupil's attainment: which paper suits whom is for their teacher to say."""
PRINTS = {print_.value: print_ for print_ in Print}
HOW_TIER = "Write support, core or challenge, or leave the cell empty for core."
HOW_PRINT_CELL = (
    "Write standard, 18, 24 (both on A4), 36 (on A3) or dyslexia, or leave the cell empty for standard."
)
HOW_TIME_CELL = "Write a whole number from 0 to 100, for example 25, or leave the cell empty for none."


class Fault(Value):
    """What is wrong with a cell and what to do about it, in a sentence each; its caller knows the place."""

    what: str
    remedy: str


def tidy(text: str) -> str:
    """The text with its characters as fonts have them, and single spaces between words only.

    White space of any kind, line ends and no-break spaces too, counts as a space.
    """
    return " ".join(as_fonts_have(text).split())


def student_id(text: str) -> str | Fault:
    """An id that is safe as a file's name: 1 to 32 plain letters, digits, dots, dashes and underscores.

    It begins with a letter or digit, so that it is neither a hidden file nor `..`. That no other student has
    it is for the caller to see to.
    """
    if not text.strip():
        return Fault("The student has no id.", "Give every student an id, for example 017.")
    if private := private_in(tidy(text)):
        remedy = "Write an admission or candidate number, or take the column out: ids are then made from the names."
        return Fault(f"The id is {private}, which is never printed.", remedy)
    if is_device(tidy(text)):
        what = f"The id {_quoted(text)} cannot be a file’s name on Windows."
        return Fault(what, f"Write it otherwise, for example P-{tidy(text)}.")
    if ID.fullmatch(tidy(text)):
        return tidy(text)
    return Fault(
        f"The id {_quoted(text)} cannot be used.",
        "Use 1 to 32 plain letters, digits, dots, dashes and underscores, a letter or digit first.",
    )


def private_in(text: str) -> str:
    """What a tidy text is that is never printed (“a UPN”, “an e-mail address”, “a date”); "" for anything else."""
    for pattern, said in ((UPN, "a UPN"), (EMAIL, "an e-mail address"), (BIRTH_DATE, "a date")):
        if pattern.fullmatch(text):
            return said
    return ""


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
    if FAILED_FORMULA.search(name):
        return Fault(
            f"A formula of the spreadsheet failed ({name}).", "Write the name instead of the formula."
        )
    found = visible(text, "name")
    return found if isinstance(found, Fault) else damage(name) or found


def damage(name: str) -> Fault | None:
    """What says that a letter of a tidy name was damaged when the list was saved; None where nothing does.

    UTF-8 read as something else gives “SiÃ¢n”, other mistakes a sign that touches letters: “£ukasz”, “Zo?”.
    """
    if name.isascii() and "?" not in name:
        return None
    for encoding in ("cp1252", "mac_roman"):
        try:
            meant = name.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        # “Ñž” would be UTF-8 too, but letters beside letters may be a name.
        if meant != name and (MISREAD.search(name) or any(c > "\x7f" and not c.isalpha() for c in name)):
            remedy = f"Write “{tidy(meant)}” if that is meant, or export the list again as “CSV UTF-8”."
            return Fault(f"The name {_quoted(name)} was damaged when the list was saved.", remedy)
    if sign := next((c for at, c in enumerate(name) if _touches_letters(name, at)), ""):
        remedy = "Type the name again, or export the list again as “CSV UTF-8”."
        return Fault(f"The name {_quoted(name)} has “{sign}” where a letter may have been lost.", remedy)
    return None


def _touches_letters(name: str, at: int) -> bool:
    """Whether the character is a sign that no name has beside a letter: most often it was a letter itself."""
    sign, before, after = name[at], name[at - 1 : at], name[at + 1 : at + 2]
    if sign == "?":
        return before.isalpha() or after.isalpha()
    if sign.isascii() or sign >= "\u2600" or sign in "´·’‘":
        return False
    match unicodedata.category(sign):
        case "Pi":  # “ opens a nickname
            return before.isalpha()
        case "Pf":
            return after.isalpha()
        case "Sc" | "Sm" | "So" | "Sk" | "No" | "Po" | "Ps" | "Pe":
            return before.isalpha() or after.isalpha()
        case _:
            return False


def seat(text: str) -> Seat | Fault | None:
    """The seat of a row and a place (`B3`, `2-3`, `R2C3`); None for an empty cell: they may sit anywhere.

    Spreadsheets make dates of `1-1` and `2-3`. A date that can only have been one seat is that seat.
    """
    if not tidy(text) or is_no(text):
        return None
    found = seat_of(SEAT_IN_WORDS.sub(r"\1-\2", tidy(text)))
    if found and max(found.row, found.place) > FARTHEST:
        what = f"No room has a seat {_quoted(text)}: rows and places are counted up to {FARTHEST}."
        return Fault(what, "Write its row and its place, for example B3 or R2C3, or leave the cell empty.")
    if found:
        return found
    if dated := date_of_seat(tidy(text)):
        if dated.seat:
            return dated.seat
        what = f"The seat {_quoted(text)} is a date, which a spreadsheet made of {dated.typed}."
        return Fault(what, "Write row and place as B3 or R2C3, which no spreadsheet changes.")
    remedy = "Write its row and its place, for example B3 or R2C3, or leave the cell empty."
    return Fault(f"The seat {_quoted(text)} cannot be found in a room.", remedy)


def tier(text: str) -> Tier | Fault:
    """The tier by its name or as schools call it (Foundation, H); an empty cell is core."""
    word = folded(text)
    if not word or is_no(text):
        return Tier.CORE
    if found := vocabulary().tiers.get(word):
        return Tier(found)
    if is_yes(text) or word in ("sen", "send", "k", "e", "ehcp"):
        return Fault(f"{_quoted(text)} does not say which tier.", HOW_TIER)
    if ATTAINMENT.fullmatch(word):
        what = f"{_quoted(text)} says how able a pupil is, not which tier the paper is to be."
        return Fault(what, "Write support, core or challenge in its place, in every row.")
    meant = _meant(word, [tier.value for tier in Tier])
    return Fault(f"There is no tier {_quoted(text)}.", meant + HOW_TIER)


def print_size(text: str) -> Print | Fault:
    """The print by its points ("18", "A4 18pt", "large print 18") or its name; an empty cell is standard.

    A large print without a size is 18 point, as modified large print is.
    """
    word = tidy(text).casefold()
    if not word or is_no(text):
        return Print.STANDARD
    if large := LARGE_PRINT.fullmatch(word):
        return Print(large[1] or large[2])
    match vocabulary().prints.get(folded(text)):
        case "standard":
            return Print.STANDARD
        case "large":
            return Print.LARGE_18
        case "dyslexia":
            return Print.DYSLEXIA
    if is_yes(text) or folded(text) in ("sen", "send", "modified", "modified paper"):
        return Fault(f"{_quoted(text)} does not say which print.", HOW_PRINT_CELL)
    if folded(text) in ("a3", "a3 paper", "enlarged a3", "a3 enlarged", "a3 enlargement"):
        what = f"{_quoted(text)} does not say how large: a paper enlarged to A3 has some 16 point."
        return Fault(what, "Write 18, which comes nearest and is on A4, or 36, which is on A3.")
    if word in vocabulary().tiers:
        return Fault(f"{_quoted(text)} is a tier, not a print.", "Head the column “tier”, or write a print.")
    return Fault(f"There is no print {_quoted(text)}.", _meant(word, PRINTS) + HOW_PRINT_CELL)


def extra_time(text: str) -> int | Fault:
    """Extra time as 0 to 100 percent of the paper's minutes ("25", "25%", "0.25"); an empty cell is 0."""
    if not tidy(text) or is_no(text):
        return 0
    digits = re.sub(r"([.,]0+)?\s*(?:%|per ?cent)?$", "", tidy(text).casefold())
    if re.fullmatch("[0-9]{1,3}", digits) and int(digits) != 1 and int(digits) <= 100:
        return int(digits)
    if re.fullmatch(r"0[.,][0-9]{1,2}", digits) and "%" not in text:  # a percentage without its format
        return round(float(digits.replace(",", ".")) * 100)
    if is_yes(text) or digits == "1":
        return Fault(f"{_quoted(text)} does not say how much extra time.", HOW_TIME_CELL)
    return Fault(f"The extra time {_quoted(text)} is not a percentage.", HOW_TIME_CELL)


def is_yes(text: str) -> bool:
    """Whether a cell says yes, in one of five languages or by a tick."""
    return vocabulary().answers.get(folded(text)) == "yes"


def is_no(text: str) -> bool:
    """Whether a cell says no or none, in one of five languages or by a dash."""
    return vocabulary().answers.get(folded(text)) == "no"


def visible(text: str, what: str) -> str | Fault:
    """The tidy text, or a fault that gives the number of the first character that has no shape.

    `what` is the word for the cell in messages, such as "name". A character that cannot be seen has mostly
    been pasted in unnoticed; no font could print it. Tabs and line ends are white space, which `tidy` makes
    spaces of.
    """
    for character in "" if text.isprintable() else text:
        if unicodedata.category(character) in SHAPELESS and character not in "\t\r\n":
            shown = f"U+{ord(character):04X}"
            remedy = f"Type the {what} again instead of pasting it."
            return Fault(f"The {what} holds a character that cannot be seen ({shown}).", remedy)
    if LOST in text:
        remedy = f"Type the {what} again, or export the list as “CSV UTF-8”."
        return Fault(f"A letter of the {what} was lost when the list was saved ({LOST}).", remedy)
    return tidy(text)


def _meant(word: str, known: Iterable[str]) -> str:
    """`Did you mean support? `, to go before a remedy; "" where no known word is similar."""
    close = get_close_matches(word, list(known), 1)
    return f"Did you mean {close[0]}? " if close else ""


def _quoted(text: str) -> str:
    """The text between quotation marks, cut where it is long, with what cannot be seen spelt out."""
    shown = clipped(tidy(text), 40)
    return "“" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown) + "”"
