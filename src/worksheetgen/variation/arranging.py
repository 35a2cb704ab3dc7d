"""Selection and student to Arrangement: the order of questions and options, different from the neighbours'.

Every choice draws from a stream named after the student and what it decides, so that no choice changes the
random numbers of another. A student without a seat depends on nobody else in the class; one with a seat
depends on the neighbours who were arranged before.

Two papers share a coincidence where the same part has the same number and its key the same letter. There are
two ways to avoid one: give the question another number (`_apart`), or the key another letter
(`_deal_letters`). Both are assignment problems: the costs say how bad it is for each question to stand in
each place, or to have each letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import zip_longest
from string import ascii_uppercase
from types import MappingProxyType
from typing import NamedTuple

from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.bank import Question, Unit
from worksheetgen.model.blueprint import Selection
from worksheetgen.model.room import Seat
from worksheetgen.streams import Stream
from worksheetgen.variation.assignment import assign
from worksheetgen.variation.coincidences import crowding
from worksheetgen.variation.ordering import exchangeable, is_pinned, loose, ordered, together
from worksheetgen.variation.sources import source_groups, source_order

# What follows are weights in the unit of `closeness`: a neighbour weighs 100, whoever sits further off 1 or
# 2, and all of these together less than a neighbour.

# Costs are multiplied by it before a random number below it is added, so that equal costs are decided by
# chance. In a deal of n things the random numbers add up to less than n: they may outweigh somebody at the
# edge of reach, but no neighbour as long as n is below a hundred.
_NOISE = 1 << 24
# The cost where a question with pinned options is not in the place that the seat gives it (see
# `_own_places`). More than four neighbours who were placed before (100 each) and everybody further off
# together: its letter cannot change, so its place has to, and the places that seats give differ for all
# neighbours at once.
_ASTRAY = 500
# The cost where a part does not get the letter that is wished for it (see `_wished_letters`). More than
# somebody further off who has that letter under that number (1 or 2), less than a neighbour who has it (100).
_WISH = 10
# How many papers are made for a student with a seat, to take the best of them.
_TRIES = 8


@dataclass(frozen=True)
class Neighbour:
    """The paper of somebody within reach who was arranged before.

    `weight` is how much it counts (`closeness` of the two seats); `adjacent` says that the seats are next to
    each other.
    """

    arrangement: Arrangement
    weight: int
    adjacent: bool


At = tuple[str, int]
"""Names a part: the id of its question, and its index among the question's parts."""


class Shuffler:
    """Arranges the papers of one form: the students' orders of what was drawn.

    What does not depend on the student is worked out once, when the shuffler is made.
    """

    def __init__(self, selection: Selection, unit: Unit, seed: str) -> None:
        """`selection` has the question ids of the form, `seed` is the run's."""
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

        Without a seat it depends on what was drawn, the seed and the student's id alone, and `neighbours` are
        not looked at. With one, it is the best of several attempts: the one that shares least with the
        adjacent neighbours, as `crowding` measures it.
        """
        if not seat:
            return _Attempt(self, student_id, (), None, 0).made()
        best, least = None, (0, 0)
        movable = loose(self.selection, self.unit)
        for attempt in range(_TRIES):
            made = _Attempt(self, student_id, neighbours, seat, attempt).made()
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

    def adapted(self, arrangement: Arrangement, student_id: str) -> Arrangement | None:
        """A student's earlier arrangement with the questions that the form has now; None where hardly any are left.

        What stays keeps its order and its options. What came stands in the place of what went, under the letters that
        the paper has least; a question that shares sources moves to the others of them, and one whose options the bank
        has changed gets new ones in its place. None means that more than half of the questions are others: then no
        order is worth keeping.
        """
        stays = self.staying(arrangement)
        if 2 * len(stays) < len(self.selection.ids):
            return None
        return _Attempt(self, student_id, (), None, 0).adapted(arrangement, stays)

    def staying(self, arrangement: Arrangement) -> frozenset[str]:
        """The questions of an earlier arrangement that the form has still, with the options that the bank has still."""
        printed = arrangement.options
        return frozenset(
            id
            for id in self.selection.ids & printed.keys()
            if len(printed[id]) == len(self._offered[id])
            and all(
                _offers(*offered, options)
                for offered, options in zip(self._offered[id], printed[id], strict=True)
            )
        )

    @cached_property
    def _offered(self) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
        """For each part of each question the ids of what is shuffled, and whether they are in a fixed order, by id."""
        bank = self.unit.by_id
        return {
            id: [
                (
                    printing(0, lambda: Stream(self.seed, "offered")),
                    bool(part.lettered_key and part.lettered_key.pinned),
                )
                for printing, part in zip(printings, bank[id].parts, strict=True)
            ]
            for id, printings in self.printings.items()
        }


def _offers(ids: tuple[str, ...], fixed: bool, printed: tuple[str, ...]) -> bool:
    """Whether what was printed are these ids, in this order if it is `fixed`."""
    return printed == ids if fixed else sorted(printed) == sorted(ids)


def arrange(selection: Selection, unit: Unit, student_id: str, seed: str) -> Arrangement:
    """The order of questions and options of one student without a seat; `seed` is the run's."""
    return Shuffler(selection, unit, seed).arranged(student_id)


