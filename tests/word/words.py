"""The words of a document in their order, and those of the Word file that is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
from docx.shared import Pt
from docx.styles.style import BaseStyle, CharacterStyle
from openxml_audit import OpenXmlValidator

from worksheetgen.model import blocks as said
from worksheetgen.model.blocks import Block
from worksheetgen.model.document import Document
from worksheetgen.model.text import plain
from worksheetgen.model.words import Words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_said(document: Document, words: Words, *, large: bool = False, margins: bool = False) -> list[str]:
    """The words of all its blocks, its extra pages too; of a chart those of its numbers, of a gap none.

    In a `large` print fewer questions of a grid stand beside each other than it has columns. `margins` says whether
    texts have one for notes, as they have in prints with room for it.
    """
    items = (*document.items, *document.extra_space.items * document.extra_space.least)
    return " ".join(said for item in items for said in _said(item.block, words, large, margins)).split()


def _said(block: Block, words: Words, large: bool, margins: bool) -> Iterator[str]:
    match block:
        case said.Paragraph(text) | said.Stem(text, ""):
            yield plain(text)
        case said.Heading(_, _, aside):
            yield from (plain(block.words), plain(aside))
        case said.Stem(text, marks):
            yield from (plain(text), marks)
        case said.Bullets(items):
            yield from map(plain, items)
        case said.Options(options):
            yield from (words for one in options for words in (one.label, plain(one.text)))
        case said.Ticks(labels) | said.WordBank(labels) | said.Scale(labels):
            yield from labels
        case said.Lines() | said.Ruling():
            yield block.label
        case said.Frame(blocks) | said.Columns(blocks) | said.Letterhead(_, _, _, blocks):
            yield from _all(blocks, words, large, margins)
        case said.Table(_, _, _, rows):
            yield from (plain(cell.text) for row in rows for cell in row)
        case said.Fields(fields):
            yield from (words for one in fields for words in (one.label, one.value))
        case said.Side(left, right):
            yield from _all((*left, *right), words, large, margins)
        case said.Labelled(label, blocks):
            yield from (label, *_all(blocks, words, large, margins))
        case said.Passage(paragraphs, notes):
            for index, (label, text) in enumerate(paragraphs):
                yield from (label, plain(text), "" if index or not margins else block.margin)
            yield from (f"{term}: {plain(meaning)}" for term, meaning in notes)
        case said.Chart(measure, bars):
            yield measure
            yield from (said for bar in bars for said in (bar.label, words.bar(bar.value, bar.most)))
        case said.Timeline(events):
            yield from (words for when, text in events for words in (when, plain(text)))
        case said.MarkingGrid(head, columns, lines):
            yield head
            yield from (said for one in columns for said in (one.over, one.number, one.under))
            for whose, cells in lines:
                yield from (whose, *(said for one in cells for said in (one.answer, one.note)))
        case said.KeyStrips(strips):
            for strip in strips:
                yield from (strip.label, strip.name)
                yield from (label for label, _ in strip.cells)
                yield from (answer for _, answer in strip.cells)
        case said.QuestionGrid(heads, rows, score):
            yield from () if large else (words for head in heads for words in (head.text, head.aside))
            for row in rows:
                for column, (number, text) in zip(heads, row, strict=True):
                    yield from (column.text if large else "", number, plain(text), column.mark)
            yield from score
        case said.Puzzle(grids, lists):
            for grid in grids:
                yield grid.caption
                squares = (square for row in grid.rows for square in row if square)
                yield from (words for square in squares for words in (square.number, square.letter))
            for clues in lists:
                yield clues.head
                yield from (words for label, text in clues.clues for words in (label, plain(text)))
        case said.Compared(measure, sets, bars):
            yield from (measure, *sets)
            for label, values in bars:
                yield from (label, *map(words.amount, values))
        case said.Facts(facts):
            yield from (words for one in facts for words in (one.label, plain(one.text)))
        case said.Boxes(boxes):
            for box in boxes:
                yield from (box.label, plain(box.head), *_all(box.blocks, words, large, margins))
        case said.Cards(cards, fronts, backs):
            yield from (fronts, backs)
            for card in cards:
                yield from (card.kind, card.number, plain(card.front), plain(card.back))
        case said.Picture() | said.Space() | said.Rule():
            pass


def _all(blocks: tuple[Block, ...], words: Words, large: bool, margins: bool) -> Iterator[str]:
    for block in blocks:
        yield from _said(block, words, large, margins)


def words_shown(content: bytes) -> list[str]:
    """The words of a Word file's text, without the boxes to cross and the gaps to fill in."""
    found = []
    for element in ElementTree.fromstring(part(content, "word/document.xml")).iter():
        if element.tag == f"{W}t":
            found.append(element.text or "")
        elif element.tag in (f"{W}p", f"{W}tab", f"{W}br"):
            found.append(" ")
    return re.sub("☐|_{3,}", " ", "".join(found)).split()


def part(content: bytes, name: str) -> bytes:
    """A part of a Word file."""
    with ZipFile(BytesIO(content)) as file:
        return file.read(name)


def parts(content: bytes) -> dict[str, bytes]:
    """All parts of a Word file by their names."""
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def sizes(content: bytes, normal: float) -> dict[str, set[float]]:
    """The sizes, in points, of a Word file's words by the names of the styles that give them, once Normal has that one.

    Words with Normal's own stand under `Normal`, as do those of styles without a size.
    """
    opened = docx.Document(BytesIO(content))
    opened.styles["Normal"].font.size = Pt(normal)
    by_id = {one.style_id: one for one in opened.styles}
    found: dict[str, set[float]] = {}
    for root in (opened.element.body, opened.sections[0].footer._element):
        for run in root.iter(f"{W}r"):
            if not run.findall(f"{W}t"):
                continue
            paragraph = next(run.iterancestors(f"{W}p"))
            ids = [*run.xpath("w:rPr/w:rStyle/@w:val"), *paragraph.xpath("w:pPr/w:pStyle/@w:val"), "Normal"]
            name, size = next(sized for id in ids if (sized := _sized(by_id[id])))
            assert not run.xpath("w:rPr/w:sz"), "a size that no style gives"
            found.setdefault(name, set()).add(size)
    return found


def _sized(style: BaseStyle | None) -> tuple[str, float] | None:
    """The style itself, or the one that it is based on, that has a size, and the size."""
    while isinstance(style, CharacterStyle):
        if style.font.size:
            return style.name or "", style.font.size.pt
        style = style.base_style
    return None


def wrong_in(content: bytes, folder: Path) -> list[str]:
    """What a validator of Office's own schemas finds wrong with a Word file."""
    path = folder / "checked.docx"
    path.write_bytes(content)
    return [error.description for error in OpenXmlValidator().validate(path).errors]
