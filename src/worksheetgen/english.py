"""Words and numbers for people: how many there are of something, and which; a value in plain digits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

NAMED = 3
"""More names than this are counted and not named."""


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 mark`, `3 marks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def any_of(names: Sequence[str], noun: str) -> str:
    """`kirov or gulag`; of many names only how many there are: `one of 14 topics`."""
    return " or ".join(names) if len(names) <= NAMED else f"one of {len(names)} {noun}s"


def in_digits(value: float, between: str = ",") -> str:
    """A value in plain digits, never as 1e+10, to ten digits: `30,000`, `0.00005`; `between` parts the thousands."""
    return f"{Decimal(f'{value:.10g}').normalize():,f}".replace(",", between)
