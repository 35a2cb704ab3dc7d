"""What goes to stdout: values as JSON for scripts, tables for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table


def say_json(value: Any) -> None:
    """Print plain data (dicts, lists, text, numbers) as JSON, indented, with letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say_table(columns: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[str] = ()) -> None:
    """Print a table under the heads `columns`; those in `right` are set to the right, as numbers are.

    It is as wide as the terminal, with long cells folded; in a file or pipe up to 160 characters.
    """
    console = Console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(str, row))
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table, markup=False)
