"""A class to everybody's form and arrangement, and how much neighbours share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Selection
from worksheetgen.model.room import Seat, adjacent, closeness, within_reach
from worksheetgen.model.students import Student
from worksheetgen.streams import Stream
from worksheetgen.variation.arranging import CEILING, Neighbour, Shuffler, coincidences
from worksheetgen.variation.ordering import loose


@dataclass(frozen=True)
class Sharing:
    """What pupils next to each other share, over all pairs of a room.

    `pairs` is their number, `shared` the coincidences (same question, place and letter) of all together, `free`
    those of them by questions that can stand in several places, `most` those of one pair, `shuffled` what
    independent shuffles of the same papers would have shared, and `above` the pairs of student ids over the
    ceiling with theirs.
    """

    pairs: int
    shared: int
    free: int
    most: int
    shuffled: int
    above: tuple[tuple[str, str, int], ...]


def arrange_class(
    selections: Sequence[Selection],
    unit: Unit,
    students: Sequence[Student],
    seed: str,
    earlier: Mapping[str, Arrangement],
) -> dict[str, Arrangement]:
    """Everybody's arrangement by student id, in the students' order.

    Without a seat a pure function of the selections, the seed and the student. Seated pupils are placed one
    after another, row by row, each apart from those within reach who are placed already. Whoever stands in
    `earlier` keeps that arrangement whatever else changes: a newcomer is fitted to papers that exist.
    """
    placed = {
        student.id: earlier[student.id]
        for student in students
        if student.id in earlier and _fits(earlier[student.id], selections)
    }
    seated_class = _SeatedClass(selections, unit, students, seed)
    used = Counter(arrangement.form for arrangement in placed.values())
    waiting = [student for student in students if student.id not in placed]
    for student in sorted(waiting, key=lambda student: (student.seat or _NOWHERE, student.id)):
        form = seated_class.form(student, placed, used)
        used[form] += 1
        placed[student.id] = seated_class.arranged(student, form, placed)
    return {student.id: placed[student.id] for student in students}


_NOWHERE = Seat(10**6, 1)


def _fits(arrangement: Arrangement, selections: Sequence[Selection]) -> bool:
    """Whether the arrangement is of a form that is printed, with just its questions."""
    drawn = {selection.form: [sorted(ids) for ids in selection.sections] for selection in selections}
    return drawn.get(arrangement.form) == [
        sorted(asked.id for asked in section) for section in arrangement.sections
    ]


class _SeatedClass:
    """Who sits near whom, and what that means for one student's paper."""

    def __init__(
        self, selections: Sequence[Selection], unit: Unit, students: Sequence[Student], seed: str
    ) -> None:
        self.selections, self.seed = selections, seed
        self._arrangers = {one.form: Shuffler(one, unit, seed) for one in selections}
        self._taken = {student.seat: student.id for student in students if student.seat}

    def near(
        self, student: Student, placed: Mapping[str, Arrangement]
    ) -> list[tuple[Arrangement, int, bool]]:
        """The papers within the student's reach: each with how much it counts and whether it is next to it."""
        if not student.seat:
            return []
        around = [(other, self._taken[other]) for other in within_reach(student.seat) if other in self._taken]
        return [
            (placed[id], closeness(student.seat, seat), adjacent(student.seat, seat))
            for seat, id in around
            if id in placed
        ]

    def arranged(self, student: Student, form: str, placed: Mapping[str, Arrangement]) -> Arrangement:
        """The student's paper apart from those within reach that have the same form."""
        neighbours = [Neighbour(*each) for each in self.near(student, placed) if each[0].form == form]
        return self._arrangers[form].arranged(student.id, neighbours, student.seat)

    def form(self, student: Student, placed: Mapping[str, Arrangement], used: Counter[str]) -> str:
        """The student's form: for a seated pupil one that those next to it have least.

        Four forms in squares of two by two keep all neighbours apart; of more, the one that those within reach
        have least, and then the one used least so far. Spare papers without a seat take the forms in turn;
        everybody else without one is drawn a form.
        """
        forms = [selection.form for selection in self.selections]
        stream = Stream(self.seed, "form", student.id)
        if not student.seat:
            digits = "".join(filter(str.isdigit, student.id)) if student.spare else ""
            return forms[(int(digits) - 1 if digits else stream.below(len(forms))) % len(forms)]
        beside: Counter[str] = Counter()
        near: Counter[str] = Counter()
        for arrangement, weight, next_to_it in self.near(student, placed):
            near[arrangement.form] += weight
            beside[arrangement.form] += next_to_it
        square = forms[(student.seat.row % 2 * 2 + student.seat.place % 2) % len(forms)]
        few = len(forms) <= 4
        return min(
            stream.shuffled(forms),
            key=lambda form: (beside[form], few and form != square, near[form], used[form]),
        )


def sharing(
    arrangements: Mapping[str, Arrangement],
    selections: Sequence[Selection],
    unit: Unit,
    students: Sequence[Student],
    seed: str,
) -> Sharing:
    """What neighbours share as they are arranged, and what they would with independent shuffles."""
    arrangers = {selection.form: Shuffler(selection, unit, seed) for selection in selections}
    seated = {student.seat: student for student in students if student.seat}
    independent = {
        student.id: arrangers[arrangements[student.id].form].arranged(student.id)
        for student in seated.values()
    }
    pairs = [
        (student.id, seated[other].id)
        for seat, student in seated.items()
        for other in within_reach(seat)
        if other in seated and seat < other and adjacent(seat, other)
    ]
    shared = [
        (one, other, coincidences(arrangements[one], arrangements[other], unit)) for one, other in pairs
    ]
    counts = [common for _, _, common in shared]
    movable = frozenset[str]().union(*(loose(selection, unit) for selection in selections))
    return Sharing(
        pairs=len(pairs),
        shared=sum(counts),
        free=sum(coincidences(arrangements[one], arrangements[other], unit, movable) for one, other in pairs),
        most=max(counts, default=0),
        shuffled=sum(coincidences(independent[one], independent[other], unit) for one, other in pairs),
        above=tuple(each for each in shared if each[2] > CEILING),
    )
