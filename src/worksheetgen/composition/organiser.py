"""What is learned of a unit to Document: its knowledge organiser."""

from __future__ import annotations

from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.errors import Place
from worksheetgen.model.bank import Figures, FocusQuestion, Term
from worksheetgen.model.document import Document, Furniture
from worksheetgen.model.source import Event
from worksheetgen.value import Value


class Organiser(Value):
    """What stands on a knowledge organiser; any part may be ().

    Events, people and terms without words have room to write them. `figures` are the charts, one at most; `historians`
    are sentences. There are so many `lines` for notes, and `spare` mm of white above the strip at the foot.
    """

    title: str
    subject: str
    attribution: str
    questions: tuple[FocusQuestion, ...]
    dates: tuple[Event, ...]
    people: tuple[Term, ...]
    terms: tuple[Term, ...]
    figures: tuple[Figures, ...]
    historians: tuple[str, ...]
    place: Place
    lines: int = 0
    spare: int = 0


def compose_organiser(organiser: Organiser, columns: bool, session: TemplateSession) -> Document:
    """The organiser, its lists in two `columns` or one below the other.

    Raises InvalidInput where a template is wrong.
    """
    title = f"{organiser.title}: knowledge organiser"
    furniture = Furniture(title.replace(":", " ·"), qr_text="", turn_over="", even=False, blank="")
    items = session.own("organiser", organiser.place, organiser=organiser, columns=columns)
    return Document(title, session.words.language, furniture, items)
