"""A picture's file to an Image: a JPEG as it is, a PNG in greys, either turned as its camera was held.

A school's crest is made small besides, as every paper has it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, ImageOps, UnidentifiedImageError
from PIL import Image as Pillow

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.image import Image
from worksheetgen.yaml_file import shown

MOST_BYTES = 3_000_000
"""Every student's file holds the picture: a larger one makes a class set too large to send to a printer."""
# A JPEG's colours as Pillow and as a PDF call them; others (CMYK, the colours of a press) are refused.
JPEG_COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB"}
UPRIGHT = 1
"""What EXIF writes where a picture need not be turned."""
QUALITY = 90
"""How well a JPEG is packed again after it was turned: more would not be seen in print."""
CREST_DOTS = (700, 300)
"""The most samples of a crest, across and down: more than a printer shows of one that is 22 mm high."""
CREST_GREYS = 16
"""In so many greys a crest looks the same on paper as in 256, and takes half the room."""
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
    try:
        packed = path.read_bytes()
        with Pillow.open(BytesIO(packed), formats=("JPEG", "PNG")) as picture:
            picture.load()
            image = made(packed, picture)
    except FileNotFoundError as error:
        raise _invalid(
            path, "There is no such picture.", "Put it beside the file that names it, or mend the name."
        ) from error
    except (UnidentifiedImageError, OSError) as error:
        raise _invalid(path, "This is no picture that can be read.", ADVICE) from error
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
    if picture.format == "JPEG":
        return _jpeg(packed, picture)
    return _packed_greys(_greys(ImageOps.exif_transpose(picture)))


def _crest(picture: Pillow.Image) -> Image | None:
    if picture.mode == "CMYK":
        return None
    small = ImageOps.autocontrast(_greys(ImageOps.exif_transpose(picture)))
    small.thumbnail(CREST_DOTS, Pillow.Resampling.LANCZOS)
    step = 255 / (CREST_GREYS - 1)
    return _packed_greys(small.point([round(round(grey / step) * step) for grey in range(256)]))


def _jpeg(packed: bytes, picture: Pillow.Image) -> Image | None:
    """The JPEG as its file has it, which a PDF can hold as it is; None for the colours of a printing press.

    A camera that is held sideways only notes this in the file. Nothing on paper turns such a picture, so it
    is turned and packed again here.
    """
    colours = JPEG_COLOURS.get(picture.mode)
    if colours is None:
        return None
    if picture.getexif().get(ExifTags.Base.Orientation, UPRIGHT) == UPRIGHT:
        return Image(*picture.size, "DCTDecode", colours, packed)
    turned, packed_anew = ImageOps.exif_transpose(picture), BytesIO()
    turned.save(packed_anew, "JPEG", quality=QUALITY)
    return Image(*turned.size, "DCTDecode", colours, packed_anew.getvalue())


def _packed_greys(picture: Pillow.Image) -> Image:
    return Image(*picture.size, "FlateDecode", "DeviceGray", zlib.compress(picture.tobytes(), 9))


def _greys(picture: Pillow.Image) -> Pillow.Image:
    """The picture in greys, because papers are copied, with white where it is transparent, as paper is."""
    whole = picture.convert("RGBA")
    flat = Pillow.new("RGBA", whole.size, "white")
    flat.alpha_composite(whole)
    return flat.convert("L")


def _invalid(path: Path, what: str, remedy: str) -> InvalidInput:
    return InvalidInput([Problem(Place(shown(path)), what, remedy)])
