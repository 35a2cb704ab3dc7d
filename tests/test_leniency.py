"""What an import brings, on paper: a unit without a text, and questions that lack much of what others must have."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.commands import worksheetgen
from worksheetgen.bank import load_bank
from worksheetgen.errors import InvalidInput

TAGS = (
    "topics: [t], tiers: [support, core, challenge], difficulty: 2, minutes: 1, needs: text, "
    "origin: {format: xlsx, file: quiz.xlsx}"
)
UNIT = "title: Cells\nsubject: Biology\nattribution: Made for a test.\ntopics: [{id: t, title: Cells}]\n"
QUESTIONS = r"""
qualification: GCSE
questions:
  - {id: t-01, kind: multiple-choice, marks: 3, objectives: {AO1: 3}, TAGS, stem: Is it so?,
     options: [{id: y, text: "https://www.example.org/a/path/of/the/page/that/is/longer/than/a/line.html"},
     {id: n, text: "an oﬃce"}], key: y}
  - {id: t-02, kind: multiple-choice, marks: 2, objectives: {AO1: 2}, TAGS, stem: Which are gases?,
     options: [{id: o, text: Oxygen}, {id: i, text: Iron}, {id: h, text: Helium}, {id: g, text: Gold,
     misconception: W}],
     keys: [h, o]}
  - id: t-03
    kind: multiple-choice
    marks: 1
    objectives: {AO1: 1}
    topics: [t]
    tiers: [core]
    difficulty: 1
    minutes: 1
    needs: own knowledge
    stem: >-
      A leaf is kept in the
      dark.

      What is \{2**3\} of it?
    options:
      - {id: a, text: "\\{a\\}"}
      - {id: b, text: b, misconception: W}
      - {id: c, text: c, misconception: W}
      - {id: d, text: d, misconception: W}
      - {id: e, text: e, misconception: W}
      - {id: f, text: f, misconception: W}
      - {id: g, text: g, misconception: W}
      - {id: h, text: h, misconception: W}
    key: a
    explanation: So.
  - {id: t-04, kind: gap-fill, marks: 2, objectives: {AO1: 2}, TAGS, stem: Fill it in.,
     passage: "[[list[0]]] comes before [[the]] end."}
  - {id: t-05, kind: matching, marks: 2, objectives: {AO1: 2}, TAGS, stem: Match.,
     pairs: [{id: a, left: MW, right: mega}, {id: b, left: mW, right: milli}]}
""".replace("TAGS", TAGS)


def words_of(path: Path) -> str:
    """The words of a PDF on one line."""
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


BLUEPRINT = "type: exam\ncode: L\ntitle: Cells\nminutes: 20\nsections: [{title: All, questions: 5}]\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unit and a run of three papers."""
    made = tmp_path_factory.mktemp("lenient")
    (made / "bank" / "cells" / "questions").mkdir(parents=True)
    (made / "bank" / "cells" / "unit.yaml").write_text(UNIT)
    (made / "bank" / "cells" / "questions" / "t.yaml").write_text(QUESTIONS, encoding="utf-8")
    (made / "test.yaml").write_text(BLUEPRINT)
    (made / "9B.csv").write_text("id,name,print\n1-2,Ada,\n1,Bo,24\n1-,Cy,dyslexia\n")
    ran = worksheetgen(
        *("exam", "test.yaml", "--bank", "bank", "--class", "9B.csv", "--output", "run", "--spares", "0"),
        cwd=made,
    )
    assert ran.code == 0, ran.err
    return made


@pytest.mark.slow
def test_what_was_imported_prints_and_is_verified(folder: Path) -> None:
    """Two options and eight, two keys, a stem in paragraphs, signs as characters, no word to spare, no text.

    Nor is a word that is wider than its column a mistake, a ligature, or an id that begins or ends like another.
    """
    for number in ("1-2", "1", "1-"):
        words = words_of(folder / "run" / "papers" / f"{number}.pdf")
        assert "A leaf is kept in the dark. What is {2**3} of it?" in words
        assert "put a cross in two boxes" in words
        assert "list[0]" in words
    ran = worksheetgen("verify", "run", "--bank", "bank", cwd=folder)
    assert ran.code == 0, ran.out + ran.err


@pytest.mark.slow
def test_the_letters_of_several_keys_are_marked(folder: Path) -> None:
    """Two letters in a cell are marked by that paper's key; the report says who took what was wrong."""
    record = json.loads((folder / "run" / "manifest.json").read_text())
    book = folder / "run" / "markbook.xlsx"
    workbook = openpyxl.load_workbook(book)
    for row, student in enumerate(record["students"]):
        for question in student["questions"]:
            letters = {id: "ABCD"[at] for at, id in enumerate(question["options"][:4])}
            typed = (
                ", ".join(letters[id] for id in ("oh", "og", "ig")[row]) if question["id"] == "t-02" else 0
            )
            workbook["Marks"].cell(3 + 2 * row, 5 + question["number"]).value = typed
    workbook.save(book)
    ran = worksheetgen("feedback", "run", "--bank", "bank", cwd=folder)
    assert ran.code == 0, ran.err
    report = words_of(folder / "feedback" / "run" / "class-report.pdf")
    assert "Oxygen; Helium 2 of 3 wrong" in report
    assert "Gold: W 2: Bo, Cy" in report
    slip = words_of(folder / "feedback" / "run" / "slips" / "1.pdf")
    assert "Marks 1 of 10" in slip
    assert ": Oxygen; Helium" in slip


def test_stats_count_what_nobody_has_confirmed(folder: Path) -> None:
    """Four are imported; what a teacher confirmed, or wrote, is not counted."""
    ran = worksheetgen("bank", "stats", "--bank", "bank", cwd=folder)
    assert "4 imported and not confirmed yet: t-01, t-02, t-04, t-05" in ran.out
    as_json = json.loads(worksheetgen("bank", "stats", "--bank", "bank", "--json", cwd=folder).out)
    assert as_json["cells"]["unconfirmed"] == ["t-01", "t-02", "t-04", "t-05"]


def test_a_question_of_ones_own_must_have_what_an_imported_one_may_lack(folder: Path, tmp_path: Path) -> None:
    """Without its `origin` each of them is told all that it lacks, at its place."""
    own = tmp_path / "own" / "questions"
    own.mkdir(parents=True)
    (own.parent / "unit.yaml").write_text(UNIT)
    (own / "t.yaml").write_text(
        QUESTIONS.replace(", origin: {format: xlsx, file: quiz.xlsx}", ""), encoding="utf-8"
    )
    load_bank(folder / "bank")
    with pytest.raises(InvalidInput) as caught:
        load_bank(own.parent)
    told = [(problem.place.line, problem.what) for problem in caught.value.problems]
    assert told == [(at, "‘explanation’ is missing here.") for at in (4, 7, 36, 38)]
    (own / "t.yaml").write_text(
        QUESTIONS.replace(", origin: {format: xlsx, file: quiz.xlsx}", ", explanation: So"), encoding="utf-8"
    )
    with pytest.raises(InvalidInput) as caught:
        load_bank(own.parent)
    told = [(problem.place.line, problem.what) for problem in caught.value.problems]
    nothing = "The question rests on no paragraph and on no source."
    believes = "The option ‘{}’ does not say what a pupil who chooses it believes."
    assert told == [
        *((4, nothing), (6, believes.format("n")), (7, nothing), (8, believes.format("i"))),
        *((36, nothing), (38, nothing)),
    ]
