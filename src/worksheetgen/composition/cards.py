"""Cards to Document: sheets to cut up, with the backs of the cards overleaf."""

from __future__ import annotations

from enum import StrEnum

from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.errors import Place
from worksheetgen.model.document import Document, Furniture
from worksheetgen.value import Value


class CardKind(StrEnum):
    """What is on the front of a card."""

    TERM = "term"
    MEANING = "meaning"
    PERSON = "person"
    DATE = "date"
    EVENT = "event"
    QUESTION = "question"
    CLAIM = "claim"
    GROUP = "group"
    SORTED = "sorted"


class StudyCard(Value):
    """A card: its number, 0 for none, its words on the front, and those on the back, "" for none.

    `partner` is the number of the card that it goes with, 0 for none. Where a back is `written`, a pupil writes it.
    """

    kind: CardKind
    number: int
    front: str
    back: str
    partner: int = 0
    written: bool = False


class Deck(Value):
    """Cards that are printed together; `sort` is how they are sorted ("dates", "terms", "groups"), "" for flash cards.

    `task` is what is done with cards that are sorted into groups.
    """

    title: str
    sort: str
    task: str
    cards: tuple[StudyCard, ...]
    place: Place


def compose_cards(deck: Deck, session: TemplateSession) -> Document:
    """The deck's sheets. Raises InvalidInput where a template is wrong."""
    title = f"{deck.title}: {'cards to sort' if deck.sort else 'flash cards'}"
    furniture = Furniture(title.replace(":", " ·"), qr_text="", turn_over="", even=False, blank="")
    return Document(title, session.words.language, furniture, session.own("cards", deck.place, deck=deck))
