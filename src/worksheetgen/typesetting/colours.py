"""The colour of a page as theme.yaml has it: six hexadecimal digits in quotes, and light enough for black on it."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from worksheetgen.model.theme import RGB
from worksheetgen.yaml_file import mistake

_WRITTEN = "#[0-9a-fA-F]{6}"
_HOW = 'Write it as "#FFF5DC": red, green and blue in two hexadecimal digits each.'


def _light(colour: str) -> str:
    """A colour on which black stands with a contrast of 7 to 1 (WCAG 2, 1.4.6)."""
    if not re.fullmatch(_WRITTEN, colour):
        raise mistake(f"‘{colour}’ is no colour.", _HOW)
    shares = [((share + 0.055) / 1.055) ** 2.4 for share in rgb(colour)]
    luminance = sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True))
    if (luminance + 0.05) / 0.05 < 7:
        raise mistake(f"Black on ‘{colour}’ is hard to read.", 'Choose a lighter colour, such as "#FFF5DC".')
    return colour


def _quoted(colour: Any) -> Any:
    """The colour; a mistake where there is none, as YAML takes one without quotes for a comment."""
    if colour is None:
        what = "‘ground’ is empty."
        raise mistake(what, 'A colour begins with #: put it in quotes, such as "#FFF5DC".')
    return colour


QUOTED = BeforeValidator(_quoted)
"""For a colour, which without quotes is a comment to YAML and no value."""


def rgb(colour: str) -> RGB:
    """`#FFF5DC` as shares of red, green and blue, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


Colour = Annotated[
    str,
    AfterValidator(_light),
    WithJsonSchema({"type": "string", "pattern": f"^{_WRITTEN}$", "patternErrorMessage": _HOW}),
]
