"""A class to everybody's form and arrangement, and how much neighbours share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import Selection, class_form
from worksheetgen.model.room import BESIDE, Room, Seat
from worksheetgen.model.students import Student
from worksheetgen.streams import Stream
from worksheetgen.value import Value
from worksheetgen.variation.adapting import Adapter
from worksheetgen.variation.arranging import Shuffler
from worksheetgen.variation.coincidences import CEILING, Spot, spots
from worksheetgen.variation.places import Near, NearPaper

# Of so many pairs it is tried what they would share if their papers were shuffled: of all in a class, and in a hall
# of enough for the first digit after the point.
_SAMPLE = 400


class Sharing(Value):
    """What pupils who sit next to each other share, over all such pairs of a room.

    A coincidence is a part with a lettered key that both have under the same number with the key under the
    same letter: whoever copies that letter is right. `pairs` is the number of pairs, `shared` the
    coincidences of all pairs together, `most` those of the pair that has most, and `shuffled` what a pair would
    share on average if every paper were shuffled without regard to the neighbours'. `above` names the pairs over
    the ceiling: two student ids and their coincidences. `same_for_all` are the ids of questions that the
    papers of a form cannot but have in the same place under the same letter (see `Apart`).
    """

    pairs: int
    shared: int
    most: int
    shuffled: float
    above: tuple[tuple[str, str, int], ...]
    same_for_all: tuple[str, ...]


def arrange_class(
    selections: Sequence[Selection],
    unit: Unit,
    students: Sequence[Student],
    seed: str,
    earlier: Mapping[str, Arrangement],
    sitting: Mapping[str, str] = MappingProxyType({}),
    *,
    by_task: bool = False,
) -> dict[str, Arrangement]:
    """The arrangement of every student, by student id, in the order of `students`.

    `selections` are the forms to choose from; one of a single student is that student's. `sitting` names the form of
    each student for whom one is meant, by student id. A student without a seat gets what follows from the selections,
    the seed and the student alone. Seated students are arranged one after another, row by row, each to differ from
    those within reach who are arranged already. `earlier` has arrangements of papers that were printed, by student id:
    whoever stands there keeps that one, so that a newcomer changes nobody's paper. Where the questions of its form are
    not the same any more, it keeps the order and options of those that stay. With `by_task` what is to be found comes
    before what is to be explained, and that before what is to be judged.
    """
    seated_class = _SeatedClass(selections, unit, seed, sitting, by_task=by_task)
    for student in students:
        if student.id in earlier and (kept := seated_class.kept(student, earlier[student.id])):
            seated_class.give(student, kept)
    waiting = [student for student in students if student.id not in seated_class.papers]
    for student in sorted(waiting, key=lambda student: (student.seat or _NOWHERE, student.id)):
        seated_class.give(student, seated_class.arranged(student))
    return {student.id: seated_class.papers[student.id] for student in students}


_NOWHERE = Seat(10**6, 1)  # behind every row that there is: students without a seat come last


class _SeatedClass:
    """A class in its room: arranges each student's paper with an eye to those that lie near.

    `papers` are those that were given out so far, by student id.
    """

    def __init__(
        self,
        selections: Sequence[Selection],
        unit: Unit,
        seed: str,
        sitting: Mapping[str, str],
        *,
        by_task: bool,
    ) -> None:
        self.papers: dict[str, Arrangement] = {}
        self._unit, self._seed = unit, seed
        self._shufflers = {one.form: Shuffler(one, unit, seed, by_task=by_task) for one in selections}
        self._adapters = {form: Adapter(shuffler) for form, shuffler in self._shufflers.items()}
        self._own = {**sitting, **{one.student: one.form for one in selections if one.student}}
        self._forms = [one.form for one in selections if not one.student]
        self._used: Counter[str] = Counter()
        self._room: Room[NearPaper] = Room()

    def give(self, student: Student, paper: Arrangement) -> None:
        """Lay the student's paper where the student sits."""
        self.papers[student.id] = paper
        self._used[paper.form] += 1
        if student.seat:
            self._room.put(student.seat, self._shufflers[paper.form].apart.seen(paper))

    def kept(self, student: Student, earlier: Arrangement) -> Arrangement | None:
        """The student's earlier arrangement, with what has changed of its form; None where it cannot be kept."""
        form = self._own.get(student.id, class_form(earlier.form, student.id))
        return self._adapters[form].adapted(earlier, student.id) if form in self._adapters else None

    def arranged(self, student: Student) -> Arrangement:
        """A new arrangement for the student, different from the papers within reach."""
        near = self._room.near(student.seat) if student.seat else []
        form = self._own.get(student.id) or self._form(student, near)
        same = [each for each in near if each[0].form == form]
        return self._shufflers[form].arranged(student.id, student.seat, same)

    def _form(self, student: Student, near: Near) -> str:
        """The form for a student for whom none is meant, by its name.

        A seated student gets the form that fewest papers next to it have. Among equals decide, of up to four
        forms, which one the square says: laid out in squares of two by two seats they keep all neighbours
        apart. Then the form that those within reach have least (by weight), the one used least so far, and
        chance.

        Spare papers without a seat take the forms in turn, by the number in their id; any other student
        without a seat is drawn a form.
        """
        forms, stream = self._forms, Stream(self._seed, "form", student.id)
        if len(forms) == 1:
            return forms[0]
        if not student.seat:
            digits = "".join(filter(str.isdigit, student.id)) if student.spare else ""
            return forms[(int(digits) - 1 if digits else stream.below(len(forms))) % len(forms)]
        beside: Counter[str] = Counter()
        weights: Counter[str] = Counter()
        for paper, weight in near:
            weights[paper.form] += weight
            beside[paper.form] += weight == BESIDE
        square = forms[(student.seat.row % 2 * 2 + student.seat.place % 2) % len(forms)]
        few = len(forms) <= 4
        return min(
            stream.shuffled(forms),
            key=lambda form: (beside[form], few and form != square, weights[form], self._used[form]),
        )


def sharing(
    arrangements: Mapping[str, Arrangement],
    selections: Sequence[Selection],
    unit: Unit,
    students: Sequence[Student],
    seed: str,
    *,
    by_task: bool = False,
) -> Sharing:
    """What neighbours share as arranged, and what they would if nobody's paper heeded another's.

    `arrangements` must have every student with a seat, by id; students without one do not count. `by_task` is as of
    `arrange_class`.
    """
    shufflers = {one.form: Shuffler(one, unit, seed, by_task=by_task) for one in selections}
    room: Room[tuple[str, frozenset[Spot]]] = Room()
    pairs: list[tuple[str, str, int]] = []
    for seat, id in sorted((student.seat, student.id) for student in students if student.seat):
        keys = spots(arrangements[id], unit)
        pairs += [(other, id, len(keys & others)) for other, others in room.beside(seat)]
        room.put(seat, (id, keys))
    some = pairs[:_SAMPLE]
    shuffled = {
        id: spots(shufflers[arrangements[id].form].arranged(id), unit)
        for id in dict.fromkeys(id for one, other, _ in some for id in (one, other))
    }
    return Sharing(
        pairs=len(pairs),
        shared=sum([common for *_, common in pairs]),
        most=max((common for *_, common in pairs), default=0),
        shuffled=sum([len(shuffled[one] & shuffled[other]) for one, other, _ in some]) / max(len(some), 1),
        above=tuple([pair for pair in pairs if pair[2] > CEILING]),
        same_for_all=tuple(sorted({id for each in shufflers.values() for id in each.apart.same_for_all})),
    )
