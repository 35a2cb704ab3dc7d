"""What is given up where a paper cannot be drawn as it is asked for, and what is offered in its place."""

from __future__ import annotations

import pytest

from tests.assembly.attempts import FEW, ODD, SEEDS, SEVEN, TWO_APART, alike, unmet, watch
from tests.samples import blueprint, bound, question, section, selection, unit, written
from worksheetgen.assembly import assemble
from worksheetgen.assembly.solving import Exhausted, solver
from worksheetgen.errors import Problem
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Measure, PaperType, Tag
from worksheetgen.model.draw import Draw
from worksheetgen.value import replace

RETAKE = blueprint(section(), like=("easy",), exclude=("easy",))
GIVEN_UP = "no paper is as hard as the earlier one and has its marks; one that need not was drawn"
LONGER = "no such paper fits about 1 sheet; a longer one was drawn"


def hard_ones(count: int) -> Unit:
    """A bank of an easy question and so many hard ones."""
    return unit(question("easy"), *(question(f"hard-{n}", difficulty=5) for n in range(count)))


def test_a_retake_that_can_be_parallel_has_no_steps() -> None:
    """It is drawn as asked, though it is a retake."""
    draw = assemble(RETAKE, unit(question("easy"), question("other"), question("hard", difficulty=5)), "s")
    assert draw == Draw((selection("other"),), solver(), ())


def test_a_retake_that_cannot_be_parallel_is_the_paper_that_it_would_be_otherwise() -> None:
    """It is drawn from the same seed, keeps what stands, and the step says what was given up."""
    bank, plan = hard_ones(9), replace(RETAKE, sections=(section(questions=(3, 3)),))
    for seed in SEEDS:
        draw = assemble(plan, bank, seed)
        assert draw.steps == (GIVEN_UP,)
        assert draw.forms == assemble(replace(plan, like=()), bank, seed).forms
        before = Draw((selection("hard-0 hard-8"),), "", ())
        assert assemble(plan, bank, seed, before).ids > {"hard-0", "hard-8"}


def test_a_retake_that_cannot_be_drawn_at_all_is_told_without_the_earlier_paper() -> None:
    """The nearest paper is no retake either."""
    error = unmet(replace(RETAKE, sections=(section(questions=(3, 3)),)), hard_ones(2))
    assert error.nearest
    assert error.nearest.like == ()
    assert "the earlier paper" not in str(error)
    assert assemble(error.nearest, hard_ones(2), "s").ids == {"hard-0", "hard-1"}


@pytest.mark.usefixtures("short")
def test_what_was_tried_is_told_before_and_after_what_was_given_up() -> None:
    """A retake of a worksheet for one sheet: a list was doubled with all demands, without sheets, and at last."""
    easy = question("easy", written(7))
    hard = (replace(one, difficulty=5) for one in ODD.questions)
    bank = replace(ODD, questions=(*hard, easy), text=("word " * 900,))
    plan = replace(SEVEN, like=("easy",), exclude=("easy",), type=PaperType.WORKSHEET, sheets=1)
    draw = assemble(plan, bank, SEEDS[0])
    doubled = "form A: drawn from 20 questions instead"
    given_up = [step for step in draw.steps if not step.startswith("form A")]
    assert given_up == [LONGER, GIVEN_UP]
    first, second = draw.steps.index(LONGER), draw.steps.index(GIVEN_UP)
    for part in (draw.steps[:first], draw.steps[first + 1 : second], draw.steps[second + 1 :]):
        assert part[0] == doubled


def test_a_worksheet_that_is_longer_keeps_what_stands() -> None:
    """And the nearest one, where there is none at all, has as many sheets as it takes."""
    bank = replace(alike(12), text=("word " * 900,))
    plan = replace(blueprint(section(questions=(3, 3)), type=PaperType.WORKSHEET), sheets=1)
    before = Draw((selection("q-000 q-011"),), "", ())
    for seed in SEEDS:
        draw = assemble(plan, bank, seed, before)
        assert draw.steps == (LONGER,)
        assert draw.ids > before.ids
    more = unmet(replace(plan, sections=(section(questions=(13, 13)),)), bank)
    assert more.nearest
    assert more.nearest.sheets == 0


def test_what_stands_stays_in_its_section_or_in_another_one() -> None:
    """Two sections that take the same: what stood stays where it was, or goes to the other one if it must."""
    bank = alike(12)
    one = section(questions=(2, 2))
    before = Draw((selection("q-000 q-001", "q-010 q-011"),), "", ())
    for seed in SEEDS:
        draw = assemble(blueprint(one, one, exclude=("q-000",)), bank, seed, before)
        assert "q-001" in draw.forms[0].sections[0]
        assert draw.forms[0].sections[1] == ("q-010", "q-011")
        draw = assemble(blueprint(section(questions=(4, 4))), bank, seed, before)
        assert draw.ids == before.ids


