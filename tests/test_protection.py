"""A protected file opens with its password alone, says the same then, and nothing else is asked of a reader."""

from __future__ import annotations

import io
from pathlib import Path

import olefile
import pikepdf
import pypdfium2
import pytest

from tests.markbook.books import DRAWN, book, papers
from tests.pdf.test_pdf import elements, everything, hold_marks
from tests.typesetting.test_layout import typesetter
from worksheetgen.errors import InvalidInput, Place
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.protection import (
    FEWEST_CHARACTERS,
    NotOpened,
    Password,
    checked_password,
    password_in,
    protected,
    same_inside,
    unlocked,
)

WORDS = "gulag kirov yezhov"
PASSWORD = Password(WORDS, "words.txt")
OTHER = Password("another one entirely", "other.txt")


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """A markbook."""
    return book(papers(*DRAWN))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A PDF with every block."""
    return write_pdf([typesetter(Print.STANDARD).set(everything())], "Mark scheme")


def texts(content: bytes, password: str = "") -> list[str]:
    """The words of a PDF's pages."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content, password)]


def test_a_pdf_opens_with_the_password_alone(pdf: bytes) -> None:
    """By AES-256 of revision 6, metadata too; neither reader opens it without, or with another password."""
    hidden = protected(pdf, PASSWORD)
    for wrong in ("", OTHER.text):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(hidden), password=wrong)
        with pytest.raises(pypdfium2.PdfiumError):
            texts(hidden, wrong)
    with pikepdf.open(io.BytesIO(hidden), password=WORDS) as opened:
        how = opened.encryption
        assert (how.R, how.bits) == (6, 256)
        assert {one.name for one in (how.stream_method, how.string_method, how.file_method)} == {"aesv3"}
        assert opened.trailer.Encrypt.get("/EncryptMetadata", True)
    assert texts(hidden, WORDS) == texts(pdf)
    assert b"Mark scheme" in pdf
    assert b"Mark scheme" not in hidden


