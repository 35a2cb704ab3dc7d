"""Groups of verbs whose modules are imported when a verb is used, so that help comes at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class _Readable(click.types.StringParamType):
    """Words that somebody can read: a terminal hands on bytes that are no letters, too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The words as they are; click tells the teacher where they are none."""
        words = super().convert(value, param, ctx)
        if not words.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in words):
            self.fail("this has signs that are no letters. Type it again.", param, ctx)
        return words


READABLE = _Readable()


class LazyGroup(click.Group):
    """A group that imports the module of a verb only when the verb is used.

    A module has its verbs in `COMMANDS`, by name.
    """

    def __init__(self, *args: Any, verbs: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """`verbs` has (name of the module, help on one line) of each verb, in the order of the help."""
        super().__init__(*args, **kwargs)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs' names, in the order of the table; click would sort them."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, its module imported now; None where there is no such verb."""
        if cmd_name not in self.verbs:
            return None
        command: click.Command = import_module(self.verbs[cmd_name][0]).COMMANDS[cmd_name]
        # Docstrings are raw, so that there click's mark over lines that stay as they are is two characters.
        command.help = (command.help or "").replace("\\b\n", "\b\n")
        for parameter in command.params:
            if isinstance(parameter.type, click.types.StringParamType):
                parameter.type = READABLE
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs into the help, from the table: click would import every verb to ask it."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, words) for verb, (_, words) in self.verbs.items()])
