"""A picture's file to an Image: a JPEG as it is, a PNG in greys, either turned as its camera was held.

Nothing but the picture is taken: where a photo was made, and by which telephone, is no pupil's business. A school's
crest is made small besides, as every paper has it.
"""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, ImageOps
from PIL import Image as Pillow

from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.model.image import Image
from worksheetgen.system.files import read_file

MOST_BYTES = 3_000_000
"""Every student's file holds the picture: a larger one makes a class set too large to send to a printer."""
# A JPEG's colours as Pillow and as a PDF call them; others (CMYK, the colours of a press) are refused.
JPEG_COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB"}
MOST_SAMPLES = 40_000_000
"""A picture of more would take a gigabyte of memory while it is read; a telephone’s has a third of this."""
MOST_TO_READ = 50_000_000
"""A file of more bytes is not even read."""
MOST_TIMES_AS_LONG = 100
"""Of a picture that is longer by more than this times than it is broad, nothing but a line is seen on paper."""
JPEGS = ("JPEG", "MPO")
"""What Pillow calls a JPEG; in an MPO, as many telephones make it, other pictures stand behind the first."""
TURNED = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
"""How a picture is turned upright, by what EXIF writes of how its camera was held."""
_BROKEN = (
    *(OSError, EOFError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError),
    *(RuntimeError, MemoryError, AssertionError, struct.error, zlib.error),
)
"""What Pillow raises for files that are cut short, spoilt or crafted."""
QUALITY = 90
"""How well a JPEG is packed again after it was turned: more would not be seen in print."""
CREST_DOTS = (700, 300)
"""The most samples of a crest, across and down: more than a printer shows of one that is 22 mm high."""
CREST_GREYS = 16
"""In so many greys a crest looks the same on paper as in 256, and takes half the room."""
_NEITHER = (
    (4, b"ftyp", "a HEIC picture, as telephones take them, or a film"),
    (8, b"WEBP", "a WebP picture, as web pages have them"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"BM", "a bitmap (BMP)"),
    (0, b"%PDF-", "a PDF"),
)
"""What files are that teachers take for pictures that can be printed: where in them which bytes stand."""
_UNREADABLE = "This is no picture that can be read."
ADVICE = "Save it as a JPEG or PNG, in greys if you can, at most 2000 pixels wide."


def read_picture(path: Path) -> Image:
    """The picture of a file, upright, as a PDF keeps it.

    Raises InvalidInput where there is no such file, or it is no picture that can be read, has the colours of
    a printing press, or takes more than MOST_BYTES.
    """
    return _read(path, _as_packed)


def read_crest(path: Path) -> Image:
    """The crest or logo of a file: small, in a few greys from black to white, so that a photocopy keeps it.

    Raises InvalidInput as `read_picture` does.
    """
    return _read(path, lambda _, picture: _crest(picture))


