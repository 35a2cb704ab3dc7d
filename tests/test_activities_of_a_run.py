"""Activities through every command: a run of a bank that has a text, a few terms and no question at all."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import page as judge
import pytest
from pypdfium2 import PdfDocument

from tests.commands import Ran, worksheetgen
from worksheetgen.bank import load_bank
from worksheetgen.blueprint.data import from_data
from worksheetgen.manifest import load_manifest
from worksheetgen.model.bank import Unit
from worksheetgen.run.printed_text import NO_KEY
from worksheetgen.run.reading_back import wrong_in
from worksheetgen.run.request import unit_of

pytestmark = pytest.mark.slow

UNIT = """\
title: The Tudors
subject: History
attribution: Written for a test.
topics:
  - {id: henry, title: Henry VIII}
contested:
  - {paragraph: 2, claim: The monasteries were dissolved, note: Not all., for_pupils: Some had been closed before.}
"""
TEXT = """\
Henry was king from 1509. He married Catherine of Aragon when he was young. In 1527 Henry asked the Pope to end the
marriage. Thomas Cranmer became an archbishop in 1533. An English court then ended the marriage. The next queen was
called Anne Boleyn.

Parliament passed the Act of Supremacy in 1534. The king was now the head of the Church. Thomas More refused to take
the oath. The monasteries were dissolved. Many merchants bought their land. People in Yorkshire rose against
him in the Pilgrimage of Grace in 1536. The lawyer Robert Aske spoke for them all.
"""
GLOSSARY = """\
- {term: archbishop, meaning: the highest priest of a Church in a country}
- {term: oath, meaning: a solemn promise}
- {term: merchants, meaning: people who buy and sell}
- {term: heir, meaning: who is to be king or queen next}
- {term: treason, meaning: the crime of betraying the king}
- {term: Latin, meaning: the language of the Church}
"""
CLASS = """\
id,name,tier,print
001,Ada Byron,support,
002,Bo Chen,core,18
003,Cleo Dunn,challenge,dyslexia
004,Dev Ellis,core,
"""
ASKED = ("--activity", "cloze,match-term,put-in-order,crossword,word-search", "--bank", "bank", "--seed", "s")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bank and a class, and the run of its activities."""
    folder = tmp_path_factory.mktemp("desk")
    unit = folder / "bank" / "tudors"
    unit.mkdir(parents=True)
    for name, text in (("unit.yaml", UNIT), ("text.md", TEXT), ("glossary.yaml", GLOSSARY)):
        (unit / name).write_text(text, encoding="utf-8")
    (folder / "9B.csv").write_text(CLASS, encoding="utf-8")
    done("worksheet", *ASKED, "--class", "9B.csv", "--output", "run", cwd=folder)
    return folder


def done(*words: str, cwd: Path) -> Ran:
    """A command that does what it should."""
    ran = worksheetgen(*words, cwd=cwd)
    assert ran.code == 0, ran.err
    return ran


def text(path: Path) -> str:
    """What a PDF says, on one line."""
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(path)).split())


def test_the_run_agrees_with_its_keys(desk: Path) -> None:
    """`verify` finds every paper, key and file as it should be; `reprint` prints the same bytes."""
    assert "agree with their keys" in done("verify", "run", "--bank", "bank", cwd=desk).out
    done("reprint", "run", "--student", "003", "--bank", "bank", "--output", "again.pdf", cwd=desk)
    assert (desk / "again.pdf").read_bytes() == (desk / "run/papers/003.pdf").read_bytes()


def test_the_same_command_prints_the_same(desk: Path) -> None:
    """All pages come out the same in another folder."""
    done("worksheet", *ASKED, "--class", "9B.csv", "--output", "twin", cwd=desk)
    for file in ("class-pack.pdf", "mark-scheme.pdf", "answer-keys.pdf", "manifest.json"):
        assert (desk / "twin" / file).read_bytes() == (desk / "run" / file).read_bytes()


def test_help_fades_and_the_words_do_not(desk: Path) -> None:
    """Support has the words in a box, core the letters that they begin with, challenge neither; none says its tier."""
    printed = {id: text(desk / f"run/papers/{id}.pdf") for id in ("001", "002", "003")}
    assert "Use the words in this box; two are not needed." in printed["001"]
    assert "The first letter of each word is given; figures have none." in printed["002"]
    assert "Write from memory." in printed["003"]
    assert not any(tier in said for said in printed.values() for tier in ("support", "core", "challenge"))
    keys = {
        student.id: next(one.answer for one in student.questions if one.id.startswith("cloze"))
        for student in load_manifest(desk / "run/manifest.json").students
    }
    assert len(set(keys.values())) == 1
    words = re.findall(
        r"[A-Z]?[a-z]+(?: [A-Z][a-z]+)*|\d{4}", str(keys["001"]).replace("(a)", "").replace("(b)", "")
    )
    assert words
    for word in words:
        assert word in printed["001"]
    assert all("Some had been closed before." in said for said in printed.values())


