"""A blueprint file to Blueprint, for the unit that it names or the only one there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from worksheetgen.blueprint.bounds import BoundEntry
from worksheetgen.blueprint.entries import BlueprintFile, SectionEntry
from worksheetgen.blueprint.fields import kinds_of
from worksheetgen.blueprint.known_names import known_names
from worksheetgen.blueprint.loading import ReadBlueprint
from worksheetgen.blueprint.school import school_of
from worksheetgen.blueprint.school_entry import named_school
from worksheetgen.english import one_of
from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import (
    LESSONS,
    MANY,
    Blueprint,
    Booklet,
    Bound,
    Measure,
    PaperType,
    Section,
    Tag,
)
from worksheetgen.model.signs import OPEN_BOLD, leaves_bold_open
from worksheetgen.yaml_file import Location, YamlFile, read_yaml, validate

_BOOKLETS: Mapping[object, Booklet] = {True: Booklet.ALL, False: Booklet.NONE, "large": Booklet.LARGE}
"""What a blueprint's file says of booklets, and what is meant."""


def read_anew(path: Path, units: Sequence[Unit]) -> ReadBlueprint:
    """What the file at `path` says, with no school but its own. Arguments and errors are as of `read_blueprint`."""
    file = read_yaml(path)
    found = _units_meant(file, units)
    problems = tuple(
        Problem(file.place(*at), *OPEN_BOLD) for at, text in file.raw.items() if leaves_bold_open(text)
    )
    try:
        entry = validate(BlueprintFile, file, context=known_names(found[0]) if len(found) == 1 else None)
        school = named_school(entry.school, file, "school")
        school_of(school, path.parent)  # so that what is wrong with its crest is told with all else
    except InvalidInput as error:
        problems += error.problems
    if len(found) != 1:
        problems += (_no_unit(file, units),)
    if problems:
        raise InvalidInput(problems)
    return ReadBlueprint(_blueprint(path.stem, entry, found[0].id, file), school)


def _units_meant(file: YamlFile, units: Sequence[Unit]) -> list[Unit]:
    """The unit that the file names; all units where it names none; [] where it names an unknown one.

    This is asked before the file is validated, because the unit's names are needed for that.
    """
    name = file.data.get("unit") if isinstance(file.data, dict) else None
    return [unit for unit in units if name in (unit.id, None, "")]


def _no_unit(file: YamlFile, units: Sequence[Unit]) -> Problem:
    """Why the file means none of the units: there is no such unit, or it names none of several."""
    name, known = file.raw.get(("unit",), ""), [unit.id for unit in units]
    if name:
        return Problem(file.place("unit"), f"The bank has no unit ‘{name}’.", one_of(name, known))
    what = "The bank has several units, and the blueprint names none."
    return Problem(file.place("unit"), what, f"Add a line ‘unit: …’ with one of: {', '.join(known)}.")


def _blueprint(name: str, entry: BlueprintFile, unit: str, file: YamlFile) -> Blueprint:
    """The blueprint `name` of a checked file for the unit with the id `unit`.

    Where the file names no theme, an exam has the theme `board` and a worksheet the theme `worksheet`.
    """
    return Blueprint(
        name=name,
        type=entry.type,
        unit=unit,
        code=entry.code,
        title=entry.title,
        subtitle=entry.subtitle,
        school="",
        minutes=entry.minutes,
        theme=entry.theme or ("board" if entry.type is PaperType.EXAM else "worksheet"),
        materials=entry.materials,
        booklet=_BOOKLETS[entry.booklet],
        read=entry.read,
        sections=tuple(_section(section, file, number) for number, section in enumerate(entry.sections)),
        bounds=_bounds(entry.bounds, file, ("bounds",)),
        require=entry.require,
        exclude=entry.exclude,
        forms=entry.forms,
        shared=entry.shared,
        equal=entry.equal,
        unused_since=entry.unused_since,
        like=(),
        place=file.place(),
        paper=entry.paper,
        extra_pages=None if entry.extra_pages == "auto" else entry.extra_pages,
        open_book=entry.open_book,
    )


def _section(entry: SectionEntry, file: YamlFile, number: int) -> Section:
    """The section of that number, from 0; one of activities has as many questions, one that names no number any."""
    made = len(entry.activities)
    low, high = entry.questions or ((made, made) if made else (1, MANY))
    return Section(
        title=entry.title,
        instructions=entry.instructions,
        marks=entry.marks or 0,
        questions_low=low,
        questions_high=high,
        kinds=tuple(dict.fromkeys(kind for pattern in entry.kinds for kind in kinds_of(pattern))),
        topics=entry.topics,
        sources=entry.sources,
        tiers=entry.tiers,
        bounds=_bounds(entry.bounds, file, ("sections", number, "bounds")),
        place=file.place("sections", number),
        spag=entry.spag,
        activities=entry.activities,
        paragraphs=tuple(sorted(set(entry.paragraphs))),
        lessons=tuple(getattr(entry.lessons, name) for _, name in LESSONS) if entry.lessons else (),
    )


def _bounds(entries: Sequence[BoundEntry], file: YamlFile, at: Location) -> tuple[Bound, ...]:
    """The bounds of a list of entries that stands at the location `at` of the file."""
    found = []
    for number, entry in enumerate(entries):
        ((counted, (low, high)),) = entry.of(Measure)
        tags = tuple((tag, str(value)) for tag, value in entry.of(Tag))
        found.append(Bound(tags, counted, low, high, file.place(*at, number)))
    return tuple(found)
