"""A teacher's own folder: a bank, blueprints, a class list and a theme to change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from worksheetgen import resources
from worksheetgen.class_list import sample_class, to_csv
from worksheetgen.delivery import deliver
from worksheetgen.run.demo import CLASS, SEED, SIZE
from worksheetgen.schema_line import SCHEMAS, schema_line

UNIT = "stalins-terror"
_THEME = f"""\
{schema_line("schemas/theme.json")}
# Your own look: whatever stands here changes the theme that a blueprint names.
base: {{size: 11.5}}                # text of the standard print, in pt
# prints: {{"18": {{line_pitch: 13}}}}
"""
_SCHOOL = f"""\
{schema_line("schemas/school.json")}
# Your school at the head of every paper: take away the # and put the picture, a PNG or JPEG, beside this file.
# name: Hillside School
# crest: crest.png
# alt: "The crest of Hillside School: an oak over a river"
"""


@dataclass(frozen=True)
class OwnFolder:
    """What a teacher's own folder begins with."""

    class_list: Path
    bank: Path
    theme: Path


def begin_folder(folder: Path) -> OwnFolder:
    """Copy the bundled unit and all files' schemas into a new folder, with a made-up class, a school and a theme.

    Raises OutputExists where the folder has files in it, or cannot be written.
    """
    own = OwnFolder(folder / f"{CLASS}.csv", folder / "bank", folder / "theme")
    bundled = resources.question_bank()
    copied = [
        bundled / "README.md",
        *sorted(path for name in (UNIT, SCHEMAS) for path in (bundled / name).rglob("*") if path.is_file()),
    ]
    files = {f"bank/{path.relative_to(bundled).as_posix()}": path.read_bytes() for path in copied}
    files[f"bank/{resources.SCHOOL_FILE}"] = _SCHOOL.encode()
    files["theme/theme.yaml"] = _THEME.encode()
    files["theme/schemas/theme.json"] = (resources.templates() / SCHEMAS / "theme.json").read_bytes()
    files[own.class_list.name] = to_csv(sample_class(SIZE, SEED, CLASS)).encode()
    deliver(folder, files)
    return own
