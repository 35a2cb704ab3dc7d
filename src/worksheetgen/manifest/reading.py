"""manifest.json to the values of a run: its students, forms, arrangements and files."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest.values import DIGEST, MANIFEST_FILE, Manifest, RecordedForm, RecordedStudent
from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.model.room import seat_of
from worksheetgen.model.students import ClassList, Student
from worksheetgen.system.files import read_file, remedy_for

LARGEST_MANIFEST = 64 * 2**20
"""The most bytes of a record; one of 10,000 papers has fewer."""
RESTORE = "Restore the file from a copy, or print the run again; it is not meant to be edited."
OWN_MARK = b'"program": "worksheetgen '  # stands in the first lines of every record of ours
NAMED_RUNS = 6
"""So many runs are named to whoever named the folder that they are in."""


def student_of(one: RecordedStudent) -> Student:
    """The student of a record, as the class list of the run had it; the record stands for its place."""
    return Student(
        one.id,
        one.name,
        one.tier,
        one.print,
        one.extra_time,
        seat_of(one.seat),
        one.spare,
        Place(MANIFEST_FILE),
        one.arrangements,
    )


def students_of(manifest: Manifest) -> ClassList:
    """The class of the run, spare papers included, in the order in which the papers lie in the packs."""
    return ClassList(manifest.class_name, tuple(map(student_of, manifest.students)))


def drawn_questions(manifest: Manifest) -> frozenset[str]:
    """The ids of the questions of all forms together, single students' own ones too."""
    return draw_of(manifest).ids


def draw_of(manifest: Manifest) -> Draw:
    """What was drawn, as the draw gave it, with what was swapped since."""
    draw = manifest.draw
    return Draw(tuple(map(_selection, draw.forms)), draw.solver, draw.steps, tuple(map(_selection, draw.own)))


def _selection(form: RecordedForm) -> Selection:
    return Selection(form.form, form.sections, form.student)


def arrangements_of(manifest: Manifest) -> dict[str, Arrangement]:
    """How each student's paper is ordered, by student id.

    A student whose form is not among those drawn is left out: the record is damaged there.
    """
    forms = {form.form: form for form in draw_of(manifest).all_forms}
    return {
        student.id: _arrangement(student, forms[student.form])
        for student in manifest.students
        if student.form in forms
    }


def _arrangement(student: RecordedStudent, form: Selection) -> Arrangement:
    """The order of a student's questions; the form says in which section each of them stands."""
    printed = [
        ArrangedQuestion(question.id, tuple(part.options for part in question.parts) or (question.options,))
        for question in student.questions
    ]
    sections = tuple(
        tuple(question for question in printed if question.id in frozenset(section))
        for section in form.sections
    )
    return Arrangement(form.form, sections)


def is_ours(path: Path) -> bool:
    """Whether a file is the record of a run of this program, of whatever version, damaged or not.

    False where it cannot be opened.
    """
    try:
        return OWN_MARK in read_file(path, 200)
    except OSError:
        return False


def digests_of_files(folder: Path) -> dict[str, str] | None:
    """The SHA-256, in hexadecimal, of each file of the run in `folder` when printed, by relative POSIX path.

    The record itself is not among them. None where no record says so: there is none, a damaged one, or one of
    another version.
    """
    try:
        return {one.file: one.sha256 for one in load_manifest(folder / MANIFEST_FILE).files}
    except InvalidInput:
        return None


def load_manifest(path: Path) -> Manifest:
    """Read the record of a run from the file `path`.

    Raises InvalidInput where it cannot be opened, is larger than any, is of another version, has mistakes (with up to
    twenty of them, the first of each list), has two students of one id, or was edited after the run was printed.
    """
    try:
        content = read_file(path, LARGEST_MANIFEST)
        if len(content) > LARGEST_MANIFEST:
            what = f"The run’s record has more than {LARGEST_MANIFEST // 2**20} megabytes: no run has such a one."
            raise InvalidInput([Problem(Place(str(path)), what, RESTORE)])
        content.decode()
    except OSError as error:
        what = f"The run’s record cannot be opened ({error.strerror})."
        runs = sorted(str(one.parent) for one in path.parent.glob(f"[!.]*/{MANIFEST_FILE}"))[:NAMED_RUNS]
        remedy = (
            f"Name one of the runs in it: {', '.join(runs)}."
            if runs
            else "Name the folder of a run, in which manifest.json lies."
        )
        raise InvalidInput([Problem(Place(str(path)), what, remedy_for(error, remedy))]) from error
    except UnicodeDecodeError as error:
        raise InvalidInput([Problem(Place(str(path)), "The run’s record is not UTF-8.", RESTORE)]) from error
    from worksheetgen.manifest.checking import (
        checked,
    )  # pydantic is slow to import, and who prints needs none

    manifest = checked(content, path)
    problems = list(_repeated(path, manifest))
    # The digest is of all that stands before it; it is checked last, as mistakes say more than that it is
    # wrong.
    before, _, _ = content.rpartition(DIGEST)
    if not problems and sha256(before).hexdigest() != manifest.digest:
        what = "The run’s record was changed after the run was printed."
        problems.append(Problem(Place(str(path)), what, RESTORE))
    if problems:
        raise InvalidInput(problems)
    return manifest


def _repeated(path: Path, manifest: Manifest) -> Iterator[Problem]:
    """A problem for each student's id, and each file, that stood before, in whatever case: they would be one file."""
    ids, files = (one.id for one in manifest.students), (one.file for one in manifest.files)
    for what, names in (("Two students have the id", ids), ("Two files have the name", files)):
        seen: set[str] = set()
        for name in names:
            if name.casefold() in seen:
                yield Problem(Place(str(path)), f"{what} {name!r}.", RESTORE)
            seen.add(name.casefold())
