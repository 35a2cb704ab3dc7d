"""What stands of an earlier draw when a paper is drawn again, and what can stand in one question's place."""

from __future__ import annotations

from tests.samples import blueprint, question, section, source, unit, written
from worksheetgen.assembly import alternatives, assemble, fit_together, swapped
from worksheetgen.assembly.keeping import stands
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.value import replace


def many(count: int) -> Unit:
    """A bank of questions of one to three marks."""
    return unit(*(question(f"q-{n:02}", written(1 + n % 3)) for n in range(count)))


def plan(marks: int = 20) -> Blueprint:
    """A paper of so many marks."""
    return blueprint(section(marks=marks, questions=(1, 99)))


def test_a_paper_that_meets_its_blueprint_stands() -> None:
    """Another seed, other words and minutes that still suffice change no question of it."""
    bank = many(40)
    drawn = assemble(plan(), bank, "s")
    renamed = replace(plan(), title="Another", subtitle="title", minutes=300)
    assert assemble(renamed, bank, "t", drawn) == drawn
    assert assemble(renamed, bank, "t").forms != drawn.forms


def test_what_is_excluded_goes_and_the_rest_stays() -> None:
    """One question of the paper is excluded: all others stay, whatever the seed."""
    bank = many(40)
    drawn = assemble(plan(), bank, "s")
    for id in sorted(drawn.ids):
        again = assemble(replace(plan(), exclude=(id,)), bank, "t", drawn)
        assert id not in again.ids
        assert len(drawn.ids - again.ids) == 1


def test_as_many_questions_stay_as_can() -> None:
    """Two marks less are asked for: no more than one question goes."""
    bank = many(40)
    drawn = assemble(plan(20), bank, "s")
    again = assemble(plan(18), bank, "s", drawn)
    assert len(drawn.ids - again.ids) == 1


def test_time_alone_takes_as_few_questions_as_it_must() -> None:
    """Where the standing paper takes too long, only what does not fit goes."""
    bank = unit(*(question(f"q-{n}", written(2), minutes=1 + n % 4) for n in range(20)))
    free = blueprint(section(questions=(5, 5)))
    drawn = assemble(free, bank, "s")
    needed = sum(bank.by_id[id].minutes for id in drawn.ids)
    again = assemble(replace(free, minutes=needed - 1), bank, "s", drawn)
    assert len(drawn.ids - again.ids) == 1
    assert assemble(replace(free, minutes=needed), bank, "s", drawn) == drawn


def test_that_a_question_stays_counts_before_that_it_stays_in_its_section() -> None:
    """The marks of two sections are exchanged: all four questions stay, each in the other section."""
    bank = unit(
        *(question(f"q-{marks}-{n}", written(marks)) for marks in (1, 2, 3) for n in range(4)),
    )
    before = assemble(
        blueprint(section(marks=4), section(marks=6), require=("q-2-0", "q-2-1", "q-3-0", "q-3-1")), bank, "s"
    )
    assert before.forms[0].sections == (("q-2-0", "q-2-1"), ("q-3-0", "q-3-1"))
    for seed in "abcdefgh":
        draw = assemble(blueprint(section(marks=6), section(marks=4)), bank, seed, before)
        assert draw.forms[0].sections == before.forms[0].sections[::-1]


def test_a_question_that_left_the_bank_goes_alone() -> None:
    """The bank has lost one question of the paper: one other takes its place."""
    bank = many(40)
    drawn = assemble(plan(), bank, "s")
    lost = min(drawn.ids)
    smaller = replace(bank, questions=tuple(one for one in bank.questions if one.id != lost))
    again = assemble(plan(), smaller, "s", drawn)
    assert drawn.ids - again.ids == {lost}


def test_several_forms_stand_each_for_itself() -> None:
    """Of three forms only the one with the excluded question changes."""
    bank = many(60)
    forms = replace(plan(12), forms=3)
    drawn = assemble(forms, bank, "s")
    id = min(drawn.forms[1].ids)
    again = assemble(replace(forms, exclude=(id,)), bank, "s", drawn)
    assert again.forms[0] == drawn.forms[0]
    assert again.forms[2] == drawn.forms[2]
    assert len(drawn.forms[1].ids - again.forms[1].ids) == 1


