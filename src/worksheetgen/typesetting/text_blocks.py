"""Rendering paragraphs, headings, stems with their marks, bullets, word banks."""

from __future__ import annotations

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Align, Bullets, Heading, Paragraph, Rule, Space, Stem, WordBank
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Gap, Run, Text, plain
from worksheetgen.typesetting.block_renderer import MIDDLE, BlockRenderer
from worksheetgen.typesetting.fonts import NO_BREAK_SPACE
from worksheetgen.typesetting.line_by_line import by_line
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    disc,
    fill_rounded,
    followed,
    grouped,
    in_white,
    indented,
    joined_box,
    kept,
    overlaid,
    rules,
    stacked,
)
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import KEEP, TIED

MARKS_AIR = 5 * mm
"""The least white between a stem's last word and its marks."""
RULE_AIR = 2 * mm
"""The white between a heading's descenders and the rule below."""
DESCENT = 0.27
"""How far letters reach below their baseline, in text sizes."""
BAR_PAD, BAR_HEIGHT = 0.55, 1.5
"""The white at each side of the words on a bar, and how high it is, in text sizes."""
BAR_CORNER = 0.16
"""The radius of its corners, in heights."""
BAR_AIR = 0.9 * mm
"""The white between a bar and the rule that it stands on."""


def paragraph(renderer: BlockRenderer, block: Paragraph, width: float) -> Recording:
    """Running text in its style, as one box; a text with gaps, which may be long, as one box a line."""
    style = renderer.theme.style(block.style)
    if any(isinstance(part, Gap) for part in block.text):
        return followed(by_line(renderer, block.text, style, width, KEEP), style.after)
    recording = renderer.text(block.text, style, width, align=block.align)
    return followed(recording, style.after) if recording.boxes else recording


def heading(renderer: BlockRenderer, block: Heading, width: float) -> Recording:
    """The words, the aside at the right edge of their line, and a rule below where asked.

    The aside stands below words without a label that take one line more beside it. The dearest of all breaks is the one
    after it.
    """
    style = renderer.theme.style(block.style)
    if block.bar and block.label and renderer.width(block.label, style) + 2 * BAR_PAD * style.size <= width:
        return _barred(renderer, block, style, width)
    aside_style = renderer.theme.style("aside")
    aside = renderer.text(block.aside, aside_style, width, align=Align.RIGHT)
    aside_width = sum(renderer.width(run.text, aside_style) for run in block.aside if isinstance(run, Run))
    room = width - (aside_width + MARKS_AIR if block.aside else 0)
    below = not block.label and _tall(renderer, block, style, room) > _tall(renderer, block, style, width)
    if below:
        room = width
    drawn: list[tuple[float, float, LayoutBox]] = []
    tall = 0.0
    for text, wide in _headed(renderer, block, style, width, room):
        (box,) = renderer.text(text, style, wide).boxes
        drawn.append((0, tall, box))
        tall += box.height
    drawn += [(0, tall if below else max(0, style.size - aside_style.size), box) for box in aside.boxes]
    tall += sum(box.height for box in aside.boxes) if below else 0
    words = overlaid(drawn, tall)
    leaves = tuple(Leaf(0, mark) for mark in range(words.mcid_count))
    boxes = [Recording((words,), (Node(f"H{block.level}", (), leaves),))]
    air = 0.0
    if block.ruled:
        air = RULE_AIR - (style.leading - (1 + DESCENT) * style.size)
        weight = 2 * renderer.theme.rule
        rule = artifact(rules((0, weight / 2, width, weight / 2), weight=weight), weight)
        boxes.append(Recording((rule,), ()))
    return followed(kept(stacked(boxes, space=air), 2 * TIED), style.after, 2 * TIED)


