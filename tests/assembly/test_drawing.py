"""What `assemble` draws, rule by rule, on banks small enough to see."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, drawn_one, question, section, source, unit, written
from worksheetgen.assembly import BrokenSelection
from worksheetgen.assembly.programme import cliques
from worksheetgen.errors import Place, UnmetBlueprint
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, PaperType, Tag
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

SEEDS = [str(seed) for seed in range(8)]


def draws(plan: Blueprint, bank: Unit) -> list[tuple[tuple[str, ...], ...]]:
    """What eight seeds draw."""
    return [drawn_one(plan, bank, seed).sections for seed in SEEDS]


def test_section_marks_are_exact() -> None:
    """Of questions with 1, 2, 4 and 8 marks only 2 and 8 make ten."""
    bank = unit(*(question(f"q-{marks}", written(marks)) for marks in (1, 2, 4, 8)))
    assert set(draws(blueprint(section(marks=10)), bank)) == {(("q-2", "q-8"),)}


def test_the_number_of_questions_stays_between_low_and_high() -> None:
    """Eight draws of two to three questions all have two or three, and not all the same."""
    bank = unit(*(question(f"q-{n}") for n in range(9)))
    drawn = draws(blueprint(section(questions=(2, 3))), bank)
    assert {len(ids) for (ids,) in drawn} == {2, 3}
    assert len(set(drawn)) > 5


def test_the_order_of_the_bank_changes_nothing() -> None:
    """The bank reversed gives the same draw for every seed."""
    bank = unit(*(question(f"q-{n}", enemies=(f"q-{n ^ 1}",)) for n in range(9)))
    plan = blueprint(section(questions=(3, 3)))
    assert draws(plan, bank) == draws(plan, replace(bank, questions=bank.questions[::-1]))


def test_ids_are_sorted_within_a_section() -> None:
    """Five drawn of five stand in the order of their ids."""
    bank = unit(*(question(f"q-{n}") for n in (4, 2, 8, 0, 6)))
    assert drawn_one(blueprint(section(questions=(5, 5))), bank, "s").sections == (
        ("q-0", "q-2", "q-4", "q-6", "q-8"),
    )


def test_a_question_stands_in_one_section_only() -> None:
    """Two sections that both admit two questions get one each, and either may get either."""
    bank = unit(question("a"), question("b"))
    drawn = set(draws(blueprint(section(questions=(1, 1)), section(questions=(1, 1))), bank))
    assert drawn == {(("a",), ("b",)), (("b",), ("a",))}


@pytest.mark.parametrize("names", [(("b",), ()), ((), ("a",)), (("b",), ("a",))])
def test_enemies_never_meet_whichever_names_the_other(names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Two enemies in different sections are never drawn together, named on either side or both."""
    bank = unit(
        question("a", enemies=names[0]),
        question("b", topics=("gulag",), enemies=names[1]),
        question("c"),
        question("d", topics=("gulag",)),
    )
    plan = blueprint(
        section(questions=(1, 1), topics=("kirov",)), section(questions=(1, 1), topics=("gulag",))
    )
    drawn = draws(plan, bank)
    assert (("a",), ("b",)) not in drawn
    assert len(set(drawn)) == 3


def test_mutual_enemies_become_one_group() -> None:
    """A triangle with a tail is covered by the triangle and the tail."""
    pairs = {frozenset(pair) for pair in ("ab", "bc", "ac", "cd")}
    assert cliques(pairs) == (("a", "b", "c"), ("c", "d"))


def test_required_questions_are_always_there_and_excluded_ones_never() -> None:
    """Every draw of two from four has the required one and not the excluded one."""
    bank = unit(*(question(id) for id in "abcd"))
    drawn = draws(blueprint(section(questions=(2, 2)), require=("c",), exclude=("b",)), bank)
    assert set(drawn) == {(("a", "c"),), (("c", "d"),)}


@pytest.mark.parametrize(("minutes", "longest"), [(29, 29), (30, 25), (0, 60)])
def test_five_minutes_are_kept_for_checking_from_thirty_on(minutes: int, longest: int) -> None:
    """The questions fill 29 of 29 minutes, 25 of 30, and any number where there is no limit."""
    plan = blueprint(section(questions=(1, 1)), minutes=minutes)
    assert drawn_one(plan, unit(question("q", minutes=longest)), "s").sections == (("q",),)
    if minutes:
        with pytest.raises(UnmetBlueprint):
            drawn_one(plan, unit(question("q", minutes=longest + 1)), "s")


def test_every_part_must_be_of_a_kind_that_the_section_takes() -> None:
    """A question with one part of another kind is never drawn."""
    bank = unit(
        question("plain", written(2)),
        question("parts", written(2), written(4, Kind.EXPLAIN)),
    )
    plan = blueprint(section(kinds=(Kind.SHORT_ANSWER,)))
    assert set(draws(plan, bank)) == {(("plain",),)}


