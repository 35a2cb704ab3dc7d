"""Rendering puzzles: grids of squares to write letters in, or of letters to search, with their clues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Block, ClueList, Labelled, LetterGrid, Puzzle
from worksheetgen.model.laid_out import LayoutBox, Node, Recording
from worksheetgen.model.text import Run
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.boxed_blocks import GUTTER
from worksheetgen.typesetting.figure_blocks import as_figure
from worksheetgen.typesetting.paragraphs import BrokenText, TextLine, TextPiece
from worksheetgen.typesetting.recording import (
    beside,
    content,
    followed,
    grouped,
    indented,
    joined_box,
    shifted,
    stacked,
    stroke_rectangle,
)
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import KEEP, LONE_CLUE, ON_SPREAD, ROW, TIED
from worksheetgen.value import replace

NARROWEST = 44 * mm
"""Clues stand beside a grid where they have so much room."""
_SLACK = 0.01
"""So many points less will do: a grid that is made smaller to leave that room leaves it but for a rounding."""
SMALLEST_SQUARE = 7 * mm
"""Squares become smaller to leave room beside a grid, but not smaller than this: a pupil must write in them."""
GRID_OF_A_PAGE = 0.88
"""No grid is higher than this share of a page: what is asked can stand over it."""
CLUE_APART, CLUES_APART, LISTS_APART = 0.48, 0.1, 0.5
"""The white between a clue's number and its words, between two clues and before the next list, in text sizes."""
NUMBER_SIZE = 0.46
"""The most that the size of a number in a square is of its side: room to write a letter is left below it."""
LETTER_SIZE, LARGEST_LETTER = 0.6, 0.7
"""The size of a letter in a square, of its side; as large as the print's text it may be up to the second."""
CAPITALS = 0.7
"""How high capitals and figures are, in text sizes."""
NUMBER_INSET = 0.06
"""How far a number is from the left and upper sides of its square, in sides."""
LETTER_FOOT = 0.08
"""How far a letter is from the lower side where a number stands over it, in sides."""


def puzzle(renderer: BlockRenderer, block: Puzzle, width: float) -> Recording:
    """Grids side by side as far as they fit; clues beside the last of them, and below it in two columns.

    So they are whole where a page holds them, even away from what is asked. In a print without columns all clues are
    below. A page may turn between them, best where the next one faces the grid; it never cuts a grid.
    """
    space = renderer.theme.block_space
    for_grid = width if renderer.theme.columns else width - renderer.theme.number_column
    grids = [_grid(renderer, grid, block, for_grid) for grid in block.grids]
    if not block.lists:
        return stacked(_in_rows(grids, width), space, KEEP)
    *others, (wide, grid) = grids
    if not renderer.theme.columns:
        clues = _stacked(_items(renderer, block, width))
        return _with_whole_lists(stacked([*_in_rows(others, width), grid, clues], space, ON_SPREAD))
    half = (width - GUTTER) / 2
    narrow = (
        _items(renderer, block, width - wide - GUTTER) if width - wide - GUTTER >= NARROWEST - _SLACK else []
    )
    broad = _items(renderer, block, half)
    left = {at: [*_head_again(renderer, block, at, half), *broad[at:]] for at in _turns(narrow)}
    at = min(left, key=lambda at: _arranged_height(grid, narrow[:at], left[at], space))
    right = [(wide + GUTTER, _stacked(narrow[:at]))] if at else []
    below = [_in_two(left[at], half)] if left[at] else []
    whole = [*_in_rows(others, width), beside([(0, grid), *right]), *below]
    return _with_whole_lists(stacked(whole, space, ROW))


def smallest_squares(renderer: BlockRenderer, question: Block) -> float:
    """How small a question's grid with clues may become, of what it is: a pupil can still write in its squares.

    1 for what is no such question.
    """
    blocks = question.blocks if isinstance(question, Labelled) else ()
    sides = [renderer.writing_height(one.side) for one in blocks if isinstance(one, Puzzle) and one.lists]
    return min(1.0, SMALLEST_SQUARE / min(sides)) if sides else 1.0


