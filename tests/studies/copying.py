"""How much neighbours share: this program against independent shuffles, in a class and in a hall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.samples import choice, question, selection, student, unit
from worksheetgen import load_bank, load_blueprint
from worksheetgen.assembly import assemble
from worksheetgen.model.answers import Key
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import Selection
from worksheetgen.model.room import Room
from worksheetgen.model.students import Student
from worksheetgen.streams import Stream
from worksheetgen.variation import arrange, arrange_class, sharing
from worksheetgen.variation.coincidences import spots

ROOMS = {"class of 30": (5, 6, 10), "hall of 300": (15, 20, 2)}
"""Rows, places and how many papers are tried."""
SIZES = (10, 20, 40)
EXAM_ROOMS = {"class of 30": (5, 6), "class of 60": (10, 6), "hall of 300": (15, 20), "hall of 600": (24, 25)}
"""Rows and places of the rooms in which the bundled exam is sat."""
DRAWS = 40


@dataclass(frozen=True)
class Shared:
    """Over all pairs of neighbours: coincidences for each on average and at most; and what a copier gets right.

    `one` copies the letter of a neighbour at the same place; `rarest` takes the letter that fewest neighbours
    have there. A guess gets 0.25.
    """

    mean: float
    most: int
    one: float
    rarest: float


@dataclass(frozen=True)
class Exam:
    """The bundled exam in a room, over some draws: how many pairs of neighbours share how many answers.

    `same_for_all` says whether these are the draws with a question that everybody has in the same place under the
    same letter.
    """

    room: str
    same_for_all: bool
    draws: int
    pairs: Counter[int]


@dataclass(frozen=True)
class Case:
    """A room and a paper of `size` multiple-choice questions."""

    room: str
    size: int
    sections: bool
    ours: Shared
    shuffled: Shared


def cases() -> list[Case]:
    """Every room with every size, in sections of five with 15 % of the options pinned and without either."""
    found = []
    for room, size, sections in product(ROOMS, SIZES, (True, False)):
        rows, places, repeats = ROOMS[room]
        people = _people(rows, places)
        ours, shuffled = [], []
        for seed in map(str, range(repeats)):
            bank, drawn = _paper(size, sections, seed)
            ours.append((arrange_class([drawn], bank, people, seed, {}), bank))
            shuffled.append(({one.id: arrange(drawn, bank, one.id, seed) for one in people}, bank))
        found.append(Case(room, size, sections, _measured(ours, people), _measured(shuffled, people)))
    return found


def exams() -> list[Exam]:
    """The bundled exam in every room, the draws with a question that is the same for everybody apart."""
    bank = load_bank()
    blueprint = load_blueprint("unit-test", bank)
    unit = bank.unit(blueprint.unit)
    drawn = [(str(seed), assemble(blueprint, unit, str(seed)).forms) for seed in range(DRAWS)]
    found = []
    for room, (rows, places) in EXAM_ROOMS.items():
        people = _people(rows, places)
        pairs: dict[bool, Counter[int]] = {False: Counter(), True: Counter()}
        draws: Counter[bool] = Counter()
        for seed, forms in drawn:
            arranged = arrange_class(forms, unit, people, seed, {})
            same = bool(sharing(arranged, forms, unit, people, seed).same_for_all)
            draws[same] += 1
            pairs[same].update(_pairs(arranged, unit, people))
        found += [Exam(room, same, draws[same], pairs[same]) for same in pairs]
    return found


def _people(rows: int, places: int) -> list[Student]:
    """A full room, row by row."""
    return [
        student(f"{row}-{place}", seat=f"{row}-{place}")
        for row in range(1, rows + 1)
        for place in range(1, places + 1)
    ]


def _pairs(arranged: dict[str, Arrangement], bank: Unit, people: list[Student]) -> Iterator[int]:
    """What each pair of neighbours shares."""
    room: Room[str] = Room()
    for person in people:
        if person.seat:
            for other in room.beside(person.seat):
                yield len(spots(arranged[person.id], bank) & spots(arranged[other], bank))
            room.put(person.seat, person.id)


def _paper(size: int, sections: bool, seed: str) -> tuple[Unit, Selection]:
    stream = Stream(seed, "paper", str(size))
    pinned = stream.shuffled(range(size))[: (15 * size + 50) // 100] if sections else ()
    questions = [
        question(f"q-{number:02}", choice(key="abcd"[stream.below(4)], pinned=number in pinned))
        for number in range(size)
    ]
    ids = [one.id for one in questions]
    per = 5 if sections else size
    return unit(*questions), selection(*(" ".join(ids[at : at + per]) for at in range(0, size, per)))


def _measured(rooms: list[tuple[dict[str, Arrangement], Unit]], people: list[Student]) -> Shared:
    room: Room[str] = Room()
    for person in people:
        if person.seat:
            room.put(person.seat, person.id)
    counts: list[int] = []
    one = copied = rarest = asked = 0.0
    for arranged, bank in rooms:
        letters = {id: _letters(each, bank) for id, each in arranged.items()}
        counts += _pairs(arranged, bank, people)
        for person in people:
            id, around = person.id, room.beside(person.seat) if person.seat else []
            for number, key in letters[id].items():
                seen = Counter(letters[other][number] for other in around)
                one += seen[key]
                copied += len(around)
                least = [letter for letter in range(4) if seen[letter] == min(seen[n] for n in range(4))]
                rarest += (key in least) / len(least)
                asked += 1
    return Shared(sum(counts) / len(counts), max(counts), one / copied, rarest / asked)


def _letters(arrangement: Arrangement, bank: Unit) -> dict[int, int]:
    """Where the key stands at each printed number."""
    found = {}
    for id, number in arrangement.numbers.items():
        (key,) = (answer.answers[0] for answer in bank.by_id[id].parts[0].answers if isinstance(answer, Key))
        found[number] = arrangement.options[id][0].index(key)
    return found
