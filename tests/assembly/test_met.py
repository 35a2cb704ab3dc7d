"""What a plan's table says of a drawn form: each demand of the blueprint, and how much of it the form has."""

from __future__ import annotations

import json

from tests.samples import blueprint, bound, question, section, selection, unit, written
from worksheetgen.assembly import MetDemand, met_demands
from worksheetgen.model.blueprint import Activity, FormDemands, Measure, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.value import replace

BANK = unit(
    question("a", written(2), minutes=3),
    question("b", written(3), minutes=4, difficulty=2),
    question("g", written(4), minutes=5, topics=("gulag",)),
    replace(question("cloze:v1", written(5), minutes=6, topics=("trials",)), activity="cloze"),
)


def test_every_demand_stands_beside_what_the_form_has() -> None:
    """Required questions, each section with its bounds, the paper's bounds and the time; scores in whole marks."""
    plan = blueprint(
        section(
            marks=6,
            questions=(1, 2),
            topics=("kirov",),
            bounds=(bound(Tag.OBJECTIVE, "AO1", Measure.MARKS, 2, 4),),
        ),
        section(questions=(2, 3), topics=("gulag",)),
        section(activities=(Activity.CLOZE,)),
        require=("a", "z"),
        bounds=(bound(Tag.TOPIC, "kirov", Measure.EXPECTED_SCORE, 70, 75),),
        minutes=20,
    )
    score = "the paper asks for an expected score of 3.5 to 3.75 marks on kirov"
    told = met_demands(plan, BANK, selection("a b", "g", "cloze:v1"))
    assert told == (
        MetDemand("a is required", "question", 1, 1, 1, "1 question"),
        MetDemand("z is required", "question", 1, 1, 0, "0 questions"),
        MetDemand("Section A asks for 6 marks from questions on kirov", "mark", 6, 6, 5, "5 marks"),
        MetDemand("Section A asks for 1 to 2 questions", "question", 1, 2, 2, "2 questions"),
        MetDemand("Section A asks for 2 to 4 marks for AO1", "mark", 2, 4, 5, "5 marks"),
        MetDemand("Section B asks for 2 to 3 questions on gulag", "question", 2, 3, 1, "1 question"),
        MetDemand("Section C asks for cloze", "question", 1, 1, 1, "1 question"),
        MetDemand(score, "mark", 3.5, 3.75, 3.8, "3.8 marks"),
        MetDemand("the questions must fit into 20 minutes", "minute", 0, 20, 18, "18 minutes"),
    )
    assert json.dumps([told[2].has, told[-2].low, told[-1].high]) == "[5, 3.5, 20]", (
        "no 5.0 in what is printed as JSON"
    )
    assert [one.met for one in told] == [True, False, False, True, False, False, True, False, True]


def test_a_long_paper_keeps_minutes_for_checking() -> None:
    """From thirty minutes on the time for the questions is five minutes less, and that is said."""
    (*_, time) = met_demands(blueprint(section(), minutes=30), BANK, selection("a b"))
    assert (time.words, time.high) == ("the questions must fit into 25 minutes (30, less 5 for checking)", 25)


def test_a_form_is_held_to_its_own_demands() -> None:
    """Where each form has its own, that of a student is held to those of the form that it was made from."""
    own = FormDemands("B", ("017",), "Sheet B", "", (section(topics=("gulag",), questions=(1, 1)),))
    plan = replace(blueprint(section(questions=(9, 9))), by_form=(own,))
    (count,) = met_demands(plan, BANK, Selection("B-017", (("g",),), "017"))
    assert (count.words, count.met) == ("Section A asks for 1 question on gulag", True)
