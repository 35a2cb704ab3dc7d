"""A plan: what would be printed, changed before it is, and printed as it was seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tiny_bank import write_bank
from worksheetgen import load_bank, load_blueprint, plan_run, print_run
from worksheetgen.delivery.disk import real_path
from worksheetgen.delivery.hidden import aside_path
from worksheetgen.errors import InvalidInput, OutputExists, Place, UnmetBlueprint
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Booklet
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.run import secret
from worksheetgen.run.changes import Changes
from worksheetgen.run.looking import CONTACT_SHEET, PlannedPages
from worksheetgen.run.plan import Plan
from worksheetgen.run.plan_facts import facts_of
from worksheetgen.run.request import UnnamedPapers
from worksheetgen.value import replace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """The small bank."""
    folder = tmp_path_factory.mktemp("desk")
    write_bank(folder)
    return load_bank(folder / "bank")


def pupil(id: str, seat: Seat | None = None, print: Print = Print.STANDARD) -> Student:
    """A pupil."""
    return Student(id, f"Pupil {id}", Tier.CORE, print, 0, seat, False, Place("9B.csv"))


CLASS = ClassList("9B", tuple(pupil(f"{n:03}") for n in range(1, 5)))


def planned(bank: Bank, folder: Path, class_list: ClassList | None = CLASS, **options: Any) -> Plan:
    """The plan of the small test."""
    given = {"seed": "s", "history": folder, **options}
    return plan_run(load_blueprint("test", bank), bank, class_list, folder / "run", **given)


# ---- seeds and the teacher's secret ----------------------------------------------------------------


def test_nobody_else_can_work_out_the_default_draw(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same settings give the same seed every time; another teacher's give another."""
    seeds = []
    for settings in ("mine", "mine", "theirs"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / settings))
        seeds.append(planned(bank, tmp_path, seed="").request.seed)
    assert seeds[0] == seeds[1] != seeds[2]
    assert len(seeds[0]) == 32
    kept = tmp_path / "mine" / "worksheetgen" / secret.SECRET_FILE
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.read_text() not in seeds


def test_two_classes_sit_the_same_questions_in_other_orders(bank: Bank, tmp_path: Path) -> None:
    """Unless the teacher asks for questions of the class's own; words and minutes change none."""
    other = replace(CLASS, name="9A")
    mine, theirs = (planned(bank, tmp_path, one, seed="") for one in (CLASS, other))
    assert mine.draw == theirs.draw
    assert mine.arrangements != theirs.arrangements
    own = [planned(bank, tmp_path, one, seed="", own_questions=True) for one in (CLASS, other)]
    assert own[0].request.seed != own[1].request.seed
    blueprint = load_blueprint("test", bank)
    reworded = replace(
        blueprint, title="Another", minutes=blueprint.minutes + 5, materials=("a pen",), name="other"
    )
    assert plan_run(reworded, bank, CLASS, history=tmp_path).draw == mine.draw


def test_a_renamed_class_keeps_its_papers(bank: Bank, tmp_path: Path) -> None:
    """In its run's folder a class that is called otherwise has the questions, orders and letters that it had."""
    before = planned(bank, tmp_path)
    print_run(before)
    after = planned(bank, tmp_path, replace(CLASS, name="9B History"))
    assert after.arrangements == before.arrangements
    assert after.request.run_id == before.request.run_id
    assert after.sentences == ("The class was called 9B.",)


def test_a_run_that_was_stopped_is_not_gone_on_with_for_a_class_of_another_name(
    bank: Bank, tmp_path: Path
) -> None:
    """The name is on every paper: where papers stand, who is in the class and what is asked does not tell it."""
    print_run(planned(bank, tmp_path))
    again, renamed = (planned(bank, tmp_path, replace(CLASS, name=name)) for name in ("9B", "9C"))
    assert again.request.run_id == renamed.request.run_id
    assert again.identity == planned(bank, tmp_path).identity != renamed.identity


