"""What a worksheet prints to read to the events of the unit's timeline that go with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.model.source import Event, Source, TimelineContent
from worksheetgen.model.student_paper import StripEvent

MOST_EVENTS = 6
"""So many events stand side by side above a text."""
RARE = 3
"""A word that stands in more paragraphs than these tells none of them from another."""
IN_COMMON = 2
"""A paragraph speaks of an event with which it has so many rare words in common, of which the year is one."""
_WORD = re.compile(r"\w{4,}")
_BEGINNING = 6
"""Words that begin alike are taken for one: murder, murdered."""


def strip_events(unit: Unit, read: Sequence[int], questions: Collection[Question]) -> tuple[StripEvent, ...]:
    """The events around those that the paragraphs with the numbers `read` speak of; () where there are none.

    None either where the timeline would answer one of the `questions`.
    """
    for source in unit.sources:
        content = source.content
        if not isinstance(content, TimelineContent) or _tells(source, content.events, unit, questions):
            continue
        near = {at for at, event in enumerate(content.events) if _spoken_of(event, unit, read)}
        if near:
            return tuple(
                StripEvent(event.when, event.text, at in near) for at, event in _around(near, content.events)
            )
    return ()


def _tells(source: Source, events: Sequence[Event], unit: Unit, questions: Collection[Question]) -> bool:
    """Whether the timeline would answer a question: it asks for an order or one of its dates, or is on the timeline.

    So would it one that is an enemy of all questions on the timeline, as `bank check` wants of what it gives away.
    """
    askers = [one for one in unit.questions if source.id in one.sources]
    dates = {event.when for event in events}
    return any(
        one in askers
        or (askers and all(one.id in other.enemies or other.id in one.enemies for other in askers))
        or Kind.ORDERING in one.kinds
        or dates.intersection(_answered(one))
        for one in questions
    )


def _answered(question: Question) -> Iterator[str]:
    """The words of all that is credited."""
    for part in question.parts:
        for fact in part.body.facts(part.stem, part.answers):
            for wording in fact.wordings:
                yield from re.findall(r"\w+", wording)


def _spoken_of(event: Event, unit: Unit, read: Sequence[int]) -> bool:
    paragraphs = [_words(text) for text in unit.text]
    often = Counter(word for words in paragraphs for word in words)
    told = {word for word in _words(f"{event.when} {event.text}") if often[word] <= RARE}
    return any(len(told & paragraphs[number - 1]) >= IN_COMMON for number in read)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:_BEGINNING] for word in _WORD.findall(text))


def _around(near: Collection[int], events: Sequence[Event]) -> list[tuple[int, Event]]:
    """As many events as there is room for, with their places: those near, then those closest to one of them."""
    ranked = sorted(range(len(events)), key=lambda at: (min(abs(at - one) for one in near), at))
    return [(at, events[at]) for at in sorted(ranked[:MOST_EVENTS])]
