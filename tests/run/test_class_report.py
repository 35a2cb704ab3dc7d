"""The report on a class has what the marks say, under the numbers of the mark scheme."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.markbook.books import BANK, papers, recorded
from tests.samples import blueprint, section, stage, student
from worksheetgen.composition import ClassReport, compose_report
from worksheetgen.model.blocks import Chart, Side, Table
from worksheetgen.model.text import plain
from worksheetgen.results import class_results
from worksheetgen.run.class_report import report_of, spread
from worksheetgen.value import replace

PUPILS = (*(student(f"{n:03}") for n in range(1, 13)), replace(student("S1"), name="", spare=True))
PAPERS = papers("kirov-01 kirov-02", "gulag-01", people=PUPILS)
IDS = ("kirov-01", "kirov-02", "gulag-01")
FORM = next(paper for paper in PAPERS if tuple(one.question.id for one in paper.questions) == IDS)
"""The scheme's entries follow its order."""


def report(rows: Sequence[str]) -> ClassReport:
    """The report where each pupil in turn has these marks, such as "1 0 4"; - is no mark."""
    typed = {
        (pupil.id, id): mark
        for pupil, row in zip(PUPILS, rows, strict=False)
        for id, mark in zip(IDS, row.split(), strict=True)
        if mark != "-"
    }
    results = class_results(recorded(PAPERS), BANK, typed | {("", "A"): "5"})
    plan = blueprint(section(), section())
    return report_of(results, BANK, plan, "9B", [FORM], {"001": BANK.by_id["kirov-03"]})


def test_who_has_no_mark_is_named() -> None:
    """The absent, those not marked yet and those marked in part are told apart; an unused spare paper is nobody's."""
    found = report(["1 1 5", "absent absent absent", "1 - 2", "- - -"])
    assert found.totals == (3, 7)
    assert (found.average, found.median, found.most) == ("5", "5", 7)
    assert found.absent == ("Pupil 002",)
    assert found.unfinished == ("Pupil 003",)
    assert found.unmarked == tuple(f"Pupil {n:03}" for n in range(4, 13))
    assert found.grades == (("A", 1), ("none", 1))


def test_questions_stand_under_the_scheme_s_numbers() -> None:
    """Facility is in per cent; a question whose weak pupils do better is to be looked at, which needs ten of them."""
    strong, weak = ["1 0 5"] * 5, ["1 1 0"] * 5
    lines = report([*strong, *weak]).questions
    assert [(line.entry, line.id, line.facility, line.discrimination) for line in lines] == [
        ("1", "kirov-01", 100, ""),
        ("2", "kirov-02", 50, "−1.00"),
        ("3", "gulag-01", 50, "−1.00"),
    ]
    assert "worse here" in lines[1].remark
    assert lines[0].remark == "Nearly everybody has it."
    assert report([*strong[:2], *weak[:2]]).questions[1].remark == ""


def test_wrong_choices_are_told_by_what_they_show() -> None:
    """A question with options at which a mark was lost has its wrong options; one that all could do has not."""
    (found,) = report(["1 0 5", "1 1 0"]).wrong
    assert (found.entry, found.right, found.lost, found.marked) == ("2", "A", 1, 2)
    assert [option.text for option in found.options] == ["B", "C", "D"]


def test_who_took_a_wrong_option_is_named() -> None:
    """Where letters were typed each wrong option has the names of those who crossed it on their own papers."""
    takers: dict[str, list[str]] = {}
    for paper in PAPERS[:6]:
        (asked,) = (one for one in paper.questions if one.question.id == "kirov-01")
        takers.setdefault(asked.parts[0].options[1].upper(), []).append(paper.student.name)
    right = takers.pop("A", [])
    (found,) = report(["B - -"] * 6).wrong
    assert (found.told, found.lost, found.marked) == (6, 6 - len(right), 6)
    assert {one.text: list(one.takers) for one in found.options if one.takers} == takers


def test_of_a_year_group_only_some_names_are_printed() -> None:
    """A row of a table must fit a page, however many pupils it is about."""
    found = report(["1 0 5"])
    many = replace(found.following[0], pupils=tuple(f"Pupil {n}" for n in range(3000)))
    tables = [
        item.block
        for item in compose_report(replace(found, following=(many,)), stage()).items
        if isinstance(item.block, Table)
    ]
    said = plain(tables[-1].rows[1][2].text)
    assert said.startswith("Pupil 0, Pupil 1, ")
    assert said.endswith("Pupil 23 and 2976 more")


@pytest.mark.parametrize(("most", "bands"), [(40, 7), (7, 8), (1, 2), (120, 8)])
def test_every_total_is_in_one_band(most: int, bands: int) -> None:
    """The bands go from 0 to the most that can be had, and count every total once."""
    counts = spread(range(most + 1), most)
    assert sum(count for _, count in counts) == most + 1
    assert len(counts) == bands
    assert counts[0][0].startswith("0")
    assert counts[-1][0].endswith(str(most))


def test_it_is_drawn_with_charts() -> None:
    """Totals, grades, topics, objectives and facility are pictures; slips' questions come with their keys."""
    found = report(["1 0 5", "1 1 0"])
    blocks = [item.block for item in compose_report(found, stage()).items]
    drawn = [block for block in blocks if isinstance(block, Chart)]
    drawn += [
        one
        for block in blocks
        if isinstance(block, Side)
        for one in (*block.left, *block.right)
        if isinstance(one, Chart)
    ]
    assert sorted(chart.measure.partition(",")[0] for chart in drawn) == [
        "Average marks by objective",
        "Average marks by topic",
        "How much of each question’s marks the class has",
        "Pupils by grade",
        "Pupils by total",
    ]
    (given,) = found.following
    assert (given.id, given.key, given.pupils) == ("kirov-03", ("**A**",), ("Pupil 001",))
