"""Earlier runs by their folders, and what a new paper must not share with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import FILE, Manifest, load_manifest, selection_of
from worksheetgen.model.blueprint import Blueprint


def read_run(run: Path) -> tuple[Path, Manifest]:
    """A run's folder and its record, whether the folder or the record was named."""
    folder = run.parent if run.name == FILE else run
    return folder, load_manifest(folder / FILE)


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
        drawn = {id for section in selection_of(manifest).sections for id in section}
        used |= drawn
        for id in sorted(drawn & set(blueprint.require)):
            what = f"The blueprint requires {id}, which stands in {folder}."
            problems.append(
                Problem(blueprint.place, what, "Take it out of ‘require’, or leave --unlike out.")
            )
    if problems:
        raise InvalidInput(problems)
    return replace(blueprint, exclude=tuple(sorted({*blueprint.exclude, *used})))
