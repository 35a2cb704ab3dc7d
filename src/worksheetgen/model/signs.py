r"""The signs that mean something in a bank's texts, and how a text has them as characters: with a backslash before.

`**two**` is bold, `{source}` a reference, `[[word]]` a gap, and what stands in ‹ › is still to be written. `\{` prints
{, and so for each of `{ } [ ] * ‹ ›`. A text keeps these signs as its file has them until it is printed.
"""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([{}\[\]*‹›])")
_POWER = r"(?<=[\w)\]])\*\*(?=\w|-\d)|(?<=\d)\*\*(?=\()|(?<=\s)\*\*(?=\s)"
"""Two stars within a sum, as in 2**3, (a + b)**2 and 2 ** 3: no bold begins or ends in the middle of a word."""
_STARS = rf"(?<!\\)(?!{_POWER})\*\*"
BOLD_SIGN = re.compile(_STARS)
"""Where bold begins or ends."""
BOLD = re.compile(rf"{_STARS}(.+?){_STARS}", re.DOTALL)
"""What is bold, with its signs."""
OPEN_BOLD = (
    "A ** has no partner.",
    r"Write two stars before and after whole words: **two**; \*\* prints two stars.",
)
"""What is said where `leaves_bold_open`, and what to do."""
HOLE = re.compile(r"(?<!\\)\[\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]\]", re.DOTALL)
"""What a pupil has to fill in, within a passage or a table; single brackets may stand in it, as in [[list[0]]]."""
_SIGN = re.compile(r"[{}‹›]|(?<=\\)[\[\]*]|\*(?=\*)|(?<=\*)\*|\[(?=\[)|(?<=\[)\[|\](?=\])|(?<=\])\]")
UNWRITTEN = re.compile(r"(?<!\\)‹[^‹›]*›")
"""What `bank new` leaves for a teacher to write."""


def leaves_bold_open(text: str) -> bool:
    """Whether a sign for bold has no partner in its paragraph, and would be printed as stars."""
    return "**" in text and any(len(BOLD_SIGN.findall(line)) % 2 for line in text.split("\n"))


def characters(text: str) -> str:
    """The text with every escaped sign as the character that is printed."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def as_read(text: str) -> str:
    """The text as it is read: without the signs for bold, escaped signs as characters."""
    return characters(BOLD_SIGN.sub("", text) if "**" in text else text)


def escaped(text: str) -> str:
    """Words from elsewhere as a bank's text that prints them as they are: no sign in them means anything."""
    return _SIGN.sub(r"\\\g<0>", text)


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words, whatever their capitals, bold, white space and the point at their end."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(as_read(text).casefold().translate(_QUOTES).split()).rstrip(".")


_QUOTES = str.maketrans("‘’“”–—", "''\"\"--")
