"""What a form beside others must have, as demands: each with its words and what it counts."""

from __future__ import annotations

from tests.samples import blueprint, question, section, selection, unit, written
from worksheetgen.assembly.demands import Demand, Pairs
from worksheetgen.assembly.parallel import parallel, values_of
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.value import replace

BANK = unit(
    question("a", written(4), topics=("kirov",)),
    question("b", written(2, code="AO2"), topics=("kirov", "gulag"), difficulty=3),
    question("c", written(2), written(2, Kind.EXPLAIN, code="AO2"), topics=("gulag",), difficulty=2),
    question("d", written(1), topics=("trials",)),
)
PAIRS: Pairs = tuple((one, 0) for one in BANK.questions)
PLAN = blueprint(section(), forms=3, shared=1)
A, B = selection("a b"), replace(selection("b d"), form="B")


def demands(plan: Blueprint, *earlier: Selection, bank: Unit = BANK) -> tuple[Demand, ...]:
    """The demands on a form beside these."""
    found = parallel(plan, bank, PAIRS, earlier)
    for demand in found:
        assert demand.place == plan.place
        assert demand.ease(plan, 3) == plan
        assert not demand.remedy
        assert not demand.single
        assert not demand.counts
    return found


def told(found: tuple[Demand, ...]) -> list[tuple[str, dict[int, int], str, str]]:
    """Each demand's words, how much each column counts, and from how much to how much it asks for."""
    return [
        (
            demand.words,
            dict(demand.constraint.terms),
            demand.number(demand.constraint.low),
            demand.number(demand.constraint.high),
        )
        for demand in found
    ]


def test_the_first_form_is_held_to_nothing() -> None:
    """Where there is no form before it, and no earlier paper, a form has no such demands."""
    assert demands(replace(PLAN, equal=(Tag.TOPIC,))) == ()


def test_a_further_form_is_held_to_the_first_and_apart_from_all() -> None:
    """Marks as form A, what a class earns to half a band, and one question in common with each at most."""
    earned = {0: 3400, 1: 1100, 2: 2800, 3: 850}
    assert told(demands(PLAN, A, B)) == [
        ("it must have the 6 marks of form A", {0: 4, 1: 2, 2: 4, 3: 1}, "6 marks", "6 marks"),
        (
            "a class must be expected to earn as much as on form A",
            earned,
            "4.485 marks",
            "4.515 marks",
        ),
        ("it may share at most 1 question with form A", {0: 1, 1: 1}, "0 questions", "1 question"),
        ("it may share at most 1 question with form B", {1: 1, 3: 1}, "0 questions", "1 question"),
    ]


def test_half_a_band_is_rounded_down_to_thousandths() -> None:
    """Of three marks it is seven thousandths and a half: seven, so that two forms are within a band of each other."""
    (_, hard, _) = demands(PLAN, replace(B, sections=(("d", "b"),)))
    assert str((hard.constraint.low, hard.constraint.high)) == "(1943, 1957)"


def test_a_form_has_the_marks_of_the_first_for_every_topic_that_either_can_have() -> None:
    """Topics of the form before and of all that may be drawn, each with the marks of the form before, 0 for some."""
    found = told(demands(replace(PLAN, equal=(Tag.TOPIC,)), A))
    assert found[2:5] == [
        ("it must have the 2 marks of form A for gulag", {1: 2, 2: 4}, "2 marks", "2 marks"),
        ("it must have the 6 marks of form A for kirov", {0: 4, 1: 2}, "6 marks", "6 marks"),
        ("it must have the 0 marks of form A for trials", {3: 1}, "0 marks", "0 marks"),
    ]
    assert [words for words, *_ in found[:2]] == [words for words, *_ in told(demands(PLAN, A))[:2]]
    gone = replace(BANK, questions=(*BANK.questions, question("e", written(1), topics=("nkvd",))))
    of_gone = told(demands(replace(PLAN, equal=(Tag.TOPIC,)), selection("e"), bank=gone))
    assert ("it must have the 1 mark of form A for nkvd", {}, "1 mark", "1 mark") in of_gone


def test_objectives_and_kinds_count_the_marks_of_parts() -> None:
    """A question with two parts counts with each of them for its own objective and kind."""
    found = told(demands(replace(PLAN, equal=(Tag.OBJECTIVE, Tag.KIND)), A))
    assert found[2:6] == [
        ("it must have the 4 marks of form A for GCSE AO1", {0: 4, 2: 2, 3: 1}, "4 marks", "4 marks"),
        ("it must have the 2 marks of form A for GCSE AO2", {1: 2, 2: 2}, "2 marks", "2 marks"),
        ("it must have the 0 marks of form A for explain", {2: 2}, "0 marks", "0 marks"),
        (
            "it must have the 6 marks of form A for short-answer",
            {0: 4, 1: 2, 2: 2, 3: 1},
            "6 marks",
            "6 marks",
        ),
    ]


def test_all_forms_of_a_retake_are_held_to_the_earlier_paper() -> None:
    """The first form too, and a later one to that paper rather than to form A, from which it is only apart."""
    retake = replace(PLAN, like=("c", "d"), equal=(Tag.TOPIC,))
    of_paper = [
        "it must have the 5 marks of the earlier paper",
        "a class must be expected to earn as much as on the earlier paper",
        "it must have the 4 marks of the earlier paper for gulag",
        "it must have the 0 marks of the earlier paper for kirov",
        "it must have the 1 mark of the earlier paper for trials",
    ]
    assert [words for words, *_ in told(demands(retake))] == of_paper
    assert [words for words, *_ in told(demands(retake, A))] == [
        *of_paper,
        "it may share at most 1 question with form A",
    ]


def test_every_value_of_a_tag_stands_once_and_in_order() -> None:
    """Topics, objectives with their scheme, and kinds of several questions."""
    assert values_of(Tag.TOPIC, BANK.questions) == ["gulag", "kirov", "trials"]
    assert values_of(Tag.OBJECTIVE, BANK.questions) == ["GCSE AO1", "GCSE AO2"]
    assert values_of(Tag.KIND, BANK.questions) == ["explain", "short-answer"]