def test_a_swap_for_one_student_stands_until_it_does_not_fit() -> None:
    """The own form is made again from the class’s, and given up where its question is excluded."""
    bank = many(40)
    drawn = assemble(plan(), bank, "s")
    old = min(drawn.ids)
    other = alternatives(plan(), bank, drawn, old, "017", "A")[0].id
    own = swapped(drawn, {old: other}, "017", "A")
    assert own.own[0].form == "A-017"
    assert assemble(plan(), bank, "s", own) == own
    assert assemble(replace(plan(), exclude=(other,)), bank, "s", own) == drawn
    gone = max(drawn.ids)
    again = assemble(replace(plan(), exclude=(gone,)), bank, "s", own)
    assert other in again.own[0].ids
    assert again.own[0].ids - again.forms[0].ids == {other}


def test_a_swap_for_one_student_can_be_taken_back() -> None:
    """The class's own question fits again, and then the student has no form of their own any more."""
    bank = many(40)
    drawn = assemble(plan(), bank, "s")
    one, two = sorted(drawn.ids)[:2]
    other = alternatives(plan(), bank, drawn, one, "017", "A")[0].id
    own = swapped(drawn, {one: other}, "017", "A")
    assert two not in {each.id for each in alternatives(plan(), bank, own, other, "017", "A-017")}
    assert one in {each.id for each in alternatives(plan(), bank, own, other, "017", "A-017")}
    assert swapped(own, {other: one}, "017", "A-017") == drawn


def test_the_class_can_have_what_one_student_has() -> None:
    """A question that was swapped for one student is swapped for all: the student sits the class's form again."""
    bank = many(40)
    drawn = assemble(plan(), bank, "s")
    old = min(drawn.ids)
    other = alternatives(plan(), bank, drawn, old, "017", "A")[0].id
    own = swapped(drawn, {old: other}, "017", "A")
    assert other in {each.id for each in alternatives(plan(), bank, own, old)}
    assert swapped(own, {old: other}) == swapped(drawn, {old: other})
    assert assemble(replace(plan(), require=(other,), exclude=(old,)), bank, "s", own).own == ()


def test_a_student_gets_no_question_of_the_other_forms() -> None:
    """Of parallel forms that share nothing, one student's own paper shares nothing with the others either."""
    bank = many(60)
    asked = replace(plan(12), forms=2)
    drawn = assemble(asked, bank, "s")
    for old in sorted(drawn.forms[0].ids):
        found = alternatives(asked, bank, drawn, old, "017", "A")
        assert found
        assert not {one.id for one in found} & drawn.ids


def test_the_class_gets_no_question_of_another_form_either() -> None:
    """Not even where forms may share some: what comes is new to the class."""
    bank = many(60)
    asked = replace(plan(12), forms=2, shared=3)
    drawn = assemble(asked, bank, "s")
    for old in sorted(drawn.forms[0].ids - drawn.forms[1].ids):
        found = {one.id for one in alternatives(asked, bank, drawn, old)}
        assert found
        assert not found & drawn.ids


def test_alternatives_keep_marks_and_everything_that_is_asked() -> None:
    """What may stand in a question's place has its marks and kind of place, and is no enemy of what stays."""
    bank = unit(
        question("old", written(2)),
        question("like", written(2)),
        question("dearer", written(3)),
        question("enemy", written(2), enemies=("stays",)),
        question("stays", written(1)),
        question("essay", written(2, Kind.ESSAY), sources=("s",)),
        sources=(source("s"),),
    )
    asked = blueprint(section(questions=(2, 2)), require=("stays",))
    drawn = assemble(replace(asked, require=("stays", "old")), bank, "s")
    assert [one.id for one in alternatives(asked, bank, drawn, "old")] == ["like"]
    assert stands(asked, bank, swapped(drawn, {"old": "like"}).forms)


def test_the_most_alike_comes_first() -> None:
    """Of equal marks, the same topic goes before another one, and a like difficulty before another."""
    bank = unit(
        question("old", written(2), topics=("kirov",), difficulty=2),
        question("a-far", written(2), topics=("kirov",), difficulty=5),
        question("b-near", written(2), topics=("kirov",), difficulty=3),
        question("c-other", written(2), topics=("gulag",), difficulty=2),
    )
    drawn = assemble(blueprint(section(questions=(1, 1)), require=("old",)), bank, "s")
    found = alternatives(blueprint(section(questions=(1, 1))), bank, drawn, "old")
    assert [one.id for one in found] == ["b-near", "a-far", "c-other"]


