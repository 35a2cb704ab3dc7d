"""Whatever is asked of the bundled bank is drawn, or explained in few words that are true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice

import pytest

from worksheetgen import load_bank
from worksheetgen.assembly import assemble
from worksheetgen.blueprint import worksheet_blueprint
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.tier import Tier

pytestmark = pytest.mark.slow

LONGEST = 1500
ADVICE = re.compile(r"Ask for (\d+)(?: or (\d+))?")


@cache
def terror() -> Unit:
    """The bundled unit."""
    (unit,) = load_bank().units
    return unit


@dataclass(frozen=True)
class Wish:
    """What is typed for a worksheet without a blueprint: so many questions, or so many marks."""

    topics: tuple[str, ...]
    questions: int
    marks: int
    tier: Tier | None

    def asking(self, amount: int) -> Wish:
        """The same wish with another number of questions or marks."""
        return Wish(self.topics, amount if self.questions else 0, amount if self.marks else 0, self.tier)

    @property
    def blueprint(self) -> Blueprint:
        """What it becomes."""
        return worksheet_blueprint(
            terror(), self.topics, self.questions, self.marks, (self.tier,) if self.tier else ()
        )


def wishes() -> Iterator[Wish]:
    """Every topic by 1 to 60 marks, by 1 to 30 questions and for every tier, and every pair of topics."""
    topics = [topic.id for topic in terror().topics]
    for topic in topics:
        for amount in range(1, 61):
            yield Wish((topic,), 0, amount, None)
            for tier in Tier:
                yield Wish((topic,), 0, amount, tier)
        for amount in range(1, 31):
            yield Wish((topic,), amount, 0, None)
    for pair in combinations(topics, 2):
        for amount in range(len(pair), 61):  # fewer marks than topics are refused as they are typed
            yield Wish(pair, 0, amount, None)


def answered(wish: Wish) -> str:
    """What a teacher is told, "" where the wish is drawn; each way out that the message names is taken."""
    try:
        assemble(wish.blueprint, terror(), "s")
    except UnmetBlueprint as told:
        said, plan = str(told), told.nearest
    else:
        return ""
    assert plan, wish
    assemble(plan, terror(), "t")
    for numbers in ADVICE.findall(said):
        for number in filter(None, numbers):
            assemble(wish.asking(int(number)).blueprint, terror(), "t")
    return said


@pytest.mark.parametrize(
    "wish",
    [
        *(Wish(("party-purge",), 0, marks, None) for marks in (44, 46, 50, 60)),
        Wish(("gulag",), 0, 42, None),
        Wish(("gulag",), 26, 0, None),
        Wish(("nkvd", "gulag"), 0, 58, None),
        Wish(("kirov",), 0, 41, Tier.SUPPORT),
    ],
)
def test_what_cannot_be_had_is_told_briefly(wish: Wish) -> None:
    """Wishes that are too large, or that nothing adds up to, are explained; so is where the solver's presolve fails."""
    said = answered(wish)
    assert "The nearest paper has" in said
    assert len(said) < LONGEST


@pytest.mark.soak
@pytest.mark.parametrize("part", range(40))
def test_every_wish_is_drawn_or_explained(part: int) -> None:
    """Of all topics, pairs and tiers by every number of marks or questions none ends in anything else."""
    for wish in islice(wishes(), part, None, 40):
        assert len(answered(wish)) < LONGEST, wish
