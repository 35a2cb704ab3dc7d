"""`--unlike`: a retake from the same blueprint that shares no question with earlier runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands import Ran, signed, worksheetgen
from tests.tiny_bank import write_bank, write_class

pytestmark = pytest.mark.slow


def questions(run: Path) -> set[str]:
    """The ids of a run's questions."""
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    return {id for form in manifest["draw"]["forms"] for section in form["sections"] for id in section}


def retake(folder: Path, *more: str | Path) -> Ran:
    """A worksheet of four marks on Kirov, unlike some earlier ones."""
    return worksheetgen(
        "worksheet",
        "--topic",
        "kirov",
        "--questions",
        "3",
        "--bank",
        "bank",
        "--class",
        "9B.csv",
        "--seed",
        "s",
        *more,
        cwd=folder,
    )


def test_a_retake_shares_no_question_and_can_be_reprinted(tmp_path: Path) -> None:
    """Three worksheets in a row have no question in common; each has a folder, a run and papers of its own."""
    write_bank(tmp_path)
    write_class(tmp_path)
    assert retake(tmp_path).code == 0
    first = tmp_path / "output/worksheet-kirov-9B"
    ran = retake(tmp_path, "--unlike", first)
    assert ran.code == 0
    assert re.search(
        r"Retake: (\d+) marks where the earlier paper had \1, expected scores within 0.0\d", ran.out
    )
    second = tmp_path / "output/worksheet-kirov-9B-retake"
    assert retake(tmp_path, "--unlike", first, "--unlike", second, "--output", "third").code == 0
    drawn = [questions(run) for run in (first, second, tmp_path / "third")]
    assert len(set.union(*drawn)) == 9
    ran = worksheetgen(
        "reprint", second, "--student", "001", "--bank", "bank", "--output", "001.pdf", cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    assert (tmp_path / "001.pdf").read_bytes() == (second / "papers/001.pdf").read_bytes()


def test_a_bank_that_is_used_up_is_told(tmp_path: Path) -> None:
    """Where too few questions are left, the blueprint cannot be met, and nothing is written."""
    write_bank(tmp_path)
    write_class(tmp_path)
    assert (
        worksheetgen(
            "exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "a", cwd=tmp_path
        ).code
        == 0
    )
    ran = worksheetgen(
        "exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "b", "--unlike", "a", cwd=tmp_path
    )
    assert ran.code == 4
    assert not (tmp_path / "b").exists()


def test_a_required_question_of_an_earlier_run_is_told(tmp_path: Path) -> None:
    """What a blueprint requires cannot be left out as well: the message names the question and the run."""
    root = write_bank(tmp_path)
    write_class(tmp_path)
    path = root / "small/blueprints/test.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "require: [kirov-01]\n", encoding="utf-8")
    assert (
        worksheetgen(
            "exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "a", cwd=tmp_path
        ).code
        == 0
    )
    ran = worksheetgen(
        "exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "b", "--unlike", "a", cwd=tmp_path
    )
    assert ran.code == 3
    assert "The blueprint requires kirov-01, which stands in a." in ran.err


def test_a_run_of_another_unit_is_told(tmp_path: Path) -> None:
    """An earlier run on other questions altogether is a misunderstanding: its folder is named."""
    write_bank(tmp_path)
    write_class(tmp_path)
    assert retake(tmp_path, "--output", "a").code == 0
    record = json.loads((tmp_path / "a/manifest.json").read_text(encoding="utf-8"))
    record["blueprint"]["unit"] = "cold-war"
    (tmp_path / "a/manifest.json").write_text(signed(record), encoding="utf-8")
    ran = retake(tmp_path, "--unlike", "a", "--output", "b")
    assert ran.code == 3
    assert "a: This run is on another unit than small. Name runs on the same unit with --unlike." in ran.err