def test_what_is_alike_counts_in_a_fixed_order() -> None:
    """Sources before kinds, kinds before the topic, then objectives, difficulty and minutes."""
    old = question("old", written(2), difficulty=3, minutes=4)
    by_likeness = (
        question("z-same", written(2), difficulty=3, minutes=4),
        question("y-minute", written(2), difficulty=3, minutes=3),
        question("x-minutes", written(2), difficulty=3, minutes=6),
        question("w-easier", written(2), difficulty=2, minutes=4),
        question("v-hard", written(2), difficulty=5, minutes=4),
        question("u-objective", written(2, code="AO2"), difficulty=3, minutes=4),
        question("t-topic", written(2), difficulty=3, minutes=4, topics=("gulag",)),
        question("s-kind", written(2, Kind.EXPLAIN), difficulty=3, minutes=4),
        question("r-source", written(2), difficulty=3, minutes=4, sources=("s",)),
    )
    bank = unit(old, *reversed(by_likeness), sources=(source("s"),))
    asked = blueprint(section(questions=(1, 1), without=(Kind.ESSAY,)))
    drawn = assemble(replace(asked, require=("old",)), bank, "s")
    assert alternatives(asked, bank, drawn, "old") == by_likeness


def test_a_swap_keeps_parallel_forms_parallel() -> None:
    """A harder question comes on no form of the class, as the other would be easier; one student alone may have it."""
    bank = unit(*(question(id, written(2)) for id in "abc"), question("hard", written(2), difficulty=5))
    asked = blueprint(section(questions=(1, 1)), forms=2)
    drawn = assemble(replace(asked, exclude=("c",)), bank, "s")
    (old,) = drawn.forms[0].ids
    assert [one.id for one in alternatives(asked, bank, drawn, old)] == ["c"]
    assert [one.id for one in alternatives(asked, bank, drawn, old, "017", "A")] == ["c", "hard"]


def test_a_paper_of_the_whole_bank_stands() -> None:
    """The bank need not have more questions than are on it."""
    bank = many(3)
    asked = blueprint(section(questions=(3, 3)))
    assert stands(asked, bank, assemble(asked, bank, "s").forms)
    assert not stands(asked, replace(bank, questions=bank.questions[1:]), assemble(asked, bank, "s").forms)


def test_the_only_question_of_a_paper_can_be_swapped_for_one_student() -> None:
    """It is still another one when the paper is made again."""
    bank = many(4)
    asked = blueprint(section(questions=(1, 1)))
    drawn = assemble(replace(asked, require=("q-00",)), bank, "s")
    own = swapped(drawn, {"q-00": "q-03"}, "017", "A")
    assert assemble(asked, bank, "t", own).own == own.own


def test_what_fits_together_need_not_fit_alone() -> None:
    """Two questions are put for two others at once, one of which is the enemy of what the other replaces."""
    bank = unit(
        question("old", written(2)),
        question("stays", written(1)),
        question("enemy", written(2), enemies=("stays",)),
        question("calm", written(1)),
        question("dearer", written(2)),
    )
    asked = blueprint(section(questions=(2, 2)))
    drawn = assemble(replace(asked, require=("old", "stays")), bank, "s")
    assert not fit_together(asked, bank, drawn, {"old": "enemy"})
    assert fit_together(asked, bank, drawn, {"old": "enemy", "stays": "calm"})
    assert not fit_together(asked, bank, drawn, {"stays": "dearer"})
    assert not fit_together(asked, bank, drawn, {"old": "nothing"})
    assert not fit_together(asked, bank, drawn, {"calm": "stays"})
    assert not fit_together(asked, bank, drawn, {"old": "stays"})


def test_questions_of_two_sections_may_change_places() -> None:
    """Even where the bank has no others."""
    bank = unit(question("a", written(2)), question("b", written(2)))
    asked = blueprint(section(questions=(1, 1)), section(questions=(1, 1)))
    assert fit_together(asked, bank, assemble(asked, bank, "s"), {"a": "b", "b": "a"})
