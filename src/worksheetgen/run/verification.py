"""A run's folder to findings: what the printed PDFs say, read back, against manifest, bank and answer keys.

Nothing here is taken on trust from the program that printed: every file is compared with its digest in the manifest,
the text comes out of the PDFs, the right answers out of the bank, and only then the manifest's record is compared
with all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from worksheetgen.composition import keys_identity
from worksheetgen.delivery.changes import Change, ChangeKind, changes
from worksheetgen.errors import Place, Problem
from worksheetgen.manifest import MANIFEST_FILE, Manifest, RecordedStudent, students_of
from worksheetgen.markbook import NotAMarkbook, printed_cells_changed
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import PaperType
from worksheetgen.protection import Password
from worksheetgen.run.beside import WORD_FOLDER, beside_run
from worksheetgen.run.bound_files import wrong_in_files
from worksheetgen.run.class_packs import class_pack_of
from worksheetgen.run.marks import OTHER_FORMATS, check_password, read_markbook_of
from worksheetgen.run.outputs import (
    ANSWER_KEYS,
    BOOKLET,
    INDEX,
    MARK_SCHEME,
    MARKBOOK,
    PAPERS,
    SEATING,
    output_of,
)
from worksheetgen.run.printed_text import NO_KEY, PdfTexts, PrintedKey, printed_keys
from worksheetgen.run.prints import PackOutput
from worksheetgen.run.reading_back import wrong_in
from worksheetgen.value import Value

REMEDY = "Do not use this run; print it again."
MARKBOOK_REMEDY = "Print again with --force: the new markbook shows all marks that were taken."


class Finding(Value):
    """What was read for one student: every disagreement in a sentence, none where all agree."""

    student_id: str
    name: str
    questions: int
    disagreements: tuple[str, ...]


class Verification(Value):
    """What was found in a run's folder: paper by paper, and for the other files and the record.

    `notes` are sentences on what a person did to the folder since, which is no mistake: marks typed, files added.
    """

    papers: tuple[Finding, ...]
    files: tuple[Problem, ...]
    notes: tuple[str, ...]
    folder: Path

    @property
    def disagreements(self) -> tuple[Problem, ...]:
        """Everything that does not agree; empty for a sound run."""
        of_papers = (
            Problem(Place(str(self.folder)), f"Paper {finding.student_id}: {disagreement}.", REMEDY)
            for finding in self.papers
            for disagreement in finding.disagreements
        )
        return (*self.files, *of_papers)


def compare_with_record(folder: Path, manifest: Manifest, unit: Unit, password: Password) -> Verification:
    """Compare every file of a run with its record, and what the papers and keys say with bank and record.

    A paper is compared in its order of questions and options, its answers, marks, pages, name and number. Raises
    InvalidInput where the run is protected by another password.
    """
    check_password(folder, password)
    changed = changes(folder, {one.file: one.sha256 for one in manifest.files})
    another = _is_another_markbook(folder, manifest, password)
    typed = another is False and Change(MARKBOOK.file, ChangeKind.CHANGED) in changed
    pages = PdfTexts(folder, password)
    keys = _keys(manifest, pages)
    return Verification(
        papers=tuple(
            Finding(
                student.id,
                student.name,
                len(student.questions),
                tuple(
                    wrong_in(student, manifest, pages.of(student.file), keys.get(student.id, NO_KEY), unit)
                ),
            )
            for student in manifest.students
        ),
        files=(
            *(
                Problem(Place(str(folder / file)), what, MARKBOOK_REMEDY if file == MARKBOOK.file else REMEDY)
                for file, what in (
                    *_wrong_files(changed, typed),
                    *_wrong_record(manifest),
                    *wrong_in_files(manifest, unit, pages),
                    *([(MARKBOOK.file, "It is not the markbook of these papers.")] if another else []),
                )
            ),
            *_planted(folder, manifest, changed),
        ),
        notes=(*_notes(changed, typed), *_left_out(folder)),
        folder=folder,
    )


def _keys(manifest: Manifest, pages: PdfTexts) -> dict[str, PrintedKey]:
    """What the answer keys of all packs print for each paper, by student id."""
    folders: dict[PurePosixPath, list[RecordedStudent]] = {}
    for student in manifest.students:
        folders.setdefault(PurePosixPath(student.file).parent.parent, []).append(student)
    identity = keys_identity(str(manifest.blueprint["code"]), manifest.class_name)
    return {
        id: section
        for within, students in folders.items()
        for id, section in printed_keys(
            pages.text((within / ANSWER_KEYS.file).as_posix()), students, identity
        )
    }


# ---- files ---------------------------------------------------------------------------------------

CHANGED = {
    ChangeKind.CHANGED: "This file was changed after it was printed.",
    ChangeKind.MISSING: "This file of the run is missing.",
}


def _is_another_markbook(folder: Path, manifest: Manifest, password: Password) -> bool | None:
    """Whether what the markbook says of papers is not what the record says, also where its digest is the record's.

    None where it cannot be read, which its digest tells.
    """
    try:
        reading = read_markbook_of(folder, password)
    except (NotAMarkbook, OSError):
        return None
    return printed_cells_changed(reading, manifest.run, manifest.students)


def _wrong_files(changed: Sequence[Change], typed: bool) -> Iterator[tuple[str, str]]:
    for change in changed:
        if change.kind in CHANGED and not (typed and change.file == MARKBOOK.file):
            yield change.file, CHANGED[change.kind]


def _planted(folder: Path, manifest: Manifest, changed: Sequence[Change]) -> Iterator[Problem]:
    """Files that were not printed with this run, and would be copied for pupils or markers as if they were."""
    told = _needed(manifest) | {student.file for student in manifest.students}
    for change in changed:
        if _is_planted(change) and change.file not in told:
            what = "It has the name of a file of a run, but it was not printed with this one."
            yield Problem(Place(str(folder / change.file)), what, "Move it out of the folder.")


def _is_planted(change: Change) -> bool:
    """Whether a file was added under a name that a run gives; the copy that a teacher makes of a markbook has none."""
    output = output_of(change.file)
    return change.kind is ChangeKind.ADDED and (
        isinstance(output, PackOutput)
        or output is BOOKLET
        or (output is not None and output.file == change.file)
    )


def _notes(changed: Sequence[Change], typed: bool) -> Iterator[str]:
    if typed:
        yield f"{MARKBOOK.file}: marks were typed into it after it was printed."
    for change in changed:
        if change.kind is ChangeKind.ADDED and not _is_planted(change):
            sheet = PurePosixPath(change.file).suffix in (".xlsx", *OTHER_FORMATS)
            unread = f" What is typed into it is not read, but what is in {MARKBOOK.file}." if sheet else ""
            yield f"{change.file}: this file is not of the run.{unread}"


def _left_out(folder: Path) -> Iterator[str]:
    """The run's copies in Word, which are there to be changed."""
    if (copies := beside_run(folder, WORD_FOLDER)).is_dir():
        yield f"{copies}: copies in Word may be changed, so they are not compared."


