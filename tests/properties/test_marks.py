"""Whatever is typed, printed, added, removed, swapped or deleted: no mark is lost, or the command names its cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.markbook.books import typed
from tests.markbook.recalculated import cells_of
from tests.properties.test_standing_runs import NAMES, everybody, person
from tests.tiny_bank import write_bank
from worksheetgen import load_bank, load_blueprint, plan_run, print_run
from worksheetgen.errors import OutputExists
from worksheetgen.manifest import Manifest
from worksheetgen.marks_record import MarkKey, keys_of, options_of
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.students import ClassList
from worksheetgen.protection import NO_PASSWORD
from worksheetgen.run.marks import take_in
from worksheetgen.run.plan import Plan
from worksheetgen.run.record import open_run, plan_of
from worksheetgen.streams import Stream
from worksheetgen.value import replace

pytestmark = pytest.mark.slow


@dataclass
class Teacher:
    """A teacher at work on one run: what was typed and must be known, and what the cells say."""

    folder: Path
    bank: Bank
    blueprint: Blueprint
    stream: Stream
    class_list: ClassList
    wanted: dict[MarkKey, str] = field(default_factory=dict)

    @property
    def run(self) -> Path:
        """The run's folder."""
        return self.folder / "run"

    @property
    def markbook(self) -> Path:
        """What marks are typed into."""
        return self.run / "markbook.xlsx"

    @property
    def manifest(self) -> Manifest:
        """The record of the run."""
        return open_run(self.run).manifest

    def pick(self, items: Sequence[object]) -> int:
        """The index of one of them."""
        return self.stream.below(len(items))


def type_marks(teacher: Teacher) -> None:
    """Type or change up to four marks, each in one of the two sheets; where there is no markbook, nothing."""
    if not teacher.markbook.exists():
        return
    content = teacher.markbook.read_bytes()
    cells = cells_of(content)  # of those whose formula was typed over none is told: they are left alone
    cells_to_type: dict[str, object] = {}
    asked = [(key, most) for student in teacher.manifest.students for key, most in keys_of(student)]
    options = {key: ids for student in teacher.manifest.students for key, ids in options_of(student)}
    for _ in range(1 + teacher.stream.below(4)):
        key, most = asked[teacher.pick(asked)]
        if key not in cells or any(cell in cells_to_type for cell in cells[key]):
            continue
        mark = "absent" if not teacher.stream.below(6) else str(teacher.stream.below(most + 1))
        lettered = key in options and teacher.stream.below(2)
        if lettered:
            mark = ascii_uppercase[teacher.stream.below(len(options[key]))]
        if mark != teacher.wanted.get(key):
            sheet = 0 if lettered else teacher.stream.below(2)
            cells_to_type[cells[key][sheet]] = int(mark) if mark.isdecimal() else mark
            teacher.wanted[key] = mark
    teacher.markbook.write_bytes(typed(content, cells_to_type))
    if teacher.stream.below(2):
        take_in(teacher.run, NO_PASSWORD)


def add(teacher: Teacher) -> None:
    """One more pupil."""
    there = {int(id) for id in everybody(teacher.class_list)}
    free = [person(n) for n in range(len(NAMES)) if n not in there]
    teacher.class_list = replace(teacher.class_list, students=(*teacher.class_list.students, *free[:1]))
    print_again(teacher)


def remove(teacher: Teacher) -> None:
    """A pupil leaves; comes back where the command stops."""
    students = list(teacher.class_list.students)
    gone = students.pop(teacher.pick(students))
    if students:
        before, teacher.class_list = teacher.class_list, replace(teacher.class_list, students=tuple(students))
        if not print_again(teacher, lost=[key for key in teacher.wanted if key[0] == gone.id]):
            teacher.class_list = before


def swap(teacher: Teacher) -> None:
    """A question is swapped for one pupil or for all."""
    plan = plan_of(open_run(teacher.run), teacher.bank)
    students = sorted(plan.arrangements)
    student = students[teacher.pick(students)] if teacher.stream.below(2) else ""
    for id in teacher.stream.shuffled(sorted(plan.arrangements[student or students[0]].numbers)):
        if fitting := plan.alternatives(id, student):
            swapped = plan.with_swap(id, fitting[0].id, student)
            lost = [key for key in teacher.wanted if key[1] == id and student in ("", key[0])]
            assert_printed_or_named(teacher, swapped, lost)
            return


