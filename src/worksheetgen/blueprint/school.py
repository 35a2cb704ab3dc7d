"""The school whose papers are printed: `school:` of a blueprint, or a school.yaml beside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.school import Crest, School
from worksheetgen.pictures import read_crest
from worksheetgen.resources import SCHOOL_FILE
from worksheetgen.value import replace
from worksheetgen.yaml_file import GIVEN, YamlFile, mistake, read_yaml, validate
from worksheetgen.yaml_file.fields import AnyText, NonEmptyText, Strict
from worksheetgen.yaml_file.json_schema import Schema, json_schema

NOBODY = School("", None)


class SchoolEntry(Strict):
    """The school's name, and the file of its crest or logo; school.yaml, the whole file."""

    name: AnyText = Field("", description="The school’s name, printed at the head of every paper.")
    # A file's name alone: a folder in it could lead out of the bank.
    crest: Annotated[
        Annotated[NonEmptyText, Field(pattern=r"^[^/\\\\]+\.(png|jpg|jpeg|PNG|JPG|JPEG)$")] | None, GIVEN
    ] = Field(None, description="The file of its crest or logo, which lies beside this one: PNG or JPEG.")
    alt: AnyText = Field("", description="The crest in words, for those who cannot see it.")

    @model_validator(mode="after")
    def crest_is_told_in_words(self) -> Self:
        """Raise pydantic's error for a crest without words, or words without a crest."""
        if self.crest and not self.alt:
            raise mistake(
                "The crest has no words for those who cannot see it.", "Add ‘alt: An oak over a river’."
            )
        if self.alt and not self.crest:
            raise mistake(
                "‘alt’ says a crest in words, but there is none.",
                "Add ‘crest: crest.png’, or take ‘alt’ out.",
            )
        return self


def school_schema() -> Schema:
    """The JSON Schema of school.yaml, which may have nothing but comments."""
    return json_schema(SchoolEntry) | {"type": ["object", "null"]}


def _named(school: Any) -> Any:
    """A school's name alone as an entry."""
    return {"name": school} if isinstance(school, str) else school


SchoolField = Annotated[SchoolEntry, BeforeValidator(_named, json_schema_input_type=AnyText | SchoolEntry)]
"""`school:` of a blueprint: a name, or a name and a crest."""


def school_of(entry: SchoolEntry, file: YamlFile, folder: Path, *at: str) -> School:
    """The school of an entry that stands in the file at that location; its crest lies in the `folder`.

    Raises InvalidInput where the crest is none that can be printed, at the place where it is named.
    """
    if entry.crest is None:
        return School(entry.name, None)
    try:
        image = read_crest(folder / entry.crest)
    except InvalidInput as error:
        where = file.place(*at, "crest")
        raise InvalidInput([Problem(where, one.what, one.remedy) for one in error.problems]) from error
    data = b64encode(image.data).decode("ascii")
    return School(entry.name, Crest(entry.alt, image.width, image.height, image.filter, image.colours, data))


def with_school(blueprint: Blueprint, folders: Iterable[Path]) -> Blueprint:
    """The blueprint with what it does not say of its school itself: of the school.yaml in the first folder with one.

    Raises InvalidInput with every mistake of that file.
    """
    found = next((path for folder in folders if (path := folder / SCHOOL_FILE).is_file()), None)
    school = _read(found) if found else NOBODY
    return replace(blueprint, school=blueprint.school or school.name, crest=blueprint.crest or school.crest)


def school_folders(bank_roots: Iterable[Path], unit: str) -> Iterator[Path]:
    """Where a school.yaml may lie for a paper without a blueprint's file: beside its unit, or in the bank that has it.

    `bank_roots` are folders of units, or units' own folders; `unit` is a unit's id, and its folder's name.
    """
    for root in bank_roots:
        yield from (root, root.absolute().parent) if (root / "unit.yaml").is_file() else (root / unit, root)


def _read(path: Path) -> School:
    """The school of a file; one with nothing but comments, as `init` lays it, says nothing."""
    file = read_yaml(path)
    if file.data is None:
        return NOBODY
    return school_of(validate(SchoolEntry, file), file, path.parent)
