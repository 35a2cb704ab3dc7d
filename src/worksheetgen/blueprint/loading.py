"""A blueprint file to Blueprint; what it says is kept once it was read and checked.

`reading` reads and checks it: it needs pydantic, without which a blueprint that is known already can be printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from worksheetgen.blueprint.known_names import known_names
from worksheetgen.blueprint.school import NamedSchool, school_folders, school_of, with_school
from worksheetgen.cache import cached, content_digest
from worksheetgen.errors import shown
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.resources import BLUEPRINT_FOLDER
from worksheetgen.stored import decode, encode
from worksheetgen.value import Value, replace


class ReadBlueprint(Value):
    """What a blueprint's file says, and of which school; the crest is named, as its picture lies in another file."""

    blueprint: Blueprint
    school: NamedSchool


def read_blueprint(path: Path, units: Sequence[Unit], bank_folders: Sequence[Path] = ()) -> Blueprint:
    """The blueprint in the file at `path`, for that one of the bank's `units` that it names, or the only one.

    The school that it does not name is that of the nearest school.yaml: beside it, or in the bank that it is printed
    from, which lies in `bank_folders`, wherever the blueprint itself lies.

    Raises InvalidInput with every problem, also of names that the unit does not have; these are not looked
    for where it is not clear which unit is meant.
    """

    def made() -> bytes:
        from worksheetgen.blueprint.reading import read_anew

        return encode(read_anew(path, units))

    made_from = "\0".join((shown(path), path.stem, content_digest(path), *map(repr, map(known_names, units))))
    read = cached("blueprint", made_from, made, lambda found: decode(found, ReadBlueprint), most=256)
    school = school_of(read.school, path.parent)
    blueprint = replace(read.blueprint, school=school.name, crest=school.crest)
    return with_school(blueprint, (*_around(path), *school_folders(bank_folders, blueprint.unit)))


def _around(blueprint: Path) -> list[Path]:
    """The folder of a blueprint's file; of one in a unit also the unit's and its bank's."""
    beside = blueprint.absolute().parent
    return [beside, beside.parent, beside.parent.parent] if beside.name == BLUEPRINT_FOLDER else [beside]
