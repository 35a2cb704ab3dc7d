"""Earlier runs by their folders: the papers that stand, and the questions that a new paper must not repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from worksheetgen.blueprint import from_data, to_data
from worksheetgen.delivery import restore
from worksheetgen.delivery.hidden import is_hidden_work
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import (
    MANIFEST_FILE,
    Manifest,
    arrangements_of,
    drawn_questions,
    forms_of,
    is_ours,
    load_manifest,
)
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint


def read_run(run: Path) -> tuple[Path, Manifest]:
    """A run's folder and its record, whether the folder or the record was named. Raises InvalidInput."""
    restore_run(run)
    folder = _folder(run)
    return folder, load_manifest(folder / MANIFEST_FILE)


def restore_run(run: Path) -> str:
    """Bring a run back that a killed program had put aside; the sentence that says so, "" nearly always."""
    return restore(_folder(run)) or ""


def _folder(run: Path) -> Path:
    return run.parent if run.name == MANIFEST_FILE else run


def papers_of_run(folder: Path, run_id: str) -> dict[str, Arrangement]:
    """The papers in a folder, by student id, where it holds the run of that id; else none."""
    try:
        manifest = load_manifest(folder / MANIFEST_FILE)
    except InvalidInput:  # nothing there, or the record of another version: about to be replaced
        return {}
    return arrangements_of(manifest) if manifest.run == run_id else {}


# ---- questions that were used --------------------------------------------------------------------


def without_recent_questions(blueprint: Blueprint, unit: str, history: Path, target: Path) -> Blueprint:
    """The blueprint, excluding what was printed in any run below `history` since its `unused_since`.

    A run's day is that of its record's file. The run of the same blueprint that is replaced in `target` does not
    count, and what it left out is left out again, whatever was printed since: a newcomer must not change anybody
    else's paper. Raises InvalidInput where a question that the blueprint requires was printed.
    """
    if not blueprint.unused_since:
        return blueprint
    left_out = _left_out(blueprint, target)
    if left_out is not None:
        return replace(blueprint, exclude=left_out)
    others = (
        folder
        for folder in _runs_since(history, blueprint.unused_since, unit)
        if folder.resolve() != target.resolve()
    )
    return _without(blueprint, unit, [read_run(folder) for folder in others])


def _left_out(blueprint: Blueprint, target: Path) -> tuple[str, ...] | None:
    """What the run in `target` left out, where it is of this blueprint; else None."""
    try:
        printed = from_data(load_manifest(target / MANIFEST_FILE).blueprint)
    except InvalidInput:  # nothing there, or the record of another version: about to be replaced
        return None
    same = to_data(replace(printed, exclude=blueprint.exclude)) == to_data(blueprint)
    return printed.exclude if same and set(blueprint.exclude) <= set(printed.exclude) else None


def _runs_since(history: Path, since: str, unit: str) -> Iterator[Path]:
    """The folders of the runs on a unit whose record is not older than `since`.

    Not the hidden folders in which runs are being made, nor records of other programs.
    """
    for record in sorted(history.rglob(MANIFEST_FILE)):
        if is_hidden_work(record.relative_to(history)) or not is_ours(record):
            continue
        printed = datetime.fromtimestamp(record.stat().st_mtime).date().isoformat()
        if printed >= since and load_manifest(record).blueprint.get("unit") == unit:
            yield record.parent


def without_questions_of(blueprint: Blueprint, unit: Unit, runs: Sequence[Path]) -> Blueprint:
    """The blueprint for a retake: without the questions of earlier runs, parallel to the first of its own.

    That is the first run of a blueprint with this name whose questions the unit still has. Raises InvalidInput
    where a run is on another unit, or has a question that the blueprint requires.
    """
    records = [read_run(run) for run in runs]
    own = (
        forms_of(manifest)[0].ids
        for _, manifest in records
        if manifest.blueprint.get("name") == blueprint.name and drawn_questions(manifest) <= unit.by_id.keys()
    )
    return replace(_without(blueprint, unit.id, records), like=tuple(sorted(next(own, ()))))


def _without(blueprint: Blueprint, unit: str, records: Sequence[tuple[Path, Manifest]]) -> Blueprint:
    """The blueprint without the questions of these runs. Raises InvalidInput as `without_questions_of` does."""
    problems: list[Problem] = []
    used: set[str] = set()
    for folder, manifest in records:
        if manifest.blueprint.get("unit") != unit:
            what = f"This run is on another unit than {unit}."
            problems.append(Problem(Place(str(folder)), what, "Name runs on the same unit with --unlike."))
            continue
        drawn = drawn_questions(manifest)
        used |= drawn
        for id in sorted(drawn & set(blueprint.require)):
            what = f"The blueprint requires {id}, which stands in {folder}."
            problems.append(
                Problem(blueprint.place, what, "Take it out of ‘require’, or leave that run out.")
            )
    if problems:
        raise InvalidInput(problems)
    return replace(blueprint, exclude=tuple(sorted({*blueprint.exclude, *used})))
