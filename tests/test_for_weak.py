"""`--for-weak`: a follow-up of a run by its marks, which is a run like any other."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from tests.commands import Ran, files_of, worksheetgen
from tests.markbook.books import typed
from tests.markbook.recalculated import cells_of
from worksheetgen import load_bank
from worksheetgen.marks_record import RECORD_COLUMNS

pytestmark = pytest.mark.slow

CLASS = """\
id,name,tier,print
001,Ann Lee,core,
002,Bo Ray,support,18
003,Cy Orr,core,
004,Di Fox,core,dyslexia
005,Ed Poe,core,
"""
TEST = ("worksheet", "--topic", "kirov", "--topic", "gulag", "--topic", "nkvd", "--questions", "9")
LOST = {"001": {"kirov"}, "002": {"gulag", "nkvd"}, "003": {"kirov"}, "004": set[str]()}
FOLLOW_UP = ("worksheet", "--for-weak", "out/test", "--output", "out/next", "--seed", "t")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A test of a class with its marks, and its follow-up, to be copied; 005 was absent."""
    desk = tmp_path_factory.mktemp("printed")
    (desk / "9B.csv").write_text(CLASS, encoding="utf-8")
    ran = worksheetgen(*TEST, "--class", "9B.csv", "--output", "out/test", "--seed", "s", cwd=desk)
    assert ran.code == 0, ran.err
    write_marks(desk, LOST)
    ran = worksheetgen(*FOLLOW_UP, cwd=desk)
    assert ran.code == 0, ran.err
    assert "No sheet, as they have no marks (1 pupil): 005 Ed Poe." in ran.err
    return desk


@pytest.fixture
def desk(printed: Path, tmp_path: Path) -> Path:
    """A folder with the test, its marks, and the follow-up."""
    return shutil.copytree(printed, tmp_path / "desk")


def manifest(run: Path) -> dict[str, Any]:
    """A run's record."""
    found: dict[str, Any] = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    return found


def topic(id: str) -> str:
    """The topic on which a question of the bundled bank counts."""
    return load_bank().units[0].by_id[id].topic


def write_marks(desk: Path, lost: Mapping[str, set[str]]) -> None:
    """Every mark on the test, but none on what these students lost."""
    test = manifest(desk / "out/test")
    rows = [
        (test["run"], one["id"], asked["id"], 0 if topic(asked["id"]) in lost[one["id"]] else asked["marks"])
        for one in test["students"]
        if one["id"] in lost
        for asked in one["questions"]
    ]
    (desk / "out/marks/test").mkdir(parents=True, exist_ok=True)
    with (desk / "out/marks/test/marks.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows((RECORD_COLUMNS, *((*row, "made up", "2026") for row in rows)))


def papers(run: Path) -> dict[str, dict[str, Any]]:
    """The papers in a run's record by student id."""
    return {one["id"]: one for one in manifest(run)["students"]}


def asked(run: Path) -> dict[str, set[str]]:
    """The ids of the questions of everybody's paper."""
    return {id: {question["id"] for question in paper["questions"]} for id, paper in papers(run).items()}


def text(path: Path) -> str:
    """What a PDF says."""
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(path))


def check(desk: Path) -> None:
    """Every paper of the follow-up agrees with its key, and every file is as it was printed."""
    ran = worksheetgen("verify", "out/next", cwd=desk)
    assert ran.code == 0, ran.out


def test_everybody_is_asked_on_what_they_lost(printed: Path) -> None:
    """No question of the test is asked again; each paper is in the pupil's own tier and print, and has no key."""
    run, before = printed / "out/next", asked(printed / "out/test")
    found = asked(run)
    assert found.keys() == LOST.keys()
    for id, lost in LOST.items():
        assert not found[id] & set().union(*before.values())
        if lost:
            assert {topic(one) for one in found[id]} >= lost
    assert found["001"] == found["003"] != found["002"]
    own = {id: (paper["tier"], paper["print"]) for id, paper in papers(run).items()}
    assert own["002"] == ("support", "18")
    assert own["004"] == ("core", "dyslexia")
    check(printed)


def test_a_sheet_says_what_it_is_on_and_not_why(printed: Path) -> None:
    """Its head names the topic; nothing on it tells which form it is, who else has it, or that nothing was lost."""
    sheets = {
        id: text(printed / "out/next" / paper["file"]) for id, paper in papers(printed / "out/next").items()
    }
    assert "The murder of Kirov" in sheets["001"].splitlines()[0]
    assert "The secret police · The Gulag" in sheets["002"]
    assert 6 <= sum(one["marks"] for one in papers(printed / "out/next")["004"]["questions"]) <= 12
    for sheet in sheets.values():
        assert not [
            word
            for word in ("weak", "form A", "Form A", "· A", "you lost", "lost marks", "whole unit")
            if word in sheet
        ]


