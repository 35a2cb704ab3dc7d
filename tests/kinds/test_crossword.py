"""Crosswords are solved back from what a pupil sees of them."""

from __future__ import annotations

import pytest

from tests.kinds.puzzles import crossword, faults, words
from worksheetgen.kinds.clued import PrintedSquare
from worksheetgen.kinds.crossword import Crossword, StudentCrossword
from worksheetgen.kinds.crossword.layout import MOST_COLUMNS, MOST_ROWS, Entry
from worksheetgen.model.answers import Key
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream
from worksheetgen.value import replace

TERMS = ("PURGE", "GULAG", "EXILE", "TREASON", "TSAR", "SCAPEGOAT")


def papers(body: Crossword) -> list[tuple[str, ...]]:
    """What is printed for a pupil of each grid."""
    ids = sorted(body.printing(())(0, lambda: Stream("seed")))
    return [(id, *(other for other in ids if other != id)) for id in ids]


def key_of(body: Crossword, answers: tuple[Key]) -> dict[str, str]:
    """The word that each clue asks for."""
    return {clue.text: term for clue, term in zip(body.clues, answers[0].answers, strict=True)}


def solved_back(seed: int) -> None:
    """Make a crossword of drawn words, and solve every grid of it."""
    body, answers = crossword(words(seed, 14), str(seed))
    for printed in papers(body):
        for tier in Tier:
            shown = body.for_student(answers, printed, tier)
            assert faults(shown, key_of(body, answers)) == []
            assert len(shown.squares) <= MOST_ROWS
            assert len(shown.squares[0]) <= MOST_COLUMNS
        assert body.answer(answers, printed) == body.expected_answer(answers, printed)


@pytest.mark.parametrize("seed", range(10))
def test_a_crossword_can_be_solved(seed: int) -> None:
    """Every number begins a word of its clue's length, crossings agree, and no word is there that nothing asks for."""
    solved_back(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(500))
def test_five_hundred_crosswords_can_be_solved(seed: int) -> None:
    """The same of five hundred."""
    solved_back(1000 + seed)


def test_most_words_find_a_place() -> None:
    """Of twelve words of a glossary no more than one in twenty-five is left out, over many draws."""
    drawn = [words(seed, 12) for seed in range(8)]
    placed = [crossword(terms, str(seed))[0].clues for seed, terms in enumerate(drawn)]
    assert sum(map(len, placed)) >= 0.96 * sum(map(len, drawn))


def test_neighbours_have_other_grids() -> None:
    """A crossword has several grids, no two of which have half their words in the same places."""
    made = [crossword(TERMS, str(seed))[0].grids for seed in range(12)]
    for grids in made:
        for one in grids:
            for other in grids:
                same = sum(a == b for a, b in zip(one, other, strict=True))
                assert one is other or 2 * same < len(one)
    assert sum(map(len, made)) > 3 * len(made)


def test_the_same_words_and_seed_make_the_same() -> None:
    """Equal arguments give equal grids; another seed gives others."""
    assert crossword(TERMS) == crossword(TERMS) != crossword(TERMS, "other")


def test_support_has_first_letters() -> None:
    """With support the first letter of each word is printed, and no other; without it none is."""
    body, answers = crossword(TERMS)
    printed = papers(body)[0]
    letters = {
        tier: [
            (square.number, square.letter)
            for row in body.for_student(answers, printed, tier).squares
            for square in row
            if square and square.letter
        ]
        for tier in Tier
    }
    assert letters[Tier.CORE] == letters[Tier.CHALLENGE] == []
    assert all(number for number, _ in letters[Tier.SUPPORT])
    assert {letter for _, letter in letters[Tier.SUPPORT]} == {term[0] for term in TERMS}


# ---- the solver sees what is wrong -----------------------------------------------------------------


def shown() -> tuple[StudentCrossword, dict[str, str]]:
    """A sound crossword, and what its clues ask for."""
    body, answers = crossword(TERMS)
    return body.for_student(answers, papers(body)[0], Tier.CORE), key_of(body, answers)


def test_words_that_clash_are_found() -> None:
    """The solver sees a word that goes over another with other letters, and one that lies beside it."""
    clash = Crossword(crossword(TERMS)[0].clues[:2], ((Entry(0, 0, across=True), Entry(0, 0, across=False)),))
    answers = (Key(("PURGE", "GULAG"), "", ()),)
    asked = key_of(clash, answers)
    assert "GULAG does not fit at (0, 0)" in faults(clash.for_student(answers, ("grid-a",), Tier.CORE), asked)
    beside = replace(clash, grids=((Entry(0, 0, across=True), Entry(1, 0, across=True)),))
    wrong = faults(beside.for_student(answers, ("grid-a",), Tier.CORE), asked)
    assert "nothing asks for the squares from (0, 0)" in wrong
    apart = replace(clash, grids=((Entry(0, 0, across=True), Entry(2, 0, across=True)),))
    assert "not all words are connected" in faults(apart.for_student(answers, ("grid-a",), Tier.CORE), asked)


def test_a_wrong_number_is_found() -> None:
    """The solver sees numbers that do not run on, a clue without a word, and a wrong letter that is printed."""
    sound, asked = shown()
    assert faults(sound, asked) == []
    assert faults(replace(sound, across=sound.across[1:]), asked)
    assert faults(replace(sound, across=(*sound.across, sound.across[0])), asked)
    (first, *row), *rows = sound.squares
    given = PrintedSquare("99", "Q") if first is None else PrintedSquare(first.number, "Q")
    assert faults(replace(sound, squares=((given, *row), *rows)), asked)
