"""Unit to cards: flash cards with their answers on the back, and cards to sort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from worksheetgen.activities.material import material_of
from worksheetgen.composition import CardKind, Deck, StudyCard, compose_cards
from worksheetgen.errors import Place, Problem, WrongUsage
from worksheetgen.model.bank import SORTS, Term, Unit
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.source import Event
from worksheetgen.model.students import Print
from worksheetgen.run.organiser import key_dates, most_used
from worksheetgen.run.rendering import pdf_of
from worksheetgen.run.single import bare_renderer
from worksheetgen.streams import Stream
from worksheetgen.value import Value, replace

PAIRS_OF_TERMS = 15
"""Of terms to pair so many, unless more are asked for: a class sorts no more in one go."""
DATES, TERMS = SORTS


class CardsPrint(Value):
    """Printed cards: how many, on how many pages."""

    pdf: bytes
    cards: int
    pages: int


def print_cards(
    deck: Deck,
    unit: Unit,
    print: Print = Print.STANDARD,
    paper: PaperSize | None = None,
    theme: Path | None = None,
) -> CardsPrint:
    """The deck in that print, with larger cards for larger letters.

    Raises InvalidInput where theme or templates have mistakes, Unprintable.
    """
    document = bare_renderer(unit, theme, paper).document(partial(compose_cards, deck), print, folded=False)
    return CardsPrint(pdf_of(document), len(deck.cards), len(document.pages))


# ---- flash cards ---------------------------------------------------------------------------------


def flash_deck(unit: Unit, only: Sequence[str] = (), most: int = 0) -> Deck:
    """Flash cards of the unit: of the parts in `only`, () for all; of each at most so many, 0 for all.

    Of terms and people those that the text uses most. Raises WrongUsage where the unit has nothing for them.
    """
    cards: list[StudyCard] = []
    for part, made in FLASH.items():
        if not only or part in only:
            cards += list(made(unit))[: most or None] if part not in _RANKED else made(_ranked(unit, most))
    if not cards:
        needs = ", ".join(only or FLASH)
        what = f"The unit ‘{unit.id}’ has nothing to make cards of ({needs})."
        remedy = "Write a glossary.yaml, a source with a timeline, or ‘answer’ under its focus_questions."
        raise WrongUsage([Problem(unit.place, what, remedy)])
    return Deck(unit.title, "", "", _numbered(cards), unit.place)


def _ranked(unit: Unit, most: int) -> Unit:
    """The unit with the most used terms and people of its glossary alone, so many of each, in their order."""
    if not most:
        return unit
    kept = {*most_used(unit, unit.terms)[:most], *most_used(unit, unit.people)[:most]}
    return replace(unit, glossary=tuple(one for one in unit.glossary if one in kept))


def _of_terms(unit: Unit) -> Iterator[StudyCard]:
    yield from _of_glossary(unit, CardKind.TERM, unit.terms)


def _of_people(unit: Unit) -> Iterator[StudyCard]:
    yield from _of_glossary(unit, CardKind.PERSON, unit.people)


def _of_glossary(unit: Unit, kind: CardKind, terms: Iterable[Term]) -> Iterator[StudyCard]:
    said = _explained(unit)
    for one in terms:
        back = said.get(one.term, "")
        yield StudyCard(kind, 0, one.term, back, written=not back)


def _explained(unit: Unit) -> Mapping[str, str]:
    """What each term of the glossary means; where that is still to be written, its sentence from the text with a gap.

    A term without a meaning that stands nowhere in the text is not in it.
    """
    clues = {one.term: one.clue for one in material_of(unit, (), unit.place).clues}
    said = {one.term: one.meaning or clues.get(one.term, "") for one in unit.glossary}
    return {term: words for term, words in said.items() if words}


def _of_dates(unit: Unit) -> Iterator[StudyCard]:
    """A card for each date, with all that happened then."""
    events: defaultdict[str, list[str]] = defaultdict(list)
    for event in key_dates(unit):
        events[event.when].append(event.text)
    for when, texts in events.items():
        said = " ".join(filter(None, texts))
        yield StudyCard(CardKind.DATE, 0, when, said, written=not said)


def _of_questions(unit: Unit) -> Iterator[StudyCard]:
    for one in unit.focus_questions:
        yield StudyCard(CardKind.QUESTION, 0, one.question, one.answer, written=not one.answer)


def _of_claims(unit: Unit) -> Iterator[StudyCard]:
    """The text's claims that historians have moved on from, with what they now say."""
    for one in unit.contested:
        if one.summary:
            begins = "… " if one.claim[:1].islower() else ""
            yield StudyCard(CardKind.CLAIM, 0, f"“{begins}{one.claim}”", one.summary)


