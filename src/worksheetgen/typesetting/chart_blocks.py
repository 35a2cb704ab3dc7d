"""Rendering bar charts, drawn by ReportLab in greys that a photocopier keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from math import ceil, floor, log10

from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.graphics.widgetbase import Widget
from reportlab.lib.colors import Color, black, white
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from worksheetgen.english import in_digits
from worksheetgen.model.blocks import Chart, ChartBar
from worksheetgen.model.laid_out import Recording
from worksheetgen.model.words import Words
from worksheetgen.pdf_syntax import number
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.figure_blocks import MOST_OF_A_PAGE, as_figure
from worksheetgen.typesetting.fonts import font
from worksheetgen.typesetting.recording import content, stacked
from worksheetgen.typesetting.theme import Style, Theme
from worksheetgen.value import replace

DEFAULT_FONT = re.compile(rb"BT /F1 [\d.]+ Tf [\d.]+ TL ET\n")
"""ReportLab's renderer chooses Helvetica before it draws; nothing is written in it, and the print has no such font."""
BAR_GREY = Color(0.9, 0.9, 0.9)
"""Light enough for the hatching over it, which a copier keeps even where it drops the grey."""
HATCH = 0.8
"""How far apart the lines over a bar are, in sizes of the chart's letters."""
TICK: float = 1.2 * mm
AXIS_APART: float = 1.3 * mm
"""White between an axis's ticks and its numbers."""
UPRIGHT_HEIGHT = 16
"""The height of upright bars' axis in lines of text."""
BESIDE_A_BAR = 0.36
"""White between a bar that lies across, or its axis, and the words beside it, in sizes of the chart's letters."""
LABELS_APART = 2 * mm
"""White between the labels of neighbouring bars."""
MOST_HIGH = 0.9
"""Of the height of a page: bars across the column that would be higher are drawn in several figures."""
LABELS_SHARES = (0.4, 0.5, 0.6)
"""How much of the width the labels of bars across take: the first with which the chart is not too high."""
STEPS = (1, 2, 2.5, 5)
"""Round steps of an axis, times a power of ten."""


def chart(renderer: BlockRenderer, block: Chart, width: float) -> Recording:
    """A bar chart as a figure, its data as the words that a screen reader says.

    Bars whose labels are too wide to stand under them are drawn across the column; more of them than fit a page in
    several figures on one scale.
    """
    texts = (block.measure, *(bar.label for bar in block.bars))
    (measure, *labels), style = renderer.drawable(texts, renderer.theme.style("chart"))
    bars = tuple(replace(bar, label=label) for bar, label in zip(block.bars, labels, strict=True))
    across = block.across or any(bar.most for bar in block.bars)
    upright = not across and _fit_under_bars(renderer, block.bars, style, width)
    shown = replace(block, measure=measure, bars=bars, across=not upright)
    if upright:
        return _figure(_upright(renderer, shown, style, width), block, style, renderer.theme.words)
    return stacked(_lying(renderer, shown, block, style, width))


def _lying(
    renderer: BlockRenderer, shown: Chart, whole: Chart, style: Style, width: float
) -> Iterator[Recording]:
    """The bars that are shown of a whole chart, across the column: halved as often as they are higher than a page."""
    picture = _across(renderer, shown, style, width, whole.bars)
    if picture.height <= MOST_HIGH * renderer.theme.height or len(shown.bars) == 1:
        yield _figure(picture, shown, style, renderer.theme.words)
        return
    half = (len(shown.bars) + 1) // 2
    for bars in (shown.bars[:half], shown.bars[half:]):
        yield from _lying(renderer, replace(shown, bars=bars), whole, style, width)


def _figure(picture: Drawing, block: Chart, style: Style, words: Words) -> Recording:
    """The picture of a chart, all of whose words have that style, as a figure with its data."""
    told = "; ".join(f"{bar.label}: {words.bar(bar.value, bar.most)}" for bar in block.bars)
    return drawn(picture, f"{words.bar_chart}. {block.measure}. {told}.", style)


def drawn(picture: Drawing, alt: str, style: Style) -> Recording:
    """A picture, all of whose words have that style, as a figure; `alt` is what a screen reader says of it."""
    # For its operators alone: its page is never written.
    canvas = Canvas(BytesIO(), initialFontName="Helvetica")
    start = len(canvas._code)
    renderPDF.draw(picture, canvas, 0, -picture.height)
    operators = "\n".join(canvas._code[start:]).encode("latin-1")
    # ReportLab measures letters with the white after each, but does not draw it.
    if apart := font(style.face).space * style.size:
        operators = f"q {number(apart)} Tc\n".encode() + operators + b"\nQ"
    return as_figure(content(DEFAULT_FONT.sub(b"", operators), picture.height, "Figure"), alt)


