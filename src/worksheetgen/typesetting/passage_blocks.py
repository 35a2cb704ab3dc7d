"""Rendering what is read: paragraphs line by line, with their numbers, the lines' numbers and glossary notes."""

from __future__ import annotations

from itertools import count, takewhile

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Align, Passage
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Run, Text
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.boxed_blocks import GUTTER, framed
from worksheetgen.typesetting.continued import again, under
from worksheetgen.typesetting.line_by_line import by_line
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    grouped,
    height_with_white,
    indented,
    kept,
    overlaid,
    relabelled,
    rules,
    stacked,
)
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import (
    BEFORE_NOTES,
    BEFORE_PANEL,
    KEEP,
    LINE_TURN,
    NOTES,
    PARAGRAPH,
    RUN_ON,
)
from worksheetgen.value import replace

NOTE_COLUMNS = 2
"""How many notes stand beside each other at the most."""
NOTES_APART = 4 * mm
"""The white between a text to read and its margin for notes, half of it between the margin's rule and its lines."""


def passage(renderer: BlockRenderer, block: Passage, width: float) -> Recording:
    """Paragraphs to read, one box a line so that a page may break inside them, notes at the foot."""
    theme = renderer.theme
    pad = theme.padding if block.boxed else 0.0
    style, small = theme.style("passage"), theme.style("note")
    labels = [label for label, _ in block.paragraphs]
    gutter = max(renderer.width(label, small) for label in labels) + 3 * mm if any(labels) else 0.0
    margin = renderer.width("000", small) if block.boxed and theme.line_numbers else 0.0
    source = block.boxed and not block.margin
    notes_margin = theme.notes if block.margin and theme.columns else 0.0
    room = width - 2 * pad - margin - notes_margin
    turn = LINE_TURN if source else RUN_ON
    parts = [_numbered(renderer, label, text, gutter, room, style, turn) for label, text in block.paragraphs]
    if notes_margin:
        words = (block.margin, *[""] * len(parts))[: len(parts)]
        parts = [
            _with_room_for_notes(renderer, *one, room, notes_margin) for one in zip(parts, words, strict=True)
        ]
    recording = _with_line_numbers(
        renderer, stacked(parts, theme.block_space, LINE_TURN if source else PARAGRAPH), room, margin
    )
    if block.notes and not block.margin:
        notes = _notes(renderer, block, room)
        together = KEEP if block.boxed else BEFORE_NOTES
        recording = stacked([recording, kept(notes)], theme.block_space, together)
    if block.boxed:
        boxed = framed(renderer, recording, width, 0, dashed=False, shaded=False)
        recording = under(again(renderer, block.continued, width), boxed)
        recording = grouped(recording, "BlockQuote") if source else recording
    if block.notes and block.margin:
        recording = stacked([recording, _panel(renderer, block, width)], theme.block_space, BEFORE_PANEL)
    return recording


def _with_room_for_notes(
    renderer: BlockRenderer, paragraph: Recording, words: str, room: float, margin: float
) -> Recording:
    """The lines of a paragraph, `room` points wide, beside a rule and dotted lines to write on, under these words."""
    theme = renderer.theme
    small = theme.style("note")
    start, end = room + NOTES_APART, room + margin
    first = (small.leading if words else 0) + theme.line_pitch
    top = 0.0
    boxes: list[LayoutBox] = []
    high = sum(box.height for box in paragraph.boxes)
    tall = [*takewhile(lambda y: y <= high, count(first if words else theme.line_pitch, theme.line_pitch))]
    for box in paragraph.boxes:
        inside = [y - top for y in tall if top < y <= top + box.height + 0.001]
        dotted = rules(*((start + NOTES_APART / 2, y, end, y) for y in inside), weight=1, dash="1 2")
        side = rules((start, 0, start, box.height), weight=theme.rule)
        drawn = [(0.0, 0.0, box), (0.0, 0.0, artifact(side + (dotted if inside else b""), box.height))]
        if words and not boxes:
            drawn.append((start + NOTES_APART / 2, 0.0, renderer.silent(words, small, end - start)))
        whole = overlaid(drawn, box.height)
        boxes.append(replace(whole, space=box.space, penalty=box.penalty))
        top += box.height
    return Recording(tuple(boxes), paragraph.nodes)


