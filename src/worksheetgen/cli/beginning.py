"""The verb that begins a teacher's own folder: init."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen import resources
from worksheetgen.class_list import sample_class, to_csv
from worksheetgen.delivery import deliver

CLASS, SIZE = "9B", 28
UNIT = "stalins-terror"
THEME = """\
# Your own look: whatever stands here changes the theme that a blueprint names.
base: {size: 11.5}                # text of the standard print, in pt
# prints: {"18": {line_pitch: 13}}
"""


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Begin a FOLDER of your own: a bank, blueprints, a class list and a theme to change."""
    bundled = resources.question_bank()
    bank = [bundled / "README.md", *sorted(path for path in (bundled / UNIT).rglob("*") if path.is_file())]
    files = {f"bank/{path.relative_to(bundled).as_posix()}": path.read_bytes() for path in bank}
    files["theme/theme.yaml"] = THEME.encode()
    files[f"{CLASS}.csv"] = to_csv(sample_class(SIZE, "demo", CLASS)).encode()
    deliver(folder, files)
    class_list, bank_folder, theme = folder / f"{CLASS}.csv", folder / "bank", folder / "theme"
    click.echo(f"{class_list}    a made-up class: put your own into it")
    click.echo(f"{bank_folder}    questions, sources and blueprints to change; its README.md has every field")
    click.echo(f"{theme}    sizes and spaces of your own")
    click.echo(f"Next: worksheetgen exam unit-test --class {class_list} --bank {bank_folder} --theme {theme}")


COMMANDS = {"init": init}
