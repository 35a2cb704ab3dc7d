"""Numbers and texts as PDF source, as the typesetter draws with them and the PDF writer puts them into objects."""

from __future__ import annotations

from worksheetgen.memory import remembered


@remembered(most=8192)
def number(value: float) -> str:
    """A number rounded to a thousandth, as short as it can be written: `12`, `0.5`, `-3.125`."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


def text_string(text: str) -> str:
    """A text string for titles, bookmarks and alternative texts: UTF-16 with its byte-order mark, in hexadecimal.

    ISO 32000-1, 7.9.2.2.
    """
    return f"<feff{text.encode('utf-16-be').hex()}>"
