"""Cards of a unit: what is on fronts and backs, which go together, and in which order they are numbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf.test_pdf import failures
from tests.run.test_organiser import with_timeline
from tests.samples import unit
from worksheetgen.bank import load_bank
from worksheetgen.composition import CardKind
from worksheetgen.errors import WrongUsage
from worksheetgen.model.bank import Contested, FocusQuestion, Sorting, Term, Unit
from worksheetgen.model.source import Event
from worksheetgen.model.students import Print
from worksheetgen.run.cards import flash_deck, print_cards, sort_deck, sorts_of
from worksheetgen.value import replace

GLOSSARY = (Term("purge", "to remove"), Term("Kirov", "head of the Party", True), Term("camp", ""))
EVENTS = (
    Event("1921", "A ban."),
    Event("1936", "A trial."),
    Event("1936", "A law."),
    Event("1940", "A murder."),
)
SORTING = Sorting(
    "causes", "Cause or consequence?", (("Causes", ("Fear.", "Rivals.")), ("Consequences", ("Loss.",)))
)


def small() -> Unit:
    """A unit with something for every card."""
    return replace(
        with_timeline(unit(text=("The camp. The purge.",), glossary=GLOSSARY), EVENTS),
        focus_questions=(FocusQuestion("Why?", "Out of fear."),),
        contested=(Contested(1, "he had him shot", "NOTE", "", "It is not proved."),),
        sortings=(SORTING,),
    )


def test_flash_cards_have_their_answers_on_the_back() -> None:
    """Terms, people, dates with all that happened then, questions, claims; a term without meaning has its sentence."""
    cards = flash_deck(small()).cards
    assert [(card.number, card.kind, card.front, card.back) for card in cards] == [
        (1, CardKind.TERM, "purge", "to remove"),
        (2, CardKind.TERM, "camp", "The _____."),
        (3, CardKind.PERSON, "Kirov", "head of the Party"),
        (4, CardKind.DATE, "1921", "A ban."),
        (5, CardKind.DATE, "1936", "A trial. A law."),
        (6, CardKind.DATE, "1940", "A murder."),
        (7, CardKind.QUESTION, "Why?", "Out of fear."),
        (8, CardKind.CLAIM, "“… he had him shot”", "It is not proved."),
    ]
    assert not any(card.written for card in cards)


def test_a_glossary_still_without_meanings_makes_cards() -> None:
    """Terms are paired with their sentences; what stands nowhere in the text is written by pupils, and not paired."""
    begun = unit(
        text=("The **camp** grew. The purge began.",),
        glossary=tuple(Term(one, "") for one in ("camp", "purge", "kulak")),
    )
    assert [(card.front, card.back, card.written) for card in flash_deck(begun).cards] == [
        ("camp", "The _____ grew.", False),
        ("purge", "The _____ began.", False),
        ("kulak", "", True),
    ]
    assert {card.front for card in sort_deck(begun, "terms").cards} == {
        "camp",
        "The _____ grew.",
        "purge",
        "The _____ began.",
    }


def test_flash_cards_can_be_some_of_these() -> None:
    """`only` names parts, and of each the most used stay."""
    assert [card.front for card in flash_deck(small(), ("dates", "people")).cards] == [
        "Kirov",
        "1921",
        "1936",
        "1940",
    ]
    assert [card.front for card in flash_deck(small(), ("terms", "dates"), 1).cards] == ["purge", "1921"]
    with pytest.raises(WrongUsage) as caught:
        flash_deck(unit(), ("people",))
    assert caught.value.problems[0].what == "The unit ‘terror’ has nothing to make cards of (people)."


def test_events_are_numbered_in_an_order_that_tells_nothing() -> None:
    """Their dates are on the back, and the numbers do not run with the dates."""
    (found,) = load_bank().units
    cards = sort_deck(found, "dates").cards
    assert [card.number for card in cards] == list(range(1, 9))
    assert {card.back for card in cards} == {event.when for event in found.timeline}
    assert [card.back for card in cards] != sorted(card.back for card in cards)


def test_each_of_a_pair_names_the_other() -> None:
    """A term and its meaning are two cards, as many pairs as are asked for; on each back is the other's number."""
    cards = {card.number: card for card in sort_deck(small(), "terms").cards}
    meanings = {entry.term: entry.meaning or "The _____." for entry in GLOSSARY}
    assert len(cards) == 6
    for card in cards.values():
        other = cards[card.partner]
        assert other.partner == card.number
        assert meanings.get(card.front, card.front) == meanings.get(other.front, other.front)
    assert {card.kind for card in cards.values()} == {CardKind.TERM, CardKind.PERSON, CardKind.MEANING}
    assert len(sort_deck(small(), "terms", 1).cards) == 2


def test_cards_of_groups_have_the_group_on_the_back() -> None:
    """Each group's name is a card of its own, without a number; the others are numbered."""
    heads, cards = sort_deck(small(), "causes").cards[:2], sort_deck(small(), "causes").cards[2:]
    assert [(card.kind, card.number, card.front) for card in heads] == [
        (CardKind.GROUP, 0, "Causes"),
        (CardKind.GROUP, 0, "Consequences"),
    ]
    assert {(card.front, card.back) for card in cards} == {
        ("Fear.", "Causes"),
        ("Rivals.", "Causes"),
        ("Loss.", "Consequences"),
    }
    assert [card.number for card in cards] == [1, 2, 3]


def test_what_a_unit_has_not_is_named() -> None:
    """Cards that it cannot have are refused with those that it can."""
    assert sorts_of(small()) == ("dates", "terms", "causes")
    with pytest.raises(WrongUsage) as caught:
        sort_deck(small(), "effects")
    (problem,) = caught.value.problems
    assert problem.what == "The unit ‘terror’ has no cards to sort called ‘effects’."
    assert problem.remedy == "There are: dates, terms, causes."
    assert sorts_of(unit()) == ()


@pytest.mark.parametrize("print", [Print.STANDARD, Print.LARGE_24])
def test_cards_pass_pdf_ua_and_are_the_same_bytes(tmp_path: Path, print: Print) -> None:
    """The validator finds no failure of PDF/UA-1, and printing twice gives one file."""
    for deck in (flash_deck(small()), sort_deck(small(), "causes"), sort_deck(small(), "terms")):
        made = print_cards(deck, small(), print)
        path = tmp_path / "cards.pdf"
        path.write_bytes(made.pdf)
        assert failures(path) == ""
        assert print_cards(deck, small(), print).pdf == made.pdf
        assert made.pages % 2 == 0
