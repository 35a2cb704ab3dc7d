"""Selection and student to Arrangement: the order of questions and options, apart from the neighbours'.

Every choice draws from a stream named after the student and what it decides, so nobody else's presence
and no other question changes it, but for neighbours whose papers stand already.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import partial
from string import ascii_uppercase
from typing import NamedTuple

from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.bank import Question, Unit
from worksheetgen.model.blueprint import Selection
from worksheetgen.model.room import Seat
from worksheetgen.streams import Stream
from worksheetgen.variation.assignment import assign
from worksheetgen.variation.ordering import exchangeable, is_pinned, loose, ordered, together
from worksheetgen.variation.sources import source_order

_NOISE = 1 << 24
_ASTRAY = 500  # so much it counts that a question with pinned options is not where its seat would have it
_TRIES = 8
_WISH = 10  # more than it counts that somebody two places off has that letter there, less than that a neighbour has
CEILING = 1
"""Two neighbours share no more than so many: the same question in the same place under the same letter."""


@dataclass(frozen=True)
class Neighbour:
    """A paper within reach that stands already, and how much it counts; `adjacent` where it is next to this one."""

    arrangement: Arrangement
    weight: int
    adjacent: bool


At = tuple[str, int]
"""A question's id and the index of its part."""


class Shuffler:
    """Arranges the papers of one form; what they have in common is worked out once."""

    def __init__(self, selection: Selection, unit: Unit, seed: str) -> None:
        """Look at what was drawn."""
        self.selection, self.unit, self.seed = selection, unit, seed
        bank, sources = unit.by_id, source_order(selection.sections, unit)
        self.sections = [
            (letter, together([bank[id] for id in ids], sources))
            for letter, ids in zip(ascii_uppercase, selection.sections, strict=False)
        ]
        questions = [bank[id] for ids in selection.sections for id in ids]
        self.choices = {question.id: _choices(question) for question in questions}
        self.printings = {
            question.id: tuple(part.body.printing(part.answers) for part in question.parts)
            for question in questions
        }

    def arranged(
        self, student_id: str, neighbours: Sequence[Neighbour] = (), seat: Seat | None = None
    ) -> Arrangement:
        """One student's order of questions and options.

        Without a seat a pure function of what was drawn, the seed and the student's id. With one, of several
        attempts that which shares least with the neighbours next to it: the same question in the same place under
        the same letter.
        """
        if not seat:
            return _Shuffling(self, student_id, (), None, 0).made()
        best, least = None, (0, 0)
        movable = loose(self.selection, self.unit)
        for attempt in range(_TRIES):
            made = _Shuffling(self, student_id, neighbours, seat, attempt).made()
            score = crowding(
                made,
                [neighbour.arrangement for neighbour in neighbours if neighbour.adjacent],
                movable,
                self.unit,
            )
            if best is None or score < least:
                best, least = made, score
            if not any(score):
                break
        return best or made


def arrange(selection: Selection, unit: Unit, student_id: str, seed: str) -> Arrangement:
    """The order of questions and options of one student without a seat."""
    return Shuffler(selection, unit, seed).arranged(student_id)


class _Choices(NamedTuple):
    """A part with a lettered key: how many options it has, where the bank has its key, whether that stays there."""

    at: At
    options: int
    key: int
    pinned: bool


def _choices(question: Question) -> tuple[_Choices, ...]:
    found = []
    for index, part in enumerate(question.parts):
        if key := part.lettered_key:
            found.append(_Choices((question.id, index), len(key.options), key.place, key.pinned))
    return tuple(found)


def crowding(
    one: Arrangement, others: Sequence[Arrangement], movable: Container[str], unit: Unit
) -> tuple[int, int]:
    """How bad it is to have these others beside one: what is over the ceiling, and what they share at all.

    Only what can move counts for the second. A question that everybody has in the same place must be left
    to chance: letters that always differed there would tell whoever sees every neighbour his own key.
    """
    shared = [coincidences(one, other, unit) for other in others]
    return (
        sum(max(0, common - CEILING) for common in shared),
        sum(coincidences(one, other, unit, movable) for other in others),
    )


def coincidences(
    one: Arrangement, other: Arrangement, unit: Unit, among: Container[str] | None = None
) -> int:
    """How many parts with a lettered key the two have in the same place with the key under the same letter."""
    bank = unit.by_id
    found = 0
    for id, number in one.numbers.items():
        if other.numbers.get(id) != number or (among is not None and id not in among):
            continue
        for index, part in enumerate(bank[id].parts):
            if key := part.lettered_key:
                mine, theirs = one.options[id][index], other.options[id][index]
                found += mine.index(key.right) == theirs.index(key.right)
    return found


