"""A Word document to its blocks: paragraphs, headings, lists, tables, text boxes; pictures by what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from worksheetgen.docx_file import opened_document
from worksheetgen.handout.blocks import BlockKind, DocumentBlock, single_spaced
from worksheetgen.handout.lines import is_heading, without_bullet
from worksheetgen.model.scripts import lowered, raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BOX = f"{_W}txbxContent"
_SCRIPTS = {"subscript": lowered, "superscript": raised}
_PICTURES = (f"{_W}drawing", f"{_W}pict")


def word_blocks(content: bytes) -> list[DocumentBlock]:
    """The blocks of a document, without its headers and footers. Raises as `opened_zip` does."""
    document = opened_document(content)
    styles = {style.style_id: style.name or "" for style in document.styles}
    return list(_blocks(document.element.body, styles))


def _blocks(container: Any, styles: dict[str, str]) -> Iterator[DocumentBlock]:
    """The blocks of a body, a cell or a text box, in order; what is only grouped there is opened."""
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, styles)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, styles)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _blocks(element, styles)


def _paragraph(element: Any, styles: dict[str, str]) -> Iterator[DocumentBlock]:
    """A paragraph, then the pictures and text boxes that hang on it."""
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
    for drawing in (one for tag in _PICTURES for one in element.iter(tag)):
        if _is_within(drawing, _FALLBACK):
            continue
        boxes = [box for box in drawing.iter(_BOX) if not _is_within(box, _FALLBACK)]
        for box in boxes:
            yield from _blocks(box, styles)
        if not boxes:
            named = next(drawing.iter(_DRAWN), None)
            said = "" if named is None else named.get("descr") or ""
            yield DocumentBlock(BlockKind.PICTURE, single_spaced(said))


def _text(element: Any) -> str:
    """The words of a paragraph, inserted ones too and deleted ones not; without those of its text boxes."""
    pieces: list[str] = []
    for one in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen", f"{_M}t"):
        if _is_within(one, _BOX, element) or one.getparent().tag == f"{_W}tabs":
            continue
        tag = one.tag
        script = _SCRIPTS.get(_vertical(one), str)
        words = tag in (f"{_W}t", f"{_M}t")
        pieces.append(script(one.text or "") if words else "-" if tag.endswith("Hyphen") else " ")
    return "".join(pieces)


def _vertical(text: Any) -> str:
    """How the run of a text is set: `subscript`, `superscript`, or "" for neither."""
    found = text.getparent().find(f"{_W}rPr/{_W}vertAlign")
    return "" if found is None else found.get(f"{_W}val") or ""


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
    return bool(runs) and all(_is_bold(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _is_bold(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false")


def _table(element: Any, styles: dict[str, str]) -> Iterator[DocumentBlock]:
    """A table; one that is a frame around text, with a single cell in each row, is that text."""
    rows = [row.findall(f"{_W}tc") for row in element.iter(f"{_W}tr") if _owner(row) is element]
    if all(len(cells) <= 1 for cells in rows):
        for cell in (cell for cells in rows for cell in cells):
            yield from _blocks(cell, styles)
        return
    texts = [tuple(single_spaced(" ".join(_cell(cell, styles))) for cell in cells) for cells in rows]
    yield DocumentBlock(BlockKind.TABLE, rows=tuple(row for row in texts if any(row)))


def _owner(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{_W}tbl":
        parent = parent.getparent()
    return parent


def _cell(cell: Any, styles: dict[str, str]) -> Iterator[str]:
    for block in _blocks(cell, styles):
        yield from (block.text, *(word for row in block.rows for word in row))
