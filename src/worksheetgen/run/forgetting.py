"""A printed run to the same run of nobody: its papers keep ids and keys, and no file of it has a pupil's name.

What a run tells of pupils stands in papers, keys, markbook, seating plan and record, in the marks, feedback and Word
copies beside it, and in whatever a person put into those folders, such as scans. The papers are printed again without
names; all the rest goes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from re import findall

from worksheetgen.delivery import bring_in
from worksheetgen.delivery.changes import added, digests
from worksheetgen.delivery.disk import real_path
from worksheetgen.delivery.hidden import aside_path, clean, discard
from worksheetgen.delivery.problems import reporting
from worksheetgen.delivery.workroom import open_workroom
from worksheetgen.manifest import MANIFEST_FILE, digests_of_files
from worksheetgen.marks_record import MarksRecord
from worksheetgen.model.bank import Bank
from worksheetgen.model.students import Student
from worksheetgen.protection import Password
from worksheetgen.run.beside import FEEDBACK_FOLDER, MARKS_FOLDER, WORD_FOLDER, beside_run
from worksheetgen.run.marks import TakenMarks, check_password
from worksheetgen.run.plan import Plan
from worksheetgen.run.printing import print_into
from worksheetgen.run.record import RunRecord, plan_of
from worksheetgen.system.disk import lock
from worksheetgen.value import Value, replace

FOLDERS_BESIDE = (MARKS_FOLDER, FEEDBACK_FOLDER, WORD_FOLDER)
SHORTEST_TOLD = 3
"""A name's word of so many letters that stands in an id is told; shorter ones stand in many by chance."""


class Forgetting(Value):
    """What forgetting the pupils of a run will do, to be confirmed: the plan of the run without names.

    `named` counts the pupils whose names the run has. `goes` are the folders and files that will be deleted, as the
    person calls them: the run's own are printed anew, protected by the `password`.
    """

    plan: Plan
    named: int
    goes: tuple[Path, ...]
    password: Password

    @property
    def telling_ids(self) -> tuple[str, ...]:
        """The ids in which a word of the pupil's own name stands: papers keep them, and they still tell who it is."""
        return tuple(
            one.id for one in self._students if any(word in one.id.casefold() for word in _words(one))
        )

    @property
    def telling_names(self) -> tuple[str, ...]:
        """The class's name and the folder's, where a word of a pupil's name stands in them: both stay as they are."""
        words = {word for one in self._students for word in _words(one)}
        names = (self.plan.request.class_list.name, self.plan.folder.name)
        return tuple(name for name in names if words.intersection(findall(r"\w+", name.casefold())))

    @property
    def _students(self) -> tuple[Student, ...]:
        """The pupils as the run knows them still."""
        standing = self.plan.request.standing
        return standing.class_list.students if standing else ()


def _words(student: Student) -> Iterator[str]:
    words = student.name.casefold().split()
    return (word for word in words if len(word) >= SHORTEST_TOLD)


def plan_forgetting(record: RunRecord, bank: Bank, theme: Path | None, password: Password) -> Forgetting:
    """What is to be done so that nothing of a run tells its pupils' names or marks.

    Raises InvalidInput where bank or theme are not what the run was printed from: the papers could not be the same; and
    where the run is protected by another password.
    """
    check_password(record.folder, password)
    plan = plan_of(record, bank, theme)
    students = tuple(map(_unnamed, plan.request.class_list.students))
    unnamed = replace(plan.request.class_list, students=students)
    # The digest of a class list is made from its names: who has a list could tell that it was this one.
    request = replace(
        plan.request,
        class_list=unnamed,
        digests=plan.request.digests.of_class(unnamed.listed.digest),
    )
    beside = (beside_run(record.folder, name) for name in FOLDERS_BESIDE)
    put_in = added(record.folder, digests_of_files(record.folder))
    return Forgetting(
        plan=replace(plan, request=request),
        named=sum(bool(one.name) for one in record.manifest.students),
        goes=(*(path for path in beside if path.exists()), *(record.folder / name for name in put_in)),
        password=password,
    )


def _unnamed(student: Student) -> Student:
    """The pupil as an id: tier, print, time and seat are the paper's; arrangements in words may name somebody."""
    return replace(student, name="", arrangements=())


def forget(forgetting: Forgetting) -> None:
    """Do what was planned: the run is the old one or the new one at every moment, whatever stops the program.

    What lies beside it goes after that; where the program was stopped between the two, the same again ends it.
    Raises OutputExists where a folder cannot be written.
    """
    plan = forgetting.plan
    printed = plan.folder / MANIFEST_FILE
    when = printed.stat()
    with open_workroom(plan.folder, plan.identity, resume=False) as workroom:
        print_into(workroom, plan, TakenMarks(plan.folder, MarksRecord()), forgetting.password)
        # The day of a run, by which later papers leave out its questions, is that of its record.
        os.utime(workroom.run / MANIFEST_FILE, ns=(when.st_atime_ns, when.st_mtime_ns))
        # All that is there may go, as a person confirmed: nothing counts as typed or added.
        bring_in(plan.folder, workroom.run, force=True, digests_of=digests)
    real = real_path(plan.folder)
    for name in FOLDERS_BESIDE:
        _delete(beside_run(real, name), beside_run(plan.folder, name))


def _delete(folder: Path, shown: Path) -> None:
    """Delete a folder at one moment, and what a killed program had left half-written beside it."""
    if not folder.parent.is_dir():
        return
    with reporting(shown), lock(folder.parent, wait=True):
        clean(folder.parent)
        for path in (folder, aside_path(folder)):
            if path.is_dir():
                discard(path, folder.parent)
    with suppress(OSError):  # other runs have theirs in it
        folder.parent.rmdir()
