"""What is decided for one student's paper beyond the questions themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class ArrangedQuestion:
    """A question by its id; for each of its parts the bank's option ids in printed order, () where none move."""

    id: str
    options: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Arrangement:
    """The form a student has, and its questions in printed order, section by section."""

    form: str
    sections: tuple[tuple[ArrangedQuestion, ...], ...]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The printed number of each question id."""
        ids = (asked.id for section in self.sections for asked in section)
        return {id: number for number, id in enumerate(ids, start=1)}

    @cached_property
    def options(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The printed options of each question id, part by part."""
        return {asked.id: asked.options for section in self.sections for asked in section}
