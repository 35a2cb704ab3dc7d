"""JSON Schemas of the project's files to tables of their fields, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from worksheetgen.yaml_file.json_schema import SPELT_TRUTHS

Schema = Mapping[str, Any]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table, and the empty one that ends it; `plain` must have been through what is not Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return [*("| " + " | ".join(cells) + " |" for cells in lines), ""]


def plain(text: str) -> str:
    """Words as Markdown that prints them as they stand, on one line, in a table too; `words` in backticks stay code."""
    return re.sub(r"([*_>\[\]{}#|\\])", r"\\\1", " ".join(text.split())).replace("<", "&lt;")


def code(words: str) -> str:
    """A name or value as it is typed."""
    return f"`{words}`"


def whole_page(schema: Schema, but: Iterable[str] = (), titles: Mapping[str, str] = {}) -> Iterator[str]:
    """The fields of the file itself or of what it lists, then those of all entries in it, each under its heading.

    `but` names definitions that are told elsewhere; `titles` has other headings than the schema's own.
    """
    definitions = schema.get("$defs", {})
    listed = re.findall(r"#/\$defs/(\w+)", str(schema.get("items", schema.get("additionalProperties"))))
    whole = definitions[listed[0]] if listed else schema
    yield from fields(whole, definitions)
    for name, entry in definitions.items():
        if "properties" in entry and name not in but and entry is not whole:
            yield f"## {_capital(titles.get(name) or entry['title'])}"
            yield ""
            yield from fields(entry, definitions)


def fields(entry: Schema, definitions: Mapping[str, Schema], but: Iterable[str] = ()) -> list[str]:
    """A table of an entry's fields, without those that `but` names; () for a file that is a list."""
    needed = entry.get("required", ())
    rows = [
        (code(name), value(field, definitions), _needed(name in needed, field), told(field))
        for name, field in entry.get("properties", {}).items()
        if name not in but and field is not True
    ]
    return table(("field", "what to write", "", "what it is for"), rows) if rows else []


def told(field: Schema) -> str:
    """What the field is for."""
    names = f" Names: {', '.join(field['properties'])}." if "properties" in field else ""
    return plain(field.get("description", "") + names)


def _needed(needed: bool, field: Schema) -> str:
    if needed:
        return "needed"
    return f"otherwise {code(str(field['default']))}" if "default" in field else ""


def value(field: Schema, definitions: Mapping[str, Schema]) -> str:
    """What a teacher writes for the field, in a few words."""
    match field:
        case {"$ref": str(target)}:
            name = target.rpartition("/")[2]
            found = definitions[name]
            return value(found, definitions) if "enum" in found else _linked(found["title"])
        case {"const": const}:
            return code(str(const))
        case {"enum": names}:
            return ", ".join(code(str(name)) for name in names)
        case {"type": "boolean"}:
            return "`true` or `false`"
        case {"anyOf": several}:
            told_apart = [one for one in several if one.get("pattern") != SPELT_TRUTHS]
            return " or ".join(dict.fromkeys(value(one, definitions) for one in told_apart))
        case {"type": "array"}:
            return f"list of {value(field.get('items', {}), definitions)}".removesuffix(" of ")
        case {"type": "object"}:
            inner = field.get("additionalProperties") or next(
                iter(field.get("patternProperties", {}).values())
            )
            return f"by name: {value(inner, definitions)}"
        case {"type": "integer" | "number"}:
            return _number(field)
        case {"type": ["integer", "string"]}:
            return "number or range"
        case {"type": "string"}:
            return "text"
    return ""


def _number(field: Schema) -> str:
    least, most = field.get("minimum"), field.get("maximum")
    kind = "whole number" if field["type"] == "integer" else "number"
    if most is None:
        return kind if not least else f"{kind} from {least}"
    return f"{kind}, {least or 0} to {most}"


def _linked(title: str) -> str:
    return f"[{title}](#{title.replace(' ', '-')})"


def _capital(title: str) -> str:
    return title[0].upper() + title[1:]