def test_what_stands_stays_where_a_section_is_added() -> None:
    """A paper of one section gets a second one of the same questions: the first keeps all that it had."""
    before, two = Draw((selection("q-000 q-011"),), "", ()), section(questions=(2, 2))
    for seed in SEEDS:
        draw = assemble(blueprint(two, two), alike(12), seed, before)
        assert draw.forms[0].sections[0] == ("q-000", "q-011")


def test_forms_that_must_share_most_of_their_questions_are_offered_as_such() -> None:
    """Two forms of five of seven questions have three in common, more than one and fewer than four."""
    plan = blueprint(section(questions=(5, 5)), forms=2)
    error = unmet(plan, alike(7))
    assert error.problems[-1].what == "The nearest forms share up to 3 questions."
    assert error.nearest == replace(plan, shared=3)


def test_where_forms_can_only_be_the_same_there_are_fewer() -> None:
    """Two questions make one form of two, five make five of one."""
    error = unmet(TWO_APART, unit(question("a"), question("b")))
    assert error.problems[-1].what == "The nearest has 1 form."
    assert error.nearest == replace(TWO_APART, forms=1)
    bank = unit(*(question(f"q-{n}") for n in range(5)))
    seven = unmet(blueprint(section(questions=(1, 1)), forms=7), bank)
    assert seven.problems[-1].what == "The nearest has 5 forms."


def test_nothing_is_said_of_forms_that_can_be_drawn_of_the_nearest_paper() -> None:
    """Too many marks for either of two forms; both can have fewer."""
    plan = blueprint(section(marks=9, questions=(2, 4)), forms=2)
    error = unmet(plan, alike(20))
    assert "form" not in error.problems[-1].what
    assert error.problems[-1].remedy == "Add --nearest to print it."
    assert error.nearest
    assert len(assemble(error.nearest, alike(20), "s").forms) == 2


def test_what_forms_of_the_nearest_paper_share_is_told_after_it() -> None:
    """Five questions of two marks make no nine, but ten or eight, and no two forms of four that are apart."""
    error = unmet(blueprint(section(marks=9), forms=2), alike(5))
    (*_, last) = error.problems
    assert last.what.startswith("The nearest paper has ")
    assert last.what.endswith(" The nearest forms share up to 3 questions.")


def test_where_forms_of_the_nearest_paper_are_not_settled_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is said of forms that share more, as the first of them was not settled either."""
    calls = watch(monkeypatch, lambda calls: len(calls) == 2)
    error = unmet(blueprint(section(marks=9), forms=2), alike(20))
    assert error.problems[-1].what.endswith(" The nearest has 1 form.")
    assert error.nearest
    assert error.nearest.forms == 1
    assert error.nearest.shared == 0
    assert len(calls) == 2


def test_where_nothing_fits_there_is_nothing_to_print() -> None:
    """No paper comes near: the remedy names no option that would print one."""
    error = unmet(blueprint(section(topics=("nkvd",))), FEW)
    assert error.problems[-1].remedy == "Ask for something else, or add questions."
    assert error.nearest is None
    assert "--nearest" not in str(error)


def test_a_nearest_paper_that_is_not_settled_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said then stands at the blueprint’s place, with what to do."""
    plan = blueprint(section(marks=9))

    def tired(*_: object) -> None:
        raise Exhausted

    monkeypatch.setattr("worksheetgen.assembly.conflicts.maximise", tired)
    error = unmet(plan, alike(20))
    assert error.problems == (
        Problem(
            plan.place,
            "No paper meets the blueprint; which one comes nearest was not settled.",
            "Ask for fewer marks or questions, or take bounds out.",
        ),
    )
    assert error.nearest is None


def test_what_is_said_is_not_longer_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many problems as leave room for the last one are told, and one at least."""
    topics = ("kirov", "gulag", "trials", "nkvd")
    bank = unit(*(question(f"{topic}-{n}", topics=(topic,)) for topic in topics for n in range(2)))
    plan = blueprint(
        section(
            questions=(8, 8),
            bounds=tuple(bound(Tag.TOPIC, topic, Measure.QUESTIONS, at_least=3) for topic in topics),
        )
    )
    told = set()
    for longest in range(200, 1600, 40):
        monkeypatch.setattr("worksheetgen.assembly.unmet.MESSAGE_LENGTH", longest)
        error = unmet(plan, bank)
        assert len(error.problems) == 2 or len(f"{error}\n") <= longest
        told.add(len(error.problems))
    assert len(told) > 2
