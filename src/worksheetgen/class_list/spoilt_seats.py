"""A date to the seat that a spreadsheet made it of: `1-1` typed into a cell becomes 1 January."""

from __future__ import annotations

import re

from worksheetgen.class_list.vocabulary import unaccented
from worksheetgen.model.room import Seat
from worksheetgen.value import Value

_MONTHS = (
    "jan ion ene",
    "feb fev chwe",
    "mar maw mrz mars marz",
    "apr avr abr ebr",
    "may mai",
    "jun juin meh",
    "jul juil gorff",
    "aug aou aout ago awst",
    "sep sept medi",
    "oct okt hyd",
    "nov tach",
    "dec dez dic rhag",
)
"""The months as spreadsheets shorten them, in English, Welsh, German, French and Spanish."""
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.?[\s./-]*([a-z]{3,5})[a-z]*\.?(?:[\s./-]*\d{2,4})?")
_MONTH_AND_YEAR = re.compile(r"([a-z]{3,5})[a-z]*\.?[\s./-]+(\d{1,4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ][\d:.]+)?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}(?: [\d:]+)?")


class DatedSeat(Value):
    """What was typed before a spreadsheet made a date of it (“1-2 or 2-1”), and the seat where that is certain."""

    typed: str
    seat: Seat | None


def date_of_seat(text: str) -> DatedSeat | None:
    """The seat that a date in a column of seats was; None where the text is no date.

    British spreadsheets take `1-2` for the first of February, American ones for the second of January, so it is certain
    only where day and month are the same number.
    """
    word = unaccented(text).strip()
    if (found := _DAY_AND_MONTH.fullmatch(word)) and (month := _month(found[2])):
        return _dated(int(found[1]), month)
    if (found := _MONTH_AND_YEAR.fullmatch(word)) and (month := _month(found[1])):
        place = int(found[2]) % 100
        return DatedSeat(f"{month}-{place}", Seat(month, place) if place > 12 else None)
    if found := _ISO.fullmatch(word):
        day, month = int(found[3]), int(found[2])
        # The first of January may be `1-1`, or `1-26` taken for January 2026.
        return DatedSeat("1-1 or the like", None) if day == month == 1 else _dated(day, month)
    if found := _NUMBERS.fullmatch(word):
        return _dated(int(found[1]), int(found[2]))
    return None


def _month(word: str) -> int:
    """The number of a month by its beginning; 0 for another word."""
    return next((_MONTH[word[:length]] for length in (5, 4, 3) if word[:length] in _MONTH), 0)


def _dated(day: int, month: int) -> DatedSeat:
    if day == month:
        return DatedSeat(f"{day}-{month}", Seat(day, month))
    return DatedSeat(f"{day}-{month} or {month}-{day}", None)
