"""Parallel forms: equal where they must be, apart where they must be, and told where they cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from itertools import combinations

import pytest

from tests.samples import blueprint, choice, drawn_one, question, section, selection, unit, written
from worksheetgen.assembly import assemble, drawing, expected, form_names
from worksheetgen.assembly.checking import mismatches, violations
from worksheetgen.assembly.solving import Constraint, Exhausted, maximise
from worksheetgen.bank import load_bank
from worksheetgen.blueprint import read_blueprint
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Tag
from worksheetgen.model.question import Question
from worksheetgen.resources import blueprint_path, question_bank
from worksheetgen.streams import Stream
from worksheetgen.value import replace

TOPICS = ("kirov", "gulag", "trials")


def large(count: int) -> Unit:
    """A bank with every topic and difficulty, questions of one to four marks, now and then an enemy."""
    stream = Stream("a large bank", str(count))
    questions: list[Question] = []
    for number in range(count):
        marks = 1 + stream.below(4)
        kind = (Kind.SHORT_ANSWER, Kind.EXPLAIN)[stream.below(2)]
        questions.append(
            question(
                f"q-{number:05}",
                choice() if marks == 1 else written(marks, kind, code=f"AO{1 + stream.below(2)}"),
                topics=(TOPICS[stream.below(3)],),
                difficulty=1 + stream.below(5),
                enemies=(f"q-{stream.below(count):05}",) if stream.below(7) == 0 else (),
            )
        )
    return unit(*questions)


def plan(forms: int, shared: int = 0, equal: tuple[Tag, ...] = ()) -> Blueprint:
    """Ten multiple-choice marks and twenty written ones."""
    return blueprint(
        section(marks=10, kinds=(Kind.MULTIPLE_CHOICE,)),
        section(marks=20, kinds=(Kind.SHORT_ANSWER, Kind.EXPLAIN)),
        forms=forms,
        shared=shared,
        equal=equal,
    )


def test_forms_have_names_that_go_on_after_z() -> None:
    """A to Z, then AA."""
    assert form_names(3) == ("A", "B", "C")
    assert form_names(28)[25:] == ("Z", "AA", "AB")


@pytest.mark.parametrize("equal", [(), (Tag.TOPIC,), (Tag.TOPIC, Tag.OBJECTIVE)])
def test_four_forms_are_equal_where_asked_and_share_nothing(equal: tuple[Tag, ...]) -> None:
    """Marks, expected score, and the marks for each topic and objective; no question twice."""
    bank = large(300)
    forms = assemble(plan(4, 0, equal), bank, "s").forms
    papers = [[bank.by_id[id] for id in sorted(form.ids)] for form in forms]
    for one, other in combinations(papers, 2):
        assert not {q.id for q in one} & {q.id for q in other}
        assert sum(q.marks for q in one) == sum(q.marks for q in other) == 30
        assert abs(expected(one) - expected(other)) <= 30_000 * 0.3 / 60
        if Tag.TOPIC in equal:
            assert _marks_by_topic(one) == _marks_by_topic(other)


def _marks_by_topic(questions: list[Question]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in questions:
        counts[each.topic] += each.marks
    return counts


@pytest.mark.slow
def test_twelve_forms_share_at_most_what_is_allowed() -> None:
    """Twelve forms of four hundred questions, no two with more than three in common."""
    forms = assemble(plan(12, 3), large(400), "s").forms
    assert len(forms) == 12
    assert max(len(one.ids & other.ids) for one, other in combinations(forms, 2)) <= 3


def test_the_checker_sees_what_is_not_parallel() -> None:
    """Shared questions, other marks, other difficulty and another topic are each told."""
    bank = unit(
        question("a", written(2)),
        question("b", written(2)),
        question("hard", written(2), difficulty=5),
        question("long", written(3)),
        question("camp", written(2), topics=("gulag",)),
    )
    equal = blueprint(section(), forms=2, equal=(Tag.TOPIC,))

    def wrong(one: str, other: str) -> tuple[str, ...]:
        return mismatches(equal, bank, [selection(one), selection(other)])

    assert wrong("a", "b") == ()
    assert "share 1 questions" in wrong("a", "a")[0]
    assert "have 2 and 3 marks" in wrong("a", "long")[0]
    assert "twentieths" in wrong("a", "hard")[0]
    assert "differ in kirov" in wrong("a", "camp")[0]


def test_forms_that_cannot_be_made_are_told_with_what_to_do() -> None:
    """Three questions are not enough for two forms of two; one shared makes them possible."""
    bank = unit(*(question(id) for id in "abc"))
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(blueprint(section(questions=(2, 2)), forms=2), bank, "s")
    first, last = (str(problem) for problem in raised.value.problems)
    assert "2 parallel forms do not exist: no choice of all together has them." in first
    assert "Allow ‘shared’ questions or ask for fewer forms" in first
    assert "Form B stood against: it may share at most 0 questions with form A; Section A asks for 2" in first
    assert "The nearest forms share up to 1 question. Add --nearest to print it." in last
    assert len(assemble(blueprint(section(questions=(2, 2)), forms=2, shared=1), bank, "s").forms) == 2


@pytest.mark.slow
@pytest.mark.parametrize("shared", [0, 1])
def test_forms_that_one_after_another_do_not_find_are_found_together(shared: int) -> None:
    """Two of five hundred questions have a topic in common: none of eight first forms is one of them."""
    odd = [question(f"odd-{n:03}", written(2), topics=(f"t-{n:03}",)) for n in range(500)]
    bank = unit(*odd, *(question(f"even-{n}", written(2), topics=("both",)) for n in range(2)))
    size = 1 + shared
    two = blueprint(section(questions=(size, size)), forms=2, shared=shared, equal=(Tag.TOPIC,))
    draw = assemble(two, bank, "a")
    assert draw.steps[-1] == "all forms were drawn together"
    assert {id for form in draw.forms for id in form.ids} >= {"even-0", "even-1"}
    assert mismatches(two, bank, draw.forms) == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", "abc")
def test_forms_of_the_bundled_bank_are_equal_by_objective(seed: str) -> None:
    """Two unit tests of forty marks with the same marks for each objective."""
    units = load_bank().units
    asked = read_blueprint(blueprint_path("unit-test", [question_bank()]), units)
    equal = replace(asked, forms=2, equal=(Tag.OBJECTIVE,))
    draw = assemble(equal, units[0], seed)
    assert mismatches(equal, units[0], draw.forms) == ()


def test_forms_together_that_are_too_hard_are_not_called_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all forms are too many columns for one programme, the message says only that none were found."""
    monkeypatch.setattr(drawing, "TOGETHER", 5)
    bank = unit(*(question(id) for id in "abc"))
    with pytest.raises(
        UnmetBlueprint, match="2 parallel forms were not found: none beside 8 different first ones"
    ):
        assemble(blueprint(section(questions=(2, 2)), forms=2), bank, "s")


