"""Earlier runs by their records alone: which count, what they asked, what a new paper leaves out, what stands."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.samples import blueprint, question, record_of, section, selection, unit
from worksheetgen.blueprint import to_data
from worksheetgen.delivery.hidden import work_path
from worksheetgen.errors import InvalidInput
from worksheetgen.manifest import Digests, record_run
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Draw
from worksheetgen.run.history import (
    day_of,
    folder_of_run,
    read_run,
    run_folders,
    runs_on,
    uses,
    without_questions_of,
    without_recent_questions,
)
from worksheetgen.run.standing import run_that_goes, standing_run
from worksheetgen.value import replace

PLAN = blueprint(section())
BANK = unit(*(question(id) for id in "abcdefgh"))
UNIT = PLAN.unit


def printed(folder: Path, ids: str, plan: Blueprint = PLAN, seed: str = "s", day: str = "2026-09-10") -> Path:
    """A folder with the record of a run that asked these questions, written at noon of a day."""
    folder.mkdir(parents=True)
    digests = Digests("bank", "blueprint", "class", "theme")
    draw = Draw((selection(ids),), "", ())
    head = record_run(to_data(plan), "9B", run="K7M2XD", draw=draw, seed=seed, digests=digests)
    record = folder / "manifest.json"
    record.write_bytes(record_of(head))
    at = datetime.fromisoformat(f"{day}T12:00").timestamp()
    os.utime(record, (at, at))
    return folder


def damaged(folder: Path) -> Path:
    """The same with the end of its record gone."""
    record = folder / "manifest.json"
    record.write_bytes(record.read_bytes()[:-50])
    return folder


# ---- one run -------------------------------------------------------------------------------------


def test_a_run_is_read_by_its_folder_or_its_record(tmp_path: Path) -> None:
    """Whichever was named; its day is that of the record."""
    run = printed(tmp_path / "run", "a b")
    assert folder_of_run(run) == folder_of_run(run / "manifest.json") == run
    for named in (run, run / "manifest.json"):
        folder, manifest = read_run(named)
        assert (folder, manifest.run) == (run, "K7M2XD")
    assert day_of(run).isoformat() == "2026-09-10"


def test_the_run_that_stands_is_one_of_the_same_blueprint(tmp_path: Path) -> None:
    """With its id, seed, bank and draw; another name, unit or seed is another run, of which nothing stands."""
    run = printed(tmp_path / "run", "a b")
    for seed in ("", "s"):
        found = standing_run(run, PLAN, seed)
        assert found
        assert (found.run, found.seed, found.bank, found.class_list.name) == ("K7M2XD", "s", "bank", "9B")
        assert [form.sections for form in found.draw.forms] == [(("a", "b"),)]
        assert (found.papers, found.lessons) == ({}, ())
        assert run_that_goes(run, PLAN, seed) == ""
    told = f"The run that is here ({PLAN.name}, seed s) is another one: none of its papers stays."
    for plan, seed in ((replace(PLAN, name="x"), ""), (replace(PLAN, unit="x"), ""), (PLAN, "t")):
        assert standing_run(run, plan, seed) is None
        assert run_that_goes(run, plan, seed) == told
    assert standing_run(tmp_path / "none", PLAN, "") is None
    assert run_that_goes(tmp_path / "none", PLAN, "") == ""


# ---- all below a folder --------------------------------------------------------------------------


def test_runs_are_found_wherever_they_lie(tmp_path: Path) -> None:
    """The one that was printed last first; no hidden folder in which one is made, no record of another program."""
    old = printed(tmp_path / "year/old", "a", day="2025-10-01")
    new = printed(tmp_path / "new", "b")
    printed(work_path(tmp_path / "killed") / "run", "c")
    (tmp_path / "web").mkdir()
    (tmp_path / "web/manifest.json").write_text('{"name": "a web app"}', encoding="utf-8")
    assert run_folders(tmp_path) == (new, old)


def test_each_question_is_told_with_the_runs_that_have_it(tmp_path: Path) -> None:
    """On the same unit, but for the run that is replaced; one that cannot be read is passed over, others are not."""
    damaged(printed(tmp_path / "0", "a b"))
    printed(tmp_path / "1", "a b", replace(PLAN, unit="other"))
    two, target, four = (
        printed(tmp_path / name, ids) for name, ids in (("2", "a b"), ("3", "a"), ("4", "b c"))
    )
    assert uses(tmp_path, UNIT, target) == {"a": (two,), "b": (two, four), "c": (four,)}
    assert [folder for folder, _ in runs_on(tmp_path, UNIT, target)] == [two, four]
    assert [manifest.run for _, manifest in runs_on(tmp_path, UNIT, target)] == ["K7M2XD"] * 2


def test_a_paper_leaves_out_what_was_printed_since_a_day(tmp_path: Path) -> None:
    """Of that day too; neither of another unit nor of the run that is replaced, nor what stands on its papers."""
    printed(tmp_path / "other", "g", replace(PLAN, unit="other"))
    printed(tmp_path / "before", "a", day="2026-08-31")
    printed(tmp_path / "that day", "b c", day="2026-09-01")
    printed(tmp_path / "later", "d e")
    target = printed(tmp_path / "target", "f")
    plan = replace(PLAN, unused_since="2026-09-01", exclude=("d", "h"))
    found = without_recent_questions(plan, UNIT, tmp_path, target, ())
    assert found == replace(plan, exclude=("b", "c", "d", "e", "h"))
    found = without_recent_questions(plan, UNIT, tmp_path, target, {"c", "d", "e"})
    assert found.exclude == ("b", "d", "h")
    assert without_recent_questions(PLAN, UNIT, tmp_path, target, ()) == PLAN


def test_a_question_that_is_required_is_told_with_its_run(tmp_path: Path) -> None:
    """Every one, with what to do, and where the blueprint stands."""
    run = printed(tmp_path / "run", "a b c")
    plan = replace(PLAN, unused_since="2026-09-01", require=("b", "a", "h"))
    with pytest.raises(InvalidInput) as raised:
        without_recent_questions(plan, UNIT, tmp_path, tmp_path / "target", ())
    told(
        raised.value,
        *(
            f"{PLAN.place}: The blueprint requires {id}, which stands in {run}. "
            "Take it out of ‘require’, or leave that run out."
            for id in "ab"
        ),
    )


def told(error: InvalidInput, *sentences: str) -> None:
    """That these problems and no others are told."""
    assert list(map(str, error.problems)) == list(sentences)


# ---- a retake ------------------------------------------------------------------------------------


def test_a_retake_is_parallel_to_the_first_run_of_its_own(tmp_path: Path) -> None:
    """Without the questions of all runs that are named; like the first of its name whose questions the bank has."""
    homework = printed(tmp_path / "homework", "a", replace(PLAN, name="homework"))
    gone = printed(tmp_path / "gone", "zz b")
    first, second = printed(tmp_path / "first", "d c"), printed(tmp_path / "second", "e")
    found = without_questions_of(replace(PLAN, exclude=("h",)), BANK, (homework, gone, first, second))
    assert (found.exclude, found.like) == (("a", "b", "c", "d", "e", "h", "zz"), ("c", "d"))
    found = without_questions_of(PLAN, BANK, (homework,))
    assert (found.exclude, found.like) == (("a",), ())


def test_runs_on_another_unit_are_refused_all_at_once(tmp_path: Path) -> None:
    """Each with what to name instead, and what is required besides."""
    other = replace(PLAN, unit="other")
    runs = [
        printed(tmp_path / "1", "a", other),
        printed(tmp_path / "2", "a b"),
        printed(tmp_path / "3", "c", other),
    ]
    with pytest.raises(InvalidInput) as raised:
        without_questions_of(replace(PLAN, require=("b",)), replace(BANK, id=UNIT), runs)
    another = f"This run is on another unit than {UNIT}. Name runs on the same unit with --unlike."
    told(
        raised.value,
        f"{runs[0]}: {another}",
        f"{runs[2]}: {another}",
        f"{PLAN.place}: The blueprint requires b, which stands in {runs[1]}. "
        "Take it out of ‘require’, or leave that run out.",
    )
