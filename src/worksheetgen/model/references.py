"""References in a question's words: {source}, {source:ID} and {part:a}, what is printed for them, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

from worksheetgen.model.signs import as_read

REFERENCE = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}")
"""Anything in braces without a backslash: a bank's check allows nothing there but references."""

_PARAGRAPHS = re.compile(r"\bparagraphs? (\d{1,4}\b(?:(?:, | and |, and | to |[-–])\d{1,4}\b)*)")


def cited_paragraphs(text: str) -> frozenset[int]:
    """The numbers of the paragraphs that a text names: 3, 4 and 7 of “Use paragraphs 3, 4 and 7.”."""
    return frozenset(
        int(number) for places in _PARAGRAPHS.findall(text) for number in re.findall(r"\d+", places)
    )


def references(text: str) -> list[str]:
    """What stands between the braces of a text, in order: `source`, `source:ID`, `part:a`."""
    return [found[1:-1] for found in REFERENCE.findall(text)]


def resolved(text: str, source: Callable[[str], str], part: Callable[[str], str]) -> str:
    """The text with every reference replaced.

    `source` is called with the id of a source, or with "" where the text says just `{source}`; `part` is
    called with the letter of a part; what they give is printed. Anything else in braces stays as it is.
    """

    def called(found: re.Match[str]) -> str:
        what, _, which = found[0][1:-1].partition(":")
        match what:
            case "source":
                return source(which)
            case "part":
                return part(which)
        return found[0]

    return REFERENCE.sub(called, text)


def without_references(text: str, instead: str) -> str:
    """The text with the words `instead` in place of each reference."""
    return REFERENCE.sub(lambda _: instead, text)


def spoken(text: str) -> str:
    """A stem for a list of questions, where no paper gives its sources a letter: each is called “the source”.

    A reference to part (a) becomes `(a)`, and the signs for bold are dropped.
    """
    return as_read(resolved(text, lambda _: "the source", lambda letter: f"({letter})"))