def test_the_scheme_has_each_question_once_and_the_keys_everybodys(printed: Path) -> None:
    """The scheme begins with who has which sheet; every pupil's key stands in the keys."""
    scheme, keys = (text(printed / f"out/next/{name}.pdf") for name in ("mark-scheme", "answer-keys"))
    assert "Who has which sheet" in scheme
    every = set().union(*asked(printed / "out/next").values())
    assert {id: scheme.count(f"{id} ") for id in every} == dict.fromkeys(every, 1)
    assert all(name in keys for name in ("Ann Lee", "Bo Ray", "Cy Orr", "Di Fox"))


def test_one_paper_is_printed_again_and_one_question_swapped(desk: Path) -> None:
    """`reprint` gives the same bytes; `swap` changes the question on the papers that have it, or on one alone."""
    run = desk / "out/next"
    ran = worksheetgen("reprint", "out/next", "--student", "002", "--output", "002.pdf", cwd=desk)
    assert ran.code == 0, ran.err
    assert (desk / "002.pdf").read_bytes() == (run / papers(run)["002"]["file"]).read_bytes()
    # for a hard one, and of the kinds that are few, little else would do
    (gone, *_) = sorted(id for id in asked(run)["001"] - asked(run)["004"] if not id.startswith("judging"))
    assert worksheetgen("swap", "out/next", gone, "--for", "001", cwd=desk).code == 0
    assert gone not in asked(run)["001"]
    assert gone in asked(run)["003"]
    assert "On paper 001" not in text(run / "mark-scheme.pdf")
    check(desk)
    other = first_alternative(desk, gone)
    assert worksheetgen("swap", "out/next", gone, "--for", other, cwd=desk).code == 0
    assert gone not in set().union(*asked(run).values())
    check(desk)


def first_alternative(desk: Path, gone: str) -> str:
    """The first question that `swap` shows for another."""
    shown = worksheetgen("swap", "out/next", gone, cwd=desk).out
    return next(
        line.split()[-1] for line in shown.splitlines()[1:] if line.split()[-1] in load_bank().units[0].by_id
    )


def test_printed_again_what_a_person_has_stays(desk: Path) -> None:
    """With the same marks every file is the same; with more marks in, whose topics are the same keeps the paper."""
    run = desk / "out/next"
    (gone, *_) = sorted(asked(run)["002"])
    assert worksheetgen("swap", "out/next", gone, "--for", first_alternative(desk, gone), cwd=desk).code == 0
    before, sheets = files_of(run), {id: paper["file"] for id, paper in papers(run).items()}
    again = worksheetgen(*FOLLOW_UP, "--force", cwd=desk)
    assert again.code == 0, again.err
    assert files_of(run) == before
    # Two forms come before that of 002, which has another name then.
    write_marks(desk, LOST | {"004": {"nkvd"}, "005": {"nkvd", "kirov"}})
    again = worksheetgen(*FOLLOW_UP, "--force", "--yes", cwd=desk)
    assert again.code == 0, again.err
    after = files_of(run)
    changed = {id for id, file in sheets.items() if after[file] != before[file]}
    assert changed == {"004"}
    assert {topic(one) for one in asked(run)["005"]} >= {"nkvd", "kirov"}
    check(desk)


def test_marks_of_a_follow_up_are_kept_and_followed_up(desk: Path) -> None:
    """What is typed into its markbook goes into its own record; the next follow-up asks none of what both asked."""
    book = desk / "out/next/markbook.xlsx"
    cells = {key: places[0] for key, places in cells_of(book.read_bytes()).items()}
    book.write_bytes(typed(book.read_bytes(), {cells[key]: 0 for key in cells if key[0] in ("001", "002")}))
    ran = worksheetgen(
        "worksheet", "--for-weak", "out/next", "--unlike", "out/test", "--output", "out/third", cwd=desk
    )
    assert ran.code == 0, ran.err
    assert "marks taken from out/next/markbook.xlsx into out/marks/next/marks.csv." in ran.err
    found, had = asked(desk / "out/third"), [asked(desk / "out" / run) for run in ("test", "next")]
    assert found.keys() == {"001", "002"}
    assert not set().union(*found.values()) & set().union(*(ids for run in had for ids in run.values()))


def test_papers_without_names_are_followed_up_by_their_numbers(tmp_path: Path) -> None:
    """Where there is no class, whoever wrote on paper 2 gets a sheet for paper 2."""
    ran = worksheetgen(*TEST, "--spares", "3", "--output", "out/test", "--seed", "s", cwd=tmp_path)
    assert ran.code == 0, ran.err
    write_marks(tmp_path, {"2": {"gulag"}, "3": set()})
    ran = worksheetgen("worksheet", "--for-weak", "out/test", cwd=tmp_path)
    assert ran.code == 0, ran.err
    (run,) = (tmp_path / "output").iterdir()
    assert run.name == "worksheet-kirov-gulag-nkvd-follow-up-copies"
    assert {id: paper["name"] for id, paper in papers(run).items()} == {"2": "", "3": ""}
    assert worksheetgen("verify", run, cwd=tmp_path).code == 0


