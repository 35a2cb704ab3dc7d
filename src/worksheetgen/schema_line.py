"""The first line of a YAML file that names its JSON Schema to an editor, and the folder in which the schemas lie.

The line is a comment, so whatever it says, the file holds the same: digests do not count it. Schemas lie in a folder
`schemas` in a bank or theme, or beside it, so that a file names its own from where it stands: on every machine, without
a network, wherever the whole is moved to.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from os.path import relpath
from pathlib import Path

SCHEMAS = "schemas"
"""The folder's name."""
_LINE = re.compile(rb"#[ \t]*yaml-language-server[ \t]*:[^\r\n]*\$schema=[^\r\n]*(\r?\n)?")


def schema_from(folder: Path, schemas: Path, name: str) -> str:
    """The path by which a file in a folder names a schema of the `schemas`."""
    return f"{Path(relpath(schemas, folder)).as_posix()}/{name}.json"


def schema_line(schema: str) -> str:
    """The line that names a schema by its path from the file's folder, without its end."""
    return f"# yaml-language-server: $schema={schema}"


def without_schema_line(content: bytes) -> bytes:
    """A file's content without such a line at its top, which some editors on Windows begin with a byte order mark."""
    start = len(BOM_UTF8) if content.startswith(BOM_UTF8) else 0
    found = _LINE.match(content, start)
    return content[:start] + content[found.end() :] if found else content


def with_schema_line(content: bytes, schema: str) -> bytes:
    """A file's content with the line that names this schema at its top, instead of one that is there."""
    rest = without_schema_line(content)
    start = len(BOM_UTF8) if rest.startswith(BOM_UTF8) else 0
    end = b"\r\n" if b"\r\n" in rest else b"\n"
    return rest[:start] + schema_line(schema).encode() + end + rest[start:]


def schemas_of(folder: Path, name: str) -> Path | None:
    """The folder of schemas that has the one of this name for files in a unit's or theme's folder; None for none."""
    places = (folder / SCHEMAS, folder.absolute().parent / SCHEMAS)
    return next((place for place in places if (place / f"{name}.json").is_file()), None)
