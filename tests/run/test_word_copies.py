"""`word` and `--word` make copies of a run in Word, beside it, and lose nothing that a teacher changed there."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.tiny_bank import write_bank, write_class
from tests.word.words import parts, words_shown

pytestmark = pytest.mark.slow

CLASS = "id,name,tier,print\n001,Ann Lee,core,\n002,Bo Ray,support,18\n003,Cy Orr,support,\n"
OUT = ("--output", "out/run", "--bank", "bank", "--seed", "s")
COPIES = "out/word/run"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank, a class and a run of it with its copies, to be copied."""
    desk = tmp_path_factory.mktemp("printed")
    write_bank(desk)
    write_class(desk, CLASS)
    ran = worksheetgen("exam", "test", "--class", "9B.csv", "--word", *OUT, cwd=desk)
    assert ran.code == 0, ran.err
    assert "in the order of paper S1: its key is in answer-keys.pdf" in ran.out
    assert "A copy in Word lacks codes to scan" in ran.out
    return desk


@pytest.fixture
def desk(printed: Path, tmp_path: Path) -> Path:
    """A folder with the bank, the class, the run and its copies."""
    return shutil.copytree(printed, tmp_path / "desk")


def word(desk: Path) -> Ran:
    """Make the copies of the run."""
    return worksheetgen("word", "out/run", "--bank", "bank", cwd=desk)


def test_there_is_a_copy_for_each_tier_and_print(desk: Path) -> None:
    """Each tier has a folder, so that no file that a pupil is sent tells the tier; nobody is named in one."""
    found = files_of(desk / COPIES)
    papers = {"core/paper.docx", "support/paper.docx", "support/paper-18.docx"}
    assert found.keys() == papers | {"source-booklet-18.docx", "mark-scheme.docx", "printed.sha256"}
    for name in papers:
        said = b" ".join(parts(found[name]).values()).decode("utf-8", "ignore")
        assert not [
            secret for secret in ("Ann", "Bo Ray", "Cy Orr", "support", "core tier") if secret in said
        ]
        assert "S1" in words_shown(found[name])


def test_copies_of_a_form_ask_in_one_order(desk: Path) -> None:
    """The stems of every copy stand in the order of the spare paper, whatever its tier and print."""
    orders = {
        tuple(
            one.text.split("\t")[1]
            for one in docx.Document(BytesIO((desk / COPIES / name).read_bytes())).paragraphs
            if one.style and one.style.name == "Question"
        )
        for name in ("core/paper.docx", "support/paper.docx", "support/paper-18.docx")
    }
    (order,) = orders
    assert len(order) > 1


def test_made_again_they_are_the_same(desk: Path) -> None:
    """`word` makes after the fact what `--word` made with the run, byte for byte."""
    before = files_of(desk / COPIES)
    shutil.rmtree(desk / COPIES)
    assert word(desk).code == 0
    assert files_of(desk / COPIES) == before


def test_a_changed_copy_is_never_replaced(desk: Path) -> None:
    """A copy that a teacher changed stays, and is named; nothing else is replaced either."""
    changed = desk / COPIES / "core/paper.docx"
    opened = docx.Document(str(changed))
    opened.paragraphs[0].text = "Mr Smith’s test"
    opened.save(str(changed))
    before = files_of(desk / COPIES)
    ran = word(desk)
    assert ran.code == 6
    assert "core/paper.docx: This file is not as it was printed." in ran.err
    assert files_of(desk / COPIES) == before


def test_verify_leaves_copies_out_and_says_so(desk: Path) -> None:
    """A changed copy is no fault of the run."""
    (desk / COPIES / "core/paper.docx").write_bytes(b"changed")
    ran = worksheetgen("verify", "out/run", "--bank", "bank", cwd=desk)
    assert ran.code == 0
    assert "out/word/run: copies in Word may be changed, so they are not compared." in ran.out


def test_a_run_that_is_printed_anew_says_that_its_copies_are_not(desk: Path) -> None:
    """Where papers change, the screen says that the copies are of the run as it was, and how they are made anew."""
    write_class(desk, CLASS + "004,Di Fox,core,\n")
    ran = worksheetgen("exam", "test", "--class", "9B.csv", "--force", "--yes", *OUT, cwd=desk)
    assert ran.code == 0, ran.err
    assert "copies in out/word/run are of the run as it was: worksheetgen word out/run --bank" in ran.out
