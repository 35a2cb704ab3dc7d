"""Rendering with memory: the same template with the same values is rendered and read once in a run."""

from __future__ import annotations

from collections.abc import Hashable

from worksheetgen.composition.environment import Templates
from worksheetgen.composition.vocabulary import read_items
from worksheetgen.errors import Place
from worksheetgen.model.document import Item

LANGUAGE = "en-GB"


class Stage:
    """A theme's templates and what they have said already."""

    def __init__(self, templates: Templates) -> None:
        """Start with nothing said."""
        self._templates = templates
        self._said: dict[tuple[str, Place, tuple[tuple[str, Hashable], ...]], tuple[Item, ...]] = {}

    def items(self, template: str, origin: Place, **values: Hashable) -> tuple[Item, ...]:
        """What the template says of the values. Raises InvalidInput where the template is wrong."""
        asked = (template, origin, tuple(sorted(values.items())))
        if asked not in self._said:
            self._said[asked] = read_items(self._templates.render(template, dict(values)), origin)
        return self._said[asked]
