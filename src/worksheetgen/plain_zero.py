"""A face whose zero is slashed to the same face with an open one: its file, with one glyph drawn anew.

Atkinson Hyperlegible has no other zero, and many readers take a slashed one for an eight or a Ø. What is drawn keeps
the outline of the face's own zero; the counter, which the slash cuts in two there, is whole. The glyph is shorter than
what it replaces and is written over it, so that nothing else in the file moves. The face's licence, SIL's Open Font
License without a reserved name, allows that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from struct import iter_unpack, pack, unpack_from

Contour = Sequence[tuple[int, int, bool]]
"""Points in the face's units: x, y, and whether the point is on the curve or bends it."""


def _round(*points: tuple[int, int], every: int) -> Contour:
    """A contour whose first point, and every n-th from there (`every`), is on the curve; all others bend it."""
    return [(x, y, not index % every) for index, (x, y) in enumerate(points)]


_ZEROS: dict[str, tuple[Contour, Contour]] = {
    "AtkinsonHyperlegible-Regular": (
        _round(
            *((324, -12), (195, -12), (60, 167), (60, 335), (60, 502), (195, 680)),
            *((324, 680), (453, 680), (588, 502), (588, 335), (588, 167), (453, -12)),
            every=3,
        ),
        _round(
            *((324, 62), (412, 62), (497, 204), (497, 335), (497, 466), (412, 606)),
            *((324, 606), (236, 606), (151, 466), (151, 335), (151, 204), (236, 62)),
            every=3,
        ),
    ),
    "AtkinsonHyperlegible-Bold": (
        _round(
            *((331, -12), (191, -12), (45, 173), (45, 335), (45, 496), (191, 680)),
            *((331, 680), (472, 680), (618, 496), (618, 335), (618, 173), (472, -12)),
            every=3,
        ),
        _round(
            *((331, 101), (390, 101), (461, 214), (461, 335), (461, 456), (390, 567)),
            *((331, 567), (273, 567), (201, 456), (201, 335), (201, 214), (273, 101)),
            every=3,
        ),
    ),
}
"""The outline and the counter of each face's open zero."""
_BOXES = {
    "AtkinsonHyperlegible-Regular": (60, -12, 588, 680),
    "AtkinsonHyperlegible-Bold": (45, -12, 618, 680),
}
"""The box of each face's own zero, left, bottom, right, top: with its three contours it is how the glyph is found."""


def with_open_zero(face: str, file: bytes) -> bytes:
    """The face's file, its zero open; the very same bytes where the face is none of those with a slashed zero.

    Raises ValueError where the file does not have the zero that is known here: it is another version of the face.
    """
    if face not in _ZEROS:
        return file
    tables = _tables(file)
    (glyphs, _), (start, length) = tables[b"glyf"], tables[b"loca"]
    offsets = [2 * half for (half,) in iter_unpack(">H", file[start : start + length])]
    head = pack(">5h", 3, *_BOXES[face])
    for first, past in pairwise(offsets):
        if file.startswith(head, glyphs + first):
            drawn = _glyph(_BOXES[face], _ZEROS[face])
            if len(drawn) <= past - first:
                whole = drawn.ljust(past - first, b"\0")
                return file[: glyphs + first] + whole + file[glyphs + past :]
    raise ValueError(f"{face} has another zero than is known")


def _tables(file: bytes) -> dict[bytes, tuple[int, int]]:
    """Where each table begins and how long it is, by its tag (OpenType, the table directory)."""
    (count,) = unpack_from(">H", file, 4)
    entries = (unpack_from(">4s3I", file, at) for at in range(12, 12 + 16 * count, 16))
    return {tag: (start, length) for tag, _, start, length in entries}


def _glyph(box: tuple[int, int, int, int], contours: Sequence[Contour]) -> bytes:
    """A simple glyph without instructions, its points as steps of two bytes each (OpenType, `glyf`)."""
    points = [point for contour in contours for point in contour]
    ends, last = [], -1
    for contour in contours:
        last += len(contour)
        ends.append(last)
    steps = [
        [now[axis] - before[axis] for before, now in pairwise([(0, 0, True), *points])] for axis in (0, 1)
    ]
    return b"".join(
        (
            pack(f">5h{len(ends)}HH", len(ends), *box, *ends, 0),
            bytes(on for _, _, on in points),
            *(pack(f">{len(axis)}h", *axis) for axis in steps),
        )
    )
