"""The command line: the only place that prints, and where every problem becomes an exit code."""

from __future__ import annotations

import sys

import click

from worksheetgen import __version__
from worksheetgen.errors import ExitCode, WorksheetgenError

VERBS = {
    "demo": "worksheetgen.cli.printing",
    "exam": "worksheetgen.cli.printing",
    "worksheet": "worksheetgen.cli.printing",
    "reprint": "worksheetgen.cli.runs",
    "key": "worksheetgen.cli.runs",
    "verify": "worksheetgen.cli.runs",
    "bank": "worksheetgen.cli.banks",
    "class": "worksheetgen.cli.classes",
}
"""Which module has which verb; it is imported when the verb is used, so that help comes at once."""

HELP = {
    "demo": "Print a made-up class set from the bundled bank.",
    "exam": "Print an exam for a class from a blueprint.",
    "worksheet": "Print a homework worksheet, with or without a blueprint.",
    "reprint": "Print one student's paper of a run again, byte for byte.",
    "key": "Show the answers of a run on screen.",
    "verify": "Read a run's PDFs back and compare papers, keys and bank.",
    "bank": "List, show, count and check questions.",
    "class": "Check a class list, or make one up.",
}


class _Verbs(click.Group):
    """The verbs, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a teacher's evening."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command."""
        if cmd_name not in VERBS:
            return None
        module = __import__(VERBS[cmd_name], fromlist=["COMMANDS"])
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs' help without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, HELP[verb]) for verb in VERBS])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="worksheetgen")
def cli() -> None:
    """Worksheets and exams from a tagged question bank, varied per student, with keys that agree.

    Start with `worksheetgen demo`: it prints a made-up class set into output/.
    """


def main() -> None:
    """Run the command line and leave with its exit code (see `ExitCode`); a bug keeps its traceback."""
    try:
        code = cli.main(prog_name="worksheetgen", standalone_mode=False)
    except WorksheetgenError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped. No run is left half-written.", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    sys.exit(code or ExitCode.DONE)
