"""References in stems and leads: {source}, {source:ID} and {part:a}, and what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Callable

REFERENCE = re.compile(r"\{[^{}]*\}")
"""Anything in braces: a bank's check allows nothing there but references."""


def references(text: str) -> list[str]:
    """What stands in the braces of a text, in order: `source`, `source:ID`, `part:a`."""
    return [found[1:-1] for found in REFERENCE.findall(text)]


def resolved(text: str, source: Callable[[str], str], part: Callable[[str], str]) -> str:
    """The text with every reference replaced.

    `source` gives what stands for a source by its id, "" for the only one; `part` what stands for a part's letter.
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
    """The text with the same words in place of each reference."""
    return REFERENCE.sub(lambda _: instead, text)


def spoken(text: str) -> str:
    """A stem outside a paper, plain: its sources have no letter there, so {source:ID} is said as “the source”."""
    return resolved(text, lambda _: "the source", lambda letter: f"({letter})").replace("**", "")
