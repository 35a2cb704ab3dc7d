"""A picture's file to its samples: a JPEG as it is, a PNG in greys, the same bytes on any machine."""

from __future__ import annotations

import zlib
from pathlib import Path

from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.image import Image
from worksheetgen.yaml_file import shown

MOST_BYTES = 3_000_000
"""Every student's file holds the picture: a larger one makes a class set too large to send to a printer."""
JPEG_COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB"}
ADVICE = "Save it as a JPEG or PNG, in greys if you can, at most 2000 pixels wide."


def read_picture(path: Path) -> Image:
    """The picture of a file. Raises InvalidInput where there is none, or none that can be printed."""
    try:
        with Pillow.open(path, formats=("JPEG", "PNG")) as picture:
            picture.load()
            image = _jpeg(path, picture) if picture.format == "JPEG" else _greys(picture)
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
    """A JPEG is printed as it was packed."""
    colours = JPEG_COLOURS.get(picture.mode)
    return Image(*picture.size, "DCTDecode", colours, path.read_bytes()) if colours else None


def _greys(picture: Pillow.Image) -> Image:
    """Anything else in greys on white, because papers are copied."""
    whole = picture.convert("RGBA")
    flat = Pillow.new("RGBA", whole.size, "white")
    flat.alpha_composite(whole)
    return Image(*flat.size, "FlateDecode", "DeviceGray", zlib.compress(flat.convert("L").tobytes(), 9))


def _invalid(path: Path, what: str, remedy: str) -> InvalidInput:
    return InvalidInput([Problem(Place(shown(path)), what, remedy)])
