"""Named streams of random integers: every choice draws from a stream named after what it decides.

A stream is blake2b in counter mode over (seed, names), integers only, so it is the same on every platform
and Python, and drawing from one stream changes no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from struct import Struct
from typing import TypeVar

T = TypeVar("T")


_RANGE = 1 << 64
_EIGHT = Struct(">8Q")


class Stream:
    """The stream of one decision, for example `Stream(seed, "options", student.id, question.id)`.

    The same seed and names always give the same numbers, in the order in which they are drawn.
    """

    def __init__(self, seed: str, *names: str) -> None:
        """`names` say what is decided, and for whom; ("a", "bc") is another stream than ("ab", "c")."""
        named = b"".join(map(_prefixed, (seed, *names)))
        self._key = blake2b(named, digest_size=32, person=b"worksheetgen").digest()
        self._counter = 0
        self._words: list[int] = []

    def below(self, bound: int) -> int:
        """An integer from 0 to `bound` - 1, all of them equally likely; `bound` is at least 1."""
        # Words from the last incomplete multiple of the bound are thrown away, or small values would be
        # favoured.
        limit = _RANGE - _RANGE % bound
        while True:
            if not self._words:
                self._refill()
            word = self._words.pop()
            if word < limit:
                return word % bound

    def _refill(self) -> None:
        """Add the next eight words of 64 bits in reverse, as they are popped from the end."""
        digest = blake2b(self._counter.to_bytes(8, "big"), key=self._key, digest_size=64).digest()
        self._words.extend(reversed(_EIGHT.unpack(digest)))
        self._counter += 1

    def shuffled(self, items: Sequence[T]) -> tuple[T, ...]:
        """The items in a uniformly drawn order (Fisher and Yates, as Knuth gives it)."""
        drawn = list(items)
        for last in range(len(drawn) - 1, 0, -1):
            other = self.below(last + 1)
            drawn[last], drawn[other] = drawn[other], drawn[last]
        return tuple(drawn)


def _prefixed(part: str) -> bytes:
    """The part in UTF-8 after its length in bytes, so that parts that are joined cannot be confused."""
    encoded = part.encode()
    return len(encoded).to_bytes(8, "big") + encoded
