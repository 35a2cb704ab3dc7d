"""Rendering charts of two sets of figures: the first hatched, the second black, so that a photocopier keeps both."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit

from worksheetgen.model.blocks import Compared
from worksheetgen.model.laid_out import Recording
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.chart_blocks import HATCH, Hatched, drawn
from worksheetgen.typesetting.theme import Style

BAR = 0.72
"""How high a bar is, in distances of the chart's lines."""
GROUPS_APART = 0.4
"""The white between the bars of two labels, in the same."""
KEY_WIDTH = 1.7
"""How much room the piece of a bar takes that stands before the name of its set, in sizes of the letters."""
NAME_APART: float = 2 * mm
VALUE_APART: float = 1 * mm


def compared(renderer: BlockRenderer, block: Compared, width: float) -> Recording:
    """Bars across the column, a pair for each label, each with its value; below them what each set is.

    A screen reader is told every value with the name of its set.
    """
    texts = (block.measure, *block.sets, *(label for label, _ in block.bars))
    shown, style = renderer.drawable(texts, renderer.theme.style("chart"))
    measure, sets, labels = shown[0], shown[1 : 1 + len(block.sets)], shown[1 + len(block.sets) :]
    words = renderer.theme.words
    values = [[words.amount(one) for one in found] for _, found in block.bars]
    left = max(renderer.width(label, style) for label in labels) + NAME_APART
    room = max(renderer.width(one, style) for found in values for one in found) + 2 * VALUE_APART
    most = max(max(found) for _, found in block.bars) or 1
    scale = (width - left - room) / most
    head, keys = simpleSplit(measure, style.face, style.size, width), list(_keys(sets, style, width))
    tall, group = BAR * style.leading, (len(sets) * BAR + GROUPS_APART) * style.leading
    total = (len(head) + 0.3 + sum(len(lines) for lines in keys) + 0.2) * style.leading + len(labels) * group
    picture = Drawing(width, total)
    y = _written(picture, head, 0, total, style) - 0.3 * style.leading
    axis = y
    for label, (_, found), said in zip(labels, block.bars, values, strict=True):
        middle = y - len(sets) * tall / 2
        picture.add(_string(label, left - NAME_APART, middle - 0.35 * style.size, style, "end"))
        for at, (value, spoken) in enumerate(zip(found, said, strict=True)):
            low = y - (at + 1) * tall
            picture.add(_bar(at, left, low, value * scale, tall, style, renderer.theme.rule))
            x = left + value * scale + VALUE_APART
            picture.add(_string(spoken, x, low + (tall - 0.7 * style.size) / 2, style))
        y -= group
    foot = y + GROUPS_APART * style.leading
    picture.add(Line(left, axis, left, foot, strokeColor=black, strokeWidth=renderer.theme.rule))
    y = foot - 0.2 * style.leading
    for at, lines in enumerate(keys):
        low = y - 0.85 * style.size
        picture.add(
            _bar(
                at, 0, low, KEY_WIDTH * style.size - NAME_APART, 0.7 * style.size, style, renderer.theme.rule
            )
        )
        y = _written(picture, lines, KEY_WIDTH * style.size, y, style)
    told = "; ".join(
        f"{label}: " + ", ".join(f"{name} {value}" for name, value in zip(block.sets, said, strict=True))
        for (label, _), said in zip(block.bars, values, strict=True)
    )
    return drawn(picture, f"{words.bar_chart}. {block.measure}. {told}.", style)


def _keys(sets: tuple[str, ...], style: Style, width: float) -> Iterator[list[str]]:
    """The name of each set in the lines that it takes beside its key; none where it has no name."""
    yield from (simpleSplit(name, style.face, style.size, width - KEY_WIDTH * style.size) for name in sets)


def _bar(at: int, x: float, y: float, wide: float, tall: float, style: Style, rule: float) -> Group | Rect:
    """A bar of the set of that index, its lower left corner at (x, y): of the first hatched, else black."""
    if at:
        return Rect(x, y, wide, tall, fillColor=black, strokeColor=black, strokeWidth=rule)
    bar = Hatched(rule, HATCH * style.size)
    bar.x, bar.y, bar.width, bar.height = x, y, wide, tall
    return bar.draw()


def _string(words: str, x: float, y: float, style: Style, anchor: str = "start") -> String:
    return String(x, y, words, fontName=style.face, fontSize=style.size, textAnchor=anchor)


def _written(picture: Drawing, lines: list[str], x: float, top: float, style: Style) -> float:
    """Add lines of words from `top` downwards; the top of what follows."""
    for line in lines:
        picture.add(_string(line, x, top - style.size, style))
        top -= style.leading
    return top
