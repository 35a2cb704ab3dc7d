"""A page's QR code as a mask of its modules, from 20 characters that carry no name, no mark and no answer.

Digits and capital letters alone are written in a symbol's alphanumeric mode, of which 20 fit into the smallest symbol,
of 21 modules, at level M: a module is as wide as it can be.

Every page has one, and to make the ten of a paper from scratch would take three times as long as the rest of the
paper. But with version and mask pattern fixed, a symbol is an affine function of the payload's bits, as Reed-Solomon
codes and masks are linear over GF(2) (ISO/IEC 18004): each bit of the payload inverts a certain set of modules. Two
characters together are eleven bits. So the symbol of any payload is the one of zeros, with a pattern laid over it by
exclusive or for each two characters, and the pages of a paper differ in the last two. Made from scratch:
+56% (docs/performance.md, “QR codes as patterns laid over each other”, 3,000).
"""

from __future__ import annotations

from collections.abc import Sequence

import segno

from worksheetgen.memory import remembered
from worksheetgen.model.laid_out import LayoutBox, QrCode
from worksheetgen.pdf_syntax import number
from worksheetgen.typesetting.recording import artifact

LENGTH = 20
MODULES = 21
_ROW_BYTES = -(-MODULES // 8)
_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""Of the alphanumeric mode, each at its value there."""
_PAIR_BITS = 11
_ZEROS = "0" * LENGTH


def qr_codes(beginning: str, ends: Sequence[str]) -> list[QrCode]:
    """A QR code for each end of one `beginning`, the quiet zone left to the page's white.

    The two together are 20 digits and capital letters, and the end two of them. Raises ValueError for another length or
    another character.
    """
    if len(beginning) != LENGTH - 2 or any(len(end) != 2 for end in ends):
        raise ValueError(f"a code has {LENGTH} characters, of which two are its end")
    common = _zeros()
    for at in range(0, LENGTH - 2, 2):
        common ^= _pattern(at, beginning[at : at + 2])
    symbols = [common ^ _pattern(LENGTH - 2, end) for end in ends]
    return [QrCode(MODULES, symbol.to_bytes(MODULES * _ROW_BYTES, "big")) for symbol in symbols]


def qr_square(side: float) -> LayoutBox:
    """The place for a page's code, `side` points wide: it draws the page's own picture of that name."""
    wide = number(side)
    return artifact(f"q 0 g {wide} 0 0 {wide} 0 {number(-side)} cm /Code Do Q".encode(), side)


@remembered(most=256)
def _pattern(at: int, pair: str) -> int:
    """What two characters at an even place of the payload invert in the symbol of zeros; a paper's pages share most."""
    first, second = map(_CHARACTERS.index, pair)
    value = first * len(_CHARACTERS) + second
    found = 0
    for bit in range(_PAIR_BITS):
        if value >> bit & 1:
            found ^= _inverted(at, bit)
    return found


@remembered(most=_PAIR_BITS * LENGTH // 2)
def _inverted(at: int, bit: int) -> int:
    """What a bit, 0 for the lowest, of the two characters at an even place of the payload inverts."""
    pair = "".join(_CHARACTERS[one] for one in divmod(1 << bit, len(_CHARACTERS)))
    return _zeros() ^ _symbol(_ZEROS[:at] + pair + _ZEROS[at + 2 :])


@remembered(most=1)
def _zeros() -> int:
    """The symbol of zeros."""
    return _symbol(_ZEROS)


def _symbol(payload: str) -> int:
    """The payload's symbol, made from scratch: a bit for each module, 0 for black, the top left one the highest.

    Its rows are filled up to whole bytes.
    """
    made = segno.make_qr(payload, error="m", boost_error=False, mask=0, version=1, mode="alphanumeric")
    fill = "1" * (8 * _ROW_BYTES - MODULES)
    return int("".join("".join("0" if dark else "1" for dark in row) + fill for row in made.matrix), 2)
