"""The paper nearest to a blueprint that cannot be met, and the demands that stand against each other."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, question, section, unit, written
from worksheetgen.assembly import conflicts
from worksheetgen.assembly.conflicts import Clash, Reach, clashes, in_the_way, nearest_paper, reach
from worksheetgen.assembly.programme import Programme, programme_of
from worksheetgen.assembly.solving import Exhausted
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Measure, Tag
from worksheetgen.streams import Stream

FOUR = unit(*(question(f"q-{n}", written(2), minutes=10) for n in range(4)))
FIVE_MARKS = unit(question("a", written(2)), question("b", written(2)), question("c", written(1)))
KIROV, GULAG = section(topics=("kirov",), questions=(2, 2)), section(topics=("gulag",), questions=(2, 2))


def programme(plan: Blueprint, bank: Unit = FOUR) -> Programme:
    """The programme of a single form, drawn from the whole bank."""
    return programme_of(plan, bank, (), bank.by_id)


def missed(plan: Blueprint, bank: Unit = FOUR) -> dict[str, int]:
    """What the nearest paper misses, in words, each with its gap."""
    return {demand.words: gap for demand, gap in nearest_paper(programme(plan, bank)).missed.items()}


def found(plan: Blueprint, bank: Unit, most: int = 9) -> list[tuple[str, list[str]]]:
    """Each clash: the demand in words, and those that it stands against."""
    asked = programme(plan, bank)
    return [
        (clash.demand.words, [other.words for other in clash.against])
        for clash in clashes(nearest_paper(asked), asked, most)
    ]


# ---- the nearest paper ---------------------------------------------------------------------------


def test_what_is_short_is_counted_up_and_what_is_over_down() -> None:
    """Ten marks of the eight that there are; two questions of ten minutes in eighteen."""
    assert missed(blueprint(section(marks=10))) == {"Section A asks for 10 marks from questions": 2}
    assert missed(blueprint(section(marks=4), minutes=18)) == {"the questions must fit into 18 minutes": -2}


@pytest.mark.parametrize(
    ("plan", "bank", "gives"),
    [
        (blueprint(section(marks=4, questions=(3, 3))), FIVE_MARKS, "Section A asks for 3 questions"),
        (blueprint(section(marks=4), minutes=18), FOUR, "the questions must fit into 18 minutes"),
        (blueprint(section(marks=4), minutes=10), FOUR, "Section A asks for 4 marks from questions"),
        (
            blueprint(
                section(questions=(2, 2)), bounds=(bound(Tag.TOPIC, "kirov", Measure.MARKS, at_most=2),)
            ),
            FOUR,
            "the paper asks for at most 2 marks on kirov",
        ),
        (
            blueprint(
                section(questions=(3, 3)), bounds=(bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, at_most=1),)
            ),
            FOUR,
            "the paper asks for at most 1 question on kirov",
        ),
    ],
)
def test_what_is_dear_is_kept_and_what_is_cheap_gives(plan: Blueprint, bank: Unit, gives: str) -> None:
    """A mark or two before the number of questions beside it or two minutes; that number before bounds."""
    assert list(missed(plan, bank)) == [gives]


def hard() -> Programme:
    """Sixteen questions that take a solver long: every other one has exactly the marks that three bounds ask for.

    No other choice has them, and of these the first two give each other away.
    """
    stream = Stream("s", "halves")
    codes = ("AO1", "AO2", "AO3")
    questions = [
        question(
            f"q-{n:02}",
            *(written(1 + stream.below(40), code=code) for code in codes),
            enemies=("q-00",) if n == 2 else (),
        )
        for n in range(16)
    ]
    limits = []
    for code in codes:
        marks = sum(n for one in questions[::2] for each, n in one.objectives if each.code == code)
        limits.append(bound(Tag.OBJECTIVE, code, Measure.MARKS, marks, marks))
    return programme(blueprint(section(bounds=tuple(limits))), unit(*questions))


def test_the_best_paper_that_is_found_counts_where_none_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a single node of the solver's there is a paper yet, and what it misses is told of as it is."""
    monkeypatch.setattr(conflicts, "EXPLAINING_NODES", 1)
    asked = hard()
    nearest = nearest_paper(asked)
    for demand in asked.demands:
        limit, gap = demand.constraint, nearest.missed.get(demand, 0)
        assert limit.low <= nearest.amount(demand) + gap <= limit.high


