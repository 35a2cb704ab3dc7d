"""A school as pydantic models: what `school:` of a blueprint and school.yaml may say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from worksheetgen.blueprint.school import NOBODY, NamedCrest, NamedSchool
from worksheetgen.yaml_file import GIVEN, YamlFile, mistake, read_yaml, validate
from worksheetgen.yaml_file.fields import AnyText, NonEmptyText, Strict
from worksheetgen.yaml_file.json_schema import Schema, json_schema

_PICTURE = r"^[^/\\\\]+\.(png|jpg|jpeg|PNG|JPG|JPEG)$"


def _picture_beside(name: str) -> str:
    """The name of a picture's file. A folder in it could lead out of the bank, and is refused."""
    if not re.search(_PICTURE, name):
        raise mistake(
            f"‘{name}’ is no name of a PNG or JPEG that lies beside this file.",
            "Put the picture into this folder, and write its name alone: crest.png.",
        )
    return name


class SchoolEntry(Strict):
    """The school's name, and the file of its crest or logo; school.yaml, the whole file."""

    name: AnyText = Field("", description="The school’s name, printed at the head of every paper.")
    crest: Annotated[
        Annotated[
            NonEmptyText, AfterValidator(_picture_beside), Field(json_schema_extra={"pattern": _PICTURE})
        ]
        | None,
        GIVEN,
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


def named_school(entry: SchoolEntry, file: YamlFile, *at: str) -> NamedSchool:
    """The school of an entry that stands in the file at that location."""
    crest = NamedCrest(entry.crest, entry.alt, file.place(*at, "crest")) if entry.crest else None
    return NamedSchool(entry.name, crest)


def read_school(path: Path) -> NamedSchool:
    """The school of a file; one with nothing but comments, as `init` lays it, says nothing.

    Raises InvalidInput with every mistake of it.
    """
    file = read_yaml(path)
    return NOBODY if file.data is None else named_school(validate(SchoolEntry, file), file)
