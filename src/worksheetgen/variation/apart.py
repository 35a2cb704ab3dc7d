"""A shuffled paper to one that shares little with the neighbours': what collides is exchanged.

Two papers share a coincidence where the same part has the same number and its key the same letter. There are
two ways to avoid one: give the question another number, or the key another letter. Both are exchanges on a
paper that was shuffled without a look at anybody: two questions that may change places do so, or two keys
change letters, as long as that makes it better. So chance decides all that the neighbours leave open, and
letters stay as evenly spread as they were. Only those within reach are looked at, so that neighbours share as
little in a hall as in a classroom.

Letters that simply differed from all neighbours' would tell whoever sees these the one that is left for
himself. So a part is kept from a letter only where a neighbour has the question under the same number; and
the letter of a question that can hardly change places is left to chance, but for neighbours with whom the
paper shares too much already.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase

from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import Selection
from worksheetgen.model.room import BESIDE, Seat
from worksheetgen.streams import Stream
from worksheetgen.variation.coincidences import CEILING, At, LetteredPart, lettered_parts, spots
from worksheetgen.variation.draft import Draft
from worksheetgen.variation.ordering import exchangeable, loose
from worksheetgen.variation.places import Group, Near, NearPaper, settle

# What follows are costs in the unit of a neighbour's weight: `BESIDE` for who sits next to the student, 1 or 2
# for who sits further off.

# The cost where a part does not get the letter that is wished for it (see `_wished_letters`). More than
# somebody further off who has that letter under that number, less than a neighbour who has it.
_WISH = 10
# The cost of a letter that a part has no option for: more than any room.
_BARRED = 1 << 20
# How often a paper is exchanged anew with an eye to the neighbours that still share too much. Most share too
# much with none after the first time, hardly any after the sixth.
_ROUNDS = 8


class Apart:
    """Keeps the papers of one form apart. What does not depend on the student is worked out once.

    Questions that may change places and parts whose key is a letter have indices. A question under a number
    (`place`), and a part under a number and a letter (`key`), are then one integer each.
    """

    def __init__(self, selection: Selection, unit: Unit, seed: str, *, by_task: bool) -> None:
        """`selection` has the question ids of the form, `seed` is the run's; for `by_task` see `together`."""
        self._form, self._unit, self._questions = selection.form, unit, len(selection.ids)
        self._groups: list[Group] = []
        self._parts: list[LetteredPart] = []
        self._beside_pinned: list[tuple[str, list[At]]] = []
        movable: list[str] = []
        for letter, ids in zip(ascii_uppercase, selection.sections, strict=False):
            section = [unit.by_id[id] for id in ids]
            for questions in exchangeable(section, by_task=by_task):
                if len(questions) > 1:
                    self._groups.append(Group(questions, letter, seed, len(movable), self._questions))
                    movable += [question.id for question in questions]
            parts = [part for question in section for part in lettered_parts(question)]
            self._parts += parts
            if any(part.pinned for part in parts):
                self._beside_pinned.append((letter, [part.at for part in parts if not part.pinned]))
        self._index = {id: index for index, id in enumerate(movable)}
        self._free = [(index, part) for index, part in enumerate(self._parts) if not part.pinned]
        self._letters = max((part.options for part in self._parts), default=1)
        self._loose = loose(selection, unit, by_task=by_task)
        alone = [(index, part) for index, part in enumerate(self._parts) if part.at[0] not in self._index]
        self._stuck = {index for index, part in alone if part.pinned}
        self._chance = {index for index, part in alone if not part.pinned}

    @property
    def same_for_all(self) -> set[str]:
        """The ids of questions that are alone in their band and have pinned options."""
        return {self._parts[index].at[0] for index in self._stuck}

    def seen(self, arrangement: Arrangement) -> NearPaper:
        """The paper of that arrangement as its neighbours see it."""
        letters = {at: letter for at, _, letter in spots(arrangement, self._unit)}
        numbers = arrangement.numbers
        places = [numbers[id] * self._questions + index for id, index in self._index.items()]
        return NearPaper(self._form, frozenset(places), self._keys(numbers, letters))

    def exchange(self, draft: Draft, seat: Seat, near: Near, stream: Callable[..., Stream]) -> int:
        """Change the draft, and say how many coincidences neighbours still have over the ceiling.

        `stream` opens the student's stream of random numbers of that name.
        """
        wished, drawn = self._wished_letters(stream), stream("avoided")
        taken = _weights(self._key(self._questions + 1, 0), [(paper.keys, weight) for paper, weight in near])
        beside = [paper for paper, weight in near if weight == BESIDE]
        heeded, avoided, mine = list(near), set[int](), frozenset[int]()
        for _ in range(_ROUNDS):
            self._exchange_places(draft, seat, heeded)
            self._exchange_letters(draft, taken, wished, avoided)
            before, mine = mine, self._keys(draft.numbers, draft.letters)
            crowded = [(paper, *found) for paper in beside for found in self._too_many(mine & paper.keys)]
            if not crowded or mine == before:
                break
            # As many letters as are too many are avoided from now on; pinned questions go elsewhere.
            for paper, keys, over in crowded:
                free = [key for key in keys if not self._parts[self._part(key)].pinned]
                avoided.update(drawn.shuffled(free)[:over])
                heeded += [(paper, 2 * BESIDE)] * (len(free) < len(keys))
        return sum([over for *_, over in crowded])

    def _too_many(self, shared: Collection[int]) -> Iterator[tuple[list[int], int]]:
        """The keys that a pair shares and could have apart, and how many of them are too many, if any are.

        Pinned keys that are alone in their band are the same on every paper. To keep others of one place apart on
        their account would tell the letters of these, so either is left out of account for the other.
        """
        if len(shared) > CEILING:
            rest = [key for key in sorted(shared) if self._part(key) not in self._stuck]
            if len(rest) > CEILING:
                yield rest, len(rest) - CEILING
            apart = [key for key in rest if self._part(key) not in self._chance]
            allowed = max(0, CEILING - (len(shared) - len(rest)))
            if len(rest) < len(shared) and len(apart) > allowed:
                yield apart, len(apart) - allowed

    def _exchange_places(self, draft: Draft, seat: Seat, near: Near) -> None:
        """Exchange questions that the papers `near` have under the same number."""
        size = (self._questions + 1) * self._questions
        crowd = _weights(size, [(paper.places, weight) for paper, weight in near])
        numbers = draft.numbers
        for group in self._groups:
            group.exchange(draft.order, sorted([numbers[id] for id in group.ids]), crowd, near, seat)

    def _exchange_letters(
        self, draft: Draft, taken: Sequence[int], wished: Mapping[At, int], avoided: Collection[int]
    ) -> None:
        """Exchange letters that neighbours have at the same key (`taken` has their weights) or that are `avoided`.

        Letters that are `wished` for go where they can.
        """
        numbers, costs = draft.numbers, []
        for index, part in self._free:
            first = self._key(numbers[part.at[0]], index)
            keys = range(first, first + part.options)
            row = [taken[key] for key in keys] if part.at[0] in self._loose else [0] * part.options
            if avoided:
                row = [cost + BESIDE * (key in avoided) for cost, key in zip(row, keys, strict=True)]
            if part.at in wished:
                row = [cost + _WISH * (letter != wished[part.at]) for letter, cost in enumerate(row)]
            costs.append(row + [_BARRED] * (self._letters - part.options))
        held = [draft.letters[part.at] for _, part in self._free]
        settle(costs, held)
        draft.letters.update(zip([part.at for _, part in self._free], held, strict=True))

    def _keys(self, numbers: Mapping[str, int], letters: Mapping[At, int]) -> frozenset[int]:
        """Where the keys of a paper stand, by the numbers of its questions and the letters of its parts."""
        return frozenset(
            [
                self._key(numbers[part.at[0]], index) + letters[part.at]
                for index, part in enumerate(self._parts)
            ]
        )

    def _key(self, number: int, index: int) -> int:
        """The part of that index under that number and A; the integers that follow are its other letters."""
        return (number * len(self._parts) + index) * self._letters

    def _part(self, key: int) -> int:
        """The index of the part that has the key."""
        return key // self._letters % len(self._parts)

    def _wished_letters(self, stream: Callable[..., Stream]) -> dict[At, int]:
        """A letter for each part that has a pinned question in its section: A to D in turn.

        Letters are spread evenly over the whole paper with the pinned ones counted in, so that other parts
        have a pinned question's letter less often than the rest. Were they short of it in that question's own
        section, it would tell which letter is pinned there. So all letters are wished for equally often in
        such a section, and other sections bear the shortage.
        """
        wished: dict[At, int] = {}
        for letter, parts in self._beside_pinned:
            drawn = stream("wished letters", letter)
            first = drawn.below(4)
            wished |= {at: (first + number) % 4 for number, at in enumerate(drawn.shuffled(parts))}
        return wished


def _weights(size: int, near: Iterable[tuple[Iterable[int], int]]) -> list[int]:
    """For each integer below `size` the weights of those papers that have it, added up."""
    weights = [0] * size
    for having, weight in near:
        for each in having:
            weights[each] += weight
    return weights
