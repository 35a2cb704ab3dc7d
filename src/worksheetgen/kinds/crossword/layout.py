"""Words to crossword layouts: where each word stands, so that all are connected and none is there by accident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worksheetgen.streams import Stream
from worksheetgen.value import Value

MOST_COLUMNS, MOST_ROWS = 15, 17
"""The most that a grid has of each: so its squares are large enough to write in even in a print of 36 pt."""
MOST_LAYOUTS = 4
"""How many layouts a crossword has at most, so that neighbours seldom have the same."""
_TRIES = 80
"""How many layouts are made, of which the best are kept."""

_NOISE = 3
"""Words are placed from the longest down, but for as many letters as this, so that no two tries are alike."""

_ROOM = 0.04
"""What a square of the grid's rectangle counts against a crossing: the less white, the better."""
_HEIGHT = 1.0
"""What a row counts besides, as clues stand beside the grid."""

Square = tuple[int, int]
"""The row and the column of a square, each from 0."""


class Entry(Value):
    """Where a word stands in a grid: its first square, and whether it goes `across` or down."""

    row: int
    column: int
    across: bool

    @property
    def start(self) -> Square:
        """Its first square."""
        return self.row, self.column

    def squares(self, length: int) -> Iterator[Square]:
        """The squares of a word of so many letters, in its order."""
        for step in range(length):
            yield (self.row, self.column + step) if self.across else (self.row + step, self.column)


Placing = tuple[Entry | None, ...]
"""Where each word stands, in the order of the words; None for one that is left out."""


def layouts(words: Sequence[str], stream: Stream) -> tuple[Placing, ...]:
    """Up to MOST_LAYOUTS layouts that differ, the best first; all of them have the same words.

    `words` are capitals only, each of them once. Best is what has the most words, then the most crossings in the
    least room.
    """
    made = [_Grid(words) for _ in range(_TRIES)]
    for grid in made:
        grid.fill(stream)
        grid.lie_down()
    made.sort(key=_Grid.worth, reverse=True)
    best = made[0].layout()
    having = [entry is not None for entry in best]
    found: list[Placing] = []
    for grid in made:
        layout = grid.layout()
        if [entry is not None for entry in layout] == having and all(_differ(layout, one) for one in found):
            found.append(layout)
    return tuple(found[:MOST_LAYOUTS])


def _differ(one: Placing, other: Placing) -> bool:
    """Whether most words go another way or begin elsewhere, so that who copies a neighbour's squares goes wrong."""
    same = sum(a == b for a, b in zip(one, other, strict=True) if a)
    return 2 * same < sum(entry is not None for entry in one)


_Place = tuple[int, int, bool]
"""A place that is tried: row, column, whether across. (An Entry for each would take half as long again.)"""


class _Grid:
    """A grid that is being filled; its rows and columns are counted from anywhere."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._places: dict[int, _Place] = {}
        self._letters: dict[Square, str] = {}
        self._squares: dict[str, list[Square]] = {}
        """The squares of each letter."""
        self._taken: dict[bool, set[Square]] = {True: set(), False: set()}
        """The squares of words across, and of words down."""
        self._crossings = 0
        self._ends = {True: (0, 0), False: (0, 0)}
        """Its first column and that past its last; its first row and that past its last."""

    def worth(self) -> tuple[int, float]:
        """How good it is: the more words the better, then crossings and compactness."""
        tall, wide = self._size(across=False), self._size(across=True)
        return len(self._places), self._crossings - _ROOM * tall * wide - _HEIGHT * tall

    def layout(self) -> Placing:
        """Where each word stands, rows and columns counted from 0."""
        (top, _), (left, _) = self._ends[False], self._ends[True]
        return tuple(
            Entry(place[0] - top, place[1] - left, place[2]) if place else None
            for place in map(self._places.get, range(len(self._words)))
        )

    def lie_down(self) -> None:
        """Have words across go down and those down go across, if it is higher than wide and a page is wide enough.

        A wide grid leaves more of a page for its clues.
        """
        if self._size(across=True) < self._size(across=False) <= MOST_COLUMNS:
            self._places = {word: (col, row, not across) for word, (row, col, across) in self._places.items()}
            self._ends = {across: self._ends[not across] for across in self._ends}

    def fill(self, stream: Stream) -> None:
        """Place a long word, and then each word where it crosses most others, until none can be added."""
        waiting = sorted(
            stream.shuffled(range(len(self._words))),
            key=lambda word: stream.below(_NOISE) - len(self._words[word]),
        )
        first = waiting.pop(0)
        long = len(self._words[first]) > MOST_COLUMNS
        self._place(first, (0, 0, not long and stream.below(2) == 0), 0)
        placed = True
        while placed:
            placed = False
            for word in tuple(waiting):
                if possible := tuple(self._possible(self._words[word])):
                    best = max(worth for worth, _, _ in possible)
                    equal = [(place, crossed) for worth, place, crossed in possible if worth == best]
                    self._place(word, *equal[stream.below(len(equal))])
                    waiting.remove(word)
                    placed = True

    def _place(self, word: int, place: _Place, crossed: int) -> None:
        self._places[word] = place
        letters = self._words[word]
        for square, letter in zip(Entry(*place).squares(len(letters)), letters, strict=True):
            if square not in self._letters:
                self._letters[square] = letter
                self._squares.setdefault(letter, []).append(square)
            self._taken[place[2]].add(square)
        self._crossings += crossed
        for axis, start, past in ((True, place[1], square[1] + 1), (False, place[0], square[0] + 1)):
            self._ends[axis] = min(self._ends[axis][0], start), max(self._ends[axis][1], past)

    def _size(self, *, across: bool) -> int:
        """How many columns the grid has, or how many rows."""
        first, past = self._ends[across]
        return past - first

    def _possible(self, word: str) -> Iterator[tuple[float, _Place, int]]:
        """Each place where the word crosses another: what it is worth, the place, and how many words it crosses."""
        length, taken = len(word), self._taken
        for at, letter in enumerate(word):
            for square in self._squares.get(letter, ()):
                across = square not in taken[True]
                if not across and square in taken[False]:
                    continue
                start, (first, past) = square[across] - at, self._ends[across]
                size = max(past, start + length) - min(first, start)
                place = (square[0], start, True) if across else (start, square[1], False)
                if size <= (MOST_COLUMNS if across else MOST_ROWS) and (
                    crossed := self._crossed(word, place)
                ):
                    yield crossed - _ROOM * size * self._size(across=not across), place, crossed

    def _crossed(self, word: str, place: _Place) -> int:
        """How many words it crosses there; 0 where it may not stand, as letters clash or words would touch."""
        row, column, across = place
        letters, taken = self._letters, self._taken[across]
        down, right = (0, 1) if across else (1, 0)
        length = len(word)
        before, past = (row - down, column - right), (row + down * length, column + right * length)
        if before in letters or past in letters:
            return 0
        crossed = 0
        for letter in word:
            there = letters.get((row, column))
            if there is None:
                if (row - right, column - down) in letters or (row + right, column + down) in letters:
                    return 0
            elif there != letter or (row, column) in taken:
                return 0
            else:
                crossed += 1
            row, column = row + down, column + right
        return crossed
