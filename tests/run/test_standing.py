"""Who of a printed class is who in the list of now, and what is said before papers go."""

from __future__ import annotations

from tests.samples import blueprint, section, selection, student
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.blueprint import FormDemands
from worksheetgen.model.draw import Draw
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.run.standing import (
    ClassChanges,
    StandingRun,
    draw_that_stands,
    id_and_name,
    told,
    with_ids_of_run,
)
from worksheetgen.value import replace


def pupil(id: str, name: str) -> Student:
    """A pupil of that name."""
    return replace(student(id), name=name)


def compared(before: list[Student], now: list[Student]) -> tuple[list[str], ClassChanges]:
    """The ids with which the pupils of now are printed, and what has changed."""
    run = StandingRun("RUN000", "s", "bank", Draw((), "", ()), ClassList("9B", tuple(before)), {})
    found, changes = with_ids_of_run(run, ClassList("9B", tuple(now)))
    return [one.id for one in found.students], changes


CLASS = [pupil("001", "Ada Li"), pupil("002", "Bo Ray"), pupil("003", "Cy Twombly")]


def test_the_same_class_in_another_order_has_not_changed() -> None:
    """Sorted by name the other way round, everybody is who they were, and nothing is asked."""
    ids, changes = compared(CLASS, CLASS[::-1])
    assert ids == ["003", "002", "001"]
    assert changes == ClassChanges()
    assert not changes.doubtful
    assert changes.sentences == ()


def test_ids_that_lost_their_zeros_are_the_same_pupils() -> None:
    """A spreadsheet made 1 of 001: everybody keeps id and paper, and that is asked."""
    ids, changes = compared(CLASS, [pupil(one.id.lstrip("0"), one.name) for one in CLASS])
    assert ids == ["001", "002", "003"]
    assert changes.doubtful
    assert "001 Ada Li (now 1)" in changes.sentences[0]


def test_new_ids_altogether_are_found_by_name() -> None:
    """Another export has other ids, a comma and no accents: everybody is found by name."""
    before = [pupil("a", "Siân O’Brien"), pupil("b", "Bo Ray")]
    ids, changes = compared(before, [pupil("x7", "O'Brien Sian"), pupil("x8", "Bo RAY")])
    assert ids == ["a", "b"]
    assert [new.id for _, new in changes.other_ids] == ["x7", "x8"]


def test_a_newcomer_alone_is_told_and_not_asked() -> None:
    """Nobody else's paper changes, so there is nothing to ask."""
    ids, changes = compared(CLASS, [*CLASS, pupil("004", "Di New")])
    assert ids == ["001", "002", "003", "004"]
    assert not changes.doubtful
    assert changes.sentences == ("New (1 pupil): 004 Di New.",)


def test_a_leaver_is_asked_for() -> None:
    """A paper would go."""
    _, changes = compared(CLASS, CLASS[1:])
    assert changes.doubtful
    assert changes.sentences == ("Gone, with their papers (1 pupil): 001 Ada Li.",)


def test_a_corrected_spelling_is_the_same_pupil() -> None:
    """With its id or, where ids are made from names, without: the paper stays, and it is asked."""
    ids, changes = compared(CLASS, [pupil("001", "Ada Lee"), *CLASS[1:]])
    assert ids[0] == "001"
    assert changes.sentences == ("Renamed, with the same papers (1 pupil): 001 Ada Li is now Ada Lee.",)
    ids, changes = compared(CLASS, [CLASS[0], CLASS[1], pupil("9KX2", "Cy Twombley")])
    assert ids[2] == "003"
    assert changes.doubtful
    assert changes.sentences == (
        "Renamed, with the same papers (1 pupil): 003 Cy Twombly is now Cy Twombley.",
    )


def test_two_of_one_name_are_told_apart_by_their_ids() -> None:
    """Twins of one name in the list: each keeps the own paper."""
    twins = [pupil("001", "Jo Ash"), pupil("002", "Jo Ash")]
    ids, changes = compared(twins, [pupil("2", "Jo Ash"), pupil("1", "Jo Ash"), pupil("7", "Jo Ash")])
    assert ids == ["002", "001", "7"]
    assert [one.id for one in changes.new] == ["7"]


def test_a_newcomer_in_a_list_numbered_by_the_alphabet_moves_nobody() -> None:
    """Everybody after the newcomer has another number in the list, and the newcomer has somebody's: all keep theirs."""
    now = [
        pupil("001", "Abe Zola"),
        pupil("002", "Ada Li"),
        pupil("003", "Bo Ray"),
        pupil("004", "Cy Twombly"),
    ]
    ids, changes = compared(CLASS, now)
    assert ids == ["004", "001", "002", "003"]
    assert changes.doubtful
    assert changes.sentences[0] == "New (1 pupil): 004 Abe Zola."
    ids, changes = compared([pupil("004", "Abe Zola"), *CLASS], now)
    assert ids == ["004", "001", "002", "003"]


def test_a_newcomer_with_a_leavers_id_has_it() -> None:
    """The id is free again, and whose it was is asked."""
    ids, changes = compared(CLASS, [pupil("001", "Zed Zola"), CLASS[1], CLASS[2]])
    assert ids == ["001", "002", "003"]
    assert changes.doubtful


def test_what_is_other_on_a_paper_is_told() -> None:
    """A larger print is a change of one paper alone."""
    _, changes = compared(CLASS, [replace(CLASS[0], print=Print.LARGE_18, extra_time=25), *CLASS[1:]])
    assert not changes.doubtful
    assert changes.sentences == ("Changed (1 pupil): 001 Ada Li (print standard → 18, extra time 0% → 25%).",)