def test_a_pdf_that_is_protected_anew_is_known_again(pdf: bytes, tmp_path: Path) -> None:
    """No bytes are the same twice; one that says something else, or opens with another password, is another one."""
    title = write_pdf([typesetter(Print.STANDARD).set(everything())], "Answer keys")
    files = {
        "before": protected(pdf, PASSWORD),
        "now": protected(pdf, PASSWORD),
        "open": pdf,
        "other": protected(title, PASSWORD),
        "lost": protected(pdf, OTHER),
        "damaged": b"%PDF-",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert files["before"] != files["now"]
    same = [name for name in files if same_inside(tmp_path / "now", tmp_path / name, PASSWORD)]
    assert same == ["before", "now", "open"]


def test_a_protected_pdf_is_read_aloud_as_before(pdf: bytes) -> None:
    """Its tags, language, title and claim of PDF/UA are those of the open one, and screen readers are let in."""
    with (
        pikepdf.open(io.BytesIO(pdf)) as before,
        pikepdf.open(io.BytesIO(protected(pdf, PASSWORD)), password=WORDS) as after,
    ):
        assert after.allow.accessibility
        hold_marks(after)
        for tag in ("H1", "P", "TH", "Form", "Figure"):
            assert len(elements(after, tag)) == len(elements(before, tag))
        metadata = [one.Root.Metadata.read_bytes() for one in (before, after)]
        assert metadata[0] == metadata[1]
        assert b"pdfuaid" in metadata[0]
        assert dict(before.docinfo) == dict(after.docinfo)
        for key in ("/Lang", "/MarkInfo", "/ViewerPreferences"):
            assert before.Root[key] == after.Root[key]


def test_a_workbook_opens_with_the_password_alone(workbook: bytes) -> None:
    """By AES-256 as Excel writes it, back to the same bytes; without it, a message says what to do."""
    hidden = protected(workbook, PASSWORD)
    assert unlocked(hidden, "m.xlsx", PASSWORD) == workbook
    with olefile.OleFileIO(hidden) as parts:
        said = parts.openstream("EncryptionInfo").read()
    assert said.count(b'keyBits="256"') == said.count(b'hashAlgorithm="SHA512"') == 2
    assert b'spinCount="100000"' in said
    with pytest.raises(
        InvalidInput,
        match=r"m.xlsx: It is protected by a password \(--password-file\)\. Add --password-file FILE.",
    ):
        unlocked(hidden, "m.xlsx", Password("", ""))
    with pytest.raises(
        InvalidInput, match=r"another password than that of --password-file other.txt. Give the"
    ):
        unlocked(hidden, "m.xlsx", OTHER)


def test_an_open_workbook_needs_no_password(workbook: bytes) -> None:
    """A teacher may take the password off in the spreadsheet."""
    assert unlocked(workbook, "m.xlsx", PASSWORD) is workbook


def test_no_file_is_protected_the_same_twice(pdf: bytes, workbook: bytes) -> None:
    """Nobody can tell by the bytes that two files are the same."""
    for content in (pdf, workbook):
        assert protected(content, PASSWORD) != protected(content, PASSWORD)


@pytest.mark.slow
def test_a_damaged_workbook_is_refused(workbook: bytes) -> None:
    """Wherever a protected workbook is cut or changed, it opens whole, or it is said that it does not."""
    hidden = protected(workbook, PASSWORD)
    places = [*range(0, 2048, 61), *range(2048, len(hidden), len(hidden) // 25)]
    for at in places:
        changed = hidden[:at] + bytes([hidden[at] ^ 0xFF]) + hidden[at + 1 :]
        for content in (hidden[:at], changed):
            try:
                opened = unlocked(content, "m.xlsx", PASSWORD)
            except (NotOpened, InvalidInput):
                continue
            assert opened in (workbook, content)  # nothing that was changed, or no office document at all


def test_a_workbook_cannot_have_a_password_hashed_without_end(workbook: bytes) -> None:
    """One that asks for a million rounds is refused before the first: with them its password would be another one."""
    hidden = protected(workbook, PASSWORD).replace(b'spinCount="100000"', b'spinCount="999999"')
    with pytest.raises(NotOpened):
        unlocked(hidden, "m.xlsx", PASSWORD)


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        f"  {WORDS} \r\nThe second line is for whoever reads the file.\n".encode(),
        f"{WORDS}\n".encode("utf-8-sig"),
        f"{WORDS}\n".encode("utf-16"),
    ],
)
def test_the_first_line_is_the_password(tmp_path: Path, content: bytes) -> None:
    """However an editor saves it: without white at its ends, mark at its head, or carriage return."""
    (tmp_path / "words.txt").write_bytes(content)
    assert password_in(tmp_path / "words.txt").text == WORDS


def test_an_accent_is_one_letter(tmp_path: Path) -> None:
    """However it was typed, the password is what a keyboard gives where a file is opened."""
    (tmp_path / "words.txt").write_text("Zoe\u0308 Lukasz Adeyemi", encoding="utf-8")
    assert password_in(tmp_path / "words.txt").text == "Zoë Lukasz Adeyemi"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "words.txt:1:1: There is no password. Write it into the first line."),
        (b"\n" + WORDS.encode(), "words.txt:1:1: There is no password."),
        (
            b"short",
            "words.txt:1:1: The password has 5 characters: a computer guesses such a short one. Take 12",
        ),
        (b"a" * (FEWEST_CHARACTERS - 1), "has 11 characters"),
        (
            "teapot… gravel lantern½".encode(),
            "words.txt:1:1: Not every program takes “…½” in a password for the same. Leave it out.",
        ),
        (b"word\x00word\x00word", "words.txt:1:1: The password has a character that cannot be typed."),
        ("ö".encode() * 64, "words.txt:1:1: The password is longer than the 127 bytes"),
        (
            b"\xff\xfe\xff",
            "words.txt: The file with the password is not UTF-8 text. Save it as plain text (UTF-8).",
        ),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", "is not UTF-8 text"),
    ],
)
def test_what_protects_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    """An empty, short or untypable password is told with its file and what to do, and never shown."""
    monkeypatch.chdir(tmp_path)
    Path("words.txt").write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        password_in(Path("words.txt"))
    assert said in str(refused.value)
    assert "aaaa" not in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With what to name instead."""
    with pytest.raises(
        InvalidInput, match=r"cannot be opened \(No such file or directory\)\. Name a text file"
    ):
        password_in(tmp_path / "words.txt")


def test_a_password_is_never_shown() -> None:
    """Neither in what a traceback shows of it, nor as text."""
    found = checked_password(WORDS, "-", Place("-"))
    assert "kirov" not in f"{found!r} {found}"
