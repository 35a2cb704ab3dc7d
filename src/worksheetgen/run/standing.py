"""The run that stands in a folder, and who of its class is who in the list of now."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from worksheetgen.activities import Lessons
from worksheetgen.class_list import name_key
from worksheetgen.english import counted, first_few
from worksheetgen.errors import InvalidInput
from worksheetgen.manifest import Manifest, arrangements_of, draw_of, students_of
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Draw, class_form
from worksheetgen.model.students import ClassList, Student
from worksheetgen.run.history import read_run
from worksheetgen.run.lessons import lessons_in
from worksheetgen.value import Value, replace

SIMILAR = 0.75
"""How alike two names must be to be one pupil's, spelt in two ways: 1 is the same, 0 has no letter in common."""
MOST_COMPARED = 10_000
"""So many pairs of names are compared letter by letter; more are other classes, not other spellings."""
PUPILS_NAMED = 10
"""So many pupils are named in a sentence; the rest are counted."""


class StandingRun(Value):
    """A run as it was printed: id, seed, the bank’s digest, draw, class with its spares, and papers by student id.

    `lessons` are those of its retrieval grids.
    """

    run: str
    seed: str
    bank: str
    draw: Draw
    class_list: ClassList
    papers: Mapping[str, Arrangement]
    lessons: tuple[Lessons, ...] = ()


def standing_run(folder: Path, blueprint: Blueprint, seed: str) -> StandingRun | None:
    """The run in a folder, if it is one of a blueprint of this name on this unit; else None.

    One that a killed program had put aside is brought back first. A `seed` other than the run's own asks for another
    draw, so that nothing stands; "" asks for none.
    """
    try:
        _, manifest = read_run(folder)
    except InvalidInput:  # nothing there, or the record of another version: about to be replaced
        return None
    printed = (manifest.blueprint.get("name"), manifest.blueprint.get("unit"))
    if printed != (blueprint.name, blueprint.unit) or seed not in ("", manifest.seed):
        return None
    return standing(manifest)


def run_that_goes(folder: Path, blueprint: Blueprint, seed: str) -> str:
    """A sentence on the run in a folder of which nothing stands when this is printed there; "" where there is none."""
    try:
        _, manifest = read_run(folder)
    except InvalidInput:
        return ""
    if standing_run(folder, blueprint, seed):
        return ""
    named = f"{manifest.blueprint.get('name')}, seed {manifest.seed}"
    return f"The run that is here ({named}) is another one: none of its papers stays."


def draw_that_stands(run: StandingRun, blueprint: Blueprint) -> Draw:
    """The draw of a run under the names that forms have now.

    Where forms are for certain students, each has the one that the first of them sat, as a person's paper is to stay.
    """
    if not blueprint.by_form:
        return run.draw
    sat = {id: class_form(paper.form, id) for id, paper in run.papers.items()}
    forms = {form.form: form for form in run.draw.forms}
    before = {
        own.form: found[0]
        for own in blueprint.by_form
        if (found := [sat[id] for id in own.students if sat.get(id) in forms])
    }
    return replace(
        run.draw,
        forms=tuple(replace(forms[old], form=now) for now, old in before.items()),
        own=tuple(
            replace(one, form=f"{now}-{one.student}")
            for one in run.draw.own
            if (now := blueprint.sitting.get(one.student)) and before.get(now) == sat.get(one.student)
        ),
    )


def standing(manifest: Manifest) -> StandingRun:
    """The run of which this is the record."""
    return StandingRun(
        manifest.run,
        manifest.seed,
        manifest.digests.bank,
        draw_of(manifest),
        students_of(manifest),
        arrangements_of(manifest),
        lessons_in(manifest.blueprint),
    )


# ---- who is who ----------------------------------------------------------------------------------


class ClassChanges(Value):
    """What became of a class since its papers were printed, by students as they are to be printed now.

    `renamed` and `other_ids` (of the same name) pair the student of the run with that of the list, who is taken for
    the same; so does `changed`, of those whose tier, print, time or seat are others. `class_name` is the old name
    where it is another.
    """

    new: tuple[Student, ...] = ()
    gone: tuple[Student, ...] = ()
    renamed: tuple[tuple[Student, Student], ...] = ()
    other_ids: tuple[tuple[Student, Student], ...] = ()
    changed: tuple[tuple[Student, Student], ...] = ()
    class_name: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a person should look first: papers would go, or it is only likely that a pupil is the same."""
        return bool(self.gone or self.renamed or self.other_ids)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a teacher should know, a sentence for each kind of change."""
        return tuple(
            filter(
                None,
                (
                    f"The class was called {self.class_name}." if self.class_name else "",
                    told("New", map(id_and_name, self.new)),
                    told("Gone, with their papers", map(id_and_name, self.gone)),
                    told(
                        "Renamed, with the same papers",
                        (f"{old.id} {old.name} is now {new.name}" for old, new in self.renamed),
                    ),
                    told(
                        "With another id in the list, but the paper and the id that they had",
                        (f"{old.id} {new.name} (now {new.id})" for old, new in self.other_ids),
                    ),
                    told(
                        "Changed",
                        (
                            f"{id_and_name(new)} ({', '.join(_differences(old, new))})"
                            for old, new in self.changed
                        ),
                    ),
                ),
            )
        )


