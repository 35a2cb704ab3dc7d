"""Named streams of random integers: every choice draws from a stream named after what it decides.

A stream is blake2b in counter mode over (seed, names), integers only, so it is the same on every platform
and Python, and drawing from one stream changes no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def _words(name: bytes) -> Iterator[int]:
    """64-bit words without end."""
    counter = 0
    while True:
        digest = blake2b(counter.to_bytes(8, "big"), key=name, digest_size=64).digest()
        yield from (int.from_bytes(digest[i : i + 8], "big") for i in range(0, 64, 8))
        counter += 1


class Stream:
    """The stream of one decision, for example `Stream(seed, "options", student.id, question.id)`."""

    def __init__(self, seed: str, *names: str) -> None:
        """Name the stream; every part is length-prefixed, so ("a", "bc") is not ("ab", "c")."""
        hasher = blake2b(digest_size=32, person=b"worksheetgen")
        for part in (seed, *names):
            encoded = part.encode()
            hasher.update(len(encoded).to_bytes(8, "big") + encoded)
        self._words = _words(hasher.digest())

    def below(self, bound: int) -> int:
        """A uniform integer in 0..bound-1, by rejection, so no value is favoured."""
        limit = (1 << 64) - (1 << 64) % bound
        return next(word for word in self._words if word < limit) % bound

    def shuffled(self, items: Sequence[T]) -> tuple[T, ...]:
        """The items in a uniformly drawn order (Fisher and Yates, as Knuth gives it)."""
        drawn = list(items)
        for last in range(len(drawn) - 1, 0, -1):
            other = self.below(last + 1)
            drawn[last], drawn[other] = drawn[other], drawn[last]
        return tuple(drawn)