class _Shuffling:
    """One attempt at one student's paper."""

    def __init__(
        self,
        form: Shuffler,
        student_id: str,
        neighbours: Sequence[Neighbour],
        seat: Seat | None,
        attempt: int,
    ) -> None:
        self.form, self.neighbours, self.seat = form, neighbours, seat
        self.selection, self.unit, self.seed = form.selection, form.unit, form.seed
        self.names = (student_id, str(attempt)) if seat else (student_id,)
        self.movable = loose(self.selection, self.unit) if neighbours else frozenset()

    def stream(self, what: str, *names: str) -> Stream:
        """The student's own stream for one decision."""
        return Stream(self.seed, what, *self.names, *names)

    def made(self) -> Arrangement:
        """The whole arrangement."""
        sections: list[tuple[Question, ...]] = []
        start = 1
        for letter, source_groups in self.form.sections:
            questions = self._apart(ordered(source_groups, self.stream("order", letter)), start, letter)
            sections.append(questions)
            start += len(questions)
        keys = self._key_positions([question for section in sections for question in section])
        return Arrangement(
            self.selection.form,
            tuple(
                [tuple([self._with_options(question, keys) for question in section]) for section in sections]
            ),
        )

    # ---- order -----------------------------------------------------------------------------------

    def _apart(self, questions: tuple[Question, ...], start: int, letter: str) -> tuple[Question, ...]:
        """The questions of a section with those that may change places dealt away from the neighbours' places.

        Free to change are single questions of one band, and those of one band on the same source.
        """
        if not self.seat:
            return questions
        dealt = list(questions)
        noise = self.stream("places", letter)
        for places in exchangeable(questions):
            own = self._own_places([questions[place] for place in places], letter)
            costs = [
                [
                    (
                        self._crowding(questions[place], start + other)
                        + _ASTRAY * (own.get(questions[place].id, at) != at)
                    )
                    * _NOISE
                    + noise.below(_NOISE)
                    for at, other in enumerate(places)
                ]
                for place in places
            ]
            for place, column in zip(places, assign(costs), strict=True):
                dealt[places[column]] = questions[place]
        return tuple(dealt)

    def _own_places(self, questions: Sequence[Question], letter: str) -> dict[str, int]:
        """Where questions whose options keep their order had best stand, as the seat says.

        Their letters cannot differ, so their places must. One place further for each place along the row, two
        for each row: of four places or more no two neighbours then have the same.
        """
        pinned = sorted(question.id for question in questions if is_pinned(question))
        if not self.seat or len(questions) < 4:
            return {}
        offsets = Stream(self.seed, "own places", letter, *pinned).shuffled(range(len(questions)))
        along = self.seat.place + 2 * self.seat.row
        return {id: (along + offset) % len(questions) for id, offset in zip(pinned, offsets, strict=False)}

    def _crowding(self, question: Question, number: int) -> int:
        """How bad it is for the question to have that number: neighbours have it there too."""
        return sum(
            neighbour.weight
            for neighbour in self.neighbours
            if neighbour.arrangement.numbers.get(question.id) == number
        )

    # ---- options and keys ------------------------------------------------------------------------

    def _key_positions(self, printed: Sequence[Question]) -> dict[At, int]:
        """Where each lettered key stands.

        Pinned parts have theirs already. The others are dealt the letter used least so far, those with
        fewest options first, so that letters are spread over the paper as evenly as its options allow.
        """
        choices = [each for question in printed for each in self.form.choices[question.id]]
        positions = {each.at: each.key for each in choices if each.pinned}
        used = [0] * len(ascii_uppercase)
        for position in positions.values():
            used[position] += 1
        stream = self.stream("letters")
        free = stream.shuffled([each for each in choices if not each.pinned])
        for at, options, *_ in sorted(free, key=lambda each: each.options):
            position = min(stream.shuffled(range(options)), key=used.__getitem__)
            positions[at] = position
            used[position] += 1
        if self.seat:
            self._deal_letters([each for each in choices if not each.pinned], positions, printed)
        return positions

    def _deal_letters(
        self,
        choices: Sequence[_Choices],
        positions: dict[At, int],
        printed: Sequence[Question],
    ) -> None:
        """Deal the letters among the free parts so that none meets its own where a neighbour has it.

        Only there: letters that differed everywhere would tell a pupil who sees every neighbour his own key.
        For the same reason not for a question that has hardly another place to go, and beside a pinned question
        with every letter alike: were its letter rarer there, that would tell where it stands.
        """
        numbers = {question.id: number for number, question in enumerate(printed, 1)}
        counts = {each.at: each.options for each in choices}
        free = list(counts)
        letters = [positions[at] for at in free]
        noise = self.stream("dealt letters")
        barred = sum(neighbour.weight for neighbour in self.neighbours) * len(free) + 1
        wished = self._wished_letters(free)

        def cost(at: At, letter: int) -> int:
            if letter >= counts[at]:
                return barred
            if at[0] not in self.movable:
                return 0
            return sum(
                neighbour.weight
                for neighbour in self.neighbours
                if neighbour.arrangement.numbers.get(at[0]) == numbers[at[0]]
                and self._key_position(neighbour.arrangement, at) == letter
            )

        costs = [
            [
                (cost(at, letter) + _WISH * (wished.get(at, letter) != letter)) * _NOISE + noise.below(_NOISE)
                for letter in letters
            ]
            for at in free
        ]
        for at, column in zip(free, assign(costs), strict=True):
            positions[at] = letters[column]

    def _wished_letters(self, free: Sequence[At]) -> dict[At, int]:
        """For the free parts of sections with pinned ones: all four letters in turn, from a drawn one on."""
        wished: dict[At, int] = {}
        for letter, ids in zip(ascii_uppercase, self.selection.sections, strict=False):
            if any(is_pinned(self.unit.by_id[id]) for id in ids):
                stream = self.stream("wished letters", letter)
                beside = stream.shuffled([at for at in free if at[0] in ids])
                first = stream.below(4)
                wished |= {at: (first + number) % 4 for number, at in enumerate(beside)}
        return wished

    def _key_position(self, arrangement: Arrangement, at: At) -> int:
        id, index = at
        key = self.unit.by_id[id].parts[index].lettered_key
        return arrangement.options[id][index].index(key.right) if key else -1

    def _with_options(self, question: Question, keys: dict[At, int]) -> ArrangedQuestion:
        id = question.id
        return ArrangedQuestion(
            id,
            tuple(
                [
                    printed(keys.get((id, index), 0), partial(self.stream, "options", id, str(index)))
                    for index, printed in enumerate(self.form.printings[id])
                ]
            ),
        )
