"""In what order a part's options are printed, and what its key is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Choice, Matching, Ordering, Part
from worksheetgen.streams import Stream

Printing = Callable[[int, Callable[[], Stream]], tuple[str, ...]]
"""Gives the ids of what a pupil points at, in printed order, for where the key stands and what opens the stream.

The stream is opened only where something is drawn from it.
"""


def printing(part: Part) -> Printing:
    """How a part's options are put in order; () where there is nothing to point at."""
    match part.body:
        case Choice(options=options, pinned=True):
            return partial(_as_they_are, tuple(option.id for option in options))
        case Choice(options=options):
            key = key_of(part).answers[0]
            return partial(_keyed, [option.id for option in options if option.id != key], key)
        case Matching(right=right):
            return partial(_misplaced, [item.id for item in right], key_of(part).answers)
        case Ordering(events=events):
            return partial(_misplaced, [event.id for event in events], key_of(part).answers)
        case _:
            return partial(_as_they_are, ())


def _as_they_are(ids: tuple[str, ...], _: int, _stream: Callable[[], Stream]) -> tuple[str, ...]:
    return ids


def _keyed(others: Sequence[str], key: str, position: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
    """The key at its place among the others, whose order is drawn."""
    drawn = stream().shuffled(others)
    return (*drawn[:position], key, *drawn[position:])


def _misplaced(
    ids: Sequence[str], answers: tuple[str, ...], _: int, stream: Callable[[], Stream]
) -> tuple[str, ...]:
    """A drawn order that does not begin with all the answers in turn, where more than two could avoid it."""
    opened = stream()
    drawn = opened.shuffled(ids)
    while len(ids) > 2 and drawn[: len(answers)] == answers:
        drawn = opened.shuffled(ids)
    return drawn


def key_of(part: Part) -> Key:
    """The key of an objective part."""
    return next(answer for answer in part.answers if isinstance(answer, Key))
