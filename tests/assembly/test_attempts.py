"""What is tried before a form is called impossible: longer and shorter lists, other first forms, all forms at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.samples import blueprint, bound, question, section, selection, source, unit, written
from worksheetgen import assembly
from worksheetgen.assembly import BrokenSelection, assemble, form_names
from worksheetgen.assembly.checking import mismatches
from worksheetgen.assembly.solving import NODES, SOLVER, Constraint, Exhausted, maximise
from worksheetgen.errors import Problem, UnmetBlueprint
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Activity, Blueprint, Draw, Measure, PaperType, Selection, Tag

SEEDS = [str(seed) for seed in range(8)]


def unmet(plan: Blueprint, bank: Unit, seed: str = "s") -> UnmetBlueprint:
    """What is said about a blueprint that cannot be met."""
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(plan, bank, seed)
    return raised.value


def alike(count: int) -> Unit:
    """A bank of two-mark questions."""
    return unit(*(question(f"q-{n:03}", written(2)) for n in range(count)))


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms are drawn from ten questions at first, and from five at least."""
    monkeypatch.setattr(assembly, "SHORTLIST", 10)
    monkeypatch.setattr(assembly, "LEAST", 5)


def tire(monkeypatch: pytest.MonkeyPatch, enough: int) -> list[int]:
    """Have the solver prove nothing for more than so many columns; the columns of each programme that it is given."""
    widths = []

    def tired(
        costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int
    ) -> tuple[int, ...] | None:
        widths.append(len(costs))
        if len(costs) > enough:
            raise Exhausted
        return maximise(costs, uppers, constraints, nodes)

    monkeypatch.setattr(assembly, "maximise", tired)
    return widths


# ---- names of forms, and which papers come of a seed ---------------------------------------------


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
    assert draw == Draw((one, other), SOLVER, (), ())


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


# ---- a shortlist that grows or shrinks -----------------------------------------------------------


ODD = replace(alike(80), questions=(*alike(80).questions, question("odd", written(3))))
SEVEN = blueprint(section(marks=7, questions=(3, 3)))


@pytest.mark.usefixtures("short")
def test_a_shortlist_that_cannot_make_the_form_is_doubled() -> None:
    """Only one question of eighty-one has an odd number of marks: a list that lacks it is no reason to give up."""
    for seed in SEEDS:
        draw = assemble(SEVEN, ODD, seed)
        assert "odd" in draw.forms[0].ids
        sizes = [20, 40, 80, 160][: len(draw.steps)]
        assert draw.steps == tuple(f"form A: drawn from {size} questions instead" for size in sizes)
    assert len(assemble(SEVEN, ODD, SEEDS[0]).steps) > 1


@pytest.mark.usefixtures("short")
def test_no_longer_list_is_tried_where_the_bank_has_too_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """One list is enough to see that, and the whole bank where it has enough of each but not together."""
    widths = tire(monkeypatch, 1000)
    plan = blueprint(section(marks=200))
    assert "the bank has 160" in str(unmet(plan, alike(80)))
    assert widths == [10]
    widths.clear()
    unmet(SEVEN, alike(80))
    assert widths == [10, 20, 40, 80]


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
    monkeypatch.setattr(assembly, "SHORTLIST", 100)
    widths = tire(monkeypatch, enough)
    draw = assemble(blueprint(section(questions=(2, 2))), alike(40), "s")
    assert draw.steps == tuple(f"form A: drawn from {size} questions instead" for size in sizes)
    assert widths == [40, *sizes]


def test_a_shortlist_that_shrank_does_not_grow_again(monkeypatch: pytest.MonkeyPatch, short: None) -> None:
    """Where half the list cannot make the form, a quarter is tried, until the least: then nothing is settled."""
    monkeypatch.setattr(assembly, "SHORTLIST", 80)
    widths = tire(monkeypatch, 60)
    error = unmet(SEVEN, alike(80))
    assert widths == [80, 40, 20, 10, 5]
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


def test_every_programme_has_its_limit_of_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of what stands, that of a form, and the lower one of all forms together."""
    given = []

    def watched(
        costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int
    ) -> tuple[int, ...] | None:
        given.append((len(costs), nodes))
        return maximise(costs, uppers, constraints, nodes)

    monkeypatch.setattr(assembly, "maximise", watched)
    monkeypatch.setattr(assembly, "ATTEMPTS", 1)
    bank, plan = pairs(10), replace(PAIR, exclude=("odd-01",))
    draw = assemble(
        plan, bank, "s", Draw((selection("odd-00"), replace(selection("odd-01"), form="B")), "", ())
    )
    assert draw.steps[-1] == "all forms were drawn together"
    assert given[:2] == [(11, NODES)] * 2
    assert given[-2:] == [(23, assembly.TOGETHER_NODES)] * 2


# ---- another first form, and all forms at once ---------------------------------------------------


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


@pytest.fixture
def one_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one first form is tried before all forms are drawn at once."""
    monkeypatch.setattr(assembly, "ATTEMPTS", 1)


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
    """Two forms of two out of thirty-two could have one in common, and have none."""
    plan = replace(PAIR, shared=2, sections=(section(questions=(1, 1)),), equal=(Tag.TOPIC, Tag.KIND))
    bank = pairs(30)
    (one, other) = assemble(replace(plan, like=("even-0",)), bank, "s").forms
    assert one.ids | other.ids <= {"even-0", "even-1"}
    draws = [assemble(replace(PAIR, shared=1), pairs(30), seed) for seed in SEEDS]
    assert all(draw.steps == () for draw in draws)


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


