"""Sources to Document: the booklet that lies beside the questions, the same for everybody."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture
from worksheetgen.model.student_paper import StudentSource
from worksheetgen.value import replace


def compose_booklet(
    blueprint: Blueprint,
    form: str,
    sources: Sequence[StudentSource],
    attribution: str,
    session: TemplateSession,
) -> Document:
    """The booklet of a paper's `sources`, in their order, after a head that has the unit's `attribution` too.

    `form` is the name of the form whose booklet it is, "" where there is one form alone.

    Raises InvalidInput where a template is wrong.
    """
    furniture = Furniture(
        identity=" · ".join(filter(None, (blueprint.code, form, "sources"))),
        qr_text="",
        turn_over=session.words.turn_over,
        even=True,
        blank=session.words.blank,
        loose=True,
    )
    given = {"blueprint": blueprint, "form": form, "attribution": attribution}
    items = [*session.items("booklet-cover", blueprint.place, **given)]
    for source in sources:
        *before, last = session.items("source", source.place, source=source, level=2)
        # On a paper a source stays with the question that follows it; no question does here.
        items += (*before, replace(last, keep_with_next=False))
    return Document(f"{blueprint.title}: source booklet", session.words.language, furniture, tuple(items))
