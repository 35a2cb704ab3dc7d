"""The bundled JSON Schemas of the files that teachers write, laid into a bank or theme and named by its files.

An editor that finds a file's schema completes the file and checks it. The schemas lie in the folder, so that this works
without a network and whatever the editor; they are those of the version of the program that laid them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from worksheetgen import resources
from worksheetgen.delivery import rewrite
from worksheetgen.model.bank import Bank
from worksheetgen.resources import SCHOOL_FILE
from worksheetgen.schema_line import SCHEMAS, schema_from, schemas_of, with_schema_line
from worksheetgen.value import Value


class Described(Value):
    """A folder of files that schemas describe: a unit's or a theme's.

    `files` has, by the name of a schema, the pattern of the files below the folder that it is for; the first of them
    makes the folder what it is. A school.yaml may lie elsewhere too. The `bundled` folder has the schemas.
    """

    files: dict[str, str]
    bundled: Callable[[], Path]

    @property
    def mark(self) -> str:
        """The file without which a folder is none of these."""
        return next(iter(self.files.values()))

    @property
    def mark_schema(self) -> str:
        """The name of that file's schema."""
        return next(iter(self.files))


UNITS = Described(
    {
        "unit": "unit.yaml",
        "glossary": "glossary.yaml",
        "levels": "levels.yaml",
        "sources": "sources/*.yaml",
        "questions": "questions/*.yaml",
        "blueprint": f"{resources.BLUEPRINT_FOLDER}/*.yaml",
        "school": SCHOOL_FILE,
    },
    lambda: resources.question_bank() / SCHEMAS,
)
THEMES = Described({"theme": "theme.yaml"}, lambda: resources.templates() / SCHEMAS)


class SchemasLaid(Value):
    """The folder in which the schemas of a bank or theme are now, and the files that name them."""

    folder: Path
    files: tuple[Path, ...]


def lay_schemas(root: Path, described: Described) -> SchemasLaid | None:
    """Lay the schemas into a root and name them in the first line of its files, instead of those that are there.

    The root is a unit's (or theme's) folder or a folder of such; None where it is neither. Raises OutputExists where a
    file cannot be written; each is whole, or as it was.
    """
    folders = [folder for folder in (root, *sorted(root.glob("*/"))) if (folder / described.mark).is_file()]
    if not folders:
        return None
    beside = schemas_of(root, described.mark_schema) if root in folders else None
    schemas = beside or root / SCHEMAS
    for name in described.files:
        rewrite(schemas / f"{name}.json", (described.bundled() / f"{name}.json").read_bytes())
    named = []
    for path, name in _described(root, folders, described):
        rewrite(path, with_schema_line(path.read_bytes(), schema_from(path.parent, schemas, name)))
        named.append(path)
    return SchemasLaid(schemas, tuple(named))


def _described(root: Path, folders: list[Path], described: Described) -> Iterator[tuple[Path, str]]:
    """The files that have a schema, each with its name: those of the folders, and a school.yaml beside them."""
    found = {
        path: "school" if path.name == SCHOOL_FILE else name
        for folder in folders
        for name, pattern in described.files.items()
        for path in sorted(folder.glob(pattern))
    }
    if "school" in described.files and (root / SCHOOL_FILE).is_file():
        found[root / SCHOOL_FILE] = "school"
    yield from ((path, name) for path, name in found.items() if _is_text(path))


def stale_schemas(bank: Bank) -> dict[Path, Path]:
    """The folders of a bank whose schemas are of another version of the program, each with the folder these lie in."""
    bundled = UNITS.bundled()
    found = {folder: schemas_of(folder, UNITS.mark_schema) for folder in bank.folders}
    return {
        folder: schemas
        for folder, schemas in found.items()
        if schemas and _lines(schemas, bundled) != _lines(bundled, bundled)
    }


def _lines(folder: Path, bundled: Path) -> list[list[bytes]]:
    """The lines of each bundled schema as a folder has it, whatever ends them; none for one that is not there."""
    paths = [folder / path.name for path in sorted(bundled.glob("*.json"))]
    return [path.read_bytes().splitlines() if path.is_file() else [] for path in paths]


def _is_text(path: Path) -> bool:
    """Whether a file is UTF-8, to which a line can be added; `bank check` tells of one that is not."""
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True
