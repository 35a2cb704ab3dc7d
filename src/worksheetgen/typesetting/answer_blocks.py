"""Rendering what a pupil marks or writes on: option boxes, ticks, ruled lines."""

from __future__ import annotations

from itertools import accumulate
from math import ceil, floor

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Align, Lines, Option, Options, Ruling, Scale, Ticks
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Run
from worksheetgen.pdf_syntax import text_string
from worksheetgen.typesetting.block_renderer import MIDDLE, BlockRenderer
from worksheetgen.typesetting.recording import (
    artifact,
    beside,
    content,
    followed,
    grouped,
    joined_box,
    kept,
    overlaid,
    rules,
    stacked,
    stroke_rectangle,
)
from worksheetgen.typesetting.theme import Style, Theme
from worksheetgen.typesetting.weights import ANSWER, FEW_LINES, FREE, KEEP, TIED, WRITING
from worksheetgen.value import replace

OPTION_COLUMNS = 2
"""How many options stand in a row where the theme has them in columns; a longer one takes more lines."""
OPTIONS_APART = 8 * mm
"""White between the columns."""
OPTIONS_SPACE = 0.18
"""White between the boxes of two options, in the side of a box."""
MOST_MORE = 4
"""The last answer of a paper gets up to a quarter more lines where room is left; more would show. One of several
spaces gets none: the others' equal is what it has."""
CROSS, CROSS_MARK = 0.5, 0.2
"""How far below its top a line to put a cross on is drawn, and how far its marks reach above and below it: in
distances of ruled lines, as who writes large crosses large."""
OVER_THE_RULE = 1.12
"""How far above a ruled line a label's top is, in text sizes: its letters stand just clear of the line."""
STUB = 12 * mm
"""The longest rule that is not drawn behind a label: nobody can write a word on it."""
LEFT_ON_EACH_SIDE, LEFT_IN_NEED = 6, 2
"""Ruled lines leave at least so many on both sides of a page break, and are not cut where there are fewer than twice
as many. Where pages are read by themselves two may stand on a side where nothing else does.
"""


def options(renderer: BlockRenderer, block: Options, width: float) -> Recording:
    """Letter, box, text for each option, kept together: one a line, or in columns where the theme says so.

    However long or short the options are, all questions of a paper look alike.
    """
    theme = renderer.theme
    bold = theme.style("label")
    box_x = max(renderer.width(option.label, bold) for option in block.options) + 0.8 * theme.box
    text_x = box_x + theme.box * 1.8
    columns = OPTION_COLUMNS if theme.option_columns else 1
    room = (width - (columns - 1) * OPTIONS_APART) / columns
    rows = []
    for start in range(0, len(block.options), columns):
        row = []
        for place, option in enumerate(block.options[start : start + columns]):
            boxed = renderer.once(_boxed_row, option, f"{block.box} {option.label}", box_x, text_x, room)
            row.append((place * (room + OPTIONS_APART), boxed))
        rows.append(beside(row) if columns > 1 else boxed)
    attributes = (("A", "<</O /List /ListNumbering /UpperAlpha>>"),)
    return grouped(kept(stacked(rows, OPTIONS_SPACE * theme.box), TIED), "L", attributes)


def _boxed_row(
    renderer: BlockRenderer, option: Option, said: str, box_x: float, text_x: float, room: float
) -> Recording:
    """Letter, box and text with the first line's middle at the box's middle; the box is part of the text's element."""
    style = renderer.theme.style("option")
    letter = renderer.line(option.label, renderer.theme.style("label"), box_x, tag="Lbl")
    text = renderer.text(option.text, style, room - text_x, tag="LBody")
    drop, square = _box(renderer, said, style)
    row = beside(
        [
            (0, dropped(letter, drop)),
            (box_x, square),
            (text_x, dropped(text, drop)),
        ]
    )
    *label, box, body = row.nodes
    item = Recording(row.boxes, (*label, Node(body.tag, body.attributes, (box, *body.kids))))
    return grouped(item, "LI")


def _box(renderer: BlockRenderer, said: str, style: Style) -> tuple[float, Recording]:
    """The box to mark, and how far in points words of that style beside it are moved down, so that they are level.

    A screen reader says `said` there: the box is a field of a printed form (ISO 32000-1, 14.8.5.6).
    """
    theme = renderer.theme
    above = MIDDLE * style.size - theme.box / 2
    top = max(0.0, above)
    drawn = stroke_rectangle(0, top, theme.box, theme.box, 1.5 * theme.rule)
    words = text_string(said)
    field = ("A", f"<</O /PrintField /Role /cb /checked /off /Desc {words}>>")
    node = Node("Form", (("Alt", words), field), (Leaf(0, 0),))
    return top - above, Recording((content(drawn, top + theme.box, "Form"),), (node,))


def dropped(recording: Recording, drop: float) -> Recording:
    """The recording of one box, moved down by that many points."""
    (box,) = recording.boxes
    return Recording((overlaid([(0, drop, box)], box.height + drop),), recording.nodes)


def ticks(renderer: BlockRenderer, block: Ticks, width: float) -> Recording:
    """Labelled boxes side by side, or one a line where they do not fit."""
    side = renderer.theme.box
    style, apart = renderer.theme.style(block.style), (1 if block.close else 3) * side
    drop, square = _box(renderer, block.box, style)
    rooms = [1.5 * side + renderer.width(label, style) + apart for label in block.labels]
    across = sum(rooms) - apart <= width
    cells = []
    for label in block.labels:
        words = renderer.line(label, style, width - 1.5 * side)
        cell = beside([(0, square), (1.5 * side, dropped(words, drop))])
        box, body = cell.nodes
        cells.append(Recording(cell.boxes, (Node(body.tag, body.attributes, (box, *body.kids)),)))
    rows = (
        beside(list(zip(accumulate(rooms, initial=0.0), cells, strict=False)))
        if across
        else joined_box(stacked(cells, 0.25 * side))
    )
    return followed(rows, 0, KEEP)


