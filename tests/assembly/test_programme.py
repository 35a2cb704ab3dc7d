"""What a paper keeps of itself, of activities, sources, enemies and keys: drawn up to the limit and no further."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, choice, drawn_one, question, section, source, unit, written
from worksheetgen.assembly.checking import violations
from worksheetgen.assembly.programme import cliques
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Activity, Blueprint
from worksheetgen.model.draw import Selection
from worksheetgen.model.question import Part, Question
from worksheetgen.value import replace


def made(id: str) -> Question:
    """A question that was made for an activity, whose name its id begins with."""
    return replace(question(id, written(5)), activity=id.partition(":")[0])


def can_be_drawn(plan: Blueprint, bank: Unit) -> bool:
    """Whether there is a paper; one that breaks a rule ends the test, as what is drawn is checked."""
    try:
        drawn_one(plan, bank, "s")
    except UnmetBlueprint:
        return False
    return True


def test_a_section_has_one_version_of_each_of_its_activities() -> None:
    """Whichever of them chance chooses, and in each of two sections another one."""
    bank = unit(
        *map(made, ("cloze:v1", "cloze:v2", "cloze:v3", "crossword:v1", "crossword:v2")), question("a")
    )
    plan = blueprint(
        section(activities=(Activity.CLOZE, Activity.CROSSWORD)), section(activities=(Activity.CLOZE,))
    )
    drawn = {drawn_one(plan, bank, str(seed)).sections for seed in range(20)}
    assert len(drawn) > 2
    for (cloze, crossword), (other,) in drawn:
        assert {cloze[:5], crossword[:9], other[:5]} == {"cloze", "crossword"}
        assert cloze != other


@pytest.mark.parametrize(
    ("groups", "pairs"),
    [
        (("abc", "ad"), "ab ac ad bc"),
        (("abcd",), "ab ac ad bc bd cd"),
        (("abc", "bcd"), "ab ac bc bd cd"),
        (("ab", "cd"), "cd ab"),
    ],
)
def test_mutual_enemies_are_grouped_once(groups: tuple[str, ...], pairs: str) -> None:
    """Each pair is in a group, the largest that can be had around its first pair, and no group comes again."""
    found = cliques({frozenset(pair) for pair in pairs.split()})
    assert tuple("".join(group) for group in found) == groups


def test_two_enemies_are_all_that_a_bank_has() -> None:
    """One of them can be drawn, and not both."""
    bank = unit(question("a", enemies=("b",)), question("b"))
    assert can_be_drawn(blueprint(section(questions=(1, 1))), bank)
    assert not can_be_drawn(blueprint(section(questions=(2, 2))), bank)


@pytest.mark.parametrize(("count", "drawn"), [(1, True), (2, True), (3, False)])
def test_a_section_draws_some_of_the_questions_on_a_source(count: int, drawn: bool) -> None:
    """One or both of two on the same source, never one of another beside; a section without sources says nothing."""
    bank = unit(
        question("plain"),
        *(question(f"{id}-{n}", written(2), sources=(id,)) for id in "xy" for n in range(2)),
        sources=(source("x"), source("y")),
    )
    plan = blueprint(section(questions=(1, 1)), section(questions=(count, count), sources=("x", "y")))
    assert can_be_drawn(plan, bank) is drawn


def parts_of(keys: str) -> tuple[Part, ...]:
    """A part for each letter: its key, in capitals where options keep their order."""
    return tuple(choice(key.lower(), pinned=key.isupper()) for key in keys)


@pytest.mark.parametrize(
    ("keys", "spread"),
    [
        *((keys, True) for keys in ("A", "A a", "A A a a a", "A A A a a a a a a")),
        *((keys, False) for keys in ("A A a", "A A a a", "A A A a a", "A A A a a a a a")),
        *((keys, True) for keys in ("A B", "A A B B a a", "A A B B a a a", "A A B B C a", "A A B B C C a")),
        *((keys, False) for keys in ("A A B B a", "A A B B C C", "A A D D a", "A A B B C")),
        *((keys, True) for keys in ("Aa", "A A aa a", "AAa aa", "AB AB aa", "AB C aa")),
        *((keys, False) for keys in ("AA a a", "AA a", "AB AB a", "A A aa")),
    ],
)
def test_keys_are_drawn_where_they_can_be_spread(keys: str, spread: bool) -> None:
    """All of these questions together, exactly where the checker too finds that their keys spread over A to D."""
    bank = unit(*(question(f"q-{n}", *parts_of(each)) for n, each in enumerate(keys.split())))
    plan = blueprint(section(questions=(len(bank.questions), 99)))
    together = Selection("A", (tuple(sorted(bank.by_id)),))
    assert (not violations(plan, bank, together)) is spread
    assert can_be_drawn(plan, bank) is spread
