"""Word searches are solved back from what a pupil sees of them."""

from __future__ import annotations

import pytest

from tests.kinds.puzzles import found, word_search, words
from worksheetgen.kinds.word_search.layout import within_another
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

TERMS = ("PURGE", "GULAG", "EXILE", "TREASON", "TSAR", "SCAPEGOAT")
PLAIN = {(0, 1), (1, 0)}
FORWARDS = {*PLAIN, (1, 1), (-1, 1)}
DIRECTIONS = {
    Tier.SUPPORT: PLAIN,
    Tier.CORE: FORWARDS,
    Tier.CHALLENGE: {*FORWARDS, *((-down, -right) for down, right in FORWARDS)},
}
ORDER = ("grid-b", "grid-a", "grid-c")


def solved_back(seed: int) -> None:
    """Make a word search of drawn words, and find every word of it in every grid of every tier."""
    terms = words(seed, 12)
    body, answers = word_search(terms, str(seed))
    for grid in "abc":
        printed = (f"grid-{grid}", *(one for one in ORDER if one[-1] != grid))
        for tier in Tier:
            rows = body.for_student(answers, printed, tier).rows
            assert {len(row) for row in rows} == {len(rows)}
            for word in terms:
                (directions,) = found(word, rows).values()
                assert directions & DIRECTIONS[tier]
        assert body.answer(answers, printed) == body.expected_answer(answers, printed)


@pytest.mark.parametrize("seed", range(8))
def test_every_word_is_found_once(seed: int) -> None:
    """In one place of the whole grid, in a direction of the tier: to the right and down alone for support."""
    solved_back(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(500))
def test_the_words_of_five_hundred_are_found_once(seed: int) -> None:
    """The same of five hundred."""
    solved_back(1000 + seed)


def test_words_of_few_letters_are_hidden_too() -> None:
    """Where the words' own letters would spell them by chance everywhere, others are filled in."""
    terms = ("ABC", "CAB", "ACCB", "BBCA")
    body, answers = word_search(terms)
    assert body.expected_answer(answers, ORDER) == "B: 1 ABC; 2 CAB; 3 ACCB; 4 BBCA"


def test_nothing_rude_is_filled_in() -> None:
    """What a class would find first stands in none of many grids, in no direction."""
    rude = {"SEX", "TIT", "POO", "GAY", "BUM", "RAPE", "SHIT"}
    for seed in range(6):
        body, answers = word_search(("POTATO", "EXISTS", "GAUGES", "PARTIES", "HISTORY"), str(seed))
        for tier in Tier:
            rows = body.for_student(answers, ORDER, tier).rows
            assert not [word for word in rude if found(word, rows)]


def test_a_word_within_another_is_told() -> None:
    """One that stands within another would be found twice, also where it has to be read from the right."""
    assert within_another(("PLAN", "FIVEYEARPLAN", "TSAR", "RAST", "EXILE")) == ("PLAN", "TSAR", "RAST")


def test_a_word_that_stands_twice_is_no_answer() -> None:
    """What `verify` expects says how often a word is found that is not found once, and then differs from the key."""
    body, answers = word_search(TERMS)
    printed = ORDER
    assert body.answer(answers, printed) == body.expected_answer(answers, printed)
    rows = body.grids[1][0]
    spoilt = ("TSAR" + "X" * (len(rows) - 4), *rows[1:])
    grids = (body.grids[0], (spoilt, *body.grids[1][1:]), body.grids[2])
    assert replace(body, grids=grids).expected_answer(answers, printed) != body.answer(answers, printed)


def test_support_has_the_words_in_a_box() -> None:
    """In alphabetical order, and nobody else has them; the clues are everybody's."""
    body, answers = word_search(TERMS)
    sheets = {tier: body.for_student(answers, ORDER, tier) for tier in Tier}
    assert sheets[Tier.SUPPORT].words == tuple(sorted(TERMS))
    assert sheets[Tier.CORE].words == sheets[Tier.CHALLENGE].words == ()
    assert len({sheet.clues for sheet in sheets.values()}) == 1
