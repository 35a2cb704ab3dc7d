"""In what order a part's options are printed, and what its key is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Choice, Matching, Ordering, Part
from worksheetgen.streams import Stream


def printed_options(part: Part, key_position: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
    """The ids of what a pupil points at, in printed order; () where there is nothing to point at.

    The stream is opened only where something is drawn from it.
    """
    match part.body:
        case Choice(options=options, pinned=True):
            return tuple(option.id for option in options)
        case Choice(options=options):
            key = key_of(part).answers[0]
            others = stream().shuffled([option.id for option in options if option.id != key])
            return (*others[:key_position], key, *others[key_position:])
        case Matching(right=right):
            return _misplaced([item.id for item in right], key_of(part).answers, stream())
        case Ordering(events=events):
            return _misplaced([event.id for event in events], key_of(part).answers, stream())
        case _:
            return ()


def _misplaced(ids: Sequence[str], answers: tuple[str, ...], stream: Stream) -> tuple[str, ...]:
    """A drawn order that does not begin with all the answers in turn, where more than two could avoid it."""
    drawn = stream.shuffled(ids)
    while len(ids) > 2 and drawn[: len(answers)] == answers:
        drawn = stream.shuffled(ids)
    return drawn


def key_of(part: Part) -> Key:
    """The key of an objective part."""
    return next(answer for answer in part.answers if isinstance(answer, Key))


def choice_of(part: Part) -> Choice:
    """The options of a multiple-choice part; TypeError for any other."""
    if not isinstance(part.body, Choice):
        raise TypeError(part.kind)
    return part.body
