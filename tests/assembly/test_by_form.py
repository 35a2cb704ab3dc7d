"""Forms with demands of their own are each drawn for itself, and what cannot be drawn is told of all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.samples import blueprint, bound, question, section, unit, written
from worksheetgen.assembly import alternatives, assemble, met_demands, stands, swapped
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.model.blueprint import Blueprint, Draw, FormDemands, Measure, Section, Selection, Tag

BANK = unit(
    *(question(f"kirov-{n:02}", written(2)) for n in range(6)),
    *(question(f"gulag-{n:02}", written(2), topics=("gulag",)) for n in range(6)),
)
KIROV, GULAG = section(topics=("kirov",), questions=(3, 3)), section(topics=("gulag",), questions=(2, 2))
BOTH = section(topics=("kirov", "gulag"), questions=(4, 4))


def plan(*asked: Section) -> Blueprint:
    """A blueprint with a form for each of these sections, for students 1, 2 and so on."""
    by_form = tuple(
        FormDemands("ABCD"[at], (str(at + 1),), f"Sheet {at}", "", (one,)) for at, one in enumerate(asked)
    )
    return replace(blueprint(section(), forms=len(asked)), by_form=by_form)


def test_each_form_meets_its_own_demands() -> None:
    """Every form has what it asks for, whatever the others ask, and may share questions with them."""
    asked = plan(KIROV, GULAG, BOTH, KIROV)
    drawn = assemble(asked, BANK, "s")
    assert [form.form for form in drawn.forms] == ["A", "B", "C", "D"]
    assert [len(form.ids) for form in drawn.forms] == [3, 2, 4, 3]
    assert {id[:5] for id in drawn.forms[1].ids} == {"gulag"}
    assert drawn.forms[0].ids == drawn.forms[3].ids
    assert stands(asked, BANK, drawn.forms)
    assert all(one.met for form in drawn.forms for one in met_demands(asked, BANK, form))


def test_what_stands_of_a_form_stays() -> None:
    """A form that still meets its demands stays as it is; one that asks for other things keeps what it can."""
    before = Draw(
        (
            Selection("A", (("kirov-01", "kirov-03", "kirov-05"),)),
            Selection("B", (("gulag-00", "gulag-05"),)),
        ),
        "",
        (),
        (Selection("B-2", (("gulag-01", "gulag-05"),), "2"),),
    )
    drawn = assemble(plan(KIROV, replace(GULAG, questions_low=3, questions_high=3)), BANK, "s", before)
    assert drawn.forms[0] == before.forms[0]
    assert drawn.forms[1].ids > before.forms[1].ids
    assert assemble(plan(KIROV, GULAG), BANK, "s", before).own == before.own


def test_what_is_required_is_on_every_form_that_can_have_it() -> None:
    """Forms on other topics, or whose demands it breaks, are drawn without."""
    easy = replace(KIROV, bounds=(bound(Tag.DIFFICULTY, "2-5", Measure.QUESTIONS, at_most=0),))
    hard = replace(easy, bounds=(bound(Tag.DIFFICULTY, "1", Measure.QUESTIONS, at_most=0),))
    bank = replace(
        BANK, questions=(*BANK.questions, *(question(f"kirov-1{n}", difficulty=4) for n in range(3)))
    )
    asked = replace(plan(easy, GULAG, BOTH, hard), require=("kirov-04",))
    drawn = assemble(asked, bank, "s")
    assert ["kirov-04" in form.ids for form in drawn.forms] == [True, False, True, False]
    own = Selection("B-2", (("gulag-01", "gulag-05"),), "2")
    assert assemble(asked, bank, "s", replace(drawn, own=(own,))).own == (own,)


def test_another_question_must_fit_the_form_alone() -> None:
    """What stands on another form may come; what the form does not ask for may not."""
    asked, drawn = plan(KIROV, GULAG, BOTH), Draw(
        (
            Selection("A", (("kirov-00", "kirov-01", "kirov-02"),)),
            Selection("B", (("gulag-00", "gulag-01"),)),
            Selection("C", (("gulag-00", "gulag-02", "kirov-00", "kirov-03"),)),
        ),
        "",
        (),
    )  # fmt: skip
    fitting = {one.id for one in alternatives(asked, BANK, drawn, "gulag-01")}
    assert fitting == {f"gulag-0{n}" for n in (2, 3, 4, 5)}
    after = swapped(drawn, {"gulag-00": "gulag-03"})
    assert after.forms[1].ids == {"gulag-01", "gulag-03"}
    assert "gulag-03" in after.forms[2].ids
    assert "kirov-03" in {one.id for one in alternatives(asked, BANK, drawn, "kirov-01", "1", "A")}


def test_all_that_cannot_be_drawn_is_told_at_once() -> None:
    """Each with those for whom it is; the nearest sheets are a blueprint that can be drawn."""
    many = replace(KIROV, questions_low=8, questions_high=8)
    asked = plan(GULAG, many, replace(many, topics=("gulag",)))
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(asked, BANK, "s")
    said = [str(problem) for problem in raised.value.problems]
    assert len(said) == 3
    assert "For 2: " in said[0]
    assert "For 3: " in said[1]
    assert "The nearest sheets have 12 marks in 6 questions for 2; 12 marks in 6 questions for 3." in said[2]
    assert raised.value.nearest
    drawn = assemble(raised.value.nearest, BANK, "s")
    assert [len(form.ids) for form in drawn.forms] == [2, 6, 6]


def test_where_a_form_can_have_nothing_there_is_no_nearest() -> None:
    """A sheet without a question is none."""
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(plan(GULAG, replace(KIROV, topics=("nkvd",))), BANK, "s")
    assert raised.value.nearest is None
    assert "No sheet comes near for 2. Ask for less, or add questions." in str(raised.value.problems[-1])
