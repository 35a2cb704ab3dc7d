"""How near the draws are to uniform, on a bank small enough to list every paper."""

from __future__ import annotations

from collections import Counter
from math import sqrt

import pytest

from tests.assembly.test_brute_force import disjoint, fillings
from tests.samples import blueprint, bound, drawn_one, question, section, unit, written
from worksheetgen.assembly.checking import violations
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import Measure, Tag
from worksheetgen.model.draw import Selection

pytestmark = pytest.mark.slow

DRAWS = 1500
BANK = unit(
    *(question(f"m-{n}", topics=("kirov", "gulag")[n % 2 : n % 2 + 1]) for n in range(7)),
    *(
        question(
            f"w-{n}",
            written(1 + n % 3, Kind.SHORT_ANSWER),
            topics=("kirov", "gulag")[n % 2 : n % 2 + 1],
            enemies=(f"m-{n}",) if n < 3 else (),
        )
        for n in range(9)
    ),
)
PLAN = blueprint(
    section(questions=(3, 3), kinds=(Kind.MULTIPLE_CHOICE,)),
    section(marks=6, questions=(2, 5), kinds=(Kind.SHORT_ANSWER,)),
    bounds=(bound(Tag.TOPIC, "gulag", Measure.MARKS, 3, 6),),
)


@pytest.mark.soak
def test_questions_are_drawn_about_as_often_as_by_a_uniform_draw() -> None:
    """Inclusion rates go with the uniform ones (correlation 0.95 at least), 0.03 off beyond chance at most.

    The exact rates come from all papers; so do the shares of papers with two, three and four short questions,
    which positive weights would push to four.
    """
    each = [list(fillings(asked, BANK)) for asked in PLAN.sections]
    papers = [ids for ids in disjoint(each, frozenset()) if not violations(PLAN, BANK, Selection("A", ids))]
    assert len(papers) > 500
    uniform = Counter(id for paper in papers for section in paper for id in section)
    drawn: Counter[str] = Counter()
    short: Counter[int] = Counter()
    for seed in range(DRAWS):
        selection = drawn_one(PLAN, BANK, str(seed))
        drawn.update(selection.ids)
        short[len(selection.sections[1])] += 1
    exact = [uniform[q.id] / len(papers) for q in BANK.questions]
    found = [drawn[q.id] / DRAWS for q in BANK.questions]
    assert all(found)
    chance = sum(rate * (1 - rate) / DRAWS for rate in exact) / len(exact)
    off = sum((one - other) ** 2 for one, other in zip(exact, found, strict=True)) / len(exact)
    assert _correlation(exact, found) >= 0.95
    assert sqrt(max(0.0, off - chance)) <= 0.03
    for number, papers_with in Counter(len(paper[1]) for paper in papers).items():
        assert abs(short[number] / DRAWS - papers_with / len(papers)) < 0.05


def _correlation(one: list[float], other: list[float]) -> float:
    means = sum(one) / len(one), sum(other) / len(other)
    pairs = [(a - means[0], b - means[1]) for a, b in zip(one, other, strict=True)]
    return sum(a * b for a, b in pairs) / sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
