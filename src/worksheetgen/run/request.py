"""What a run is made from: blueprint, unit, class, seed, theme and the papers that stand already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b, sha256
from itertools import chain, count, islice, repeat
from math import ceil
from pathlib import Path
from secrets import token_hex

from worksheetgen import __version__, resources
from worksheetgen.blueprint import read_blueprint, to_data
from worksheetgen.errors import Place
from worksheetgen.manifest import Digests
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Bank, Tier, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.room import free_seats
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.run.history import papers_of_run, without_questions_of, without_recent_questions
from worksheetgen.typesetting import theme_digest, theme_folders

OUTPUT = Path("output")
"""Where runs go, and where earlier ones are looked for, unless another folder is named."""
RANDOM_SEED = "random"
"""Asked for as a seed: take a fresh one."""
WITHOUT_CLASS = "copies"
RETAKE = "retake"
ID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter of a run's id can be read as another."""
STUDENTS_PER_SPARE = 20
"""One unnamed paper for so many students."""
FEWEST_SPARES = 2


@dataclass(frozen=True)
class RunRequest:
    """Everything that a run is made from, read and checked: equal requests give the same bytes.

    `themes` are theme folders, the most particular first; `earlier_papers` are the papers of this very run that were
    printed before, by student id: they stay as they are.
    """

    unit: Unit
    blueprint: Blueprint
    class_list: ClassList
    seed: str
    themes: tuple[Path, ...]
    digests: Digests
    earlier_papers: Mapping[str, Arrangement]

    @cached_property
    def run_id(self) -> str:
        """The run's id, printed on every page: six characters made from bank, blueprint, class name and seed."""
        return run_id_of(self.digests, self.class_list.name, self.seed)

    @cached_property
    def identity(self) -> str:
        """A digest of everything that the run's files depend on, and of the program that makes them.

        By it a run that was stopped knows whether it is the one that is to be resumed.
        """
        made_from = (
            __version__,
            self.run_id,
            self.digests,
            [
                (s.id, s.name, s.tier, s.print, s.extra_time, s.seat, s.spare)
                for s in self.class_list.students
            ],
            sorted(self.earlier_papers.items()),
        )
        return blake2b(repr(made_from).encode(), digest_size=16).hexdigest()


# ---- what is asked -------------------------------------------------------------------------------


def load_blueprint(name_or_path: str | Path, bank: Bank) -> Blueprint:
    """The blueprint in a file, or the one of that name (`NAME`, `UNIT/NAME`) in the bank.

    Raises InvalidInput with every problem in it, also of names that the bank does not have.
    """
    return read_blueprint(resources.blueprint_path(str(name_or_path), bank.folders), bank.units)


def one_copy(tier: Tier = Tier.CORE) -> ClassList:
    """The class list of a single unnamed paper, to be copied for everybody."""
    return ClassList("", (unnamed("1", tier),))


def default_folder(blueprint: Blueprint, class_list: ClassList, *, retake: bool) -> Path:
    """Where a run goes if nobody names a folder: `output/PAPER-CLASS`, a retake beside the paper that it follows."""
    parts = (blueprint.name, class_list.name or WITHOUT_CLASS, *((RETAKE,) if retake else ()))
    return OUTPUT / "-".join(parts)


def request_run(
    blueprint: Blueprint,
    bank: Bank,
    class_list: ClassList,
    folder: Path,
    *,
    seed: str = "",
    theme: Path | None = None,
    unlike: Sequence[Path] = (),
    history: Path = OUTPUT,
) -> RunRequest:
    """All that the run which goes into `folder` is made from.

    `seed` "" stands for one worked out from the blueprint and the class's name, `random` for a fresh one. `theme` is a
    teacher's own theme folder. `unlike` are the folders of runs for which this is a retake; below `history` lie the
    runs that a blueprint with `unused_since` must not repeat. If `folder` has this very run already, its papers keep
    their order.

    Raises InvalidInput where an earlier run or the theme has mistakes, or the bank lacks the blueprint's unit.
    """
    unit = bank.unit(blueprint.unit)
    blueprint = without_questions_of(blueprint, unit, unlike)
    blueprint = without_recent_questions(blueprint, unit.id, history, folder)
    themes = folders_of_theme(theme, blueprint.theme, blueprint.place)
    digests = Digests(
        bank=bank.digest,
        blueprint=sha256(repr(sorted(to_data(blueprint).items())).encode()).hexdigest(),
        class_list=class_list.digest,
        theme=theme_digest(themes),
    )
    seed = _seed(seed, digests, class_list)
    return RunRequest(
        unit=unit,
        blueprint=blueprint,
        class_list=class_list,
        seed=seed,
        themes=themes,
        digests=digests,
        earlier_papers=papers_of_run(folder, run_id_of(digests, class_list.name, seed)),
    )


def folders_of_theme(own: Path | None, name: str, place: Place) -> tuple[Path, ...]:
    """Theme folders, the most particular first: the teacher's own, then the named one and what it extends.

    `place` is where the name was written. Raises InvalidInput as `theme_folders` does.
    """
    return theme_folders(own, name, resources.templates(), place)


def _seed(asked: str, digests: Digests, class_list: ClassList) -> str:
    """The seed asked for, a fresh one for `random`, else one from the blueprint and the class's name.

    Not from the class's members: a newcomer must not change anybody else's paper.
    """
    if asked == RANDOM_SEED:
        return token_hex(4)
    return asked or sha256(f"{digests.blueprint}\0{class_list.name}".encode()).hexdigest()[:8]


def run_id_of(digests: Digests, class_name: str, seed: str) -> str:
    """Six characters that tell runs apart on paper, made from bank, blueprint, class name and seed."""
    made_from = (digests.bank, digests.blueprint, class_name, seed)
    number = int.from_bytes(blake2b("\0".join(made_from).encode(), digest_size=8).digest(), "big")
    return "".join(ID_LETTERS[number >> 5 * place & 31] for place in range(6))


# ---- papers without a name -----------------------------------------------------------------------


def with_spares(class_list: ClassList, forms: int = 1) -> ClassList:
    """The class with unnamed papers at its end, planned for free seats; none for a single unnamed one.

    One in twenty, two at the least, and one of every form.
    """
    students = class_list.students
    if any(student.spare for student in students):
        return class_list
    taken = {student.id.casefold() for student in students}
    names = (name for number in count(1) if (name := f"S{number}").casefold() not in taken)
    free = islice(names, max(FEWEST_SPARES, forms, ceil(len(students) / STUDENTS_PER_SPARE)))
    seats = chain(free_seats([student.seat for student in students if student.seat]), repeat(None))
    spares = (replace(unnamed(name), seat=seat) for name, seat in zip(free, seats, strict=False))
    return ClassList(class_list.name, (*students, *spares))


def unnamed(id: str, tier: Tier = Tier.CORE) -> Student:
    """A paper for a pupil who is not on the list."""
    return Student(id, "", tier, Print.STANDARD, 0, None, True, Place("class list"))
