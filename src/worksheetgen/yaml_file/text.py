"""A file to its text, and the place in the file of what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem, shown, too_large
from worksheetgen.system.files import read_file, remedy_for

INVISIBLE = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Any character that the brackets do not list.

These are control characters, byte order marks inside the text, and three separators (U+0085, U+2028, U+2029)
that YAML counts as line ends and editors do not: behind one of them every line number would be wrong.
"""
LARGEST = 5_000_000
"""The most bytes of a file of text; 10,000 short questions have fewer."""


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without a byte order mark, line ends of Windows and of old Macs as line feeds.

    Raises InvalidInput where the file cannot be read, has more than LARGEST bytes, is not UTF-8, or has a character
    that nobody can see: at the first byte or character that is wrong.
    """
    name = shown(path)
    try:
        content = read_file(path, LARGEST)
    except OSError as error:
        what = f"The file cannot be read: {error.strerror}."
        raise InvalidInput(
            [Problem(Place(name), what, remedy_for(error, "Check its name and its permissions."))]
        ) from error
    if len(content) > LARGEST:
        raise InvalidInput([too_large(Place(name), "The file", LARGEST)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "From here on the file is not UTF-8 text."
        remedy = "Save it again from your editor with the encoding UTF-8."
        # The position counts in `error.object`, the bytes without a byte order mark.
        place = place_after(name, error.object[: error.start].decode())
        raise InvalidInput([Problem(place, what, remedy)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_invisible(name, text)
    return text


def refuse_invisible(name: str, text: str) -> None:
    """Raise InvalidInput with the place of the first character that nobody can see."""
    if found := INVISIBLE.search(text):
        what = f"An invisible character (U+{ord(found[0]):04X}) stands here."
        remedy = "Delete it, or save the file again with the encoding UTF-8."
        raise InvalidInput([Problem(place_after(name, text[: found.start()]), what, remedy)])


def place_after(name: str, before: str) -> Place:
    """The place of what follows `before`, which is the file's text up to there."""
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
