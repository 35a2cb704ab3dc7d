"""Laid-out documents to bytes: a tagged PDF of one print or of a whole pack, the same bytes for the same documents."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.laid_out import Bookmark, LaidOutDocument, Page, QrCode
from worksheetgen.pdf.deflating import LEVEL, QUICK, packed_once
from worksheetgen.pdf.document_part import DocumentPart
from worksheetgen.pdf.drawing import USUAL_WIDTH, DrawnDocument, draw_document
from worksheetgen.pdf.fragments import of_page
from worksheetgen.pdf.head import head_of
from worksheetgen.pdf.imposing import SheetSide, imposed, middle_marks, sheets_two_up, shrunk, sides_two_up
from worksheetgen.pdf.outline import bookmarks
from worksheetgen.pdf.shown import faces_and_images
from worksheetgen.pdf_syntax import number, object_references

__all__ = [
    "DrawnDocument",
    "bind",
    "bind_two_up",
    "draw_document",
    "sheets_two_up",
    "shrunk",
    "sides_two_up",
    "write_pdf",
]

PREFERENCES = "<</DisplayDocTitle true/PrintScaling/None/Duplex/DuplexFlip{}Edge>>"
"""What a viewer is to offer when the file is printed: actual size and both sides, so that nobody has to think of it."""


def write_pdf(documents: Sequence[LaidOutDocument], title: str) -> bytes:
    """The bytes of one PDF with all pages of the documents in order, tagged for PDF/UA-1 (ISO 14289-1).

    Each document is a part of the structure and, where there are several, a bookmark. Nothing but the title stands in
    the metadata.
    """
    return bind([draw_document(one) for one in documents], title)


def bind(documents: Sequence[DrawnDocument], title: str) -> bytes:
    """As `write_pdf`, of documents that are drawn already, as several files may have the same ones."""
    return _Writer(documents, title).write()


def bind_two_up(documents: Sequence[DrawnDocument], title: str) -> bytes:
    """As `bind`, on landscape sheets, two pages a side as `imposed` places them: to cut apart, or to fold."""
    return _TwoUpWriter(documents, title).write()


class _Writer:
    """The objects of one file; pages are counted over all its documents.

    A file of one document (`alone`) draws each page in two streams: what papers may have alike, and the identity at its
    foot. A pack has a stream for each fragment instead. Each is once in the file, and pages name those that they are
    drawn by.

    `shared` are the numbers of these streams by their fragments.
    """

    flip, own_pages = "Long", True

    def __init__(self, drawings: Sequence[DrawnDocument], title: str) -> None:
        self.documents, self.alone = [one.laid_out for one in drawings], len(drawings) == 1
        self.head = head_of(title, *faces_and_images([one.shown for one in drawings]))
        self.file = self.head.file
        self.parts = [
            DocumentPart(self.file, one, self.head.document, alone=self.alone, own_pages=self.own_pages)
            for one in drawings
        ]
        self.page_objects = self._page_objects()
        self.width = max(USUAL_WIDTH, len(str(self.file.last)))
        self.shared: dict[tuple[bytes, ...], int] = {}

    def _page_objects(self) -> Sequence[int]:
        return [number for part in self.parts for number in part.pages]

    def write(self) -> bytes:
        parts, arrays = self._parts()
        count = len(self.page_objects)
        self.file.put(
            f"<</Type /Pages /Count {count} /Kids [{object_references(self.page_objects)}]>>", self.head.tree
        )
        self.file.put(
            f"<</S/Document/P {self.head.root} 0 R/K[{object_references(parts)}]>>", self.head.document
        )
        numbers = " ".join([f"{index} {array} 0 R" for index, array in enumerate(arrays)])
        parent_tree = self.file.put(f"<</Nums [{numbers}]>>")
        self.file.put(
            f"<</Type /StructTreeRoot /K [{self.head.document} 0 R] /ParentTree {parent_tree} 0 R "
            f"/ParentTreeNextKey {count}>>",
            self.head.root,
        )
        self._catalog()
        return self.file.write(self.head.catalog, self.head.info)

    def _parts(self) -> tuple[list[int], list[int]]:
        """All pages and the structure; the numbers of each document's part, and of each page's array of owners."""
        arrays = list[int]()
        for part in self.parts:
            self._pages(part.drawing, part.pages, len(arrays))
            part.write(part.structure(self.width))
            arrays += [part.parents] * len(part.pages)
        return [part.number for part in self.parts], arrays

    def _pages(self, drawing: DrawnDocument, objects: Sequence[int], first: int) -> None:
        """The pages of a document, which are of one size; so many pages stand before its `first`."""
        media_box = _media_box(drawing.laid_out.pages[0])
        for at, (page, fragments, own) in enumerate(
            zip(drawing.laid_out.pages, drawing.pages, objects, strict=True), first
        ):
            if self.alone:
                streams = [self._shared(one, QUICK) for one in (fragments[:-1], fragments[-1:])]
            else:
                streams = [self._shared((one,)) for one in fragments]
            code = f"/Code {self._code(page.code)} 0 R" if page.code else ""
            self._page(media_box, streams, code, own, at)

    def _page(self, media_box: str, streams: Sequence[int], codes: str, own: int, at: int) -> None:
        """The object of the page `at` that index, drawn by these streams; `codes` are the entries of its QR codes."""
        pictures = f"/XObject<<{self.head.pictures}{codes}>>" if self.head.pictures or codes else ""
        self.file.put(
            f"<</Type/Page/Parent {self.head.tree} 0 R{media_box}"
            f"/Tabs/S/Resources<</Font {self.head.fonts} 0 R{pictures}>>"
            f"/Contents[{object_references(streams)}]/StructParents {at}>>",
            own,
        )

    def _code(self, code: QrCode) -> int:
        """A page's QR code as a picture of one bit for each module; the number of its object."""
        entries = f"/Subtype/Image/ImageMask true/Width {code.modules}/Height {code.modules}"
        return self.file.plain_stream(code.samples, entries)

    def _shared(self, fragments: tuple[bytes, ...], level: int = LEVEL) -> int:
        """The number of the stream of the fragments, which is in the file once, whatever pages draw it."""
        found = self.shared.get(fragments)
        if found is None:
            found = self.shared[fragments] = self.file.packed_stream(packed_once(fragments, level))
        return found

    # ---- catalogue ----

    def _catalog(self) -> None:
        self.file.put(
            f"<</Type /Catalog /Pages {self.head.tree} 0 R /StructTreeRoot {self.head.root} 0 R "
            f"/MarkInfo <</Marked true>> /Lang ({self.documents[0].language}) "
            f"/ViewerPreferences {PREFERENCES.format(self.flip)} /Metadata {self.head.metadata} 0 R{self._outline()}>>",
            self.head.catalog,
        )

    def _outline(self) -> str:
        """The outline, as an entry of the catalogue: each document where there are several, and their headings."""
        entries = self._bookmarks()
        if not entries:
            return ""
        root = self.file.reserve(1 + len(entries))
        heights = self._heights()
        for own, body in enumerate(bookmarks(entries, root, self.page_objects, heights), root):
            self.file.put(body, own)
        return f" /Outlines {root} 0 R"

    def _heights(self) -> tuple[float, ...]:
        """The heights of all pages, in points."""
        return tuple([page.height for laid_out in self.documents for page in laid_out.pages])

    def _bookmarks(self) -> list[Bookmark]:
        """The entries of the outline, their pages counted over the whole file."""
        entries: list[Bookmark] = []
        first = 0
        for laid_out in self.documents:
            if self.alone:
                entries += laid_out.outline
            else:
                entries.append(Bookmark(laid_out.title, 0, first, 0))
                entries += [
                    Bookmark(mark.title, mark.level + 1, mark.page + first, mark.y)
                    for mark in laid_out.outline
                ]
            first += len(laid_out.pages)
        return entries


