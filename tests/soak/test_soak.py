"""The soak's reader: it agrees with sound runs, and one planted defect is caught on the first paper that has it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.commands import worksheetgen
from tests.soak.bank_words import UNIT, Words, read_words
from tests.soak.comparing import compared
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.choice import Choice

pytestmark = pytest.mark.slow

CLASS = (
    "id,name,tier,print\n1,Ada Byron,support,\n2-,Bo Chen-Adeyemi,core,18\n11,Cleo Dunn,challenge,dyslexia\n"
)
BANK = ("--bank", str(UNIT), "--class", "class.csv", "--spares", "0", "--seed", "s", "--output", "run")


@pytest.fixture(scope="module")
def words() -> Words:
    """The bundled bank as its files have it."""
    return read_words()


def printed(folder: Path, *asked: str) -> Path:
    """The run that a command prints for three pupils."""
    (folder / "class.csv").write_text(CLASS, encoding="utf-8")
    ran = worksheetgen(*asked, *BANK, cwd=folder)
    assert ran.code == 0, ran.err
    return folder / "run"


def test_a_sound_run_is_answered_from_its_pages(tmp_path: Path, words: Words) -> None:
    """Every closed answer of a quiz is found, by each reader, and nothing is wrong."""
    found = compared(printed(tmp_path, "exam", "quiz"), words)
    assert found.wrong == ()
    assert found.papers == 3
    assert found.answers >= 3 * 11


def test_activities_are_answered_from_the_text(tmp_path: Path, words: Words) -> None:
    """Gaps, clues, pairs and events are read from text, glossary and timeline, and nothing is wrong."""
    found = compared(
        printed(tmp_path, "worksheet", "--activity", "cloze,crossword,match-term,put-in-order"), words
    )
    assert found.wrong == ()
    assert found.answers > 0


def test_a_shuffled_key_is_caught(tmp_path: Path, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that gives the letter before the right one, in keys and record alike, is found on every paper."""
    true_answer = Choice.answer

    def shifted(self: Choice, answers: Answers, printed: Sequence[str]) -> str:
        return true_answer(self, answers, (*printed[1:], printed[0]))

    monkeypatch.setattr(Choice, "answer", shifted)
    found = compared(printed(tmp_path, "exam", "quiz"), words)
    assert {wrong.partition(",")[2].partition(",")[0] for wrong in found.wrong} == {
        " paper 1",
        " paper 2-",
        " paper 11",
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("Ada Byron", "Bea Byron", "its name is not"), ('"pages": 4', '"pages": 5', "4 pages, recorded 5")],
)
def test_a_changed_record_is_caught(tmp_path: Path, words: Words, old: str, new: str, said: str) -> None:
    """What the manifest says of a paper and the paper does not is told."""
    run = printed(tmp_path, "exam", "quiz")
    manifest = run / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    assert old in text
    manifest.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(said in wrong for wrong in compared(run, words).wrong)
