"""Forms with demands of their own are each drawn for itself, and what cannot be drawn is told of all at once."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, question, section, unit, written
from worksheetgen.assembly import alternatives, assemble, by_form, met_demands, swapped
from worksheetgen.assembly.keeping import stands
from worksheetgen.assembly.solving import solver
from worksheetgen.errors import Problem, UnmetBlueprint
from worksheetgen.model.blueprint import Blueprint, FormDemands, Measure, Section, Tag
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.value import replace

BANK = unit(
    *(question(f"kirov-{n:02}", written(2)) for n in range(6)),
    *(question(f"gulag-{n:02}", written(2), topics=("gulag",)) for n in range(6)),
)
KIROV, GULAG = section(topics=("kirov",), questions=(3, 3)), section(topics=("gulag",), questions=(2, 2))
BOTH = section(topics=("kirov", "gulag"), questions=(4, 4))


def plan(*asked: Section) -> Blueprint:
    """A blueprint with a form for each of these sections, for students 1, 2 and so on."""
    by_form = tuple(
        FormDemands("ABCDEFGHI"[at], (str(at + 1),), f"Sheet {at}", "", (one,))
        for at, one in enumerate(asked)
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


def test_what_is_required_comes_without_what_a_form_cannot_have() -> None:
    """Of three required questions, one on another topic and one that left the bank, a form has the one that fits."""
    asked = replace(plan(KIROV), require=("kirov-04", "gulag-04", "gone"))
    for seed in "abcd":
        (form,) = assemble(asked, BANK, seed).forms
        assert "kirov-04" in form.ids


def test_what_stands_stays_where_what_is_required_breaks_a_demand() -> None:
    """A form that cannot have the required question keeps its own, one more of which is asked for."""
    hard = replace(BANK, questions=(*BANK.questions, question("kirov-hard", difficulty=5)))
    limit = bound(Tag.DIFFICULTY, "5", Measure.QUESTIONS, at_most=0)
    asked = replace(plan(GULAG, replace(KIROV, bounds=(limit,))), require=("kirov-hard",))
    before = Draw((Selection("A", (("gulag-00",),)), Selection("B", (("kirov-00", "kirov-05"),))), "", ())
    for seed in "abcd":
        first, second = assemble(asked, hard, seed, before).forms
        assert first.ids > before.forms[0].ids
        assert second.ids > before.forms[1].ids


def test_the_steps_of_each_form_are_told_with_its_name() -> None:
    """Both worksheets are longer than a sheet of paper; the draw says so of each, and what proved it."""
    long = replace(BANK, text=("word " * 900,))
    drawn = assemble(replace(plan(KIROV, GULAG), sheets=1), long, "s")
    step = "no such paper fits about 1 sheet; a longer one was drawn"
    assert drawn.steps == (f"form A: {step}", f"form B: {step}")
    assert drawn.solver == solver()
    assert assemble(plan(KIROV), BANK, "s").steps == ()


def unmet(asked: Blueprint) -> UnmetBlueprint:
    """What is said about forms that cannot be drawn."""
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(asked, BANK, "s")
    return raised.value


def test_each_unmet_form_is_told_with_what_to_do_and_all_with_the_nearest() -> None:
    """The first problem of each stands at the blueprint's place, then the size of the nearest sheets."""
    many = replace(KIROV, questions_low=8, questions_high=8)
    asked = plan(many, GULAG, replace(many, questions_low=9, questions_high=9))
    assert list(unmet(asked).problems) == [
        Problem(
            asked.place,
            "For 1: Section A asks for 8 questions on kirov; the bank has 6: "
            "kirov-00, kirov-01, kirov-02, kirov-03, kirov-04 and kirov-05.",
            "Ask for 6, or add questions.",
        ),
        Problem(
            asked.place,
            "For 3: Section A asks for 9 questions on kirov; the bank has 6: "
            "kirov-00, kirov-01, kirov-02, kirov-03, kirov-04 and kirov-05.",
            "Ask for 6, or add questions.",
        ),
        Problem(
            asked.place,
            "The nearest sheets have 12 marks in 6 questions for 1; 12 marks in 6 questions for 3.",
            "Add --nearest to print them.",
        ),
    ]


def test_those_for_whom_nothing_comes_near_are_named() -> None:
    """Two of three unmet forms have no question at all: no nearest sheets are offered."""
    nothing = replace(KIROV, topics=("nkvd",))
    many = replace(KIROV, questions_low=8, questions_high=8)
    error = unmet(plan(nothing, many, nothing))
    last = Problem(
        error.problems[0].place, "No sheet comes near for 1; 3.", "Ask for less, or add questions."
    )
    assert error.problems[-1] == last
    assert error.problems[0].place == plan(many).place
    assert [problem.what[:6] for problem in error.problems] == ["For 1:", "For 2:", "For 3:", last.what[:6]]
    assert error.nearest is None


@pytest.mark.parametrize(
    ("count", "rest"), [(6, ""), (7, "; and so on for 1 more"), (9, "; and so on for 3 more")]
)
def test_many_nearest_sheets_are_counted(count: int, rest: str) -> None:
    """Six are told with their size; of more than these only how many there are."""
    many = replace(KIROV, questions_low=8, questions_high=8)
    last = unmet(plan(*[many] * count)).problems[-1]
    told = "; ".join(f"12 marks in 6 questions for {student}" for student in range(1, 7))
    assert last.what == f"The nearest sheets have {told}{rest}."


@pytest.mark.parametrize(
    ("students", "named"),
    [
        (("003",), "For 003: "),
        (("003", "007", "009"), "For 003 and 007 and 009: "),
        (("003", "007", "009", "010"), "For 4 pupils: "),
    ],
)
def test_up_to_three_pupils_are_named(students: tuple[str, ...], named: str) -> None:
    """A form that many pupils sit is told by how many they are."""
    asked = plan(replace(KIROV, questions_low=8, questions_high=8))
    asked = replace(asked, by_form=(replace(asked.by_form[0], students=students),))
    assert unmet(asked).problems[0].what.startswith(named)


@pytest.mark.parametrize("topics", [("kirov",), ("nkvd",)])
def test_what_is_said_of_all_forms_is_not_too_long(
    topics: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long a message may be, what is told before the last problem leaves room for it."""
    asked = plan(*[replace(KIROV, topics=topics, questions_low=8, questions_high=8)] * 4)
    told = set()
    for longest in range(300, 1100, 20):
        monkeypatch.setattr(by_form, "MESSAGE_LENGTH", longest)
        error = unmet(asked)
        assert len(error.problems) == 2 or len(f"{error}\n") <= longest
        told.add(len(error.problems))
    assert len(told) > 2
