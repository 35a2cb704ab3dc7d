"""Ordering: events that stand in a drawn order are to be numbered in their right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Body, Choosable, Fact, KeyRow, Lettered, Printing, StudentBody
from worksheetgen.kinds.shared import by_id, misplaced, the_key
from worksheetgen.model.tier import Tier

if TYPE_CHECKING:
    from worksheetgen.kinds.ordering.entry import OrderingEntry


_YEAR = re.compile(r"\b\d{4}\b")


class StudentOrdering(StudentBody):
    """Events in printed order; the label is the number already given, "" for the others."""

    events: tuple[Lettered, ...]


class Ordering(Body):
    """Events to number, kept sorted by id so that their order says nothing.

    `given` is the id of the one that is printed with its number, "" for none.
    """

    events: tuple[Choosable, ...]
    given: str

    answered_with = "the numbers down the page, such as 3 1 4 2"

    @classmethod
    def entry(cls) -> type[OrderingEntry]:
        """The events in their right order."""
        from worksheetgen.kinds.ordering.entry import OrderingEntry

        return OrderingEntry

    def searched(self) -> Iterator[str]:
        """The events."""
        yield from (event.text for event in self.events)

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """Every event, as all of them happened."""
        yield from (event.text for event in self.events)
        yield stem

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The year of each event, where the explanation has as many years as there are events."""
        key, texts = the_key(answers), by_id(self.events)
        years = _YEAR.findall(key.explanation)
        if len(years) == len(key.answers):
            yield from (Fact(texts[id], (year,)) for id, year in zip(key.answers, years, strict=True))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Nothing: the events are printed."""
        yield from ()

    def printing(self, answers: Answers) -> Printing:
        """The events in a drawn order, and not in their right one."""
        return misplaced([event.id for event in self.events], the_key(answers).answers)

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentOrdering:
        """The events without their numbers, but for the given one."""
        texts, right_order = by_id(self.events), the_key(answers).answers
        return StudentOrdering(
            tuple(
                Lettered(str(right_order.index(id) + 1) if id == self.given else "", texts[id])
                for id in printed
            )
        )

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The numbers down the page: `3 1 4 2`."""
        right_order = the_key(answers).answers
        return " ".join(str(right_order.index(id) + 1) for id in printed)

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """The events in their right order under their numbers."""
        texts = by_id(self.events)
        right_order = enumerate(the_key(answers).answers, 1)
        return tuple(KeyRow(f"{number}. {texts[id]}", True, "") for number, id in right_order)

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The events by the numbers down the page; the one that is given may be left out."""
        numbers = [int(number) for number in re.findall(r"\d+", typed)]
        if len(numbers) == 1:  # 3142
            numbers = [int(digit) for digit in str(numbers[0])]
        if self.given and len(numbers) == len(printed) - 1:
            numbers.insert(printed.index(self.given), the_key(answers).answers.index(self.given) + 1)
        if re.sub(r"[\d\s.,;-]", "", typed) or sorted(numbers) != list(range(1, len(printed) + 1)):
            raise ValueError(typed)
        return tuple(id for _, id in sorted(zip(numbers, printed, strict=True)))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The events, which have no label."""
        texts = by_id(self.events)
        return [("", texts[id]) for id in printed]

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """For each event on the paper, the number of its text in the right order."""
        texts = by_id(self.events)
        numbers = {texts[id]: number for number, id in enumerate(the_key(answers).answers, 1)}
        return " ".join(str(numbers[text]) for _, text in self.on_paper(printed))
