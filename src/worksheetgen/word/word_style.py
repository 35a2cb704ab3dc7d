"""A style of a Word document and its markup, and what a paragraph's own markup shares with a style's.

Lengths are in twips.
"""

from __future__ import annotations

from collections.abc import Iterable

from worksheetgen.value import Value
from worksheetgen.word.markup import EMPTY, SINGLE, Xml, edge, w

NORMAL, TABLE = "Normal", "TableGrid"
BULLETS = 1
"""The one list of the document's numbering."""


class WordStyle(Value):
    """A style: its `name` in Word's list, what it is based on, and what it changes of that; None for what it does not.

    `size` is in half-points, `line` in 240ths of a line or, with `exact`, in twips. Words hang `hanging` to the left of
    `left`; `stops` are tab stops, counted from the left edge of the paragraph's room, and with `right` there is one at
    its right edge. `level` is that in the outline, 0 for none. With `close` there is no space between two of it.
    `inverse` words are white on black. No page break comes within a `whole` paragraph.
    """

    name: str
    after: int
    based_on: str = NORMAL
    of_words: bool = False
    size: int | None = None
    bold: bool | None = None
    line: int | None = None
    exact: bool = False
    before: int = 0
    left: int = 0
    hanging: int = 0
    stops: tuple[int, ...] = ()
    right: bool = False
    level: int = 0
    keep_next: bool = False
    whole: bool = False
    close: bool = False
    bullet: bool = False
    inverse: bool = False
    edges: Xml = EMPTY


def style_markup(id: str, style: WordStyle, full: int) -> Xml:
    """One style; `full` is the width of the text on a page."""
    kind = "character" if style.of_words else "paragraph"
    head = [w("name", val=style.name)]
    if style.based_on:
        head.append(w("basedOn", val=style.based_on))
    head.append(w("qFormat"))
    words = _words(style)
    paragraph = EMPTY if style.of_words else _paragraph(style, full)
    return w(
        "style", *head, paragraph, words, type=kind, default=(True if id == NORMAL else None), styleId=id
    )


def _words(style: WordStyle) -> Xml:
    kids: Iterable[Xml] = (
        *(() if style.bold is None else (w("b", val=style.bold), w("bCs", val=style.bold))),
        *((w("color", val="FFFFFF"),) if style.inverse else ()),
        *(() if style.size is None else (w("sz", val=style.size), w("szCs", val=style.size))),
        *((w("shd", val="clear", color="auto", fill="000000"),) if style.inverse else ()),
    )
    return w("rPr", *kids) if [*kids] else EMPTY


def _paragraph(style: WordStyle, full: int) -> Xml:
    kids = (
        w("keepNext") if style.keep_next else EMPTY,
        w("keepLines") if style.whole else EMPTY,
        w("numPr", w("numId", val=BULLETS)) if style.bullet else EMPTY,
        style.edges,
        tabs(style.stops, full if style.right else 0),
        spacing(style.before, style.after, style.line, exact=style.exact),
        w("ind", left=style.left, hanging=style.hanging) if style.hanging or style.left else EMPTY,
        w("contextualSpacing") if style.close else EMPTY,
        w("outlineLvl", val=style.level - 1) if style.level else EMPTY,
    )
    return w("pPr", *kids) if any(kids) else EMPTY


def tabs(stops: Iterable[int], right: int) -> Xml:
    """Tab stops at the left of words, and one at the `right` edge, 0 for none; nothing where there are none."""
    kids = [w("tab", val="left", pos=stop) for stop in stops]
    if right:
        kids.append(w("tab", val="right", pos=right))
    return w("tabs", *kids) if kids else EMPTY


def spacing(before: int, after: int, line: int | None = None, *, exact: bool = False) -> Xml:
    """White above and below, and the distance of lines.

    Both are always said: LibreOffice takes what is not for none.
    """
    rule = None if line is None else "exact" if exact else "auto"
    return w("spacing", before=before, after=after, line=line, lineRule=rule)


def table_style(weight: int) -> Xml:
    """A table with rules around every cell."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(edge(side, SINGLE, weight) for side in sides))
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return w(
        "style",
        w("name", val="Table Grid"),
        w("tblPr", borders, margins),
        type="table",
        styleId=TABLE,
    )
