"""Lines as they were set or typed, joined to paragraphs: words divided at line ends are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from worksheetgen.handout.blocks import BlockKind, DocumentBlock, single_spaced

SENTENCE_ENDS = (".", "!", "?", "”", "’", '"', ":", ";", ")", "…")
LONGEST_HEADING = 12
"""The most words of a heading."""
# From a word's beginning alone, lest each of its letters be tried for one.
_DIVIDED = re.compile(r"(?<!\w)(\w++)[-\u00ad\u2010\u0002\ufffe]$")
_ITEM = re.compile(r"(?:[•▪◦‣●○–*-]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")


def paragraph_of(lines: Sequence[str], known: frozenset[str]) -> DocumentBlock:
    """The lines as a paragraph, or where the first has a bullet or number as an item of a list; `known` as below."""
    item = without_bullet(lines[0].strip())
    text = single_spaced(joined_lines([item, *lines[1:]] if item else lines, known))
    return DocumentBlock(BlockKind.ITEM if item else BlockKind.PARAGRAPH, text)


def joined_lines(lines: Sequence[str], known: frozenset[str]) -> str:
    """The lines as one text. A word that is divided at a line's end is made whole.

    Its hyphen stays where the word stands so, with its hyphen, among the `known` words (in small letters) and not
    without it, or where a capital follows.
    """
    pieces: list[str] = []  # with a space between each two: a divided word is the end of the last
    for line in (line.strip() for line in lines):
        if not line:
            continue
        found = _DIVIDED.search(pieces[-1]) if pieces else None
        if found and (rest := re.match(r"\w+", line)):
            whole, hyphened = f"{found[1]}{rest[0]}".casefold(), f"{found[1]}-{rest[0]}".casefold()
            keeps = not rest[0][0].islower() or (hyphened in known and whole not in known)
            pieces[-1] = f"{pieces[-1][: found.end(1)]}{'-' if keeps else ''}{line}"
        else:
            pieces.append(line)
    return " ".join(pieces)


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """All words that stand whole within the lines, in small letters, with their hyphens."""
    return frozenset(word.casefold() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line))


def is_heading(text: str) -> bool:
    """Whether a paragraph that is alone on its line reads like a heading: short, and no sentence."""
    words = text.split()
    return (
        0 < len(words) <= LONGEST_HEADING
        and not text.endswith((*SENTENCE_ENDS, ","))
        and text[0] in text.upper()
        and any(letter.isalpha() for letter in text)
    )


def without_bullet(text: str) -> str | None:
    """The words of a list's item without its bullet or number; None where it has none."""
    found = _ITEM.match(text)
    return text[found.end() :] if found else None


def are_hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a text are pieces of its paragraphs, and not one paragraph each."""
    full = [line.strip() for line in lines if line.strip()]
    if len(full) < 2 or max(map(len, full)) > 130:
        return False
    broken = sum(not line.endswith(SENTENCE_ENDS) for line in full[:-1])
    return broken * 2 > len(full) - 1
