"""The verbs that write into a bank: new, schema."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.bank import unit_folders
from worksheetgen.bank.files import UNIT_FILE
from worksheetgen.cli.screen import command
from worksheetgen.english import counted
from worksheetgen.kinds import Kind
from worksheetgen.run.questions import begin_unit, new_question
from worksheetgen.run.schemas import THEMES, UNITS, lay_schemas

OWN = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.option("--topic", required=True, help="The topic that it is about, as in unit.yaml.")
@click.option(
    "--bank",
    "root",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Your own bank: a folder of units, or one unit's folder.",
)
@click.option("--unit", help="The unit, where the bank has several.")
def new(kind: str, topic: str, root: Path, unit: str | None) -> None:
    """Add a commented question of KIND to your bank, to be filled in.

    It goes to the end of questions/TOPIC.yaml. What stands in ‹ › is yours to write; until it is written,
    `bank check` says where, and nothing is printed from the bank. In an empty folder a unit is
    begun.
    """
    folders = {folder.resolve().name: folder for folder in unit_folders([root])}
    if not folders:
        begun = begin_unit(root, unit or topic, topic)
        if begun is None:
            raise click.UsageError(
                f"{root} is no bank yet: no folder in it has a unit.yaml. Give an empty folder, in which one is begun, "
                f"or the bank that {command('init', 'FOLDER')} makes, FOLDER/bank."
            )
        click.echo(f"{begun / UNIT_FILE} is new: a unit of its own, with this topic.")
        folders = {begun.resolve().name: begun}
        unit = None
    chosen = unit or (next(iter(folders)) if len(folders) == 1 else "")
    if chosen not in folders:
        raise click.UsageError(f"Name one of the bank's units with --unit: {', '.join(folders)}.")
    id, place = new_question(folders[chosen], Kind(kind), topic)
    click.echo(f"{id}    {place}")
    click.echo(f"Next: fill in what stands in ‹ ›, then: {command('bank', 'check', '--bank', root)}")


@click.command()
@click.option(
    "--bank", "banks", multiple=True, type=OWN, help="Your own bank: a folder of units, or one unit's folder."
)
@click.option(
    "--theme", "themes", multiple=True, type=OWN, help="Your own theme's folder, or a folder of such."
)
def schema(banks: tuple[Path, ...], themes: tuple[Path, ...]) -> None:
    """Lay the JSON Schemas into your bank or theme, and name them in the first line of its files.

    So an editor that knows YAML, such as VS Code with the extension YAML, completes fields, says what each is for and
    marks what is wrong as you type. A first line that names a schema already, and schemas that lie there, are replaced;
    nothing else changes. Do it again after an update of worksheetgen.
    """
    if not banks and not themes:
        raise click.UsageError("Say whose files are meant, with --bank or --theme.")
    for root, described in [*((bank, UNITS) for bank in banks), *((theme, THEMES) for theme in themes)]:
        laid = lay_schemas(root, described)
        if laid is None:
            raise click.UsageError(
                f"{root} is neither a folder with a {described.mark} nor a folder of such."
            )
        click.echo(f"{laid.folder}    named in the first line of {counted(len(laid.files), 'file')}")


COMMANDS = {"new": new, "schema": schema}
