"""What a run asks, by which what was typed is known for a mark."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase

from worksheetgen.manifest import RecordedQuestion
from worksheetgen.marks_record import ABSENT, MarkKey, crossed, whole_number, worth
from worksheetgen.value import Value, field


class Asked(Value):
    """What a run asks: the most marks that can be had of everything that has marks, and whose papers there are.

    `names` are the students' names by id, "" for nobody. `options` are those of the questions that are answered by
    crossing letters: the options' ids under A, B, C. `lettered` are those questions of papers that are printed.
    """

    most: Mapping[MarkKey, int]
    names: Mapping[str, str]
    options: Mapping[MarkKey, tuple[str, ...]] = field(default_factory=dict)
    lettered: Mapping[MarkKey, RecordedQuestion] = field(default_factory=dict)

    def letters(self, key: MarkKey) -> str:
        """The letters that can be crossed: "ABCD", "" for none."""
        return ascii_uppercase[: len(self.options.get(key, ()))]

    def worth(self, key: MarkKey, mark: str) -> str:
        """A mark as a number, `absent` or "": letters are worth what that paper's key gives for them."""
        return worth(mark, self.lettered[key]) if key in self.lettered else mark

    def whose(self, paper: str) -> str:
        """`017 Ada Li`."""
        return f"{paper} {self.names.get(paper, '')}".strip()

    def named(self, key: MarkKey) -> str:
        """`Question kirov-01 of 017 Ada Li`."""
        paper, question = key
        return f"Question {question} of {self.whose(paper)}"


def mark_of(typed: str, most: int | None, letters: str) -> str | None:
    """The mark that was typed, as the record has it; None for what is no mark.

    That is "" for none, `absent`, a number up to `most`, or some of `letters`.
    """
    if typed.casefold() == ABSENT:
        return ABSENT
    if not typed:
        return ""
    number = whole_number(typed)
    if number is not None and (most is None or int(number) <= most):
        return number
    return crossed(typed, letters) or None
