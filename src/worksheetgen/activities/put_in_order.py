"""Put in order: events of the unit's timeline, of which the first is given."""

from __future__ import annotations

from worksheetgen.activities.material import FEWEST_EVENTS, Material, first_of_each
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Choosable
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.model.answers import Key
from worksheetgen.model.question import Part, Question
from worksheetgen.streams import Stream

_MOST = 6
"""So many events are ordered at the most; the first is given."""


def put_in_order(material: Material, id: str, seed: str) -> Question:
    """Some of the events. Raises InvalidInput where there are too few."""
    stream = Stream(seed, "activity", id)
    # Two of one date could stand either way.
    dated = first_of_each(material.events, lambda event: event.when.casefold())
    if len(dated) < FEWEST_EVENTS:
        what = f"put-in-order needs {FEWEST_EVENTS} events of different dates, and finds {len(dated)} here."
        raise material.lacking(
            what, "Add a source with a ‘timeline’ to the unit, or ask for more paragraphs."
        )
    drawn = set(stream.shuffled(range(len(dated)))[:_MOST])
    events = [event for number, event in enumerate(dated) if number in drawn]
    # Ids are drawn, as a body keeps its events in their order, which must say nothing.
    ids = stream.shuffled([f"e{number}" for number in range(1, len(events) + 1)])
    choosable = (Choosable(own, event.text) for own, event in zip(ids, events, strict=True))
    body = Ordering(tuple(sorted(choosable, key=lambda event: event.id)), ids[0])
    marks = len(events) - 1
    stem = (
        f"Put these events in order. Write 2 to {len(events)} in the boxes. The first has been done for you."
    )
    key = Key(ids, f"{'; '.join(event.when for event in events)}.", ())
    part = Part(Kind.ORDERING, stem, marks, material.knowledge(marks), body, (key,))
    return material.question(id, [part], difficulty=3, minutes=marks, asking=material.dating)