@pytest.mark.slow
@pytest.mark.parametrize("equal", [(), (Tag.TOPIC, Tag.OBJECTIVE)])
def test_a_retake_is_parallel_to_the_earlier_paper(equal: tuple[Tag, ...]) -> None:
    """Eight draws have its marks, by topic too where asked, and its expected score, but no question of it."""
    bank = large(300)
    earlier = drawn_one(plan(1), bank, "first")
    before = [bank.by_id[id] for id in sorted(earlier.ids)]
    again = replace(plan(2, 0, equal), like=tuple(sorted(earlier.ids)), exclude=tuple(sorted(earlier.ids)))
    for seed in range(8):
        draw = assemble(again, bank, str(seed))
        assert not draw.steps
        for form in draw.forms:
            now = [bank.by_id[id] for id in sorted(form.ids)]
            assert not form.ids & earlier.ids
            assert sum(q.marks for q in now) == 30
            assert abs(expected(now) - expected(before)) <= 30_000 * 0.15 / 60
            if equal:
                assert _marks_by_topic(now) == _marks_by_topic(before)


def test_a_retake_that_cannot_be_parallel_is_drawn_all_the_same() -> None:
    """Only hard questions are left after an easy paper: the step says so, and no demand is blamed."""
    bank = unit(question("easy"), question("hard", difficulty=5))
    draw = assemble(blueprint(section(), like=("easy",), exclude=("easy",)), bank, "s")
    assert draw.forms[0].ids == {"hard"}
    assert draw.steps == (
        "no paper is as hard as the earlier one and has its marks; one that need not was drawn",
    )
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(blueprint(section(), like=("easy",), exclude=("easy", "hard")), bank, "s")
    assert "the earlier paper" not in str(raised.value)


def test_the_checker_sees_a_retake_that_is_not_parallel() -> None:
    """Of another difficulty than the earlier paper."""
    bank = unit(question("a", written(2)), question("hard", written(2), difficulty=5))
    (wrong,) = mismatches(blueprint(section(), like=("a",)), bank, [selection("hard")])
    assert "A and the earlier paper differ by 24 twentieths of a mark" in wrong


