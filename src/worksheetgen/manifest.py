"""The papers of a run to manifest.json, its record and a public contract (docs/manifest.md), and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    JsonValue,
    NonNegativeInt,
    PositiveInt,
    TypeAdapter,
    ValidationError,
)

from worksheetgen import __version__
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.bank import Tier
from worksheetgen.model.blueprint import Draw, Selection
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion
from worksheetgen.model.room import seat_of
from worksheetgen.model.students import ClassList, Print, Student

FILE = "manifest.json"
MOST_PROBLEMS = 20
WHITE = re.compile(r"[ \t\r\n]*")
RESTORE = "Restore the file from a copy, or print the run again; it is not meant to be edited."


def _inside(file: str) -> str:
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or "\\" in file:
        raise ValueError("leads out of the run's folder")
    return file


StudentId = Annotated[str, Field(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,31}\z")]
RelativePath = Annotated[str, AfterValidator(_inside)]


@dataclass(frozen=True)
class Digests:
    """What the run was made from, in hexadecimal digits."""

    bank: str
    blueprint: str
    class_list: str
    theme: str


@dataclass(frozen=True)
class RecordedPart:
    """A part (a), (b), (c): bank option ids in printed order, and the key; None where levels are the key."""

    label: str
    marks: NonNegativeInt
    options: tuple[str, ...]
    answer: str | None


@dataclass(frozen=True)
class RecordedQuestion:
    """A question under its printed number; options and answer as of a part, or its `parts` have them.

    It carries `spag` marks more for spelling, punctuation and grammar.
    """

    number: PositiveInt
    id: str
    marks: NonNegativeInt
    options: tuple[str, ...]
    answer: str | None
    parts: tuple[RecordedPart, ...]
    spag: NonNegativeInt = 0


@dataclass(frozen=True)
class RecordedStudent:
    """A student and that student's paper; `file` is relative to the manifest."""

    id: StudentId
    name: str
    tier: Tier
    print: Print
    extra_time: Annotated[int, Field(ge=0, le=100)]
    seat: str
    spare: bool
    form: str
    file: RelativePath
    pages: PositiveInt
    questions: tuple[RecordedQuestion, ...]


@dataclass(frozen=True)
class RecordedForm:
    """A parallel form: the ids of its questions, section by section."""

    form: str
    sections: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RecordedDraw:
    """What proved the draw, the steps it took besides the plain one, and the forms."""

    solver: str
    steps: tuple[str, ...]
    forms: tuple[RecordedForm, ...]


@dataclass(frozen=True)
class Manifest:
    """A run: enough to print any paper of it again and to check every one."""

    __pydantic_config__ = ConfigDict(strict=True)

    version: Literal[2]
    program: str
    run: Annotated[str, Field(min_length=6, max_length=6)]
    seed: str
    blueprint: dict[str, JsonValue]
    digests: Digests
    class_name: Annotated[str, Field(alias="class")]
    draw: RecordedDraw
    students: tuple[RecordedStudent, ...]


CONTRACT = TypeAdapter(Manifest)
STUDENT = TypeAdapter(RecordedStudent)


# ---- papers to manifest --------------------------------------------------------------------------


def record(
    blueprint: dict[str, JsonValue], class_name: str, *, run: str, draw: Draw, seed: str, digests: Digests
) -> Manifest:
    """The record of a run but for its students; `blueprint` as plain data."""
    return Manifest(
        version=2,
        program=f"worksheetgen {__version__}",
        run=run,
        seed=seed,
        blueprint=blueprint,
        digests=digests,
        class_name=class_name,
        draw=RecordedDraw(
            draw.solver,
            draw.steps,
            tuple(RecordedForm(selection.form, selection.sections) for selection in draw.forms),
        ),
        students=(),
    )


def record_student(paper: Paper, file: str, pages: int) -> RecordedStudent:
    """The record of one paper, which lies in `file` of the run's folder."""
    student = paper.student
    return RecordedStudent(
        id=student.id,
        name=student.name,
        tier=student.tier,
        print=student.print,
        extra_time=student.extra_time,
        seat=str(student.seat or ""),
        spare=student.spare,
        form=paper.form,
        file=file,
        pages=pages,
        questions=tuple(map(_question, paper.questions)),
    )


def _question(asked: PaperQuestion) -> RecordedQuestion:
    parts = tuple(map(_part, asked.parts))
    plain = len(parts) == 1 and not parts[0].label
    joined = "; ".join(f"{part.label} {part.answer}" for part in parts if part.answer is not None)
    return RecordedQuestion(
        number=asked.number,
        id=asked.question.id,
        marks=asked.question.marks,
        options=parts[0].options if plain else (),
        answer=parts[0].answer if plain else joined or None,
        parts=() if plain else parts,
        spag=asked.spag,
    )


def _part(part: PaperPart) -> RecordedPart:
    return RecordedPart(part.label, part.part.marks, part.options, part.answer or None)


def to_json(manifest: Manifest, students: Iterable[RecordedStudent]) -> Iterator[bytes]:
    """UTF-8 piece by piece with the fields in the order of the contract: equal runs have equal bytes."""
    head, _, tail = CONTRACT.dump_json(manifest, by_alias=True, indent=2).rpartition(b"[]")
    yield head + b"["
    apart = b"\n    "
    for student in students:
        yield apart + STUDENT.dump_json(student, by_alias=True, indent=2).replace(b"\n", b"\n    ")
        apart = b",\n    "
    yield b"\n  ]" + tail + b"\n"