def _fit_under_bars(renderer: BlockRenderer, bars: Sequence[ChartBar], style: Style, width: float) -> bool:
    """Whether a bar's value, and every word of its label, is narrower than its share of the axis."""
    room = (width - _axis(renderer, bars, style)) / len(bars) - LABELS_APART
    values = [renderer.theme.words.amount(bar.value) for bar in bars]
    words = [*values, *(word for bar in bars for word in bar.label.split())]
    return all(renderer.width(word, style) <= room for word in words)


def _axis(renderer: BlockRenderer, bars: Sequence[ChartBar], style: Style) -> float:
    """How wide the axis of upright bars is with its numbers, in points."""
    marks = axis_ticks([bar.value for bar in bars])
    said = map(_of_axis(marks, renderer.theme.words), marks)
    return max(renderer.width(tick, style) for tick in said) + TICK + AXIS_APART


def _upright(renderer: BlockRenderer, block: Chart, style: Style, width: float) -> Drawing:
    """Bars over an axis at the left; what is counted stands above it, long labels in several lines."""
    left = _axis(renderer, block.bars, style)
    bars = VerticalBarChart()
    bars.width = width - left
    bars.height = min(UPRIGHT_HEIGHT * style.leading, MOST_OF_A_PAGE * renderer.theme.height)
    room = bars.width / len(block.bars) - LABELS_APART
    lines = [simpleSplit(bar.label, style.face, style.size, room) for bar in block.bars]
    bars.x, bars.y = left, (max(map(len, lines)) + 0.6) * style.leading
    _dressed(bars, block, style, renderer.theme, block.bars)
    bars.valueAxis.tickLeft, bars.valueAxis.labels.dx = TICK, -TICK - AXIS_APART
    bars.categoryAxis.categoryNames = ["\n".join(words) for words in lines]
    bars.categoryAxis.labels.dy = -0.3 * style.leading
    bars.categoryAxis.labels.leading, bars.categoryAxis.labels.textAnchor = style.leading, "middle"
    return _under_its_measure(bars, block.measure, bars.y + bars.height + 1.3 * style.leading, style, width)


def _across(
    renderer: BlockRenderer, block: Chart, style: Style, width: float, every: Sequence[ChartBar]
) -> Drawing:
    """Bars from a line at the left, first at the top, their labels before them, long ones in several lines.

    They are drawn on the scale of `every` bar of the chart.
    """
    longest, apart = max(renderer.width(bar.label, style) for bar in every), BESIDE_A_BAR * style.size
    words = [word for bar in every for word in bar.label.split()]
    unbroken = min(max((renderer.width(word, style) for word in words), default=0), LABELS_SHARES[-1] * width)
    # Bars within what could be had are narrow, and their labels want one line.
    all_have_most = all(bar.most for bar in block.bars)
    for share in LABELS_SHARES:
        left = max(min(longest, share * width), unbroken) + 1.5 * apart
        lines = [simpleSplit(bar.label, style.face, style.size, left - 1.4 * apart) for bar in block.bars]
        row = (max(1.1, *map(len, lines)) + 0.1) * style.leading
        is_low = row * len(lines) <= MOST_OF_A_PAGE * renderer.theme.height
        if is_low and not (all_have_most and row > 1.3 * style.leading):
            break
    values = [renderer.theme.words.bar(bar.value, bar.most) for bar in block.bars]
    room = (
        max(renderer.width(renderer.theme.words.bar(bar.value, bar.most), style) for bar in every)
        + 1.5 * apart
    )

    def lying() -> HorizontalBarChart:
        bars = HorizontalBarChart()
        bars.x, bars.y = left, 0
        bars.width, bars.height = width - left - room, row * len(block.bars)
        _dressed(bars, block, style, renderer.theme, every)
        bars.categoryAxis.reverseDirection = 1
        bars.categoryAxis.categoryNames = ["\n".join(words) for words in lines]
        bars.categoryAxis.labels.dx, bars.categoryAxis.labels.leading = -apart, style.leading
        bars.categoryAxis.labels.textAnchor = "end"
        bars.valueAxis.visible = False
        return bars

    bars = lying()
    picture = _under_its_measure(bars, block.measure, bars.height, style, width)
    if any(bar.most for bar in block.bars):
        # White bars as long as what could be had, with the words at their ends, lie behind the hatched ones.
        most = lying()
        most.data = [[max(bar.value, bar.most) for bar in block.bars]]
        most.bars[0].symbol = None
        most.bars[0].fillColor, most.bars[0].strokeColor = white, black
        most.bars[0].strokeWidth = renderer.theme.rule
        most.barLabelFormat, most.barLabelArray = "values", [values]
        bars.barLabelFormat, bars.categoryAxis.visible = None, False
        picture.contents.insert(0, most)
    return picture


