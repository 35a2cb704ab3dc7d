"""Sheets to bytes: a tagged PDF of one print or of a whole pack, the same bytes for the same sheets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from worksheetgen.model.laid_out import Bookmark, LaidOutDocument, QrCode
from worksheetgen.pdf import structure
from worksheetgen.pdf.deflating import QUICK, Fragment, joined, packed
from worksheetgen.pdf.fonts import NOTHING, GlyphSet
from worksheetgen.pdf.fragments import apart, of_page
from worksheetgen.pdf.head import Head, head_of
from worksheetgen.pdf.objects import PdfFile, real
from worksheetgen.pdf.outline import bookmarks, bookmarks_once

__all__ = ["GlyphSet", "write_pdf"]


def write_pdf(documents: Sequence[LaidOutDocument], title: str, repertoire: GlyphSet = NOTHING) -> bytes:
    """One PDF of all the sheets' pages in order; every sheet is a part of the structure and a bookmark.

    Nothing but the title stands in the metadata. Tagged for PDF/UA-1 (ISO 14289-1). Files with the same `repertoire`
    begin with the same bytes, made once.
    """
    return _Writer(documents, title, repertoire).write()


class _Writer:
    """The objects of one file; page numbers count over all sheets.

    A file of one sheet is put together from what others like it had, down to the deflated bytes. In a pack pages
    share the streams of what they draw.
    """

    def __init__(self, documents: Sequence[LaidOutDocument], title: str, repertoire: GlyphSet) -> None:
        self.documents, self.alone = documents, len(documents) == 1
        self.shares_items = self.alone and documents[0].shares_items
        images = {
            image for laid_out in documents for one in laid_out.structure for image in one.recording.images
        }
        drawn = [one for laid_out in documents for one in laid_out.drawn]
        by_name = tuple(sorted(images, key=lambda image: image.name))
        self.head = head_of(title, repertoire.faces(drawn), by_name)
        self.file = self.head.file.copy()
        count = sum(len(laid_out.pages) for laid_out in documents)
        self.first_page = self.file.reserve(count)
        self.page_objects = range(self.first_page, self.first_page + count)
        self.shared: dict[bytes, int] = {}
        self.known: dict[tuple[Fragment, ...], str] = {}

    def write(self) -> bytes:
        first = 0
        parts, arrays = [], list[int]()
        for laid_out in self.documents:
            pages = self.page_objects[first : first + len(laid_out.pages)]
            self._pages(laid_out, pages)
            part = _Part(self.file, laid_out, pages, self.head.document)
            parts.append(part.write(self.shares_items))
            arrays += [part.parents] * len(pages)
            first += len(laid_out.pages)
        self.file.put(
            f"<</Type /Pages /Count {first} /Kids [{_references(self.page_objects)}]>>", self.head.tree
        )
        self.file.put(f"<</S/Document/P {self.head.root} 0 R/K[{_references(parts)}]>>", self.head.document)
        numbers = " ".join([f"{index} {array} 0 R" for index, array in enumerate(arrays)])
        parent_tree = self.file.put(f"<</Nums [{numbers}]>>")
        self.file.put(
            f"<</Type /StructTreeRoot /K [{self.head.document} 0 R] /ParentTree {parent_tree} 0 R "
            f"/ParentTreeNextKey {first}>>",
            self.head.root,
        )
        self._catalog()
        return self.file.write(self.head.catalog, self.head.info, shared=self.shares_items)

    def _pages(self, laid_out: LaidOutDocument, objects: Sequence[int]) -> None:
        for page, number in zip(laid_out.pages, objects, strict=True):
            if self.alone:
                contents = f"{self.file.packed_stream(joined(of_page(page)))} 0 R"
            else:
                contents = f"[{''.join(map(self._shared, apart(page)))}]"
            begun = _begun(self.head, (page.width, page.height), bool(page.code))
            coded = f"{self._code(page.code)} 0 R>>" if page.code else ""
            parents = number - self.first_page
            self.file.put(f"{begun}{coded}>>/Contents {contents}/StructParents {parents}>>", number)

    def _code(self, code: QrCode) -> int:
        entries = f"/Subtype/Image/ImageMask true/Width {code.modules}/Height {code.modules}"
        return self.file.plain_stream(code.samples, entries)

    def _shared(self, drawn: tuple[Fragment, ...]) -> str:
        """References to the streams of the fragments, of which each is in the file once."""
        found = self.known.get(drawn)
        if found is None:
            found = self.known[drawn] = "".join(f"{self._stream(one)} 0 R " for one in drawn)
        return found

    def _stream(self, drawn: Fragment) -> int:
        number = self.shared.get(drawn.deflated)
        if number is None:
            number = self.shared[drawn.deflated] = (
                self.file.plain_stream(drawn.plain, "")
                if drawn.stored
                else self.file.packed_stream(joined((drawn,)))
            )
        return number

    # ---- catalogue ----

    def _catalog(self) -> None:
        self.file.put(
            f"<</Type /Catalog /Pages {self.head.tree} 0 R /StructTreeRoot {self.head.root} 0 R "
            f"/MarkInfo <</Marked true>> /Lang ({self.documents[0].language}) "
            f"/ViewerPreferences <</DisplayDocTitle true>> /Metadata {self.head.metadata} 0 R{self._outline()}>>",
            self.head.catalog,
        )

    def _outline(self) -> str:
        """Bookmarks: one a sheet where there are several, the headings below."""
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
        if not entries:
            return ""
        root = self.file.reserve(1 + len(entries))
        heights = tuple([page.height for laid_out in self.documents for page in laid_out.pages])
        made = bookmarks_once if self.shares_items else bookmarks
        bodies = made(tuple(entries), root, self.page_objects, heights)
        for number, body in enumerate(bodies, root):
            self.file.put(body, number)
        return f" /Outlines {root} 0 R"


@lru_cache(maxsize=64)
def _begun(head: Head, size: tuple[float, float], coded: bool) -> str:
    """A page's object up to the number of its code, or where it has none, of its content."""
    drawn = f"/XObject<<{head.pictures}{'/Code ' if coded else '>>'}" if coded or head.pictures else ""
    return (
        f"<</Type/Page/Parent {head.tree} 0 R/MediaBox[0 0 {real(size[0])} {real(size[1])}]/Tabs/S"
        f"/Resources<</Font {head.fonts} 0 R{drawn}"
    )


