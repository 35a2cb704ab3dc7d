"""The verb that deletes what a run tells of its pupils: forget."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.cli.options import bank_option, bank_words, password_option, password_words, theme_option
from worksheetgen.cli.screen import command, is_terminal
from worksheetgen.english import counted
from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.model.bank import Bank
from worksheetgen.protection import Password
from worksheetgen.run.forgetting import Forgetting, plan_forgetting
from worksheetgen.run.forgetting import forget as forget_pupils
from worksheetgen.run.record import open_run


@click.command("forget")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@bank_option
@theme_option
@password_option(fresh=False)
def forget_verb(
    run: Path, yes: bool, read_bank: Callable[[], Bank], theme: Path | None, password: Password
) -> None:
    """Delete the names and marks of the pupils of a RUN, and print its papers again without names.

    Papers keep their ids, order and keys. All else that tells of pupils goes: the marks, feedback and Word copies
    beside the run, and every file that somebody put into it, such as scans. Nothing of it can be brought back.

    With the class list the run can be printed again: ids lead back to names for whoever has that list.
    """
    bank = read_bank()
    record = open_run(run)
    forgetting = plan_forgetting(record, bank, theme, password)
    _confirm(forgetting, record.folder, yes=yes)
    forget_pupils(forgetting)
    click.echo(f"{record.folder} has no name and no mark any more; its papers have their ids and keys.")
    if ids := forgetting.telling_ids:
        told = f"{', '.join(ids[:10])}{' …' if len(ids) > 10 else ''}"
        click.echo(
            f"In {counted(len(ids), 'id')} a name can still be read, as the class list has them so: {told}"
        )
    if names := forgetting.telling_names:
        told = " and ".join(f"“{name}”" for name in names)
        click.echo(
            f"A pupil’s name can still be read in what the class or the folder is called, as these stay: {told}. To be "
            "rid of it, delete the whole folder."
        )
    click.echo(
        "Class lists, follow-ups, printed paper, previews, single reprints and copies elsewhere are yours to delete; a "
        "follow-up is a run of its own, to be forgotten like this one."
    )
    verifying = command("verify", run, *bank_words(bank), *password_words(password))
    click.echo(f"  {verifying}    reads the PDFs back and checks every key")


def _confirm(forgetting: Forgetting, run: Path, *, yes: bool) -> None:
    """Say what goes, and ask; OutputExists where the answer is no or nobody can be asked."""
    click.echo(f"{run}: {counted(forgetting.named, 'name')} and all marks go from this run, for good.")
    for path in forgetting.goes:
        click.echo(f"  deleted: {path}")
    if yes or (is_terminal(sys.stdin) and click.confirm("Forget them?")):
        return
    what = "Nothing was forgotten: somebody must say yes."
    raise OutputExists([Problem(Place(str(run)), what, "Add --yes if what is said above is right.")])


COMMANDS = {"forget": forget_verb}
