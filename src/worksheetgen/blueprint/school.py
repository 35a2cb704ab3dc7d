"""The school whose papers are printed: `school:` of a blueprint, or a school.yaml beside it; what it says is kept."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

from worksheetgen.cache import cached, content_digest
from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.image import Image
from worksheetgen.model.school import Crest, School
from worksheetgen.resources import SCHOOL_FILE
from worksheetgen.stored import decode, encode
from worksheetgen.value import Value, replace


class NamedCrest(Value):
    """The name of a crest's file, the crest in words, and where the file is named."""

    file: str
    alt: str
    place: Place


class NamedSchool(Value):
    """What a file says of a school."""

    name: str
    crest: NamedCrest | None


NOBODY = NamedSchool("", None)


def school_of(named: NamedSchool, folder: Path) -> School:
    """The school that is named in a file of that folder, with its crest, which lies there too.

    Raises InvalidInput where the crest is none that can be printed, at the place where it is named.
    """
    crest = named.crest
    if crest is None:
        return School(named.name, None)
    try:
        image = _image(folder / crest.file)
    except InvalidInput as error:
        raise InvalidInput([Problem(crest.place, one.what, one.remedy) for one in error.problems]) from error
    data = b64encode(image.data).decode("ascii")
    return School(named.name, Crest(crest.alt, image.width, image.height, image.filter, image.colours, data))


def _image(path: Path) -> Image:
    """The picture of a crest. Raises InvalidInput where it cannot be printed."""

    def made() -> bytes:
        from worksheetgen.pictures import read_crest  # what reads pictures is needed only for a new one

        return encode(read_crest(path))

    return cached("crest", content_digest(path), made, lambda found: decode(found, Image), most=64)


def with_school(blueprint: Blueprint, folders: Iterable[Path]) -> Blueprint:
    """The blueprint with what it does not say of its school itself: of the school.yaml in the first folder with one.

    Raises InvalidInput with every mistake of that file.
    """
    found = next((path for folder in folders if (path := folder / SCHOOL_FILE).is_file()), None)
    school = school_of(_named(found), found.parent) if found else School("", None)
    return replace(blueprint, school=blueprint.school or school.name, crest=blueprint.crest or school.crest)


def _named(path: Path) -> NamedSchool:
    """What a school.yaml says. Raises InvalidInput with every mistake of it."""

    def made() -> bytes:
        from worksheetgen.blueprint.school_entry import read_school  # pydantic is needed only for what is new

        return encode(read_school(path))

    made_from = f"{shown(path)}\0{content_digest(path)}"
    return cached("school", made_from, made, lambda found: decode(found, NamedSchool), most=64)


def school_folders(bank_roots: Iterable[Path], unit: str) -> Iterator[Path]:
    """Where a school.yaml may lie for every paper on a unit: beside the unit, or in the bank that has it.

    `bank_roots` are folders of units, or units' own folders; `unit` is a unit's id, and its folder's name.
    """
    for root in bank_roots:
        yield from (root, root.absolute().parent) if (root / "unit.yaml").is_file() else (root / unit, root)
