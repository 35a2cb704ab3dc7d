"""Another first form, and at last all forms at once, where forms one after another are not found."""

from __future__ import annotations

import pytest

from tests.assembly.attempts import FEW, SEEDS, TWO_APART, unmet, watch
from tests.samples import blueprint, question, section, selection, unit, written
from worksheetgen.assembly import BrokenSelection, assemble, drawing
from worksheetgen.assembly.checking import mismatches
from worksheetgen.assembly.solving import NODES
from worksheetgen.errors import Problem
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Tag
from worksheetgen.model.draw import Draw
from worksheetgen.value import replace


def pairs(count: int) -> Unit:
    """A bank of so many questions with a topic each, and of two with one in common."""
    odd = (question(f"odd-{n:02}", written(2), topics=(f"t-{n:02}",)) for n in range(count))
    return unit(*odd, *(question(f"even-{n}", written(2), topics=("both",)) for n in range(2)))


PAIR = blueprint(section(questions=(1, 1)), forms=2, equal=(Tag.TOPIC,))
MIXED = unit(
    *(question(f"easy-{n}") for n in range(3)), *(question(f"hard-{n}", difficulty=5) for n in range(3))
)
THREE = blueprint(section(questions=(2, 2)), forms=3)
ANOTHER = "nothing goes as form {} with this form A; another form A was drawn"


def test_another_first_form_is_another_one_each_time() -> None:
    """Three forms of an easy and a hard question: chance soon finds them, however often it begins wrongly."""
    steps = set()
    for seed in map(str, range(24)):
        draw = assemble(THREE, MIXED, seed)
        assert all({id[:4] for id in form.ids} == {"easy", "hard"} for form in draw.forms)
        assert set(draw.steps) <= {ANOTHER.format("B"), ANOTHER.format("C")}
        steps.add(len(draw.steps))
    assert {0, 1, 2} <= steps


