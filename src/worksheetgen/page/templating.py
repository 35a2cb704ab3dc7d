"""Values to HTML by the templates beside this package, every value escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from worksheetgen.english import counted
from worksheetgen.errors import Problem

FOLDER = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["counted"] = counted


def html(template: str, **values: Any) -> str:
    """The page of that template."""
    return TEMPLATES.get_template(f"{template}.html").render(**values)


def said_of(problem: Problem) -> str:
    """A problem for a person at the page: its line where there is one, what is wrong, what to do."""
    place = problem.place
    where = f"Line {place.line}, column {place.column}: " if place.line else ""
    typed = "--" in problem.remedy or "command" in problem.remedy  # what only helps at the command line
    return f"{where}{problem.what}{'' if typed else f' {problem.remedy}'}"
