"""Word documents to be read and written: the one door to python-docx, which is imported where it is used, no sooner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from worksheetgen.value import Value
from worksheetgen.zip_file import ZipLimits, opened_zip

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.packuri import PackURI
    from docx.oxml.xmlchemy import BaseOxmlElement

_ID = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id"

_DOCUMENT_LIMITS = ZipLimits(
    parts=5000,
    all_bytes=256 * 2**20,  # a document with a hundred photographs takes a fifth
    read_whole=re.compile(r".*\.(xml|rels)", re.DOTALL),
    each=16 * 2**20,  # the text of a novel takes a fifth
    together=256 * 2**20,
)


def opened_document(content: bytes) -> Document:
    """The Word document that a file's content is. Opening it and reading from it raise as `opened_zip` does."""
    import docx
    from docx.opc.exceptions import OpcError

    with opened_zip(content, _DOCUMENT_LIMITS):
        try:
            return docx.Document(BytesIO(content))
        except OpcError as error:
            raise ValueError(str(error)) from error


def footnotes_of(document: Document) -> dict[str, Any]:
    """The elements of a document's footnotes and endnotes by their names: "footnote 2", "endnote 1"."""
    from docx.oxml import parse_xml

    found: dict[str, Any] = {}
    for sort in ("footnote", "endnote"):
        for relation in document.part.rels.values():
            if relation.reltype.endswith(f"/{sort}s") and not relation.is_external:
                for note in parse_xml(relation.target_part.blob):
                    found[f"{sort} {note.get(_ID)}"] = note
    return found


def new_document() -> Document:
    """An empty Word document with python-docx's own styles."""
    import docx

    return docx.Document()


def document_bytes(document: Document) -> bytes:
    """The file of a document: the same bytes whenever the same is written."""
    from docx.opc.pkgwriter import PackageWriter

    package, file = document.part.package, BytesIO()
    steps = cast(Any, PackageWriter)  # its steps have no types
    for part in package.parts:
        part.before_marshal()
    with ZipFile(file, "w") as archive:
        parts = _UndatedParts(archive)
        steps._write_content_types_stream(parts, package.parts)
        steps._write_pkg_rels(parts, package.rels)
        steps._write_parts(parts, package.parts)
    return file.getvalue()


class _UndatedParts:
    """Where python-docx writes the parts of a document.

    Its own writer dates them with the time of writing, and fails where a computer's clock says a year that no zip file
    has: before 1980, as without a battery, or after 2107.
    """

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive

    def write(self, name: PackURI, content: bytes) -> None:
        """Write the part of that name, dated as early as a zip file can: no clock is in the file."""
        part = ZipInfo(name.membername, (1980, 1, 1, 0, 0, 0))
        part.create_system = 3  # whatever system writes it
        self._archive.writestr(part, content, ZIP_DEFLATED)


# ---- a whole document from its markup ------------------------------------------------------------

_NOT_OURS = ("stylesWithEffects", "customXml", "webSettings", "thumbnail", "extended-properties")
"""Parts of python-docx's template that say nothing of a document, or are older than Word's own rules."""
_LONGEST_TITLE = 255
"""The most characters of a title among the properties of a file."""
_JPEG = b"\xff\xd8"
PICTURE_RELATION = "picture{}"
"""How the markup names the picture of an index."""


class WordParts(Value):
    """A document as the markup of its parts, each with one root element, and the files of its pictures, JPEG or PNG.

    `body` holds the blocks and, last, the properties of their section; pictures are named by PICTURE_RELATION.
    """

    title: str
    language: str
    body: str
    styles: str
    numbering: str
    settings: str
    footer: str
    pictures: Sequence[bytes]


def packed_document(parts: WordParts) -> bytes:
    """The file of the document: no author, no date, no path and no part that nobody asked for is in it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    def fill(element: BaseOxmlElement, markup: str) -> None:
        for kid in list(element):
            element.remove(kid)
        element.extend(list(parse_xml(markup)))

    document = new_document()
    part = document.part
    for relations in (part.rels, part.package.rels):
        for id in [id for id, one in relations.items() if one.reltype.endswith(_NOT_OURS)]:
            del relations[id]
    fill(document.styles.element, parts.styles)
    fill(part.numbering_part.element, parts.numbering)
    fill(document.settings.element, parts.settings)
    fill(document.element.body, parts.body)
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    fill(footer._element, parts.footer)
    for index, content in enumerate(parts.pictures):
        # Made here: python-docx knows a JPEG only by headers that many lack.
        ending, type = ("jpg", "image/jpeg") if content.startswith(_JPEG) else ("png", "image/png")
        name = PackURI(f"/word/media/image{index + 1}.{ending}")
        image = Part(name, type, content, part.package)
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, PICTURE_RELATION.format(index))
    about = document.core_properties
    for kid in list(about._element):
        about._element.remove(kid)
    about.title, about.language = parts.title[:_LONGEST_TITLE], parts.language
    return document_bytes(document)
