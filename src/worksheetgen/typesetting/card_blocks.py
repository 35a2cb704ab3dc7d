"""Rendering cards to cut out: sheets of fronts, and overleaf their backs, mirrored so that each lies behind its front.

The sheets are printed on both sides and turned over the long edge. The text columns of a sheet's two sides mirror each
other, so a card in the first column from the left has its back in the first from the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from reportlab.lib.units import mm

from worksheetgen.errors import Problem
from worksheetgen.model.blocks import Align, Card, Cards
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Run, Text, plain
from worksheetgen.pdf_syntax import number
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.boxed_blocks import DASH
from worksheetgen.typesetting.recording import artifact, fill_rectangle, overlaid, rules
from worksheetgen.typesetting.theme import Style
from worksheetgen.value import Value, replace

FORMATS = ((3, 5), (2, 4), (2, 3), (1, 3), (1, 2), (1, 1))
"""How many columns and rows of cards a sheet has, the smallest cards first."""
FRONTS = ("card-1", "card-2", "card-3", "card-4", "card-5")
"""The styles of a front's words, the largest first."""
BACKS = FRONTS[2:]
"""Those of a back's, which says more."""
HEAD_APART = 3.5 * mm
"""The white between the words over a sheet and its cards."""
INSIDE: float = 4 * mm
"""The white at the edges of a card: so much may a printer lay a back beside its front, or scissors miss the line."""
CROSS = 1.5 * mm
"""The arms of the marks on a sheet of backs, where cut lines cross on its front."""
MOST_FIT = 0.8
"""Cards of one kind are in the size in which this share of them fits; the others are smaller."""
LESS = 0.05
"""What a side is less high than a page, in points: sums of heights are not exact."""


class _Sheet(Value):
    """How a sheet is divided: rows and columns of cards, each so wide and high, below a `head`; all in points."""

    columns: int
    rows: int
    wide: float
    tall: float
    head: float
    kind: Style

    @property
    def held(self) -> int:
        """How many cards it has."""
        return self.columns * self.rows

    @property
    def room(self) -> tuple[float, float]:
        """What a card has for its words, across and down."""
        return self.wide - 2 * INSIDE, self.tall - INSIDE - self.below_label

    @property
    def below_label(self) -> float:
        """How far below a card's top its words begin."""
        return INSIDE + 1.3 * self.kind.leading

    def corner(self, at: int, *, mirrored: bool) -> tuple[float, float]:
        """The top-left corner of the card of that index."""
        row, column = divmod(at, self.columns)
        if mirrored:
            column = self.columns - 1 - column
        return column * self.wide, self.head + row * self.tall


def cards(renderer: BlockRenderer, block: Cards, width: float) -> Recording:
    """A box for every side of a sheet, each a page of its own: fronts, and backs behind them where a card has one.

    All cards are as large as the one with most to say needs, and larger where that takes no more sheets.
    """
    sheets = [_sheet(renderer, block, width, *shape) for shape in FORMATS]
    fitting = [one for one in sheets if _unfitting(renderer, block, one) is None] or sheets[-1:]
    fewest = ceil(len(block.cards) / fitting[0].held)
    sheet = [one for one in fitting if ceil(len(block.cards) / one.held) == fewest][-1]
    if card := _unfitting(renderer, block, sheet):
        what = f"The card “{plain(card.front)[:40]}” says more than a page holds."
        renderer.problems.add(Problem(renderer.place, what, "Shorten it."))
    style, held = _chosen(renderer, block, sheet), sheet.held
    sided = any(card.back or card.written for card in block.cards)
    pages: list[LayoutBox] = []
    nodes: list[Node] = []
    for start in range(0, len(block.cards), held):
        on_it = block.cards[start : start + held]
        for back in (False, True)[: 1 + sided]:
            page, read = _side(renderer, block, on_it, sheet, width, style, back=back)
            nodes += read(len(pages))
            pages.append(page)
    return Recording(tuple(pages), tuple(nodes))


