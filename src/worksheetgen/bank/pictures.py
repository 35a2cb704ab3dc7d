"""A picture's file to an Image: a JPEG as it is, a PNG in greys, either turned as its camera was held."""

from __future__ import annotations

import zlib
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
ADVICE = "Save it as a JPEG or PNG, in greys if you can, at most 2000 pixels wide."


def read_picture(path: Path) -> Image:
    """The picture of a file, upright, as a PDF keeps it.

    Raises InvalidInput where there is no such file, or it is no picture that can be read, has the colours of
    a printing press, or takes more than MOST_BYTES.
    """
    try:
        packed = path.read_bytes()
        with Pillow.open(BytesIO(packed), formats=("JPEG", "PNG")) as picture:
            picture.load()
            image = (
                _jpeg(packed, picture)
                if picture.format == "JPEG"
                else _greys(ImageOps.exif_transpose(picture))
            )
    except FileNotFoundError as error:
        raise _invalid(
            path, "There is no such picture.", "Put it beside the sources, or mend the name."
        ) from error
    except (UnidentifiedImageError, OSError) as error:
        raise _invalid(path, "This is no picture that can be read.", ADVICE) from error
    if image is None:
        raise _invalid(path, "This picture has colours for a printing press.", ADVICE)
    if len(image.data) > MOST_BYTES:
        raise _invalid(path, f"The picture takes {len(image.data) / 1e6:.1f} MB in every paper.", ADVICE)
    return image


def picture_or_error(path: Path) -> Image | InvalidInput:
    """The picture of a file, or what `read_picture` raises where it cannot be printed."""
    try:
        return read_picture(path)
    except InvalidInput as error:
        return error


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


def _greys(picture: Pillow.Image) -> Image:
    """The picture in greys, because papers are copied, with white where it is transparent, as paper is."""
    whole = picture.convert("RGBA")
    flat = Pillow.new("RGBA", whole.size, "white")
    flat.alpha_composite(whole)
    return Image(*flat.size, "FlateDecode", "DeviceGray", zlib.compress(flat.convert("L").tobytes(), 9))


def _invalid(path: Path, what: str, remedy: str) -> InvalidInput:
    return InvalidInput([Problem(Place(shown(path)), what, remedy)])
