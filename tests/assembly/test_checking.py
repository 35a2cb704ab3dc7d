"""The independent checker sees every broken promise."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, question, section, selection, source, unit, written
from worksheetgen.assembly.checking import violations
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Tier
from worksheetgen.model.blueprint import Blueprint, Measure, PaperType, Selection, Tag

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
    sources=(source("x"), source("y")),
)
OPEN = section(questions=(0, 9))
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
            "marks of main_topic gulag for 3 to 999",
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
    ],
)
def test_a_planted_defect_is_named(plan: Blueprint, drawn: str, what: str) -> None:
    """Each selection breaks one rule, and the checker says which."""
    assert what in " / ".join(violations(plan, BANK, selection(drawn)))


def test_a_missing_section_is_named() -> None:
    """One section drawn for a blueprint of two is a violation of its own."""
    assert violations(blueprint(OPEN, OPEN), BANK, selection("a")) == ("1 sections drawn for 2",)
