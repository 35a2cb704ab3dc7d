"""What several bodies need: their answers found, put in order, and recognised where they are typed or in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase

from worksheetgen.kinds.base import Answers, Body, Choosable, Fact, KeyRow, Lettered, Printing
from worksheetgen.model.answers import Answer, Key, PairedPoints, Points
from worksheetgen.model.signs import same_words
from worksheetgen.streams import Stream


def the_key(answers: Iterable[Answer]) -> Key:
    """The key among the answers of an objective part. Raises ValueError where there is none."""
    for answer in answers:
        if isinstance(answer, Key):
            return answer
    raise ValueError("an objective part has no key")


def key_in_words(body: Body, answers: Answers) -> str:
    """What is right in the rows of the key in the mark scheme, `one; another`; "" where there is no key."""
    return "; ".join(row.text for row in body.key_rows(answers) if row.right)


def the_points(answers: Iterable[Answer]) -> Iterator[str]:
    """The texts of all points among the answers, those of a pair one after the other."""
    for answer in answers:
        match answer:
            case Points(points):
                yield from (point.text for point in points)
            case PairedPoints(pairs=pairs):
                yield from (half.text for pair in pairs for half in pair)


def facts_of_points(stem: str, answers: Iterable[Answer]) -> Iterator[Fact]:
    """A fact for each point among the answers, and for each half of a pair: the stem asks for it."""
    for answer in answers:
        match answer:
            case Points(points):
                yield from (Fact(stem, (point.text, *point.accept)) for point in points)
            case PairedPoints(pairs=pairs):
                halves = (half for pair in pairs for half in pair)
                yield from (Fact(stem, (half.text, *half.accept)) for half in halves)


class WordedBody(Body):
    """A body that is answered in the pupil's own words, and marked by points or levels: many answers are right."""

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """All points, those of pairs too; nothing for levels."""
        return "; ".join(the_points(answers))

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """Nothing: points or levels are the key."""
        return ()

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """The words as they are."""
        return (typed,)

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """Nothing: many answers are right."""
        return ""


def nothing_moves(_: int, _stream: Callable[[], Stream]) -> tuple[str, ...]:
    """The `printing` of a body of which every paper has the same."""
    return ()


def misplaced(ids: Sequence[str], answers: tuple[str, ...]) -> Printing:
    """A `printing` in a drawn order that does not begin with all the answers in turn.

    With two ids or fewer there is no other order to be had, and any is taken.
    """

    def drawn(_: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
        opened = stream()
        order = opened.shuffled(ids)
        while len(ids) > 2 and order[: len(answers)] == answers:
            order = opened.shuffled(ids)
        return order

    return drawn


def by_id(items: Iterable[Choosable]) -> Mapping[str, str]:
    """The texts of choosables by their ids."""
    return {item.id: item.text for item in items}


def lettered(items: Iterable[Choosable], printed: Sequence[str]) -> tuple[Lettered, ...]:
    """The choosables in printed order under A, B, C."""
    texts = by_id(items)
    return tuple(Lettered(letter, texts[id]) for letter, id in zip(ascii_uppercase, printed, strict=False))


# ---- what was typed ----------------------------------------------------------------------------------


def in_pieces(typed: str) -> list[str]:
    """What was typed between semicolons or on lines of its own."""
    return [piece.strip() for piece in re.split(r"[;\n]", typed) if piece.strip()]


def chosen(typed: str, items: Sequence[Choosable], printed: Sequence[str]) -> str:
    """The id of the item whose printed letter (`B`, `b)`) or words were typed. Raises ValueError for none."""
    if found := re.fullmatch(r"\(?([A-Za-z])[).]?", typed.strip()):
        place = ascii_uppercase.index(found[1].upper())
        if place < len(printed):
            return printed[place]
    for item in items:
        if same_words(item.text, typed):
            return item.id
    raise ValueError(typed)