def test_a_section_without_a_kind_takes_every_other() -> None:
    """Without essays, questions of every other kind are drawn, those that ask about a source among them."""
    bank = unit(
        question("essay", written(2, Kind.ESSAY)),
        question("plain", written(2)),
        question("parts", written(2), written(4, Kind.ESSAY)),
        question("sourced", written(2, Kind.SOURCE_TONE), sources=("x",)),
        sources=(source("x"),),
    )
    plan = blueprint(section(questions=(1, 1), without=(Kind.ESSAY,)))
    assert set(draws(plan, bank)) == {(("plain",),), (("sourced",),)}


@pytest.mark.parametrize(
    ("plan", "fit"),
    [
        (blueprint(section(questions=(1, 1))), {"plain", "knowing"}),
        (blueprint(section(questions=(1, 1)), read=(2,)), {"plain", "knowing"}),
        (blueprint(section(questions=(1, 1)), read=(1, 2)), {"plain", "knowing", "worded"}),
        (blueprint(section(questions=(1, 1)), open_book=True), {"plain", "knowing", "worded"}),
        (blueprint(section(questions=(1, 1)), type=PaperType.WORKSHEET), {"plain", "knowing", "worded"}),
    ],
)
def test_what_needs_the_texts_wording_is_drawn_only_with_the_text(plan: Blueprint, fit: set[str]) -> None:
    """A closed-book exam has none; one that prints its paragraph, or is open-book, has, and so has a worksheet."""
    bank = unit(
        question("plain"), question("knowing", needs="own knowledge"), question("worded", needs="wording")
    )
    assert {id for ((id,),) in draws(plan, bank)} == fit


def test_any_topic_of_the_section_and_all_its_tiers() -> None:
    """One shared topic is enough, but a question must suit every tier that the section names."""
    bank = unit(
        question("off", topics=("trials",)),
        question("half", topics=("gulag",), tiers=(Tier.CORE,)),
        question("fit", topics=("trials", "gulag"), tiers=(Tier.CORE, Tier.SUPPORT)),
    )
    plan = blueprint(section(topics=("kirov", "gulag"), tiers=(Tier.SUPPORT, Tier.CORE)))
    assert set(draws(plan, bank)) == {(("fit",),)}


@pytest.mark.parametrize(
    ("sources", "kinds", "fit"),
    [
        (("x",), (), {"on-x"}),
        (("x", "y"), (), {"on-x", "on-y", "on-both"}),
        ((), (), {"plain"}),
        ((), (Kind.SHORT_ANSWER,), {"plain"}),
        ((), (Kind.SHORT_ANSWER, Kind.SOURCE_TONE), {"plain", "on-x", "on-y", "on-both"}),
    ],
)
def test_a_section_says_by_sources_or_kinds_whether_it_takes_sourced_questions(
    sources: tuple[str, ...], kinds: tuple[Kind, ...], fit: set[str]
) -> None:
    """Each row of the table names the questions that can be drawn alone."""
    bank = unit(
        question("plain", written()),
        question("on-x", written(), sources=("x",)),
        question("on-y", written(), sources=("y",)),
        question("on-both", written(), sources=("x", "y")),
        sources=(source("x"), source("y")),
    )
    plan = blueprint(section(questions=(1, 1), sources=sources, kinds=kinds))
    ids = {q.id for q in bank.questions}
    for id in sorted(ids):
        asked = replace(plan, require=(id,))
        if id in fit:
            assert drawn_one(asked, bank, "s").sections == ((id,),)
        else:
            with pytest.raises(UnmetBlueprint):
                drawn_one(asked, bank, "s")


def test_two_sources_share_a_section_only_with_a_question_on_both() -> None:
    """Questions on x and on y never stand together, unless one that compares them stands there too."""
    bank = unit(
        question("on-x", sources=("x",)),
        question("on-y", sources=("y",)),
        question("on-both", sources=("x", "y")),
        sources=(source("x"), source("y")),
    )
    pair = blueprint(section(questions=(2, 2), sources=("x", "y")))
    assert set(draws(pair, bank)) == {(("on-both", "on-x"),), (("on-both", "on-y"),)}
    with pytest.raises(UnmetBlueprint):
        drawn_one(replace(pair, exclude=("on-both",)), bank, "s")
    assert drawn_one(blueprint(section(questions=(3, 3), sources=("x", "y"))), bank, "s")


