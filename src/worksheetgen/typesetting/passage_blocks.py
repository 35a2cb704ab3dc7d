"""Setting what is read: paragraphs line by line, with their numbers, the lines' numbers and glossary notes."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.units import mm

from worksheetgen.model.document import Align, Passage, Run, Text
from worksheetgen.model.sheet import Leaf, Node, Piece, Recording
from worksheetgen.typesetting.boxed_blocks import again, framed, under
from worksheetgen.typesetting.recording import (
    artifact,
    grouped,
    indented,
    kept,
    overlaid,
    relabelled,
    rules,
    spoken,
    stacked,
)
from worksheetgen.typesetting.setter import Setter
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import FREE, KEEP, LINE_TURN, NOTES, RUN_ON


def passage(setter: Setter, block: Passage, width: float) -> Recording:
    """Paragraphs to read, line by line so that a page may turn inside them, notes at the foot."""
    theme = setter.theme
    pad = theme.padding if block.boxed else 0.0
    style, small = theme.style("passage"), theme.style("note")
    labels = [label for label, _ in block.paragraphs]
    gutter = max(setter.width(label, small) for label in labels) + 3 * mm if any(labels) else 0.0
    margin = setter.width("000", small) if block.boxed and theme.line_numbers else 0.0
    room = width - 2 * pad - margin
    turn = LINE_TURN if block.boxed else RUN_ON
    parts = [_numbered(setter, label, text, gutter, room, style, turn) for label, text in block.paragraphs]
    recording = _with_line_numbers(
        setter, stacked(parts, theme.block_space, LINE_TURN if block.boxed else FREE), room, margin
    )
    if block.notes:
        notes = _notes(setter, block, room)
        together = KEEP if block.boxed else RUN_ON
        recording = stacked([recording, kept(notes)], theme.block_space, together)
    if block.boxed:
        boxed = framed(setter, recording, width, 0, dashed=False, shaded=False)
        recording = under(again(setter, block.continued, width), boxed)
        recording = grouped(recording, "BlockQuote")
    return recording


def _with_line_numbers(setter: Setter, recording: Recording, room: float, margin: float) -> Recording:
    """Every so manieth line with its number in the right margin, which a screen reader passes over."""
    if not margin:
        return recording
    small, every = setter.theme.style("note"), setter.theme.line_numbers
    pieces = []
    for number, piece in enumerate(recording.pieces, 1):
        if number % every:
            pieces.append(piece)
            continue
        label = setter.silent(str(number), small, margin, Align.RIGHT)
        whole = overlaid([(0, 0, piece), (room, 0, label)], piece.height)
        pieces.append(replace(whole, space=piece.space, penalty=piece.penalty))
    return Recording(tuple(pieces), recording.nodes)


def _numbered(
    setter: Setter, label: str, text: Text, gutter: float, width: float, style: Style, turn: int
) -> Recording:
    """A paragraph with its number in the gutter, one piece a line; `turn` is what a page turn within it costs."""
    body = indented(_by_line(setter, text, style, width - gutter, turn), gutter)
    if not label:
        return body
    small = setter.theme.style("note")
    (number,) = setter.line(label, small, gutter).pieces
    first, *rest = body.pieces
    drop = style.size - small.size
    whole = overlaid([(0, drop, number), (0, 0, first)], first.height)
    nodes = relabelled(
        body.nodes, lambda leaf: replace(leaf, mark=leaf.mark + 1) if leaf.where == 0 else leaf
    )
    (paragraph,) = nodes
    labelled = replace(paragraph, kids=(Leaf(0, 0), *paragraph.kids))
    return Recording((replace(whole, penalty=first.penalty), *rest), (labelled,))


def _by_line(setter: Setter, text: Text, style: Style, width: float, turn: int) -> Recording:
    """A paragraph as one piece a line: one structure element over all of them."""
    rest = setter.words(text, style)
    rest.wrap(width, 1e6)
    pieces: list[Piece] = []
    while True:
        parts = rest.split(width, 1.01 * style.leading)
        pieces.append(spoken(parts[0] if parts else rest, width))
        if len(parts) < 2:
            break
        rest = parts[1]
        rest.wrap(width, 1e6)
    last = len(pieces) - 1
    turned = [
        replace(piece, penalty=KEEP if index == 0 or index == last - 1 else turn)
        for index, piece in enumerate(pieces[:-1])
    ]
    leaves = tuple(Leaf(index, 0) for index in range(len(pieces)))
    return Recording((*turned, pieces[-1]), (Node("P", (), leaves),))


def _notes(setter: Setter, block: Passage, width: float) -> Recording:
    """Glossary notes under a thin rule, which stays with the first; the last two stay together."""
    small = setter.theme.style("note")
    rule = artifact(rules((0, 0, width, 0), weight=setter.theme.rule), 1.2 * mm)
    notes = [
        setter.text((Run(term, True), Run(": ", False), *meaning), small, width)
        for term, meaning in block.notes
    ]
    recording = stacked([Recording((rule,), ()), stacked(notes, 0.2 * small.leading)])
    *pieces, last = recording.pieces
    pieces[-1] = replace(pieces[-1], penalty=KEEP)
    pieces[0] = replace(pieces[0], penalty=NOTES)
    return Recording((*pieces, last), recording.nodes)
