"""A PDF to the blocks of its text: lines as they stand on the pages, without headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2 import PdfiumError

from worksheetgen.handout.blocks import BlockKind, DocumentBlock, single_spaced
from worksheetgen.handout.lines import SENTENCE_ENDS, is_heading, paragraph_of, without_bullet, words_of
from worksheetgen.model.scripts import lowered, raised
from worksheetgen.value import Value, replace

_MOST_PAGES = 200
_FULLEST_PAGE = 20_000
"""The most characters of a page; one of a newspaper has fewer."""
_MOST_PIECES = 3000
"""The most pieces of lines of a page: for each of them PDFium looks at all characters of the page."""
EDGE = 2
"""So many lines at the top and foot of a page may be its header and footer."""
_WIDE = 1.2
"""So many times its height wide is the least gap in a line between two cells of a table."""
_FEW_WORDS = 6
"""A cell of a table has about so many words at most; a line of a text has more."""
_LINE_STEPS = (1, 2, 5, 10)
"""By how much the numbers of lines beside a text go up."""
_BULLET = re.compile(r"[^\w\s]|o|\(?(?:\d{1,2}|[a-z])[.)]")
"""What stands before an entry of a list, with a gap behind it: it is no cell of a table."""
_SCRIPTED = re.compile(r"[⁰¹²³⁴-⁹₀-₉]$")
SMALLEST_PICTURE = 40
"""The least width and height in points of a picture that is told: smaller ones are ornaments."""
_PAGE_NUMBER = re.compile(
    r"\W*+(?:page|seite|p\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|-)\s*\d{1,4})?\W*", re.I
)


class PrintedLine(Value):
    """A line of a page: its words, its edges in points from the page's left and foot, and its page from 0.

    `size` is that of its font as the PDF names it, which says only whether other lines are larger; `height` follows
    from its very letters. `cells` are its words in pieces that stand far apart, as in a table; of a text one.
    """

    text: str
    left: float
    right: float
    foot: float
    height: float
    size: float
    page: int
    cells: tuple[str, ...] = ()


__all__ = ["CrowdedPage", "NoText", "PdfiumError", "pdf_blocks"]


class CrowdedPage(ValueError):
    """A page has more text than a page has room for; its number, from 1, is what the error has."""


class NoText(ValueError):
    """The PDF has pages but no text: it is a scan."""


def pdf_blocks(content: bytes) -> list[DocumentBlock]:
    """The blocks of a PDF.

    Raises NoText for a scan, CrowdedPage, pypdfium2.PdfiumError for what is no PDF or has a password.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        pages: list[list[PrintedLine]] = []
        pictures: list[int] = []
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            if text.count_chars() > _FULLEST_PAGE or text.count_rects() > _MOST_PIECES:
                raise CrowdedPage(number + 1)
            pages.append(_joined_rects(_without_line_numbers(list(_rects(text, number)))))
            pictures.append(sum(1 for _ in _pictures(page)))
    finally:
        document.close()
    if not any(pages):
        raise NoText("no text")
    return list(_blocks(_without_edges(pages), pictures))


def _rects(textpage: pypdfium2.PdfTextPage, page: int) -> Iterator[PrintedLine]:
    """The pieces of lines as the PDF has them, in its own order."""
    for index in range(textpage.count_rects()):
        left, foot, right, top = textpage.get_rect(index)
        text = textpage.get_text_bounded(left, foot, right, top)
        if text.strip():
            at = textpage.get_index(left + 1, (top + foot) / 2, right - left, top - foot)
            size = 0.0 if at is None else pdfium.FPDFText_GetFontSize(textpage, at)
            yield PrintedLine(text.strip("\r\n"), left, right, foot, top - foot, size, page)