def test_another_first_form_is_drawn_where_one_starves_the_second() -> None:
    """Only the forms that leave an easy and a hard question work; the steps say what was tried."""
    bank = unit(
        *(question(f"easy-{n}") for n in range(3)), *(question(f"hard-{n}", difficulty=5) for n in range(3))
    )
    two = blueprint(section(questions=(2, 2)), forms=3)
    tried = [assemble(two, bank, str(seed)) for seed in range(8)]
    for draw in tried:
        assert all({id[:4] for id in form.ids} == {"easy", "hard"} for form in draw.forms)
    assert any(draw.steps for draw in tried)
    assert all("another form A was drawn" in step for draw in tried for step in draw.steps)


@pytest.mark.slow
def test_a_large_bank_is_drawn_from_a_shortlist() -> None:
    """Nothing of the order of a bank of four thousand matters, nor a question that is not on the shortlist."""
    bank = large(4000)
    drawn = assemble(plan(2), bank, "s")
    assert drawn.steps == ()
    assert assemble(plan(2), unit(*bank.questions[::-1]), "s") == drawn


def test_a_draw_is_the_same_on_every_machine() -> None:
    """Four forms of a large bank have this digest, written down once, on every platform, Python and solver."""
    forms = assemble(plan(4), large(300), "s").forms
    drawn = repr([(form.form, form.sections) for form in forms])
    assert blake2b(drawn.encode(), digest_size=8).hexdigest() == "bb0bf9bd5bb60de1"


@pytest.mark.slow
def test_a_shortlist_grows_before_anything_is_called_impossible() -> None:
    """One question in four thousand has the topic that a bound of two questions needs together with a rare kind."""
    rare = [question(f"rare-{n}", written(2, Kind.DESCRIBE), topics=("gulag",), tiers=()) for n in range(2)]
    many = [question(f"q-{n:04}", written(2, Kind.DESCRIBE)) for n in range(4000)]
    wanted = blueprint(section(questions=(2, 2), topics=("gulag", "kirov")), require=("rare-0", "rare-1"))
    draw = assemble(wanted, unit(*rare, *many), "s")
    assert draw.forms[0].ids == {"rare-0", "rare-1"}
    assert draw.steps == ()
    odd = [question(f"odd-{n:04}", written(2), difficulty=3) for n in range(4000)]
    only = question("odd-one", written(3))
    draw = assemble(blueprint(section(marks=7, questions=(3, 3))), unit(*odd, only), "seed")
    assert "odd-one" in draw.forms[0].ids
    assert draw.steps


def test_a_draw_that_takes_too_long_is_made_from_fewer_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shortlist halves, the step is recorded; where the least settles nothing, that is told."""
    widths = []

    def tired(
        costs: Sequence[int], uppers: Sequence[int], constraints: Sequence[Constraint], _nodes: int
    ) -> tuple[int, ...] | None:
        widths.append(len(costs))
        if len(costs) > enough:
            raise Exhausted
        return maximise(costs, uppers, constraints)

    monkeypatch.setattr(drawing, "maximise", tired)
    bank, enough = large(3000), 1000
    draw = assemble(plan(1), bank, "s")
    assert draw.steps == ("form A: drawn from 750 questions instead",)
    assert widths[0] > 1000 >= widths[-1]
    enough = 0
    with pytest.raises(UnmetBlueprint, match="was not settled"):
        assemble(plan(1), bank, "s")


def test_pinned_keys_take_no_more_than_a_letters_share() -> None:
    """Of eight pinned questions whose keys are all A, two of a paper of eight may be drawn."""
    pinned = [question(f"p-{n}", choice(key="a", pinned=True)) for n in range(8)]
    free = [question(f"q-{n}") for n in range(6)]
    eight = blueprint(section(questions=(8, 8)))
    for seed in range(5):
        drawn = assemble(eight, unit(*pinned, *free), str(seed)).forms[0]
        assert sum(id.startswith("p-") for id in drawn.ids) == 2
    with pytest.raises(
        UnmetBlueprint, match=r"as too many keys would stand under the same letters\. Ask for 7"
    ):
        assemble(eight, unit(*pinned, *free[:5]), "s")
    assert "3 of 8 keys are A" in violations(
        eight,
        unit(*pinned, *free),
        selection("p-0 p-1 p-2 q-0 q-1 q-2 q-3 q-4"),
    )