def test_puzzles_are_read_back_square_by_square(desk: Path) -> None:
    """Every paper names its grids, whose words stand in the key; a grid that the record has another of is found."""
    manifest = load_manifest(desk / "run/manifest.json")
    answers = text(desk / "run/answer-keys.pdf")
    for student in manifest.students:
        for asked in student.questions:
            if asked.id.startswith(("crossword", "word-search")):
                name, _, _ = str(asked.answer).partition(":")
                assert f"Grid {name}" in text(desk / "run" / student.file)
                assert str(asked.answer) in answers
    unit = unit_of_run(desk)
    (one,) = (one for one in manifest.students if one.id == "001")
    pages = [text(desk / "run" / one.file)]
    sound = list(wrong_in(replace(one, pages=1), manifest, pages, NO_KEY, unit))
    other = [re.sub(r"(Grid [A-C] )(\w)", lambda found: found[1] + "§", page) for page in pages]
    wrong = list(wrong_in(replace(one, pages=1), manifest, other, NO_KEY, unit))
    assert any("next on paper is not" in said for said in {*wrong} - {*sound})


def unit_of_run(desk: Path) -> Unit:
    """The unit with the questions that were made for the run."""
    manifest = load_manifest(desk / "run/manifest.json")
    return unit_of(load_bank(desk / "bank"), from_data(manifest.blueprint), manifest.seed)


def test_three_activities_fit_a_sheet(desk: Path) -> None:
    """Core and challenge have a cloze, terms to match and a crossword on one sheet of the bundled bank."""
    wish = "--activity cloze,match-term,crossword --paragraphs 1-3 --seed q1 --spares 1"
    done("worksheet", *wish.split(), "--tier", "core", "--tier", "challenge", "--output", "three", cwd=desk)
    assert [student.pages for student in load_manifest(desk / "three/manifest.json").students] == [2, 2]


def test_what_is_asked_is_not_printed_to_be_read(desk: Path) -> None:
    """No paper has a paragraph whose words it asks for, unless the blueprint says so."""
    said = "king from 1509"
    assert text(desk / "run/papers/003.pdf").count(said) == 1
    plan = "type: worksheet\ncode: W\ntitle: W\nread: [1]\nsections:\n  - {activities: [cloze], paragraphs: [1]}\n"
    (desk / "read.yaml").write_text(plan, encoding="utf-8")
    done("worksheet", "read.yaml", "--bank", "bank", "--seed", "s", "--output", "read", cwd=desk)
    assert text(desk / "read/papers/1.pdf").count(said) == 2


def test_the_papers_pass_pdf_ua(desk: Path) -> None:
    """The validator finds no failure of PDF/UA-1 in the papers of all tiers and several prints, and in the keys."""
    for file in ("class-pack.pdf", "answer-keys.pdf", "mark-scheme.pdf"):
        said = str(judge.validate_pdf(str(desk / "run" / file), profile="ua1"))
        assert re.search(r"Checks: 0 failed", said), said


def test_a_version_can_be_swapped_for_another(desk: Path) -> None:
    """`swap` puts the other version of an activity in its place, and the run still agrees with itself."""
    done("worksheet", *ASKED, "--output", "swapped", cwd=desk)
    (student,) = load_manifest(desk / "swapped/manifest.json").students
    old = next(one.id for one in student.questions if one.id.startswith("cloze"))
    new = "cloze:v1" if old == "cloze:v2" else "cloze:v2"
    done("swap", "swapped", old, "--for", new, "--bank", "bank", cwd=desk)
    (student,) = load_manifest(desk / "swapped/manifest.json").students
    assert new in {one.id for one in student.questions}
    assert "agrees" in done("verify", "swapped", "--bank", "bank", cwd=desk).out


def test_a_retake_has_other_versions(desk: Path) -> None:
    """With --unlike no activity is printed again as it was."""
    done("worksheet", *ASKED[:4], "--unlike", "run", "--output", "retake", cwd=desk)
    before, after = (load_manifest(desk / name / "manifest.json").draw.forms for name in ("run", "retake"))
    assert {id for ids in before[0].sections for id in ids}.isdisjoint(
        id for ids in after[0].sections for id in ids
    )


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (
            ("--activity", "cloz"),
            2,
            "There is no activity 'cloz'. There are: cloze, match-term, put-in-order, crossword, word-search",
        ),
        (("--activity", "cloze", "--paragraphs", "9"), 2, "The text of tudors has no paragraph 9."),
        (("--activity", "cloze", "--paragraphs", "2-1"), 2, "names no paragraphs: write 5, 5-6 or 3,5-6."),
        (("--paragraphs", "1"), 2, "--paragraphs says what activities are made from: give --activity too."),
        (("--activity", "match-term", "--paragraphs", "1"), 3, "match-term needs 5 terms of the glossary"),
        (("--activity", "cloze", "--for-weak", "run"), 2, "give --activity without --for-weak."),
    ],
)
def test_a_wrong_wish_is_told(desk: Path, words: tuple[str, ...], code: int, says: str) -> None:
    """A mistake in a wish is said with what there is; nothing is printed."""
    ran = worksheetgen("worksheet", *words, "--bank", "bank", "--output", "none", cwd=desk)
    assert ran.code == code
    assert says in " ".join(ran.err.split())
    assert not (desk / "none").exists()


def test_a_retrieval_grid_in_columns_is_read_back(tmp_path: Path) -> None:
    """In large print and in the dyslexia print its columns stand one below the other: that is no wrong paper."""
    prints = ("", "18", "24", "36", "dyslexia")
    rows = "".join(f"{number},Pupil {number},{print}\n" for number, print in enumerate(prints, 1))
    (tmp_path / "class.csv").write_text(f"id,name,print\n{rows}", encoding="utf-8")
    words = ("--activity", "retrieval-grid", "--class", "class.csv", "--seed", "s", "--output", "run")
    assert worksheetgen("worksheet", *words, cwd=tmp_path).code == 0
    assert worksheetgen("verify", "run", cwd=tmp_path).code == 0
