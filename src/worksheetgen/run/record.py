"""A printed run from its folder: one paper printed again, its PDFs verified."""

from __future__ import annotations

from pathlib import Path

from worksheetgen.blueprint import from_data
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import MANIFEST_FILE, Manifest, RecordedStudent, draw_of, students_of
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.protection import NO_PASSWORD, Password
from worksheetgen.run.history import read_run
from worksheetgen.run.plan import Plan
from worksheetgen.run.press import Press
from worksheetgen.run.rendering import pdf_of
from worksheetgen.run.request import RunRequest, UnnamedPapers, folders_of_theme, unit_of
from worksheetgen.run.standing import ClassChanges, standing
from worksheetgen.run.verification import Verification, compare_with_record
from worksheetgen.typesetting import theme_digest
from worksheetgen.value import Value


class RunRecord(Value):
    """A run in its folder, and what its manifest says."""

    folder: Path
    manifest: Manifest

    def student(self, id: str) -> RecordedStudent:
        """The student of that id; InvalidInput with the ids that there are."""
        for student in self.manifest.students:
            if student.id == id:
                return student
        ids = ", ".join(student.id for student in self.manifest.students)
        raise InvalidInput(
            [Problem(Place(MANIFEST_FILE), f"The run has no student {id}.", f"There are: {ids}.")]
        )

    def unit(self, bank: Bank) -> Unit:
        """The unit that the run was drawn from, as `unit_of` gives it; InvalidInput where the bank is another now."""
        if bank.digest != self.manifest.digests.bank:
            raise _changed("bank")
        return unit_of(bank, from_data(self.manifest.blueprint), self.manifest.seed)

    def request(self, bank: Bank, theme: Path | None, *, same_theme: bool = True) -> RunRequest:
        """What the run was made from; InvalidInput where bank or theme are not what they were then.

        Without `same_theme` the theme may have changed: what is printed besides papers need not look as they did.
        """
        unit, blueprint = self.unit(bank), from_data(self.manifest.blueprint)
        themes = folders_of_theme(theme, blueprint.theme, Place(MANIFEST_FILE))
        if same_theme and theme_digest(themes) != self.manifest.digests.theme:
            raise _changed("theme")
        return RunRequest(
            unit=unit,
            blueprint=blueprint,
            class_list=students_of(self.manifest),
            spares=UnnamedPapers(count=0),  # they stand in the list
            run_id=self.manifest.run,
            seed=self.manifest.seed,
            themes=themes,
            digests=self.manifest.digests,
            standing=standing(self.manifest),
            two_up=self.manifest.two_up,
        )


def plan_of(record: RunRecord, bank: Bank, theme: Path | None = None) -> Plan:
    """The printed run as a plan, to change it and print it again. Raises as `RunRecord.request` does."""
    request = record.request(bank, theme)
    return Plan(record.folder, request, draw_of(record.manifest), ClassChanges(), record.folder.parent)


def open_run(run: Path | str) -> RunRecord:
    """The run in a folder (or of the manifest that was named). Raises InvalidInput where it has no sound record."""
    return RunRecord(*read_run(Path(run)))


def reprint_paper(record: RunRecord, student: str, bank: Bank, theme: Path | None) -> bytes:
    """One student's paper again: the same bytes as in the run.

    Raises InvalidInput where there is no such student, or bank or theme are not what they were.
    """
    id = record.student(student).id
    request = record.request(bank, theme)
    who = next(one for one in request.class_list.students if one.id == id)
    press = Press(request, request.paper_ids)
    (laid_out,) = press.renderer.papers([press.papers.paper(request.earlier_papers[id], who)])
    return pdf_of(laid_out)


def verify(run: RunRecord | Path | str, bank: Bank, password: Password = NO_PASSWORD) -> Verification:
    """Read a run's files back and compare them with its record, the bank and the answer keys.

    Raises InvalidInput where the run has no sound record, is protected by another password, or the bank is not the one
    that it was printed from.
    """
    record = run if isinstance(run, RunRecord) else open_run(run)
    return compare_with_record(record.folder, record.manifest, record.unit(bank), password)


def _changed(what: str) -> InvalidInput:
    return InvalidInput(
        [
            Problem(
                Place(MANIFEST_FILE),
                f"The {what} is not the one that this run was printed from.",
                f"Give that one with --{what}, or print the run again.",
            )
        ]
    )
