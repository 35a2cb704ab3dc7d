"""Random puzzles as pupils see them, and a solver for them that shares no code with what makes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from random import Random

from worksheetgen.kinds.clued import NumberedClue, PrintedSquare, WordClue
from worksheetgen.kinds.crossword import Crossword, StudentCrossword
from worksheetgen.kinds.crossword.layout import layouts
from worksheetgen.kinds.lettered_terms import lengths_of
from worksheetgen.kinds.word_search import WordSearch
from worksheetgen.kinds.word_search.layout import grids_of, within_another
from worksheetgen.model.answers import Key
from worksheetgen.streams import Stream

Place = tuple[int, int]

_NAMED = (
    "AGENT ARMY ASSASSINATION ATROCITIES BOLSHEVIK CIVILWAR COLLECTIVISATION CONFESSION CONGRESS CONSPIRACY DEFENDANTS"
    " DENOUNCE DEPORT DISMISSAL EXECUTE EXILE FACTION GULAG HYSTERIA INHOSPITABLE KULAK LABOURCAMP LENINGRAD NKVD"
    " OPPONENT ORDEAL PRIVILEGES PROVENANCE PURGE REDARMY RIGGING SABOTAGE SCAPEGOAT SECRETPOLICE SHOWTRIAL SNOWBALLING"
    " SUCCESSOR SUSPECT TRAITOR TREASON TSAR WARRANT WRECKING ZEK QUOTA OZYMANDIAS XYLOPHONE"
)
WORDS = tuple(_NAMED.split())


def words(seed: int, most: int) -> tuple[str, ...]:
    """Four to so many drawn words, some of them of drawn letters; none stands within another."""
    draw = Random(seed)
    made = ["".join(draw.choices("AEIORSTNLDX", k=draw.randint(3, 13))) for _ in range(draw.randint(0, 3))]
    chosen = [*draw.sample(WORDS, draw.randint(4, most - len(made))), *made]
    fitting = [word for word in dict.fromkeys(chosen) if len(word) <= 15]
    within = within_another(fitting)
    return tuple(word for word in fitting if word not in within)


def clues(terms: tuple[str, ...]) -> tuple[WordClue, ...]:
    """A clue for each term, which says which it is."""
    return tuple(WordClue(f"clue of {at}", lengths_of(term)) for at, term in enumerate(terms))


def crossword(terms: tuple[str, ...], seed: str = "seed") -> tuple[Crossword, tuple[Key]]:
    """A crossword of those of the words that find a place."""
    made = layouts(terms, Stream(seed))
    placed = tuple(term for term, entry in zip(terms, made[0], strict=True) if entry)
    grids = tuple(tuple(entry for entry in layout if entry) for layout in made)
    return Crossword(clues(placed), grids), (Key(placed, "", ()),)


def word_search(terms: tuple[str, ...], seed: str = "seed") -> tuple[WordSearch, tuple[Key]]:
    """A word search of the words."""
    return WordSearch(clues(terms), grids_of(terms, Stream(seed))), (Key(terms, "", ()),)


# ---- solving a crossword -------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """Squares in a row, `across` or down, at least two."""

    across: bool
    squares: tuple[Place, ...]


def filled(rows: tuple[tuple[PrintedSquare | None, ...], ...]) -> dict[Place, PrintedSquare]:
    """The squares of a grid by row and column."""
    return {(r, c): square for r, row in enumerate(rows) for c, square in enumerate(row) if square}


def runs(there: dict[Place, PrintedSquare]) -> Iterator[Run]:
    """All runs of two or more squares, which are what a pupil takes for words."""
    for across in (True, False):
        ordered = sorted(there, key=lambda place: place if across else place[::-1])
        # In one line neighbours have the same difference between their place and their turn.
        numbered = enumerate(ordered)
        for _, group in groupby(numbered, key=lambda each: (each[1][not across], each[1][across] - each[0])):
            squares = tuple(place for _, place in group)
            if len(squares) > 1:
                yield Run(across, squares)


def faults(shown: StudentCrossword, key: dict[str, str]) -> list[str]:
    """What is wrong with a crossword whose clues ask for the words in the key: nothing, if it can be solved."""
    there = filled(shown.squares)
    found: list[str] = []
    asked: dict[tuple[bool, str], NumberedClue] = {}
    for across, listed in ((True, shown.across), (False, shown.down)):
        asked |= {(across, clue.label): clue for clue in listed}
        if [int(clue.label) for clue in listed] != sorted({int(clue.label) for clue in listed}):
            found.append("clues are out of order")
    letters: dict[Place, str] = {}
    begun: list[Place] = []
    for run in runs(there):
        begun.append(run.squares[0])
        clue = asked.pop((run.across, there[run.squares[0]].number), None)
        if clue is None:
            found.append(f"nothing asks for the squares from {run.squares[0]}")
            continue
        word = key[clue.text]
        if len(word) != len(run.squares):
            found.append(f"{word} has not as many letters as squares")
        for place, letter in zip(run.squares, word, strict=False):
            if letters.setdefault(place, letter) != letter:
                found.append(f"{word} does not fit at {place}")
    found += [f"there is no word for {clue.text}" for clue in asked.values()]
    numbers = {place: square.number for place, square in there.items() if square.number}
    if numbers != {place: str(n) for n, place in enumerate(sorted(set(begun)), 1)}:
        found.append("numbers do not run from the upper left to the lower right")
    if len(_reached(there)) != len(there):
        found.append("not all words are connected")
    wrong = [at for at, square in there.items() if square.letter and square.letter != letters.get(at)]
    return found + [f"a wrong letter is printed at {at}" for at in wrong]


def _reached(there: dict[Place, PrintedSquare]) -> set[Place]:
    """The squares that can be reached from the first one over edges."""
    waiting, reached = [next(iter(there))], set()
    while waiting:
        row, column = waiting.pop()
        if (row, column) in there and (row, column) not in reached:
            reached.add((row, column))
            waiting += [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    return reached


# ---- solving a word search -----------------------------------------------------------------------


def readings(rows: tuple[str, ...], word: str) -> Iterator[tuple[tuple[int, int], frozenset[Place]]]:
    """Where the word can be read in a grid: the direction, and its squares."""
    size, last = len(rows), len(word) - 1
    firsts = [(r, c) for r in range(size) for c in range(size) if rows[r][c] == word[0]]
    steps = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]
    for r, c in firsts:
        for down, right in steps:
            if 0 <= r + last * down < size and 0 <= c + last * right < size:
                places = [(r + at * down, c + at * right) for at in range(last + 1)]
                if "".join(rows[y][x] for y, x in places) == word:
                    yield (down, right), frozenset(places)


def found(word: str, rows: tuple[str, ...]) -> dict[frozenset[Place], set[tuple[int, int]]]:
    """The squares of the word wherever it can be read, with the directions in which it can there."""
    places: dict[frozenset[Place], set[tuple[int, int]]] = {}
    for direction, squares in readings(rows, word):
        places.setdefault(squares, set()).add(direction)
    return places
