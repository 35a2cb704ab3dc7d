"""A student's earlier Arrangement to one of what the form has now: what stays keeps its order and its options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, zip_longest

from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.streams import Stream
from worksheetgen.variation.arranging import Shuffler
from worksheetgen.variation.coincidences import spots
from worksheetgen.variation.draft import Draft
from worksheetgen.variation.ordering import task
from worksheetgen.variation.sources import source_groups


class Adapter:
    """Fits earlier papers to what a form has now."""

    def __init__(self, shuffler: Shuffler) -> None:
        """`shuffler` is the form's."""
        self._shuffler, self._selection, self._bank = shuffler, shuffler.selection, shuffler.unit.by_id

    def adapted(self, earlier: Arrangement, student_id: str) -> Arrangement | None:
        """A student's earlier arrangement with the questions that the form has; None where hardly any are left.

        What stays keeps its order and its options. What came stands in the place of what went, under the letters that
        the paper has least; a question that shares sources moves to the others of them, and one whose options the bank
        has changed gets new ones in its place. None means that more than half of the questions are others: then no
        order is worth keeping.
        """
        selection = self._selection
        stays = self._staying(earlier)
        if 2 * len(stays) < len(selection.ids):
            return None
        printed = [[asked.id for asked in section] for section in earlier.sections]
        if (
            earlier.form == selection.form
            and len(stays) == len(selection.ids)
            and [sorted(ids) for ids in printed] == [sorted(ids) for ids in selection.sections]
        ):
            return earlier
        order = [
            id
            for ids, drawn in zip_longest(printed, selection.sections, fillvalue=())
            for id in self._replaced(ids, drawn)
        ]
        standing = spots(Arrangement(earlier.form, (tuple(stays.values()),)), self._shuffler.unit)
        draft = Draft(order, {at: letter for at, _, letter in standing})
        return self._shuffler.completed(draft, student_id, stays)

    def _staying(self, earlier: Arrangement) -> dict[str, ArrangedQuestion]:
        """The questions of an earlier arrangement that the form has still, with the options that the bank has still."""
        return {
            asked.id: asked
            for asked in chain.from_iterable(earlier.sections)
            if (offered := self._offered.get(asked.id)) is not None
            and len(asked.options) == len(offered)
            and all(
                printed == ids if pinned else sorted(printed) == sorted(ids)
                for (ids, pinned), printed in zip(offered, asked.options, strict=True)
            )
        }

    @cached_property
    def _offered(self) -> Mapping[str, Sequence[tuple[tuple[str, ...], bool]]]:
        """For each part of each question the ids of what is shuffled, and whether they are in a fixed order, by id."""
        return {
            id: [
                (
                    printing(0, lambda: Stream(self._shuffler.seed, "offered")),
                    bool(part.lettered_key and part.lettered_key.pinned),
                )
                for printing, part in zip(printings, self._bank[id].parts, strict=True)
            ]
            for id, printings in self._shuffler.printings.items()
        }

    def _replaced(self, printed: Sequence[str], ids: Sequence[str]) -> list[str]:
        """The ids of a section in the order in which they were `printed`, new ones in the places of gone ones.

        Both go from short to long and from easy to hard, so that a paper stays as steep as it was.
        Questions that share sources are gathered at the place of the first of them, as they are printed together.
        """
        came = sorted(
            set(ids) - set(printed), key=lambda id: (self._bank[id].marks, self._bank[id].difficulty, id)
        )
        waiting = iter(came)
        kept = [id if id in ids else next(waiting, "") for id in printed]
        questions = [self._bank[id] for id in (*filter(None, kept), *waiting)]
        group_of = {one.id: number for number, group in enumerate(source_groups(questions)) for one in group}
        firsts = list(dict.fromkeys(group_of[one.id] for one in questions))
        places = {
            one.id: (task(one, by_task=self._shuffler.by_task), firsts.index(group_of[one.id]))
            for one in questions
        }
        return sorted(places, key=places.__getitem__)
