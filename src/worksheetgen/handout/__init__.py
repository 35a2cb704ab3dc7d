"""A teacher's document (Word, PDF, text, Markdown) to what a unit is begun with.

`word`, `pdf_text` and `plain_text` read it to `blocks`; `encyclopedia` takes references out; `assembling` makes of
these a title, topics, numbered paragraphs and tables; `terms` proposes a glossary.
"""

from __future__ import annotations

import re
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.handout.assembling import Handout, HandoutTable, handout_of
from worksheetgen.handout.blocks import DocumentBlock
from worksheetgen.handout.encyclopedia import without_apparatus
from worksheetgen.model.text import LONGEST_TEXT
from worksheetgen.tables import read_content
from worksheetgen.tables.encodings import decoded
from worksheetgen.tables.other_kinds import OLD_OFFICE_MARK, ZIP_MARK
from worksheetgen.tables.sort import TableSort
from worksheetgen.value import replace

__all__ = ["Handout", "HandoutTable", "read_handout"]

HANDOUT = TableSort(
    "text",
    "text",
    "Copy the text into a text editor",
    lambda _: 0,
    "Save it again from your editor with the encoding UTF-8.",
)
MARKDOWN = frozenset({".md", ".markdown"})
_MARKED_UP = re.compile(r"^#{1,6} \S|(?<![\w)\]])\*\*[^\s*][^*\n]{0,1000}\*\*", re.MULTILINE)
"""What shows that a text is Markdown, whatever its name: programs that write texts write it."""
TABLES = frozenset({".csv", ".tsv"})
_PDF = b"%PDF-"
_HOW = "Give a Word document (.docx), a PDF, or a text file (.txt, .md)."


def read_handout(path: Path, encoding: str = "") -> Handout:
    """The document at `path`; what it is its first bytes say, of text its name.

    `encoding` is that of a text file that is not UTF-8, or "". Raises InvalidInput where it cannot be read, has no text
    or that of a library.
    """
    file, content = read_content(path, HANDOUT)
    blocks = _blocks(path, file, content, encoding)
    _check_length(file, sum(len(block.text) for block in blocks))
    blocks, references = without_apparatus(blocks)
    handout = handout_of(blocks)
    handout = replace(handout, left_out=(*handout.left_out, *references))
    if not handout.paragraphs:
        raise InvalidInput([Problem(Place(file), "The document has no text.", _HOW)])
    # As a unit has it, with a blank line between paragraphs, and the rows of a wide table told in words.
    _check_length(file, sum(len(paragraph) + 2 for paragraph in handout.paragraphs))
    return handout


def _check_length(file: str, characters: int) -> None:
    """Raise InvalidInput where a document has so many characters that to make anything of it would take minutes."""
    if characters > LONGEST_TEXT:
        what = f"The document has more than {LONGEST_TEXT // 1000} 000 characters, which is more than a thick book."
        raise InvalidInput([Problem(Place(file), what, "Give the pages that the class reads.")])


def _blocks(path: Path, file: str, content: bytes, encoding: str) -> list[DocumentBlock]:
    """The blocks of a file's content. The library that a format needs is imported with its module, and no sooner."""
    if content.lstrip()[:5] == _PDF:
        return _pdf(file, content)
    if content.startswith(ZIP_MARK):
        return _word(file, content)
    if content.startswith((OLD_OFFICE_MARK, b"{\\rtf")):
        what = "This is an old Word document (.doc) or RTF."
        raise InvalidInput([Problem(Place(file), what, "Open it in a word processor and save it as .docx.")])
    if path.suffix.casefold() in TABLES:
        raise InvalidInput([Problem(Place(file), "This is a table and no text.", _HOW)])
    from worksheetgen.handout.plain_text import text_blocks

    text = decoded(file, content, HANDOUT, encoding)
    _check_length(file, len(text))
    return text_blocks(text, markdown=path.suffix.casefold() in MARKDOWN or bool(_MARKED_UP.search(text)))


def _word(file: str, content: bytes) -> list[DocumentBlock]:
    from worksheetgen.handout.word import word_blocks
    from worksheetgen.zip_file import NO_OFFICE_FILE

    try:
        return word_blocks(content)
    except NO_OFFICE_FILE as error:
        what = (
            "This is no Word document that can be read: it may be another kind of file, damaged or protected."
        )
        raise InvalidInput([Problem(Place(file), what, _HOW)]) from error


def _pdf(file: str, content: bytes) -> list[DocumentBlock]:
    from worksheetgen.handout.pdf_text import CrowdedPage, NoText, PdfiumError, pdf_blocks

    try:
        return pdf_blocks(content)
    except CrowdedPage as error:
        what = f"Page {error} of the PDF has more text than a page has room for."
        raise InvalidInput([Problem(Place(file), what, "Copy the text into a text file.")]) from error
    except NoText as error:
        what = "The PDF has no text: its pages are pictures, as a scanner makes them."
        remedy = "Have the scanner’s program recognise the text, or copy it into a text file."
        raise InvalidInput([Problem(Place(file), what, remedy)]) from error
    except PdfiumError as error:
        what = "This is no PDF that can be read: it may be damaged, or protected by a password."
        raise InvalidInput([Problem(Place(file), what, _HOW)]) from error
