"""Rendering figures: pictures, letterheads, timelines."""

from __future__ import annotations

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Letterhead, Picture, Timeline
from worksheetgen.model.image import Image
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import heavy
from worksheetgen.pdf_syntax import text_string
from worksheetgen.typesetting.block_renderer import MIDDLE, BlockRenderer
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    content,
    disc,
    grouped,
    joined_box,
    overlaid,
    rules,
    stacked,
)
from worksheetgen.typesetting.timeline_strip import timeline_strip
from worksheetgen.typesetting.weights import KEEP, NOTES, TURN
from worksheetgen.value import replace

MOST_OF_A_PAGE = 0.4
"""No chart, nor in the standard print a picture, is higher than this share of a page: its caption and a question can
stand with it."""
MOST_IN_LARGE_PRINT = 0.6
"""What a picture may take of a page in a print without columns, where it is looked at from nearby."""
CREST_SHARE = 0.34
"""The most of the width that a crest takes: some are as wide as a banner."""
CREST_APART = 5 * mm
"""The white between a crest and the words beside it."""
CREST_CLOSE = 0.5
"""Lines beside a crest stand closer than blocks in general, by this share of the theme's space."""
DATES_SHARE = 0.4
"""The most of the width that a timeline's dates take."""


def picture(renderer: BlockRenderer, block: Picture, width: float) -> Recording:
    """A picture as wide as the column, or as high as a page's share allows; told in words to a screen reader."""
    share = MOST_OF_A_PAGE if renderer.theme.columns else MOST_IN_LARGE_PRINT
    wide, tall = _fitted(block.image, width, share * renderer.theme.height)
    return _pictured(block.image, block.alt, (width - wide) / 2, wide, tall)


def letterhead(renderer: BlockRenderer, block: Letterhead, width: float) -> Recording:
    """The picture at the left, as high as asked for or as the words, no wider than a third; the blocks beside it."""
    tallest = block.tall * mm
    for _ in range(2):  # words in large print are higher than the picture, which then grows with them
        wide, tall = _fitted(block.image, CREST_SHARE * width, tallest)
        words = joined_box(renderer.stack(block.blocks, width - wide - CREST_APART, CREST_CLOSE))
        (box,) = words.boxes or (artifact(b"", 0),)
        tallest = max(tallest, box.height)
    height = max(box.height, tall)
    middled = Recording((overlaid([(0, (height - box.height) / 2, box)], height),), words.nodes)
    picture = _pictured(block.image, block.alt, 0, wide, tall, (height - tall) / 2)
    return beside([(0, picture), (wide + CREST_APART, middled)])


def _fitted(image: Image, widest: float, tallest: float) -> tuple[float, float]:
    """The width and height of the picture, as large as fits into these, in points."""
    tall = min(widest * image.height / image.width, tallest)
    return tall * image.width / image.height, tall


def _pictured(image: Image, alt: str, x: float, wide: float, tall: float, top: float = 0) -> Recording:
    """The picture so large as a figure, `x` from the left and `top` below the head of its box, in points."""
    drawn = f"q {wide:.3f} 0 0 {tall:.3f} {x:.3f} {-top - tall:.3f} cm /{image.name} Do Q".encode()
    return as_figure(replace(content(drawn, top + tall, "Figure"), images=(image,)), alt)


def as_figure(box: LayoutBox, alt: str) -> Recording:
    """A box as a figure; `alt` is what a screen reader says of it."""
    attributes = (("Alt", text_string(alt)), ("A", "<</O /Layout /Placement /Block>>"))
    return Recording((box,), (Node("Figure", attributes, (Leaf(0, 0),)),))


def timeline(renderer: BlockRenderer, block: Timeline, width: float) -> Recording:
    """Dates at the left of a line, events at its right, a dot for each; or all of it across the column."""
    theme = renderer.theme
    if block.across and theme.columns and (strip := timeline_strip(renderer, block, width)):
        return strip
    style = theme.style(block.style)
    bold = replace(style, face=theme.bold)
    column = min(max(renderer.width(when, bold) for when, _ in block.events) + 3 * mm, DATES_SHARE * width)
    gap = 2 * style.size
    last = len(block.events) - 1
    rows = []
    for index, (when, text) in enumerate(block.events):
        date = grouped(renderer.line(when, bold, column), "Lbl")
        said = heavy(text) if index in block.near else text
        event = grouped(renderer.text(said, style, width - column - gap), "LBody")
        row = joined_box(beside([(0, date), (column + gap, event)]))
        (box,) = row.boxes
        tall = box.height + 0.25 * style.leading * (index < last)
        x, y = column + 0.5 * gap, MIDDLE * style.size
        line = rules((x, 0 if index else y, x, tall if index < last else y), weight=1.5 * theme.rule)
        dot = disc(x, y, 0.25 * style.size)
        whole = overlaid([(0, 0, artifact(line + dot, tall)), (0, 0, box)], tall)
        rows.append(grouped(Recording((whole,), row.nodes), "LI"))
    whole_list = stacked(rows, 0, TURN if block.parted else KEEP)
    *boxes, end = whole_list.boxes
    for beside_one in {0, len(boxes) - 1} if boxes else ():
        boxes[beside_one] = replace(boxes[beside_one], penalty=NOTES)
    return grouped(Recording((*boxes, end), whole_list.nodes), "L")