def test_a_second_follow_up_asks_other_questions(desk: Path) -> None:
    """With `--unlike` the first, on the same topics: it need not be as long or as hard as anybody's first sheet."""
    second = ("worksheet", "--for-weak", "out/test", "--unlike", "out/next", "--output", "out/second")
    ran = worksheetgen(*second, cwd=desk)
    assert ran.code == 0, ran.err
    assert "Retake" not in ran.out
    assert manifest(desk / "out/second")["blueprint"]["like"] == []
    first, found = asked(desk / "out/next"), asked(desk / "out/second")
    assert not set().union(*found.values()) & set().union(*first.values())
    assert {topic(one) for one in found["002"]} >= LOST["002"]


def test_marks_that_are_just_typed_count(desk: Path) -> None:
    """What stands in the test's markbook is taken in first; what is no mark there stops the follow-up."""
    book = desk / "out/test/markbook.xlsx"
    cells = {key: places[0] for key, places in cells_of(book.read_bytes()).items()}
    of_absent = [key for key in cells if key[0] == "005"]
    book.write_bytes(typed(book.read_bytes(), {cells[key]: 0 for key in of_absent}))
    plan = worksheetgen("plan", *FOLLOW_UP[1:], cwd=desk)
    assert plan.code == 0, plan.err
    assert "marks taken from" in plan.err
    assert "005 Ed Poe" in plan.out
    book.write_bytes(typed(book.read_bytes(), {cells[of_absent[0]]: "good"}))
    stopped = worksheetgen("plan", *FOLLOW_UP[1:], cwd=desk)
    assert stopped.code == 6
    assert cells[of_absent[0]].partition("!")[2] in stopped.err


def test_wishes_hold_for_every_sheet(desk: Path) -> None:
    """So many marks on each, and a spare paper where one is asked for; `plan` says who gets what."""
    wish = ("--for-weak", "out/test", "--marks", "8", "--spares", "1", "--seed", "t", "--output", "out/eight")
    plan = worksheetgen("plan", *wish, cwd=desk)
    assert plan.code == 0, plan.err
    assert "Form A, The murder of Kirov, core (2 pupils): 001 Ann Lee, 003 Cy Orr." in plan.out
    ran = worksheetgen("worksheet", *wish, cwd=desk)
    assert ran.code == 0, ran.err
    found = papers(desk / "out/eight")
    assert Counter(sum(one["marks"] for one in paper["questions"]) for paper in found.values()) == {8: 5}
    assert found["S1"]["spare"]


def test_a_question_that_is_kept_is_on_every_sheet_on_its_topic(desk: Path) -> None:
    """`--keep` has all who lost a topic do the same question; `--out` keeps one off every sheet."""
    first = asked(desk / "out/next")
    kept = next(
        one.id
        for one in load_bank().units[0].questions
        if one.topic == "kirov" and one.kinds == ("short-answer",) and one.id not in first["001"]
    )
    out = sorted(first["002"])[0]
    wish = ("worksheet", "--for-weak", "out/test", "--keep", kept, "--out", out, "--output", "out/kept")
    ran = worksheetgen(*wish, cwd=desk)
    assert ran.code == 0, ran.err
    found = asked(desk / "out/kept")
    assert kept in found["001"] & found["003"]
    assert kept not in found["002"]
    assert not any(out in ids for ids in found.values())


def test_all_that_the_bank_lacks_is_told_at_once(desk: Path) -> None:
    """With those for whom it is; nothing is printed, and `--nearest` prints what there is."""
    wish = ("worksheet", "--for-weak", "out/test", "--questions", "30", "--output", "out/many")
    ran = worksheetgen(*wish, cwd=desk)
    assert ran.code == 4
    assert "--for-weak out/test: For 001 and 003: " in ran.err
    assert "--for-weak out/test: For 002: " in ran.err
    assert not (desk / "out/many").exists()
    ran = worksheetgen(*wish, "--nearest", cwd=desk)
    assert ran.code == 0, ran.err
    assert all(len(ids) < 30 for id, ids in asked(desk / "out/many").items() if id != "004")


def test_what_is_no_run_or_makes_no_sense_is_said(desk: Path) -> None:
    """A folder without a run, a test without marks, a topic that there is not, a blueprint besides: with what to do."""

    def said(*typed: str) -> Ran:
        return worksheetgen("plan", *typed, cwd=desk)

    assert said("--for-weak", "out").code == 3
    assert said("--for-weak", "nowhere").code == 2
    assert said("homework", "--for-weak", "out/test").code == 2
    unknown = said("--for-weak", "out/test", "--topic", "gulags")
    assert (unknown.code, "gulags" in unknown.err) == (2, True)
    shutil.rmtree(desk / "out/marks")
    unmarked = said("--for-weak", "out/test")
    assert unmarked.code == 3
    assert "Type them into out/test/markbook.xlsx" in unmarked.err
