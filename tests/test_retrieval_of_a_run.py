"""A retrieval grid through the commands: printed, verified, printed again, and for whom it stays as it is."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path

import page as judge
import pytest

from tests.commands import worksheetgen
from tests.test_activities_of_a_run import done, text

pytestmark = pytest.mark.slow

UNIT = """\
title: A unit
subject: History
attribution: Written for a test.
topics: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}, {id: d, title: D}]
"""
CLASS = "id,name,tier,print\n001,Ada Byron,support,\n002,Bo Chen,core,18\n003,Cleo Dunn,challenge,dyslexia\n"
ASKED = (
    "worksheet",
    "--topic",
    "d",
    "--activity",
    "retrieval-grid",
    "--bank",
    "bank",
    "--history",
    ".",
    "--seed",
    "s",
)
TAGS = "tiers: [support, core, challenge], difficulty: 2, minutes: 1, paragraphs: [1], needs: text"
DAY = 24 * 60 * 60


def questions() -> str:
    """Five short questions of each number of marks on every topic."""
    items = []
    for topic in "abcd":
        for number in range(1, 21):
            marks = 1 + number % 4
            points = ", ".join(f"{{text: answer {topic}{number} part {part}}}" for part in range(marks))
            items.append(
                f"  - {{id: {topic}-{number:02}, kind: short-answer, topics: [{topic}], {TAGS}, marks: {marks}, "
                f"objectives: {{AO1: {marks}}}, stem: Who was {topic}{number}?, points: [{points}]}}"
            )
    return "qualification: GCSE\nquestions:\n" + "\n".join(items) + "\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bank, a class, and the run of a grid."""
    folder = tmp_path_factory.mktemp("desk")
    unit = folder / "bank/unit"
    (unit / "questions").mkdir(parents=True)
    (unit / "unit.yaml").write_text(UNIT, encoding="utf-8")
    (unit / "text.md").write_text("A text.\n", encoding="utf-8")
    (unit / "questions/all.yaml").write_text(questions(), encoding="utf-8")
    (folder / "9B.csv").write_text(CLASS, encoding="utf-8")
    done(*ASKED, "--class", "9B.csv", "--output", "run", cwd=folder)
    return folder


def lessons(run: Path) -> list[list[str]]:
    """What a run's record says of the lessons of its grid."""
    data = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    found: list[list[str]] = data["blueprint"]["sections"][0]["lessons"]
    return found


def numbers(said: str) -> list[str]:
    """The numbers of the cells in the order of a paper, each before its question."""
    return re.findall(r"(\d+) Who was", said)


def test_every_pupil_has_the_questions_in_another_order(desk: Path) -> None:
    """Three pupils in three prints have sixteen questions under the same numbers; the run agrees with itself."""
    orders = [numbers(text(desk / f"run/papers/{id}.pdf")) for id in ("001", "002", "003")]
    assert [sorted(order, key=int) for order in orders] == [[str(n) for n in range(1, 17)]] * 3
    assert len({tuple(order) for order in orders}) == 3
    assert "agree with their keys" in done("verify", "run", "--bank", "bank", cwd=desk).out


def test_a_sheet_for_the_lesson_is_no_homework(desk: Path) -> None:
    """It says the day and that it is from memory, not when it is due; and as nothing is drawn, nothing is too long."""
    said = text(desk / "run/papers/001.pdf")
    assert "From memory" in said
    assert re.search(r"\bDate\b", said)
    assert not re.search(r"Homework|\bDue\b|Find", said)
    told = done(*ASKED, "--class", "9B.csv", "--output", "again", cwd=desk).out
    assert "no such paper fits" not in told


def test_its_pages_pass_pdf_ua(desk: Path) -> None:
    """The validator finds no failure of PDF/UA-1, whether the grid is a table or a list of cells."""
    for file in ("class-pack.pdf", "mark-scheme.pdf"):
        said = str(judge.validate_pdf(str(desk / "run" / file), profile="ua1"))
        assert re.search(r"Checks: 0 failed", said), said


def test_what_is_printed_later_changes_no_grid(desk: Path) -> None:
    """A run of last week on another topic is asked again in a new run; the old one is printed again as it was."""
    assert lessons(desk / "run") == [["d"], ["c"], ["b"], ["a"]]
    plan = "type: worksheet\ncode: W\ntitle: W\nsections:\n  - {questions: 3, topics: [a]}\n"
    (desk / "earlier.yaml").write_text(plan, encoding="utf-8")
    done("worksheet", "earlier.yaml", "--bank", "bank", "--output", "earlier", cwd=desk)
    last_week = time.time() - 7 * DAY
    os.utime(desk / "earlier/manifest.json", (last_week, last_week))
    done("reprint", "run", "--student", "002", "--bank", "bank", "--output", "again.pdf", cwd=desk)
    assert (desk / "again.pdf").read_bytes() == (desk / "run/papers/002.pdf").read_bytes()
    before = (desk / "run/papers/001.pdf").read_bytes()
    (desk / "9B.csv").write_text(f"{CLASS}004,Dev Ellis,core,\n", encoding="utf-8")
    done(*ASKED, "--class", "9B.csv", "--output", "run", "--force", cwd=desk)
    assert lessons(desk / "run") == [["d"], ["c"], ["b"], ["a"]]
    assert (desk / "run/papers/001.pdf").read_bytes() == before
    done(*ASKED, "--output", "later", cwd=desk)
    assert lessons(desk / "later")[:2] == [["d"], ["a"]]


def test_another_class_s_runs_are_nobody_s_lessons(desk: Path) -> None:
    """What a class was set last week is asked of it again, and not of another class."""
    (desk / "8A.csv").write_text("id,name\n1,Fay Gold\n", encoding="utf-8")
    plan = "type: worksheet\ncode: W\ntitle: W\nsections:\n  - {questions: 3, topics: [b]}\n"
    (desk / "8A.yaml").write_text(plan, encoding="utf-8")
    done("worksheet", "8A.yaml", "--bank", "bank", "--class", "8A.csv", "--output", "own/8A", cwd=desk)
    last_week = time.time() - 7 * DAY
    os.utime(desk / "own/8A/manifest.json", (last_week, last_week))
    grid = (*ASKED[:-4], "--history", "own", "--seed", "s")
    for name, week in (("8A", ["b"]), ("9B", ["c"])):
        done(*grid, "--class", f"{name}.csv", "--output", f"grids/{name}", cwd=desk)
        assert lessons(desk / f"grids/{name}")[1] == week


def test_a_topic_that_is_not_there_is_told(desk: Path) -> None:
    """In a blueprint, at its place."""
    grid = "{activities: [retrieval-grid], lessons: {long_ago: [e]}}"
    plan = f"type: worksheet\ncode: W\ntitle: W\nsections:\n  - {grid}\n"
    (desk / "wrong.yaml").write_text(plan, encoding="utf-8")
    ran = worksheetgen("worksheet", "wrong.yaml", "--bank", "bank", cwd=desk)
    assert ran.code == 3
    assert "wrong.yaml:5:57: There is no topic ‘e’ in unit." in ran.err
