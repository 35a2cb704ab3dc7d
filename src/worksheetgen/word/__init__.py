"""Document to the file of a Word document: the same blocks in Word's own styles, for a teacher to change.

What Word cannot hold is left out: see NOT_IN_WORD.
"""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.docx_file import WordParts, packed_document
from worksheetgen.model import blocks as said
from worksheetgen.model.document import Document, ExtraSpace, Furniture, Item
from worksheetgen.model.laid_out import MM
from worksheetgen.model.theme import Theme
from worksheetgen.value import replace
from worksheetgen.word.blocks import write_block
from worksheetgen.word.heights import on_pages
from worksheetgen.word.markup import NAMESPACES, TAB, Xml, field, joined, run, w
from worksheetgen.word.pieces import Par, Piece, Tbl, TextRoom, Writer, with_next
from worksheetgen.word.renderer import DrawChart, Drawing, WordRenderer
from worksheetgen.word.styles import FOOTER, RULE, twips
from worksheetgen.word.word_style import BULLETS, NORMAL

__all__ = ["NOT_IN_WORD", "DrawChart", "Drawing", "word_file"]

NOT_IN_WORD = (
    "codes to scan, corner marks and “Turn over”",
    "pages left blank, and questions placed so that no page is turned within one",
    "options in columns, numbers of lines, and a coloured page",
)
"""What a Word copy lacks of the print, in a teacher's words."""


def word_file(document: Document, theme: Theme, draw: DrawChart, running: str) -> bytes:
    """The document as a .docx file in a theme's print; `draw` draws its charts. Equal documents give equal bytes.

    The theme's style `running` is that of most of its words: Word's Normal, whose size all others follow.
    """
    renderer = WordRenderer(theme, draw, write_block, running)
    full = TextRoom(renderer.styles.full)
    pieces = _items(renderer, (*document.items, *_extra_pages(document.extra_space)), full)
    if pieces and isinstance(pieces[-1], Tbl):
        pieces.append(Par(RULE, run(""), full, before=0, after=0))  # Word ends no document with a table
    body = Writer(renderer.styles).flow(on_pages(pieces, renderer.styles))
    return packed_document(
        WordParts(
            title=document.title,
            language=document.language,
            body=_part("body", body, _section(renderer)),
            styles=_part("styles", renderer.styles.markup(document.language)),
            numbering=_part("numbering", _numbering()),
            settings=_part("settings", _settings(document.language)),
            footer=_part("ftr", _foot(renderer, document.furniture)),
            pictures=renderer.pictures,
        )
    )


def _part(name: str, *content: Xml) -> str:
    return f"<w:{name} {NAMESPACES}>{''.join(content)}</w:{name}>"


def _items(renderer: WordRenderer, items: tuple[Item, ...], room: TextRoom) -> list[Piece]:
    """The items one below the other; white that is asked for is added above what follows it."""
    pieces: list[Piece] = []
    white = 0
    for item in items:
        if isinstance(item.block, said.Space):
            white = twips(item.block.height * MM)
            continue
        made = renderer.block(item.block, room)
        if item.keep_with_next and made and not isinstance(item.block, said.Passage | said.Frame):
            made[-1] = with_next(made[-1])
        if made and ((item.page_break_before and pieces) or white > 0):
            below = 0 if pieces and isinstance(pieces[-1], Tbl) else renderer.styles.block_space
            made = _begun(made, max(0, white - below), page_break=item.page_break_before, room=room)
        pieces += made
        white = 0
    return pieces


def _extra_pages(extra: ExtraSpace) -> Iterator[Item]:
    """The pages for more room to write that there are in any case: Word alone knows where a sheet ends."""
    for _ in range(extra.least):
        for index, item in enumerate(extra.items):
            yield replace(item, page_break_before=not index)


def _begun(made: list[Piece], white: int, *, page_break: bool, room: TextRoom) -> list[Piece]:
    """The pieces with more white above them, or at the head of a page."""
    first, *others = made
    if isinstance(first, Tbl):
        first, others = Par(NORMAL, run(""), room, after=0, keep_next=True), made
    return [replace(first, before=white if white > 0 else first.before, page_break=page_break), *others]


# ---- around the blocks ---------------------------------------------------------------------------


def _section(renderer: WordRenderer) -> Xml:
    """Paper and margins: numbers of questions hang in the left one."""
    theme = renderer.theme
    width, height = theme.page
    left = twips(theme.inner + theme.number_column)
    edges = {"top": theme.top, "right": theme.outer, "bottom": renderer.styles.foot}
    size = w("pgSz", w=twips(width), h=twips(height))
    margins = w(
        "pgMar",
        **{side: twips(length) for side, length in edges.items()},
        left=left,
        header=twips(theme.top),
        footer=twips(theme.foot),
        gutter=0,
    )
    return w("sectPr", size, margins, w("cols", space=720))


def _foot(renderer: WordRenderer, furniture: Furniture) -> Xml:
    """Which paper it is, that it is a copy, and at the right the page's number among all."""
    words = renderer.theme.words
    before, between, after = words.page_number.replace(" ", "\N{NO-BREAK SPACE}").split("{}")
    said_there = " · ".join(filter(None, (furniture.identity, words.word_copy)))
    number = joined(run(before), field("PAGE"), run(between), field("NUMPAGES"), run(after))
    return w("p", w("pPr", w("pStyle", val=FOOTER)), run(said_there), TAB, number)


def _numbering() -> Xml:
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet"),
        w("lvlText", val="•"),
        w("lvlJc", val="left"),
        ilvl=0,
    )
    kind = w("abstractNum", w("multiLevelType", val="hybridMultilevel"), level, abstractNumId=0)
    return joined(kind, w("num", w("abstractNumId", val=0), numId=BULLETS))


def _settings(language: str) -> Xml:
    """What makes Word take the file for one of its own of today, and not of 2010."""
    word = "http://schemas.microsoft.com/office/word"
    compatible = (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    return joined(
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *(w("compatSetting", name=name, uri=word, val=value) for name, value in compatible)),
        w("themeFontLang", val=language),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