def _under_its_measure(
    bars: VerticalBarChart | HorizontalBarChart, measure: str, height: float, style: Style, width: float
) -> Drawing:
    """The bars, `height` points high with their axes, below the words that say what is counted."""
    lines = simpleSplit(measure, style.face, style.size, width)
    picture = Drawing(width, height + (len(lines) + 0.3) * style.leading)
    for index, words in enumerate(lines):
        y = picture.height - style.size - index * style.leading
        picture.add(String(0, y, words, fontName=style.face, fontSize=style.size))
    picture.add(bars)
    return picture


def _dressed(
    bars: VerticalBarChart | HorizontalBarChart,
    block: Chart,
    style: Style,
    theme: Theme,
    every: Sequence[ChartBar],
) -> None:
    """Give the chart its data, hatched bars, and axes on which `every` bar has room."""
    rule, words = theme.rule, theme.words
    marks = axis_ticks([max(bar.value, bar.most) for bar in every])
    bars.data = [[bar.value for bar in block.bars]]
    bars.bars[0].symbol = Hatched(rule, HATCH * style.size)
    bars.barSpacing, bars.groupSpacing = 0, 8
    bars.categoryAxis.categoryNames = [bar.label for bar in block.bars]
    bars.categoryAxis.visibleTicks = False
    axis = bars.valueAxis
    axis.valueMin, axis.valueMax, axis.valueStep = 0, marks[-1], marks[1]
    axis.labelTextFormat = _of_axis(marks, words)
    for one in (bars.categoryAxis, axis):
        one.labels.fontName, one.labels.fontSize, one.strokeWidth = style.face, style.size, rule
    bars.barLabelFormat = lambda value: words.amount(value)
    bars.barLabels.fontName, bars.barLabels.fontSize = style.face, style.size
    bars.barLabels.boxAnchor, bars.barLabels.dx = (
        ("w", BESIDE_A_BAR * style.size) if block.across else ("s", 0)
    )
    bars.barLabels.dy = 0 if block.across else 0.2 * style.size


def axis_ticks(values: Sequence[float]) -> Sequence[float]:
    """The numbers of an axis for the values: round ones from 0 to the highest or just past it, two to nine of them."""
    highest = max(values, default=0) or 1
    power = 10.0 ** floor(log10(highest))
    step = next(
        step for scale in (0.1, 1) for step in (s * scale * power for s in STEPS) if highest / step <= 8
    )
    return [step * index for index in range(ceil(highest / step - 1e-9) + 1)]


def _of_axis(ticks: Sequence[float], words: Words) -> Callable[[float], str]:
    """How the numbers of an axis are printed: all in the unit that the highest one has."""
    size, said = next((unit for unit in words.large_units if ticks[-1] >= unit[0]), (1.0, "{}"))
    return lambda value: said.format(in_digits(value / size)) if value else "0"


class Hatched(Widget):  # type: ignore[misc]  # ReportLab is not typed
    """A bar in light grey under black diagonal lines, which ReportLab puts in its place and gives its size."""

    def __init__(self, weight: float, apart: float) -> None:
        """`weight` of its lines and edges, and how far `apart` the lines are, in points."""
        self.weight, self.apart = weight, apart
        self.x = self.y = self.width = self.height = 0.0

    def draw(self) -> Group:
        """What ReportLab asks a widget for."""
        left, right = sorted((self.x, self.x + self.width))
        low, high = sorted((self.y, self.y + self.height))
        edges = {"strokeColor": black, "strokeWidth": self.weight}
        bar = Group(Rect(left, low, right - left, high - low, fillColor=BAR_GREY, **edges))
        # Each line rises at 45 degrees from `start`, left of the bar or below it, to where it leaves the bar.
        steps = floor((right - left + high - low) / self.apart)
        for start in (left - (high - low) + self.apart * step for step in range(1, steps + 1)):
            begins, ends = max(start, left), min(start + high - low, right)
            if ends > begins:
                bar.add(Line(begins, low + begins - start, ends, low + ends - start, **edges))
        return bar
