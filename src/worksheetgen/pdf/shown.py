"""Laid-out documents to what a file needs beside their pages: faces, cut to the characters that are shown; pictures.

Sets of characters are numbers with a bit for each, as papers have hundreds of lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_letters, digits

from worksheetgen.faces import ONE_BYTE
from worksheetgen.memory import derived, remembered
from worksheetgen.model.image import Image
from worksheetgen.model.laid_out import LaidOutDocument, LayoutBox, Recording
from worksheetgen.pdf.fonts import Faces

_BITS = dict(zip(ONE_BYTE, range(len(ONE_BYTE)), strict=True))
"""The bits of the characters that papers mostly have; any other's is that of its number, behind them."""

Shown = tuple[tuple[tuple[str, int], ...], frozenset[Image]]
"""What is shown: pairs of a face and the bits of its characters, each face once; and pictures."""


def faces_and_images(documents: Iterable[Shown]) -> tuple[Faces, tuple[Image, ...]]:
    """The faces and the pictures, in order of name, of a file with documents that show these.

    A face is cut to just what the file shows; one that shows most letters has all of them. So papers of a class mostly
    have the same faces, for half a kilobyte more each.
    """
    faces, images = _joined(documents)
    return (
        tuple(sorted([(face, _characters(bits)) for face, bits in faces])),
        tuple(sorted(images, key=lambda image: image.name)),
    )


def shown_by(laid_out: LaidOutDocument) -> Shown:
    """What a document shows."""
    around = {
        box for page in laid_out.pages for box in (*page.under, *(placed.box for placed in page.around))
    }
    return _joined([_shown_by(block.recording) for block in laid_out.structure] + [_shown_in(around)])


@derived
def _shown_by(recording: Recording) -> Shown:
    """What its boxes show, and what is drawn above them where they begin a page."""
    return _shown_in([box for one in recording.boxes for box in (one, *one.above)])


def _shown_in(boxes: Iterable[LayoutBox]) -> Shown:
    shown: dict[str, list[str]] = {}
    for face, characters in frozenset[tuple[str, str]]().union(*[box.glyphs for box in boxes]):
        shown.setdefault(face, []).append(characters)
    bits = [(face, _bits("".join(found))) for face, found in shown.items()]
    return tuple(bits), frozenset([image for box in boxes for image in box.images])


def _joined(shown: Iterable[Shown]) -> Shown:
    faces: dict[str, int] = {}
    images: frozenset[Image] = frozenset()
    for of_faces, of_images in shown:
        for face, bits in of_faces:
            faces[face] = faces.get(face, 0) | bits
        if of_images:
            images |= of_images
    return tuple(faces.items()), images


def _bits(characters: str) -> int:
    return sum([1 << _BITS.get(character, len(_BITS) + ord(character)) for character in set(characters)])


_USUAL = _bits(ascii_letters + digits)
"""What a face shows on nearly every paper, but for a letter or two that other students' names have."""


@remembered(most=1 << 6)
def _characters(bits: int) -> str:
    """The characters in order, all usual ones among them where most are."""
    if 2 * (bits & _USUAL).bit_count() > _USUAL.bit_count():
        bits |= _USUAL
    common, others = bits & ((1 << len(_BITS)) - 1), bits >> len(_BITS)
    found = [character for character, bit in _BITS.items() if common >> bit & 1]
    while others:
        found.append(chr(others.bit_length() - 1))
        others ^= 1 << others.bit_length() - 1
    return "".join(sorted(found))
