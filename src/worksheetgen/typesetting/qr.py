"""A page's QR code as a mask of its modules, from 20 characters that carry no name, no mark and no answer.

Digits and capital letters alone are written in a symbol's alphanumeric mode, of which 20 fit into the smallest symbol,
of 21 modules, at level M: a module is as wide as it can be.

Every page has one, and to make the ten of a paper from scratch would take three times as long as the rest of the
paper. But with the mask fixed, a symbol is an affine function of the payload's bits, as its Reed-Solomon code is linear
over GF(2) (ISO/IEC 18004): each bit inverts a certain set of modules. Two characters together are eleven bits. So the
symbol of any payload is the one of zeros, with a pattern laid over it by exclusive or for each two characters, and the
pages of a paper differ in the last two. Made from scratch, a class of 3,000 takes a third longer.
"""

from __future__ import annotations

from collections.abc import Sequence

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
_DATA_BITS = 128
_HEAD, _HEAD_BITS = 0b0010 << 9 | LENGTH, 13
"""The data begin with the mode, in four bits, and how many characters there are, in nine."""
_TAIL_BITS = 5
"""Behind the characters stand four bits that end them, and one that fills the last byte: zeros."""
_CHECK_BYTES = 10
_REMAINDER = 0xD8C29F6FC75E5F719DC1
"""What the last byte of the data adds to the check bytes if it is 1: the generator polynomial of degree 10, whose
roots are the powers of 2 in GF(256), without its first coefficient."""
_LOW_BITS, _FIELD = int("01" * _CHECK_BYTES, 16), 0x1D
_FRAME = (
    "#######..    .#######",
    "#.....#.#    .#.....#",
    "#.###.#..    .#.###.#",
    "#.###.#..    .#.###.#",
    "#.###.#.#    .#.###.#",
    "#.....#..    .#.....#",
    "#######.#.#.#.#######",
    ".........    ........",
    "#.#.#.#..    ...#..#.",
    "      .              ",
    "      #              ",
    "      .              ",
    "      #              ",
    "........#            ",
    "#######..            ",
    "#.....#..            ",
    "#.###.#.#            ",
    "#.###.#..            ",
    "#.###.#.#            ",
    "#.....#..            ",
    "#######.#            ",
)
"""What is the same in every symbol of this size, level M and mask 0: black, white, and room for data and checks."""


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
    return _inverted_by(value, _TAIL_BITS + _PAIR_BITS * (LENGTH - 2 - at) // 2)


@remembered(most=1)
def _zeros() -> int:
    """The symbol of zeros: a bit for each module, 0 for black, the top left one the highest.

    Its rows are filled up to whole bytes.
    """
    rows = []
    for y, row in enumerate(_FRAME):
        masked = "".join(".#"[(x + y) % 2 == 0] if sign == " " else sign for x, sign in enumerate(row))
        rows.append(masked.ljust(8 * _ROW_BYTES, "."))
    return int("".join(rows).translate({ord("#"): "0", ord("."): "1"}), 2) ^ _inverted_by(
        _HEAD, _DATA_BITS - _HEAD_BITS
    )


def _inverted_by(value: int, behind: int) -> int:
    """What a value inverts that stands in the data with so many bits behind it."""
    inverted = _inverted()
    found = 0
    while value:
        if value & 1:
            found ^= inverted[behind]
        value >>= 1
        behind += 1
    return found


@remembered(most=1)
def _inverted() -> list[int]:
    """What each bit of the data inverts, the lowest first: its own module, and those of the check bits that follow."""
    modules = _modules()
    # What a byte of the data adds to the check bytes, for each of its bits; the last byte first.
    checks = [_REMAINDER]
    for _ in range(7):
        checks.append(_doubled(checks[-1]))
    last = checks
    found = []
    for at in range(0, _DATA_BITS, 8):
        for bit, check in enumerate(checks, at):
            inverted = modules[8 * _CHECK_BYTES + bit]
            for place in range(8 * _CHECK_BYTES):
                if check >> place & 1:
                    inverted ^= modules[place]
            found.append(inverted)
        checks = [_divided(check, last) for check in checks]
    return found


def _doubled(words: int) -> int:
    """Each of the check bytes times two in GF(256)."""
    high = words >> 7 & _LOW_BITS
    return (words ^ high << 7) << 1 ^ high * _FIELD


def _divided(words: int, last: list[int]) -> int:
    """The check bytes of data that have one byte more behind them; `last` are those of each bit of a last byte."""
    first, found = divmod(words, 1 << 8 * (_CHECK_BYTES - 1))
    found <<= 8
    for bit, check in enumerate(last):
        if first >> bit & 1:
            found ^= check
    return found


def _modules() -> list[int]:
    """The module of each bit of data and checks, the last one first: from the right, in columns of two up and down."""
    found = []
    columns = (20, 18, 16, 14, 12, 10, 8, 5, 3, 1)  # between 8 and 5 is one of the frame
    for turn, right in enumerate(columns):
        rows = range(MODULES) if turn % 2 else reversed(range(MODULES))
        found += [(y, x) for y in rows for x in (right, right - 1) if _FRAME[y][x] == " "]
    last = 8 * _ROW_BYTES * MODULES - 1
    return [1 << last - 8 * _ROW_BYTES * y - x for y, x in reversed(found)]
