"""StudentPaper to Document: a student's paper, composed from values that hold no key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import cast

from worksheetgen.composition.slots import ID, NAME, NUMBER, filled
from worksheetgen.composition.template_session import LANGUAGE, TemplateSession
from worksheetgen.errors import Place
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import StudentPaper, StudentQuestion, StudentSection, StudentSource

_EVERYWHERE = ("", 0, 0)


def compose_paper(paper: StudentPaper, session: TemplateSession) -> Document:
    """The student's paper: cover, text to read, sections, extensions, end.

    Raises InvalidInput where a template is wrong.
    """
    identity = " · ".join(filter(None, (paper.code, paper.class_name, paper.student_id, paper.form)))
    furniture = Furniture(
        identity=identity,
        qr_text=f"{paper.run}-{paper.student_id}",
        turn_over="Turn over",
        even=True,
        blank="This page is left blank on purpose.",
    )
    composing = _Composing(paper, session)
    return Document(
        paper.title,
        LANGUAGE,
        furniture,
        tuple(composing.items),
        tuple(map(itemgetter(2), sorted(composing.ranks))),
    )


class _Composing:
    """Puts a paper's items one after another; `ranks` sort them in the order that all papers share."""

    def __init__(self, paper: StudentPaper, session: TemplateSession) -> None:
        self.session = session
        self.items: list[Item] = []
        self.ranks: list[tuple[int, tuple[str, int, int], int]] = []
        self.step = 0
        self._paper(paper)

    def _put(self, items: Sequence[Item], place: Place | None = None) -> None:
        """Items that stand where they stand on every paper; with a place, where the bank has them in a section."""
        if place is None:
            self.step += 1
            rank = (self.step, _EVERYWHERE)
        else:
            rank = (self.step, (place.file, place.line, place.column))
        first = len(self.items)
        self.ranks += [(*rank, index) for index in range(first, first + len(items))]
        self.items += items

    def _paper(self, paper: StudentPaper) -> None:
        here = paper.sections[0].place
        sections = [section for section in paper.sections if section.items]
        heads = tuple([replace(section, items=()) for section in sections])
        anybody = replace(paper, sections=(), extensions=(), student_id="", student_name="", place=here)
        self._put(self._cover(paper, replace(anybody, sections=heads)))
        if paper.reading:
            reading = {"paragraphs": paper.reading, "notes": paper.reading_notes}
            self._put(self.session.items("reading", here, attribution=paper.attribution, **reading))
        for index, (section, head) in enumerate(zip(sections, heads, strict=True)):
            self._put(self.session.items("section", here, section=head, page_break_before=index == 0))
            self._section(section)
            ending = index == len(heads) - 1 and not paper.extensions
            total = self.session.items("section-end", here, section=head, ending=ending)
            if total or ending:
                self.items[-1] = self.session.keeping(self.items[-1])
            self._put(total)
        if paper.extensions:
            self._put(self.session.items("extensions", here, tasks=paper.extensions))
        self._put(self.session.items("end", here, paper=replace(anybody, minutes=0)))

    def _cover(self, paper: StudentPaper, anybody: StudentPaper) -> tuple[Item, ...]:
        """The front page with a student's words in it."""
        name = cast(str, NAME) if paper.student_name else ""  # a template sees a slot where it expects words
        open_to_all = replace(anybody, student_id=cast(str, ID), student_name=name)
        items = self.session.items("cover", anybody.place, paper=open_to_all)
        return self.session.personal(items, {NAME: paper.student_name, ID: paper.student_id}, paper.place)

    def _section(self, section: StudentSection) -> None:
        self.step += 1
        for item in section.items:
            self._put(self.session.once(item, partial(self._said, item)), item.place)

    def _said(self, item: StudentSource | StudentQuestion) -> tuple[Item, ...]:
        """A source, or a question under its number: rendered once for all numbers."""
        if isinstance(item, StudentSource):
            return self.session.items("source", item.place, source=item, level=3)
        unnumbered = replace(item, number=cast(int, NUMBER))
        items = self.session.items("question", item.place, question=unnumbered)
        return tuple([filled(each, {NUMBER: str(item.number)}) for each in items])
