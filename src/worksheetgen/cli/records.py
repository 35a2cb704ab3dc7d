"""Earlier runs by their folders, and what a new paper must not share with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import FILE, Manifest, arrangements_of, load_manifest, questions_of
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.blueprint import Blueprint


def read_run(run: Path) -> tuple[Path, Manifest]:
    """A run's folder and its record, whether the folder or the record was named."""
    folder = run.parent if run.name == FILE else run
    return folder, load_manifest(folder / FILE)


def standing(folder: Path, run: str) -> dict[str, Arrangement]:
    """The papers that stand in a folder, by student id, where it has that very run; else none."""
    try:
        manifest = load_manifest(folder / FILE)
    except InvalidInput:  # nothing there, or the record of another version: about to be replaced
        return {}
    return arrangements_of(manifest) if manifest.run == run else {}


def unused(blueprint: Blueprint, unit: str, history: Path, target: Path) -> Blueprint:
    """The blueprint without what was printed in any run under `history` since its `unused_since`.

    A run's day is that of its record's file; the run that is replaced in `target` does not count. Raises
    InvalidInput where a question that the blueprint requires was printed.
    """
    if not blueprint.unused_since:
        return blueprint
    return unlike(
        blueprint,
        unit,
        [
            folder
            for folder in _runs_since(history, blueprint.unused_since, unit)
            if folder.resolve() != target.resolve()
        ],
    )


def _runs_since(history: Path, since: str, unit: str) -> Iterator[Path]:
    """The folders of the runs on a unit whose record is not older than `since`."""
    for record in sorted(history.rglob(FILE)):
        printed = datetime.fromtimestamp(record.stat().st_mtime).date().isoformat()
        if printed >= since and load_manifest(record).blueprint.get("unit") == unit:
            yield record.parent


def unlike(blueprint: Blueprint, unit: str, runs: Sequence[Path]) -> Blueprint:
    """The blueprint without the questions of earlier runs on the unit.

    Raises InvalidInput where a run is on another unit, or has a question that the blueprint requires.
    """
    problems: list[Problem] = []
    used: set[str] = set()
    for run in runs:
        folder, manifest = read_run(run)
        if manifest.blueprint.get("unit") != unit:
            what = f"This run is on another unit than {unit}."
            problems.append(Problem(Place(str(folder)), what, "Name runs on the same unit with --unlike."))
            continue
        drawn = questions_of(manifest)
        used |= drawn
        for id in sorted(drawn & set(blueprint.require)):
            what = f"The blueprint requires {id}, which stands in {folder}."
            problems.append(
                Problem(blueprint.place, what, "Take it out of ‘require’, or leave that run out.")
            )
    if problems:
        raise InvalidInput(problems)
    return replace(blueprint, exclude=tuple(sorted({*blueprint.exclude, *used})))
