"""Rendering for one run: templates and values to items, each combination once for all papers that have it.

Rendered anew for each paper:
+350% (docs/performance.md, “questions rendered once, their numbers filled in”, 3,000).
"""

from __future__ import annotations

from collections.abc import Collection

from worksheetgen.composition.environment import Templates
from worksheetgen.composition.slots import NUMBER, WithSlots, filled
from worksheetgen.composition.vocabulary import read_items
from worksheetgen.errors import Place
from worksheetgen.memory import derived, remembered
from worksheetgen.model.document import Item
from worksheetgen.model.student_paper import StudentQuestion, StudentSource
from worksheetgen.value import replace


class TemplateSession:
    """A theme's templates and the names of its styles, with what was rendered so far.

    `items(template, origin, **values)` are the items that a template makes of the values, which are hashable and are
    compared by equality; the same call gives the very same items. `origin` is where the values come from, for messages.

    `items_of(item)` are a paper's items for a source, or for a question under its number; the very same source or
    question gives the very same items, without looking into it.

    Both raise InvalidInput where a template is wrong. `words` are the theme's.
    """

    def __init__(self, templates: Templates, styles: Collection[str]) -> None:
        self._templates, self._styles = templates, styles
        self.words = templates.words
        self.items = remembered(most=1 << 11)(self.own)
        self.items_of = derived(self._items_of)

    def own(self, template: str, origin: Place, **values: object) -> tuple[Item, ...]:
        """The items that a template makes for one document alone: they are not remembered."""
        markup = self._templates.render(template, values)
        return read_items(markup, origin, self._templates.start(template), self._styles)

    def _items_of(self, item: StudentSource | StudentQuestion) -> tuple[Item, ...]:
        """A question is rendered without its number, once for all numbers that it has on papers."""
        if isinstance(item, StudentSource):
            return self.items("source", item.place, source=item, level=3)
        unnumbered = WithSlots(replace(item, number=0), (("number", NUMBER),))
        items = self.items("question", item.place, question=unnumbered, level=3)
        return tuple([filled(each, {NUMBER: str(item.number)}) for each in items])