def _without_line_numbers(rects: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The pieces without the figures that number lines in the margin, left or right of all that has words.

    Most go up by the same step, as years beside events do not; the page's own number may be among them.
    """
    worded = [rect for rect in rects if len(rect.text.split()) > _FEW_WORDS]
    if not worded:
        return list(rects)
    left, right = median(rect.left for rect in worded), max(rect.right for rect in worded)
    beside = [
        (int(rect.text), rect)
        for rect in rects
        if re.fullmatch(r"\d{1,3}", rect.text.strip()) and (rect.right <= left - 2 or rect.left >= right + 2)
    ]
    steps = Counter(later - one for (one, _), (later, _) in pairwise(beside))
    step, times = steps.most_common(1)[0] if steps else (1, 1)
    if step not in _LINE_STEPS or times * 2 <= steps.total():
        return list(rects)
    numbers = [rect for _, rect in beside]
    return [rect for rect in rects if rect not in numbers]


def _joined_rects(rects: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The pieces, those that stand beside each other on one line put together; small raised figures are such."""
    lines: list[PrintedLine] = []
    for rect in rects:
        last = lines[-1] if lines else None
        if last and (script := _script(last, rect)):
            cells = (*last.cells[:-1], f"{last.cells[-1].rstrip()}{script}")
            lines[-1] = replace(last, text=f"{last.text.rstrip()}{script}", right=rect.right, cells=cells)
        elif (
            last
            and abs(last.foot - rect.foot) < 0.6 * max(last.height, rect.height)
            and rect.left >= last.right - 2
        ):
            lines[-1] = _beside(last, rect)
        else:
            lines.append(replace(rect, cells=(rect.text.strip(),)))
    return lines


def _script(line: PrintedLine, rect: PrintedLine) -> str:
    """A small figure above or below the end of a line as a character, as in x² and H₂O; "" for any other piece."""
    small = rect.height < 0.85 * line.height and re.fullmatch(r"[+−-]?\d{1,3}", rect.text.strip())
    touches = line.foot - rect.height < rect.foot < line.foot + line.height
    if not small or not touches or not -2 <= rect.left - line.right < 0.5 * line.height:
        return ""
    above = rect.foot + rect.height / 2 - (line.foot + line.height / 2)
    if abs(above) < 0.15 * line.height:
        return ""
    return (raised if above > 0 else lowered)(rect.text.strip())


def _beside(line: PrintedLine, rect: PrintedLine) -> PrintedLine:
    """The line with the piece that stands to the right of it, in a further cell where the gap is wide."""
    gap = rect.left - line.right
    least = 0.4 if _SCRIPTED.search(line.text) else 0.12
    text = f"{line.text}{rect.text}"
    if gap > least * rect.height:
        text = f"{line.text.rstrip()} {rect.text.lstrip()}"
    wide = gap > _WIDE * max(line.height, rect.height) and not _BULLET.fullmatch(line.text.strip())
    more = (rect.text.strip(),) if wide else (f"{line.cells[-1]}{text[len(line.text.rstrip()) :].rstrip()}",)
    cells = (*line.cells, *more) if wide else (*line.cells[:-1], *more)
    foot, height = min(line.foot, rect.foot), max(line.height, rect.height)
    return PrintedLine(text, line.left, rect.right, foot, height, max(line.size, rect.size), rect.page, cells)


def _pictures(page: pypdfium2.PdfPage) -> Iterator[None]:
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, foot, right, top = one.get_bounds()
        if right - left >= SMALLEST_PICTURE and top - foot >= SMALLEST_PICTURE:
            yield


def _without_edges(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages without page numbers, and without what stands at the top or foot of half of them, but for numbers."""
    edges = Counter(key for lines in pages for key in {_edge_key(line) for line in _edge(lines)})
    often = max(2, len(pages) / 2)
    return [
        [
            line
            for line in lines
            if line not in _edge(lines)
            or not (_PAGE_NUMBER.fullmatch(line.text.strip()) or edges[_edge_key(line)] >= often)
        ]
        for lines in pages
    ]


def _edge(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The highest and the lowest lines of a page, wherever they stand in its order."""
    ordered = sorted(lines, key=lambda line: line.foot)
    return [*ordered[:EDGE], *ordered[-EDGE:]] if len(ordered) > 2 * EDGE else ordered[:1] + ordered[-1:]


def _edge_key(line: PrintedLine) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def _blocks(pages: Sequence[list[PrintedLine]], pictures: Sequence[int]) -> Iterator[DocumentBlock]:
    """The lines of all pages as blocks; a paragraph may go on overleaf."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    known = words_of(line.text for line in lines)
    body, size = median(line.height for line in lines), median(line.size for line in lines)
    pitch = _pitch(lines)
    widest = max(line.right for line in lines)
    group: list[PrintedLine] = []
    in_table = 0
    for at, line in enumerate(lines):
        if in_table:
            in_table -= 1
            continue
        if rows := _rows_from(lines, at):
            if group:
                yield _block(group, known, size)
                group = []
            yield DocumentBlock(
                BlockKind.TABLE, rows=tuple(tuple(map(single_spaced, row.cells)) for row in rows)
            )
            in_table = len(rows) - 1
            continue
        if group and (
            _begins(group, line, body, pitch, widest) or _is_large(line, size) != _is_large(group[0], size)
        ):
            yield _block(group, known, size)
            group = []
        group.append(line)
    if group:
        yield _block(group, known, size)
    for number, count in enumerate(pictures, 1):
        place = f"on page {number}" if pages[number - 1] else f"on page {number}, which has no text"
        yield from (DocumentBlock(BlockKind.PICTURE, place) for _ in range(count))


def _rows_from(lines: Sequence[PrintedLine], at: int) -> Sequence[PrintedLine]:
    """The lines from one on that are rows of a table: of as many cells each, with few words; () where it is none."""
    first = lines[at]
    if len(first.cells) < 2:
        return ()
    rows = list(
        takewhile(
            lambda line: line.page == first.page and len(line.cells) == len(first.cells),
            islice(lines, at, None),
        )
    )
    words = sum(len(line.text.split()) for line in rows)
    return rows if len(rows) > 1 and words <= _FEW_WORDS * len(rows) * len(first.cells) else ()


def _is_large(line: PrintedLine, size: float) -> bool:
    """Whether a line is set so much larger than most, whose size is given, that it is a heading."""
    return line.size > 1.15 * size


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """The usual distance from line to line, in points."""
    steps = [
        one.foot - other.foot
        for one, other in pairwise(lines)
        if one.page == other.page and 0 < one.foot - other.foot < 4 * one.height
    ]
    # A page of short paragraphs has many wide steps: the narrower half are those within them.
    return median(sorted(steps)[: max(1, len(steps) // 2)]) if steps else 0.0


def _begins(
    group: Sequence[PrintedLine], line: PrintedLine, body: float, pitch: float, widest: float
) -> bool:
    """Whether a line begins another paragraph than the lines before it."""
    last = group[-1]
    if without_bullet(line.text.strip()) is not None or abs(line.height - last.height) > 0.3 * body:
        return True
    ended = last.text.rstrip().endswith(SENTENCE_ENDS)
    short = last.right < widest - 0.12 * (widest - min(one.left for one in group))
    if last.page != line.page or line.foot > last.foot:  # overleaf, or at the head of another column
        return ended and (short or line.left > group[0].left + 6)
    step = last.foot - line.foot
    indented = line.left > min(one.left for one in group) + 6 and line.left < widest / 2
    return step > 1.35 * pitch or (ended and indented) or (ended and short and last.right < 0.75 * widest)


def _block(group: Sequence[PrintedLine], known: frozenset[str], size: float) -> DocumentBlock:
    block = paragraph_of([line.text for line in group], known)
    short = (
        block.kind is BlockKind.PARAGRAPH and len(group) <= 2 and all(len(one.cells) == 1 for one in group)
    )
    heads = short and (is_heading(block.text) or _is_large(group[0], size))
    return replace(block, kind=BlockKind.HEADING) if heads else block
