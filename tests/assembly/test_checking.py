"""The independent checker sees every broken promise."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, choice, question, section, selection, source, unit, written
from worksheetgen.assembly.checking import mismatches, violations
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import Activity, Blueprint, FormDemands, Measure, PaperType, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

GULAG_AO1 = replace(
    bound(Tag.TOPIC, "gulag", Measure.MARKS, 3), tags=((Tag.TOPIC, "gulag"), (Tag.OBJECTIVE, "AO1"))
)

BANK = unit(
    question("a", written(2), enemies=("b",)),
    question("b", written(2)),
    question("c", written(4, Kind.EXPLAIN), minutes=20, tiers=(Tier.CORE,)),
    question("d", written(2), topics=("gulag",)),
    question("late", written(2), minutes=5),
    question("x", written(2), sources=("x",)),
    question("y", written(2), sources=("y",)),
    question("xy", written(2), sources=("x", "y")),
    question("worded", written(2), needs="wording"),
    replace(question("cloze:v1", written(2)), activity="cloze"),
    question("single", written(1)),
    question("second", written(2), difficulty=2),
    question("parts", written(1), written(2)),
    question("useful", written(2, Kind.SOURCE_UTILITY), sources=("x",)),
    question("kirov-gulag", written(2), topics=("kirov", "gulag")),
    sources=(source("x"), source("y")),
)
OPEN = section(questions=(0, 9))
FOR_A = FormDemands("A", (), "Sheet A", "", (section(marks=4),))
ON_SOURCES = section(questions=(0, 9), sources=("x", "y"))


@pytest.mark.parametrize(
    ("plan", "drawn"),
    [
        (blueprint(section(marks=4)), selection("a d")),
        (blueprint(section(questions=(2, 3), kinds=(Kind.SHORT_ANSWER,)), minutes=30), selection("a d")),
        (blueprint(ON_SOURCES), selection("x xy y")),
        (blueprint(section(without=(Kind.ESSAY,))), selection("x xy y")),
        (blueprint(OPEN, read=(1,)), selection("worded")),
        (blueprint(OPEN, open_book=True), selection("worded")),
        (blueprint(OPEN, type=PaperType.WORKSHEET), selection("worded")),
        (blueprint(section(activities=(Activity.CLOZE,))), selection("cloze:v1")),
        (blueprint(section(tiers=(Tier.CORE,))), selection("a c")),
        (blueprint(section(kinds=(Kind.SOURCE_UTILITY,))), selection("useful")),
        (blueprint(OPEN, bounds=(bound(Tag.TOPIC, "kirov", Measure.MARKS, 5, 5),)), selection("a d parts")),
        (replace(blueprint(section(marks=9)), by_form=(FOR_A,)), selection("a d")),
        (blueprint(OPEN, ON_SOURCES, require=("x",), exclude=("y",)), selection("a c", "x")),
    ],
)
def test_a_good_selection_breaks_nothing(plan: Blueprint, drawn: Selection) -> None:
    """Selections that keep every rule have no violations."""
    assert violations(plan, BANK, drawn) == ()


@pytest.mark.parametrize(
    ("plan", "drawn", "what"),
    [
        (blueprint(section(marks=5)), "a d", "4 marks for 5"),
        (blueprint(section(questions=(3, 4))), "a d", "2 questions for 3 to 4"),
        (blueprint(section(questions=(0, 1))), "a d", "2 questions for 0 to 1"),
        (blueprint(OPEN), "a b", "a meets its enemy b"),
        (blueprint(OPEN), "b a", "b meets its enemy a"),
        (blueprint(OPEN), "d d", "d drawn 2 times"),
        (blueprint(OPEN, require=("a",)), "d", "a required but not drawn"),
        (blueprint(OPEN, exclude=("a",)), "a", "a excluded but drawn"),
        (blueprint(OPEN), "worded", "worded drawn without the text whose wording it needs"),
        (blueprint(OPEN, read=(2,)), "worded", "worded drawn without the text whose wording it needs"),
        (blueprint(OPEN, minutes=19), "c", "20 minutes needed of 19"),
        (blueprint(OPEN, minutes=30), "c d late", "26 minutes needed of 30"),
        (blueprint(section(kinds=(Kind.EXPLAIN,))), "a", "a is of another kind"),
        (blueprint(section(without=(Kind.SHORT_ANSWER,))), "a", "a is of the kind short-answer"),
        (blueprint(section(topics=("gulag",))), "a", "a is on another topic"),
        (blueprint(section(tiers=(Tier.CORE, Tier.SUPPORT))), "c", "c does not suit every tier"),
        (blueprint(OPEN), "x", "x rests on a source in a section without"),
        (blueprint(ON_SOURCES), "a", "a rests on no source"),
        (blueprint(section(sources=("x",))), "xy", "xy rests on another source"),
        (blueprint(ON_SOURCES), "x y", "no question rests on all of ['x', 'y']"),
        (
            blueprint(section(bounds=(bound(Tag.TOPIC, "gulag", Measure.MARKS, 3),))),
            "d",
            "2 marks of topic gulag for 3 to 999",
        ),
        (
            blueprint(section(bounds=(bound(Tag.MAIN_TOPIC, "gulag", Measure.MARKS, 3),))),
            "d",
            "2 marks of main_topic gulag for 3 to 999",
        ),
        (
            blueprint(section(bounds=(bound(Tag.MAIN_TOPIC, "gulag", Measure.MARKS, 3),))),
            "d kirov-gulag",
            "2 marks of main_topic gulag for 3 to 999",
        ),
        (
            blueprint(section(bounds=(bound(Tag.DIFFICULTY, "1-2", Measure.MARKS, 5),))),
            "a d",
            "4 marks of difficulty 1-2 for 5 to 999",
        ),
        (
            blueprint(section(bounds=(bound(Tag.DIFFICULTY, "1-2", Measure.MARKS, 5),))),
            "a second",
            "4 marks of difficulty 1-2 for 5 to 999",
        ),
        (
            blueprint(section(bounds=(bound(Tag.DIFFICULTY, "1", Measure.MARKS, 5),))),
            "a second",
            "2 marks of difficulty 1 for 5 to 999",
        ),
        (
            blueprint(section(bounds=(bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, 3),))),
            "a single d",
            "2 questions of topic kirov for 3 to 999",
        ),
        (
            blueprint(section(bounds=(GULAG_AO1,))),
            "d",
            "2 marks of topic gulag, objective AO1 for 3 to 999",
        ),
        (
            blueprint(OPEN, bounds=(bound(Tag.OBJECTIVE, "AO1", Measure.QUESTIONS, 0, 1),)),
            "a d",
            "2 questions of objective AO1 for 0 to 1",
        ),
        (
            blueprint(OPEN, bounds=(bound(Tag.TOPIC, "gulag", Measure.EXPECTED_SCORE, 0, 33),)),
            "d",
            "34 expected_score of topic gulag for 0 to 33",
        ),
        (
            blueprint(OPEN, bounds=(bound(Tag.TOPIC, "kirov", Measure.EXPECTED_SCORE, 0, 27),)),
            "second",
            "28 expected_score of topic kirov for 0 to 27",
        ),
        (
            blueprint(section(activities=(Activity.CLOZE,))),
            "a",
            "no cloze / A section: a was not made for it",
        ),
        (blueprint(OPEN), "cloze:v1", "cloze:v1 was not made for it"),
    ],
)
def test_a_planted_defect_is_named(plan: Blueprint, drawn: str, what: str) -> None:
    """Each selection breaks one rule, and the checker says which."""
    assert what in " / ".join(violations(plan, BANK, selection(drawn)))


def test_a_missing_section_is_named() -> None:
    """One section drawn for a blueprint of two is a violation of its own."""
    assert violations(blueprint(OPEN, OPEN), BANK, selection("a")) == ("1 sections drawn for 2",)


PAPERS = unit(
    question("four", written(4)),
    question("five", written(5)),
    question("other", written(4), topics=("gulag",)),
    question("explained", written(4, Kind.EXPLAIN, code="AO2")),
    question("halves", written(2), written(2)),
    *(question(f"easy-{marks}", written(marks)) for marks in (1, 28, 29)),
    *(question(f"too-{marks}", written(marks)) for marks in (28, 29)),
    question("harder", written(1), difficulty=2),
    *(question(f"harder-{marks}", written(marks), difficulty=2) for marks in (5, 6)),
)


def form(name: str, ids: str) -> Selection:
    """A form of that name with these questions."""
    return replace(selection(ids), form=name)


@pytest.mark.parametrize(
    ("plan", "one", "other", "what"),
    [
        (blueprint(OPEN, forms=2), "four", "four", ("A and B share 1 questions",)),
        (blueprint(OPEN, forms=2, shared=1), "four", "four", ()),
        (
            blueprint(OPEN, forms=2),
            "four",
            "five",
            ("A and B have 4 and 5 marks", "A and B differ by 17 twentieths of a mark"),
        ),
        (
            blueprint(OPEN, forms=2),
            "four",
            "harder-5",
            ("A and B have 4 and 5 marks", "A and B differ by 2 twentieths of a mark"),
        ),
        (
            blueprint(OPEN, forms=2),
            "four five",
            "other harder-6",
            ("A and B have 9 and 10 marks", "A and B differ by 1 twentieths of a mark"),
        ),
        (
            blueprint(OPEN, forms=2, equal=(Tag.TOPIC,)),
            "four",
            "five",
            (
                "A and B have 4 and 5 marks",
                "A and B differ by 17 twentieths of a mark",
                "A and B differ in kirov",
            ),
        ),
        (
            blueprint(OPEN, forms=2, equal=(Tag.TOPIC,)),
            "five",
            "four",
            (
                "A and B have 5 and 4 marks",
                "A and B differ by 17 twentieths of a mark",
                "A and B differ in kirov",
            ),
        ),
        (blueprint(OPEN, forms=2), "four", "other", ()),
        (blueprint(OPEN, forms=2, equal=(Tag.KIND,)), "four", "other", ()),
        (
            blueprint(OPEN, forms=2, equal=(Tag.KIND, Tag.TOPIC)),
            "four",
            "other",
            ("A and B differ in kirov", "A and B differ in gulag"),
        ),
        (
            blueprint(OPEN, forms=2, equal=(Tag.KIND,)),
            "four",
            "explained",
            ("A and B differ in short-answer", "A and B differ in explain"),
        ),
        (blueprint(OPEN, forms=2, equal=(Tag.KIND,)), "four", "halves", ()),
        (
            blueprint(OPEN, forms=2, equal=(Tag.OBJECTIVE,)),
            "four",
            "explained",
            ("A and B differ in GCSE AO1", "A and B differ in GCSE AO2"),
        ),
        (blueprint(OPEN, forms=2), "easy-29 easy-1", "too-29 harder", ()),
        (
            blueprint(OPEN, forms=2),
            "easy-28 easy-1",
            "too-28 harder",
            ("A and B differ by 3 twentieths of a mark",),
        ),
    ],
)
def test_forms_that_are_not_parallel_are_named(
    plan: Blueprint, one: str, other: str, what: tuple[str, ...]
) -> None:
    """By what they share, by marks, by a tenth of what a mark is worth in twentieths, and by what is to be equal."""
    assert mismatches(plan, PAPERS, (form("A", one), form("B", other))) == what


def test_a_retake_is_compared_with_the_earlier_paper() -> None:
    """As if that were one form more."""
    plan = replace(blueprint(OPEN), like=("five",))
    assert mismatches(plan, PAPERS, (form("A", "four"),))[0] == "A and the earlier paper have 4 and 5 marks"


@pytest.mark.parametrize(
    ("pinned", "free", "what"),
    [
        ("aa", 3, ()),
        ("aab", 2, ()),
        ("aaa", 2, ("3 of 5 keys are A", "5 keys cannot be spread where so many are A")),
        ("aabb", 1, ("5 keys cannot be spread where so many are A and B",)),
        ("aa", 2, ("2 of 4 keys are A", "4 keys cannot be spread where so many are A")),
    ],
)
def test_keys_that_cannot_be_spread_are_named(pinned: str, free: int, what: tuple[str, ...]) -> None:
    """Where options keep their order, no letter has more than its share, and no two have more than theirs."""
    bank = unit(
        *(question(f"pinned-{n}", choice(key, pinned=True)) for n, key in enumerate(pinned)),
        *(question(f"free-{n}", choice()) for n in range(free)),
    )
    assert violations(blueprint(OPEN), bank, selection(" ".join(bank.by_id))) == what
