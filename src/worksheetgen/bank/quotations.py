"""Quotations held to what they quote, letter by letter.

Used for the words of questions, and for excerpts and contested claims, which quote the class text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from worksheetgen.english import capitalised
from worksheetgen.model.signs import as_read

QUOTATION = re.compile(r"“([^”]+)”")
"""Double quotation marks enclose the words of a text or a source; single ones enclose anybody's words."""


def quotations(written: str) -> Iterator[str]:
    """What stands between double quotation marks in the text, in order, without the marks."""
    yield from QUOTATION.findall(written)


def strange_pieces(quoted: str, held: Iterable[str]) -> Iterator[str]:
    """The pieces of a quotation, between its …, that none of the texts in `held` has.

    White space counts as one space; punctuation at the ends of a piece and the case of its first letter may
    differ, as a sentence is fitted into another; quotation marks within it are not compared, because a
    quotation turns double ones to single.
    """
    texts = [_plain(text) for text in held]
    for piece in re.split(r"…|\.\.\.", quoted):
        words = _plain(piece).strip(" .,;:")
        forms = {words, words[:1].lower() + words[1:], capitalised(words)}
        if words and not any(form in text for form in forms for text in texts):
            yield piece.strip()


def _plain(text: str) -> str:
    """The text without quotation marks and the stars of bold text, its white space single."""
    # ’ is an apostrophe before a letter (it’s) and closes a quotation elsewhere.
    return " ".join(re.sub(r"[“”‘\"]|’(?=\W|$)", "", as_read(text)).split())