class _TwoUpWriter(_Writer):
    """Two pages on each side of a sheet, as `imposed` places them.

    On a sheet with pages of two documents the marks of the second one are counted from a number on that is the same
    throughout the file, `second_marks`: so its fragments too are drawn once for all pages that have them.
    """

    flip, own_pages = "Short", False

    def __init__(self, drawings: Sequence[DrawnDocument], title: str) -> None:
        documents = [one.laid_out for one in drawings]
        self.sides = imposed(documents)
        super().__init__(drawings, title)
        halves = [half for side in self.sides for half in side.halves]
        self.where = {
            (half.document, half.page): index for index, side in enumerate(self.sides) for half in side.halves
        }
        self.half_of = {(half.document, half.page): half for half in halves}
        second = {half.document for half in halves if half.second}
        firsts = [laid_out for index, laid_out in enumerate(documents) if index not in second]
        counts = [sum(one.recording.starts[-1] for one in laid_out.structure) for laid_out in firsts]
        self.first_mark = [
            max(counts, default=0) if index in second else 0 for index in range(len(documents))
        ]

    def _page_objects(self) -> Sequence[int]:
        first = self.file.reserve(len(self.sides))
        return range(first, first + len(self.sides))

    def _parts(self) -> tuple[list[int], list[int]]:
        for index, part in enumerate(self.parts):
            pages = [self.page_objects[self.where[index, page]] for page in range(len(part.drawing.pages))]
            part.write(part.structure_on(pages, self.width, self.first_mark[index]))
        arrays = dict[tuple[int, ...], int]()
        found = []
        for at, (own, side) in enumerate(zip(self.page_objects, self.sides, strict=True)):
            self._side(side, own, at)
            documents = tuple(
                sorted({half.document for half in side.halves}, key=lambda index: self.first_mark[index])
            )
            if documents not in arrays:
                arrays[documents] = self._owners(documents)
            found.append(arrays[documents])
        return [part.number for part in self.parts], found

    def _owners(self, documents: Sequence[int]) -> int:
        """The array of the elements that hold the marks of a side with pages of these documents."""
        owners: list[str] = []
        for index in documents:
            part = self.parts[index]
            owners += ["null"] * (self.first_mark[index] - len(owners))
            owners += [f"{part.number + owner} 0 R" for owner in part.owners]
        return self.file.put(f"[{' '.join(owners)}]")

    def _side(self, side: SheetSide, own: int, at: int) -> None:
        streams, codes = [self._shared((middle_marks(side),))], ""
        for half in side.halves:
            page = self.documents[half.document].pages[half.page]
            fragments = of_page(page, self.first_mark[half.document], half.code)
            streams += [self._shared((one,)) for one in (half.moving, *fragments, b"Q\n")]
            if page.code:
                codes += f"{half.code[: -len(b' Do')].decode()} {self._code(page.code)} 0 R"
        self._page(_media_box(side), streams, codes, own, at)

    def _heights(self) -> tuple[float, ...]:
        return tuple([side.height for side in self.sides])

    def _bookmarks(self) -> list[Bookmark]:
        """The entries of the outline, each where its page stands on its sheet."""
        entries = []
        for index, laid_out in enumerate(self.documents):
            first = Bookmark(laid_out.title, 0, 0, 0)
            for mark in (first, *laid_out.outline):
                half, at = self.half_of[index, mark.page], self.where[index, mark.page]
                y = self.sides[at].height - half.y - half.scale * (laid_out.pages[mark.page].height - mark.y)
                level = mark.level if mark is first else mark.level + 1
                entries.append(Bookmark(mark.title, level, at, y))
        return entries


def _media_box(side: Page | SheetSide) -> str:
    """What a page's object says of its size."""
    return f"/MediaBox[0 0 {number(side.width)} {number(side.height)}]"
