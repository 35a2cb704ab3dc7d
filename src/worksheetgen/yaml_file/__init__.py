"""A YAML file to data whose every key and value knows its place, and from there to checked pydantic values.

A caller reads with `read_yaml` and checks with `validate`; `LocatedEntry` keeps a checked value together with
its place, for the checks that pydantic cannot make. This is the one door to PyYAML. Whatever is wrong with a
file is said in a teacher's words, at its line and column.
"""

from __future__ import annotations

from worksheetgen.yaml_file.events import Location
from worksheetgen.yaml_file.located import LocatedEntry
from worksheetgen.yaml_file.reading import YamlFile, read_yaml, yaml_data
from worksheetgen.yaml_file.text import LARGEST, read_text
from worksheetgen.yaml_file.validation import validate
from worksheetgen.yaml_file.wording import GIVEN, mistake, quoted
from worksheetgen.yaml_file.writing import yaml_flow, yaml_item, yaml_lines

__all__ = [
    "GIVEN",
    "LARGEST",
    "LocatedEntry",
    "Location",
    "YamlFile",
    "mistake",
    "quoted",
    "read_text",
    "read_yaml",
    "validate",
    "yaml_data",
    "yaml_flow",
    "yaml_item",
    "yaml_lines",
]
