"""What a person sees on screen: values and tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table


def say_json(value: Any) -> None:
    """A value for a script."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say_table(columns: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[str] = ()) -> None:
    """A table as wide as the terminal; off a terminal as wide as it needs."""
    console = Console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(str, row))
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table, markup=False)
