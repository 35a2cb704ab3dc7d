"""A plan to what a person looks at before printing: how much paper it takes, and pictures of its pages.

pypdfium2 and Pillow's drawing are imported where pictures are made: most runs are printed without any.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from io import BytesIO

from PIL import Image

from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import PaperSort, Print, Student
from worksheetgen.pdf.fragments import of_page
from worksheetgen.run.booklets import Booklets
from worksheetgen.run.plan import Plan
from worksheetgen.run.press import Press
from worksheetgen.run.rendering import pdf_of
from worksheetgen.run.sheets import Length, SheetCount, sheets, sheets_of_print
from worksheetgen.run.values import LARGEST_PACK
from worksheetgen.value import Value

DOTS_PER_INCH = 100
"""Of a picture of a page: as large as most screens show a page whole."""
THUMBNAIL = 300
"""How wide a page is on the contact sheet, in dots."""
IN_A_ROW = 6
MARGIN, CAPTION = 12, 22
"""The white between the pages on it, and the room for a caption below each, in dots."""
PAPER, SHADOW, INK = "white", "#9a9a9a", "black"
CONTACT_SHEET = "preview-all.png"
PREVIEWS = "preview-*-*-[0-9][0-9].png"
"""What matches the names of all pictures of pages, and of nothing that a person is likely to keep beside them."""


class PlannedPages:
    """The pages of a plan's papers; what they have in common is made once.

    A `press` is given where other plans of that very request are looked at, too.
    """

    def __init__(self, plan: Plan, press: Press | None = None) -> None:
        press = press or Press(plan.request, plan.request.paper_ids)
        self._plan, request = plan, plan.request
        self._renderer, self._papers = press.renderer, press.papers
        forms = self._papers.of_each_form(plan.draw.all_forms)
        self._booklets = Booklets(request, forms, self._renderer)

    def laid_out(self, students: Sequence[Student]) -> list[LaidOutDocument]:
        """Their papers’ pages. Raises InvalidInput where a template is wrong, Unprintable for what cannot be set."""
        arrangements = self._plan.arrangements
        return self._renderer.papers(self._papers.paper(arrangements[one.id], one) for one in students)

    def sheets(self, between: Callable[[], None] | None = None) -> SheetCount:
        """The paper that the run takes. Raises as `laid_out` does.

        Of more than a pack of papers one of each form, tier and print is laid out, and stands for all of them. Where
        `between` is given, papers are laid out one by one and it is called after each, so that other work can go first.
        """
        students = self._plan.students
        exact = len(students) <= LARGEST_PACK
        keyed = [(one.id if exact else self._sort(one), one) for one in students]
        alike, chosen = Counter(key for key, _ in keyed), dict(keyed)
        papers: defaultdict[Print, list[Length]] = defaultdict(list)
        booklets: list[Length] = []
        some = list(chosen.values())
        laid_out = self._one_by_one(some, between) if between else self.laid_out(some)
        for (key, student), pages in zip(chosen.items(), laid_out, strict=True):
            papers[student.print] += [_length(pages)] * alike[key]
            if booklet := self._booklets.of(self._sort(student)):
                booklets += [_length(booklet)] * alike[key]
        two_up = self._plan.request.two_up
        by_print = {
            print: sheets_of_print(print, lengths, two_up=two_up) for print, lengths in papers.items()
        }
        return SheetCount(by_print, sheets(booklets), exact)

    def _one_by_one(
        self, students: Sequence[Student], between: Callable[[], None]
    ) -> Iterator[LaidOutDocument]:
        for student in students:
            yield from self.laid_out([student])
            between()

    def _sort(self, student: Student) -> PaperSort:
        return PaperSort(self._plan.arrangements[student.id].form, student.print, student.tier)

    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """PNG files by their names: each page of the first paper of each print and tier, and a contact sheet of all.

        A print's source booklet, where it has one, comes before its papers. Raises as `laid_out` does.
        """
        from pypdfium2 import PdfDocument

        pages: list[tuple[str, Image.Image]] = []
        for print, what, document in self._looked_at():
            for number, page in enumerate(PdfDocument(pdf_of(document)), 1):
                picture = page.render(scale=DOTS_PER_INCH / 72).to_pil()
                pages.append((f"{print} · {what} · {number}", picture))
                yield f"preview-{print}-{what}-{number:02}.png", _png(picture)
        yield CONTACT_SHEET, _png(_contact_sheet(pages))

    def _looked_at(self) -> Iterator[tuple[Print, str, LaidOutDocument]]:
        """What pictures are made of: each with its print, and the paper's tier, `booklet` or `booklet-easier`."""
        shown: set[tuple[Print, str]] = set()
        for student in self._first_of_each():
            sort = self._sort(student)
            what = "booklet-easier" if self._booklets.adapted(sort) else "booklet"
            booklet = self._booklets.of(sort)
            if booklet and (student.print, what) not in shown:
                yield student.print, what, booklet
            shown.add((student.print, what))
            (paper,) = self.laid_out([student])
            yield student.print, student.tier.value, paper

    def _first_of_each(self) -> list[Student]:
        """The first student of each print and tier, in the order of prints and tiers."""
        first: dict[tuple[Print, str], Student] = {}
        for student in self._plan.students:
            first.setdefault((student.print, student.tier.value), student)
        order = list(Print)
        return [first[key] for key in sorted(first, key=lambda key: (order.index(key[0]), key[1]))]


