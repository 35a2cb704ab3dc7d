"""What goes to stdout: values as JSON for scripts, tables for people, commands to be copied."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

import click
from rich.console import Console
from rich.table import Table

from worksheetgen.system.processes import typed

GAP = 2
"""How many spaces `rich` sets between two columns."""


def say_json(value: Any) -> None:
    """Print plain data (dicts, lists, text, numbers) as JSON, indented, with letters as they are."""
    say_data(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say_data(text: str) -> None:
    """Print what another program reads: as UTF-8, whatever letters a terminal knows, unless it goes to one."""
    click.echo(text if is_terminal(sys.stdout) else text.encode(errors="replace"), nl=False)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sits at the other end; None is a stream that the shell closed."""
    return stream is not None and stream.isatty()


def command(*words: str | Path) -> str:
    """`worksheetgen` with these words, quoted as this system's shell needs it, to be copied."""
    return typed(("worksheetgen", *map(str, words)))


def say_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    right: Sequence[str] = (),
    *,
    cut_last: bool = False,
) -> None:
    """Print a table under the heads `columns`; those in `right` are set to the right, as numbers are.

    It is as wide as the terminal, in a file or pipe up to 160 characters. Long cells are folded; with `cut_last`, those
    of the last column end in … where their line ends, so that each row is one line.
    """
    console = Console(emoji=False)
    if not console.is_terminal:
        console = Console(width=160, emoji=False)
    if cut_last:
        rows = _cut(columns, rows, console.width)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(str, row))
    console.print(table, markup=False)


def _cut(columns: Sequence[str], rows: Sequence[Sequence[object]], width: int) -> list[list[str]]:
    """The rows as text, their last cells as long as the line has room, but for twenty characters at least."""
    texts = [list(map(str, row)) for row in rows]
    widest = [max(map(len, column)) for column in zip(columns, *texts, strict=True)]
    room = max(20, width - sum(widest[:-1]) - GAP * (len(columns) - 1))
    return [[*row[:-1], _shortened(row[-1], room)] for row in texts]


def _shortened(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
