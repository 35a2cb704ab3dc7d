"""The bytes of manifest.json to a Manifest, or to what is wrong with each of its fields, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest.reading import RESTORE
from worksheetgen.manifest.values import VERSION, Manifest

MOST_PROBLEMS = 20  # how many mistakes of one record are told
CONTRACT = TypeAdapter(Manifest)
"""Reads and checks a whole record."""


def checked(content: bytes, path: Path) -> Manifest:
    """The record that the file at `path` holds. Raises InvalidInput with up to MOST_PROBLEMS of its mistakes."""
    try:
        return CONTRACT.validate_json(content)
    except ValidationError as error:
        raise InvalidInput(_problems(path, error)) from error


def _problems(path: Path, error: ValidationError) -> Iterator[Problem]:
    """What pydantic found wrong with the record at `path`, in plain words.

    If the version is another one, that alone is told: all other mistakes may come of it.
    """
    errors = error.errors(include_url=False, include_context=False)
    versions = [e for e in errors if e["loc"] == ("version",) and e["type"] == "literal_error"]
    if versions:
        what = f"The record is of version {versions[0]['input']!r}; this program reads version {VERSION}."
        yield Problem(Place(str(path)), what, "Use the worksheetgen that made the run.")
        return
    for found in errors[:MOST_PROBLEMS]:
        if syntax := re.search(r"at line (\d+) column (\d+)$", found["msg"]):
            place = Place(str(path), int(syntax[1]), max(1, int(syntax[2])))
            yield Problem(place, f"The record is not JSON: {found['msg'].partition(': ')[2]}.", RESTORE)
            continue
        field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in found["loc"])
        wrong = "is missing" if found["type"] == "missing" else f"is wrong: {found['msg']}"
        yield Problem(Place(str(path)), f"{field.lstrip('.') or 'The record'} {wrong}.", RESTORE)