class _Choices(NamedTuple):
    """A part with a lettered key: which part it is and its number of options.

    `key` is the index of the right option in the bank's order; where the part is `pinned` it is so on every
    paper.
    """

    at: At
    options: int
    key: int
    pinned: bool


def _choices(question: Question) -> tuple[_Choices, ...]:
    """The parts of the question that have a lettered key, in order; none for a written question."""
    found = []
    for index, part in enumerate(question.parts):
        if key := part.lettered_key:
            found.append(_Choices((question.id, index), len(key.options), key.place, key.pinned))
    return tuple(found)


class _Attempt:
    """One attempt at one student's arrangement.

    The number of the `attempt` is part of the names of its streams, so that each attempt draws anew; a
    student without a seat has one attempt, whose streams are named after the student alone.
    """

    def __init__(
        self,
        shuffler: Shuffler,
        student_id: str,
        neighbours: Sequence[Neighbour],
        seat: Seat | None,
        attempt: int,
    ) -> None:
        self.shuffler, self.neighbours, self.seat = shuffler, neighbours, seat
        self.selection, self.unit, self.seed = shuffler.selection, shuffler.unit, shuffler.seed
        self.names = (student_id, str(attempt)) if seat else (student_id,)
        self.movable = loose(self.selection, self.unit) if neighbours else frozenset()

    def stream(self, what: str, *names: str) -> Stream:
        """The student's own stream of random numbers for the decision named `what`, about `names`."""
        return Stream(self.seed, what, *self.names, *names)

    def made(self) -> Arrangement:
        """The arrangement: first the questions' places, then the keys' letters, then all options."""
        sections: list[tuple[Question, ...]] = []
        start = 1
        for letter, groups in self.shuffler.sections:
            questions = self._apart(ordered(groups, self.stream("order", letter)), start, letter)
            sections.append(questions)
            start += len(questions)
        keys = self._key_positions([question for section in sections for question in section])
        return Arrangement(
            self.selection.form,
            tuple(
                [tuple([self._with_options(question, keys) for question in section]) for section in sections]
            ),
        )

    def adapted(self, earlier: Arrangement, stays: frozenset[str]) -> Arrangement:
        """The earlier arrangement with the questions of the form; those of `stays` (ids) keep their options."""
        sections = [
            self._replaced([question.id for question in printed], ids)
            for printed, ids in zip_longest(earlier.sections, self.selection.sections, fillvalue=())
        ][: len(self.selection.sections)]
        standing = {
            at: self._key_position(earlier, at) for id in stays for at, *_ in self.shuffler.choices[id]
        }
        keys = self._key_positions([question for section in sections for question in section], standing)
        return Arrangement(
            self.selection.form,
            tuple(
                tuple(
                    ArrangedQuestion(question.id, earlier.options[question.id])
                    if question.id in stays
                    else self._with_options(question, keys)
                    for question in section
                )
                for section in sections
            ),
        )

    # ---- order -----------------------------------------------------------------------------------

    def _replaced(self, printed: Sequence[str], ids: Sequence[str]) -> tuple[Question, ...]:
        """The questions with these ids in the order in which they were `printed`, new ones in the places of gone ones.

        Both go from easy to hard, so that a paper stays as steep as it was. Questions that share sources are gathered
        at the place of the first of them, as they are printed together.
        """
        came = sorted(set(ids) - set(printed), key=lambda id: (self.unit.by_id[id].difficulty, id))
        waiting = iter(came)
        kept = [id if id in ids else next(waiting, "") for id in printed]
        questions = [self.unit.by_id[id] for id in (*filter(None, kept), *waiting)]
        group_of = {one.id: number for number, group in enumerate(source_groups(questions)) for one in group}
        firsts = list(dict.fromkeys(group_of[one.id] for one in questions))
        return tuple(sorted(questions, key=lambda one: firsts.index(group_of[one.id])))

    def _apart(self, questions: tuple[Question, ...], start: int, letter: str) -> tuple[Question, ...]:
        """The questions of section `letter` in their final order, the first of them under the number `start`.

        Questions that may change places (`exchangeable`) are dealt the places among themselves so that they
        meet neighbours who have the same question under the same number as little as possible.
        """
        if not self.seat:
            return questions
        dealt = list(questions)
        noise = self.stream("places", letter)
        # Each group is an assignment problem of its own: rows are its questions, columns the places that they
        # have now.
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
        """Where each question with pinned options should stand, by id: an index among `questions`.

        Their letters cannot differ, so their places must. Whoever sits one place further along the row has
        them one place further, whoever sits one row further back two places further. So the places of any two
        neighbours are 1, 2 or 3 apart, and never the same where there are four or more. With fewer places the
        seat says nothing: {}.
        """
        pinned = sorted(question.id for question in questions if is_pinned(question))
        if not self.seat or len(questions) < 4:
            return {}
        # Not the student's stream: the whole room must start from the same place, or the seats would say
        # nothing.
        offsets = Stream(self.seed, "own places", letter, *pinned).shuffled(range(len(questions)))
        along = self.seat.place + 2 * self.seat.row
        return {id: (along + offset) % len(questions) for id, offset in zip(pinned, offsets, strict=False)}

    def _crowding(self, question: Question, number: int) -> int:
        """The weights of all neighbours who have the question under that number, added up."""
        return sum(
            neighbour.weight
            for neighbour in self.neighbours
            if neighbour.arrangement.numbers.get(question.id) == number
        )

    # ---- options and keys ------------------------------------------------------------------------

    def _key_positions(
        self, printed: Sequence[Question], standing: Mapping[At, int] = MappingProxyType({})
    ) -> dict[At, int]:
        """For each part with a lettered key the index of its letter, 0 for A; `printed` are all questions.

        Pinned parts have their letter from the bank, and `standing` has those that stay as they are. Every other
        part is dealt one of the letters used least so far, so that letters are spread over the paper as evenly as
        the options allow; parts with fewest options come first, because they have fewest letters to choose from.
        """
        choices = [each for question in printed for each in self.shuffler.choices[question.id]]
        positions = {each.at: each.key for each in choices if each.pinned} | dict(standing)
        used = [0] * len(ascii_uppercase)
        for position in positions.values():
            used[position] += 1
        stream = self.stream("letters")
        free = stream.shuffled([each for each in choices if each.at not in positions])
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
        """Deal the letters in `positions` anew among the parts of `choices`, away from the neighbours'.

        The letters themselves stay the same, so they are spread as evenly as before. `choices` are the parts
        that are not pinned, `printed` all questions in order; `positions` is changed.

        A part is kept from a letter only where a neighbour has the question under the same number: if letters
        differed from the neighbours' everywhere, a pupil who sees them all would know the one that is left
        for himself. For the same reason a question that can hardly change places is left to chance, and in a
        section with a pinned question the letters are wished for (`_wished_letters`).
        """
        numbers = {question.id: number for number, question in enumerate(printed, 1)}
        counts = {each.at: each.options for each in choices}
        # Rows of the assignment problem are the parts, columns the letters that these parts have now.
        free = list(counts)
        letters = [positions[at] for at in free]
        noise = self.stream("dealt letters")
        # A letter that the part has no option for costs more than any whole deal in which every part has its
        # letter. There always is one: the letters as they were dealt before.
        barred = (sum(neighbour.weight for neighbour in self.neighbours) + _WISH + 1) * len(free)
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
        """A letter for each part of `free` that has a pinned question in its section: A to D in turn.

        Letters are spread evenly over the whole paper with the pinned ones counted in, so that other parts
        have a pinned question's letter less often than the rest. Were they short of it in that question's own
        section, it would tell which letter is pinned there. So all letters are wished for equally often in
        such a section, and other sections bear the shortage.
        """
        wished: dict[At, int] = {}
        for letter, ids in zip(ascii_uppercase, self.selection.sections, strict=False):
            if any(is_pinned(self.unit.by_id[id]) for id in ids):
                stream = self.stream("wished letters", letter)
                beside = stream.shuffled([at for at in free if at[0] in ids])
                first = stream.below(4)
                wished |= {at: (first + number) % 4 for number, at in enumerate(beside)}
        return wished

    def _key_position(self, arrangement: Arrangement, at: At) -> int:
        """Under which letter an arrangement has the key of a part: 0 for A, -1 where its key is no letter."""
        id, index = at
        key = self.unit.by_id[id].parts[index].lettered_key
        return arrangement.options[id][index].index(key.right) if key else -1

    def _with_options(self, question: Question, keys: dict[At, int]) -> ArrangedQuestion:
        """The question with the options of each part in order; a lettered key stands where `keys` says."""
        id = question.id
        return ArrangedQuestion(
            id,
            tuple(
                [
                    printed(keys.get((id, index), 0), partial(self.stream, "options", id, str(index)))
                    for index, printed in enumerate(self.shuffler.printings[id])
                ]
            ),
        )
