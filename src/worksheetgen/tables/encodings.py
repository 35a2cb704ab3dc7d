"""The bytes of a text file to its text: UTF-8 and UTF-16 strictly, anything else as a person says.

Programs that guess an encoding from a list of fifteen names are often wrong, and a wrong letter in a name is seen by
everybody in the class. So nothing is guessed: the names are shown as several encodings read them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.tables.sort import TableSort

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("cp1252", "cp1250", "mac_roman", "cp850", "cp1254", "iso8859_15")
"""What is written beside UTF-8: by Windows in western and central Europe, by Macs, by DOS, in Turkey."""
LARGEST_TEXT = 10_000_000
"""The most bytes of a text file: ten thousand rows have a thousand each."""
SHOWN_READINGS = 3
SHOWN_NAMES = 3
_ODD = re.compile(r"[^\w\s.,;:'’‘“”()/&@+\"!?-]|[\x80-\x9f]")
"""What hardly ever stands in a name: a reading that has it is shown after the others."""


def decoded(file: str, content: bytes, sort: TableSort, encoding: str) -> str:
    """The text of a file's content; `encoding` is the one that a person named, "" for none.

    Raises InvalidInput where the encoding is not known or does not fit, where there is more than anybody writes, where
    bytes are not the UTF-16 that they say, and where the text is no UTF-8: then with the first names that differ, in up
    to three readings.
    """
    if len(content) > LARGEST_TEXT:
        what = f"The file has more than {LARGEST_TEXT // 1_000_000} MB of text: it is no {sort.noun}."
        raise InvalidInput([Problem(Place(file), what, "Check the file’s name and folder.")])
    if encoding and not _known(encoding):
        what = f"There is no text encoding “{encoding}”."
        raise InvalidInput([Problem(Place("--encoding"), what, f"Try one of {', '.join(CANDIDATES)}.")])
    chosen = encoding or _marked(content) or "utf-8"
    try:
        text = content.decode(chosen)
    except UnicodeError as error:
        line = 1 + content[: getattr(error, "start", 0)].count(b"\n")
        if encoding:
            what = f"From here on the {sort.short} is not in the encoding {encoding}."
            raise InvalidInput([Problem(Place(file, line, 1), what, "Try another --encoding.")]) from error
        if chosen != "utf-8":
            raise _unreadable(file, line, sort) from error
        raise _ask(file, content, sort) from error
    text = text.removeprefix("\ufeff")
    if "\0" in text:  # no text has it
        raise _unreadable(file, 1 + text[: text.index("\0")].count("\n"), sort)
    return text


def _known(encoding: str) -> bool:
    """Whether Python can read text in that encoding: `rot13` and `base64` are codecs too, but of no text."""
    try:
        b"a".decode(encoding)
    except UnicodeError:  # half a letter
        return codecs.lookup(encoding).name != "undefined"
    except (LookupError, ValueError):
        return False
    return True


def _marked(content: bytes) -> str:
    """The encoding that the first bytes tell; "" where they tell none.

    UTF-16 without its mark shows by a zero beside every plain letter.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:200]
    if len(content) % 2 == 0 and b"\0" in head:
        if head[1::2].count(0) * 4 > len(head):
            return "utf-16-le"
        if head[::2].count(0) * 4 > len(head):
            return "utf-16-be"
    return ""


def _unreadable(file: str, line: int, sort: TableSort) -> InvalidInput:
    what = "The text is in an encoding that cannot be read."
    return InvalidInput([Problem(Place(file, line, 1), what, sort.save_again)])


def _ask(file: str, content: bytes, sort: TableSort) -> InvalidInput:
    """The question which reading is right, at the first of the names that the readings differ in."""
    line, words = _words(content)
    readings: dict[tuple[str, ...], str] = {}
    for encoding in CANDIDATES:
        try:
            readings.setdefault(tuple(word.decode(encoding) for word in words), encoding)
        except UnicodeError:
            continue
    ordered = sorted(readings, key=lambda names: sum(len(_ODD.findall(name)) for name in names))
    shown = "; ".join(
        f"{', '.join(f'“{_visible(name)}”' for name in names)} as {readings[names]}"
        for names in ordered[:SHOWN_READINGS]
    )
    if not shown:
        return _unreadable(file, line, sort)
    what = f"The {sort.short} is not in UTF-8, and its letters could be read in several ways: {shown}."
    remedy = f"{sort.save_again} Or give the one that is right as --encoding."
    return InvalidInput([Problem(Place(file, line, 1), what, remedy)])


def _words(content: bytes) -> tuple[int, list[bytes]]:
    """The line of the first byte that is no ASCII, and the first cells that have one, each once."""
    words: dict[bytes, int] = {}
    for match in re.finditer(rb"[^,;\t\r\n\"|]++", content):
        if match.group().isascii():
            continue
        words.setdefault(match.group().strip()[:40], match.start())
        if len(words) == SHOWN_NAMES:
            break
    first = min(words.values(), default=0)
    return 1 + len(re.findall(rb"\r\n|\r|\n", content[:first])), list(words)


def _visible(text: str) -> str:
    """The text with what cannot be seen spelt out."""
    return "".join(_spelt(text))


def _spelt(text: str) -> Iterator[str]:
    for character in text:
        yield character if character.isprintable() else ascii(character)[1:-1]
