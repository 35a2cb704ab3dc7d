"""The types of fields that the files of banks and blueprints are made of.

What is said where a value does not fit one of them is in `wording`.
"""

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
"""A text that may be left out: its field is "" then, so that no stage has to ask whether there is one."""
NonEmptyText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Count = Annotated[StrictInt, Field(ge=1, le=999)]
Marks = Annotated[StrictInt, Field(ge=1, le=100)]
Decimal = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Strict(BaseModel):
    """The base of every model of a file: unchangeable, and a field that it does not know is a mistake.

    Otherwise a misspelt field would be passed over in silence. `instead` has the advice for names that do not
    belong here but are often tried: the sentence that says where they do belong, by name. `validate` gives it
    in place of a guess at what was meant.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    instead: ClassVar[Mapping[str, str]] = {}
