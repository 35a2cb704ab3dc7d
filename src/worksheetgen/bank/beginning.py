"""What a new unit begins with to its files: unit.yaml, text, glossary, tables; questions come later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from worksheetgen.bank.files import GLOSSARY_FILE, TEXT_FILE, UNIT_FILE
from worksheetgen.model.signs import escaped
from worksheetgen.model.source import Event, TableContent
from worksheetgen.schema_line import SCHEMAS, schema_line
from worksheetgen.system.names import file_name
from worksheetgen.value import Value
from worksheetgen.yaml_file import yaml_item, yaml_lines

LONGEST_ID = 40
TABLES_FILE, TIMELINE_FILE = "sources/tables.yaml", "sources/timeline.yaml"
_SHORTEST_TIMELINE, _LONGEST_TIMELINE = 3, 20


class NewUnit(Value):
    """What a unit begins with.

    `topics` are the titles of those beside the first, which is the unit as a whole; `names` are those in the text,
    which a glossary seldom explains.
    """

    title: str
    subject: str
    attribution: str
    topics: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    tables: tuple[TableContent, ...] = ()

    @property
    def id(self) -> str:
        """The name of its folder, made of its title."""
        return file_name(slug_of(self.title)) or "unit"


def slug_of(title: str) -> str:
    """A title in small letters, digits and dashes, the words that LONGEST_ID of them hold: `the-water-cycle`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) <= LONGEST_ID:
        return slug
    whole, _, _ = slug[: LONGEST_ID + 1].rpartition("-")
    return whole or slug[:LONGEST_ID]


def unit_files_of(unit: NewUnit) -> Mapping[str, bytes]:
    """The files of a new unit, by their names in its folder."""
    files = {UNIT_FILE: _unit_file(unit)}
    if unit.text:
        files[TEXT_FILE] = "\n\n".join(map(escaped, unit.text)) + "\n"
    if unit.terms:
        files[GLOSSARY_FILE] = _glossary(unit)
    if unit.tables:
        files[TABLES_FILE] = _listed(
            "sources", map(_table, range(1, len(unit.tables) + 1), unit.tables), depth=2
        )
    return {name: content.encode() for name, content in files.items()}


def timeline_file(title: str, events: Sequence[Event]) -> bytes | None:
    """A file of sources with the timeline of a unit; None where there are too few events to be one.

    Of very many some are taken, evenly; what is said twice is taken once, as nobody could put it in order.
    """
    events = tuple({event.text: event for event in reversed(events)}.values())[::-1]
    if len(events) < _SHORTEST_TIMELINE:
        return None
    every = -(-len(events) // _LONGEST_TIMELINE)
    events = events[::every]
    timeline = {
        "id": "timeline",
        "provenance": f"A timeline of {escaped(title)}, made from the text.",
        "timeline": [{"when": escaped(event.when), "text": escaped(event.text)} for event in events],
    }
    return _listed("sources", [timeline], depth=2).encode()


def _unit_file(unit: NewUnit) -> str:
    taken: dict[str, str] = {}
    for title in (unit.title, *unit.topics):
        taken.setdefault(slug_of(title) or f"topic-{len(taken) + 1}", title)
    head = {
        "title": escaped(unit.title),
        "subject": escaped(unit.subject),
        "attribution": escaped(unit.attribution),
    }
    topics = "".join(
        yaml_item({"id": id, "title": escaped(title)}, "  ", flow=True) for id, title in taken.items()
    )
    return "\n".join((_schema("unit", 1), *yaml_lines(head), "topics:", topics))


def _glossary(unit: NewUnit) -> str:
    """The terms without a meaning yet, and the names as a comment."""
    names = (
        f"# Names in the text, if any is to be explained too: {', '.join(unit.names)}.\n"
        if unit.names
        else ""
    )
    told = "# Proposed from the text, as rare words. Write what each means, or take it out: - {term: …, meaning: …}\n"
    return f"{_schema('glossary', 1)}\n{told}{names}" + "".join(
        yaml_item({"term": escaped(term)}, flow=True) for term in unit.terms
    )


def _table(number: int, table: TableContent) -> dict[str, Any]:
    columns = [escaped(cell) for cell in table.columns]
    rows = [[escaped(cell) for cell in row] for row in table.rows]
    provenance = "A table from the text." if number == 1 else f"Table {number} from the text."
    return {"id": f"table-{number}", "provenance": provenance, "table": {"columns": columns, "rows": rows}}


def _listed(schema: str, entries: Any, *, depth: int) -> str:
    return f"{_schema(schema, depth)}\n" + "".join(map(yaml_item, entries))


def _schema(name: str, depth: int) -> str:
    return schema_line(f"{'../' * depth}{SCHEMAS}/{name}.json")
