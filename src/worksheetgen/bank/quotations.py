"""Quotations held to what they quote, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

QUOTED = re.compile(r"“([^”]+)”")
"""Double quotation marks enclose the words of a text or a source; single ones enclose anybody's words."""


def quotations(written: str) -> Iterator[str]:
    """What stands between double quotation marks."""
    yield from QUOTED.findall(written)


def strange_pieces(quoted: str, held: Iterable[str]) -> Iterator[str]:
    """The pieces of a quotation, between its …, that none of the texts holds.

    White space counts as one space, the end of a sentence and a capital at a quotation's start may differ, and
    quotation marks within it are not compared: a quotation turns double ones to single.
    """
    texts = [_plain(text) for text in held]
    for piece in re.split(r"…|\.\.\.", quoted):
        plain = _plain(piece).strip(" .,;:")
        opened = plain[:1].casefold() + plain[1:]
        if plain and not any(plain in text or opened in text for text in texts):
            yield piece.strip()


def _plain(text: str) -> str:
    """Without quotation marks and stars, its white space single."""
    return " ".join(re.sub(r"[“”‘\"]|’(?=\W|$)|\*\*", "", text).split())
