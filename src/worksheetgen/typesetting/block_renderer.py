"""What every kind of block needs to be rendered: the theme, text in pieces of one face, blocks inside blocks.

Texts are kept for other blocks, as are stems and options, and how wide words and letters are. Without:
+53% (docs/performance.md, “words measured and broken once”, exam, all prints).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from worksheetgen.errors import Place, Problem
from worksheetgen.memory import remembered
from worksheetgen.model.blocks import (
    Align,
    Block,
    Frame,
    Heading,
    Labelled,
    Lines,
    Paragraph,
    Passage,
    Puzzle,
    Side,
    Stem,
    Table,
)
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Break, Gap, Run, Text
from worksheetgen.typesetting import fonts
from worksheetgen.typesetting.beginnings import Beginning
from worksheetgen.typesetting.paragraphs import END, BrokenText, TextLine, TextPiece, lines_of
from worksheetgen.typesetting.recording import artifact, content, followed, indented, kept, stacked
from worksheetgen.typesetting.weights import (
    BEFORE_HELP,
    BEFORE_LINES,
    FACING,
    FREE,
    KEEP,
    NOTES,
    ROW,
    SPACES,
    TURN,
)
from worksheetgen.value import replace

if TYPE_CHECKING:
    from worksheetgen.typesetting.theme import Style, Theme

BEFORE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
"""The share of what is free beside a line that stands before it."""

STANDARD_PITCH = 8
"""The distance of ruled lines, in mm, for which templates give room to write."""

RenderBlock = Callable[["BlockRenderer", Block, float], Recording]
"""Renders a block of one type at a width in points."""

MIDDLE = 0.68
"""How far below the top of a line the middle of its letters is, in text sizes: between that of capitals and of x."""


class BlockRenderer:
    """Renders blocks in one theme: each to a recording, its boxes and structure, of which pages are made.

    What cannot be printed is added to `problems`, with the `place` that whoever asks for a block sets before; `on`
    is the page that a question begins on, set likewise. `once(make, *rest)` is `make(renderer, *rest)`, remembered: for
    what many questions have alike, such as a stem, and what depends on neither of the two.
    """

    def __init__(self, theme: Theme, kinds: Mapping[type, RenderBlock]) -> None:
        """`kinds` says which function renders which type of block."""
        self.theme = theme
        self.problems: set[Problem] = set()
        self.place = Place("")
        self.on = Beginning(theme.height, later=False)
        self._kinds = kinds
        self.forget()

    def forget(self) -> None:
        """Remember nothing that was drawn: what has a problem is drawn again where it comes next, and told of again."""
        self._text = remembered(most=512)(self._new_text)
        self.once = remembered(most=512)(self._new)

    def block(self, block: Block, width: float) -> Recording:
        """The block's recording at that width in points."""
        return self._kinds[type(block)](self, block, width)

    def _new(self, make: Callable[..., Recording], *rest: Hashable) -> Recording:
        return make(self, *rest)

    def stack(self, blocks: tuple[Block, ...], width: float, share: float = 1, hang: float = 0) -> Recording:
        """Blocks one below the other, that share of the theme's space between them; ruled lines begin a pitch below.

        They stay together, but a page may turn after ruled lines, after a part of a question, and before a heading.
        The labels of labelled blocks hang `hang` points to the left of the other blocks.
        """
        recordings = []
        for block, following in zip_longest(blocks, blocks[1:]):
            hangs = isinstance(block, Labelled | Puzzle) or (isinstance(block, Frame) and not block.height)
            hanging = hang if hangs else 0
            recording = self.block(block, width + hanging)
            if hanging:
                recording = indented(recording, -hanging)
            if isinstance(block, Labelled) and isinstance(following, Labelled):
                recording = kept(recording, FACING)  # what follows must not be overleaf from what came before
            if recording.boxes:
                last = recording.boxes[-1]
                penalty = max(last.penalty, _turn(block, following))
                apart = share * self._apart(block, following)
                recordings.append(followed(recording, last.space + apart, penalty))
        return stacked(recordings)

    def _apart(self, block: Block, following: Block | None) -> float:
        """The white between two blocks, in points.

        None above ruled lines, whose first room to write it would add to, nor above marks without words.
        """
        match block, following:
            case (_, None) | (Heading(), _):
                return 0
            case Labelled(), Labelled():
                return self.theme.question_space
            case Lines(), Lines():
                return self.theme.block_space
            case (_, Lines()) | (Stem(), Stem(text=())):
                return 0
            case (Frame() | Table(), Frame() | Table() | Side()):
                return 1.8 * self.theme.block_space
            case _:
                return self.theme.block_space

    def writing_height(self, height: float) -> float:
        """Room to write in, in points, for the mm that a template asks for in the standard print.

        It grows with the distance of ruled lines, as handwriting does.
        """
        return height / STANDARD_PITCH * self.theme.line_pitch

    # ---- text ----

    def broken(self, text: Text, style: Style, width: float) -> BrokenText:
        """The text broken into lines of that width, in points."""
        lines = lines_of(self._pieces(text, style), width)
        return BrokenText(lines, style.size, style.leading, self.theme.rule)

    def text(
        self, text: Text, style: Style, width: float, tag: str = "P", align: Align = Align.LEFT
    ) -> Recording:
        """The text as one box under one structure element with that PDF tag; no boxes for no text."""
        return self._text(text, style, width, tag, align) if text else Recording((), ())

    def _new_text(self, text: Text, style: Style, width: float, tag: str, align: Align) -> Recording:
        broken = self.broken(text, style, width)
        box = content(broken.drawn(_starts(broken.lines, width, align)), broken.height, tag)
        return Recording((box,), (Node(tag, (), (Leaf(0, 0),)),))

    def line(
        self, words: str, style: Style, width: float, align: Align = Align.LEFT, tag: str = "P"
    ) -> Recording:
        """Plain words as one paragraph, as `text` does; no boxes for no words."""
        return self.text((Run(words, False),) if words else (), style, width, tag, align)

    def silent(self, words: str, style: Style, width: float, align: Align = Align.LEFT) -> LayoutBox:
        """Plain words as a box that a screen reader passes over: running heads and feet."""
        return self.quiet((Run(words, False),), style, width, align)

    def quiet(self, text: Text, style: Style, width: float, align: Align = Align.LEFT) -> LayoutBox:
        """The text as a box that a screen reader passes over."""
        broken = self.broken(text, style, width)
        return artifact(broken.drawn(_starts(broken.lines, width, align)), broken.height)

    def width(self, words: str, style: Style) -> float:
        """How wide the words are on one line, in points."""
        return fonts.width(self._printable(words, style.face), style.face, style.size)

    def drawable(self, words: Sequence[str], style: Style) -> tuple[tuple[str, ...], Style]:
        """Words that a chart draws as they are, and their style, in the fallback face where one of them needs that."""
        shown = tuple(self._printable(one, style.face) for one in words)
        faces = {fonts.face_for(character, style.face) for one in shown for character in one} | {style.face}
        (face,) = faces - {style.face} or {style.face}
        return shown, replace(style, face=face)

    def _enlarged(self, text: Text, style: Style) -> float:
        """The size of the text's bold words: in running text larger, as weight alone hardly tells them apart."""
        mixed = style.size == self.theme.style("body").size and style.face != self.theme.bold
        plain = any(isinstance(part, Run) and not part.bold and part.text.strip() for part in text)
        return style.size * (self.theme.strong if mixed and plain else 1)

    def _pieces(self, text: Text, style: Style) -> Iterator[TextPiece]:
        """The text in pieces of one face and size: bold words may be larger, and some characters are lent a face."""
        enlarged = self._enlarged(text, style)
        for part in text:
            match part:
                case Run(words, bold):
                    face, size = (self.theme.bold, enlarged) if bold else (style.face, style.size)
                    for name, run in fonts.split_by_face(self._printable(words, face), face):
                        yield TextPiece(name, size, run)
                case Gap(said):
                    blank = fonts.width(fonts.NO_BREAK_SPACE, style.face, style.size)
                    blanks = fonts.NO_BREAK_SPACE * round(self.theme.gap / blank)
                    yield TextPiece(style.face, style.size, blanks, said)
                case Break():
                    yield TextPiece(style.face, style.size, END)

    def _printable(self, words: str, face: str) -> str:
        """The words without characters that no font has; each of those becomes a problem."""
        if fonts.covered(face).issuperset(words):
            return words
        lacking = fonts.missing(words, face)
        for character in sorted(lacking):
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            self.problems.add(
                Problem(
                    self.place,
                    f"The character “{character}” ({name}) is in none of the theme’s fonts.",
                    "Write it another way.",
                )
            )
        return "".join(character for character in words if character not in lacking)


def _is_cloze(part: Labelled) -> bool:
    """Whether a part of a question is a passage with gaps, which can be filled without a look at the other parts."""
    return any(isinstance(one, Paragraph) and one.style == "cloze" for one in part.blocks)


def _turn(block: Block, following: Block | None) -> int:
    """What it costs to turn the page between two blocks that belong together."""
    match block, following:
        case _, None:
            return FREE
        case Lines(), Lines():
            return SPACES
        case _, Passage(paragraphs=()):
            return NOTES
        case Lines(), Frame(height=0):
            return TURN  # lines that were begun before what helps with them
        case Labelled(), Labelled():
            return TURN if _is_cloze(block) and _is_cloze(following) else FACING
        case (Lines() | Labelled(), _) | (_, Heading()):
            return TURN
        case Frame(), Puzzle():
            return ROW  # the words that are hidden in a grid
        case _, Frame(height=0):
            return BEFORE_HELP
        case _, Lines() | Frame():
            return BEFORE_LINES
        case _:
            return KEEP


def _starts(lines: Sequence[TextLine], width: float, align: Align) -> list[float]:
    """Where each of the lines begins in a column of that width, in points."""
    return [BEFORE[align] * (width - line.width) for line in lines]
