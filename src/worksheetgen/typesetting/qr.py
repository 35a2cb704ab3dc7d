"""A page's QR code as a mask of its modules: run, student number and page; no name, no mark, no answer.

Every page has one, and to make the ten of a paper from scratch would take three times as long as the rest of the
paper. But with version and mask pattern fixed, a symbol is an affine function of the payload's bits, as Reed-Solomon
codes and masks are linear over GF(2) (ISO/IEC 18004): each bit of the payload inverts a certain set of modules. So the
symbol of any payload is the one of as many A's, with a pattern laid over it by exclusive or for each byte that is not
an A.
"""

from __future__ import annotations

import segno

from worksheetgen.memory import remembered
from worksheetgen.model.laid_out import LayoutBox, QrCode
from worksheetgen.pdf_syntax import number
from worksheetgen.typesetting.recording import artifact

_PLAIN = ord("A")


def qr_code(payload: str) -> QrCode:
    """The payload (Latin-1 text) as a QR code, its quiet zone left to the page's white."""
    data = payload.encode("latin-1")
    symbol, patterns, modules = _basis(len(data))
    for at, byte in enumerate(data):
        symbol ^= patterns[at][byte]
    return QrCode(modules, symbol.to_bytes(modules * _row_bytes(modules), "big"))


def qr_square(side: float) -> LayoutBox:
    """The place for a page's code, `side` points wide: it draws the page's own picture of that name."""
    wide = number(side)
    return artifact(f"q 0 g {wide} 0 0 {wide} 0 {number(-side)} cm /Code Do Q".encode(), side)


def _row_bytes(modules: int) -> int:
    """Bytes of a row of samples."""
    return -(-modules // 8)


@remembered(most=64)
def _basis(length: int) -> tuple[int, tuple[tuple[int, ...], ...], int]:
    """For payloads of that many bytes: the symbol of A's, the patterns by position and byte, the modules of a side.

    A symbol is an integer with a bit for each module, 0 for black, the top left one the highest, its rows filled up to
    whole bytes.
    """
    plain, modules = _symbol(bytes([_PLAIN] * length))
    patterns = []
    for at in range(length):
        bits = []
        for bit in range(8):
            data = bytearray([_PLAIN] * length)
            data[at] ^= 1 << bit
            bits.append(plain ^ _symbol(bytes(data))[0])
        patterns.append(tuple(_changed(bits, byte ^ _PLAIN) for byte in range(256)))
    return plain, tuple(patterns), modules


def _changed(bits: list[int], differing: int) -> int:
    """The patterns of the bits that are set in `differing`, the lowest first, laid over each other."""
    found = 0
    for bit, pattern in enumerate(bits):
        if differing >> bit & 1:
            found ^= pattern
    return found


def _symbol(data: bytes) -> tuple[int, int]:
    """The payload's symbol, made from scratch, and the modules of a side."""
    made = segno.make_qr(data, error="m", boost_error=False, mask=0, mode="byte", encoding="latin-1")
    modules = len(made.matrix)
    fill = "1" * (8 * _row_bytes(modules) - modules)
    bits = "".join("".join("0" if dark else "1" for dark in row) + fill for row in made.matrix)
    return int(bits, 2), modules