def _read(path: Path, made: Callable[[bytes, Pillow.Image], Image | None]) -> Image:
    """What is made of a picture's bytes and of the picture; None of one that has the colours of a printing press."""
    packed = b""
    try:
        packed = read_file(path, MOST_TO_READ)
        if len(packed) > MOST_TO_READ:
            raise _invalid(path, f"The picture’s file takes more than {MOST_TO_READ / 1e6:.0f} MB.", ADVICE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures, which are refused below, and of odd EXIF
            with Pillow.open(BytesIO(packed), formats=("JPEG", "PNG")) as picture:
                if picture.width * picture.height > MOST_SAMPLES:
                    raise Pillow.DecompressionBombError
                if max(picture.size) > MOST_TIMES_AS_LONG * min(picture.size):
                    what = f"The picture is {picture.width} samples wide and {picture.height} high."
                    raise _invalid(path, f"{what} Printed, it would be a line.", "Name another picture.")
                picture.load()
                image = made(packed, picture)
    except FileNotFoundError as error:
        raise _invalid(
            path, "There is no such picture.", "Put it beside the file that names it, or mend the name."
        ) from error
    except Pillow.DecompressionBombError as error:
        what = f"The picture has more than {MOST_SAMPLES // 1_000_000} million samples."
        raise _invalid(path, what, ADVICE) from error
    except _BROKEN as error:
        kinds = (kind for at, mark, kind in _NEITHER if packed[at : at + len(mark)] == mark)
        what = next((f"This is {kind}, and no JPEG or PNG." for kind in kinds), _UNREADABLE)
        raise _invalid(path, what, ADVICE) from error
    if image is None:
        raise _invalid(path, "This picture has colours for a printing press.", ADVICE)
    if len(image.data) > MOST_BYTES:
        raise _invalid(path, f"The picture takes {len(image.data) / 1e6:.1f} MB in every paper.", ADVICE)
    return image


def picture_file(image: Image) -> bytes:
    """The file of a picture, for what is no PDF: the JPEG that it was read from, or its greys as a PNG."""
    if image.filter == "DCTDecode":
        return image.data
    file = BytesIO()
    Pillow.frombytes("L", (image.width, image.height), zlib.decompress(image.data)).save(file, "PNG")
    return file.getvalue()


def picture_or_error(path: Path) -> Image | InvalidInput:
    """The picture of a file, or what `read_picture` raises where it cannot be printed."""
    try:
        return read_picture(path)
    except InvalidInput as error:
        return error


def _as_packed(packed: bytes, picture: Pillow.Image) -> Image | None:
    if picture.format in JPEGS:
        return _jpeg(packed, picture)
    return _packed_greys(_greys(_upright(picture)))


def _crest(picture: Pillow.Image) -> Image | None:
    if picture.mode == "CMYK":
        return None
    small = ImageOps.autocontrast(_greys(_upright(picture)))
    small.thumbnail(CREST_DOTS, Pillow.Resampling.LANCZOS)
    step = 255 / (CREST_GREYS - 1)
    return _packed_greys(small.point([round(round(grey / step) * step) for grey in range(256)]))


def _jpeg(packed: bytes, picture: Pillow.Image) -> Image | None:
    """The first picture of a JPEG as its file has it, which a PDF can hold as it is; None for colours of a press.

    A camera that is held sideways only notes this in the file. Nothing on paper turns such a picture, so it
    is turned and packed again here. So is one that Pillow reads and not every reader of a PDF.
    """
    colours = JPEG_COLOURS.get(picture.mode)
    if colours is None:
        return None
    turned = _upright(picture)
    if turned is not picture or not _for_every_reader(_segments(packed)):
        packed_anew = BytesIO()
        turned.save(packed_anew, "JPEG", quality=QUALITY, exif=b"")
        packed = packed_anew.getvalue()
    return Image(*turned.size, "DCTDecode", colours, b"".join(data for _, data in _segments(packed)))


def _upright(picture: Pillow.Image) -> Pillow.Image:
    """The picture, turned if its camera was held otherwise; as it is where what EXIF says cannot be understood."""
    try:
        method = TURNED.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except _BROKEN:
        return picture
    return picture if method is None else picture.transpose(method)


_SCAN_END = re.compile(rb"\xff+(?=[^\x00\xff\xd0-\xd7])")
_START, _SCAN, _END, _HUFFMAN, _APP0, _APP14 = 0xD8, 0xDA, 0xD9, 0xC4, 0xE0, 0xEE
_FRAMES = (0xC0, 0xC1, 0xC2)
"""A frame that is baseline, extended or progressive: a PDF can hold no lossless one, nor arithmetic coding."""
_KEPT = (*_FRAMES, _HUFFMAN, 0xDB, 0xDD, _SCAN)
"""Marks of what a picture is decoded by: frame, codes, quantizers, restarts, scans. Others are somebody’s additions."""
_HEADS = {_APP0: (b"JFIF\0", 12), _APP14: (b"Adobe", 12)}
"""What says how the colours are written: how it begins, and how many bytes of it are that."""
_IDS_OF_RGB = b"RGB"


def _for_every_reader(segments: Iterable[tuple[int, bytes]]) -> bool:
    """Whether readers of PDFs agree on these segments of a JPEG: on how it is packed, and on its colours.

    Where no head says that the colours are red, green and blue, and their numbers are these letters, some readers
    take them for what they are and others, as ISO 32000 has it, for luminance and chrominance.
    """
    found = dict(segments)
    frame = next((found[mark] for mark in _FRAMES if mark in found), b"")
    told = _HEADS.keys() & found.keys()
    return _HUFFMAN in found and bool(frame) and (bool(told) or frame[10::3][:3] != _IDS_OF_RGB)


def _segments(packed: bytes) -> Iterator[tuple[int, bytes]]:
    """The first picture of a JPEG, each segment with its mark, without EXIF (the place on the map) and the like.

    Raises ValueError or IndexError where it is not built as a JPEG is (ISO 10918-1, B.1).
    """
    yield _START, packed[:2]
    at = 2
    while True:
        at += re.compile(rb"\xff*").match(packed, at).end() - at  # type: ignore[union-attr]  # it matches nothing too
        mark = packed[at]
        if mark == _END:
            yield _END, b"\xff\xd9"
            return
        size = 1 + int.from_bytes(packed[at + 1 : at + 3], "big")
        if size < 3:
            raise ValueError(mark)
        if mark in _HEADS:
            yield from _head(mark, packed[at + 3 : at + size])
        elif mark in _KEPT:
            yield mark, b"\xff" + packed[at : at + size]
        at += size
        if mark == _SCAN:
            end = _SCAN_END.search(packed, at)
            yield _SCAN, packed[at : end.start() if end else len(packed)]
            at = end.start() if end else len(packed)
            if not end:
                yield _END, b"\xff\xd9"
                return


def _head(mark: int, said: bytes) -> Iterator[tuple[int, bytes]]:
    """What a head says of colours: not JFIF's small picture, which shows what was there before it was cropped.

    Nothing of another segment under the same mark, of which JFIF's extension is such a picture and nothing else.
    """
    begins, size = _HEADS[mark]
    if said.startswith(begins) and len(said) >= size:
        thumbnail = b"\0\0" if mark == _APP0 else b""
        yield mark, bytes((0xFF, mark, 0, 2 + size + len(thumbnail))) + said[:size] + thumbnail


def _packed_greys(picture: Pillow.Image) -> Image:
    return Image(*picture.size, "FlateDecode", "DeviceGray", zlib.compress(picture.tobytes(), 9))


def _greys(picture: Pillow.Image) -> Pillow.Image:
    """The picture in greys, because papers are copied, with white where it is transparent, as paper is."""
    if picture.mode.startswith(
        "I"
    ):  # greys of sixteen bits, which Pillow cuts off at 255 where it converts them
        return picture.convert("I").point(lambda sample: sample * (1 / 256)).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("L")
    whole = picture.convert("RGBA")
    flat = Pillow.new("RGBA", whole.size, "white")
    flat.alpha_composite(whole)
    return flat.convert("L")


def _invalid(path: Path, what: str, remedy: str) -> InvalidInput:
    return InvalidInput([Problem(Place(shown(path)), what, remedy)])