FLASH: Mapping[str, Callable[[Unit], Iterable[StudyCard]]] = {
    "terms": _of_terms,
    "people": _of_people,
    "dates": _of_dates,
    "questions": _of_questions,
    "claims": _of_claims,
}
"""What flash cards can be of, each with what makes them."""
_RANKED = ("terms", "people")


def _numbered(cards: Iterable[StudyCard]) -> tuple[StudyCard, ...]:
    return tuple(replace(card, number=number) for number, card in enumerate(cards, 1))


# ---- cards to sort -------------------------------------------------------------------------------


def _events(unit: Unit) -> list[Event]:
    """The unit's key dates of which it is known what happened."""
    return [one for one in key_dates(unit) if one.text]


def sorts_of(unit: Unit) -> tuple[str, ...]:
    """By what cards of the unit can be sorted."""
    has = {DATES: len(_events(unit)) > 1, TERMS: len(_explained(unit)) > 1}
    return (*(sort for sort in SORTS if has[sort]), *(one.id for one in unit.sortings))


def sort_deck(unit: Unit, sort: str, most: int = 0) -> Deck:
    """Cards to put in order ("dates"), to pair ("terms") or to sort into groups (the id of one of its sortings).

    They are numbered in an order that tells nothing, the same each time. Of pairs there are at most so many, 0 for
    PAIRS_OF_TERMS. Raises WrongUsage where the unit has no such cards.
    """
    known = sorts_of(unit)
    if sort not in known:
        what = f"The unit ‘{unit.id}’ has no cards to sort called ‘{sort}’."
        remedy = (
            f"There are: {', '.join(known)}."
            if known
            else "Add terms of the text to glossary.yaml, a source with a timeline, or ‘sortings’ to unit.yaml."
        )
        raise WrongUsage([Problem(Place("--sort"), what, remedy)])
    stream = Stream("", "cards", unit.id, sort)
    if sort == DATES:
        events = (StudyCard(CardKind.EVENT, 0, one.text, one.when) for one in _events(unit))
        return Deck(unit.title, DATES, "", _numbered(stream.shuffled(tuple(events))), unit.place)
    if sort == TERMS:
        return Deck(unit.title, TERMS, "", _pairs(unit, stream, most or PAIRS_OF_TERMS), unit.place)
    chosen = next(one for one in unit.sortings if one.id == sort)
    heads = tuple(StudyCard(CardKind.GROUP, 0, name, "") for name, _ in chosen.groups)
    sorted_ones = [
        StudyCard(CardKind.SORTED, 0, card, name) for name, cards in chosen.groups for card in cards
    ]
    cards = (*heads, *_numbered(stream.shuffled(sorted_ones)))
    return Deck(unit.title, "groups", chosen.title.rstrip("."), cards, unit.place)


def _pairs(unit: Unit, stream: Stream, most: int) -> tuple[StudyCard, ...]:
    """Terms and what they mean, a card each; on its back the number of the other."""
    said = _explained(unit)
    kept = most_used(unit, [one for one in unit.glossary if one.term in said])[:most]
    halves = [(one, kind) for one in kept for kind in (CardKind.TERM, CardKind.MEANING)]
    order = stream.shuffled(halves)
    numbers = {half: number for number, half in enumerate(order, 1)}
    cards = []
    for one, kind in order:
        other = CardKind.MEANING if kind is CardKind.TERM else CardKind.TERM
        words = one.term if kind is CardKind.TERM else said[one.term]
        shown = CardKind.PERSON if kind is CardKind.TERM and one.person else kind
        cards.append(StudyCard(shown, numbers[one, kind], words, "", partner=numbers[one, other]))
    return tuple(cards)
