"""The papers of a run to manifest.json, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from pydantic import JsonValue

from worksheetgen import __version__
from worksheetgen.manifest.values import (
    CONTRACT,
    DIGEST,
    RECORDED_FILE,
    STUDENT,
    VERSION,
    Digests,
    Manifest,
    RecordedDraw,
    RecordedFile,
    RecordedForm,
    RecordedPart,
    RecordedQuestion,
    RecordedStudent,
)
from worksheetgen.model.blueprint import Draw
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion


def record(
    blueprint: dict[str, JsonValue], class_name: str, *, run: str, draw: Draw, seed: str, digests: Digests
) -> Manifest:
    """The record of a run but for its students and files; `blueprint` as plain data."""
    return Manifest(
        version=VERSION,
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
        files=(),
        digest="",
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


def to_json(
    manifest: Manifest, students: Iterable[RecordedStudent], files: Iterable[RecordedFile]
) -> Iterator[bytes]:
    """The record with these students and files as UTF-8, piece by piece: a long class list is never held whole.

    The fields stand in the order of the contract, so equal runs have equal bytes.
    """
    hasher = sha256()
    for piece in _but_for_digest(manifest, students, files):
        hasher.update(piece)
        yield piece
    yield DIGEST + hasher.hexdigest().encode() + b'"\n}\n'


def _but_for_digest(
    manifest: Manifest, students: Iterable[RecordedStudent], files: Iterable[RecordedFile]
) -> Iterator[bytes]:
    alone = replace(manifest, students=(), files=())
    head, _, _ = CONTRACT.dump_json(alone, by_alias=True, indent=2).partition(b'[],\n  "files": []')
    yield head
    yield from _array(STUDENT.dump_json(student, by_alias=True, indent=2) for student in students)
    yield b',\n  "files": '
    yield from _array(RECORDED_FILE.dump_json(file, indent=2) for file in files)


def _array(entries: Iterable[bytes]) -> Iterator[bytes]:
    """A JSON array, each of its entries indented by two steps."""
    apart = b"[\n    "
    for entry in entries:
        yield apart + entry.replace(b"\n", b"\n    ")
        apart = b",\n    "
    yield b"[]" if apart.startswith(b"[") else b"\n  ]"