def test_a_form_that_nobody_sits_is_told(bank: Bank, tmp_path: Path) -> None:
    """A second form is asked for where all papers are printed: they stand, so none is of it, and that is said."""
    path = tmp_path / "short.yaml"
    head, section = (
        "type: exam\ncode: S\ntitle: Short\n",
        "{title: One, questions: 2, kinds: [multiple-choice]}",
    )
    for forms in (1, 2):
        path.write_text(f"{head}forms: {forms}\nsections:\n  - {section}\n", encoding="utf-8")
        blueprint = load_blueprint(path, bank)
        plan = plan_run(blueprint, bank, CLASS, tmp_path / "run", seed="s", history=tmp_path)
        if forms == 1:
            print_run(plan)
    assert plan.sentences[-1].startswith("No paper is of form B, as those that are printed keep theirs")


def test_a_damaged_secret_is_told(bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret that was cut short or cannot be read is no secret; settings that cannot be written need a seed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    planned(bank, tmp_path, seed="")
    (tmp_path / "worksheetgen" / secret.SECRET_FILE).write_text("short")
    with pytest.raises(InvalidInput, match=r"is damaged\. Delete the file"):
        planned(bank, tmp_path, seed="")
    (tmp_path / "worksheetgen" / secret.SECRET_FILE).unlink()
    (tmp_path / "worksheetgen" / secret.SECRET_FILE).mkdir()
    with pytest.raises(InvalidInput, match=r"cannot be read \(Is a directory\)"):
        planned(bank, tmp_path, seed="")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(OutputExists, match="--seed WORD"):
        planned(bank, tmp_path, seed="")


# ---- changes ---------------------------------------------------------------------------------------


def test_what_is_left_out_goes_and_the_rest_stays(bank: Bank, tmp_path: Path) -> None:
    """One question goes, another comes; the printed run has what the plan showed, and so has the next plan."""
    before = planned(bank, tmp_path)
    gone = next(id for id in sorted(before.draw.ids) if before.alternatives(id))
    plan = planned(bank, tmp_path, changes=Changes(out=(gone,)))
    assert before.draw.ids - plan.draw.ids == {gone}
    print_run(plan)
    assert planned(bank, tmp_path).draw.ids == plan.draw.ids


def test_what_is_kept_is_on_the_paper(bank: Bank, tmp_path: Path) -> None:
    """A question that was not drawn comes; all others drawn again, what is kept stays."""
    before = planned(bank, tmp_path)
    wanted = before.alternatives(next(id for id in sorted(before.draw.ids) if before.alternatives(id)))[0].id
    assert wanted in planned(bank, tmp_path, changes=Changes(keep=(wanted,))).draw.ids
    again = [planned(bank, tmp_path, changes=Changes(keep=(wanted,), again=word)) for word in ("a", "b", "c")]
    assert all(wanted in plan.draw.ids for plan in again)
    assert len({plan.draw.ids for plan in again}) > 1


def test_a_swap_that_does_not_fit_is_told_with_what_does(bank: Bank, tmp_path: Path) -> None:
    """The other question would break the blueprint, is on the paper, or there is no such one."""
    plan = planned(bank, tmp_path)
    id, other = sorted(plan.draw.ids)[:2]
    with pytest.raises(InvalidInput, match=f"{other} cannot stand in the place of {id}"):
        plan.with_swap(id, other)
    with pytest.raises(InvalidInput, match=r"nothing is not on the paper\. There are: "):
        plan.with_swap("nothing", id)
    with pytest.raises(InvalidInput, match=r"There is no paper 099\. There are: 001, 002"):
        plan.with_swap(id, other, "099")
    with pytest.raises(InvalidInput, match="The unit has no such question"):
        planned(bank, tmp_path, changes=Changes(out=("nothing",)))


def test_several_swaps_are_one_change(bank: Bank, tmp_path: Path) -> None:
    """What stands after all of them must fit, and nothing in between: two may take what the other gave up."""
    before = planned(bank, tmp_path)
    pairs = [(id, fitting[0].id) for id in sorted(before.draw.ids) if (fitting := before.alternatives(id))]
    (one, other), (two, _) = pairs[0], next(pair for pair in pairs[1:] if pair[1] != pairs[0][1])
    after = before.with_swaps([(one, other)])
    assert after.draw == before.with_swap(one, other).draw
    assert after.with_swaps([(other, one)]).draw == before.draw
    kept = planned(bank, tmp_path, changes=Changes(instead=((one, other),)))
    assert kept.draw == after.draw
    with pytest.raises(InvalidInput, match=f"{two} cannot stand in the place of {one}"):
        before.with_swaps([(one, two)])
    with pytest.raises(InvalidInput, match="There is no question nothing"):
        before.with_swaps([(one, other), (two, "nothing")])


# ---- who gets a paper ------------------------------------------------------------------------------


def test_without_a_class_there_is_a_paper_of_each_form_tier_and_print(bank: Bank, tmp_path: Path) -> None:
    """One core standard paper unless more are asked for."""
    (alone,) = planned(bank, tmp_path, None).students
    assert (alone.id, alone.name, alone.tier, alone.print) == ("1", "", Tier.CORE, Print.STANDARD)
    wanted = UnnamedPapers((Tier.CORE, Tier.SUPPORT), (Print.STANDARD, Print.LARGE_18), 2)
    assert len(planned(bank, tmp_path, None, spares=wanted).students) == 8
    blueprint = replace(load_blueprint("test", bank), forms=1)
    assert plan_run(blueprint, bank, None, tmp_path / "copies", seed="s").folder == tmp_path / "copies"


def test_spares_are_as_many_as_asked_for(bank: Bank, tmp_path: Path) -> None:
    """None, or three in large print; two for a small class where nobody says."""
    assert [one.id for one in planned(bank, tmp_path).students[4:]] == ["S1", "S2"]
    assert len(planned(bank, tmp_path, spares=UnnamedPapers(count=0)).students) == 4
    large = planned(bank, tmp_path, spares=UnnamedPapers((Tier.SUPPORT,), (Print.LARGE_18,), 3)).students[4:]
    assert [(one.id, one.tier, one.print) for one in large] == [
        (f"S{n}", Tier.SUPPORT, Print.LARGE_18) for n in (1, 2, 3)
    ]


def test_some_students_have_the_papers_of_the_whole_class(bank: Bank, tmp_path: Path) -> None:
    """Printed alone, seats and neighbours or not, a paper is the very one of the class's run."""
    seated = ClassList("9B", tuple(pupil(f"{n:03}", Seat(1, n)) for n in range(1, 5)))
    blueprint = load_blueprint("test", bank)
    whole = plan_run(blueprint, bank, seated, tmp_path / "whole", seed="s", history=tmp_path)
    some = plan_run(
        blueprint, bank, seated, tmp_path / "some", seed="s", history=tmp_path, only=("003", "001")
    )
    print_run(whole)
    printed = print_run(some)
    assert [file for file in printed.files if file.startswith("papers/")] == [
        "papers/001.pdf",
        "papers/003.pdf",
    ]
    for id in ("001", "003"):
        assert (tmp_path / f"some/papers/{id}.pdf").read_bytes() == (
            tmp_path / f"whole/papers/{id}.pdf"
        ).read_bytes()
    with pytest.raises(InvalidInput, match="There is no student 009"):
        plan_run(blueprint, bank, seated, tmp_path / "none", seed="s", history=tmp_path, only=("009",))


# ---- what is looked at -----------------------------------------------------------------------------


def test_sheets_are_those_of_the_printed_run(bank: Bank, tmp_path: Path) -> None:
    """Counted before printing by print and paper size, they are what the printed papers take."""
    mixed = ClassList("9B", (pupil("001"), pupil("002", print=Print.LARGE_36), pupil("003")))
    plan = planned(bank, tmp_path, mixed)
    counted = PlannedPages(plan).sheets()
    printed = print_run(plan)
    assert counted.exact
    assert counted == printed.sheets
    assert [*printed.sheets.by_print[Print.LARGE_36]] == [PaperSize.A3]
    assert printed.sheets.booklets
    assert counted.in_words.endswith("of A3")


def test_pictures_show_one_paper_of_each_print_and_tier(bank: Bank, tmp_path: Path) -> None:
    """Every page of it under print, tier and number, its print's source booklet too, and all of them on one sheet."""
    mixed = ClassList("9B", (pupil("001"), pupil("002", print=Print.LARGE_18), pupil("003")))
    pictures = dict(PlannedPages(planned(bank, tmp_path, mixed)).pictures())
    assert {name.rsplit("-", 1)[0] for name in pictures} == {
        "preview-standard-core",
        "preview-18-core",
        "preview-18-booklet",
        CONTACT_SHEET.rsplit("-", 1)[0],
    }
    assert all(content.startswith(b"\x89PNG") for content in pictures.values())


def test_a_plan_as_data_has_questions_demands_and_paper(bank: Bank, tmp_path: Path) -> None:
    """What --json prints: every question with its words and alternatives, every demand with what it has."""
    plan = planned(bank, tmp_path)
    facts = json.loads(json.dumps(facts_of(plan)))
    (form,) = facts["forms"]
    questions = [one for section in form["sections"] for one in section["questions"]]
    assert {one["id"] for one in questions} == plan.draw.ids
    assert sum(one["marks"] for one in questions) == form["marks"]
    assert all(one["words"] and not one["kept"] for one in questions)
    assert any(one["alternatives"] for one in questions)
    assert form["demands"]
    assert all(one["met"] for one in form["demands"])
    assert facts["sheets"]["exact"]
    print_run(plan)
    again = facts_of(planned(bank, tmp_path))
    assert all(
        one["kept"] for form in again["forms"] for section in form["sections"] for one in section["questions"]
    )


def test_which_questions_went_and_came_is_told_in_words(bank: Bank, tmp_path: Path) -> None:
    """A question of a printed run is excluded: how it begins and what came in its place is said before printing."""
    print_run(planned(bank, tmp_path))
    blueprint = load_blueprint("test", bank)
    gone = next(
        id for id in sorted(planned(bank, tmp_path).draw.ids) if planned(bank, tmp_path).alternatives(id)
    )
    plan = plan_run(replace(blueprint, exclude=(gone,)), bank, CLASS, tmp_path / "run", history=tmp_path)
    (went, came) = plan.sentences
    assert went == f"Gone from the papers (1 question): “{bank.units[0].by_id[gone].opening}” ({gone})."
    assert came.startswith("New on the papers (1 question): “")
    assert planned(bank, tmp_path).sentences == ()


def test_what_is_kept_stays_although_another_goes(bank: Bank, tmp_path: Path) -> None:
    """Four marks are one question or two: where one of the two must go, the other is not dropped but it is told."""
    path = tmp_path / "short.yaml"
    section = "{title: One, marks: 4, kinds: [describe, matching, true-false]}"
    path.write_text(f"type: exam\ncode: S\ntitle: Short\nsections:\n  - {section}\n", encoding="utf-8")
    blueprint = load_blueprint(path, bank)
    changes = Changes(keep=("kirov-21",), out=("kirov-20",))
    for seed in "abcdef":
        with pytest.raises(UnmetBlueprint):
            plan_run(blueprint, bank, CLASS, tmp_path / "run", seed=seed, history=tmp_path, changes=changes)


@pytest.mark.parametrize(
    "changes",
    [
        Changes(keep=("kirov-21",), out=("kirov-21",)),
        Changes(keep=("kirov-21",), instead=(("kirov-21", "kirov-22"),)),
        Changes(out=("kirov-21",), instead=(("kirov-22", "kirov-21"),)),
    ],
)
def test_a_question_is_not_both_asked_for_and_left_out(bank: Bank, tmp_path: Path, changes: Changes) -> None:
    """What contradicts itself is told with the question, and not decided for the teacher."""
    with pytest.raises(InvalidInput) as caught:
        planned(bank, tmp_path, changes=changes)
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.what) == (
        "kirov-21",
        "This question is both to be on the paper and not to be.",
    )