def picture_of_page(pdf: bytes, page: int, dots_per_inch: int) -> bytes:
    """A PNG, in grey, of the page of a PDF with that index, to be seen once: quickly made rather than small."""
    from pypdfium2 import PdfDocument

    file = BytesIO()
    picture = PdfDocument(pdf)[page].render(scale=dots_per_inch / 72, grayscale=True).to_pil()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


class PageFacts(Value):
    """What can be told of a page: how wide and high it is, in whole points, and its words, line by line, as read."""

    width: int
    height: int
    words: str


def page_facts(pdf: bytes) -> list[PageFacts]:
    """What can be told of each page of a PDF."""
    from pypdfium2 import PdfDocument

    return [
        PageFacts(
            round(page.get_width()),
            round(page.get_height()),
            "\n".join(page.get_textpage().get_text_range().splitlines()),
        )
        for page in PdfDocument(pdf)
    ]


def page_keys(document: LaidOutDocument, secret: bytes) -> list[str]:
    """A name for each page that is the same as long as it looks the same; nobody reads the page from it."""
    return [
        blake2b(b"".join(of_page(page)), digest_size=16, key=secret).hexdigest() for page in document.pages
    ]


def _length(document: LaidOutDocument) -> Length:
    return document.paper_size, len(document.pages)


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG", compress_level=3)  # half the time of Pillow's usual 6, and no larger
    return file.getvalue()


def _contact_sheet(pages: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """All pages small, row by row, each over its caption."""
    from PIL import ImageDraw

    small = [
        (caption, page.resize((THUMBNAIL, round(page.height * THUMBNAIL / page.width))))
        for caption, page in pages
    ]
    rows = [small[start : start + IN_A_ROW] for start in range(0, len(small), IN_A_ROW)]
    heights = [max(page.height for _, page in row) + CAPTION + MARGIN for row in rows]
    width = MARGIN + min(IN_A_ROW, len(small)) * (THUMBNAIL + MARGIN)
    sheet = Image.new("RGB", (width, MARGIN + sum(heights)), PAPER)
    draw = ImageDraw.Draw(sheet)
    top = MARGIN
    for row, height in zip(rows, heights, strict=True):
        for place, (caption, page) in enumerate(row):
            left = MARGIN + place * (THUMBNAIL + MARGIN)
            sheet.paste(page, (left, top))
            draw.rectangle((left, top, left + page.width, top + page.height), outline=SHADOW)
            draw.text((left, top + page.height + 4), caption, fill=INK)
        top += height
    return sheet
