"""Words for messages: how many there are of something."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 mark`, `3 marks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
