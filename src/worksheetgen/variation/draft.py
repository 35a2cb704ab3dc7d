"""A paper while it is being arranged: its questions in order, and under which letter each key stands."""

from __future__ import annotations

from dataclasses import dataclass

from worksheetgen.variation.coincidences import At


@dataclass
class Draft:
    """The question ids of all sections in printed order, and for each part whose key is a letter which: 0 for A."""

    order: list[str]
    letters: dict[At, int]

    @property
    def numbers(self) -> dict[str, int]:
        """The printed number of each question, by id."""
        return {id: number for number, id in enumerate(self.order, 1)}
