"""Numbers and texts as PDF source, as the typesetter draws with them and the PDF writer puts them into objects."""

from __future__ import annotations

import re
from collections.abc import Sequence


def number(value: float) -> str:
    """A number rounded to a thousandth, as short as it can be written: `12`, `0.5`, `-3.125`."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


def text_string(text: str) -> str:
    """A text string for titles, bookmarks and alternative texts (ISO 32000-1, 7.9.2.2).

    As it is where it is plain ASCII, else UTF-16 with its byte-order mark, in hexadecimal.
    """
    return f"({text})" if _PLAIN.fullmatch(text) else f"<feff{text.encode('utf-16-be').hex()}>"


_PLAIN = re.compile(r"[\w ,.:;!?'/&+-]*", re.ASCII)
"""Texts that stand for themselves in PDF: without brackets, backslashes and whatever is no ASCII."""


def object_references(numbers: Sequence[int]) -> str:
    """References to the objects of those numbers, one after another."""
    return "%d 0 R " * len(numbers) % tuple(numbers)
