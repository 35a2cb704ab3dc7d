"""A page's QR code as one drawn path: run, student number and page; no name, no mark, no answer.

With its version and mask fixed, a QR symbol is an affine function of the payload's bits: Reed-Solomon codes and masks
are linear over GF(2) (ISO/IEC 18004). So a symbol is the one for a payload of nothing but A's, with one precomputed
pattern more for each bit in which a payload differs from that.
"""

from __future__ import annotations

from functools import cache

import segno

from worksheetgen.model.sheet import Piece
from worksheetgen.typesetting.recording import artifact, number

_PLAIN = ord("A")


def code(payload: str, side: float) -> Piece:
    """The payload (Latin-1) as a QR square of `side` points, quiet zone left to the page's white."""
    data = payload.encode("latin-1")
    plain, patterns, modules = _basis(len(data))
    symbol = plain
    for at, byte in enumerate(data):
        differing = byte ^ _PLAIN
        for bit in range(8):
            if differing >> bit & 1:
                symbol ^= patterns[at][bit]
    return artifact(f"q 0 g {_path(symbol, modules, side)} f Q".encode(), side)


@cache
def _basis(length: int) -> tuple[int, tuple[tuple[int, ...], ...], int]:
    """For payloads of a length: the plain symbol, each byte's each bit's pattern, and the modules of a side.

    A symbol is an integer with a bit for each module, the top left one the highest.
    """
    plain, modules = _symbol(bytes([_PLAIN] * length))
    patterns = []
    for at in range(length):
        changed = []
        for bit in range(8):
            data = bytearray([_PLAIN] * length)
            data[at] ^= 1 << bit
            changed.append(plain ^ _symbol(bytes(data))[0])
        patterns.append(tuple(changed))
    return plain, tuple(patterns), modules


def _symbol(data: bytes) -> tuple[int, int]:
    made = segno.make_qr(data, error="m", boost_error=False, mask=0, mode="byte", encoding="latin-1")
    bits = "".join("1" if dark else "0" for row in made.matrix for dark in row)
    return int(bits, 2), len(made.matrix)


def _path(symbol: int, modules: int, side: float) -> str:
    """The symbol's dark modules as rectangles, those beside each other in one."""
    xs, heights = _grid(modules, side)
    rows = f"{symbol:0{modules * modules}b}"
    height = xs[1]
    squares = []
    for y, top in enumerate(heights):
        row = rows[y * modules : (y + 1) * modules]
        start = row.find("1")
        while start >= 0:
            end = row.find("0", start)
            end = modules if end < 0 else end
            squares.append(f"{xs[start]} {top} {xs[end - start]} {height} re")
            start = row.find("1", end)
    return " ".join(squares)


@cache
def _grid(modules: int, side: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """So many modules as PDF source, from none to all; and the foot of every row."""
    module = side / modules
    return (
        tuple(number(count * module) for count in range(modules + 1)),
        tuple(number(-(y + 1) * module) for y in range(modules)),
    )