def print_again(teacher: Teacher, lost: Sequence[MarkKey] = ()) -> bool:
    """Print the class as it is now; whether it was."""
    plan = plan_run(teacher.blueprint, teacher.bank, teacher.class_list, teacher.run, history=teacher.folder)
    return assert_printed_or_named(teacher, plan, lost)


def assert_printed_or_named(teacher: Teacher, plan: Plan, lost: Sequence[MarkKey]) -> bool:
    """Print a plan; where marks would lose their place the command must stop and name every one of them.

    Those of a pupil whose paper is gone are told together: how many.
    """
    if not lost:
        print_run(plan, force=True)
        return True
    with pytest.raises(OutputExists) as stopped:
        print_run(plan, force=True)
    told = str(stopped.value)
    gone = Counter(paper for paper, _ in lost if paper not in plan.arrangements)
    named = [rf"Question {question} of {paper}" for paper, question in lost if paper not in gone]
    named += [rf": {paper} [^\n]* has {count} marks?, but" for paper, count in gone.items()]
    assert len(stopped.value.problems) == len(named), told
    assert all(re.search(one, told) for one in named), told
    return False


def delete(teacher: Teacher) -> None:
    """Delete the markbook, from which a command has taken the marks before."""
    take_in(teacher.run, NO_PASSWORD)
    teacher.markbook.unlink(missing_ok=True)


STEPS: tuple[Callable[[Teacher], object], ...] = (
    type_marks,
    type_marks,
    add,
    remove,
    swap,
    print_again,
    delete,
)


def every_mark_is_kept(folder: Path, steps: Sequence[int], seed: str) -> None:
    """Print, then do each of the steps, and look each time whether every mark is known; last at the markbook."""
    write_bank(folder)
    bank, stream = load_bank(folder / "bank"), Stream(seed, "steps")
    teacher = Teacher(
        folder, bank, load_blueprint("test", bank), stream, ClassList("9B", tuple(map(person, range(3))))
    )
    print_run(plan_run(teacher.blueprint, bank, teacher.class_list, teacher.run, seed=seed, history=folder))
    for step in steps:
        STEPS[step](teacher)
        taken = take_in(teacher.run, NO_PASSWORD)
        assert not taken.problems
        assert taken.record.marks == teacher.wanted, STEPS[step].__name__
    print_again(teacher)
    content = teacher.markbook.read_bytes()
    sheet = openpyxl.load_workbook(teacher.markbook)["Marks"]
    shown = {key: sheet[cell.partition("!")[2]].value for key, (cell, _) in cells_of(content).items()}
    assert {key: str(value) for key, value in shown.items() if value is not None} == teacher.wanted


SEQUENCES = st.lists(st.integers(0, len(STEPS) - 1), min_size=2, max_size=8)


@pytest.mark.soak
@settings(max_examples=60, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps=SEQUENCES, seed=st.text("abc", min_size=1, max_size=4))
def test_no_mark_is_lost(steps: list[int], seed: str) -> None:
    """After any sequence every mark stands in the record and in the markbook, as it was typed last."""
    with TemporaryDirectory() as folder:
        every_mark_is_kept(Path(folder), steps, seed)


@settings(max_examples=3, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps=SEQUENCES, seed=st.text("abc", min_size=1, max_size=4))
def test_no_mark_is_lost_in_a_few_sequences(steps: list[int], seed: str) -> None:
    """The same in three sequences."""
    with TemporaryDirectory() as folder:
        every_mark_is_kept(Path(folder), steps, seed)


def test_each_step_keeps_every_mark(tmp_path: Path) -> None:
    """All steps, one after another, with marks typed between."""
    every_mark_is_kept(tmp_path, [0, 2, 1, 4, 0, 3, 1, 5, 0, 6, 5, 1, 4, 3, 2], "s")
