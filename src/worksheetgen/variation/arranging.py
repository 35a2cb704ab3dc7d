"""Selection and student to Arrangement: the order of questions and options, different from the neighbours'.

Every choice draws from a stream named after the student and what it decides, so that no choice changes the
random numbers of another. A student without a seat depends on nobody else in the class. One with a seat starts
from the paper that they would have without, which is then kept `apart` from those of the neighbours who were
arranged before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from itertools import accumulate, pairwise
from string import ascii_uppercase
from types import MappingProxyType

from worksheetgen.kinds.shared import nothing_moves
from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import Selection
from worksheetgen.model.room import Seat
from worksheetgen.streams import Stream
from worksheetgen.value import replace
from worksheetgen.variation.apart import Apart
from worksheetgen.variation.coincidences import At, lettered_parts
from worksheetgen.variation.draft import Draft
from worksheetgen.variation.ordering import ordered, together
from worksheetgen.variation.places import Near
from worksheetgen.variation.sources import source_order

# How many papers are shuffled for a student with a seat: another one where a neighbour shares too much with the
# last, as hardly ever happens.
_TRIES = 4


class Shuffler:
    """Arranges the papers of one form: the students' orders of what was drawn.

    What does not depend on the student is worked out once, when the shuffler is made.
    """

    def __init__(self, selection: Selection, unit: Unit, seed: str, *, by_task: bool) -> None:
        """`selection` has the question ids of the form, `seed` is the run's; for `by_task` see `together`."""
        # Nobody's order follows from that of the mark scheme, in which a form's questions stand.
        selection = replace(selection, sections=tuple(tuple(sorted(ids)) for ids in selection.sections))
        self.selection, self.unit, self.seed, self.by_task = selection, unit, seed, by_task
        bank, sources = unit.by_id, source_order(selection.sections, unit)
        self._sections = [
            (letter, together([bank[id] for id in ids], sources, by_task=by_task))
            for letter, ids in zip(ascii_uppercase, selection.sections, strict=False)
        ]
        self._ends = list(accumulate(map(len, selection.sections), initial=0))
        self._lettered = {id: lettered_parts(bank[id]) for ids in selection.sections for id in ids}
        self.printings = {
            id: [part.body.printing(part.answers) for part in bank[id].parts] for id in self._lettered
        }
        self._same_for_all = {
            id: ArrangedQuestion(id, ((),) * len(printings))
            for id, printings in self.printings.items()
            if all(printing is nothing_moves for printing in printings)
        }

    def arranged(self, student_id: str, seat: Seat | None = None, near: Near = ()) -> Arrangement:
        """One student's order of questions and options.

        Without a seat it depends on what was drawn, the seed and the student's id alone. With one, it is the best
        of several attempts: the one that shares least with the papers `near`, as `Apart` measures it.
        """
        stream = self._streams(student_id)
        best = self._shuffled(stream)
        if seat:
            least = self.apart.exchange(best, seat, near, stream)
            for attempt in map(str, range(1, _TRIES)):
                if not least:
                    break
                again = self._streams(student_id, attempt)
                draft = self._shuffled(again)
                if (over := self.apart.exchange(draft, seat, near, again)) < least:
                    best, least = draft, over
        return self._finished(best, stream)

    def completed(
        self, draft: Draft, student_id: str, printed: Mapping[str, ArrangedQuestion]
    ) -> Arrangement:
        """The arrangement in the draft's order, whose letters are those of the questions in `printed` (by id).

        These have the options that they have there; all others are dealt letters besides.
        """
        stream = self._streams(student_id)
        self._deal_letters(draft, stream)
        return self._finished(draft, stream, printed)

    @cached_property
    def apart(self) -> Apart:
        """Keeps the papers of those with seats apart."""
        return Apart(self.selection, self.unit, self.seed, by_task=self.by_task)

    def _streams(self, *names: str) -> Callable[..., Stream]:
        """Opens a student's stream of random numbers for a decision: called with what is decided, and about what."""
        return lambda what, *about: Stream(self.seed, what, *names, *about)

    def _shuffled(self, stream: Callable[..., Stream]) -> Draft:
        """A paper without a look at anybody's: first the questions' places, then the keys' letters."""
        order = [
            question.id
            for letter, groups in self._sections
            for question in ordered(groups, stream("order", letter))
        ]
        draft = Draft(order, {})
        self._deal_letters(draft, stream)
        return draft

    def _deal_letters(self, draft: Draft, stream: Callable[..., Stream]) -> None:
        """Deal a letter to each part of the draft's questions whose key is a letter and that has none yet.

        Pinned parts have their letter from the bank. Every other part is dealt one of the letters used least so
        far, so that letters are spread over the paper as evenly as the options allow; parts with fewest options
        come first, because they have fewest letters to choose from.
        """
        parts = [part for id in draft.order for part in self._lettered[id] if part.at not in draft.letters]
        draft.letters.update((part.at, part.key) for part in parts if part.pinned)
        used = [0] * len(ascii_uppercase)
        for letter in draft.letters.values():
            used[letter] += 1
        drawn = stream("letters")
        free = drawn.shuffled([part for part in parts if not part.pinned])
        for part in sorted(free, key=lambda part: part.options):
            letter = min(drawn.shuffled(range(part.options)), key=used.__getitem__)
            draft.letters[part.at] = letter
            used[letter] += 1

    def _finished(
        self,
        draft: Draft,
        stream: Callable[..., Stream],
        printed: Mapping[str, ArrangedQuestion] = MappingProxyType({}),
    ) -> Arrangement:
        """The draft with the options of every question, in the student's order or as `printed` (by id)."""
        asked = [
            printed.get(id) or self._same_for_all.get(id) or self._with_options(id, draft.letters, stream)
            for id in draft.order
        ]
        sections = tuple([tuple(asked[start:end]) for start, end in pairwise(self._ends)])
        return Arrangement(self.selection.form, sections)

    def _with_options(
        self, id: str, letters: Mapping[At, int], stream: Callable[..., Stream]
    ) -> ArrangedQuestion:
        """The question with the options of each part in order; a key that is a letter stands where `letters` says."""
        return ArrangedQuestion(
            id,
            tuple(
                [
                    printed(letters.get((id, index), 0), partial(stream, "options", id, str(index)))
                    for index, printed in enumerate(self.printings[id])
                ]
            ),
        )


def arrange(
    selection: Selection, unit: Unit, student_id: str, seed: str, *, by_task: bool = False
) -> Arrangement:
    """The order of questions and options of one student without a seat; `seed` is the run's."""
    return Shuffler(selection, unit, seed, by_task=by_task).arranged(student_id)
