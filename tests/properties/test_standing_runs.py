"""Whatever a teacher does to a class, to a blueprint’s words or to one question: papers that were not touched stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tiny_bank import write_bank
from worksheetgen import load_bank, load_blueprint, plan_run, print_run, verify
from worksheetgen.errors import Place
from worksheetgen.manifest import RecordedQuestion
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.run.record import open_run, plan_of
from worksheetgen.streams import Stream
from worksheetgen.value import Value, replace

pytestmark = pytest.mark.slow

NAMES = ("Ada Li", "Bo Ray", "Cy Twombly", "Di Ash", "Eve Ng", "Fay Wu", "Gus Poe", "Hal Ito", "Ivy Kaur")


class Desk(Value):
    """What a teacher has before a print: a blueprint, a class, and which papers are touched by what was done last.

    `touched` are the students whose paper may look other; `swapped` says that a question may be another, on the papers
    of `touched`.
    """

    blueprint: Blueprint
    class_list: ClassList
    touched: frozenset[str]
    swapped: bool = False


def everybody(class_list: ClassList) -> frozenset[str]:
    """The ids of the class."""
    return frozenset(one.id for one in class_list.students)


def person(number: int) -> Student:
    """A pupil with a seat of their own."""
    seat = Seat(1 + number // 3, 1 + number % 3)
    return Student(f"{number:03}", NAMES[number], Tier.CORE, Print.STANDARD, 0, seat, False, Place("class"))


def add(desk: Desk, stream: Stream) -> Desk:
    """One more pupil, at some place of the list."""
    students = list(desk.class_list.students)
    there = {int(id) for id in everybody(desk.class_list)}
    free = [person(n) for n in range(len(NAMES)) if n not in there]
    if free:
        students.insert(stream.below(len(students) + 1), free[0])
    return replace(desk, class_list=replace(desk.class_list, students=tuple(students)))


def remove(desk: Desk, stream: Stream) -> Desk:
    """A pupil leaves, unless it is the last one."""
    students = list(desk.class_list.students)
    if len(students) > 1:
        del students[stream.below(len(students))]
    return replace(desk, class_list=replace(desk.class_list, students=tuple(students)))


def sort(desk: Desk, stream: Stream) -> Desk:
    """The list in another order."""
    return replace(
        desk, class_list=replace(desk.class_list, students=stream.shuffled(desk.class_list.students))
    )


def _one(desk: Desk, stream: Stream, change: Callable[[Student], Student]) -> Desk:
    students = list(desk.class_list.students)
    at = stream.below(len(students))
    students[at] = change(students[at])
    return replace(
        desk,
        class_list=replace(desk.class_list, students=tuple(students)),
        touched=frozenset({students[at].id}),
    )


def rename(desk: Desk, stream: Stream) -> Desk:
    """A pupil's spelling is corrected."""
    return _one(desk, stream, lambda one: replace(one, name=one.name + "e"))


def enlarge(desk: Desk, stream: Stream) -> Desk:
    """A pupil has another print."""
    return _one(desk, stream, lambda one: replace(one, print=Print.LARGE_18, extra_time=25))


def move(desk: Desk, stream: Stream) -> Desk:
    """A pupil sits in a row of their own."""
    return _one(desk, stream, lambda one: replace(one, seat=Seat(9, 1 + int(one.id))))


def lose_zeros(desk: Desk, _: Stream) -> Desk:
    """A spreadsheet has made numbers of all ids."""
    students = tuple(replace(one, id=one.id.lstrip("0") or "0") for one in desk.class_list.students)
    return replace(desk, class_list=replace(desk.class_list, students=students))


def reword(desk: Desk, stream: Stream) -> Desk:
    """The blueprint has another subtitle and a little more time."""
    words = f"Another {stream.below(1000)}"
    return replace(
        desk,
        blueprint=replace(desk.blueprint, subtitle=words, minutes=desk.blueprint.minutes + 1),
        touched=everybody(desk.class_list),
    )


STEPS = (add, remove, sort, rename, enlarge, move, lose_zeros, reword)


def printed(run: Path) -> dict[str, tuple[bytes, tuple[RecordedQuestion, ...]]]:
    """Every named pupil's PDF and questions, by id."""
    record = open_run(run)
    return {
        one.id: ((run / one.file).read_bytes(), one.questions)
        for one in record.manifest.students
        if not one.spare
    }


def swapped(run: Path, bank: Bank, stream: Stream) -> frozenset[str]:
    """Swap a question for one pupil or for all; whose papers are touched."""
    plan = plan_of(open_run(run), bank)
    students = sorted(plan.arrangements)
    student = students[stream.below(len(students))] if stream.below(2) else ""
    on_paper = plan.arrangements[student or students[0]].numbers
    for id in stream.shuffled(sorted(on_paper)):
        if fitting := plan.alternatives(id, student):
            print_run(plan.with_swap(id, fitting[0].id, student), force=True)
            return frozenset({student} if student else students)
    return frozenset()


def untouched_papers_stand(folder: Path, steps: Sequence[int], seed: str) -> None:
    """Print, then do each of the steps and print again; compare all papers each time."""
    write_bank(folder)
    bank, run, stream = load_bank(folder / "bank"), folder / "run", Stream(seed, "steps")
    desk = Desk(load_blueprint("test", bank), ClassList("9B", tuple(map(person, range(4)))), frozenset())
    print_run(plan_run(desk.blueprint, bank, desk.class_list, run, seed=seed, history=folder))
    for step in steps:
        before = printed(run)
        if step == len(STEPS):
            touched, same_questions = swapped(run, bank, stream), False
        else:
            desk = STEPS[step](replace(desk, touched=frozenset()), stream)
            print_run(plan_run(desk.blueprint, bank, desk.class_list, run, history=folder), force=True)
            touched, same_questions = desk.touched, True
        after = printed(run)
        for id in before.keys() & after.keys():
            if id.zfill(3) not in {one.zfill(3) for one in touched}:
                assert after[id] == before[id], (STEPS[step].__name__ if same_questions else "swap", id)
            elif same_questions:
                assert after[id][1] == before[id][1]
        assert len(before.keys() & after.keys()) >= len(before) - 1
        assert not verify(run, bank).disagreements


SEQUENCES = st.lists(st.integers(0, len(STEPS)), min_size=1, max_size=5)


@pytest.mark.soak
@settings(max_examples=60, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps=SEQUENCES, seed=st.text("abc", min_size=1, max_size=4))
def test_untouched_papers_keep_every_byte(steps: list[int], seed: str) -> None:
    """After any sequence of changes, whoever was not touched has the same bytes, all others the same questions."""
    with TemporaryDirectory() as folder:
        untouched_papers_stand(Path(folder), steps, seed)


def test_each_change_by_itself_keeps_untouched_papers(tmp_path: Path) -> None:
    """Every step and a swap, one after another."""
    untouched_papers_stand(tmp_path, [*range(len(STEPS)), len(STEPS), len(STEPS), 0, len(STEPS)], "s")
