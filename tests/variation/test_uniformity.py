"""Orders over ten thousand seeds: every one as often as every other, by chi-square."""

from __future__ import annotations

from collections import Counter
from math import factorial

import pytest

from tests.samples import choice, matching, ordering, question, selection, unit
from worksheetgen.model.question import Part
from worksheetgen.variation import arrange

pytestmark = pytest.mark.slow

SEEDS = 10_000
# Chi-square beyond which one uniform draw in a thousand falls, by degrees of freedom.
ONE_IN_A_THOUSAND = {3: 16.27, 5: 20.52, 23: 49.73}


def chi_square(counts: Counter[object], cells: int) -> float:
    """How far the counts are from equal ones."""
    mean = SEEDS / cells
    return sum((count - mean) ** 2 / mean for count in counts.values()) + (cells - len(counts)) * mean


def test_options_stand_in_every_order_equally_often() -> None:
    """All 24 orders of four options."""
    bank, drawn = unit(question("q")), selection("q")
    counts: Counter[object] = Counter(
        arrange(drawn, bank, "017", str(seed)).options["q"][0] for seed in range(SEEDS)
    )
    assert chi_square(counts, 24) < ONE_IN_A_THOUSAND[23]


@pytest.mark.parametrize(("part", "barred"), [(matching("ab", "xyz"), 1), (ordering("bac"), 1)])
def test_matching_and_ordering_have_every_order_but_the_right_one(part: Part, barred: int) -> None:
    """Of the six orders of three all but those that give the answer away."""
    bank, drawn = unit(question("q", part)), selection("q")
    counts: Counter[object] = Counter(
        arrange(drawn, bank, "017", str(seed)).options["q"][0] for seed in range(SEEDS)
    )
    cells = factorial(3) - barred
    assert len(counts) == cells
    assert chi_square(counts, cells) < ONE_IN_A_THOUSAND[5]


def test_the_questions_of_a_band_stand_in_every_order_equally_often() -> None:
    """All 24 orders of four easy questions, before a hard one that never moves."""
    bank = unit(*(question(id) for id in "abcd"), question("hard", difficulty=5))
    drawn = selection("a b c d hard")
    counts: Counter[object] = Counter()
    for seed in range(SEEDS):
        *easy, last = (asked.id for asked in arrange(drawn, bank, "017", str(seed)).sections[0])
        assert last == "hard"
        counts[tuple(easy)] += 1
    assert chi_square(counts, 24) < ONE_IN_A_THOUSAND[23]


def test_a_key_stands_under_every_letter_equally_often() -> None:
    """The first of three questions has its key at each of four places."""
    bank, drawn = unit(*(question(id, choice()) for id in "abc")), selection("a b c")
    counts: Counter[object] = Counter(
        arrange(drawn, bank, "017", str(seed)).options["a"][0].index("a") for seed in range(SEEDS)
    )
    assert chi_square(counts, 4) < ONE_IN_A_THOUSAND[3]
