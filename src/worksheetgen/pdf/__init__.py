"""Sheets to bytes: a tagged PDF of one print or of a whole pack, the same bytes for the same sheets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from worksheetgen.model.sheet import Bookmark, Page, Sheet
from worksheetgen.pdf import structure
from worksheetgen.pdf.fonts import NOTHING, Repertoire
from worksheetgen.pdf.fragments import Fragment, joined, of_page
from worksheetgen.pdf.head import head_of
from worksheetgen.pdf.objects import QUICK, File, packed, real, string

__all__ = ["Repertoire", "write_pdf"]


def write_pdf(sheets: Sequence[Sheet], title: str, repertoire: Repertoire = NOTHING) -> bytes:
    """One PDF of all the sheets' pages in order; every sheet is a part of the structure and a bookmark.

    Nothing but the title stands in the metadata. Tagged for PDF/UA-1 (ISO 14289-1). Files with the same `repertoire`
    begin with the same bytes, made once.
    """
    return _Writer(sheets, title, repertoire).write()


class _Writer:
    """The objects of one file; page numbers count over all sheets.

    A file of one sheet is put together from what others like it had, down to the deflated bytes. In a pack pages
    share the streams of what they draw.
    """

    def __init__(self, sheets: Sequence[Sheet], title: str, repertoire: Repertoire) -> None:
        self.sheets, self.alone = sheets, len(sheets) == 1
        images = {image for sheet in sheets for one in sheet.structure for image in one.recording.images}
        drawn = [one for sheet in sheets for one in sheet.drawn]
        by_name = tuple(sorted(images, key=lambda image: image.name))
        self.head = head_of(title, repertoire.faces(drawn), by_name)
        self.file = self.head.file.copy()
        count = sum(len(sheet.pages) for sheet in sheets)
        self.first_page = self.file.reserve(count)
        self.page_objects = range(self.first_page, self.first_page + count)
        self.shared: dict[bytes, int] = {}

    def write(self) -> bytes:
        first = 0
        parts, arrays = [], list[int]()
        for sheet in self.sheets:
            pages = self.page_objects[first : first + len(sheet.pages)]
            self._pages(sheet, pages)
            part = _Part(self.file, sheet, pages, self.head.document)
            parts.append(part.write(self.alone))
            arrays += [part.parents] * len(pages)
            first += len(sheet.pages)
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
        return self.file.write(self.head.catalog, self.head.info)

    def _pages(self, sheet: Sheet, objects: Sequence[int]) -> None:
        for page, number in zip(sheet.pages, objects, strict=True):
            if self.alone:
                contents = f"{self.file.packed_stream(joined(of_page(page)))} 0 R"
            else:
                contents = f"[{_references([self._shared(drawn) for drawn in of_page(page, apart=True)])}]"
            self.file.put(
                f"<</Type/Page/Parent {self.head.tree} 0 R/MediaBox[0 0 {real(page.width)} {real(page.height)}]"
                f"/Resources<</Font {self.head.fonts} 0 R{self._pictures(page)}>>/Contents {contents}"
                f"/StructParents {number - self.first_page}/Tabs/S>>",
                number,
            )

    def _pictures(self, page: Page) -> str:
        """What a page's resources say of pictures and its code."""
        entries = self.head.pictures
        if page.code:
            size = page.code.modules
            number = self.file.plain_stream(
                page.code.samples, f"/Subtype/Image/ImageMask true/Width {size}/Height {size}"
            )
            entries += f"/Code {number} 0 R"
        return f"/XObject<<{entries}>>" if entries else ""

    def _shared(self, drawn: Fragment) -> int:
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
            f"/MarkInfo <</Marked true>> /Lang ({self.sheets[0].language}) "
            f"/ViewerPreferences <</DisplayDocTitle true>> /Metadata {self.head.metadata} 0 R{self._outline()}>>",
            self.head.catalog,
        )

    def _outline(self) -> str:
        """Bookmarks: one a sheet where there are several, the headings below."""
        entries: list[Bookmark] = []
        first = 0
        for sheet in self.sheets:
            if not self.alone:
                entries.append(Bookmark(sheet.title, 0, first, 0))
            entries += [
                Bookmark(mark.title, mark.level + (not self.alone), mark.page + first, mark.y)
                for mark in sheet.outline
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
        heights = [page.height for sheet in self.sheets for page in sheet.pages]
        for entry, number in zip(entries, numbers, strict=True):
            self.file.put(
                f"<</Title {_title(entry.title)} /Parent {parents[number]} 0 R{near[number]}"
                f"{_family(children[number])} /Dest [{self.page_objects[entry.page]} 0 R /XYZ 0 "
                f"{real(heights[entry.page] - entry.y)} 0]>>",
                number,
            )


class _Part:
    """A sheet's structure under one element, its entries numbered in the order that it has in common with others.

    `parents` is the number of the array of the elements that hold its marks, which all its pages share.
    """

    def __init__(self, file: File, sheet: Sheet, pages: Sequence[int], document: int) -> None:
        self.file, self.sheet, self.pages, self.document = file, sheet, pages, document
        self.templates = [structure.template(one.recording.nodes) for one in sheet.structure]
        self.number = file.reserve()
        self.in_order = tuple([self.templates[index] for index in sheet.common])
        self.count = sum([one.count for one in self.templates])
        self.first = base = file.reserve(self.count + 1)
        self.parents = self.first + self.count
        self.bases = [0] * len(self.templates)
        for index, one in zip(sheet.common, self.in_order, strict=True):
            self.bases[index] = base
            base += one.count

    def write(self, alone: bool) -> int:
        """Put the elements, from what other files had where the sheet is alone in its file; the part's number."""
        data, offset = self._remembered() if alone else self._made()
        self.file.object_stream(data, self.first, self.count + 1, offset)
        tops = [base + top for one, base in zip(self.templates, self.bases, strict=True) for top in one.tops]
        self.file.put(
            f"<</S/Part/P {self.document} 0 R/Lang({self.sheet.language})/K[{_references(tops)}]>>",
            self.number,
        )
        return self.number

    def _remembered(self) -> tuple[bytes, int]:
        head, parents = structure.remembered_ends(self.in_order, self.first)
        bodies = [
            structure.remembered(one, self.bases[index], self.number, self.sheet.structure[index], self.pages)
            for one, index in zip(self.in_order, self.sheet.common, strict=True)
        ]
        return joined((head, *bodies, parents)), head.length

    def _made(self) -> tuple[bytes, int]:
        head, parents = structure.ends(self.in_order, self.first)
        bodies = [
            structure.objects(
                one,
                self.bases[index],
                self.number,
                structure.leaves(one, self.sheet.structure[index], self.pages),
            )
            for one, index in zip(self.in_order, self.sheet.common, strict=True)
        ]
        return packed(b"".join((head, *bodies, parents)), QUICK), len(head)


def _references(numbers: Sequence[int]) -> str:
    return " ".join([f"{number} 0 R" for number in numbers])


@lru_cache(maxsize=1024)
def _title(title: str) -> str:
    return string(title)


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
