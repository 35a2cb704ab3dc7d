"""The JSON Schemas of a unit's files, made from the models that read them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from worksheetgen.bank.question_entries import (
    ENTRIES,
    PLAIN_QUESTIONS,
    InParts,
    Kindless,
    KindlessPart,
    QuestionsHead,
)
from worksheetgen.bank.unit_entries import LevelEntry, LevelSetEntry, SourceEntry, TermEntry, UnitFile
from worksheetgen.kinds import Kind
from worksheetgen.yaml_file.fields import NonEmptyText
from worksheetgen.yaml_file.json_schema import Schema, definitions, json_schema, reference


def unit_schema() -> Schema:
    """The JSON Schema of unit.yaml."""
    return json_schema(UnitFile)


def glossary_schema() -> Schema:
    """The JSON Schema of glossary.yaml."""
    return json_schema(tuple[TermEntry, ...])


def levels_schema() -> Schema:
    """The JSON Schema of levels.yaml; of the two forms of a set, an editor speaks of the one that was begun."""
    whole = json_schema(dict[NonEmptyText, LevelSetEntry | tuple[LevelEntry, ...]])
    fields, plain_list = whole["additionalProperties"]["anyOf"]
    return whole | {"additionalProperties": {"if": {"type": "object"}, "then": fields, "else": plain_list}}


def sources_schema() -> Schema:
    """The JSON Schema of a file of sources."""
    return json_schema(tuple[SourceEntry, ...])


def questions_schema() -> Schema:
    """The JSON Schema of a file of questions.

    As `model_for` does, it takes the model of a question's own kind, so that an editor offers the fields of that kind
    and speaks of no other. Where there is no kind yet, it offers the kinds, and what all of them have.
    """
    parts = {kind.value: ENTRIES[kind.body.entry()] for kind in Kind}
    whatever_kind: tuple[type[BaseModel], ...] = (QuestionsHead, InParts, Kindless, KindlessPart)
    defs = definitions(dict.fromkeys((*whatever_kind, *parts.values(), *PLAIN_QUESTIONS.values())))
    whole, in_parts = defs.pop(QuestionsHead.__name__), defs[InParts.__name__]["properties"]
    in_parts["parts"]["items"] = _by_kind(KindlessPart, parts, defs)
    plain = _by_kind(Kindless, PLAIN_QUESTIONS, defs)
    begun = {"properties": {name: in_parts[name] for name in ("lead", "parts")}}
    whole["properties"]["questions"]["items"] = {
        "if": {"type": "object", "required": ["parts"]},
        "then": reference(InParts),
        "else": plain | begun,
    }
    return {"$defs": defs} | whole


def _by_kind(
    kindless: type[BaseModel], models: Mapping[str, type[BaseModel]], defs: dict[str, Schema]
) -> Schema:
    """What is of the model of its kind: of `models`, by the kind's name; `kindless` holds whatever the kind is.

    So it need not be said again in the `defs` of the models: there a field of all kinds is no more than known.
    """
    choices: list[Schema] = [reference(kindless)]
    common = defs[kindless.__name__]
    for model in dict.fromkeys(models.values()):
        own = defs[model.__name__]
        own["required"] = [name for name in own["required"] if name not in common["required"]]
        for name in common["properties"]:
            own["properties"][name] = True
        kinds = [kind for kind, its in models.items() if its is model]
        own["title"] = f"fields of {kinds[0]}" if len(kinds) == 1 else "fields of its kind"
        choices.append(
            {
                "if": {"type": "object", "properties": {"kind": {"enum": kinds}}, "required": ["kind"]},
                "then": reference(model),
            }
        )
    return {"allOf": choices}
