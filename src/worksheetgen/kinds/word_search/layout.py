"""Words to grids of letters in which each of them is hidden exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil, sqrt
from string import ascii_uppercase

from worksheetgen.streams import Stream

LONGEST_WORD = 15
"""The most rows and columns of a grid, and so the most letters of a word: it can be read in a print of 36 pt."""
_SMALLEST = 9
"""The fewest of both: in a smaller grid a word is found before it is looked for."""
_ROOM = 1.7
"""How many squares a grid has for each letter of its words."""
_TRIES = 400
"""How often words and then other letters are drawn anew before the grid is made larger."""
_PLACES = 30
"""How many places are tried for a word in each direction."""

_Direction = tuple[int, int]
"""How many rows and columns it is from a letter to the next."""

_ACROSS: tuple[_Direction, ...] = ((0, 1), (1, 0))
"""The directions in which English is read: to the right and down."""
_DIAGONAL: tuple[_Direction, ...] = ((1, 1), (-1, 1))
"""Those between them, still from left to right."""
_FORWARDS = (*_ACROSS, *_DIAGONAL)
_BACKWARDS = tuple((-down, -right) for down, right in _FORWARDS)
_FOR_TIERS: tuple[tuple[_Direction, ...], ...] = (_ACROSS, _FORWARDS, (*_FORWARDS, *_BACKWARDS))
"""In which directions words go for each tier, from the most support to the least."""
_GRIDS = 3
"""How many grids are made for each, so that neighbours seldom have the same."""

Letters = tuple[str, ...]
"""Rows of letters, all equally long."""

_UNWANTED = re.compile(
    "(?=ANUS|ARSE|BITCH|BOLLOCK|BONER|BOOB|BUGGER|BUM|CHINK|COCK|COON|CRAP|CUM|CUNT|DICK|DILDO|DYKE|FAG|FANNY|FART|FUC|FUK"
    "|GAY|GOOK|GYPPO|HOMO|JIZZ|KIKE|KNOB|LESBO|NEGRO|NIGGA|NIGGER|NOB|NONCE|PAEDO|PAKI|PENIS|PISS|POO|PORN|PRICK|PUBE|PUSSY"
    "|RAPE|RAPIST|RETARD|SEX|SHIT|SLAG|SLUT|SOD|SPAZ|SPERM|SPIC|TIT|TURD|TWAT|VAGINA|WANK|WEE|WHORE|WILLY|WOG|YID)"
)
"""What no letters that are filled in may spell, alone or with those of the words, as a class would find it first."""


def grids_of(words: Sequence[str], stream: Stream) -> tuple[tuple[Letters, ...], ...]:
    """A few grids of the words, each with letters for every tier; the words are as for `grid_of`."""
    return tuple(tuple(grid_of(words, own, stream) for own in _FOR_TIERS) for _ in range(_GRIDS))


def grid_of(words: Sequence[str], directions: Sequence[_Direction], stream: Stream) -> Letters:
    """A square grid in which each of the words stands once, in one of the directions, and nowhere else in any.

    `words` are capitals only, of at most LONGEST_WORD letters, none of which stands within another, read either way.
    """
    letters = sum(map(len, words))
    size = max(_SMALLEST, *map(len, words), min(LONGEST_WORD, ceil(sqrt(_ROOM * letters))))
    while True:
        for attempt in range(_TRIES):
            # Where the words have few letters, any that are drawn from them alone would spell them again.
            others = "".join(words) if attempt < _TRIES // 10 else ascii_uppercase
            placed = _placed(words, size, directions, stream)
            if placed and (grid := _filled(words, placed, others, size, stream)):
                return grid
        size += 1


def _occurrences(word: str, lines: str) -> int:
    """How often a word can be read in the `_lines` of a grid; one that is the same both ways counts once a place."""
    return sum(len(re.findall(f"(?={one})", lines)) for one in {word, word[::-1]})


def _lines(grid: Letters) -> str:
    """The letters of a grid in the directions _FORWARDS, each line from edge to edge on a line of its own."""
    columns = map("".join, zip(*grid, strict=True))
    return "\n".join((*grid, *columns, *_diagonals(grid), *_diagonals(grid[::-1])))


def within_another(words: Sequence[str]) -> tuple[str, ...]:
    """The words that stand within another one, read either way: a pupil would find them twice."""
    return tuple(
        word for word in words if any(word != one and (word in one or word[::-1] in one) for one in words)
    )


# ---- placing and filling -------------------------------------------------------------------------

_Squares = dict[tuple[int, int], str]
"""Letters by the row and the column of their squares."""


def _placed(words: Sequence[str], size: int, directions: Sequence[_Direction], stream: Stream) -> _Squares:
    """The letters of the words at drawn places, the longest first; none where a word finds no place.

    Directions are dealt so that each has as many words as the others.
    """
    letters: _Squares = {}
    dealt = stream.shuffled([directions[at % len(directions)] for at in range(len(words))])
    for word, own in zip(sorted(words, key=len, reverse=True), dealt, strict=True):
        for direction in (own, *stream.shuffled([one for one in directions if one != own])):
            starts = (_start(len(word), direction, size, stream) for _ in range(_PLACES))
            fitting = (one for start in starts if (one := _fitting(word, start, direction, letters)))
            if found := next(fitting, None):
                letters |= found
                break
        else:
            return {}
    return letters


def _start(length: int, direction: _Direction, size: int, stream: Stream) -> tuple[int, int]:
    """A drawn square from which a word of that length stays in the grid in that direction."""
    row, column = (stream.below(size - (length - 1) * abs(step)) for step in direction)
    down, right = direction
    return row + (length - 1) * (down < 0), column + (length - 1) * (right < 0)


def _fitting(word: str, start: tuple[int, int], direction: _Direction, letters: _Squares) -> _Squares | None:
    """The word's letters in their squares from that start; None where another letter stands in one of them."""
    (row, column), (down, right) = start, direction
    own = {(row + at * down, column + at * right): letter for at, letter in enumerate(word)}
    return own if all(letters.get(square, letter) == letter for square, letter in own.items()) else None


def _filled(words: Sequence[str], placed: _Squares, others: str, size: int, stream: Stream) -> Letters | None:
    """The grid with letters drawn from the `others` in all squares that have none; None where that fails.

    No word stands there a second time, and nothing unwanted but within the words themselves.
    """
    grid = tuple(
        "".join(placed.get((row, column)) or others[stream.below(len(others))] for column in range(size))
        for row in range(size)
    )
    lines = _lines(grid)
    if any(_occurrences(word, lines) != 1 for word in words):
        return None
    return grid if _unwanted(lines) <= sum(map(_unwanted, words)) else None


def _unwanted(lines: str) -> int:
    """How often something unwanted can be read in these lines, either way."""
    return sum(len(_UNWANTED.findall(text)) for text in (lines, lines[::-1]))


def _diagonals(grid: Letters) -> Iterator[str]:
    """The lines from the upper left to the lower right."""
    size = len(grid)
    for shift in range(1 - size, size):
        yield "".join(grid[row][row + shift] for row in range(max(0, -shift), min(size, size - shift)))
