"""The run’s record: what it says, that it reads back, and that nothing wrong in it is taken for right."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests import commands
from tests.samples import (
    blueprint,
    choice,
    matching,
    question,
    record_of,
    section,
    selection,
    student,
    unit,
    varied,
    written,
)
from worksheetgen import __version__
from worksheetgen.errors import ExitCode, InvalidInput, Place
from worksheetgen.manifest import (
    OWN_MARK,
    Digests,
    Manifest,
    RecordedDraw,
    RecordedFile,
    RecordedForm,
    RecordedPart,
    RecordedQuestion,
    RecordedStudent,
    arrangements_of,
    drawn_questions,
    load_manifest,
    record_run,
    record_student,
    students_of,
)
from worksheetgen.manifest.checking import CONTRACT
from worksheetgen.manifest.reading import LARGEST_MANIFEST
from worksheetgen.model.answers import Level, Levels
from worksheetgen.model.draw import Draw
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Print
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace
from worksheetgen.variation import PaperBuilder

DOCS = Path(__file__).parent.parent / "docs" / "manifest.md"
LEVELS = replace(written(12), answers=(Levels((Level(1, 1, 12, "…"),), (), ""),))
DRAWN = selection("kirov-01 kirov-02", "gulag-01 gulag-02")


def papers() -> tuple[Paper, ...]:
    """A class of two and a spare on four questions, two of them in parts."""
    bank = unit(
        question("kirov-01"),
        question("kirov-02"),
        question("gulag-01", choice(), LEVELS, matching()),
        question("gulag-02", LEVELS, LEVELS),
    )
    people = (
        replace(
            student("017", extra_time=25), name='Siân "=1+1" O\'Brien', print=Print.LARGE_18, seat=Seat(2, 3)
        ),
        student("018", Tier.SUPPORT),
        replace(student("spare-1"), name="", spare=True),
    )
    paper = blueprint(section(), section())
    return tuple(varied(DRAWN, paper, bank, person, "9B", "seed", "k7m2xd") for person in people)


def head() -> Manifest:
    """The record of those papers' run."""
    return record_run(
        {"name": "test", "sections": [{"marks": 2}]},
        "9B",
        run="k7m2xd",
        draw=Draw((DRAWN,), "HiGHS", ("form A: drawn from 3000 questions instead",)),
        seed="seed",
        digests=Digests("aa", "bb", "cc", "dd"),
    )


def manifest() -> Manifest:
    """The record with its students."""
    students = (
        record_student(paper, f"papers/{paper.student.id}.pdf", pages, PaperSize.A4, "")
        for paper, pages in zip(papers(), (8, 6, 6), strict=True)
    )
    files = (RecordedFile(f"papers/{paper.student.id}.pdf", "0" * 64) for paper in papers())
    made = dataclasses.replace(head(), students=tuple(students), files=tuple(files))
    return dataclasses.replace(made, digest=json.loads(as_json(made))["digest"])


def as_json(manifest: Manifest) -> bytes:
    """What is written of it."""
    return record_of(manifest, manifest.students, manifest.files)