def _sheet(renderer: BlockRenderer, block: Cards, width: float, columns: int, rows: int) -> _Sheet:
    words = [_words_over(renderer, said, width) for said in (block.fronts, block.backs)]
    head = max((box.height + HEAD_APART for one in words for box in one.boxes), default=0.0)
    tall = (renderer.theme.height - head - LESS) / rows
    return _Sheet(columns, rows, width / columns, tall, head, renderer.theme.style("card-kind"))


def _words_over(renderer: BlockRenderer, said: str, width: float) -> Recording:
    return renderer.line(said, renderer.theme.style("small"), width)


# ---- what fits -----------------------------------------------------------------------------------

Look = tuple[str, bool, bool]
"""What looks alike: the cards of one kind, or those that name groups, on one side of a sheet."""


def _look(card: Card, *, back: bool) -> Look:
    return card.kind, card.head, back


def _unfitting(renderer: BlockRenderer, block: Cards, sheet: _Sheet) -> Card | None:
    """The first card with a side that does not fit in any size, None where all do."""
    return next((card for card in block.cards if not _card_fits(renderer, card, sheet)), None)


def _card_fits(renderer: BlockRenderer, card: Card, sheet: _Sheet) -> bool:
    across, _ = sheet.room
    if renderer.width(f"{card.kind}  {card.number}", sheet.kind) > across:
        return False
    return all(
        _step(renderer, card, sheet, back=back) < len(_styles(renderer, back=back)) for back in (False, True)
    )


def _styles(renderer: BlockRenderer, *, back: bool) -> list[Style]:
    """The styles of a side's words, the largest first; fronts are bold."""
    if back:
        return [renderer.theme.style(name) for name in BACKS]
    return [replace(renderer.theme.style(name), face=renderer.theme.bold) for name in FRONTS]


def _step(renderer: BlockRenderer, card: Card, sheet: _Sheet, *, back: bool) -> int:
    """The index of the largest style in which a side's words fit; past the last for none."""
    text, styles = card.back if back else card.front, _styles(renderer, back=back)
    fitting = (at for at, style in enumerate(styles) if _fits(renderer, text, style, *sheet.room))
    return next(fitting, len(styles))


def _fits(renderer: BlockRenderer, text: Text, style: Style, across: float, down: float) -> bool:
    bold = replace(style, face=renderer.theme.bold)  # the wider one
    words = [word for part in text if isinstance(part, Run) for word in part.text.split()]
    if any(renderer.width(word, bold) > across for word in words):
        return False
    boxes = renderer.text(text, style, across, align=Align.CENTRE, tag="LBody").boxes
    return sum(box.height for box in boxes) <= down


def _chosen(renderer: BlockRenderer, block: Cards, sheet: _Sheet) -> Callable[[Card, bool], Style]:
    """From a card and a side to its style: for all that look alike the one in which most fit, where they do."""
    steps: dict[Look, list[int]] = {}
    for card in block.cards:
        for back in (False, True):
            steps.setdefault(_look(card, back=back), []).append(_step(renderer, card, sheet, back=back))
    common = {look: sorted(own)[int(MOST_FIT * (len(own) - 1))] for look, own in steps.items()}

    def style(card: Card, back: bool) -> Style:
        styles = _styles(renderer, back=back)
        step = max(common[_look(card, back=back)], _step(renderer, card, sheet, back=back))
        return styles[min(step, len(styles) - 1)]

    return style


# ---- a side of a sheet ---------------------------------------------------------------------------