@pytest.mark.usefixtures("one_attempt")
def test_every_programme_has_its_limit_of_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of what stands, that of a form, and the lower one of all forms together."""
    calls = watch(monkeypatch, lambda calls: False)
    bank, plan = pairs(10), replace(PAIR, exclude=("odd-01",))
    draw = assemble(
        plan, bank, "s", Draw((selection("odd-00"), replace(selection("odd-01"), form="B")), "", ())
    )
    assert draw.steps[-1] == "all forms were drawn together"
    assert calls[:2] == [(11, NODES)] * 2
    assert calls[-2:] == [(23, drawing.TOGETHER_NODES)] * 2


@pytest.mark.usefixtures("one_attempt")
@pytest.mark.parametrize("shared", [0, 1])
def test_forms_at_once_are_found_where_a_first_form_leaves_none(shared: int) -> None:
    """Of thirty-two questions two have a topic in common; each form is a paper of its own from its own columns."""
    size = 1 + shared
    plan = replace(PAIR, shared=shared, sections=(section(questions=(size, size)),))
    orders = set()
    steps: list[str] = []
    for seed in SEEDS:
        draw = assemble(plan, pairs(30), seed)
        steps += draw.steps
        assert [form.form for form in draw.forms] == ["A", "B"]
        assert draw.ids >= {"even-0", "even-1"}
        assert mismatches(plan, pairs(30), draw.forms) == ()
        orders.add("even-0" in draw.forms[0].ids)
    assert orders == {True, False}
    assert len(steps) > len(SEEDS) // 2
    assert set(steps) == {"all forms were drawn together"}


@pytest.mark.usefixtures("one_attempt")
def test_forms_at_once_that_may_share_do_so_only_where_they_must() -> None:
    """Any of thirty questions could be on both forms, beside one of a pair; two pairs have forms without."""
    other = (question(f"two-{n}", written(2), topics=("two",)) for n in range(2))
    bank = unit(*pairs(30).questions, *other)
    plan = replace(PAIR, shared=1, sections=(section(questions=(2, 2)),))
    draws = [assemble(plan, bank, seed) for seed in SEEDS]
    at_once = [draw for draw in draws if draw.steps]
    assert len(at_once) > len(SEEDS) // 2
    assert all(draw.ids == {"even-0", "even-1", "two-0", "two-1"} for draw in at_once)


@pytest.mark.usefixtures("one_attempt")
def test_a_seed_gives_the_forms_at_once_that_it_gave_before() -> None:
    """For three seeds, written down once: which two of eight questions with a topic in common, and which is on A."""
    more = (question(f"even-{n}", written(2), topics=(f"of-{n // 2}",)) for n in range(2, 8))
    bank = unit(*pairs(30).questions, *more)
    draws = [assemble(PAIR, bank, seed) for seed in "abc"]
    assert {draw.steps for draw in draws} == {("all forms were drawn together",)}
    drawn = [[id for form in draw.forms for id in form.ids] for draw in draws]
    assert drawn == [["even-7", "even-6"], ["even-0", "even-1"], ["even-0", "even-1"]]


@pytest.mark.usefixtures("one_attempt")
def test_forms_at_once_of_a_retake_are_parallel_to_the_earlier_paper() -> None:
    """Of four papers that are as hard as the earlier one, only two go together: a first form may leave no second."""
    bank = unit(
        *(question(id, written(2)) for id in ("old", "older")),
        question("p", written(2), enemies=("s",)),
        question("q", written(2)),
        *(question(id, written(2), topics=("gulag",)) for id in "rs"),
    )
    plan = blueprint(
        section(questions=(1, 1), topics=("kirov",)),
        section(questions=(1, 1), topics=("gulag",)),
        forms=2,
        like=("old", "older"),
        exclude=("old", "older"),
    )
    draws = [assemble(plan, bank, seed) for seed in SEEDS]
    assert all(
        {form.sections for form in draw.forms} == {(("p",), ("r",)), (("q",), ("s",))} for draw in draws
    )
    assert {draw.steps for draw in draws} == {(), ("all forms were drawn together",)}


@pytest.mark.usefixtures("one_attempt")
def test_forms_at_once_keep_what_stands() -> None:
    """What stood in one of the forms is there again, in that form, whatever the seed."""
    for seed in SEEDS:
        for ids in (("even-0", "even-1"), ("even-1", "even-0")):
            before = Draw((selection(ids[0]), replace(selection(ids[1]), form="B")), "", ())
            left = replace(before, forms=(replace(before.forms[0], sections=(("odd-00",),)), before.forms[1]))
            draw = assemble(PAIR, pairs(20), seed, left)
            assert [form.sections for form in draw.forms] == [((ids[0],),), ((ids[1],),)]


@pytest.mark.usefixtures("one_attempt")
def test_forms_at_once_are_not_the_easiest() -> None:
    """Two easy questions or two hard ones make forms; seeds draw both, as chance decides and no score does."""
    bank = unit(
        *(question(f"odd-{n:02}", written(2), topics=(f"t-{n}",)) for n in range(20)),
        *(question(f"easy-{n}", written(2), topics=("easy",)) for n in range(2)),
        *(question(f"hard-{n}", written(2), topics=("hard",), difficulty=5) for n in range(2)),
    )
    drawn = [assemble(PAIR, bank, seed) for seed in SEEDS]
    assert {id[:4] for draw in drawn for id in draw.ids} == {"easy", "hard"}


STOOD = "Form B stood against: it may share at most 0 questions with form A; Section A asks for 2 questions."


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (6, "2 parallel forms do not exist: no choice of all together has them."),
        (5, "2 parallel forms were not found: none beside 8 different first ones."),
    ],
)
def test_forms_at_once_have_so_many_columns_at_most(
    columns: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three questions for each of two forms are six; what is larger is not tried, and not called impossible."""
    monkeypatch.setattr(drawing, "TOGETHER", columns)
    error = unmet(TWO_APART, FEW)
    first, last = error.problems
    assert first == Problem(
        TWO_APART.place, f"{why} {STOOD}", "Allow ‘shared’ questions or ask for fewer forms."
    )
    assert last == Problem(
        TWO_APART.place, "The nearest forms share up to 1 question.", "Add --nearest to print it."
    )
    assert error.nearest == replace(TWO_APART, shared=1)
    assert len(assemble(error.nearest, FEW, "s").forms) == 2


@pytest.mark.usefixtures("one_attempt")
def test_whether_forms_can_share_nothing_may_not_be_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then those that share are looked for, and the step says so."""
    size = 2 * len(pairs(10).questions) + 1
    plan = replace(PAIR, shared=1, sections=(section(questions=(2, 2)),))
    calls = watch(monkeypatch, lambda calls: calls[-1][0] == size)
    draw = assemble(plan, pairs(10), "s")
    assert draw.steps == (
        "whether forms can share nothing was not settled",
        "all forms were drawn together",
    )
    assert mismatches(plan, pairs(10), draw.forms) == ()
    assert calls[-1][0] > size


def test_forms_that_the_checker_finds_not_parallel_are_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """With parallel forms planted out of the programme, what the checker sees is told, all of it."""
    monkeypatch.setattr("worksheetgen.assembly.programme.parallel", lambda *_: ())
    bank = unit(question("a", written(2)))
    with pytest.raises(BrokenSelection) as raised:
        assemble(blueprint(section(), forms=3), bank, "s")
    assert str(raised.value) == (
        "A and B share 1 questions; A and C share 1 questions; B and C share 1 questions"
    )


def test_a_form_that_the_checker_finds_broken_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """With enemies planted out of the programme, every pair that meets is told."""
    monkeypatch.setattr("worksheetgen.assembly.programme.enemies", lambda unit: frozenset())
    bank = unit(question("a", enemies=("b",)), question("b"), question("c"), question("d", enemies=("c",)))
    with pytest.raises(BrokenSelection) as raised:
        assemble(blueprint(section(questions=(4, 4))), bank, "s")
    assert str(raised.value) == "a meets its enemy b; c meets its enemy d"