def _panel(renderer: BlockRenderer, block: Passage, width: float) -> Recording:
    """The notes in a shaded panel: down two columns where a print has columns and that takes less room."""
    room = width - 2 * renderer.theme.padding
    listed = _listed(renderer, block, room, 1)
    if renderer.theme.columns and len(block.notes) > 1:
        column, middle = (room - GUTTER) / 2, -(-len(block.notes) // 2)
        halves = (replace(block, notes=some) for some in (block.notes[:middle], block.notes[middle:]))
        down = [
            (at * (column + GUTTER), _listed(renderer, half, column, 1)) for at, half in enumerate(halves)
        ]
        listed = min(listed, beside(down), key=height_with_white)
    return framed(renderer, kept(listed), width, 0, dashed=False, shaded=True)


def _with_line_numbers(
    renderer: BlockRenderer, recording: Recording, room: float, margin: float
) -> Recording:
    """Number every n-th line (n from the theme's `line_numbers`) in the right margin.

    The lines are the recording's boxes, `room` points wide, with a `margin` beside them, 0 for no numbers. A screen
    reader passes over the numbers.
    """
    if not margin:
        return recording
    small, every = renderer.theme.style("note"), renderer.theme.line_numbers
    boxes = []
    for number, box in enumerate(recording.boxes, 1):
        if number % every:
            boxes.append(box)
            continue
        label = renderer.silent(str(number), small, margin, Align.RIGHT)
        whole = overlaid([(0, 0, box), (room, 0, label)], box.height)
        boxes.append(replace(whole, space=box.space, penalty=box.penalty))
    return Recording(tuple(boxes), recording.nodes)


def _numbered(
    renderer: BlockRenderer, label: str, text: Text, gutter: float, width: float, style: Style, turn: int
) -> Recording:
    """A paragraph, one box a line, its number in the gutter of that width; `turn` is what a break within it costs."""
    body = indented(by_line(renderer, text, style, width - gutter, turn), gutter)
    if not label:
        return body
    small = renderer.theme.style("note")
    (number,) = renderer.line(label, small, gutter).boxes
    first, *rest = body.boxes
    drop = style.size - small.size
    whole = overlaid([(0, drop, number), (0, 0, first)], first.height)
    (paragraph,) = relabelled(body.nodes, lambda leaf: Leaf(0, leaf.mark + 1) if leaf.where == 0 else leaf)
    labelled = Node(paragraph.tag, paragraph.attributes, (Leaf(0, 0), *paragraph.kids))
    return Recording((replace(whole, penalty=first.penalty), *rest), (labelled,))


def _notes(renderer: BlockRenderer, block: Passage, width: float) -> Recording:
    """The passage's notes under a thin rule, which stays with the first; the last two stay together.

    They stand in two columns where a print has columns and that takes less room.
    """
    rule = artifact(rules((0, 0, width, 0), weight=renderer.theme.rule), 1.2 * mm)
    whole, halves = (_listed(renderer, block, width, columns) for columns in (1, NOTE_COLUMNS))
    notes = min(whole, halves, key=height_with_white) if renderer.theme.columns else whole
    recording = stacked([Recording((rule,), ()), notes])
    *boxes, last = recording.boxes
    boxes[-1] = replace(boxes[-1], penalty=KEEP)
    boxes[0] = replace(boxes[0], penalty=NOTES)
    return Recording((*boxes, last), recording.nodes)


def _listed(renderer: BlockRenderer, block: Passage, width: float, columns: int) -> Recording:
    """The notes row by row, so many beside each other, one box a row."""
    small = renderer.theme.style("note")
    room = (width - (columns - 1) * GUTTER) / columns
    notes = [
        renderer.text((Run(term, True), Run(": ", False), *meaning), small, room)
        for term, meaning in block.notes
    ]
    rows = [
        beside([(at * (room + GUTTER), note) for at, note in enumerate(notes[start : start + columns])])
        for start in range(0, len(notes), columns)
    ]
    return stacked(rows, 0.2 * small.leading)
