"""Word documents to be read and written: the one door to python-docx, which is imported where it is used, no sooner."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from docx.document import Document

_LARGEST_UNPACKED = 256 * 2**20
"""The most bytes that the parts of a document unpack to; one with a hundred photographs takes a fifth."""
_LARGEST_XML = 32 * 2**20
"""The most bytes of a part in XML, such as the text; a novel takes a tenth."""
_MOST_PARTS = 5000

# What python-docx and the libraries under it raise on a file that is damaged or something else altogether.
NOT_A_DOCUMENT = (
    BadZipFile,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
    SyntaxError,  # XML that does not parse
    AssertionError,
    NotImplementedError,  # an unknown compression
)


def opened_document(content: bytes) -> Document:
    """The Word document that a file's content is. Opening it and reading from it raise one of NOT_A_DOCUMENT."""
    import docx
    from docx.opc.exceptions import OpcError

    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
    xml = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    sizes = [part.file_size for part in parts]
    if len(parts) > _MOST_PARTS or max(xml, default=0) > _LARGEST_XML or sum(sizes) > _LARGEST_UNPACKED:
        raise ValueError("the document unpacks to more than any handout")
    try:
        return docx.Document(BytesIO(content))
    except OpcError as error:
        raise ValueError(str(error)) from error


def new_document() -> Document:
    """An empty Word document with python-docx's own styles."""
    import docx

    return docx.Document()


def document_bytes(document: Document) -> bytes:
    """The file of a document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
