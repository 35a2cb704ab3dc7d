"""Models of files to JSON Schemas, by which an editor completes and checks a file as a teacher types.

A schema admits whatever is read without a problem, and as much else as JSON Schema cannot tell from it. It is of draft
7, which every editor knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

Schema = dict[str, Any]

SPELT_TRUTHS = "^(yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$"
"""Words that are read as true or false, but that a newer YAML, which editors follow, has for text."""


def json_schema(file: Any) -> Schema:
    """The JSON Schema of a file that is read as this type: a model, or a list or dict of models."""
    return _named(TypeAdapter(file).json_schema(schema_generator=_Generator))


def definitions(models: Iterable[type[BaseModel]]) -> dict[str, Schema]:
    """The JSON Schemas of models and of the models within them, by name; they refer to each other by `reference`."""
    _, made = models_json_schema([(model, "validation") for model in models], schema_generator=_Generator)
    return dict(_named(made)["$defs"])


def reference(model: type[BaseModel]) -> Schema:
    """What stands for a model's schema, within a schema that has `definitions` as its `$defs`."""
    return {"$ref": f"#/$defs/{model.__name__}"}


class _Generator(GenerateJsonSchema):
    """pydantic's generator, without what would mislead in an editor."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No field has a title: its name says as much."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model by a name in plain words and without its docstring, which is for programmers."""
        model = schema["cls"]
        title = model.model_config.get("title") or _spoken(model.__name__)
        return _without(super().model_schema(schema), "description") | {"title": title}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A field that may be left out but, by `GIVEN`, not left empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default is told where it says something: an editor would type an empty one for the teacher."""
        made = super().default_schema(schema)
        says = isinstance(made.get("default"), str | int | float) and made["default"]
        return made if says else _without(made, "default")

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """True or false, in every spelling that is read as one of them."""
        spelt = {"type": "string", "pattern": SPELT_TRUTHS, "patternErrorMessage": "Write true or false."}
        return {"anyOf": [{"type": "boolean"}, spelt]}


def _named(made: Schema) -> Schema:
    """The schema, with the enumerations in it by a name in plain words and without their docstrings."""
    defs = made.get("$defs", {})
    enums = {name: one for name, one in defs.items() if "enum" in one}
    named = {name: _without(one, "description") | {"title": _spoken(name)} for name, one in enums.items()}
    return made | {"$defs": defs | named} if enums else made


def _spoken(name: str) -> str:
    """What an editor calls the entry or enumeration of a class of this name; OptionEntry is an option."""
    return " ".join(re.findall("[A-Z][a-z]*", re.sub(r"(Entry|Source|File|Settings)$", "", name))).lower()


def _without(schema: JsonSchemaValue, *names: str) -> JsonSchemaValue:
    return {name: value for name, value in schema.items() if name not in names}
