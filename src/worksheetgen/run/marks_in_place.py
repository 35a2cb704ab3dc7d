"""Whether every mark of a run has its place: on the papers that are printed, or on those that are about to be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from worksheetgen.errors import InvalidInput, OutputExists, Problem
from worksheetgen.manifest import MANIFEST_FILE, Manifest, load_manifest
from worksheetgen.markbook import MARKBOOK_FILE, Asked, NotAMarkbook, unplaced
from worksheetgen.marks_record import MarkKey
from worksheetgen.protection import Password
from worksheetgen.run.asked import asked_in_plan, asked_in_run, options_on
from worksheetgen.run.beside import shown_marks_file
from worksheetgen.run.marks import TakenMarks, read_markbook_of
from worksheetgen.run.plan import Plan
from worksheetgen.value import replace


def marks_out_of_place(manifest: Manifest, taken: TakenMarks) -> tuple[Problem, ...]:
    """A problem for every mark in the record that no paper of the run has a place for."""
    asked, file = asked_in_run(manifest), str(shown_marks_file(taken.folder))
    return tuple(unplaced(taken.record, manifest.run, asked, asked, {}, file))


def check_marks(plan: Plan, taken: TakenMarks, password: Password) -> None:
    """Every mark must have its place on the papers that are planned; OutputExists with all that have not."""
    if not taken.record.lines:
        return
    run, asked, file = plan.request.run_id, asked_in_plan(plan), str(shown_marks_file(plan.folder))
    stood = options_on(plan.request.earlier_papers, plan.request.unit)
    known = replace(asked, options={**asked.options, **stood})
    # Reading the markbook to say in which cells marks stand takes a while, and mostly all have their place.
    if any(unplaced(taken.record, run, asked, known, {}, file)):
        before, cells = _where_marks_stand(plan.folder, password)
        raise OutputExists(unplaced(taken.record, run, asked, before or known, cells, file))


def _where_marks_stand(folder: Path, password: Password) -> tuple[Asked | None, Mapping[MarkKey, str]]:
    """What the papers asked that are printed, and the cell of each mark in their markbook; nothing where it is gone."""
    try:
        before = asked_in_run(load_manifest(folder / MANIFEST_FILE))
        reading = read_markbook_of(folder, password)
    except (InvalidInput, NotAMarkbook, OSError):
        return None, {}
    typed = {**reading.marks, **reading.over}.items()
    return before, {
        key: f"{folder / MARKBOOK_FILE}: {cell.cell}" for key, cell in typed if cell.value is not None
    }
