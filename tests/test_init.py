"""`init`: a folder in which everything works at once, and nothing of anybody's is overwritten."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.commands import Ran, worksheetgen

pytestmark = pytest.mark.slow

TEXT = """\
How plants make food

Green plants make their own food by photosynthesis. The energy comes from sunlight, which is taken in by chlorophyll.

Roots and leaves

Water is carried up from the roots in the xylem, and sugars are carried in the phloem.

In 1648 a Flemish doctor weighed a willow tree. In 1771 Joseph Priestley worked with mint and a candle. In 1804 a Swiss
chemist measured the water that plants use. In 1961 Melvin Calvin received the Nobel Prize.
"""
SHEET = """\
question,answer,wrong 1
Which pigment takes in light?,chlorophyll,starch
Where is water carried?,in the xylem,in the phloem
"Plants make food from soil.",False,
"Match.","xylem = water
phloem = sugars",starch
"Energy comes from [[sunlight]].",,soil
Name two things that plants need.,"water / moisture
light",
What do plants make?,food,
Who worked with mint?,Priestley,Calvin
"""


def following(ran: Ran, word: str) -> list[str]:
    """The command that a line of the screen tells to type: the line that begins with the word."""
    (line,) = (line for line in ran.out.splitlines() if line.startswith(f"{word}: worksheetgen "))
    return shlex.split(line.partition("worksheetgen ")[2])


def done(ran: Ran) -> Ran:
    """What a command said that went well."""
    assert ran.code == 0, ran.err
    return ran


def test_the_example_prints_an_exam(tmp_path: Path) -> None:
    """What `init --example` says to type next prints a run from the new folder's own bank, class and theme."""
    ran = done(worksheetgen("init", "my history", "--example", cwd=tmp_path))
    done(worksheetgen("bank", "check", "--bank", "my history/bank", cwd=tmp_path))
    done(worksheetgen(*following(ran, "Next"), cwd=tmp_path))
    assert (tmp_path / "my history/unit-test/class-pack.pdf").is_file()
    assert not (
        tmp_path / "output"
    ).exists()  # where the README's first exam lies, of a class of the same name


def test_a_text_becomes_homework_and_a_sheet_a_test(tmp_path: Path) -> None:
    """From a document alone homework is printed that verifies; from a sheet of two columns a test, typed as told."""
    (tmp_path / "plants.txt").write_text(TEXT)
    ran = done(
        worksheetgen("init", "my plants", "--text", "plants.txt", "--subject", "Biology", cwd=tmp_path)
    )
    assert "How plants make food: 3 paragraphs" in ran.out
    assert "topics, from its headings: Roots and leaves" in ran.out
    bank = "my plants/bank"
    done(worksheetgen(*following(ran, "Next"), cwd=tmp_path))
    done(worksheetgen("verify", "my plants/homework", "--bank", bank, cwd=tmp_path))
    done(worksheetgen(*following(ran, "Then"), cwd=tmp_path))
    assert (tmp_path / "my plants/questions.xlsx").is_file()
    (tmp_path / "q.csv").write_text(SHEET)
    ran = done(worksheetgen("bank", "import", "q.csv", "--into", bank, cwd=tmp_path))
    assert ran.out.startswith("Questions: 8 new.\n")
    done(worksheetgen(*following(ran, "Next"), cwd=tmp_path))
    done(worksheetgen("exam", "test", "--bank", bank, "--output", "test", cwd=tmp_path))
    done(worksheetgen("verify", "test", "--bank", bank, cwd=tmp_path))


def test_a_unit_may_have_no_text(tmp_path: Path) -> None:
    """Without a text there is a unit all the same, which waits for its questions."""
    ran = done(worksheetgen("init", "rivers", "--title", "Rivers & lakes", cwd=tmp_path))
    assert "rivers/bank/rivers-lakes    Rivers & lakes: no text yet" in ran.out
    assert "  unit.yaml: “Our subject” will stand on the papers" in ran.out  # as nobody said which it is
    done(worksheetgen("bank", "check", "--bank", "rivers/bank", cwd=tmp_path))
    done(worksheetgen(*following(ran, "Next"), cwd=tmp_path))
    (tmp_path / "q.csv").write_text(
        "question;answer\nWhat is a source?;where a river begins\nAnd its mouth?;its end\n"
    )
    done(worksheetgen("bank", "import", "q.csv", "--into", "rivers/bank", cwd=tmp_path))
    done(
        worksheetgen(
            "worksheet", "--topic", "rivers-lakes", "--bank", "rivers/bank", "--questions", "2", cwd=tmp_path
        )
    )


def test_a_document_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    """A message, and no folder."""
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    ran = worksheetgen("init", "mine", "--text", "a.docx", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "a.docx: This is no Word document that can be read" in ran.err
    assert worksheetgen("init", "mine", "--text", "b.txt", "--example", cwd=tmp_path).code == 2
    assert not (tmp_path / "mine").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """A second `init` into the same folder changes nothing and says what to do."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    ran = worksheetgen("init", "mine", cwd=tmp_path)
    assert (ran.code, ran.out) == (6, "")
    assert ran.err == "mine: This folder is already there and has files in it. Choose another name.\n"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
