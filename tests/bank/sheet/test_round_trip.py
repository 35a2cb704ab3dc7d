"""Whatever a bank has survives the sheet: out into cells and back, it is the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bank.sheet.questions import LEVELS, SOURCES, TOPICS, question_data
from worksheetgen import resources
from worksheetgen.bank import load_bank
from worksheetgen.bank.editing import edited_list
from worksheetgen.bank.loading import read_units
from worksheetgen.bank.question_entries import model_for
from worksheetgen.bank.sheet import read_sheet, unit_sheet
from worksheetgen.bank.sheet.cells import SheetCell, SheetRow
from worksheetgen.bank.sheet.columns import AS_EXPORTED
from worksheetgen.bank.sheet.question_rows import rows_of
from worksheetgen.bank.sheet.reading_rows import read_question
from worksheetgen.bank.sheet.reading_whole import UnitNames
from worksheetgen.errors import Place
from worksheetgen.kinds.entries import IMPORTED
from worksheetgen.model.question import Question
from worksheetgen.value import replace
from worksheetgen.yaml_file import read_yaml

KNOWN = UnitNames(
    {topic: topic for topic in TOPICS}, {source: source for source in SOURCES}, LEVELS, {}, "cells", "GCSE"
)


def entry_of(data: dict[str, Any]) -> object:
    """The fields as the bank's model of them."""
    return model_for(data).model_validate(data, context={IMPORTED: True})


@settings(max_examples=60)
@given(question_data())
def test_any_question_is_the_same_after_its_rows(data: dict[str, Any]) -> None:
    """A question of any kind, written into cells and read from them, has the same fields."""
    rows = [
        SheetRow({column: SheetCell(text, Place("q", n)) for column, text in cells.items()}, Place("q", n))
        for n, cells in enumerate(rows_of(data, "GCSE"))
    ]
    found = read_question(rows, KNOWN)
    assert (found.problems, found.fillers) == ([], [])
    assert entry_of(found.data) == entry_of(data)


def test_letters_of_what_was_exported_stay_in_every_part() -> None:
    """Only its first row says that a question was exported; the options of all parts stand as they did."""
    cells = [
        {"id": "q-01", "part": part, "question": "Who?", "answer": "A. Eden", "wrong 1": "B. Law"}
        for part in ("a", "b")
    ]
    cells[0] |= {"lead": "Name them.", AS_EXPORTED: "1234"}
    rows = [
        SheetRow({column: SheetCell(text, Place("q", n)) for column, text in one.items()}, Place("q", n))
        for n, one in enumerate(cells)
    ]
    parts = read_question(rows, KNOWN).data["parts"]
    assert [[one["text"] for one in part["options"]] for part in parts] == [["A. Eden", "B. Law"]] * 2


@settings(max_examples=20)
@given(st.lists(question_data(), min_size=1, max_size=3))
def test_any_question_is_the_same_after_the_file_that_is_written(data: list[dict[str, Any]]) -> None:
    """A question written in the style of the bank's files is read from them as it was, whatever its words."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cells.yaml"
        path.write_bytes(edited_list(path, ("questions",), {}, data[:1], "qualification: GCSE\nquestions:\n"))
        path.write_bytes(edited_list(path, ("questions",), {0: data[-1]}, data[1:], ""))
        assert read_yaml(path).data["questions"] == [data[-1], *data[1:]]


def comparable(question: Question) -> Question:
    """A question without what its file and the order of files decide."""
    return replace(question, place=Place(""), enemies=tuple(sorted(question.enemies)))


@pytest.mark.slow
def test_the_bundled_bank_is_the_same_after_its_workbook(tmp_path: Path) -> None:
    """Every question of the bundled unit, exported and imported into the unit without questions, is the same again."""
    bundled = resources.question_bank() / "stalins-terror"
    sheet = tmp_path / "all.xlsx"
    sheet.write_bytes(unit_sheet(bundled))
    own = tmp_path / "stalins-terror"
    shutil.copytree(bundled, own, ignore=shutil.ignore_patterns("questions"))
    found = read_sheet(sheet, own)
    assert (found.fillers, found.unconfirmed) == ((), 0)
    for path, content in found.files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (unit,) = read_units([own])
    (before,) = load_bank(bundled).units
    assert list(map(comparable, unit.questions)) == list(map(comparable, before.questions))
