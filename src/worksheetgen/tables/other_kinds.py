"""The first bytes of a file that is no table, such as a PDF or a photograph, to what it is and what to do with it.

What its name ends in does not count: a download is often called .csv whatever it is.
"""

from __future__ import annotations

from codecs import BOM_UTF8

from worksheetgen.tables.sort import SAVE_AGAIN, TableSort

ZIP_MARK = b"PK\x03\x04"
"""How every workbook (.xlsx) begins: it is a zip archive, and so are other documents."""
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"
"""How office documents of before 2007 begin, and those with a password."""
_AS_A_TABLE = "and save it as “CSV UTF-8” or as an Excel workbook (.xlsx)."
_COPY = "Copy the SHORT into a spreadsheet " + _AS_A_TABLE
_EXPORT = "OTHERWISE " + _AS_A_TABLE
_FIRST_BYTES = (
    (b"%PDF-", "a PDF", _EXPORT),
    (b"\x89PNG", "a picture (PNG)", _EXPORT),
    (b"\xff\xd8\xff", "a picture (JPEG)", _EXPORT),
    (b"GIF8", "a picture (GIF)", _EXPORT),
    (b"II*\0", "a picture (TIFF)", _EXPORT),
    (b"MM\0*", "a picture (TIFF)", _EXPORT),
    (b"RIFF", "a picture or a recording", _EXPORT),
    (b"{\\rtf", "a document (RTF)", _COPY),
    (b"<!doctype html", "a web page", SAVE_AGAIN),
    (b"<html", "a web page", SAVE_AGAIN),
    (b"<?xml", "an XML file", SAVE_AGAIN),
    (b"\x1f\x8b", "a packed file (gzip)", "Unpack it and give the SHORT that is in it."),
)
"""How files begin, in small letters where they are text; what they are; what to do, with words of a `TableSort`."""
_OLD_OFFICE = (
    ("EncryptedPackage", "a workbook with a password", "Open it, take the password off and save it again."),
    ("WordDocument", "an old Word document (.doc)", _COPY),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", _COPY),
)
"""What parts of an old Office file are called; one without any of them is taken for a workbook."""
_ZIPPED = (
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", SAVE_AGAIN),
    (b"opendocument.", "an OpenDocument file (.odt)", _COPY),
    (b"word/document.xml", "a Word document (.docx)", _COPY),
    (b"ppt/presentation.xml", "a PowerPoint file (.pptx)", _COPY),
    (b"xl/workbook.bin", "a binary workbook (.xlsb)", SAVE_AGAIN),
    (b".iwa", "a Numbers or Pages document", "Open it, and export it as CSV (UTF-8) or to Excel (.xlsx)."),
)
"""What stands unpacked in a zip archive: the names of its parts, and the kind of an OpenDocument file."""


def other_kind(content: bytes, sort: TableSort) -> tuple[str, str] | None:
    """What a file of this content is, and what to do, where it can be no table; None for text and workbooks."""
    start = content[:64].removeprefix(BOM_UTF8).lstrip()
    for mark, kind, remedy in _FIRST_BYTES:
        if start.startswith(mark) or start.lower().startswith(mark):
            return _told(kind, remedy, sort)
    if content[4:8] == b"ftyp":
        return _told("a picture (HEIC) or a film", _EXPORT, sort)
    if content.startswith(OLD_OFFICE_MARK):
        for part, kind, remedy in _OLD_OFFICE:
            if part.encode("utf-16-le") in content:
                return _told(kind, remedy, sort)
        return _told("an old Excel workbook (.xls)", SAVE_AGAIN, sort)
    if content.startswith(ZIP_MARK) and b"xl/workbook.xml" not in content:
        for mark, kind, remedy in _ZIPPED:
            if mark in content:
                return _told(kind, remedy, sort)
    return None


def _told(kind: str, remedy: str, sort: TableSort) -> tuple[str, str]:
    remedy = remedy.replace("SHORT", sort.short).replace("OTHERWISE", sort.otherwise)
    return f"This is {kind}, and no {sort.noun}.", remedy
