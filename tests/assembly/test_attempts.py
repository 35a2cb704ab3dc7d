"""Forms of which chance decides, and lists that grow or shrink before a form is called impossible."""

from __future__ import annotations

import pytest

from tests.assembly.attempts import ODD, SEEDS, SEVEN, Calls, alike, unmet, watch
from tests.samples import blueprint, question, section, source, unit, written
from worksheetgen.assembly import assemble, drawing, form_names
from worksheetgen.assembly.solving import solver
from worksheetgen.errors import Problem
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import Activity
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.value import replace


def test_forms_are_named_as_columns_of_a_sheet_are() -> None:
    """A to Z, then AA to AZ, then BA."""
    names = form_names(54)
    assert names[:3] == ("A", "B", "C")
    assert names[25:28] == ("Z", "AA", "AB")
    assert names[51:] == ("AZ", "BA", "BB")
    assert form_names(0) == ()


def test_a_seed_gives_the_paper_that_it_gave_before() -> None:
    """Two forms of two sections, written down once: who prints an old paper again has these questions."""
    plan = blueprint(section(questions=(2, 2)), section(questions=(1, 3)), forms=2)
    draw = assemble(plan, alike(20), "a seed")
    one = Selection("A", (("q-004", "q-018"), ("q-005", "q-012", "q-015")))
    other = Selection("B", (("q-000", "q-003"), ("q-008", "q-009", "q-011")))
    assert draw == Draw((one, other), solver(), (), ())


def test_forms_that_may_share_everything_are_drawn_each_by_its_own_weights() -> None:
    """Two of twenty questions are seldom the same on forms A and B."""
    plan = blueprint(section(questions=(2, 2)), forms=2, shared=2)
    draws = [assemble(plan, alike(20), seed).forms for seed in SEEDS]
    assert sum(one.ids == other.ids for one, other in draws) < 3


def test_what_was_made_for_a_run_is_of_one_version() -> None:
    """Sections with an activity each have the same version of theirs, whichever the seed draws, so that all fit."""
    made = [
        replace(question(f"{activity}:v{version}"), activity=activity)
        for activity in ("cloze", "crossword")
        for version in range(1, 5)
    ]
    one, other = section(activities=(Activity.CLOZE,)), section(activities=(Activity.CROSSWORD,))
    versions = set()
    for seed in SEEDS:
        (form,) = assemble(blueprint(one, other), unit(*made), seed).forms
        ((cloze,), (crossword,)) = form.sections
        assert cloze.removeprefix("cloze") == crossword.removeprefix("crossword")
        versions.add(cloze)
        (alone,) = assemble(blueprint(one), unit(*made), seed).forms
        assert alone.ids == {cloze}
    assert len(versions) > 1


def test_a_question_on_no_source_is_drawn_as_soon_as_one_on_a_source() -> None:
    """Of two plain questions and one on each of two sources, seeds draw plain and sourced ones."""
    bank = unit(
        *(question(id, written(2)) for id in ("plain-a", "plain-b")),
        *(question(f"on-{id}", written(2), sources=(id,)) for id in "xy"),
        sources=(source("x"), source("y")),
    )
    plan = blueprint(section(questions=(1, 1), kinds=(Kind.SHORT_ANSWER, Kind.SOURCE_TONE)))
    drawn = {next(iter(assemble(plan, bank, seed).forms[0].ids)) for seed in map(str, range(20))}
    assert drawn == set(bank.by_id)


def tire(monkeypatch: pytest.MonkeyPatch, enough: int) -> Calls:
    """Have the solver prove nothing for more than so many columns."""
    return watch(monkeypatch, lambda calls: calls[-1][0] > enough)


def columns(calls: Calls) -> list[int]:
    """The columns of each programme."""
    return [columns for columns, _ in calls]


@pytest.mark.usefixtures("short")
def test_a_shortlist_that_cannot_make_the_form_is_doubled() -> None:
    """Only one question of sixty-one has an odd number of marks: a list that lacks it is no reason to give up."""
    for seed in SEEDS:
        draw = assemble(SEVEN, ODD, seed)
        assert "odd" in draw.forms[0].ids
        sizes = [20, 40, 61][: len(draw.steps)]
        assert draw.steps == tuple(f"form A: drawn from {size} questions instead" for size in sizes)
    assert max(len(assemble(SEVEN, ODD, seed).steps) for seed in SEEDS) == 3


@pytest.mark.usefixtures("short")
def test_no_longer_list_is_tried_where_the_bank_has_too_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """One list is enough to see that, and the whole bank where it has enough of each but not together."""
    calls = tire(monkeypatch, 1000)
    plan = blueprint(section(marks=200))
    assert "the bank has 160" in str(unmet(plan, alike(80)))
    assert columns(calls) == [10]
    calls.clear()
    unmet(SEVEN, alike(80))
    assert columns(calls) == [10, 20, 40, 80]


@pytest.mark.usefixtures("short")
def test_each_seed_has_a_shortlist_of_its_own() -> None:
    """Eight papers of three are not all from the same ten of two hundred questions."""
    plan = blueprint(section(questions=(3, 3)))
    bank = alike(200)
    assert len(frozenset[str]().union(*(assemble(plan, bank, seed).ids for seed in SEEDS))) > 10


@pytest.mark.usefixtures("short")
def test_what_stands_is_on_the_shortlist_of_its_form() -> None:
    """Of a bank that is much larger than the list, a paper that asks for one question more keeps all that it had."""
    bank, plan = alike(200), blueprint(section(questions=(3, 3)), forms=2)
    before = assemble(plan, bank, "first")
    more = blueprint(section(questions=(4, 4)), forms=2)
    after = assemble(more, bank, "second", before)
    assert all(new.ids > old.ids for new, old in zip(after.forms, before.forms, strict=True))


@pytest.mark.parametrize(
    ("enough", "sizes"), [(40, []), (39, [20]), (20, [20]), (19, [20, 10]), (5, [20, 10, 5])]
)
def test_a_shortlist_that_takes_too_long_is_halved(
    enough: int, sizes: list[int], monkeypatch: pytest.MonkeyPatch, short: None
) -> None:
    """From the whole of a bank that is shorter than the list, down to five questions."""
    monkeypatch.setattr(drawing, "SHORTLIST", 100)
    calls = tire(monkeypatch, enough)
    draw = assemble(blueprint(section(questions=(2, 2))), alike(40), "s")
    assert draw.steps == tuple(f"form A: drawn from {size} questions instead" for size in sizes)
    assert columns(calls) == [40, *sizes]


def test_a_shortlist_that_shrank_does_not_grow_again(monkeypatch: pytest.MonkeyPatch, short: None) -> None:
    """Where half the list cannot make the form, a quarter is tried, until the least: then nothing is settled."""
    monkeypatch.setattr(drawing, "SHORTLIST", 80)
    calls = tire(monkeypatch, 60)
    error = unmet(SEVEN, alike(80))
    assert columns(calls) == [80, 40, 20, 10, 5]
    assert "Whether form A can be drawn was not settled, not even from 5 questions." in str(error)


def test_a_form_of_which_nothing_is_known_is_told_and_not_called_impossible(
    monkeypatch: pytest.MonkeyPatch, short: None
) -> None:
    """The only problem says from how few questions it was tried; there is no nearest paper."""
    tire(monkeypatch, 0)
    plan = blueprint(section(questions=(2, 2)))
    error = unmet(plan, alike(80))
    assert error.problems == (
        Problem(
            plan.place,
            "Whether form A can be drawn was not settled, not even from 5 questions.",
            "Take a bound out, or ask for fewer forms.",
        ),
    )
    assert error.nearest is None