BOUNDED = unit(
    question("a", written(4, code="AO1"), topics=("kirov",), tiers=(Tier.CORE,)),
    question("b", written(2, code="AO2"), written(2, Kind.EXPLAIN), topics=("gulag",), difficulty=3),
    question(
        "c",
        written(4, Kind.EXPLAIN, code="AO1"),
        topics=("kirov", "gulag"),
        tiers=(Tier.SUPPORT,),
        difficulty=5,
    ),
)
PLACE = Place("blueprint.yaml", 50, 5)


def both(one: Tag, value: str, two: Tag, other: str, measure: Measure, at_least: int) -> Bound:
    """At least so much that carries two tags at once."""
    return replace(bound(one, value, measure, at_least), tags=((one, value), (two, other)))


@pytest.mark.parametrize(
    ("limit", "pairs"),
    [
        (bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, at_most=1), {"ab", "bc"}),
        (bound(Tag.TOPIC, "gulag", Measure.MARKS, at_least=8), {"bc"}),
        (bound(Tag.OBJECTIVE, "AO2", Measure.MARKS, at_least=2, at_most=2), {"ab", "bc"}),
        (bound(Tag.OBJECTIVE, "GCSE AO1", Measure.MARKS, at_least=8), {"ac"}),
        (bound(Tag.OBJECTIVE, "AO1", Measure.QUESTIONS, at_least=2), {"ab", "ac", "bc"}),
        (bound(Tag.KIND, "explain", Measure.MARKS, at_most=2), {"ab"}),
        (bound(Tag.KIND, "explain", Measure.QUESTIONS, at_least=2), {"bc"}),
        (bound(Tag.TIER, "support", Measure.QUESTIONS, at_least=2), {"bc"}),
        (bound(Tag.SOURCE, "x", Measure.QUESTIONS, at_most=0), {"ab", "ac", "bc"}),
        (both(Tag.TOPIC, "kirov", Tag.OBJECTIVE, "AO1", Measure.MARKS, 8), {"ac"}),
        (both(Tag.TOPIC, "gulag", Tag.OBJECTIVE, "AO1", Measure.MARKS, 4), {"ac", "bc"}),
        (both(Tag.KIND, "explain", Tag.OBJECTIVE, "AO1", Measure.QUESTIONS, 2), {"bc"}),
        (both(Tag.TIER, "support", Tag.DIFFICULTY, "3-5", Measure.QUESTIONS, 2), {"bc"}),
        (both(Tag.TOPIC, "gulag", Tag.SOURCE, "x", Measure.MARKS, 1), set()),
        # In twentieths of a mark a class earns 68 of a's four, 44 of b's and 20 of c's.
        (Bound((), Measure.EXPECTED_SCORE, 88, 112, PLACE), {"ab", "ac"}),
        (Bound((), Measure.EXPECTED_SCORE, 0, 64, PLACE), {"bc"}),
        (bound(Tag.TOPIC, "gulag", Measure.EXPECTED_SCORE, at_least=44), {"ab", "bc"}),
        (bound(Tag.OBJECTIVE, "AO1", Measure.EXPECTED_SCORE, at_least=43, at_most=90), {"ab", "ac"}),
    ],
)
@pytest.mark.parametrize("whole_paper", [True, False])
def test_bounds_count_marks_or_questions_by_their_tag(
    limit: Bound, pairs: set[str], whole_paper: bool
) -> None:
    """Of all pairs from three questions, exactly those in the table keep the bound."""
    of_section, of_paper = ((), (limit,)) if whole_paper else ((limit,), ())
    for pair in ("ab", "ac", "bc"):
        two = section(questions=(2, 2), bounds=of_section)
        plan = blueprint(two, bounds=of_paper, require=tuple(pair))
        if pair in pairs:
            assert drawn_one(plan, BOUNDED, "s").sections == (tuple(pair),)
        else:
            with pytest.raises(UnmetBlueprint):
                drawn_one(plan, BOUNDED, "s")


def test_an_empty_bank_gives_an_empty_paper_or_a_problem() -> None:
    """Nothing can be drawn from nothing: fine where nothing is asked, and said where something is."""
    assert drawn_one(blueprint(section(questions=(0, 3))), unit(), "s").sections == ((),)
    with pytest.raises(UnmetBlueprint):
        drawn_one(blueprint(section(questions=(1, 3))), unit(), "s")


def test_a_programme_that_forgets_a_rule_is_a_bug_and_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """With enemies planted out of the programme, the checker stops the pair that it draws."""
    monkeypatch.setattr("worksheetgen.assembly.programme.enemies", lambda unit: frozenset())
    bank = unit(question("a", enemies=("b",)), question("b"))
    with pytest.raises(BrokenSelection, match="a meets its enemy b"):
        drawn_one(blueprint(section(questions=(2, 2))), bank, "s")
