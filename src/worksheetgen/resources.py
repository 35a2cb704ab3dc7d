"""Where the bundled question bank and templates are: in the wheel, or in a checkout of the repository."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.system.files import is_file

PACKAGE = Path(__file__).parent
BLUEPRINT_FOLDER = "blueprints"
"""The folder of a unit that holds blueprints."""
THEME_FILE = "theme.yaml"
"""The file of a theme's folder that has its settings."""
SCHOOL_FILE = "school.yaml"
"""The file that names the school, beside blueprints, in a unit's folder or in a bank's; no blueprint."""


def question_bank() -> Path:
    """The folder of the bundled units."""
    return _resource(PACKAGE, "question_bank")


def templates() -> Path:
    """The folder of the bundled themes."""
    return _resource(PACKAGE, "templates")


def themes(folder: Path) -> dict[str, Path]:
    """The themes in a folder, that of `templates` for the bundled ones: each one's own folder by its name."""
    return {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{THEME_FILE}"))}


def _resource(package: Path, name: str) -> Path:
    """The bundled folder of that name: an installed package has it inside, a checkout two folders above.

    Raises FileNotFoundError where it is in neither, which is a fault of the installation.
    """
    bundled, checkout = package / "_bundled" / name, package.parent.parent
    if bundled.is_dir():
        return bundled
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise FileNotFoundError(f"{bundled} is missing from this installation of worksheetgen")


def blueprint_path(name_or_path: str, bank_roots: Sequence[Path]) -> Path:
    """The file of the blueprint that is meant by a path, by NAME or by UNIT/NAME.

    Blueprints are UNIT/blueprints/NAME.yaml in one of the `bank_roots`, units' folders or folders of units; the first
    root that has one counts. Raises InvalidInput where there is none, or where several units have one of that name.
    """
    if is_file(name_or_path):
        if Path(name_or_path).suffix.casefold() in (".csv", ".xlsx"):
            what = "This is a table and no blueprint."
            remedy = f"Name a blueprint, such as unit-test, and give a class list as --class {name_or_path}."
            raise InvalidInput([Problem(Place(name_or_path), what, remedy)])
        return Path(name_or_path)
    known = blueprints(bank_roots)
    if name_or_path in known:
        return known[name_or_path]
    named = [full for full in known if full.rpartition("/")[2] == name_or_path]
    if len(named) == 1:
        return known[named[0]]
    if named:
        what, remedy = "Several units have a blueprint of this name.", f"Write one of {', '.join(named)}."
    else:
        what, remedy = "There is no blueprint of this name and no such file.", _choice(name_or_path, known)
    raise InvalidInput([Problem(Place(name_or_path), what, remedy)])


def blueprints(bank_roots: Iterable[Path]) -> dict[str, Path]:
    """The file of every blueprint, by UNIT/NAME, in the order of the roots and of the alphabet."""
    found: dict[str, Path] = {}
    for root in bank_roots:
        for path in sorted(
            path for unit in ("", "*/") for path in root.glob(f"{unit}{BLUEPRINT_FOLDER}/*.yaml")
        ):
            if path.name != SCHOOL_FILE:
                found.setdefault(f"{path.parent.parent.resolve().name}/{path.stem}", path)
    return found


def _choice(name: str, known: Iterable[str]) -> str:
    """What to do where no blueprint has the name: the nearest of `known`, UNIT/NAME each, and all of them."""
    full = list(known)
    if not full:
        return "The bank holds no blueprints: write the path of a blueprint file."
    short = {path.rpartition("/")[2]: path for path in full}
    close = get_close_matches(name, full, 1) or [short[n] for n in get_close_matches(name, list(short), 1)]
    meant = f"Did you mean {close[0]}? " if close else ""
    return f"{meant}Write the path of a file, or one of {', '.join(full)}."
