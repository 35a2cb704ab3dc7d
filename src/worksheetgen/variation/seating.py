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
from worksheetgen.variation.arranging import Neighbour, Shuffler
from worksheetgen.variation.coincidences import CEILING, coincidences


@dataclass(frozen=True)
class Sharing:
    """What pupils who sit next to each other share, over all such pairs of a room.

    A coincidence is a part with a lettered key that both have under the same number with the key under the
    same letter: whoever copies that letter is right. `pairs` is the number of pairs, `shared` the
    coincidences of all pairs together, `most` those of the pair that has most, and `shuffled` what all pairs would
    share if every paper were shuffled without regard to the neighbours'. `above` names the pairs over the ceiling:
    two student ids and their coincidences.
    """

    pairs: int
    shared: int
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
    """The arrangement of every student, by student id, in the order of `students`.

    `selections` are the forms to choose from; one of a single student is that student's. A student without a seat gets
    what follows from the selections, the seed and the student alone. Seated students are arranged one after another,
    row by row, each to differ from those within reach who are arranged already. `earlier` has arrangements of papers
    that were printed, by student id: whoever stands there keeps that one, so that a newcomer changes nobody's paper.
    Where the questions of its form are not the same any more, it keeps the order and options of those that stay.
    """
    seated_class = _SeatedClass(selections, unit, students, seed)
    placed = {
        student.id: kept
        for student in students
        if student.id in earlier and (kept := seated_class.kept(student, earlier[student.id]))
    }
    used = Counter(arrangement.form for arrangement in placed.values())
    waiting = [student for student in students if student.id not in placed]
    for student in sorted(waiting, key=lambda student: (student.seat or _NOWHERE, student.id)):
        form = seated_class.form(student, placed, used)
        used[form] += 1
        placed[student.id] = seated_class.arranged(student, form, placed)
    return {student.id: placed[student.id] for student in students}


_NOWHERE = Seat(10**6, 1)  # behind every row that there is: students without a seat come last


class _SeatedClass:
    """A class in its room: gives each student a form and an arrangement with an eye to whose papers lie near.

    `placed`, in its methods, are the arrangements made so far, by student id.
    """

    def __init__(
        self, selections: Sequence[Selection], unit: Unit, students: Sequence[Student], seed: str
    ) -> None:
        self.selections, self.seed = selections, seed
        self._shufflers = {one.form: Shuffler(one, unit, seed) for one in selections}
        self._own = {one.student: one.form for one in selections if one.student}
        self._taken = {student.seat: student.id for student in students if student.seat}

    def kept(self, student: Student, earlier: Arrangement) -> Arrangement | None:
        """The student's earlier arrangement, with what has changed of its form; None where it cannot be kept."""
        form = self._own.get(student.id, earlier.form.removesuffix(f"-{student.id}"))
        if form not in self._shufflers:
            return None
        shuffler = self._shufflers[form]
        printed = [sorted(asked.id for asked in section) for section in earlier.sections]
        drawn = [sorted(ids) for ids in shuffler.selection.sections]
        if form == earlier.form and printed == drawn and shuffler.staying(earlier) == shuffler.selection.ids:
            return earlier
        return shuffler.adapted(earlier, student.id)

    def near(
        self, student: Student, placed: Mapping[str, Arrangement]
    ) -> list[tuple[Arrangement, int, bool]]:
        """The papers within the student's reach that are placed; none for a student without a seat.

        Each is (arrangement, weight as of `closeness`, whether it is next to the student's).
        """
        if not student.seat:
            return []
        around = [(other, self._taken[other]) for other in within_reach(student.seat) if other in self._taken]
        return [
            (placed[id], closeness(student.seat, seat), adjacent(student.seat, seat))
            for seat, id in around
            if id in placed
        ]

    def arranged(self, student: Student, form: str, placed: Mapping[str, Arrangement]) -> Arrangement:
        """The student's arrangement of that form, made to differ from those within reach of the same form.

        Papers of other forms are not looked at: they have no more questions in common than the blueprint's
        `shared`.
        """
        neighbours = [Neighbour(*each) for each in self.near(student, placed) if each[0].form == form]
        return self._shufflers[form].arranged(student.id, neighbours, student.seat)

    def form(self, student: Student, placed: Mapping[str, Arrangement], used: Counter[str]) -> str:
        """The student's form, by its name; `used` counts how many papers have each form so far.

        A seated student gets the form that fewest papers next to it have. Among equals decide, of up to four
        forms, which one the square says: laid out in squares of two by two seats they keep all neighbours
        apart. Then the form that those within reach have least (by weight), the one used least so far, and
        chance.

        Spare papers without a seat take the forms in turn, by the number in their id; any other student
        without a seat is drawn a form.
        """
        if student.id in self._own:
            return self._own[student.id]
        forms = [selection.form for selection in self.selections if not selection.student]
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
    """What neighbours share as arranged, and what they would if nobody's paper heeded another's.

    `arrangements` must have every student with a seat, by id; students without one do not count.
    """
    shufflers = {selection.form: Shuffler(selection, unit, seed) for selection in selections}
    seated = {student.seat: student for student in students if student.seat}
    independent = {
        student.id: shufflers[arrangements[student.id].form].arranged(student.id)
        for student in seated.values()
    }
    # `seat < other` takes each pair once.
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
    return Sharing(
        pairs=len(pairs),
        shared=sum(counts),
        most=max(counts, default=0),
        shuffled=sum(coincidences(independent[one], independent[other], unit) for one, other in pairs),
        above=tuple(each for each in shared if each[2] > CEILING),
    )
