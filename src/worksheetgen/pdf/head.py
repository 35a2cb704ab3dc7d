"""The beginning of a file: fonts, pictures and metadata."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain

from worksheetgen import __version__
from worksheetgen.faces import ONE_BYTE, resource
from worksheetgen.memory import remembered
from worksheetgen.model.image import Image
from worksheetgen.pdf.deflating import packed
from worksheetgen.pdf.fonts import Faces, Subset, subset, to_unicode
from worksheetgen.pdf.objects import PdfFile
from worksheetgen.pdf_syntax import text_string
from worksheetgen.value import Value

PRODUCER = f"worksheetgen {__version__}"
_SYMBOLIC, _NONSYMBOLIC = 4, 32  # flags of a font's descriptor (ISO 32000-1, 9.8.2)


class Head(Value, eq=False):
    """A file with all that does not depend on its pages, and numbers of objects for what does.

    Objects that are in `file` already: `info`, `metadata` (XMP), `fonts` (the dictionary of all fonts). Numbers given
    out for objects that are still to come: the `catalog`, the page `tree`, the structure's `root` and its `document`
    element. `pictures` are the entries of a page's XObject dictionary.
    """

    file: PdfFile
    catalog: int
    tree: int
    root: int
    document: int
    info: int
    metadata: int
    fonts: int
    pictures: str


def head_of(title: str, faces: Faces, images: tuple[Image, ...]) -> Head:
    """The head of a file with that title, those faces cut to those characters, and those pictures."""
    begun, fonts = _begun(faces)
    file = begun.again()
    catalog, tree, root, document = (file.reserve() for _ in range(4))
    pictures = "".join(f"/{image.name} {_image(file, image)} 0 R" for image in images)
    info = file.put(f"<</Title {text_string(title)} /Producer {text_string(PRODUCER)}>>")
    metadata = file.plain_stream(_metadata(title), "/Type /Metadata /Subtype /XML")
    return Head(file, catalog, tree, root, document, info, metadata, fonts, pictures)


@remembered(most=64)
def _begun(faces: Faces) -> tuple[PdfFile, int]:
    """A file that has the fonts alone, for others to begin as it does, and the number of their dictionary."""
    file = PdfFile()
    drawn = chain.from_iterable(_fonts(file, face, characters) for face, characters in faces)
    entries = " ".join(f"/{name} {number} 0 R" for name, number in drawn)
    fonts = file.put(f"<<{entries}>>")
    file.flush()
    return file, fonts


def _image(file: PdfFile, image: Image) -> int:
    return file.plain_stream(
        image.data,
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
        f"/ColorSpace /{image.colours} /BitsPerComponent 8 /Filter /{image.filter}",
    )


def _fonts(file: PdfFile, face: str, characters: str) -> Iterator[tuple[str, int]]:
    """The fonts that draw a face's characters, by the names that pages call them."""
    short = "".join(filter(ONE_BYTE.__contains__, characters))
    long = "".join(character for character in characters if character not in ONE_BYTE)
    if short:
        yield resource(face, short=True), _simple(file, subset(face, short))
    if long:
        yield resource(face, short=False), _composite(file, subset(face, long))


def _simple(file: PdfFile, cut: Subset) -> int:
    """A font of codes of one byte (ISO 32000-1, 9.6)."""
    descriptor = _descriptor(file, cut, _NONSYMBOLIC)
    return file.put(
        f"<</Type /Font /Subtype /TrueType /BaseFont /{cut.name} /Encoding /WinAnsiEncoding {cut.widths_by_code} "
        f"/FontDescriptor {descriptor} 0 R>>"
    )


def _composite(file: PdfFile, cut: Subset) -> int:
    """A font of glyph numbers (ISO 32000-1, 9.7)."""
    descriptor = _descriptor(file, cut, _SYMBOLIC)
    widths = " ".join(f"{glyph} [{width}]" for glyph, width in cut.widths)
    descendant = file.put(
        f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{cut.name} /CIDSystemInfo <</Registry (Adobe) "
        f"/Ordering (Identity) /Supplement 0>> /FontDescriptor {descriptor} 0 R /DW 500 /W [{widths}] "
        "/CIDToGIDMap /Identity>>"
    )
    unicode = file.packed_stream(packed(to_unicode(cut.unicode)))
    return file.put(
        f"<</Type /Font /Subtype /Type0 /BaseFont /{cut.name} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R>>"
    )


def _descriptor(file: PdfFile, cut: Subset, flags: int) -> int:
    program = file.packed_stream(cut.program, f"/Length1 {cut.length}")
    return file.put(
        f"<</Type /FontDescriptor /FontName /{cut.name} /Flags {flags} /FontBBox [{' '.join(map(str, cut.box))}] "
        f"/ItalicAngle 0 /Ascent {cut.ascent} /Descent {cut.descent} /CapHeight {cut.cap_height} "
        f"/StemV {cut.weight // 5} /FontFile2 {program} 0 R>>"
    )


def _metadata(title: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>\n'
        f"<pdf:Producer>{escape(PRODUCER)}</pdf:Producer>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()
