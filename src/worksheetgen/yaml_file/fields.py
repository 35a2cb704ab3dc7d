"""The types of fields that the files of banks and blueprints are made of.

What is said where a value does not fit one of them is in `wording`; what an editor is told of them, in
`json_schema`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints, WithJsonSchema

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[
    str,
    StringConstraints(strict=True, pattern=ID_PATTERN),
    Field(json_schema_extra={"patternErrorMessage": "Use small letters, digits and single dashes."}),
]
AnyText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True)]
"""A text that may be left out: its field is "" then, so that no stage has to ask whether there is one."""
NonEmptyText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Count = Annotated[StrictInt, Field(ge=1, le=999)]
Marks = Annotated[StrictInt, Field(ge=1, le=100)]
Decimal = Annotated[float, Field(strict=True, allow_inf_nan=False)]


def number_or_text(
    least: int, most: int, pattern: str, advice: str, number: str = "integer"
) -> WithJsonSchema:
    """What an editor is told of a field that takes `8` as well as `8-10`, in the annotation beside its validator.

    A number must be from `least` to `most`, a text fit the `pattern`; `advice` says how to write one that does not.
    `number` is JSON Schema's word for the numbers that it takes: integer, or number for decimals too.
    """
    return WithJsonSchema(
        {
            "type": [number, "string"],
            "minimum": least,
            "maximum": most,
            "pattern": rf"^\s*({pattern})\s*$",
            "patternErrorMessage": advice,
        }
    )


def offering(names: Callable[[], Mapping[str, str]]) -> Callable[[dict[str, Any]], None]:
    """What an editor offers for the names under a field that has free ones: a dict's `json_schema_extra`.

    `names` gives each name with what is said of it, "" for nothing; it is called only where a schema is made.
    """

    def offer(schema: dict[str, Any]) -> None:
        (value,) = schema.get("patternProperties", {"": schema.get("additionalProperties")}).values()
        offered = {name: value | ({"description": said} if said else {}) for name, said in names().items()}
        schema["properties"] = offered

    return offer


class Strict(BaseModel):
    """The base of every model of a file: unchangeable, and a field that it does not know is a mistake.

    Otherwise a misspelt field would be passed over in silence. `instead` has the advice for names that do not
    belong here but are often tried: the sentence that says where they do belong, by name. `validate` gives it
    in place of a guess at what was meant.
    """

    # What reads a model is made when it first reads: most models stand within others, and never read by themselves.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    instead: ClassVar[Mapping[str, str]] = {}
