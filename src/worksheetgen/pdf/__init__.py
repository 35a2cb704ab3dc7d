"""Sheets to bytes: a tagged PDF of one print or of a whole pack, the same bytes for the same sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from html import escape

from worksheetgen import __version__
from worksheetgen.model.image import Image
from worksheetgen.model.sheet import Bookmark, Leaf, Node, Page, Sheet
from worksheetgen.pdf.fonts import subset, to_unicode
from worksheetgen.pdf.objects import File, real, string

__all__ = ["write_pdf"]

PRODUCER = f"worksheetgen {__version__}"


def write_pdf(sheets: Sequence[Sheet], title: str, repertoire: Mapping[str, Set[str]] | None = None) -> bytes:
    """One PDF of all the sheets' pages in order; every sheet is a part of the structure and a bookmark.

    Nothing but the title stands in the metadata. Tagged for PDF/UA-1 (ISO 14289-1). `repertoire` are characters
    that a face is embedded with in any case: files with the same need cutting the face once.
    """
    return _Writer(sheets, title, repertoire or {}).write()


class _Writer:
    """The objects of one file; page numbers count over all sheets."""

    def __init__(self, sheets: Sequence[Sheet], title: str, repertoire: Mapping[str, Set[str]]) -> None:
        self.sheets, self.title, self.repertoire = sheets, title, repertoire
        self.file = File()
        self.catalog, self.tree, self.tree_root = (self.file.reserve() for _ in range(3))
        self.pages = [page for sheet in sheets for page in sheet.pages]
        self.page_objects = [self.file.reserve() for _ in self.pages]
        self.parents: list[dict[int, int]] = [{} for _ in self.pages]

    def write(self) -> bytes:
        resources = self._resources()
        for index, page in enumerate(self.pages):
            self._page(index, page, resources)
        kids = " ".join(f"{number} 0 R" for number in self.page_objects)
        self.file.put(f"<</Type /Pages /Count {len(self.pages)} /Kids [{kids}]>>", self.tree)
        self._structure()
        self._catalog()
        info = self.file.put(f"<</Title {string(self.title)} /Producer {string(PRODUCER)}>>")
        return self.file.write(self.catalog, info)

    # ---- fonts ----

    def _resources(self) -> int:
        """The dictionary of fonts and pictures that all pages share."""
        pieces = [placed.piece for page in self.pages for placed in page.placed]
        images = {image.name: image for piece in pieces for image in piece.images}
        entries = " ".join(f"/{name} {self._image(image)} 0 R" for name, image in sorted(images.items()))
        pictures = f" /XObject <<{entries}>>" if entries else ""
        return self.file.put(f"<</Font <<{self._fonts()}>>{pictures}>>")

    def _image(self, image: Image) -> int:
        return self.file.plain_stream(
            image.data,
            f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
            f"/ColorSpace /{image.colours} /BitsPerComponent 8 /Filter /{image.filter}",
        )

    def _fonts(self) -> str:
        """The entries of the fonts."""
        shown: dict[str, Set[str]] = {}
        for sheet in self.sheets:
            for face, characters in sheet.glyphs.items():
                shown[face] = shown.get(face, self.repertoire.get(face, frozenset())) | characters
        return " ".join(
            f"/{face} {self._font(face, ''.join(sorted(characters)))} 0 R"
            for face, characters in sorted(shown.items())
        )

    def _font(self, face: str, characters: str) -> int:
        cut = subset(face, characters)
        program = self.file.packed_stream(cut.program, f"/Length1 {cut.length}")
        descriptor = self.file.put(
            f"<</Type /FontDescriptor /FontName /{cut.name} /Flags 4 /FontBBox [{' '.join(map(str, cut.box))}] "
            f"/ItalicAngle 0 /Ascent {cut.ascent} /Descent {cut.descent} /CapHeight {cut.cap_height} "
            f"/StemV {cut.weight // 5} /FontFile2 {program} 0 R>>"
        )
        widths = " ".join(f"{glyph} [{width}]" for glyph, width in cut.widths)
        descendant = self.file.put(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{cut.name} /CIDSystemInfo <</Registry (Adobe) "
            f"/Ordering (Identity) /Supplement 0>> /FontDescriptor {descriptor} 0 R /DW 500 /W [{widths}] "
            "/CIDToGIDMap /Identity>>"
        )
        unicode = self.file.stream(to_unicode(cut.unicode))
        return self.file.put(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{cut.name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R>>"
        )

    # ---- pages ----

    def _page(self, index: int, page: Page, resources: int) -> None:
        contents = self.file.stream(_content(page))
        self.file.put(
            f"<</Type /Page /Parent {self.tree} 0 R /MediaBox [0 0 {real(page.width)} {real(page.height)}] "
            f"/Resources {resources} 0 R /Contents {contents} 0 R /StructParents {index} /Tabs /S>>",
            self.page_objects[index],
        )

    # ---- structure ----

    def _structure(self) -> None:
        document = self.file.reserve()
        parts, first = [], 0
        for sheet in self.sheets:
            parts.append(self._part(sheet, document, first))
            first += len(sheet.pages)
        kids = " ".join(f"{part} 0 R" for part in parts)
        self.file.put(f"<</Type /StructElem /S /Document /P {self.tree_root} 0 R /K [{kids}]>>", document)
        numbers = " ".join(f"{index} {self._parents(index)} 0 R" for index in range(len(self.pages)))
        parent_tree = self.file.put(f"<</Nums [{numbers}]>>")
        self.file.put(
            f"<</Type /StructTreeRoot /K [{document} 0 R] /ParentTree {parent_tree} 0 R "
            f"/ParentTreeNextKey {len(self.pages)}>>",
            self.tree_root,
        )

    def _part(self, sheet: Sheet, parent: int, first_page: int) -> int:
        """A sheet's structure under one element."""
        number = self.file.reserve()
        kids = []
        for standing in sheet.structure:
            spots = [(first_page + page, mark) for page, mark in standing.spots]
            kids += [f"{self._node(node, number, spots)} 0 R" for node in standing.nodes]
        self.file.put(
            f"<</Type /StructElem /S /Part /P {parent} 0 R /Lang ({sheet.language}) /K [{' '.join(kids)}]>>",
            number,
        )
        return number

    def _node(self, node: Node, parent: int, spots: Sequence[tuple[int, int]]) -> int:
        number = self.file.reserve()
        kids = []
        for kid in node.kids:
            if isinstance(kid, Leaf):
                page, first_mark = spots[kid.where]
                mark = first_mark + kid.mark
                self.parents[page][mark] = number
                kids.append(f"<</Type /MCR /Pg {self.page_objects[page]} 0 R /MCID {mark}>>")
            else:
                kids.append(f"{self._node(kid, number, spots)} 0 R")
        attributes = "".join([f" /{key} {value}" for key, value in node.attributes])
        self.file.put(
            f"<</Type /StructElem /S /{node.tag} /P {parent} 0 R{attributes} /K [{' '.join(kids)}]>>", number
        )
        return number

    def _parents(self, index: int) -> int:
        owners = self.parents[index]
        count = max(owners, default=-1) + 1
        return self.file.put(
            "[" + " ".join(f"{owners[mark]} 0 R" if mark in owners else "null" for mark in range(count)) + "]"
        )

    # ---- catalogue ----

    def _catalog(self) -> None:
        metadata = self.file.plain_stream(_metadata(self.title), "/Type /Metadata /Subtype /XML")
        self.file.put(
            f"<</Type /Catalog /Pages {self.tree} 0 R /StructTreeRoot {self.tree_root} 0 R "
            f"/MarkInfo <</Marked true>> /Lang ({self.sheets[0].language}) "
            f"/ViewerPreferences <</DisplayDocTitle true>> /Metadata {metadata} 0 R{self._outline()}>>",
            self.catalog,
        )

    def _outline(self) -> str:
        """Bookmarks: one a sheet where there are several, the headings below."""
        entries: list[Bookmark] = []
        first = 0
        for sheet in self.sheets:
            deeper = len(self.sheets) > 1
            if deeper:
                entries.append(Bookmark(sheet.title, 0, first, 0))
            entries += [
                Bookmark(mark.title, mark.level + deeper, mark.page + first, mark.y) for mark in sheet.outline
            ]
            first += len(sheet.pages)
        if not entries:
            return ""
        root = self.file.reserve()
        numbers = [self.file.reserve() for _ in entries]
        self._bookmarks(entries, numbers, root)
        return f" /Outlines {root} 0 R"

    def _bookmarks(self, entries: Sequence[Bookmark], numbers: Sequence[int], root: int) -> None:
        """The outline as PDF wants it: each entry knows parent, neighbours, first and last child."""
        children: dict[int, list[int]] = {root: []}
        parents: dict[int, int] = {}
        open_entries: list[tuple[int, int]] = [(-1, root)]
        for entry, number in zip(entries, numbers, strict=True):
            while open_entries[-1][0] >= entry.level:
                open_entries.pop()
            parents[number] = open_entries[-1][1]
            children[parents[number]].append(number)
            children[number] = []
            open_entries.append((entry.level, number))
        self.file.put(f"<</Type /Outlines{_family(children[root])}>>", root)
        near = {number: link for siblings in children.values() for number, link in _neighbours(siblings)}
        for entry, number in zip(entries, numbers, strict=True):
            top = self.pages[entry.page].height - entry.y
            self.file.put(
                f"<</Title {string(entry.title)} /Parent {parents[number]} 0 R{near[number]}"
                f"{_family(children[number])} /Dest [{self.page_objects[entry.page]} 0 R /XYZ 0 {real(top)} 0]>>",
                number,
            )


def _family(children: Sequence[int]) -> str:
    """The entries that name an outline item's children, none where there are none."""
    if not children:
        return ""
    return f" /First {children[0]} 0 R /Last {children[-1]} 0 R /Count {len(children)}"


def _neighbours(siblings: Sequence[int]) -> list[tuple[int, str]]:
    """Each sibling with the entries that name the ones before and after it."""
    before = ["", *(f" /Prev {number} 0 R" for number in siblings[:-1])]
    after = [*(f" /Next {number} 0 R" for number in siblings[1:]), ""]
    return [(number, b + a) for number, b, a in zip(siblings, before, after, strict=False)]


def _content(page: Page) -> bytes:
    """The page's operators: every piece moved to its place, its local ids counted on."""
    parts: list[bytes] = []
    for placed in page.placed:
        if not placed.piece.operators:
            continue
        parts.append(f"q 1 0 0 1 {real(placed.x)} {real(page.height - placed.y)} cm\n".encode())
        parts += [
            b"%d" % (part + placed.first_mark) if isinstance(part, int) else part
            for part in placed.piece.operators
        ]
        parts.append(b"Q\n")
    return b"".join(parts)


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
