"""What a run is made from: blueprint, unit, class, seed, theme and the papers that stand already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from hashlib import blake2b, sha256
from itertools import chain, count, repeat
from math import ceil
from pathlib import Path
from secrets import token_hex

from worksheetgen import resources
from worksheetgen.activities import with_activities
from worksheetgen.blueprint import (
    demands_of,
    read_blueprint,
    school_folders,
    to_data,
    with_school,
    worksheet_blueprint,
)
from worksheetgen.clock import local_time
from worksheetgen.crockford import crockford
from worksheetgen.errors import InvalidInput, Place
from worksheetgen.manifest import Digests
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.room import free_seats
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.run.history import without_questions_of, without_recent_questions
from worksheetgen.run.lessons import asked_before, with_lessons
from worksheetgen.run.secret import secret_seed
from worksheetgen.run.standing import ClassChanges, StandingRun, standing_run, with_ids_of_run
from worksheetgen.system.names import file_name
from worksheetgen.typesetting import theme_digest, theme_folders
from worksheetgen.value import Value, replace

OUTPUT = Path("output")
"""Where runs go, and where earlier ones are looked for, unless another folder is named."""
RANDOM_SEED = "random"
"""Asked for as a seed: take a fresh one."""
WITHOUT_CLASS = "copies"
RETAKE = "retake"
STUDENTS_PER_SPARE = 20
"""One unnamed paper for so many students."""
FEWEST_SPARES = 2


class UnnamedPapers(Value):
    """Papers without a name: the spares of a class, or what is printed where there is no class list.

    `count` of each tier in each print; None for as many as usual: one of each form without a class, with one
    a twentieth of it, two at the least, and one of every form.
    """

    tiers: tuple[Tier, ...] = (Tier.CORE,)
    prints: tuple[Print, ...] = (Print.STANDARD,)
    count: int | None = None

    def of(self, usual: int) -> list[tuple[Tier, Print]]:
        """The tier and print of each of them, where so many are usual."""
        count = usual if self.count is None else self.count
        return [(tier, print) for tier in self.tiers for print in self.prints for _ in range(count)]


AS_USUAL = UnnamedPapers()


class RunRequest(Value):
    """Everything that a run is made from, read and checked: equal requests give the same bytes.

    Without a class its list holds the unnamed papers alone. `run_id` is printed on every page. `spares` are those that
    are printed besides the class's. `themes` are theme folders, the most particular first; `standing` is this very
    run as it was printed before, None where it is new: what a person has, stays as it is. With `two_up` the class pack
    has the papers in standard print two pages a side.
    """

    unit: Unit
    blueprint: Blueprint
    class_list: ClassList
    spares: UnnamedPapers
    run_id: str
    seed: str
    themes: tuple[Path, ...]
    digests: Digests
    standing: StandingRun | None
    two_up: bool = False

    @cached_property
    def order_seed(self) -> str:
        """What orders of questions and options are drawn from: classes that sit the same questions differ in it."""
        return blake2b("\0".join((self.seed, self.class_list.name)).encode(), digest_size=16).hexdigest()

    @property
    def paper_ids(self) -> tuple[str, ...]:
        """The ids of all papers of the run, spare ones too; where some students are printed alone, those that stand."""
        sitting = with_spares(self.class_list, self.blueprint.forms, self.spares).students
        return tuple({*(student.id for student in sitting), *self.earlier_papers})

    @property
    def earlier_papers(self) -> Mapping[str, Arrangement]:
        """The papers of this run that were printed before, by student id."""
        return self.standing.papers if self.standing else {}


# ---- what is asked -------------------------------------------------------------------------------


def load_blueprint(name_or_path: str | Path, bank: Bank) -> Blueprint:
    """The blueprint in a file, or the one of that name (`NAME`, `UNIT/NAME`) in the bank.

    Raises InvalidInput with every problem in it, also of names that the bank does not have.
    """
    path = resources.blueprint_path(str(name_or_path), bank.folders)
    return read_blueprint(path, bank.units, bank.folders)


def blueprints_of(bank: Bank) -> tuple[Blueprint, ...]:
    """The blueprints that lie in the bank and can be read, in the order of their units and names."""
    found = []
    for path in resources.blueprints(bank.folders).values():
        with suppress(InvalidInput):  # whoever names that one is told what is wrong with it
            found.append(load_blueprint(path, bank))
    return tuple(found)


def wished_blueprint(
    bank: Bank, topics: Sequence[str], questions: int, marks: int, tiers: tuple[Tier, ...]
) -> Blueprint:
    """The blueprint of a worksheet without a file, as `worksheet_blueprint` makes it, with the bank's school.

    Raises as that does, and InvalidInput where no unit has the topics.
    """
    unit = bank.unit_on(topics)
    blueprint = worksheet_blueprint(unit, topics, questions, marks, tiers)
    return with_school(blueprint, school_folders(bank.folders, unit.id))


def unit_of(bank: Bank, blueprint: Blueprint, seed: str) -> Unit:
    """The unit that a run of that blueprint and seed is on, with the questions that are made for it.

    Raises InvalidInput where the bank lacks the unit, or the unit what an activity is made from.
    """
    return with_activities(bank.unit(blueprint.unit), blueprint, seed)


def default_folder(blueprint: Blueprint, class_list: ClassList | None, *, retake: bool) -> Path:
    """Where a run goes if nobody names a folder: `output/PAPER-CLASS`, a retake beside the paper that it follows."""
    class_name = class_list.name if class_list else ""
    parts = (blueprint.name, class_name or WITHOUT_CLASS, *((RETAKE,) if retake else ()))
    return OUTPUT / file_name("-".join(parts))


def request_run(
    blueprint: Blueprint,
    bank: Bank,
    class_list: ClassList | None,
    folder: Path,
    *,
    spares: UnnamedPapers = AS_USUAL,
    seed: str = "",
    own_questions: bool = False,
    theme: Path | None = None,
    unlike: Sequence[Path] = (),
    history: Path = OUTPUT,
    two_up: bool = False,
) -> tuple[RunRequest, ClassChanges]:
    """All that the run which goes into `folder` is made from, and what became of its class since it was printed.

    `class_list` None prints unnamed papers alone. `seed` "" stands for that of the run in the folder or, where there
    is none, for one that only this teacher can work out, from what the blueprint demands and with `own_questions` the
    class's name; `random` for a fresh one.
    `theme` is a teacher's own theme folder. `unlike` are the folders of runs for which this is a retake; below
    `history` lie the runs that a blueprint with `unused_since` must not repeat, and that a retrieval grid goes back to.
    `two_up` is that of RunRequest.

    Raises InvalidInput where an earlier run or the theme has mistakes, and as `unit_of` does;
    OutputExists where the teacher's secret cannot be kept.
    """
    unit = bank.unit(blueprint.unit)
    run = standing_run(folder, blueprint, seed)
    blueprint = without_questions_of(blueprint, unit, unlike)
    stays = run.draw.ids if run else frozenset[str]()
    blueprint = without_recent_questions(blueprint, unit.id, history, folder, stays)
    today, class_name = date.fromisoformat(local_time()[:10]), class_list.name if class_list else ""
    before = asked_before(unit, class_name, history, folder, today)
    blueprint = with_lessons(blueprint, unit, before, run.lessons if run else ())
    listed = class_list or copies(spares, blueprint.forms)
    found, changes = with_ids_of_run(run, listed) if run else (listed, ClassChanges())
    themes = folders_of_theme(theme, blueprint.theme, blueprint.place)
    digests = Digests(
        bank=bank.digest,
        blueprint=sha256(repr(sorted(to_data(blueprint).items())).encode()).hexdigest(),
        class_list=found.digest,
        theme=theme_digest(themes),
    )
    if run:
        seed = run.seed
    elif seed == RANDOM_SEED:
        seed = token_hex(8)
    seed = seed or secret_seed(demands_of(blueprint), found.name if own_questions else "")
    run_id = run.run if run else run_id_of(digests, found.name, seed)
    unit = unit_of(bank, blueprint, seed)
    request = RunRequest(unit, blueprint, found, spares, run_id, seed, themes, digests, run, two_up)
    return request, changes


def folders_of_theme(own: Path | None, name: str, place: Place) -> tuple[Path, ...]:
    """Theme folders, the most particular first: the teacher's own, then the named one and what it extends.

    `place` is where the name was written. Raises InvalidInput as `theme_folders` does.
    """
    return theme_folders(own, name, resources.templates(), place)


def run_id_of(digests: Digests, class_name: str, seed: str) -> str:
    """Six characters that tell runs apart on paper, made from bank, blueprint, class name and seed."""
    made_from = (digests.bank, digests.blueprint, class_name, seed)
    number = int.from_bytes(blake2b("\0".join(made_from).encode(), digest_size=8).digest(), "big")
    return crockford(number % 32**6, 6)[::-1]


# ---- papers without a name -----------------------------------------------------------------------


def copies(papers: UnnamedPapers, forms: int) -> ClassList:
    """The list of the papers that are printed where there is no class: their ids are 1, 2, 3."""
    wanted = papers.of(forms)
    students = (unnamed(str(id), tier, print) for id, (tier, print) in enumerate(wanted, 1))
    return ClassList("", tuple(students))


def with_spares(class_list: ClassList, forms: int, spares: UnnamedPapers) -> ClassList:
    """The class with its spare papers at its end, planned for free seats; a list that has unnamed papers as it is."""
    students = class_list.students
    if any(student.spare for student in students):
        return class_list
    taken = {student.id.casefold() for student in students}
    names = (name for number in count(1) if (name := f"S{number}").casefold() not in taken)
    wanted = spares.of(max(FEWEST_SPARES, forms, ceil(len(students) / STUDENTS_PER_SPARE)))
    seats = chain(free_seats([student.seat for student in students if student.seat]), repeat(None))
    unnamed_papers = (
        replace(unnamed(name, tier, print), seat=seat)
        for (tier, print), name, seat in zip(wanted, names, seats, strict=False)
    )
    return ClassList(class_list.name, (*students, *unnamed_papers))


def unnamed(id: str, tier: Tier = Tier.CORE, print: Print = Print.STANDARD) -> Student:
    """A paper for a pupil who is not on the list."""
    return Student(id, "", tier, print, 0, None, True, Place("class list"))