def _wrong_record(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """What the record says twice must agree: who is in the class, whose papers there are, which questions they have."""
    for one in manifest.files:
        if output_of(one.file) is None:
            yield one.file, "The record names it, but no run has such a file."
    if students_of(manifest).listed.digest != manifest.digests.class_list:
        yield MANIFEST_FILE, "Its students are not those of the class list that the run was printed for."
    papers = {one.file for one in manifest.files if output_of(one.file) is PAPERS}
    for file in sorted(papers ^ {student.file for student in manifest.students}):
        yield (
            file,
            "This paper belongs to no student of the record."
            if file in papers
            else "Its file is not recorded.",
        )
    for file in sorted(_needed(manifest) - {one.file for one in manifest.files}):
        yield file, "Every run like this one has it, but the record does not name it."


def _needed(manifest: Manifest) -> set[str]:
    """The files, beside papers, that a run of these students has whatever else was asked for."""
    packs = {PurePosixPath(student.file).parent.parent for student in manifest.students}
    of_packs = {(pack / one.file).as_posix() for pack in packs for one in (ANSWER_KEYS, MARK_SCHEME)}
    booklets = {student.booklet for student in manifest.students if student.booklet}
    bound = {class_pack_of(student, two_up=manifest.two_up) for student in manifest.students}
    seated = manifest.blueprint["type"] == PaperType.EXAM and any(
        student.seat for student in manifest.students
    )
    of_run = {MARKBOOK.file: True, SEATING.file: seated, INDEX.file: len(packs) > 1}
    return of_packs | booklets | bound | {file for file, is_needed in of_run.items() if is_needed}
