"""The papers of a run to manifest.json, written part by part as they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from worksheetgen import __version__
from worksheetgen.manifest.values import (
    DIGEST,
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
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.paper import Paper, PaperPart, PaperQuestion
from worksheetgen.stored import to_json, to_plain


def record_run(
    blueprint: dict[str, Any],
    class_name: str,
    *,
    run: str,
    draw: Draw,
    seed: str,
    digests: Digests,
    two_up: bool = False,
    protected: bool = False,
) -> Manifest:
    """The record of a run without its students, files and digest: `ManifestParts` adds them.

    `blueprint` is the blueprint as plain data, `run` the run's id.
    """
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
            tuple(map(_form, draw.forms)),
            tuple(map(_form, draw.own)),
        ),
        two_up=two_up,
        protected=protected,
        students=(),
        files=(),
        digest="",
    )


def _form(selection: Selection) -> RecordedForm:
    return RecordedForm(selection.form, selection.sections, selection.student)


def record_student(
    paper: Paper, file: str, pages: int, paper_size: PaperSize, booklet: str
) -> RecordedStudent:
    """The record of one paper of so many `pages` of that size.

    `file` is its PDF, `booklet` that of the source booklet beside it, "" for none, both relative to the run's folder.
    """
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
        paper_size=paper_size,
        qr_text=paper.qr_text,
        questions=tuple(map(_question, paper.questions)),
        arrangements=student.arrangements,
        booklet=booklet,
    )


def _question(question: PaperQuestion) -> RecordedQuestion:
    """The record of a question; the options and the answer of its only part are its own."""
    only = question.parts[0]
    plain = len(question.parts) == 1 and not only.label
    parts = () if plain else tuple(map(_part, question.parts))
    return RecordedQuestion(
        number=question.number,
        id=question.question.id,
        marks=question.question.marks,
        options=only.options if plain else (),
        answer=only.answer or None if plain else joined_answer(parts),
        parts=parts,
        spag=question.spag,
    )


def joined_answer(parts: Sequence[RecordedPart]) -> str | None:
    """A question's answer: that of its only part, or those of its parts in one line; None where none has one."""
    told = (f"{part.label} {part.answer}".lstrip() for part in parts if part.answer is not None)
    return "; ".join(told) or None


def _part(part: PaperPart) -> RecordedPart:
    return RecordedPart(part.label, part.part.marks, part.options, part.answer or None)


class ManifestParts:
    """The bytes of manifest.json in parts, to be written one after another: students while their papers are made.

    First the `head`; then `students`, which may be asked for again and again; then the `foot`, of files as of
    `file_to_json`. Fields stand in the order of their class: equal runs have equal bytes.
    """

    def __init__(self, manifest: Manifest) -> None:
        """`manifest` is as of `record_run`."""
        self._manifest = manifest
        self._hasher = sha256()
        self._apart = _FIRST

    def head(self) -> bytes:
        """The fields before the students."""
        # What comes before the two empty lists, the last fields but the digest.
        alone = to_plain(replace(self._manifest, students=(), files=()))
        named = {Manifest.json_names.get(name, name): value for name, value in alone.items()}
        head, _, _ = to_json(named).partition(b'[],\n  "files": []')
        return self._hashed(head)

    def students(self, students: Iterable[RecordedStudent]) -> Iterator[bytes]:
        """Further students."""
        yield from self._entries(map(to_json, students))

    def foot(self, files: Iterable[bytes]) -> Iterator[bytes]:
        """The files, and the record's digest of itself."""
        yield self._end_of_list()
        yield self._hashed(b',\n  "files": ')
        yield from self._entries(files)
        yield self._end_of_list()
        yield DIGEST + self._hasher.hexdigest().encode() + b'"\n}\n'

    def _entries(self, entries: Iterable[bytes]) -> Iterator[bytes]:
        """Further entries of a JSON array, which are JSON already, indented as a field's value in the record."""
        for entry in entries:
            yield self._hashed(self._apart + entry.replace(b"\n", b"\n    "))
            self._apart = b",\n    "

    def _end_of_list(self) -> bytes:
        """The end of an array; the next entry begins another one."""
        ended = b"[]" if self._apart is _FIRST else b"\n  ]"
        self._apart = _FIRST
        return self._hashed(ended)

    def _hashed(self, written: bytes) -> bytes:
        self._hasher.update(written)
        return written


def file_to_json(file: RecordedFile) -> bytes:
    """A file of a run as it stands in the record."""
    return to_json(file)


_FIRST = b"[\n    "
"""What stands before the first entry of an array."""