def test_every_change_of_a_paper_is_told_in_its_words() -> None:
    """Tier and seat as print and time; a class of another name by the old one, and nothing where it is the same."""
    now = replace(student("001", Tier.SUPPORT, seat="B2"), name="Ada Li")
    _, changes = compared(CLASS, [now, *CLASS[1:]])
    assert changes.sentences == ("Changed (1 pupil): 001 Ada Li (tier core → support, seat none → B2).",)
    run = StandingRun("RUN000", "s", "bank", Draw((), "", ()), ClassList("9B", tuple(CLASS)), {})
    _, changes = with_ids_of_run(run, ClassList("9C", tuple(CLASS)))
    assert changes.sentences == ("The class was called 9B.",)


def test_twins_whose_ids_lost_their_zeros_keep_their_own_papers() -> None:
    """Zeros count at the beginning alone, and before any likeness of names."""
    ids, changes = compared(
        [pupil("002", "Jo Ash"), pupil("010", "Jo Ash")], [pupil("10", "Jo Ash"), pupil("2", "Jo Ash")]
    )
    assert ids == ["010", "002"]
    assert changes.new == changes.gone == ()


def test_an_id_counts_before_a_name_that_is_like_another() -> None:
    """Who has the id is renamed, though somebody else's name is spelt more like it."""
    before = [pupil("001", "Ann Lee"), pupil("002", "Ann Leigh")]
    ids, changes = compared(before, [pupil("002", "Ann Le"), pupil("001", "Ann Leig")])
    assert ids == ["002", "001"]
    assert len(changes.renamed) == 2


def test_another_name_with_another_id_is_another_pupil() -> None:
    """One went and one came; of two who are like one, the likest has the paper and the other is new."""
    _, changes = compared(CLASS, [pupil("009", "Zed Quigley"), *CLASS[1:]])
    assert [one.id for one in changes.new] == ["009"]
    assert [one.id for one in changes.gone] == ["001"]
    ids, changes = compared([CLASS[2]], [pupil("7", "Cy Twomblys"), pupil("8", "Cy Twomblie")])
    assert ids == ["003", "8"]
    assert [one.name for one in changes.new] == ["Cy Twomblie"]
    ids, _ = compared([pupil("001", "abcd")], [pupil("7", "abcx")])  # just as alike as is enough
    assert ids == ["001"]


def test_spare_papers_stay_as_the_list_has_them() -> None:
    """They are nobody's: neither new nor gone, whatever their ids."""
    spare = replace(pupil("S1", ""), spare=True)
    ids, changes = compared([*CLASS, replace(spare, id="S9")], [*CLASS, spare])
    assert ids == ["001", "002", "003", "S1"]
    assert changes == ClassChanges()


def test_pupils_are_told_by_id_and_name() -> None:
    """Ten at most; a paper without a name by its id, a heading with nobody not at all."""
    assert id_and_name(pupil("001", "Ada Li")) == "001 Ada Li"
    assert id_and_name(pupil("001", "")) == "001"
    assert told("New", []) == ""
    ten = [f"p{n}" for n in range(10)]
    assert told("New", ten) == f"New (10 pupils): {', '.join(ten)}."
    assert told("New", [*ten, "x"]) == f"New (11 pupils): {', '.join(ten)} and 1 more."


def test_of_many_pupils_ten_are_named() -> None:
    """A whole year group that is new is counted."""
    _, changes = compared([], [pupil(f"{n:03}", f"Pupil {n}") for n in range(300)])
    assert changes.sentences[0].startswith("New (300 pupils): 000 Pupil 0, ")
    assert changes.sentences[0].endswith(" and 290 more.")


def test_a_wholly_other_class_is_not_compared_letter_by_letter() -> None:
    """Two thousand names that are all others: all are gone, all are new, and nobody waits for it."""
    before = [pupil(f"a{n}", f"Pupil {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n % 7}") for n in range(600)]
    now = [
        pupil(f"b{n}", f"{'xyz'[n % 3]}{chr(97 + n % 26)} other{chr(97 + n // 26 % 26)}") for n in range(600)
    ]
    _, changes = compared(before, now)
    assert (len(changes.gone), len(changes.new)) == (600, 600)


def test_a_form_that_has_another_name_now_stands_under_it() -> None:
    """Forms for certain students are known by who sat them: what a person has stays, their own questions too."""
    bank = ("a b", "c d")
    before = Draw(
        tuple(replace(selection(ids), form=name) for ids, name in zip(bank, "AB", strict=True)),
        "",
        (),
        (selection("a b").with_swaps({"a": "e"}, "003"),),
    )
    sat = {"001": "B", "002": "A", "003": "A-003"}
    papers = {id: Arrangement(form, ()) for id, form in sat.items()}
    run = StandingRun("RUN000", "s", "bank", before, ClassList("9B", ()), papers)
    people = {"A": ("000",), "B": ("001",), "C": ("002", "003")}
    by_form = tuple(FormDemands(form, students, "", "", (section(),)) for form, students in people.items())
    found = draw_that_stands(run, replace(blueprint(section(), forms=3), by_form=by_form))
    assert {form.form: form.sections for form in found.forms} == {"B": (("c", "d"),), "C": (("a", "b"),)}
    assert {form.form: form.sections for form in found.own} == {"C-003": (("e", "b"),)}
    assert draw_that_stands(run, blueprint(section())) == before
    moved = replace(by_form[1], students=("001", "003")), replace(by_form[2], students=("002",))
    found = draw_that_stands(run, replace(blueprint(section(), forms=3), by_form=(by_form[0], *moved)))
    assert found.own == ()
