"""Values to HTML by the templates beside this package, every value escaped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from worksheetgen.english import capitalised, counted
from worksheetgen.errors import Problem, column_letters

FOLDER = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ABBREVIATIONS = {"aqa", "gcse", "ib", "ocr", "wjec"}
"""What is written in capitals in the names of papers."""


def name_as_said(name: str) -> str:
    """A file's name as one says it: `AQA depth` for aqa-depth."""
    words = " ".join(one.upper() if one in ABBREVIATIONS else one for one in name.split("-"))
    return capitalised(words)


TEMPLATES.globals["counted"] = counted
TEMPLATES.globals["name_as_said"] = name_as_said


def html(template: str, **values: Any) -> str:
    """The page of that template."""
    return TEMPLATES.get_template(f"{template}.html").render(**values)


_FURTHER = re.compile(r", or [^,.;]*--\w[^,.;]*(?=[.;])|,? and give the command again")
"""What a remedy has besides for whoever types commands."""
_TYPED = re.compile(r"--\w|\bcommand\b|`")
"""What only helps at the command line."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def said_of(problem: Problem) -> str:
    """A problem for a person at the page: its line or cell where there is one, what is wrong, what to do."""
    place = problem.place
    where = f"Cell {column_letters(place.column)}{place.line}" if place.sheet else f"Line {place.line}"
    said = (
        sentence
        for sentence in _SENTENCE.split(_FURTHER.sub("", problem.remedy))
        if not _TYPED.search(sentence)
    )
    return " ".join(filter(None, (f"{where}:" if place.line else "", problem.what, *said)))
