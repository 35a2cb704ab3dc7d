"""Earlier runs by their folders, and the questions that a new paper must not repeat."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import filterfalse
from pathlib import Path

from worksheetgen.delivery import restore
from worksheetgen.delivery.disk import real_path
from worksheetgen.delivery.hidden import is_hidden_work
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import MANIFEST_FILE, Manifest, draw_of, drawn_questions, is_ours, load_manifest
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.question import is_made
from worksheetgen.value import replace


def read_run(run: Path) -> tuple[Path, Manifest]:
    """A run's folder and its record, whether the folder or the record was named. Raises InvalidInput."""
    restore_run(run)
    folder = folder_of_run(run)
    return folder, load_manifest(folder / MANIFEST_FILE)


def restore_run(run: Path) -> str:
    """Bring a run back that a killed program had put aside; the sentence that says so, "" nearly always."""
    return restore(folder_of_run(run)) or ""


def folder_of_run(run: Path) -> Path:
    """The folder, whether it or the record in it was named."""
    return run.parent if run.name == MANIFEST_FILE else run


# ---- questions that were used --------------------------------------------------------------------


def without_recent_questions(
    blueprint: Blueprint, unit: str, history: Path, target: Path, standing: Container[str]
) -> Blueprint:
    """The blueprint, excluding what was printed in any run below `history` since its `unused_since`.

    A run's day is that of its record's file. The run that is replaced in `target` does not count, nor do the
    `standing` questions that it has (ids), whatever was printed since: a newcomer must not change anybody else's
    paper. Raises InvalidInput where a question that the blueprint requires was printed.
    """
    if not blueprint.unused_since:
        return blueprint
    others = (
        folder
        for folder in _runs_since(history, blueprint.unused_since)
        if real_path(folder) != real_path(target)
        and load_manifest(folder / MANIFEST_FILE).blueprint.get("unit") == unit
    )
    found = _without(blueprint, unit, [read_run(folder) for folder in others])
    kept = (id for id in found.exclude if id in blueprint.exclude or id not in standing)
    return replace(found, exclude=tuple(kept))


def uses(history: Path, unit: str, target: Path) -> dict[str, tuple[Path, ...]]:
    """The folders below `history` of the runs that have each question, by its id, but for the run in `target`.

    Only questions of the bank are told: what is made for a run is another one in every run.

    A run whose record cannot be read, as it is damaged or of an earlier version, is passed over: this is for a person
    to look at, and another plan must not wait for that run to be mended.
    """
    found: dict[str, tuple[Path, ...]] = {}
    for folder, manifest in runs_on(history, unit, target):
        for id in sorted(filterfalse(is_made, drawn_questions(manifest))):
            found[id] = (*found.get(id, ()), folder)
    return found


def runs_on(history: Path, unit: str, target: Path) -> Iterator[tuple[Path, Manifest]]:
    """The folders and records of the runs on a unit below `history`, but for the run in `target`.

    Those whose records cannot be read are passed over, as by `uses`.
    """
    for folder in _runs_since(history, ""):
        if real_path(folder) == real_path(target):
            continue
        with suppress(InvalidInput):
            manifest = load_manifest(folder / MANIFEST_FILE)
            if manifest.blueprint.get("unit") == unit:
                yield folder, manifest


def run_folders(history: Path) -> tuple[Path, ...]:
    """The folders of the runs below `history`, the one that was printed last first."""
    found = [((folder / MANIFEST_FILE).stat().st_mtime, folder) for folder in _runs_since(history, "")]
    return tuple(folder for _, folder in sorted(found, reverse=True))


def _runs_since(history: Path, since: str) -> Iterator[Path]:
    """The folders of the runs whose record is not older than `since`.

    Not the hidden folders in which runs are being made, nor records of other programs.
    """
    for record in sorted(history.rglob(MANIFEST_FILE)):
        if is_hidden_work(record.relative_to(history)) or not is_ours(record):
            continue
        if day_of(record.parent).isoformat() >= since:
            yield record.parent


def day_of(folder: Path) -> date:
    """The day of a run: that of its record's file; the last or first there is where its year is in no calendar."""
    written = (folder / MANIFEST_FILE).stat().st_mtime
    try:
        return datetime.fromtimestamp(written).date()
    except (ValueError, OverflowError, OSError):  # the last on Windows, also of years before 1970
        return date.max if written > 0 else date.min


def without_questions_of(blueprint: Blueprint, unit: Unit, runs: Sequence[Path]) -> Blueprint:
    """The blueprint for a retake: without the questions of earlier runs, parallel to the first of its own.

    That is the first run of a blueprint with this name whose questions the unit still has; forms with demands of their
    own are parallel to none, and nothing is to a paper with activities, which were made for it alone. Raises
    InvalidInput where a run is on another unit, or has a question that the blueprint requires.
    """
    records = [read_run(run) for run in runs]
    own = (
        draw_of(manifest).forms[0].ids
        for _, manifest in records
        if manifest.blueprint.get("name") == blueprint.name
        and not blueprint.by_form
        and drawn_questions(manifest) <= unit.by_id.keys()
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
