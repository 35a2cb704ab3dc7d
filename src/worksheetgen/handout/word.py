"""A Word document to its blocks: paragraphs, headings, lists, tables, text boxes; pictures by what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from worksheetgen.docx_file import footnotes_of, opened_document
from worksheetgen.handout.blocks import BlockKind, DocumentBlock, single_spaced
from worksheetgen.handout.lines import is_heading, without_bullet
from worksheetgen.handout.word_maths import MATHS, formula, sign_in
from worksheetgen.model.scripts import lowered, raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BOX = f"{_W}txbxContent"
_SCRIPTS = {"subscript": lowered, "superscript": raised}
_MOST_COLUMNS = 63
"""The most columns of a table in Word."""
_SPACES = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_UNPRINTED = frozenset(
    (_FALLBACK, *(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "drawing", "pict", "object")))
)
"""What of a paragraph has no words of its text: changes that are marked, looks, pictures and text boxes."""
_PICTURES = (f"{_W}drawing", f"{_W}pict")


def word_blocks(content: bytes) -> list[DocumentBlock]:
    """The blocks of a document, without its headers and footers. Raises as `opened_zip` does."""
    document = opened_document(content)
    styles = {style.style_id: style.name or "" for style in document.styles}
    return list(_blocks(document.element.body, styles, footnotes_of(document)))


def _blocks(container: Any, styles: dict[str, str], notes: Mapping[str, Any]) -> Iterator[DocumentBlock]:
    """The blocks of a body, a cell or a text box, in order; what is only grouped there is opened."""
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, styles, notes)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, styles, notes)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _blocks(element, styles, notes)


def _paragraph(element: Any, styles: dict[str, str], notes: Mapping[str, Any]) -> Iterator[DocumentBlock]:
    """A paragraph, then the notes, pictures and text boxes that hang on it."""
    if text := single_spaced(_text(element)):
        style = _style(element, styles).casefold()
        numbered = element.find(f"{_W}pPr/{_W}numPr") is not None
        bullet = without_bullet(text)
        if style.startswith(("heading", "title")) or (_all_bold(element) and is_heading(text)):
            yield DocumentBlock(BlockKind.HEADING, text)
        elif style.startswith("caption"):
            yield DocumentBlock(BlockKind.CAPTION, text)
        elif style.startswith("list") or numbered or bullet:
            yield DocumentBlock(BlockKind.ITEM, bullet or text)
        elif not style.startswith(("toc", "footer", "header")):
            yield DocumentBlock(BlockKind.PARAGRAPH, text)
    yield from _notes(element, notes)
    for drawing in (one for tag in _PICTURES for one in element.iter(tag)):
        if _is_within(drawing, _FALLBACK):
            continue
        boxes = [box for box in drawing.iter(_BOX) if not _is_within(box, _FALLBACK)]
        for box in boxes:
            yield from _blocks(box, styles, notes)
        if not boxes:
            named = next(drawing.iter(_DRAWN), None)
            said = "" if named is None else named.get("descr") or ""
            yield DocumentBlock(BlockKind.PICTURE, single_spaced(said))


def _text(element: Any) -> str:
    """The words of a paragraph as it is printed: without text boxes, and what is deleted, moved away or hidden."""
    pieces: list[str] = []
    for one in element:
        tag = one.tag
        if tag in _UNPRINTED or (tag == f"{_W}r" and _is_set(one.find(f"{_W}rPr/{_W}vanish"))):
            continue
        if tag in (f"{MATHS}oMath", f"{MATHS}oMathPara"):
            pieces.append(formula(one))
        elif tag == f"{_W}t":
            pieces.append(_SCRIPTS.get(_vertical(one), str)(one.text or ""))
        elif tag == f"{_W}sym":
            pieces.append(sign_in(one.get(f"{_W}font") or "", one.get(f"{_W}char") or "0"))
        else:
            pieces.append(_SPACES.get(tag) or _text(one))
    return "".join(pieces)


def _vertical(text: Any) -> str:
    """How the run of a text is set: `subscript`, `superscript`, or "" for neither."""
    found = text.getparent().find(f"{_W}rPr/{_W}vertAlign")
    return "" if found is None else found.get(f"{_W}val") or ""


def _notes(element: Any, notes: Mapping[str, Any]) -> Iterator[DocumentBlock]:
    """The footnotes and endnotes that a paragraph refers to."""
    for reference in element.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
        name = f"{reference.tag.removeprefix(_W).removesuffix('Reference')} {reference.get(f'{_W}id')}"
        if name in notes:
            said = single_spaced(" ".join(map(_text, notes[name].iter(f"{_W}p"))))
            yield DocumentBlock(BlockKind.NOTE, said)


def _is_within(element: Any, tag: str, up_to: Any = None) -> bool:
    """Whether an element stands in one of that tag, below `up_to` where that is given."""
    parent = element.getparent()
    while parent is not None and parent is not up_to:
        if parent.tag == tag:
            return True
        parent = parent.getparent()
    return False


def _style(element: Any, styles: dict[str, str]) -> str:
    found = element.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else styles.get(found.get(f"{_W}val"), "")


def _all_bold(element: Any) -> bool:
    """Whether every run that has words is bold: teachers make headings so."""
    runs = [
        run for run in element.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()
    ]
    return bool(runs) and all(_is_set(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _is_set(mark: Any) -> bool:
    """Whether a property of a run, such as bold, is there and not switched off."""
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false")


def _table(element: Any, styles: dict[str, str], notes: Mapping[str, Any]) -> Iterator[DocumentBlock]:
    """A table; one that is a frame around text, with a single cell in each row, is that text."""
    rows = [row.findall(f"{_W}tc") for row in element.iter(f"{_W}tr") if _owner(row) is element]
    if all(len(cells) <= 1 for cells in rows):
        for cell in (cell for cells in rows for cell in cells):
            yield from _blocks(cell, styles, notes)
        return
    texts: list[tuple[str, ...]] = []
    for cells in rows:
        texts.append(tuple(_across(cells, texts[-1] if texts else (), styles)))
    most = max(map(len, texts))
    # A row of one cell over all columns is a title: its words stand once.
    titled = (
        (row[0], *("" for _ in row[1:])) if len(cells) == 1 and len(row) == most else row
        for cells, row in zip(rows, texts, strict=True)
    )
    yield DocumentBlock(BlockKind.TABLE, rows=tuple(row for row in titled if any(row)))
    yield from _notes(element, notes)


def _across(cells: Sequence[Any], above: Sequence[str], styles: dict[str, str]) -> Iterator[str]:
    """The words of a row in each column: those of a cell that spans several stand in all, as in the rows below it."""
    column = 0
    for cell in cells:
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        said = single_spaced(" ".join(_cell(cell, styles)))
        width = min(int(span.get(f"{_W}val") or 1), _MOST_COLUMNS) if span is not None else 1
        for _ in range(width):
            goes_on = merged is not None and merged.get(f"{_W}val") != "restart" and column < len(above)
            yield above[column] if goes_on else said
            column += 1


def _owner(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{_W}tbl":
        parent = parent.getparent()
    return parent


def _cell(cell: Any, styles: dict[str, str]) -> Iterator[str]:
    """The words of a cell, without footnotes."""
    for block in _blocks(cell, styles, {}):
        yield from (block.text, *(word for row in block.rows for word in row))