THIRD = blueprint(section(questions=(2, 2)), forms=2)
FEW = unit(*(question(id) for id in "abc"))
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
    monkeypatch.setattr(assembly, "TOGETHER", columns)
    error = unmet(THIRD, FEW)
    first, last = error.problems
    assert first == Problem(THIRD.place, f"{why} {STOOD}", "Allow ‘shared’ questions or ask for fewer forms.")
    assert last == Problem(
        THIRD.place, "The nearest forms share up to 1 question.", "Add --nearest to print it."
    )
    assert error.nearest == replace(THIRD, shared=1)
    assert len(assemble(error.nearest, FEW, "s").forms) == 2


def test_whether_forms_can_share_nothing_may_not_be_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then those that share are looked for, and the step says so."""
    monkeypatch.setattr(assembly, "ATTEMPTS", 1)
    size = 2 * len(pairs(10).questions) + 1
    plan = replace(PAIR, shared=1, sections=(section(questions=(2, 2)),))
    enough = []

    def tired(
        costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int
    ) -> tuple[int, ...] | None:
        if len(costs) == size:
            raise Exhausted
        enough.append(len(costs))
        return maximise(costs, uppers, constraints, nodes)

    monkeypatch.setattr(assembly, "maximise", tired)
    draw = assemble(plan, pairs(10), "s")
    assert draw.steps == (
        "whether forms can share nothing was not settled",
        "all forms were drawn together",
    )
    assert mismatches(plan, pairs(10), draw.forms) == ()
    assert enough[-1] > size


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


# ---- what is given up, and what is nearest -------------------------------------------------------

RETAKE = blueprint(section(), like=("easy",), exclude=("easy",))
GIVEN_UP = "no paper is as hard as the earlier one and has its marks; one that need not was drawn"
LONGER = "no such paper fits about 1 sheet; a longer one was drawn"


def hard_ones(count: int) -> Unit:
    """A bank of an easy question and so many hard ones."""
    return unit(question("easy"), *(question(f"hard-{n}", difficulty=5) for n in range(count)))


def test_a_retake_that_can_be_parallel_has_no_steps() -> None:
    """It is drawn as asked, though it is a retake."""
    draw = assemble(RETAKE, unit(question("easy"), question("other"), question("hard", difficulty=5)), "s")
    assert draw == Draw((selection("other"),), SOLVER, ())


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
    """Two questions make one form of two; three questions of one mark or five make no second one."""
    error = unmet(THIRD, unit(question("a"), question("b")))
    assert error.problems[-1].what == "The nearest has 1 form."
    assert error.nearest == replace(THIRD, forms=1)
    bank = unit(*(question(f"q-{n}") for n in range(5)))
    three = unmet(blueprint(section(questions=(1, 1)), forms=7), bank)
    assert three.problems[-1].what == "The nearest has 5 forms."


def test_nothing_is_said_of_forms_that_can_be_drawn_of_the_nearest_paper() -> None:
    """Too many marks for either of two forms; both can have fewer."""
    plan = blueprint(section(marks=9, questions=(2, 4)), forms=2)
    error = unmet(plan, alike(20))
    assert "form" not in error.problems[-1].what
    assert error.problems[-1].remedy == "Add --nearest to print it."
    assert error.nearest
    assert len(assemble(error.nearest, alike(20), "s").forms) == 2


def test_what_forms_of_the_nearest_paper_share_is_told_after_it() -> None:
    """Four questions of two marks make no nine, and no two forms that are apart."""
    error = unmet(blueprint(section(marks=9), forms=2), alike(5))
    (*_, last) = error.problems
    assert last.what.startswith("The nearest paper has ")
    assert last.what.endswith(" The nearest forms share up to 3 questions.")


def test_where_forms_of_the_nearest_paper_are_not_settled_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is said of forms that share more, as the first of them was not settled either."""
    calls = []

    def tired(
        costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], nodes: int
    ) -> tuple[int, ...] | None:
        calls.append(len(costs))
        if len(calls) == 2:
            raise Exhausted
        return maximise(costs, uppers, constraints, nodes)

    monkeypatch.setattr(assembly, "maximise", tired)
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
    monkeypatch.setattr("worksheetgen.assembly.conflicts.EXPLAINING_NODES", 0)
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
        monkeypatch.setattr(assembly, "MESSAGE_LENGTH", longest)
        error = unmet(plan, bank)
        assert len(error.problems) == 2 or len(f"{error}\n") <= longest
        told.add(len(error.problems))
    assert len(told) > 2
