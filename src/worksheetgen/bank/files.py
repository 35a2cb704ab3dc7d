"""Which files a bank is read from, and a digest of what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from worksheetgen.schema_line import without_schema_line
from worksheetgen.system.files import read_file

UNIT_FILE = "unit.yaml"
TEXT_FILE = "text.md"
GLOSSARY_FILE = "glossary.yaml"
LEVELS_FILE = "levels.yaml"
FOLDERS = ("sources", "questions")
_MOST_OF_A_FILE = 64 * 2**20
"""So many bytes of a file count; larger ones are refused, whatever they are."""
PICTURES = (".png", ".jpg", ".jpeg")


def unit_folders(roots: Iterable[Path]) -> list[Path]:
    """The folders of units (with a unit.yaml) among the roots and directly in them, in order, each once."""
    found = [folder for root in roots for folder in candidates(root) if (folder / UNIT_FILE).is_file()]
    return list({folder.resolve(): folder for folder in found}.values())


def candidates(root: Path) -> list[Path]:
    """The folders that may be units: the root itself if it is one or no folder at all, else those in it."""
    if (root / UNIT_FILE).is_file() or not root.is_dir():
        return [root]
    return sorted(folder for folder in root.iterdir() if folder.is_dir())


def unit_files(folder: Path) -> list[Path]:
    """The files that a unit is read from, as far as they are there, in the same order on every system."""
    single = [folder / name for name in (UNIT_FILE, TEXT_FILE, GLOSSARY_FILE, LEVELS_FILE)]
    several = [path for name in FOLDERS for path in sorted((folder / name).glob("*.yaml"))]
    pictures = [path for path in sorted((folder / "sources").glob("*")) if path.suffix.lower() in PICTURES]
    return [path for path in (*single, *several, *pictures) if path.is_file()]


def digest_and_lines(roots: Iterable[Path]) -> tuple[str, str]:
    """A digest of all files that the units are read from, and for each 1 where its schema's line stands in it, else 0.

    The digest is the SHA-256, in hexadecimal digits, of their names and contents. Where the roots lie makes no
    difference, nor do blueprints, notes and whatever else lies in the folders, nor the lines that name the files'
    schemas: such a line is nothing of a file's content, but all that follows it stands a line further down. The digest
    stands for a bank's questions in the records of runs and in a run's id.
    """
    hasher, lines = sha256(), ""
    for folder in sorted(unit_folders(roots), key=lambda folder: folder.resolve().name):
        for path in unit_files(folder):
            name = f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}"
            whole = _content(path)
            content = without_schema_line(whole) if path.suffix == ".yaml" else whole
            # With their lengths before them, no name and content run together as another pair would.
            hasher.update(f"{len(name)}:{name}{len(content)}:".encode() + content)
            lines += "1" if len(whole) > len(content) else "0"
    return hasher.hexdigest(), lines


def _content(path: Path) -> bytes:
    """What a file holds, up to more than any may; nothing of one that cannot be read: whoever reads it tells why."""
    try:
        return read_file(path, _MOST_OF_A_FILE)
    except OSError:
        return b""
