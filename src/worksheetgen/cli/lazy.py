"""Groups of verbs whose modules are imported when a verb is used, so that help comes at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group that knows of each verb its module and its one-line help.

    A module has its verbs in `COMMANDS`, by name.
    """

    def __init__(self, *args: Any, verbs: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """`verbs` has each verb's module and help, in the order in which help lists them."""
        super().__init__(*args, **kwargs)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command."""
        if cmd_name not in self.verbs:
            return None
        command: click.Command = import_module(self.verbs[cmd_name][0]).COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs' help without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, words) for verb, (_, words) in self.verbs.items()])
