"""Rendering a timeline across the column: a line to scale, a dot for each event, its words above or below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Align, Timeline
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Run, Text, heavy
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.recording import artifact, disc, overlaid, rules
from worksheetgen.typesetting.theme import Style

_WIDTHS: tuple[float, ...] = tuple(wide * mm for wide in range(46, 28, -3))
"""How wide the words of every event may be: as wide as they can all be and still reach over or under their dots."""
_APART: float = 4 * mm
"""The least white between the words of two events."""
_INSET: float = 4 * mm
"""How far the first and the last event are from the ends of the line."""
_NEAR, _FAR = 1.7 * mm, 1.2 * mm
"""The radius of the dot of an event that stands out, and of any other."""
_OFF: float = 2.4 * mm
"""How far words are from the line."""
_TICK = 0.8 * mm
"""How far the tick of a year reaches from the line."""
MOST_TICKS = 50
"""Over more years than these no year has a tick."""


@dataclass
class _Label:
    """An event's words: where its dot is, the middle of its words, whether they stand above the line."""

    dot: float
    middle: float
    above: bool


def timeline_strip(renderer: BlockRenderer, block: Timeline, width: float) -> Recording | None:
    """The events at distances that go by their years, words above and below in turn; None where they lack room."""
    theme, style = renderer.theme, renderer.theme.style("note")
    years = _years([when for when, _ in block.events])
    dots = [_INSET + share * (width - 2 * _INSET) for share in _shares(years, len(block.events))]
    for wide in _WIDTHS:
        if labels := _labels(dots, wide, width):
            break
    if not labels:
        return None
    boxes = [
        _words(renderer, when, heavy(text) if at in block.near else text, style, wide, label)
        for at, ((when, text), label) in enumerate(zip(block.events, labels, strict=True))
    ]
    line = max(box.height for box, one in zip(boxes, labels, strict=True) if one.above) + _OFF
    below = max((box.height for box, one in zip(boxes, labels, strict=True) if not one.above), default=0.0)
    tall = line + _OFF + below
    drawn = [
        (one.middle - wide / 2, line - _OFF - box.height if one.above else line + _OFF, box)
        for box, one in zip(boxes, labels, strict=True)
    ]
    near = [(dot, at in block.near) for at, dot in enumerate(dots)]
    axis = artifact(_axis(line, width, near, years, theme.rule), tall)
    items = tuple(Node("LI", (), (Node("LBody", (), (Leaf(0, at),)),)) for at in range(len(boxes)))
    return Recording((overlaid([(0, 0, axis), *drawn], tall),), (Node("L", (), items),))


def _labels(dots: Sequence[float], wide: float, width: float) -> list[_Label]:
    """Where the words of each dot stand, so `wide`, above or below it; empty where not all of them have room.

    They stand above and below in turn, as far as they can, and as near to the middle of their dots as they can.
    """
    best: tuple[int, float, list[_Label]] | None = None
    for sides in product((True, False), repeat=len(dots)):
        labels = [_Label(dot, dot, above) for dot, above in zip(dots, sides, strict=True)]
        halves = [[one for one in labels if one.above is above] for above in (True, False)]
        if not all(_spread(half, wide + _APART, wide / 2, width) for half in halves):
            continue
        away = [abs(one.middle - one.dot) for one in labels]
        alike = sum(one == other for one, other in pairwise(sides))
        if max(away) <= wide / 2 and (best is None or (alike, sum(away)) < best[:2]):
            best = alike, sum(away), labels
    return best[2] if best else []


def _words(
    renderer: BlockRenderer, when: str, text: Text, style: Style, wide: float, label: _Label
) -> LayoutBox:
    """The date before what happened, on the side of its dot where the words had to move away from it."""
    off = label.dot - label.middle
    align = Align.CENTRE if abs(off) < wide / 6 else Align.LEFT if off < 0 else Align.RIGHT
    (box,) = renderer.text((Run(f"{when} ", True), *text), style, wide, "LBody", align).boxes
    return box


def _years(dates: Sequence[str]) -> list[int]:
    """The year in each of the dates; empty where one has none, or an earlier one than that before it."""
    found = [re.search(r"\d{3,4}", date) for date in dates]
    years = [int(one[0]) for one in found if one]
    return years if len(years) == len(dates) and years == sorted(years) and years[0] < years[-1] else []


def _shares(years: Sequence[int], count: int) -> list[float]:
    """Where on the line each event is, from 0 to 1: by its year, or else evenly."""
    if years:
        return [(year - years[0]) / (years[-1] - years[0]) for year in years]
    return [at / max(1, count - 1) for at in range(count)]


def _spread(labels: Sequence[_Label], apart: float, edge: float, width: float) -> bool:
    """Move the middles of words on one side so that they are `apart`, `edge` from both ends; whether there is room."""
    if (len(labels) - 1) * apart > width - 2 * edge:
        return False
    least = edge
    for one in labels:
        one.middle = max(one.middle, least)
        least = one.middle + apart
    most = width - edge
    for one in reversed(labels):
        one.middle = min(one.middle, most)
        most = one.middle - apart
    return True


def _axis(
    y: float, width: float, dots: Sequence[tuple[float, bool]], years: Sequence[int], rule: float
) -> bytes:
    """Operators for the line, a tick for every year, a dot for every event: full where it stands out, else hollow."""
    drawn = rules((0, y, width, y), weight=2 * rule)
    span = years[-1] - years[0] if years else 0
    if 0 < span <= MOST_TICKS:
        step = (width - 2 * _INSET) / span
        at = [_INSET + step * year for year in range(span + 1)]
        drawn += rules(*((x, y - _TICK, x, y + _TICK) for x in at), weight=rule)
    for x, near in dots:
        drawn += disc(x, y, _NEAR if near else _FAR)
        if not near:
            drawn += disc(x, y, _FAR - 1.5 * rule).replace(b" 0 G ", b" 1 G ")
    return drawn
