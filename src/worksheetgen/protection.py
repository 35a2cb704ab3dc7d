"""Files that open with a password alone: the one door to pikepdf and msoffcrypto, imported only where one was given.

PDFs are encrypted by AES-256 as PDF 2.0 has it (revision 6), office documents by AES-256 as Office has it since 2010,
under a key of 128 random bits, which is how msoffcrypto makes them. Weaker than either is the password: whoever has a
file can try as many as a computer can, so short ones are refused.
"""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from unicodedata import category, normalize
from xml.parsers.expat import ExpatError

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.value import Value

FEWEST_CHARACTERS = 12
"""Shorter passwords of letters are guessed within days by a few graphics cards."""
_MOST_BYTES = 127
"""PDF looks at no more of a password."""
_LARGEST_FILE = 4096
"""The most bytes of a file with a password that are looked at: its first line counts."""
_MOST_ROUNDS = 500_000
"""So many times a password may be hashed to open a workbook; Excel and LibreOffice do it 100 000 times."""
_PDF, _ENCRYPTED = b"%PDF-", b"/Encrypt"
_OLE = b"\xd0\xcf\x11\xe0"
"""How an encrypted office document begins."""
_WORDS = "Four or five words that have nothing to do with each other are easy to remember and hard to guess."


class Password(Value):
    """A password, "" for none; `source` is what was typed for --password-file: the file that it was read from, or -."""

    text: str
    source: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"Password(source={self.source!r})"


NO_PASSWORD = Password("", "")


class NotOpened(Exception):
    """A protected office document is damaged, or protected in a way that no office program writes today."""


def password_in(file: Path) -> Password:
    """The password in the first line of a text file, without white at its ends.

    Raises InvalidInput where there is none, or none that protects.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST_FILE)
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except OSError as error:
        what = f"The file with the password cannot be opened ({error.strerror})."
        remedy = "Name a text file whose first line is the password, or give - to be asked for it."
        raise InvalidInput([Problem(Place(str(file)), what, remedy)]) from error
    except UnicodeDecodeError as error:
        what = "The file with the password is not UTF-8 text."
        raise InvalidInput([Problem(Place(str(file)), what, "Save it as plain text (UTF-8).")]) from error
    return checked_password(text.partition("\n")[0], str(file), Place(str(file), 1, 1))


def checked_password(typed: str, source: str, place: Place) -> Password:
    """What was typed as a password. Raises InvalidInput, at `place`, where it is none that protects."""
    text = normalize("NFC", typed.strip())
    if not text:
        problem = Problem(place, "There is no password.", "Write it into the first line.")
    elif any(category(one) in ("Cc", "Cf", "Cn") for one in text):
        problem = Problem(place, "The password has a character that cannot be typed.", "Take another one.")
    elif twofold := "".join(one for one in text if normalize("NFKC", one) != one):
        # Readers of PDFs put others in place of it before they try the password (SASLprep), Word and Excel do not.
        problem = Problem(
            place, f"Not every program takes “{twofold}” in a password for the same.", "Leave it out."
        )
    elif len(text) < FEWEST_CHARACTERS:
        what = f"The password has {len(text)} characters: a computer guesses such a short one."
        problem = Problem(place, what, f"Take {FEWEST_CHARACTERS} or more. {_WORDS}")
    elif len(text.encode()) > _MOST_BYTES:
        what = f"The password is longer than the {_MOST_BYTES} bytes at which a PDF looks."
        problem = Problem(place, what, "Take a shorter one.")
    else:
        return Password(text, source)
    raise InvalidInput([problem])


def protected(content: bytes, password: Password) -> bytes:
    """A PDF or an office document so that it opens with the password alone; never the same bytes twice."""
    return (_protected_pdf if content.startswith(_PDF) else _protected_document)(content, password)


def _protected_pdf(content: bytes, password: Password) -> bytes:
    """Its tags and metadata stay: whoever has the password may do everything with it, so may screen readers."""
    import pikepdf

    file, how = BytesIO(), pikepdf.Encryption(owner=password.text, user=password.text, R=6)
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(file, encryption=how, fix_metadata_version=False)  # the metadata as they are
    return file.getvalue()


def _protected_document(content: bytes, password: Password) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    file = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password.text, file)
    return file.getvalue()


def same_inside(one: Path, other: Path, password: Password) -> bool:
    """Whether two PDFs of ours are the same but for their protection; not where one does not open with the password.

    The first part of their ids, a digest of what we wrote, stays when they are protected.
    """
    import pikepdf

    ids = []
    for path in (one, other):
        try:
            content = path.read_bytes()
            known = "" if opens_freely(content) else password.text
            with pikepdf.open(BytesIO(content), password=known) as pdf:
                ids.append(bytes(pdf.trailer.ID[0]))
        except (pikepdf.PdfError, pikepdf.PasswordError, AttributeError, IndexError):
            return False
    return ids[0] == ids[1]


def opens_freely(content: bytes) -> bool:
    """Whether a PDF or an office document opens without a password."""
    return _ENCRYPTED not in content if content.startswith(_PDF) else not content.startswith(_OLE)


def unlocked(content: bytes, file: str, password: Password) -> bytes:
    """An office document without protection; as it is where it has none.

    `file` is its name in messages. Raises InvalidInput where the password is missing or another one, NotOpened.
    """
    if not content.startswith(_OLE):
        return content
    if not password:
        raise InvalidInput([needs_password(file)])
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    from msoffcrypto.format.ooxml import OOXMLFile

    opened = BytesIO()
    try:
        document = OOXMLFile(BytesIO(content))
        if document.type == "agile" and document.info["spinValue"] > _MOST_ROUNDS:
            raise NotOpened
        document.load_key(password=password.text, verify_password=True)
    except InvalidKeyError as error:
        remedy = (
            "If nobody knows it, move this file out of the folder: marks that were taken from it are kept, and any "
            "password can be given then."
        )
        raise InvalidInput([other_password(file, password, remedy)]) from error
    except (FileFormatError, ParseError, DecryptionError, *_DAMAGED) as error:
        raise NotOpened from error
    try:
        document.decrypt(opened, verify_integrity=document.type == "agile")
    except (FileFormatError, ParseError, DecryptionError, *_DAMAGED) as error:
        raise NotOpened from error
    return opened.getvalue()


_DAMAGED = (
    OSError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
    struct.error,
    ExpatError,
)
"""What msoffcrypto and the libraries under it raise on a document that is damaged; they do not document it."""


def needs_password(file: str) -> Problem:
    """What is said where a file, or a run, is protected and no password was given."""
    # The remedy is left out on the page, where nobody types options.
    what = "It is protected by a password (--password-file)."
    return Problem(Place(file), what, "Add --password-file FILE.")


def other_password(file: str, password: Password, remedy: str = "") -> Problem:
    """What is said where a file does not open with the password that was given."""
    what = f"It is protected by another password than that of --password-file {password.source}."
    return Problem(Place(file), what, f"Give the password of this run. {remedy}".rstrip())
