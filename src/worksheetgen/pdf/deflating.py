"""Deflated streams joined from fragments that were each deflated once (RFC 1950, RFC 1951).

Deflating a page anew for every paper would cost more than all the rest. A zlib stream is a header, deflate blocks one
after another, and an Adler-32 check of the plain bytes. Ordinarily a block refers back to bytes of earlier blocks, but
after a full flush the compressor forgets what came before, and the output ends on a byte. So a fragment that begins
and ends with a full flush is the same bytes wherever it stands, and fragments written one after another are a valid
stream. What is lost is only what a fragment could have referred to in the ones before it.

The check of the whole follows from the fragments' own. Adler-32 is two sums modulo 65521 over the bytes d1 … dn:
low = 1 + d1 + … + dn, and high, which adds up `low` after each byte. Appending a fragment of n bytes with sums
(low', high') to what has (low, high), whose own `low'` counted from 1 and not from `low`, gives

    low + low' - 1    and    high + high' + n × (low - 1).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct

LEVEL = 6
"""Deflate's level for what many files or pages share: 9 is twice as slow for one part in a hundred."""
QUICK = 1
"""Deflate's level for what stands in one file alone: a sixth larger, in a third of the time."""
_BEGIN = b"\x78\x9c"  # zlib's header
_END = b"\x03\x00"  # an empty last block: fragments themselves never end a stream
_STORED = Struct("<BHH")  # a block as it is: its kind, its length, and that again inverted
_FEW = 256  # bytes: deflating fewer saves nothing
_ADLER = 65521


def packed(data: bytes, level: int = LEVEL) -> bytes:
    """The data as a zlib stream."""
    return zlib.compress(data, level)


@dataclass(frozen=True, eq=False)
class Fragment:
    """Some bytes deflated: the deflate blocks, and of the plain bytes the length and the Adler-32.

    `stored` where the bytes are kept as they were, in a block without compression.
    """

    deflated: bytes
    length: int
    check: int
    stored: bool

    @property
    def plain(self) -> bytes:
        """The plain bytes."""
        return zlib.decompress(self.deflated + _END, -15)


def fragment(plain: bytes) -> Fragment:
    """The bytes deflated so that any fragment may come before them and after; 256 and fewer are stored."""
    if len(plain) <= _FEW:
        return stored(plain)
    deflating = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    deflated = deflating.compress(plain) + deflating.flush(zlib.Z_FULL_FLUSH)
    return Fragment(deflated, len(plain), zlib.adler32(plain), False)


def stored(plain: bytes) -> Fragment:
    """The bytes as they are, fewer than 65 536."""
    length = len(plain)
    return Fragment(_STORED.pack(0, length, length ^ 0xFFFF) + plain, length, zlib.adler32(plain), True)


def joined(fragments: Iterable[Fragment]) -> bytes:
    """The zlib stream of the fragments one after another, without deflating anything again."""
    low, high = 1, 0
    parts = [_BEGIN]
    for one in fragments:
        high += (one.check >> 16) + one.length * (low - 1)
        low += (one.check & 0xFFFF) - 1
        parts.append(one.deflated)
    # Python's integers do not overflow, so one remainder at the end is enough
    parts += (_END, (high % _ADLER << 16 | low % _ADLER).to_bytes(4, "big"))
    return b"".join(parts)
