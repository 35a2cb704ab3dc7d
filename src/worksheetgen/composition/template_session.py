"""Rendering with memory: the same template with the same values is rendered and read once in a run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace

from worksheetgen.composition.environment import Templates
from worksheetgen.composition.slots import Slot, filled, has_slots
from worksheetgen.composition.vocabulary import read_items
from worksheetgen.errors import Place
from worksheetgen.model.document import Item

LANGUAGE = "en-GB"


class TemplateSession:
    """A theme's templates, the names of its styles, and what the templates have said already."""

    def __init__(self, templates: Templates, styles: Collection[str]) -> None:
        """Start with nothing said."""
        self._templates, self._styles = templates, styles
        self._said: dict[tuple[str, Place, tuple[tuple[str, Hashable], ...]], tuple[Item, ...]] = {}
        self._known: dict[int, tuple[object, tuple[Item, ...]]] = {}
        self._kept: dict[int, tuple[Item, Item]] = {}
        self._open: dict[int, tuple[tuple[Item, ...], tuple[bool, ...]]] = {}

    def items(self, template: str, origin: Place, **values: Hashable) -> tuple[Item, ...]:
        """What the template says of the values. Raises InvalidInput where the template is wrong."""
        asked = (template, origin, tuple(sorted(values.items())))
        if asked not in self._said:
            self._said[asked] = self._read(template, origin, values)
        return self._said[asked]

    def own(self, template: str, origin: Place, **values: object) -> tuple[Item, ...]:
        """What the template says in one document alone: it is not remembered."""
        return tuple(replace(item, per_student=True) for item in self._read(template, origin, values))

    def _read(self, template: str, origin: Place, values: Mapping[str, object]) -> tuple[Item, ...]:
        markup = self._templates.render(template, values)
        return read_items(markup, origin, self._templates.start(template), self._styles)

    def once(self, value: object, say: Callable[[], tuple[Item, ...]]) -> tuple[Item, ...]:
        """What is said of a value; one that is asked for again, the very same, is not even looked at."""
        found = self._known.get(id(value))
        if found is None:
            found = self._known[id(value)] = (value, say())
        return found[1]

    def keeping(self, item: Item) -> Item:
        """The item, kept with what follows it: the very same one each time."""
        found = self._kept.get(id(item))
        if found is None:
            found = self._kept[id(item)] = (
                item,
                item if item.keep_with_next else replace(item, keep_with_next=True),
            )
        return found[1]

    def personal(self, items: tuple[Item, ...], words: Mapping[Slot, str], place: Place) -> tuple[Item, ...]:
        """The items with a student's words, which come from that place."""
        found = self._open.get(id(items))
        if found is None:
            found = self._open[id(items)] = (items, tuple(map(has_slots, items)))
        return tuple(
            [
                filled(item, words, place) if slotted else item
                for item, slotted in zip(items, found[1], strict=True)
            ]
        )
