"""Running text in Word: paragraphs, headings, stems, lists, what is read."""

from __future__ import annotations

from dataclasses import replace

from worksheetgen.model.blocks import Bullets, Heading, Paragraph, Passage, Rule, Stem, WordBank
from worksheetgen.model.text import Run, plain
from worksheetgen.word.markup import SINGLE, TAB, joined, run
from worksheetgen.word.pieces import Par, Piece, TextBox, TextRoom
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import RULE, STEM, STRONG, twips

NO_BREAK = str.maketrans(" ", "\N{NO-BREAK SPACE}")


def write_paragraph(renderer: WordRenderer, block: Paragraph, room: TextRoom) -> list[Piece]:
    """A paragraph in its style."""
    return [replace(renderer.paragraph(block.text, block.style, room), align=block.align)]


def write_heading(renderer: WordRenderer, block: Heading, room: TextRoom) -> list[Piece]:
    """A real heading, so that it is in the navigation pane; what stands at the right is after a tab."""
    style = renderer.styles.heading(block.level, block.style)
    content = renderer.text(block.words, style)
    if block.aside:
        content = joined(content, TAB, run(plain(block.aside).translate(NO_BREAK)))
    rule = (
        TextBox(0, SINGLE, renderer.styles.eighths(renderer.theme.rule), 2, below=True)
        if block.ruled
        else None
    )
    return [Par(style, content, room, box=rule)]


def write_stem(renderer: WordRenderer, block: Stem, room: TextRoom) -> list[Piece]:
    """What is asked, its marks at the right edge of the last line: no line ends within them."""
    marks = run(block.marks.translate(NO_BREAK), STRONG)
    content = renderer.text(block.text, STEM)
    return [Par(STEM, joined(content, TAB, marks) if block.marks else content, room)]


def write_bullets(renderer: WordRenderer, block: Bullets, room: TextRoom) -> list[Piece]:
    """A list of Word's own."""
    style = renderer.styles.bullets(block.style)
    *others, last = [Par(style, renderer.text(item, style), room) for item in block.items]
    return [*others, replace(last, after=renderer.styles.block_space)]


def write_word_bank(renderer: WordRenderer, block: WordBank, room: TextRoom) -> list[Piece]:
    """The words in one paragraph, wide apart; no line ends within one."""
    style = renderer.styles.paragraph("words")
    between = 3 * "\N{NO-BREAK SPACE}" + " "
    return [Par(style, run(between.join(word.translate(NO_BREAK) for word in block.words)), room)]


def write_rule(renderer: WordRenderer, block: Rule, room: TextRoom) -> list[Piece]:
    """A rule: the border of an empty paragraph."""
    line = TextBox(0, SINGLE, renderer.styles.eighths(block.weight), 0, below=True)
    return [Par(RULE, run(""), room, box=line)]


def write_passage(renderer: WordRenderer, block: Passage, room: TextRoom) -> list[Piece]:
    """Paragraphs to read, their numbers hanging at the left; notes, which stay together, below them."""
    numbered = any(label for label, _ in block.paragraphs)
    style = renderer.styles.paragraph("passage")
    hanging = twips(1.9 * renderer.theme.style("body").size) if numbered else 0
    inner = room.narrower(hanging)
    label_style = renderer.styles.words("note")
    read = [
        Par(
            style,
            joined(run(label, label_style), TAB, renderer.text(text, style))
            if numbered
            else renderer.text(text, style),
            inner,
            lead=hanging,
        )
        for label, text in block.paragraphs
    ]
    notes = [
        replace(
            renderer.paragraph((Run(term, True), Run(": ", False), *meaning), "note", inner),
            lead=hanging,
            after=round(0.3 * renderer.styles.block_space),
        )
        for term, meaning in block.notes
    ]
    pieces = [*read, *renderer.together(notes)]
    if not block.boxed:
        return pieces
    box = renderer.box(SINGLE)
    return [replace(one, box=box) for one in pieces if isinstance(one, Par)]
