"""Ordering in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers, Choosable
from worksheetgen.kinds.entries import (
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    all_differ,
    is_named,
    worth_a_mark_each,
)
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.model.answers import Key
from worksheetgen.yaml_file import LocatedEntry
from worksheetgen.yaml_file.fields import AnyText, Id, NonEmptyText, Strict

_SKELETON = """\
  stem: Put these events in order. Write 2 to 4 in the boxes. The first has been done for you.
  events:                         # in their RIGHT order; no two whose order the text leaves open
    - {id: event-1, text: ‹What happened first.›}
    - {id: event-2, text: ‹What happened second.›}
    - {id: event-3, text: ‹What happened third.›}
    - {id: event-4, text: ‹What happened last.›}
  given: event-1                  # printed with its number
  explanation: ‹The dates, in order.›
"""


class EventEntry(Strict):
    """An event."""

    id: Id = Field(description="A short name for the event, by which ‘given’ means it.")
    text: NonEmptyText = Field(description="What happened.")


def events_are_worth_the_marks(part: LocatedEntry[OrderingEntry], _: KnownLevels) -> Iterator[Problem]:
    """An order is worth at most a mark for each event to be numbered."""
    unnumbered = len(part.value.events) - bool(part.value.given)
    if part.value.marks > unnumbered:
        yield from worth_a_mark_each(part, unnumbered, "unnumbered event", "fewer")


def given_is_an_event(part: LocatedEntry[OrderingEntry], _: KnownLevels) -> Iterator[Problem]:
    """The event that is printed with its number is one of the events."""
    if part.value.given:
        ids = [event.id for event in part.value.events]
        yield from is_named(part.place("given"), "event", part.value.given, ids)


def events_differ(part: LocatedEntry[OrderingEntry], _: KnownLevels) -> Iterator[Problem]:
    """No two events have the same id or the same text."""
    yield from all_differ(part, "events")


class OrderingEntry(PartEntry):
    """Events in their right order."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (events_are_worth_the_marks, given_is_an_event, events_differ)
    events: Annotated[tuple[EventEntry, ...], Field(min_length=3, max_length=10)] = Field(
        description="Events in their RIGHT order; the printed order is drawn."
    )
    given: AnyText = Field(
        "",
        description="The id of the event that is printed with its number; at most 1 mark for each other event.",
    )
    explanation: Explanation = ""

    def read(self, sets: LevelSets) -> tuple[Ordering, Answers]:
        """The events sorted by id; the key has their ids in the right order."""
        events = (Choosable(event.id, event.text) for event in self.events)
        key = Key(tuple(event.id for event in self.events), self.explanation, ())
        return Ordering(tuple(sorted(events, key=lambda event: event.id)), self.given), (key,)
