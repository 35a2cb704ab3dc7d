"""The theme folders that a verb prints with."""

from __future__ import annotations

from pathlib import Path

from worksheetgen import resources
from worksheetgen.errors import Place
from worksheetgen.typesetting import theme_folders


def themes(own: Path | None, name: str, place: Place) -> tuple[Path, ...]:
    """Theme folders, the most particular first: the teacher's own, then the named one and what it extends."""
    return theme_folders(own, name, resources.templates(), place)
