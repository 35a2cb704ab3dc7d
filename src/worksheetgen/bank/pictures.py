"""A picture's file to its samples: a JPEG as it is, a PNG in greys, either turned as its camera was held."""

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
JPEG_COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB"}
UPRIGHT = 1
"""What EXIF writes where a picture need not be turned."""
QUALITY = 90
"""How well a JPEG is packed again after it was turned: more would not be seen in print."""
ADVICE = "Save it as a JPEG or PNG, in greys if you can, at most 2000 pixels wide."


def read_picture(path: Path) -> Image:
    """The picture of a file. Raises InvalidInput where there is none, or none that can be printed."""
    try:
        with Pillow.open(path, formats=("JPEG", "PNG")) as picture:
            picture.load()
            image = (
                _jpeg(path, picture) if picture.format == "JPEG" else _greys(ImageOps.exif_transpose(picture))
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


def _jpeg(path: Path, picture: Pillow.Image) -> Image | None:
    """A JPEG is printed as it was packed; one that a camera held sideways is turned, as nothing on paper turns it."""
    colours = JPEG_COLOURS.get(picture.mode)
    if colours is None:
        return None
    if picture.getexif().get(ExifTags.Base.Orientation, UPRIGHT) == UPRIGHT:
        return Image(*picture.size, "DCTDecode", colours, path.read_bytes())
    turned, packed = ImageOps.exif_transpose(picture), BytesIO()
    turned.save(packed, "JPEG", quality=QUALITY)
    return Image(*turned.size, "DCTDecode", colours, packed.getvalue())


def _greys(picture: Pillow.Image) -> Image:
    """Anything else in greys on white, because papers are copied."""
    whole = picture.convert("RGBA")
    flat = Pillow.new("RGBA", whole.size, "white")
    flat.alpha_composite(whole)
    return Image(*flat.size, "FlateDecode", "DeviceGray", zlib.compress(flat.convert("L").tobytes(), 9))


def _invalid(path: Path, what: str, remedy: str) -> InvalidInput:
    return InvalidInput([Problem(Place(shown(path)), what, remedy)])