def test_a_run_of_which_nothing_stands_is_named_before_it_goes(bank: Bank, tmp_path: Path) -> None:
    """Another seed, or another blueprint, printed into its folder draws anew: whose papers go is said."""
    print_run(planned(bank, tmp_path))
    assert planned(bank, tmp_path, seed="t").sentences == (
        "The run that is here (test, seed s) is another one: none of its papers stays.",
    )
    other = replace(load_blueprint("test", bank), name="other")
    (said,) = plan_run(other, bank, CLASS, tmp_path / "run", history=tmp_path).sentences
    assert said.startswith("The run that is here (test, seed s) is another one")
    assert planned(bank, tmp_path, seed="s").sentences == ()


def test_a_swap_on_the_same_sources_makes_no_booklet_of_its_own(bank: Bank, tmp_path: Path) -> None:
    """One student's question is another: all read the one booklet, under the name that it had."""
    blueprint = replace(load_blueprint("test", bank), booklet=Booklet.ALL)
    plan = plan_run(blueprint, bank, CLASS, tmp_path / "run", seed="s", history=tmp_path)
    id = next(
        id
        for id in sorted(plan.arrangements["001"].numbers)
        if plan.alternatives(id, "001") and not bank.units[0].by_id[id].sources
    )
    printed = print_run(plan.with_swap(id, plan.most_alike(id, "001"), "001"))
    assert [file for file in printed.files if "booklet" in file] == ["source-booklet.pdf"]


