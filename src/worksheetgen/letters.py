"""The characters of what people write to those that fonts have: letters with their accents, a keyboard’s signs."""

from __future__ import annotations

import re
from unicodedata import normalize

_SHAPELESS = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_ONE_FOR_SEVERAL = re.compile("[\ufb00-\ufb06\u2103\u2109]")  # ligatures; °C and °F in one character
_LIKE = str.maketrans(
    {
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
        "\N{PRIME}": "'",
        "\N{DOUBLE PRIME}": '"',
    }
)
"""What word processors and typesetters write, and few fonts have, for what looks the same."""
_AFTER_FIGURE = re.compile("(?<=[0-9])[\N{THIN SPACE}\N{HAIR SPACE}]")
CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x530)) if letter.isupper())}]"
"""A capital of the Latin, Greek or Cyrillic script, for patterns: with one Źródłowski and Эйзенштейн begin."""


def tidied(text: str) -> str:
    """The text as `as_fonts_have` has it, without what has no shape.

    Word processors and web pages leave soft hyphens, marks of writing direction and joiners of no width in a text.
    """
    return text if text.isascii() else as_fonts_have(_SHAPELESS.sub("", text))


def as_fonts_have(text: str) -> str:
    """The text with each letter and its accent as one character, and what few fonts have as what looks the same.

    Ligatures, which PDFs have, become letters; hyphens that do not break plain ones, as a line ends at spaces alone. A
    thin space behind a figure does not break either.
    """
    if text.isascii():
        return text
    apart = _ONE_FOR_SEVERAL.sub(lambda found: normalize("NFKC", found[0]), text)
    return normalize("NFC", _AFTER_FIGURE.sub("\N{NO-BREAK SPACE}", apart).translate(_LIKE))