def _barred(renderer: BlockRenderer, block: Heading, style: Style, width: float) -> Recording:
    """The label in white on a black bar that stands on a rule, the words beside it and the aside at the right edge.

    What does not fit there stands below the rule: the aside first, and words that are too long even without it.
    """
    theme = renderer.theme
    beside, aside = theme.style("lead"), theme.style("aside")
    (label,) = renderer.line(block.label, style, width).boxes
    pad, tall = BAR_PAD * style.size, BAR_HEIGHT * style.size
    wide = renderer.width(block.label, style) + 2 * pad
    down = tall / 2 - MIDDLE * style.size  # of the label, so that its letters are in the middle
    bar = artifact(fill_rounded(wide, tall, BAR_CORNER * tall), tall)
    drawn: list[tuple[float, float, LayoutBox]] = [(0, 0, bar), (pad, down, in_white(label))]
    said = plain(block.aside)
    room = width - wide
    below: list[Recording] = []
    words = renderer.text(block.text, beside, width)
    if block.text and (long := renderer.width(plain(block.text), beside) + pad) <= room:
        drawn.append((wide + pad, down + style.size - beside.size, words.boxes[0]))
        words = Recording((), ())
        room -= long
    if said and renderer.width(said, aside) + MARKS_AIR < room:
        (box,) = renderer.line(said, aside, width, Align.RIGHT).boxes
        drawn.append((0, down + style.size - aside.size, box))
    elif said:
        below.append(renderer.line(said, aside, width))
    weight = 2 * theme.rule
    line = tall + BAR_AIR
    drawn.append((0, line, artifact(rules((0, weight / 2, width, weight / 2), weight=weight), weight)))
    whole = overlaid(drawn, line + weight)
    leaves = tuple(Leaf(0, mark) for mark in range(whole.mcid_count))
    head = Recording((whole,), (Node("Span", (), leaves),))
    words = grouped(joined_box(stacked([head, *below, words], RULE_AIR)), f"H{block.level}")
    return followed(words, style.after, 2 * TIED)


def _tall(renderer: BlockRenderer, block: Heading, style: Style, width: float) -> float:
    """How high the heading's words are in that width, in points."""
    return renderer.text(block.words, style, width).boxes[0].height


def _headed(
    renderer: BlockRenderer, block: Heading, style: Style, width: float, room: float
) -> tuple[tuple[Text, float], ...]:
    """The heading's lines, each with its room in points: label and text on one line beside the aside, if they fit.

    Else the text has a line of its own over the whole width, below the label.
    """
    (whole,) = renderer.text(block.words, style, room).boxes
    if block.label and block.text and whole.height > style.leading + 0.01:
        return ((block.words[0],), room), (block.text, width)
    return ((block.words, room),)


def stem(renderer: BlockRenderer, block: Stem, width: float) -> Recording:
    """The question, its marks at the right edge of the last line if they fit with air, else of the next line.

    Without words its marks have a line of their own.
    """
    return renderer.once(_stem, block, width)


def _stem(renderer: BlockRenderer, block: Stem, width: float) -> Recording:
    style, bold = renderer.theme.style("stem"), renderer.theme.style("marks")
    text = renderer.text(block.text, style, width)
    if not block.marks:
        return followed(text, 0, TIED)
    marks = renderer.line(block.marks.replace(" ", NO_BREAK_SPACE), bold, width, Align.RIGHT)
    if not text.boxes:
        return followed(marks, 0, TIED)
    last = renderer.broken(block.text, style, width).lines[-1].width
    (box,), (label,) = text.boxes, marks.boxes
    fits = last + MARKS_AIR + renderer.width(block.marks, bold) <= width
    y = box.height - (style.leading if fits else 0)
    whole = overlaid([(0, 0, box), (0, y, label)], max(box.height, y + label.height))
    return followed(Recording((whole,), (Node("P", (), (Leaf(0, 0), Leaf(0, 1))),)), 0, TIED)


def bullets(renderer: BlockRenderer, block: Bullets, width: float) -> Recording:
    """A list, one box an item; its bullets are drawn discs, which a screen reader passes over."""
    style = renderer.theme.style(block.style)
    indent = 0.9 * style.size
    rows = []
    for item in block.items:
        body = indented(renderer.text(item, style, width - indent, tag="LBody"), indent)
        bullet = artifact(disc(0.22 * style.size, MIDDLE * style.size, 0.13 * style.size), 0)
        row = beside([(0, Recording((bullet,), ())), (0, body)])
        rows.append(grouped(row, "LI"))
    return followed(grouped(kept(stacked(rows, 0.12 * style.size)), "L"), style.after)


def word_bank(renderer: BlockRenderer, block: WordBank, width: float) -> Recording:
    """A word bank: words apart from each other, none broken over lines."""
    apart = 4 * NO_BREAK_SPACE
    line = f"{apart} ".join(word.replace(" ", NO_BREAK_SPACE) for word in block.words)
    return renderer.line(line, renderer.theme.style("words"), width)


def space(renderer: BlockRenderer, block: Space, _: float) -> Recording:
    """White that vanishes at the foot of a page: what its height is more than the print's own between blocks."""
    more = max(0.0, block.height * mm - renderer.theme.block_space)
    return followed(Recording((artifact(b"", 0),), ()), more)


def rule(_: BlockRenderer, block: Rule, width: float) -> Recording:
    """A rule across the column."""
    return Recording((artifact(rules((0, 0, width, 0), weight=block.weight), block.weight),), ())