def test_a_bank_that_was_edited_since_is_told(bank: Bank, tmp_path: Path) -> None:
    """Papers that stand are printed with the questions as they are now, which may not be as they were handed out."""
    print_run(planned(bank, tmp_path))
    (said,) = planned(replace(bank, digest="another"), tmp_path).sentences
    assert said.startswith("The bank was changed since")


def test_of_several_forms_one_has_what_is_kept(bank: Bank, tmp_path: Path) -> None:
    """A question that was not drawn stands on one of two forms that share nothing, with the rest as it was."""
    small = load_blueprint("test", bank)
    section = replace(small.sections[0], marks=0, questions_low=3, questions_high=3, bounds=())
    two = replace(small, forms=2, sections=(section,), bounds=(), require=(), equal=(), minutes=0)
    before = plan_run(two, bank, CLASS, tmp_path / "run", seed="s", history=tmp_path)
    wanted = next(fitting[0].id for id in sorted(before.draw.ids) if (fitting := before.alternatives(id)))
    after = plan_run(
        two, bank, CLASS, tmp_path / "run", seed="s", history=tmp_path, changes=Changes(keep=(wanted,))
    )
    assert sum(wanted in form.ids for form in after.draw.forms) == 1
    assert len(after.draw.ids - before.draw.ids) == 1
    essay = next(q.id for q in bank.units[0].questions if q.marks > 4)
    with pytest.raises(InvalidInput, match="cannot stand on the paper"):
        plan_run(
            two, bank, CLASS, tmp_path / "run", seed="s", history=tmp_path, changes=Changes(keep=(essay,))
        )


def test_a_run_that_was_put_aside_stands(bank: Bank, tmp_path: Path) -> None:
    """A program killed between two renames left the run under another name: a plan brings it back and keeps it."""
    before = planned(bank, tmp_path)
    print_run(before)
    (tmp_path / "run").rename(aside_path(real_path(tmp_path / "run")))
    assert planned(bank, tmp_path, seed="").draw == before.draw
    assert (tmp_path / "run/manifest.json").is_file()
