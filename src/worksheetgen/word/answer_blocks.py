"""What a pupil marks or writes on in Word: boxes that a click crosses, ruled lines that can be typed on."""

from __future__ import annotations

from math import ceil, floor

from worksheetgen.model.blocks import Align, Lines, Options, Ruling, Scale, Ticks
from worksheetgen.model.text import regular
from worksheetgen.value import replace
from worksheetgen.word.markup import EMPTY, TAB, Xml, joined, run, tick_box
from worksheetgen.word.pieces import Par, Piece, TableCell, TableRow, Tbl, TextRoom, side_by_side, with_next
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import BOX, OPTION, RULE, STRONG, TICK, WRITING, twips
from worksheetgen.word.word_style import NORMAL

_APART = "\N{NO-BREAK SPACE}" * 8
"""Between boxes side by side."""
_TO_CROSS, _MARK = 0.7, 0.25
"""The room over a line to put a cross on, and the height of its marks, in distances of ruled lines."""
_WIDE = 0.55
"""About how wide a letter is, in sizes of itself."""


def _box(renderer: WordRenderer, said: str) -> Xml:
    return tick_box(said, renderer.number(), BOX)


def write_options(renderer: WordRenderer, block: Options, room: TextRoom) -> list[Piece]:
    """Letter, box, text for each option, one a line, all on one page."""
    last = len(block.options) - 1
    return renderer.together(
        [
            Par(
                OPTION,
                joined(
                    run(option.label, STRONG),
                    TAB,
                    _box(renderer, f"{block.box} {option.label}"),
                    TAB,
                    renderer.text(option.text, OPTION),
                ),
                room,
                after=renderer.styles.block_space if index == last else None,
            )
            for index, option in enumerate(block.options)
        ]
    )


def write_ticks(renderer: WordRenderer, block: Ticks, room: TextRoom) -> list[Piece]:
    """Labelled boxes side by side, or one a line where they do not fit."""
    size, box = renderer.theme.style("option").size, renderer.theme.box
    letters = sum(map(len, block.labels)) + len(_APART) * (len(block.labels) - 1)
    across = twips(_WIDE * size * letters + 2 * box * len(block.labels)) <= room.width
    boxes = [(_box(renderer, block.box), run(label)) for label in block.labels]
    if not across:
        return renderer.together([Par(TICK, joined(box, TAB, label), room) for box, label in boxes])
    parts = [
        joined(run(_APART) if index else EMPTY, box, run("\N{NO-BREAK SPACE}"), label)
        for index, (box, label) in enumerate(boxes)
    ]
    return [Par(NORMAL, joined(*parts), room)]


def write_scale(renderer: WordRenderer, block: Scale, room: TextRoom) -> list[Piece]:
    """A line to put a cross on: cells over a rule with room to type it, marks below; the labels under their marks."""
    theme = renderer.theme
    steps = 2 * (len(block.labels) - 1) or 1
    width = room.width // steps
    to_cross = TableCell(
        (Par(NORMAL, EMPTY, TextRoom(width), Align.CENTRE, after=0),), width, ruled=("bottom",)
    )
    marks = TableCell((Par(RULE, EMPTY, TextRoom(width), after=0),), width, ruled=("left", "right"))
    rows = (
        TableRow((to_cross,) * steps, twips(_TO_CROSS * theme.line_pitch)),
        TableRow((marks,) * steps, twips(_MARK * theme.line_pitch), exact=True),
    )
    weight = renderer.styles.eighths(1.5 * theme.rule)
    line = Tbl((width,) * steps, rows, room, 0, bare=True, whole=True, weight=weight, alt=block.words)
    last = len(block.labels) - 1
    share = room.width // len(block.labels)
    labels = [
        replace(
            renderer.paragraph(regular(label), "small", TextRoom(share)),
            align=Align.LEFT if not at else Align.RIGHT if at == last else Align.CENTRE,
            after=0,
        )
        for at, label in enumerate(block.labels)
    ]
    return [with_next(line), side_by_side([(share, [label]) for label in labels], 0, room)]


def write_lines(renderer: WordRenderer, block: Lines, room: TextRoom) -> list[Piece]:
    """Empty paragraphs over rules, one a line, so many or over `pages` of a page; a label begins the first.

    No page ends within the first or the last lines: none stands alone.
    """
    theme = renderer.theme
    over_pages = floor(block.pages * (renderer.styles.height - theme.question_space) / theme.line_pitch)
    count = over_pages or ceil(block.count * theme.more_lines)
    label = run(f"{block.label}\N{NO-BREAK SPACE}" if block.label else "")
    return [
        Par(
            WRITING,
            EMPTY if index else label,
            room,
            keep_next=index < min(2, count - 1) or index == count - 2,
        )
        for index in range(count)
    ]


def write_ruling(renderer: WordRenderer, block: Ruling, room: TextRoom) -> list[Piece]:
    """A page of ruled lines with a narrow column for question numbers: a table whose rows can be typed in."""
    theme = renderer.theme
    size, heading, body = renderer.styles.points("small"), theme.style("heading"), theme.style("body")
    column = twips(renderer.styles.growth * _WIDE * size * max(map(len, block.label.split())) + 12)
    above = 2.2 * theme.block_space + heading.leading + heading.after
    label_lines = (len(block.label.split()) + 1) * size * body.leading / body.size
    count = floor((renderer.styles.height - above - label_lines) / theme.line_pitch) - 2
    widths = (column, room.width - column)
    label = renderer.paragraph(regular(block.label), "small", TextRoom(column))
    outer = ("left", "right")

    def row(head: bool) -> TableRow:
        first = TableCell((label,) if head else (), widths[0], bare=(*outer[:1], *(("top",) if head else ())))
        other = TableCell((), widths[1], bare=(*outer[1:], *(("top",) if head else ())))
        return TableRow((first, other), 0 if head else twips(theme.line_pitch), head=head)

    rows = (row(True), *(row(False) for _ in range(count)))
    return [Tbl(widths, rows, room, 40, weight=renderer.styles.eighths(theme.line_weight))]