def scale(renderer: BlockRenderer, block: Scale, width: float) -> Recording:
    """A line with room for a cross, marked at each label and halfway between two; the labels under their marks.

    Where a word is too wide for its share of the width, the labels between the ends are left out.
    """
    theme = renderer.theme
    style = theme.style("small")
    steps = 2 * (len(block.labels) - 1) or 1
    room = width / len(block.labels)
    fit = all(renderer.width(word, style) <= room for label in block.labels for word in label.split())
    labels = block.labels if fit else tuple(dict.fromkeys((block.labels[0], block.labels[-1])))
    middle, mark = CROSS * theme.line_pitch, CROSS_MARK * theme.line_pitch
    marks = [
        (width * step / steps, middle - mark, width * step / steps, middle + mark)
        for step in range(steps + 1)
    ]
    drawn = rules((0.0, middle, width, middle), *marks, weight=1.5 * theme.rule)
    words = text_string(block.words)
    field = ("A", f"<</O /PrintField /Role /tv /Desc {words}>>")
    line = Recording(
        (content(drawn, middle + 1.5 * mark, "Form"),),
        (Node("Form", (("Alt", words), field), (Leaf(0, 0),)),),
    )
    share = width / len(labels)
    aligned = (Align.LEFT, *(Align.CENTRE for _ in labels[2:]), Align.RIGHT)
    under = [
        (place * share, renderer.line(label, style, share, align))
        for place, (label, align) in enumerate(zip(labels, aligned, strict=False))
    ]
    return joined_box(stacked([grouped(line, "P"), beside(under)]))


def lines(renderer: BlockRenderer, block: Lines, width: float) -> Recording:
    """Ruled lines one pitch apart, one box a line, so many or over `pages` of a page.

    A label stands before the first line, or above it where it leaves no more than a STUB; one of a letter or two, a
    number, indents the others as well.
    """
    theme = renderer.theme
    over_pages = floor(block.pages * (theme.height - theme.question_space) / theme.line_pitch)
    count = over_pages or ceil(block.count * theme.more_lines)
    style = theme.style("body")
    numbered = len(block.label) <= 2
    widest = "0" * len(block.label) if numbered else block.label
    start = renderer.width(widest, style) + 3 * mm if block.label else 0.0
    indent = start if numbered else 0.0
    ruled = [_line(renderer, indent if index else start, width) for index in range(count)]
    turn = _facing_turn if theme.spreads else _whole_turn if _fits(theme, count) else _longer_turn
    ruled = [
        replace(box, penalty=turn(at, count - at) if at < count else FREE) for at, box in enumerate(ruled, 1)
    ]
    nodes: tuple[Node, ...] = ()
    if block.label and ruled:
        (label,) = renderer.line(block.label, style, start).boxes
        top = theme.line_pitch - OVER_THE_RULE * style.size
        first = overlaid([(0, top, label), (0, 0, ruled[0])], theme.line_pitch)
        ruled[0] = replace(first, penalty=ruled[0].penalty)
        nodes = (Node("P", (), (Leaf(0, 0),)),)
    if ruled and not block.label:
        ruled[-1] = replace(ruled[-1], grows=count // MOST_MORE)
    return Recording(tuple(ruled), nodes)


def _fits(theme: Theme, count: int) -> bool:
    """Whether a page could hold so many lines, below the words that say where they belong."""
    continued = theme.style("strong").leading + theme.block_space
    return count * theme.line_pitch + continued <= theme.height


def _line(renderer: BlockRenderer, start: float, width: float) -> LayoutBox:
    pitch = renderer.theme.line_pitch
    if width - start <= STUB < width:
        return artifact(b"", pitch)
    return artifact(rules((start, pitch, width, pitch), weight=renderer.theme.line_weight), pitch)


def _facing_turn(before: int, after: int) -> int:
    """What a page break between so many lines costs where pages face each other."""
    return WRITING if min(before, after) >= LEFT_ON_EACH_SIDE else KEEP


def _whole_turn(before: int, after: int) -> int:
    """What such a break costs where pages are read one by one, within an answer that a page could hold."""
    if min(before, after) < LEFT_IN_NEED:
        return KEEP
    return ANSWER if min(before, after) >= LEFT_ON_EACH_SIDE else FEW_LINES


def _longer_turn(before: int, after: int) -> int:
    """What it costs within an answer longer than a page, which begins below what is asked, even with two lines."""
    if min(before, after) < LEFT_IN_NEED:
        return KEEP
    return WRITING if after >= LEFT_ON_EACH_SIDE else FEW_LINES


def ruling(renderer: BlockRenderer, block: Ruling, width: float) -> Recording:
    """A page of ruled lines with a narrow column for question numbers, its label at its head."""
    theme = renderer.theme
    style, heading = theme.style("small"), theme.style("subheading")  # that stands above on the same page
    column = max(renderer.width(word, style) for word in block.label.split()) + 4 * mm
    head = renderer.text((Run(block.label, False),), style, column)
    above = heading.leading + max(heading.after, theme.block_space)
    count = floor((theme.height - above - sum(box.height for box in head.boxes)) / theme.line_pitch)
    segments = [(0.0, theme.line_pitch * row, width, theme.line_pitch * row) for row in range(1, count + 1)]
    segments.append((column, 0, column, theme.line_pitch * count))
    body = artifact(rules(*segments, weight=theme.line_weight), theme.line_pitch * count)
    return joined_box(stacked([head, Recording((body,), ())]))
