"""The way that everybody writes first: one SimpleDocTemplate.build for each student's paper.

The same documents as the program's own, in the same fonts, sizes and answer lines, by plain Platypus: no block is
kept from one paper to the next, and nothing is tagged.
"""

from __future__ import annotations

from functools import cache, partial
from html import escape
from io import BytesIO
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    CondPageBreak,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from worksheetgen.faces import FILES
from worksheetgen.model import blocks as said
from worksheetgen.model.document import Document
from worksheetgen.model.text import Break, Gap, Run, Text
from worksheetgen.typesetting import Theme

GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.6, black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
PLAIN = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
)


@cache
def _plain(face: str) -> str:
    """ReportLab's own font of the face's file, registered under a name of its own: the program's stay as they are."""
    name = f"Plain{face}"
    pdfmetrics.registerFont(TTFont(name, str(FILES[face])))
    addMapping(name, 0, 0, name)
    return name


def build(document: Document, theme: Theme) -> bytes:
    """The paper as one PDF."""
    flow: list[Any] = []
    for item in document.items:
        if item.page_break_before and flow:
            flow.append(PageBreak())
        if isinstance(item.block, said.Labelled | said.Frame):
            flow.append(KeepTogether(_flowables(item.block, theme, theme.width)))
        else:
            if item.keep_with_next:
                flow.append(CondPageBreak(30 * mm))
            flow += _flowables(item.block, theme, theme.width)
        flow.append(Spacer(0, theme.block_space if item.keep_with_next else theme.question_space))
    out = BytesIO()
    width, height = theme.page
    template = SimpleDocTemplate(
        out,
        pagesize=theme.page,
        leftMargin=theme.inner - 6,
        rightMargin=width - theme.inner - theme.width - 6,
        topMargin=theme.top - 6,
        bottomMargin=height - theme.top - theme.height - 6,
        title=document.title,
    )
    foot = partial(_foot, document=document, theme=theme)
    template.build(flow, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _foot(canvas: Any, template: Any, document: Document, theme: Theme) -> None:
    style = theme.style("foot")
    canvas.setFont(_plain(style.face), style.size)
    canvas.drawString(theme.inner + theme.qr + 2 * mm, theme.foot - 8, document.furniture.identity)
    canvas.drawCentredString(theme.page[0] / 2, theme.foot - 8, str(template.page))
    drawing = Drawing(theme.qr, theme.qr)
    widget = QrCodeWidget(f"{document.furniture.qr_text}{template.page:02d}", barLevel="M", barBorder=0)
    widget.barWidth = widget.barHeight = theme.qr
    drawing.add(widget)
    drawing.drawOn(canvas, theme.inner, theme.foot - theme.qr)


def _markup(text: Text, theme: Theme) -> str:
    parts = []
    for part in text:
        match part:
            case Run(words, bold):
                shown = escape(words, quote=False)
                parts.append(f'<font face="{_plain(theme.bold)}">{shown}</font>' if bold else shown)
            case Gap():
                parts.append("_" * 16)
            case Break():
                parts.append("<br/>")
    return "".join(parts)


def _words(text: Text, theme: Theme, style: str) -> Paragraph:
    found = theme.style(style)
    return Paragraph(
        _markup(text, theme),
        ParagraphStyle("", fontName=_plain(found.face), fontSize=found.size, leading=found.leading),
    )


def _rows(rows: list[list[Any]], widths: list[float], style: TableStyle) -> Table:
    return Table(rows, colWidths=widths, style=style)


def _lines(count: int, theme: Theme) -> list[Any]:
    """Ruled lines, each a space and a rule."""
    rule = partial(HRFlowable, "100%", theme.line_weight, color=black, spaceBefore=0, spaceAfter=0)
    return [each for _ in range(count) for each in (Spacer(0, theme.line_pitch - theme.line_weight), rule())]


def _flowables(block: said.Block, theme: Theme, width: float) -> list[Any]:  # one case a block
    inside = width - 2 * theme.padding
    match block:
        case said.Paragraph(text, style):
            return [_words(text, theme, style)]
        case said.Heading(aside=aside, style=style, words=text):
            return [
                _rows(
                    [[_words(text, theme, style), _words(aside, theme, "aside")]],
                    [width * 0.8, width * 0.2],
                    PLAIN,
                )
            ]
        case said.Stem(text, marks):
            shown = (Run(marks, True),) if marks else ()
            return [_words((*text, Run("  ", False), *shown), theme, "stem")]
        case said.Bullets(items, style):
            return [_words((Run("• ", False), *item), theme, style) for item in items]
        case said.Options(options):
            rows = [
                ["", _words((Run(option.label, True),), theme, "label"), _words(option.text, theme, "option")]
                for option in options
            ]
            return [_rows(rows, [theme.box + 6, 18, width - theme.box - 24], GRID)]
        case said.Ticks(labels):
            return [_words((Run("   ".join(labels), False),), theme, "body")]
        case said.Lines(count, label, pages):
            head = [_words((Run(label, True),), theme, "label")] if label else []
            return head + _lines(count or round(pages * theme.height / theme.line_pitch) - 1, theme)
        case said.Frame(blocks, _, _, height):
            held = [each for one in blocks for each in _flowables(one, theme, inside)]
            return [_rows([[[*held, Spacer(0, max(0, height * mm - 20))]]], [width], GRID)]
        case said.WordBank(words):
            return [_words((Run("    ".join(words), False),), theme, "words")]
        case said.Table(widths, _, _, rows, style):
            share = width / sum(widths)
            cells = [[_words(cell.text, theme, style) for cell in row] for row in rows]
            return [_rows(cells, [each * share for each in widths], GRID)]
        case said.Fields(fields):
            cells = [
                [_words((Run(field.label, False), Break(), Run(field.value, True)), theme, "field-label")]
                for field in fields
            ]
            return [_rows([cells], [width / len(fields)] * len(fields), GRID)]
        case said.Side(left, right, share):
            columns = [
                [each for one in blocks for each in _flowables(one, theme, size * width - 6)]
                for blocks, size in ((left, share), (right, 1 - share))
            ]
            return [_rows([columns], [share * width, (1 - share) * width], PLAIN)]
        case said.Labelled(label, blocks):
            rest = width - theme.number_column
            body = [
                each
                for one in blocks
                for each in (*_flowables(one, theme, rest), Spacer(0, theme.block_space))
            ]
            rows = [
                [_words((Run(label if at == 0 else "", True),), theme, "number"), each]
                for at, each in enumerate(body)
            ]
            return [_rows(rows, [theme.number_column, rest], PLAIN)]
        case said.Passage(paragraphs, notes):
            said_all = [
                _words((Run(f"{number} ", True), *text), theme, "passage") for number, text in paragraphs
            ]
            said_all += [_words((Run(f"{term}: ", True), *text), theme, "note") for term, text in notes]
            return [_rows([[said_all]], [width], GRID)]
        case said.Space(height):
            return [Spacer(0, height * mm)]
        case said.Ruling():
            return _lines(int(theme.height / theme.line_pitch) - 2, theme)
        case said.Rule():
            return [Spacer(0, 2)]
        case _:
            raise TypeError(f"no exam of the benchmark has {type(block).__name__}")
