"""What an editor offers where a file names an objective or a kind of question."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue

from worksheetgen.kinds import SOURCE, Kind
from worksheetgen.value import Value

OBJECTIVES = dict.fromkeys(("AO1", "AO2", "AO3", "AO4"), "")
"""The objectives that GCSE has; a bank may have others."""


class OfferedKinds(Value):
    """In the annotation of a field that names a kind: every kind with what is asked and answered.

    With `wildcards` the field takes names with `*` too, such as `source-*`. The entries of the kinds are looked up only
    where a schema is made, as they take long to import.
    """

    wildcards: bool = False

    def __get_pydantic_json_schema__(self, _core: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The names, and what is said of each, as pydantic asks for it."""
        told = {kind.value: (kind.body.entry().__doc__ or "").partition("\n")[0] for kind in Kind}
        if not self.wildcards:
            return _offered(told)
        wild = {"type": "string", "pattern": r"[*?\[]", "patternErrorMessage": "Write the name of a kind."}
        return {"anyOf": [_offered(told | {f"{SOURCE}*": "Every kind that asks about a source."}), wild]}


def _offered(told: dict[str, str]) -> JsonSchemaValue:
    return {"enum": list(told), "enumDescriptions": list(told.values())}
