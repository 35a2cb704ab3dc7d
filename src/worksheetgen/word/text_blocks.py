"""Running text in Word: paragraphs, headings, stems, lists, what is read."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.blocks import Bullets, Heading, Paragraph, Passage, Rule, Stem, WordBank
from worksheetgen.model.text import APART, Run, plain, regular
from worksheetgen.value import replace
from worksheetgen.word.heights import MOST_KEPT, height
from worksheetgen.word.markup import LINE_END, NO_LINE, SINGLE, TAB, Xml, joined, run
from worksheetgen.word.pieces import Par, Piece, TableCell, TableRow, Tbl, TextBox, TextRoom, with_next
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import RULE, STEM, STRONG, twips
from worksheetgen.word.table_blocks import SIDES, ruled

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_WIDE = 0.7
"""How wide a bold letter is at the most as a rule, in sizes of itself."""
_WHOLE = 0.7
"""The most of a page that a source takes which is not parted, as what tells of it stands above."""


def _on_one_line(words: str) -> str:
    return words.replace(" ", _NO_BREAK_SPACE)


def _at_right(words: str, style: str = "") -> Xml:
    """Words at the right edge, never closer to those before them than two spaces; else they begin a new line there."""
    return joined(TAB, run(2 * _NO_BREAK_SPACE + _on_one_line(words), style))


def write_paragraph(renderer: WordRenderer, block: Paragraph, room: TextRoom) -> list[Piece]:
    """A paragraph in its style, all on one page unless it is long."""
    made = replace(renderer.paragraph(block.text, block.style, room), align=block.align)
    return [replace(made, whole=_is_below(MOST_KEPT, [made], renderer))]


def write_heading(renderer: WordRenderer, block: Heading, room: TextRoom) -> list[Piece]:
    """A real heading, so that it is in the navigation pane; what stands at the right is after a tab, if it can."""
    style = renderer.styles.heading(block.level, block.style)
    content = renderer.text(block.words, style)
    if block.bar and block.label:
        barred = run(_on_one_line(f" {block.label} "), renderer.styles.bar())
        content = joined(barred, renderer.text((Run(APART, False), *block.text), style))
    if block.aside:
        aside = plain(block.aside)
        fits = len(aside) * _WIDE * renderer.styles.size(style) < room.width
        content = joined(content, _at_right(aside) if fits else joined(LINE_END, run(aside)))
    rule = (
        TextBox(0, SINGLE, renderer.styles.eighths(renderer.theme.rule), 2, below=True)
        if block.ruled
        else None
    )
    return [Par(style, content, room, box=rule)]


def write_stem(renderer: WordRenderer, block: Stem, room: TextRoom) -> list[Piece]:
    """What is asked, its marks at the right edge of the last line: no line ends within them."""
    content = renderer.text(block.text, STEM)
    return [Par(STEM, joined(content, _at_right(block.marks, STRONG)) if block.marks else content, room)]


def write_bullets(renderer: WordRenderer, block: Bullets, room: TextRoom) -> list[Piece]:
    """A list of Word's own."""
    style = renderer.styles.bullets(block.style)
    *others, last = [Par(style, renderer.text(item, style), room) for item in block.items]
    return [*others, replace(last, after=renderer.styles.block_space)]


def write_word_bank(renderer: WordRenderer, block: WordBank, room: TextRoom) -> list[Piece]:
    """The words in one paragraph, wide apart; no line ends within one."""
    style = renderer.styles.paragraph("words")
    between = 3 * _NO_BREAK_SPACE + " "
    return [Par(style, run(between.join(map(_on_one_line, block.words))), room)]


def write_rule(renderer: WordRenderer, block: Rule, room: TextRoom) -> list[Piece]:
    """A rule: the border of an empty paragraph."""
    line = TextBox(0, SINGLE, renderer.styles.eighths(block.weight), 0, below=True)
    return [Par(RULE, run(""), room, box=line)]


