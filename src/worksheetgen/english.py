"""Words and numbers for people: how many there are of something, and which; a value in plain digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import get_close_matches

NAMED = 3
"""More names than this are counted and not named."""
SHOWN = 12
MOST_NEAR = 1000
"""The most names that a remedy lists where none of them is similar to the one written."""
WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@[^\s@]+\.[^\s@]+")
"""An address of a page or a mailbox: its letters are no words of the text around it."""
MARKS_AT_END = re.compile(r"(?:\((\d{1,2})(?: ?marks?)?\)|\[(\d{1,2})(?: ?marks?)?\])\s*$", re.IGNORECASE)
"""Marks at the end of a question, as papers print them: “Why? (2 marks)”. The number is one of its two groups."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 mark`, `3 marks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def from_to(numbers: Iterable[int], noun: str) -> str:
    """`4 marks` where all numbers are the same, else `3 to 5 marks`."""
    low, *_, high = sorted(numbers) * 2
    return counted(high, noun) if low == high else f"{low} to {counted(high, noun)}"


def any_of(names: Sequence[str], noun: str) -> str:
    """`kirov or gulag`; of many names only how many there are: `one of 14 topics`."""
    return " or ".join(names) if len(names) <= NAMED else f"one of {len(names)} {noun}s"


def all_of(names: Sequence[str]) -> str:
    """`kirov`, `kirov and gulag`, `kirov, gulag and trials`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def first_few(names: Sequence[str], most: int) -> str:
    """`017, 018, 019`; of more than `most` so many, and how many there are besides: `017, 018 and 4 more`."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def capitalised(words: str) -> str:
    """The words with a capital in front, the rest as it is."""
    return words[:1].upper() + words[1:]


def clipped(text: str, most: int) -> str:
    """A text of at most so many characters as it is; of a longer one so many, and an ellipsis."""
    return text if len(text) <= most else text[:most] + "…"


def shortened(words: str, most: int) -> str:
    """Words of at most so many characters as they are; of more than that the first whole ones, and an ellipsis."""
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + " …"


def whole_word(words: str) -> re.Pattern[str]:
    """Finds a word, or words, where they stand as such and not within a longer one, in whatever capitals."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def in_digits(value: float, between: str = ",") -> str:
    """A value in plain digits, never as 1e+10, to ten digits: `30,000`, `0.00005`; `between` parts the thousands."""
    return f"{Decimal(f'{value:.10g}').normalize():,f}".replace(",", between)


def in_ranges(numbers: Iterable[int]) -> str:
    """Numbers as a reader wants them: `2`, `2, 3`, `2–5, 7`. Two neighbours are no range."""
    return ", ".join(
        str(first) if first == last else f"{first}{', ' if last == first + 1 else '–'}{last}"
        for first, last in runs_of(numbers)
    )


def runs_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The numbers in order, neighbours joined to (first, last): 1, 2, 3, 5 are (1, 3) and (5, 5)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        joined = runs and runs[-1][1] == number - 1
        runs[-1:] = [(runs[-1][0], number)] if joined else [*runs[-1:], (number, number)]
    return runs


def one_of(given: str, names: Iterable[str]) -> str:
    """The remedy for a name that is none of `names`: the most similar of these, else the first dozen."""
    known = list(names)
    # To compare with each of many takes long, once for every name that is wrong.
    near = known if len(known) <= MOST_NEAR else [name for name in known if name[:3] == given[:3]]
    if close := get_close_matches(given, near[:MOST_NEAR], 1):
        return f"Did you mean ‘{close[0]}’?"
    if not known:
        return "There are none yet: add it, or take it out here."
    return f"Write one of: {', '.join(known[:SHOWN])}{' …' if len(known) > SHOWN else ''}."
