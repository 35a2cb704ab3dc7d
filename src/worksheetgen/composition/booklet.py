"""Sources to Document: the booklet that lies beside the questions, the same for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture
from worksheetgen.model.paper import StudentSource


def compose_booklet(
    blueprint: Blueprint, sources: Sequence[StudentSource], attribution: str, session: TemplateSession
) -> Document:
    """The booklet of a paper's `sources`, in their order: a cover, the sources, the unit's `attribution`.

    Raises InvalidInput where a template is wrong.
    """
    furniture = Furniture(
        identity=f"{blueprint.code} · sources",
        qr_text="",
        turn_over=session.words.turn_over,
        even=True,
        blank=session.words.blank,
    )
    items = [*session.items("booklet-cover", blueprint.place, blueprint=blueprint)]
    for source in sources:
        *before, last = session.items("source", source.place, source=source, level=2)
        # On a paper a source stays with the question that follows it. No question does here, so a page may
        # end after any source but the last, which stays with the end of the booklet.
        items += (*before, replace(last, keep_with_next=source is sources[-1]))
    items += session.items("booklet-end", blueprint.place, attribution=attribution)
    return Document(f"{blueprint.title}: source booklet", session.words.language, furniture, tuple(items))
