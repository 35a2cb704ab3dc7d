"""Where a PDF goes that a verb prints by itself, without a run."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.run.request import OUTPUT

pdf_option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The PDF, or a folder for it.  [default: output/]",
)


def pdf_file(output: Path | None, name: str) -> Path:
    """Where a PDF goes: the file that was named, or one of its own `name` in the folder that was, else in output."""
    if output and output.suffix and not output.is_dir():
        return output
    return (output or OUTPUT) / f"{name}.pdf"