# ---- manifest to model ---------------------------------------------------------------------------


def student_of(one: RecordedStudent) -> Student:
    """The student of a record."""
    return Student(
        one.id, one.name, one.tier, one.print, one.extra_time, seat_of(one.seat), one.spare, Place(FILE)
    )


def students_of(manifest: Manifest) -> ClassList:
    """The class of the run, spare papers included, in the order of its packs."""
    return ClassList(manifest.class_name, tuple(map(student_of, manifest.students)))


def questions_of(manifest: Manifest) -> frozenset[str]:
    """The ids of all questions that were drawn, whatever the form."""
    return frozenset(id for form in manifest.draw.forms for section in form.sections for id in section)


def forms_of(manifest: Manifest) -> tuple[Selection, ...]:
    """The parallel forms that were drawn."""
    return tuple(Selection(form.form, form.sections) for form in manifest.draw.forms)


def arrangements_of(manifest: Manifest) -> dict[str, Arrangement]:
    """How every student's paper is ordered, by student id."""
    forms = {form.form: form for form in manifest.draw.forms}
    return {
        student.id: _arrangement(student, forms[student.form])
        for student in manifest.students
        if student.form in forms
    }


def _arrangement(student: RecordedStudent, form: RecordedForm) -> Arrangement:
    printed = [
        ArrangedQuestion(question.id, tuple(part.options for part in question.parts) or (question.options,))
        for question in student.questions
    ]
    sections = tuple(
        tuple(asked for asked in printed if asked.id in frozenset(section)) for section in form.sections
    )
    return Arrangement(form.form, sections)


def load_manifest(path: Path) -> Manifest:
    """Read a run's record; InvalidInput with the places of what is missing or wrong in it."""
    try:
        content = path.read_bytes()
        text = content.decode()
        manifest = CONTRACT.validate_json(content)
    except OSError as error:
        what = f"The run's record cannot be opened ({error.strerror})."
        remedy = "Name the folder of a run, in which manifest.json lies."
        raise InvalidInput([Problem(Place(str(path)), what, remedy)]) from error
    except UnicodeDecodeError as error:
        raise InvalidInput([Problem(Place(str(path)), "The run's record is not UTF-8.", RESTORE)]) from error
    except ValidationError as error:
        raise InvalidInput(_problems(path, text, error)) from error
    repeated = list(_repeated(path, text, manifest))
    if repeated:
        raise InvalidInput(repeated)
    return manifest


def _repeated(path: Path, text: str, manifest: Manifest) -> Iterator[Problem]:
    """Ids that stand twice: their papers would be one file."""
    seen: set[str] = set()
    for index, student in enumerate(manifest.students):
        if student.id.casefold() in seen:
            place = _place(path, text, ("students", index, "id"))
            yield Problem(place, f"Two students have the id {student.id!r}.", RESTORE)
        seen.add(student.id.casefold())


def _problems(path: Path, text: str, error: ValidationError) -> Iterator[Problem]:
    """What pydantic found, in plain words; another version alone, for then all else may differ."""
    errors = error.errors(include_url=False, include_context=False)
    versions = [e for e in errors if e["loc"] == ("version",) and e["type"] == "literal_error"]
    if versions:
        what = f"The record is of version {versions[0]['input']!r}; this program reads version 2."
        yield Problem(_place(path, text, ("version",)), what, "Use the worksheetgen that made the run.")
        return
    for found in errors[:MOST_PROBLEMS]:
        if syntax := re.search(r"at line (\d+) column (\d+)$", found["msg"]):
            place = Place(str(path), int(syntax[1]), max(1, int(syntax[2])))
            yield Problem(place, f"The record is not JSON: {found['msg'].partition(': ')[2]}.", RESTORE)
            continue
        field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in found["loc"])
        wrong = "is missing" if found["type"] == "missing" else f"is wrong: {found['msg']}"
        what = f"{field.lstrip('.') or 'The record'} {wrong}."
        yield Problem(_place(path, text, found["loc"]), what, RESTORE)


# ---- where a value stands ------------------------------------------------------------------------


def _place(path: Path, text: str, location: tuple[int | str, ...]) -> Place:
    """Where the value stands in the file; where it is missing, what it is missing from."""
    at = _skip(text, 0)
    for step in location:
        at = next((start for key, start in _members(text, at) if key == step), at)
    return Place(str(path), text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _members(text: str, at: int) -> Iterator[tuple[int | str, int]]:
    """The keys or indices of the object or array that begins at `at`, and where their values begin."""
    opening, decode = text[at], json.JSONDecoder().raw_decode
    if opening not in "{[":
        return
    at, index = _skip(text, at + 1), 0
    while text[at] not in "}]":
        key: int | str = index
        if opening == "{":
            key, at = decode(text, at)
            at = _skip(text, _skip(text, at) + 1)  # past the colon
        yield key, at
        at = _skip(text, decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
        index += 1


def _skip(text: str, at: int) -> int:
    """The next character that is not white."""
    white = WHITE.match(text, at)
    return white.end() if white else at
