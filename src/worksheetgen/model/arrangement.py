"""What is decided for one student's paper beyond the questions themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from worksheetgen.value import Value


class ArrangedQuestion(Value):
    """A question on one student's paper, by its `id`.

    `options` has for each part of the question the bank's ids of what a pupil chooses from or puts in order
    (options, events, right-hand halves of pairs), in printed order; () for a part that looks the same on
    every paper.
    """

    id: str
    options: tuple[tuple[str, ...], ...]


class Arrangement(Value):
    """One student's form, by its name, and its questions in printed order, section by section."""

    form: str
    sections: tuple[tuple[ArrangedQuestion, ...], ...]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The printed number of each question, by id: numbers run through all sections from 1."""
        ids = (question.id for section in self.sections for question in section)
        return {id: number for number, id in enumerate(ids, start=1)}

    @cached_property
    def options(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The `options` of each question, by id."""
        return {question.id: question.options for section in self.sections for question in section}
