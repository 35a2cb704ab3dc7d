"""The JSON Schemas that question_bank/ and templates/ hold, made anew from the models: `make schemas`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from worksheetgen.bank.json_schemas import (
    glossary_schema,
    levels_schema,
    questions_schema,
    sources_schema,
    unit_schema,
)
from worksheetgen.blueprint.entries import BlueprintFile
from worksheetgen.blueprint.school_entry import school_schema
from worksheetgen.run.schemas import THEMES, UNITS, lay_schemas
from worksheetgen.typesetting.theme_file import ThemeFile
from worksheetgen.yaml_file.json_schema import json_schema

ROOT = Path(__file__).parent.parent
BANK, TEMPLATES = ROOT / "question_bank", ROOT / "templates"

DRAFT = "http://json-schema.org/draft-07/schema#"

SCHEMAS: Mapping[Path, tuple[str, Callable[[], dict[str, Any]]]] = {
    BANK / "schemas/unit.json": ("A unit: its title, its topics, what teachers should know.", unit_schema),
    BANK / "schemas/glossary.json": ("Terms in a pupil’s words.", glossary_schema),
    BANK / "schemas/levels.json": ("Sets of level descriptors, by name.", levels_schema),
    BANK / "schemas/sources.json": ("Sources to study.", sources_schema),
    BANK / "schemas/questions.json": ("Questions and how they are marked.", questions_schema),
    BANK / "schemas/blueprint.json": ("What a paper must contain.", lambda: json_schema(BlueprintFile)),
    BANK / "schemas/school.json": ("The school whose papers are printed.", school_schema),
    TEMPLATES / "schemas/theme.json": ("How papers look.", lambda: json_schema(ThemeFile)),
}
"""Every schema's file, with what an editor says of it and how it is made."""


def schema_text(path: Path) -> str:
    """What the schema's file must hold."""
    description, made = SCHEMAS[path]
    head = {"$schema": DRAFT, "title": path.stem, "description": description}
    return json.dumps(head | made() | head, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for schema in SCHEMAS:
        schema.parent.mkdir(exist_ok=True)
        schema.write_text(schema_text(schema), encoding="utf-8")
    lay_schemas(BANK, UNITS)
    lay_schemas(TEMPLATES, THEMES)
