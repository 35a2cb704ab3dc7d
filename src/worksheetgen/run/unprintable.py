"""A bank's files to a problem for each character in them that no font has, before anything is printed of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import name

from worksheetgen.bank import unit_files, unit_folders
from worksheetgen.bank.files import PICTURES
from worksheetgen.errors import Place, Problem, shown
from worksheetgen.letters import tidied
from worksheetgen.model.bank import Bank
from worksheetgen.typesetting import lacking_characters
from worksheetgen.yaml_file import read_text, read_yaml


def unprintable(bank: Bank) -> Iterator[Problem]:
    """A problem for each text of the bank's files with characters that some theme has in none of its fonts."""
    for folder in unit_folders(bank.folders):
        for path in unit_files(folder):
            for place, text in _texts(path):
                if lacking := lacking_characters("".join(text.split())):
                    told = ", ".join(f"“{one}” ({name(one, f'U+{ord(one):04X}')})" for one in sorted(lacking))
                    what = f"No font here has the character {told}."
                    yield Problem(place, what, "Write it another way.")


def _texts(path: Path) -> Iterator[tuple[Place, str]]:
    """Every text of a unit's file with its place; none of a picture."""
    if path.suffix.casefold() in PICTURES:
        return
    if path.suffix == ".yaml":
        file = read_yaml(path)
        yield from ((file.place(*at), text) for at, text in file.raw.items())
    else:
        lines = tidied(read_text(path)).split("\n")
        yield from ((Place(shown(path), number, 1), line) for number, line in enumerate(lines, 1))