def test_what_is_too_hard_to_tell_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a node of the solver's there is no nearest paper, no clash and no amount that could be had instead."""
    asked = hard()
    nearest = nearest_paper(asked)
    (clash,) = clashes(nearest, asked, 9)
    monkeypatch.setattr(conflicts, "EXPLAINING_NODES", 0)
    assert clashes(nearest, asked, 9) == ()
    with pytest.raises(Exhausted):
        nearest_paper(asked)
    with pytest.raises(Exhausted):
        reach(asked, clash.demand, ())


# ---- clashes -------------------------------------------------------------------------------------


def test_the_dearest_clash_comes_first() -> None:
    """Four marks weigh more than one question, and that more than one mark; the last is left out of two."""
    bank = unit(
        question("k", written(1)),
        question("g", written(2), topics=("gulag",)),
        question("t", written(1), topics=("trials",)),
    )
    plan = blueprint(
        section(topics=("kirov",), questions=(2, 2)),
        section(topics=("gulag",), marks=6),
        section(topics=("trials",), marks=2),
    )
    dearest: list[tuple[str, list[str]]] = [
        ("Section B asks for 6 marks from questions on gulag", []),
        ("Section A asks for 2 questions on kirov", []),
        ("Section C asks for 2 marks from questions on trials", []),
    ]
    assert found(plan, bank) == dearest
    assert found(plan, bank, 2) == dearest[:2]


def test_what_could_hold_after_all_is_no_clash() -> None:
    """A mark and a minute are missed, as that is cheapest; but the marks could be had, in too long a time.

    So the time stands against them, and they are held to while it is looked for what else it stands against.
    """
    bank = unit(question("long", written(10), minutes=30), question("short", written(9), minutes=11))
    plan = blueprint(section(marks=10), minutes=10)
    assert missed(plan, bank) == {
        "Section A asks for 10 marks from questions": 1,
        "the questions must fit into 10 minutes": -1,
    }
    ((words, against),) = found(plan, bank)
    assert words == "the questions must fit into 10 minutes"
    assert len(against) == 1


def test_the_one_group_in_the_way_is_named() -> None:
    """Of three pairs that give each other away, the last is required; where two pairs are in the way, none is named."""
    three = unit(*(question(id, enemies=(other,)) for id, other in zip("abcdef", "badcfe", strict=True)))
    for pair in ("ab", "cd", "ef"):
        asked = programme(blueprint(section(), require=tuple(pair)), three)
        (clash,) = clashes(nearest_paper(asked), asked, 9)
        (rule,) = clash.rules
        named = f"only one of {pair[0]} and {pair[1]} may be drawn, as they give each other away"
        assert in_the_way(rule, clash, asked) == named
    bank = unit(
        *(question(id) for id in "ac"),
        *(question(id, topics=("gulag",), enemies=(other,)) for id, other in ("ba", "dc")),
    )
    asked = programme(blueprint(KIROV, GULAG), bank)
    (clash,) = clashes(nearest_paper(asked), asked, 9)
    (rule,) = clash.rules
    assert in_the_way(rule, clash, asked) == "some questions give each other away"


def test_a_rule_keeps_its_general_words_where_it_is_too_hard_to_tell_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The only paper with the marks has two questions that give each other away; it takes some nodes to find it."""
    asked = hard()
    (rule,) = asked.rules
    clash = Clash(asked.demands[0], asked.rules, asked.demands[1:])
    named = "only one of q-00 and q-02 may be drawn, as they give each other away"
    assert in_the_way(rule, clash, asked) == named
    monkeypatch.setattr(conflicts, "EXPLAINING_NODES", 0)
    assert in_the_way(rule, clash, asked) == "some questions give each other away"


def test_papers_reach_up_to_what_is_asked_and_down_to_it() -> None:
    """Of questions of two marks none make five: four or six, of those that keep to two minutes four."""
    bank = unit(*(question(f"q-{n}", written(2)) for n in range(4)))
    asked = programme(blueprint(section(marks=5), minutes=2), bank)
    marks, count, time = asked.demands
    assert reach(asked, marks, ()) == Reach(4, 6)
    assert reach(asked, marks, (count, time)) == Reach(4, None)
    assert clashes(nearest_paper(asked), asked, 9) == (Clash(marks, (), ()),)