def written_to(folder: Path, change: dict[str, Any] | None = None, *, signed: bool = True) -> Path:
    """The record as a file, with some fields changed: {"students.0.id": "x"}; a field of `...` is taken out.

    Where it is `signed` its digest is made anew, as somebody would who knows how.
    """
    plain = json.loads(as_json(manifest()))
    for where, value in (change or {}).items():
        *steps, last = [int(step) if step.isdigit() else step for step in where.split(".")]
        target = plain
        for step in steps:
            target = target[step]
        if value is ...:
            del target[last]
        else:
            target[last] = value
    path = folder / "manifest.json"
    unsigned = json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
    path.write_text(commands.signed(plain) if signed else unsigned, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    """What is said about a file, without the folder it lies in."""
    with pytest.raises(InvalidInput) as caught:
        load_manifest(path)
    assert caught.value.exit_code == ExitCode.INVALID_INPUT
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


# ---- what it says --------------------------------------------------------------------------------


def test_every_question_is_recorded_as_printed() -> None:
    """Numbers, option orders and answers are those of the paper, question by question and part by part."""
    for paper, recorded in zip(papers(), manifest().students, strict=True):
        for asked, entry in zip(paper.questions, recorded.questions, strict=True):
            assert (entry.number, entry.id, entry.marks) == (
                asked.number,
                asked.question.id,
                asked.question.marks,
            )
            listed = entry.parts or (entry,)
            assert [part.options for part in listed] == [part.options for part in asked.parts]
            assert [part.answer or "" for part in listed] == [part.answer for part in asked.parts]


def test_a_question_in_parts_joins_its_answers() -> None:
    """A question in parts has the keys of those that have one as its answer, and no options of its own."""
    by_id = {entry.id: entry for entry in manifest().students[0].questions}
    (a, b, c) = by_id["gulag-01"].parts
    assert (a.label, b.label, c.label, b.answer) == ("(a)", "(b)", "(c)", None)
    assert by_id["gulag-01"].answer == f"(a) {a.answer}; (c) {c.answer}"
    assert by_id["gulag-01"].options == ()
    assert by_id["gulag-02"].answer is None


def test_marks_for_spelling_are_recorded_apart() -> None:
    """They stand at their questions; a record from before there were any is one without."""
    bank = unit(question("a", written(8)), question("b", written(8)))
    plan = blueprint(section(spag=4), section())
    paper = varied(selection("a", "b"), plan, bank, student(), "9B", "seed", "k7m2xd")
    recorded = record_student(paper, "papers/9b-01.pdf", 4, PaperSize.A4, "")
    assert [(entry.marks, entry.spag) for entry in recorded.questions] == [(8, 4), (8, 0)]


def test_the_json_is_stable() -> None:
    """The JSON is UTF-8 with real letters, two spaces, the contract's order, one newline, and always the same."""
    content = as_json(manifest())
    assert content == as_json(manifest())
    assert json.loads(content) == json.loads(CONTRACT.dump_json(manifest(), by_alias=True))
    text = content.decode()
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert "Siân" in text
    assert json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n" == text
    assert list(json.loads(text)) == [
        "version",
        "program",
        "run",
        "seed",
        "blueprint",
        "digests",
        "class",
        "draw",
        "two_up",
        "protected",
        "students",
        "files",
        "digest",
    ]


def test_delivery_knows_the_record_as_ours() -> None:
    """The record begins with the mark by which a delivery knows that a folder is a run of ours."""
    assert manifest().program == f"worksheetgen {__version__}"
    assert OWN_MARK in as_json(manifest())[:200]


# ---- that it reads back --------------------------------------------------------------------------


def test_a_record_reads_back(tmp_path: Path) -> None:
    """What was recorded is what is loaded, with the students and the selection as they were."""
    path = tmp_path / "manifest.json"
    path.write_bytes(as_json(manifest()))
    loaded = load_manifest(path)
    assert loaded == manifest()
    people = tuple(replace(paper.student, place=Place("manifest.json")) for paper in papers())
    assert students_of(loaded) == ClassList("9B", people)
    assert drawn_questions(loaded) == DRAWN.ids


def test_papers_can_be_made_again_from_the_record() -> None:
    """The recorded students and arrangements give the same papers as before."""
    loaded = manifest()
    ordered = arrangements_of(loaded)
    again = [
        PaperBuilder(p.blueprint, _bank(p), loaded.class_name, loaded.run, loaded.seed).paper(
            ordered[s.id], s
        )
        for p, s in zip(papers(), students_of(loaded).students, strict=True)
    ]
    assert [p.sections for p in again] == [p.sections for p in papers()]


def _bank(paper: Paper) -> Any:
    return unit(*(asked.question for asked in paper.questions))


def test_fields_of_a_later_day_are_ignored(tmp_path: Path) -> None:
    """A field that this program does not know is no mistake."""
    path = written_to(tmp_path, {"students.0.extra": 1})
    assert dataclasses.replace(load_manifest(path), digest="") == dataclasses.replace(manifest(), digest="")


def test_a_record_that_was_edited_is_told(tmp_path: Path) -> None:
    """Another name, another tier, a student fewer: whoever edits the record without its digest is found out."""
    for change in (
        {"students.0.name": "Ada"},
        {"students.0.extra_time": 99},
        {"students.2": ...},
        {"seed": "another"},
    ):
        (said,) = problems(written_to(tmp_path, change, signed=False))
        assert said.startswith("manifest.json: The run’s record was changed after the run was printed.")


# ---- what is wrong in it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"students.1.pages": "6"}, "students[1].pages is wrong: Input should be a valid integer."),
        ({"students.1.pages": 0}, "students[1].pages is wrong: Input should be greater than 0."),
        ({"students.0.questions.2.marks": ...}, "students[0].questions[2].marks is missing."),
        (
            {"students.0.tier": "gold"},
            "students[0].tier is wrong: Input should be 'support', 'core' or 'challenge'.",
        ),
        ({"students.0.print": 18}, "students[0].print is wrong: Input should be 'standard', '18',"),
        (
            {"students.0.extra_time": 101},
            "students[0].extra_time is wrong: Input should be less than or equal to 100.",
        ),
        ({"students.0.spare": "no"}, "students[0].spare is wrong: Input should be a valid boolean."),
        ({"students.0.id": "../../etc"}, "students[0].id is wrong: String should match pattern"),
        ({"students.0.id": "017\n"}, "students[0].id is wrong: String should match pattern"),
        (
            {"students.0.file": "../x.pdf"},
            "students[0].file is wrong: Value error, leads out of the run's folder.",
        ),
        (
            {"students.0.file": "/x.pdf"},
            "students[0].file is wrong: Value error, leads out of the run's folder.",
        ),
        ({"students.1.id": "017"}, "Two students have the id '017'."),
        ({"digests.bank": ...}, "digests.bank is missing."),
        ({"class": ...}, "class is missing."),
        ({"class": 9}, "class is wrong: Input should be a valid string."),
        ({"run": "k7m2x"}, "run is wrong: String should have at least 6 characters."),
        (
            {"draw.forms.0.sections.0.1": 1},
            "draw.forms[0].sections[0][1] is wrong: Input should be a valid string.",
        ),
        ({"blueprint": []}, "blueprint is wrong: Input should be an object."),
        ({"version": ...}, "version is missing."),
        ({"version": "2"}, "The record is of version '2'; this program reads version 4."),
    ],
)
def test_a_wrong_field_is_told_by_its_name(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    """A wrong or missing field is told by the steps that lead to it."""
    (problem,) = problems(written_to(tmp_path, change))
    assert problem.startswith(f"manifest.json: {said}")


def test_several_wrong_fields_are_told_at_once(tmp_path: Path) -> None:
    """All wrong fields are told in one go; of a list those of its first wrong entry."""
    wrong: dict[str, Any] = {"students.1.pages": None, "seed": 7, "students.0.seat": [], "files.0.sha256": 1}
    said = problems(written_to(tmp_path, wrong))
    assert [text.split(": ")[1].split(" ")[0] for text in said] == [
        "files[0].sha256",
        "seed",
        "students[0].seat",
    ]


def test_a_list_is_read_up_to_its_first_mistake(tmp_path: Path) -> None:
    """However many entries are wrong, in lists within lists too, the mistakes of one are noted."""
    with pytest.raises(ValidationError) as caught:
        CONTRACT.validate_python(
            {"students": [{}] * 1000, "draw": {"forms": [{"sections": [[1] * 1000] * 1000}]}}
        )
    assert caught.value.error_count() < 50


def test_a_record_larger_than_any_is_told(tmp_path: Path) -> None:
    """It is not read to its end."""
    path = tmp_path / "manifest.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_MANIFEST + 1)
    (only,) = problems(path)
    assert only.startswith("manifest.json: The run’s record has more than 64 megabytes")


def test_another_version_is_told_alone(tmp_path: Path) -> None:
    """Of a record of another version only that is told, with what would read it."""
    (said,) = problems(written_to(tmp_path, {"version": 1, "students": {}, "seed": 1}))
    assert said == (
        "manifest.json: The record is of version 1; this program reads version 4. "
        "Use the worksheetgen that made the run."
    )


def test_the_runs_of_a_folder_are_named(tmp_path: Path) -> None:
    """Who names the folder of all runs is told which there are; what a killed run left hidden is none."""
    for name in ("9B", "9C", ".run-9B"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").touch()
    with pytest.raises(InvalidInput) as raised:
        load_manifest(tmp_path / "manifest.json")
    (problem,) = raised.value.problems
    assert problem.remedy == f"Name one of the runs in it: {tmp_path / '9B'}, {tmp_path / '9C'}."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "manifest.json:1:1: The record is not JSON: "),
        (b'{\n  "version": 1,\n  "seed" 7\n}', "manifest.json:3:10: The record is not JSON: expected `:`"),
        (b'{"version": 1', "manifest.json:1:13: The record is not JSON: "),
        (b"[" * 100_000, "manifest.json:1:"),
        (b"[]", "manifest.json: The record is wrong: "),
        (b"\xff\xfe{}", "manifest.json: The run’s record is not UTF-8."),
        (None, "manifest.json: The run’s record cannot be opened ("),
    ],
)
def test_what_is_no_record(tmp_path: Path, content: bytes | None, said: str) -> None:
    """What is not JSON, not an object, not text or not there is told at the place where that shows."""
    path = tmp_path / "manifest.json"
    if content is not None:
        path.write_bytes(content)
    (only,) = problems(path)
    assert only.startswith(said)


# ---- what is said about it -----------------------------------------------------------------------


def test_the_manual_documents_every_field() -> None:
    """docs/manifest.md has a table row for every field, in the order of the file, and for no other."""
    tables = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = {
        table.partition("\n")[0]: re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE) for table in tables
    }
    types = {
        "The run": Manifest,
        "Digests": Digests,
        "The draw": RecordedDraw,
        "A form": RecordedForm,
        "A student": RecordedStudent,
        "A question": RecordedQuestion,
        "A part": RecordedPart,
        "A file": RecordedFile,
    }
    for title, type in types.items():
        assert told[title] == [field.name.replace("class_name", "class") for field in fields(type)]


def test_the_manuals_example_is_a_record() -> None:
    """The example in docs/manifest.md has the contract's form."""
    example = re.search(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert example
    assert CONTRACT.validate_json(example[1]).students[0].file == "papers/017.pdf"