def with_ids_of_run(run: StandingRun, class_list: ClassList) -> tuple[ClassList, ClassChanges]:
    """The class list with the ids that its pupils have in the run, and what has changed.

    A pupil is the same by name if nobody else has that name, then by id, then by an id that lost or gained its zeros,
    then by a name spelt nearly the same. A new pupil whose id stands on somebody else's paper gets one of the list's
    that is free: where pupils are numbered by the alphabet, a newcomer moves all the numbers after.
    """
    before = [one for one in run.class_list.students if not one.spare]
    now = [one for one in class_list.students if not one.spare]
    same = _same(before, now)
    ids = {old.id.casefold() for old in same.values()}
    kept = {one.id: replace(one, id=same[one.id].id) for one in now if one.id in same}
    new = _newcomers([one for one in now if one.id not in same], [one.id for one in now], ids)
    students = tuple(kept.get(one.id) or new.get(one.id, one) for one in class_list.students)
    pairs = [(same[one.id], one) for one in now if one.id in same]
    changes = ClassChanges(
        new=tuple(new.values()),
        gone=tuple(one for one in before if one.id.casefold() not in ids),
        renamed=tuple((old, one) for old, one in pairs if old.name != one.name),
        # Where ids are made from names, a corrected spelling makes another one: nothing more to be told.
        other_ids=tuple((old, one) for old, one in pairs if old.id != one.id and _same_name(old, one)),
        changed=tuple((old, kept[one.id]) for old, one in pairs if any(_differences(old, one))),
        class_name=run.class_list.name if run.class_list.name != class_list.name else "",
    )
    return replace(class_list, students=students), changes


def _same_name(one: Student, other: Student) -> bool:
    return name_key(one.name) == name_key(other.name)


def _newcomers(students: Sequence[Student], listed: Sequence[str], taken: Set[str]) -> dict[str, Student]:
    """The new students by their ids in the list, with ids that nobody has whose paper stands (`taken`).

    There are enough: whoever's id in the list is taken by another has left one free there.
    """
    own = {one.id.casefold() for one in students}
    free = iter([id for id in listed if id.casefold() not in taken | own])
    return {
        one.id: one if one.id.casefold() not in taken else replace(one, id=next(free)) for one in students
    }


def _same(before: Sequence[Student], now: Sequence[Student]) -> dict[str, Student]:
    """The student of the run for each of the list whom it has, by the id in the list."""
    matching = _Matching({one.id: one for one in before}, {one.id: one for one in now})
    matching.by(lambda one: name_key(one.name))
    matching.by(lambda one: one.id)
    matching.by(lambda one: (one.id.lstrip("0"), name_key(one.name)))
    matching.by_likeness()
    return matching.found


@dataclass
class _Matching:
    """Pupils of the run and of the list who are not matched yet, by id, and those who are, by the id in the list."""

    before: dict[str, Student]
    now: dict[str, Student]
    found: dict[str, Student] = field(default_factory=dict)

    def by(self, key: Callable[[Student], Hashable]) -> None:
        """Match those who have the same key, if nobody else of the run or of the list has it."""
        old, new = _alone(self.before.values(), key), _alone(self.now.values(), key)
        for each in old.keys() & new.keys():
            self._match(old[each], new[each])

    def by_likeness(self) -> None:
        """Match those whose names are spelt nearly the same, the likest first; not where whole classes are others."""
        if len(self.before) * len(self.now) > MOST_COMPARED:
            return
        likeness = sorted(
            (-SequenceMatcher(None, name_key(old.name), name_key(new.name)).ratio(), old.id, new.id)
            for new in self.now.values()
            for old in self.before.values()
        )
        for ratio, old_id, new_id in likeness:
            if -ratio >= SIMILAR and old_id in self.before and new_id in self.now:
                self._match(self.before[old_id], self.now[new_id])

    def _match(self, old: Student, new: Student) -> None:
        self.found[new.id] = old
        del self.before[old.id], self.now[new.id]


def _alone(students: Iterable[Student], key: Callable[[Student], Hashable]) -> dict[Hashable, Student]:
    """The students by their key, without those who share theirs."""
    keyed: dict[Hashable, list[Student]] = {}
    for student in students:
        keyed.setdefault(key(student), []).append(student)
    return {each: ones[0] for each, ones in keyed.items() if len(ones) == 1}


# ---- in words ------------------------------------------------------------------------------------


def id_and_name(student: Student) -> str:
    """The pupil by id and name; a paper without a name by its id."""
    return f"{student.id} {student.name}".rstrip()


def told(heading: str, pupils: Iterable[str]) -> str:
    """`New (2): 017 Ada, 018 Bo.`, "" for nobody."""
    named = list(pupils)
    if not named:
        return ""
    return f"{heading} ({counted(len(named), 'pupil')}): {first_few(named, PUPILS_NAMED)}."


def _differences(old: Student, new: Student) -> Iterator[str]:
    """What a pupil's paper depends on besides the name, where it is another: `print standard → 18`."""
    for what, was, now in (
        ("tier", old.tier, new.tier),
        ("print", old.print, new.print),
        ("extra time", f"{old.extra_time}%", f"{new.extra_time}%"),
        ("seat", str(old.seat or "none"), str(new.seat or "none")),
    ):
        if was != now:
            yield f"{what} {was} → {now}"
