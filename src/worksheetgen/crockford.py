"""Numbers in Crockford's base 32: no letter of it is read as another one."""

from __future__ import annotations

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def crockford(number: int, length: int) -> str:
    """The number in `length` characters, the highest first; ValueError where it needs more of them."""
    if not 0 <= number < 32**length:
        raise ValueError(f"{number} does not fit into {length} characters of base 32")
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))
