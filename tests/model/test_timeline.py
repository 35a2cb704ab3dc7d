"""Which events of the unit's timeline go with what a worksheet prints to read."""

from __future__ import annotations

import pytest

from tests.samples import ordering, question, source, unit, written
from worksheetgen.model.answers import Point, Points
from worksheetgen.model.question import Question
from worksheetgen.model.source import Event, TimelineContent
from worksheetgen.model.timeline import MOST_EVENTS, strip_events
from worksheetgen.value import replace

EVENTS = (
    Event("1917", "The Tsar falls."),
    *(Event(str(1918 + year), f"Harvest number {year}.") for year in range(MOST_EVENTS)),
    Event("1934", "Kirov is murdered."),
    Event("1940", "Trotsky is murdered."),
)
LINE = replace(source("line"), content=TimelineContent(EVENTS))
BANK = replace(
    unit(question("asker", sources=("line",)), question("enemy", enemies=("asker",)), question("other")),
    sources=(LINE,),
    text=("In 1934 Kirov was shot. His murder was never solved.", "Nothing happened.", "In 1940 it rained."),
)


def shown(*asked: Question, read: tuple[int, ...] = (1,)) -> list[tuple[str, bool]]:
    """The events above those paragraphs on a sheet with those questions: their dates, and whether they stand out."""
    return [(one.when, one.near) for one in strip_events(BANK, read, asked)]


def test_events_around_what_is_read_are_shown() -> None:
    """What a paragraph speaks of stands out among as many neighbours as there is room for, in order."""
    found = shown(BANK.by_id["other"])
    assert [when for when, near in found if near] == ["1934"]
    assert len(found) == MOST_EVENTS
    assert found == sorted(found)


@pytest.mark.parametrize("read", [(), (2,), (3,)])
def test_a_text_that_speaks_of_no_event_has_no_timeline(read: tuple[int, ...]) -> None:
    """A year alone says little: it may be that of something else."""
    assert shown(read=read) == []


def answered(words: str) -> Question:
    """A question with that answer."""
    points = Points((Point(words, 1, (), (), ()),), "", "")
    return question("dated", replace(written(1), answers=(points,)))


@pytest.mark.parametrize(
    "asked",
    [BANK.by_id["asker"], BANK.by_id["enemy"], question("order", ordering()), answered("It was in 1934.")],
    ids=lambda one: one.id,
)
def test_no_timeline_answers_a_question(asked: Question) -> None:
    """It is not printed where one is on it, is given away by it, or asks for an order or one of its dates."""
    assert shown(asked) == []
    assert shown(answered("It was in 1935.")) != []
