"""The types of fields that the files of banks and blueprints are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

Id = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    Field(description="Small letters, digits, dashes."),
]
AnyText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True)]
"""Text that may be empty."""
NonEmptyText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Count = Annotated[StrictInt, Field(ge=1, le=999)]
Marks = Annotated[StrictInt, Field(ge=1, le=100)]


class Strict(BaseModel):
    """No field that is not known; `instead` has advice for those that are often tried."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    instead: ClassVar[Mapping[str, str]] = {}