class _Part:
    """A sheet's structure under one element, its entries numbered in the order that it has in common with others.

    `parents` is the number of the array of the elements that hold its marks, which all its pages share.
    """

    def __init__(self, file: PdfFile, laid_out: LaidOutDocument, pages: range, document: int) -> None:
        self.file, self.laid_out, self.pages, self.document = file, laid_out, pages, document
        self.placed_blocks = [laid_out.structure[index] for index in laid_out.canonical_order]
        self.templates = tuple([structure.template(one.recording.nodes) for one in self.placed_blocks])
        self.number = file.reserve()
        count = sum([one.count for one in self.templates])
        self.first = file.reserve(count + 1)
        self.parents = self.first + count

    def write(self, alike: bool) -> int:
        """Put the elements, from what other files had where they are alike; the part's number."""
        lay = structure.remembered if self.laid_out.shares_items else structure.layout
        layout = lay(self.templates, self.placed_blocks)
        if alike:
            data = structure.deflated(layout, self.first, self.number, self.pages)
        else:
            data = packed(layout.numbered(self.first, self.number, self.pages), QUICK)
        self.file.object_stream(data, self.first, layout.count, layout.offset)
        kids: list[list[int]] = [[]] * len(self.placed_blocks)
        for index, tops in zip(self.laid_out.canonical_order, layout.tops, strict=True):
            kids[index] = tops
        references = _references([self.first + top for tops in kids for top in tops])
        part = f"<</S/Part/P {self.document} 0 R/Lang({self.laid_out.language})/K[{references}]>>"
        if alike:
            self.file.put_alone(part, self.number)
        else:
            self.file.put(part, self.number)
        return self.number


def _references(numbers: Sequence[int]) -> str:
    return "%d 0 R " * len(numbers) % tuple(numbers)