def _side(
    renderer: BlockRenderer,
    block: Cards,
    on_it: Sequence[Card],
    sheet: _Sheet,
    width: float,
    style: Callable[[Card, bool], Style],
    *,
    back: bool,
) -> tuple[LayoutBox, _Read]:
    """A side of a sheet as one box as high as a page, and its structure, for the place that the box is at.

    `style` gives the style of a card's words, on its front or its back.
    """
    said = _words_over(renderer, block.backs if back else block.fronts, width)
    placed = [(0.0, 0.0, box) for box in said.boxes]
    shades = [sheet.corner(at, mirrored=back) for at, card in enumerate(on_it) if card.head and not back]
    ground = b"".join(fill_rectangle(x, y, sheet.wide, sheet.tall, renderer.theme.shade) for x, y in shades)
    placed.append((0.0, 0.0, artifact(ground + _marks(renderer, sheet, back=back), 0)))
    counts: list[tuple[int, int]] = []
    for at, card in enumerate(on_it):
        x, y = sheet.corner(at, mirrored=back)
        labels, words = _card(renderer, card, sheet, style(card, back), back=back)
        placed += [(x + dx, y + dy, box) for dx, dy, box in (*labels, *words)]
        counts.append((_marked(labels), _marked(words)))
    page = overlaid(placed, sheet.head + sheet.rows * sheet.tall)
    return page, _Read(len(said.boxes), tuple(counts))


class _Read(Value):
    """How a side is read: so many `words` over it, then each card as (marks of its label, marks of its words)."""

    words: int
    cards: tuple[tuple[int, int], ...]

    def __call__(self, where: int) -> Iterator[Node]:
        """The structure, where the side is the box of that index: its words, and a list of cards by their numbers."""
        mark, items = self.words, []
        if self.words:
            yield Node("P", (), tuple(Leaf(where, at) for at in range(self.words)))
        for labels, words in self.cards:
            kids = []
            for tag, count in (("Lbl", labels), ("LBody", words)):
                if count:
                    kids.append(Node(tag, (), tuple(Leaf(where, mark + at) for at in range(count))))
                mark += count
            items.append(Node("LI", (), tuple(kids)))
        yield Node("L", (), tuple(items))


_Placed = list[tuple[float, float, LayoutBox]]


def _marked(placed: _Placed) -> int:
    """How many pieces of marked content the boxes have."""
    return sum(box.mcid_count for _, _, box in placed)


def _card(
    renderer: BlockRenderer, card: Card, sheet: _Sheet, style: Style, *, back: bool
) -> tuple[_Placed, _Placed]:
    """A card's label and its words, each box at its place from the card's corner."""
    across, down = sheet.room
    labels: _Placed = [
        (INSIDE, 0.7 * INSIDE, box)
        for words, align in ((card.kind, Align.LEFT), (card.number, Align.RIGHT))
        for box in renderer.line(words, sheet.kind, across, align, tag="Lbl").boxes
    ]
    top = sheet.below_label
    if back and card.written and not card.back:
        return labels, [(INSIDE, top, _to_write_on(renderer, across, down))]
    text = card.back if back else card.front
    boxes = renderer.text(text, style, across, align=Align.CENTRE, tag="LBody").boxes
    # In the middle of the card, not of what its label leaves, where they are clear of each other.
    tall = sum(box.height for box in boxes)
    y = max(top, (sheet.tall - tall) / 2)
    return labels, [(INSIDE, min(y, top + down - tall), box) for box in boxes]


def _to_write_on(renderer: BlockRenderer, across: float, down: float) -> LayoutBox:
    pitch = renderer.theme.line_pitch
    count = int(down // pitch)
    lines = ((0, pitch * row, across, pitch * row) for row in range(1, count + 1))
    return artifact(rules(*lines, weight=renderer.theme.line_weight) if count else b"", down)


def _marks(renderer: BlockRenderer, sheet: _Sheet, *, back: bool) -> bytes:
    """Dashed lines to cut along; on a sheet of backs crosses where they meet, which a blade may miss."""
    weight = renderer.theme.rule
    xs = [column * sheet.wide for column in range(sheet.columns + 1)]
    ys = [sheet.head + row * sheet.tall for row in range(sheet.rows + 1)]
    if back:
        arms = [(x - CROSS, y, x + CROSS, y) for x in xs for y in ys]
        arms += [(x, y - CROSS, x, y + CROSS) for x in xs for y in ys]
        return rules(*arms, weight=weight)
    dash = " ".join(number(share * weight) for share in DASH)
    lines = [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]
    return rules(*lines, weight=weight, dash=dash)