def _arranged_height(
    grid: Recording, right: Sequence[Recording], below: Sequence[Recording], space: float
) -> float:
    """How high a grid is with these clues to its right and these below it in two columns, in points."""
    tall = max(_height([grid]), _height(right))
    if not below:
        return tall
    cut = _halved(below)
    return tall + space + max(_height(below[:cut]), _height(below[cut:]))


def _in_rows(grids: Sequence[tuple[float, Recording]], width: float) -> list[Recording]:
    """Grids of these widths, as many beside each other as fit."""
    if not grids:
        return []
    widest = max(wide for wide, _ in grids)
    across = max(1, int((width + GUTTER) // (widest + GUTTER)))
    apart = (width - across * widest) / (across - 1) if across > 1 else 0.0
    return [
        beside(
            [
                (at * (widest + min(apart, GUTTER)), one)
                for at, (_, one) in enumerate(grids[start : start + across])
            ]
        )
        for start in range(0, len(grids), across)
    ]


# ---- clues ---------------------------------------------------------------------------------------


def _items(renderer: BlockRenderer, block: Puzzle, width: float) -> list[Recording]:
    """The heads of the lists and their clues, each as one box: a head is kept with the clue that follows."""
    theme = renderer.theme
    style = theme.style("clue")
    bold = replace(style, face=theme.bold)
    labels = (label for one in block.lists for label, _ in one.clues)
    indent = max((renderer.width(label, bold) for label in labels), default=0.0) + CLUE_APART * style.size
    apart = CLUES_APART * style.size
    found: list[Recording] = []
    for one in block.lists:
        if found:
            found[-1] = followed(found[-1], LISTS_APART * style.size, ON_SPREAD)
        if one.head:
            found.append(followed(renderer.text((Run(one.head, True),), style, width), apart, TIED))
        again = _unread_head(renderer, one, width)
        for at, (label, text) in enumerate(one.clues):
            number = renderer.line(label, bold, indent, tag="Lbl")
            words = indented(renderer.text(text, style, width - indent, tag="LBody"), indent)
            row = grouped(joined_box(beside([(0, number), (0, words)])), "LI")
            lone = at in (0, len(one.clues) - 2)
            clue = followed(grouped(row, "L"), apart, LONE_CLUE if lone else ON_SPREAD)
            found.append(Recording((replace(clue.boxes[0], above=again),), clue.nodes) if at else clue)
    return found


def _unread_head(renderer: BlockRenderer, one: ClueList, width: float) -> tuple[LayoutBox, ...]:
    """The head of a list as a box to be seen where the list goes on; it is read where it begins. None for no head."""
    if not one.head:
        return ()
    style = renderer.theme.style("clue")
    head = renderer.silent(one.head, replace(style, face=renderer.theme.bold), width)
    return (replace(head, space=CLUES_APART * style.size, penalty=TIED),)


def _head_again(renderer: BlockRenderer, block: Puzzle, at: int, width: float) -> Iterator[Recording]:
    """The head of the list that is parted before that item, to be seen where it goes on; it is read once.

    Nothing where the item begins a list, or there is none.
    """
    begins = 0
    for one in block.lists:
        ends = begins + bool(one.head) + len(one.clues)
        if begins < at < ends:
            yield from (Recording((head,), ()) for head in _unread_head(renderer, one, width))
        begins = ends


def _is_head(item: Recording) -> bool:
    return item.boxes[0].penalty == TIED


def _turns(items: Sequence[Recording]) -> list[int]:
    """Before which items a column may end: not between a head and its first clue; nor after none, if there are some."""
    return [0, *(at for at in range(1, len(items) + 1) if not _is_head(items[at - 1]))]


def _halved(items: Sequence[Recording]) -> int:
    """Before which item a second column begins, so that both are as low as can be."""
    cuts = [at for at in _turns(items) if at]
    return min(cuts, key=lambda at: (max(_height(items[:at]), _height(items[at:])), -at))


def _in_two(items: Sequence[Recording], half: float) -> Recording:
    """The items in two columns of that width."""
    cut = _halved(items)
    columns = [_stacked(some) for some in (items[:cut], items[cut:]) if some]
    return beside([(at * (half + GUTTER), one) for at, one in enumerate(columns)])


def _height(items: Sequence[Recording]) -> float:
    """How high these are, one below the other, each of them one box."""
    boxes = [item.boxes[0] for item in items]
    return sum(box.height + box.space for box in boxes) - boxes[-1].space if boxes else 0.0


def _stacked(items: Sequence[Recording]) -> Recording:
    """The items one below the other; no white after the last."""
    *inner, last = items
    return stacked([*inner, followed(last, 0, ON_SPREAD)])


def _with_whole_lists(recording: Recording) -> Recording:
    """The recording with neighbouring lists as one: a list goes on in another column, and remains one."""
    nodes: list[Node] = []
    for node in recording.nodes:
        if node.tag == "L" and nodes and nodes[-1].tag == "L":
            nodes[-1] = replace(nodes[-1], kids=(*nodes[-1].kids, *node.kids))
        else:
            nodes.append(node)
    return Recording(recording.boxes, tuple(nodes))


# ---- grids ---------------------------------------------------------------------------------------


def _grid(renderer: BlockRenderer, grid: LetterGrid, block: Puzzle, width: float) -> tuple[float, Recording]:
    """How wide a grid is, in points, and the grid under its caption, as one box."""
    rows, columns = len(grid.rows), max(map(len, grid.rows))
    theme = renderer.theme
    style = theme.style("tiny")
    caption = renderer.line(grid.caption, style, width)
    most = min(width / columns, GRID_OF_A_PAGE * theme.height / rows)
    if block.lists and theme.columns:
        most = min(most, max(SMALLEST_SQUARE, (width - GUTTER - NARROWEST) / columns))
    side = min(renderer.writing_height(block.side), most)
    drawing = _borders(renderer, grid, side, ruled=block.ruled) + _letters(renderer, grid, side)
    figure = as_figure(content(drawing, rows * side, "Figure"), grid.alt)
    if caption.boxes:
        figure = joined_box(stacked([caption, figure], 0.2 * style.leading))
    return columns * side, figure


def _borders(renderer: BlockRenderer, grid: LetterGrid, side: float, *, ruled: bool) -> bytes:
    """A border around every square, or where they are not ruled one around all of them."""
    weight = renderer.theme.rule
    if not ruled:
        columns = max(map(len, grid.rows))
        return stroke_rectangle(0, 0, columns * side, len(grid.rows) * side, weight)
    return b"".join(
        stroke_rectangle(column * side, row * side, side, side, weight)
        for row, squares in enumerate(grid.rows)
        for column, square in enumerate(squares)
        if square
    )


def _letters(renderer: BlockRenderer, grid: LetterGrid, side: float) -> bytes:
    """The numbers and the letters in the squares."""
    theme = renderer.theme
    body = theme.style("body")
    small = _sized(theme.style("tiny"), min(theme.style("tiny").size, NUMBER_SIZE * side))
    large = _sized(body, max(LETTER_SIZE * side, min(body.size, LARGEST_LETTER * side)))
    words = tuple(dict.fromkeys(square.letter for row in grid.rows for square in row if square))
    shown, faced = renderer.drawable(words, large)
    drawable = dict(zip(words, shown, strict=True))
    drawn = []
    for row, squares in enumerate(grid.rows):
        for column, square in enumerate(squares):
            x, y = column * side, row * side
            if square and square.number:
                top = y + NUMBER_INSET * side + CAPITALS * small.size
                drawn.append(_word(square.number, small, x + 1.2 * NUMBER_INSET * side, top))
            if square and square.letter:
                letter = drawable[square.letter]
                foot = (1 - LETTER_FOOT) * side if square.number else (side + CAPITALS * large.size) / 2
                middle = x + (side - renderer.width(letter, faced)) / 2
                drawn.append(_word(letter, faced, middle, y + foot))
    return b"".join(drawn)


def _sized(style: Style, size: float) -> Style:
    return replace(style, size=size, leading=size)


def _word(words: str, style: Style, x: float, baseline: float) -> bytes:
    """Operators for words from `x` on a baseline so far down."""
    line = TextLine((TextPiece(style.face, style.size, f"{words} "),), 0)
    drawn = BrokenText([line], style.size, style.leading, 0).drawn([x]) + b"\n"
    return b"".join(part for part in shifted((drawn,), 0, baseline - style.size) if isinstance(part, bytes))