def write_passage(renderer: WordRenderer, block: Passage, room: TextRoom) -> list[Piece]:
    """Paragraphs to read, and below them notes: in a shaded box where the text has a margin.

    A source is all on one page with them, unless it is too long; else the last paragraph is, unless that is.
    """
    apart = bool(block.margin)
    beside = renderer.theme.notes if apart and renderer.theme.columns else 0.0
    pad = twips(SIDES * renderer.theme.padding)
    width = room.width - twips(beside)
    read = _read(renderer, block, TextRoom(width - 2 * pad) if beside else room)
    notes = _notes(renderer, block, room)
    if block.boxed and not apart:
        read, notes = _in_box(read, box := renderer.box(SINGLE)), _in_box(notes, box)
        if _is_below(_WHOLE, (*read, *notes), renderer):
            return renderer.together([replace(one, whole=True) for one in (*read, *notes)])
    elif block.boxed and not beside:
        read = _in_box(read, renderer.box(SINGLE))
    pieces: list[Piece] = [*read]
    if beside:
        pieces = [_with_margin(renderer, block, read, (width, room.width - width), room)]
    if notes and (beside or _is_below(MOST_KEPT, read[-1:], renderer)):
        pieces[-1:] = map(with_next, pieces[-1:])
    return [*pieces, *(_in_box(notes, renderer.box(NO_LINE, renderer.fill())) if apart else notes)]


def _is_below(share: float, pieces: Sequence[Piece], renderer: WordRenderer) -> bool:
    """Whether pieces are less high than that share of a page."""
    return sum(height(one, renderer.styles) for one in pieces) < twips(share * renderer.styles.height)


def _with_margin(
    renderer: WordRenderer, block: Passage, read: Sequence[Par], widths: tuple[int, int], room: TextRoom
) -> Tbl:
    """A row for each paragraph, with room at its right to write notes, under the margin's words."""
    wide, narrow = widths
    words = renderer.paragraph(regular(block.margin), "note", TextRoom(narrow))
    rows = []
    for index, one in enumerate(read):
        inner = (*(("top",) if index else ()), *(("bottom",) if index < len(read) - 1 else ()))
        margin = TableCell(() if index else (words,), narrow, bare=inner)
        rows.append(TableRow((TableCell((one,), wide, bare=inner), margin)))
    return ruled(renderer, widths, rows, room, whole=False)


def _in_box(paragraphs: Sequence[Par], box: TextBox) -> list[Par]:
    return [replace(one, box=box) for one in paragraphs]


def _hanging(renderer: WordRenderer, block: Passage) -> int:
    """How far the numbers of paragraphs hang, 0 where they have none."""
    numbered = any(label for label, _ in block.paragraphs)
    return twips(1.9 * renderer.theme.style("body").size) if numbered else 0


def _read(renderer: WordRenderer, block: Passage, room: TextRoom) -> list[Par]:
    """The paragraphs, their numbers hanging at the left."""
    style, hanging = renderer.styles.paragraph("passage"), _hanging(renderer, block)
    label_style = renderer.styles.words("note")
    return [
        Par(
            style,
            joined(*((run(label, label_style), TAB) if hanging else ()), renderer.text(text, style)),
            room.narrower(hanging),
            lead=hanging,
        )
        for label, text in block.paragraphs
    ]


def _notes(renderer: WordRenderer, block: Passage, room: TextRoom) -> list[Par]:
    """The notes, on one page."""
    hanging = 0 if block.margin else _hanging(renderer, block)
    return [
        replace(
            renderer.paragraph((Run(term, True), Run(": ", False), *meaning), "note", room.narrower(hanging)),
            lead=hanging,
            after=round(0.3 * renderer.styles.block_space),
            keep_next=index < len(block.notes) - 1,
        )
        for index, (term, meaning) in enumerate(block.notes)
    ]
