"""Packs: of a size that can be marked, and made only by a worker that is fit to."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from shutil import rmtree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.crash.steps import PowerCut, watched
from tests.pages import showcase
from tests.tiny_bank import write_bank
from worksheetgen import __version__, load_bank, load_blueprint, plan_run, print_run
from worksheetgen.assembly import assemble
from worksheetgen.blueprint import read_blueprint
from worksheetgen.delivery.disk import real_path
from worksheetgen.errors import InvalidInput, WorkersLost
from worksheetgen.manifest import Digests
from worksheetgen.model.students import ClassList
from worksheetgen.protection import Password
from worksheetgen.resources import blueprint_path, question_bank, templates
from worksheetgen.run.packs import keep_task, load_record, make_pack, pack_place, split_into_packs
from worksheetgen.run.request import AS_USUAL, RunRequest, unnamed
from worksheetgen.run.values import LARGEST_PACK, Pack, task_of
from worksheetgen.stored import encode, sealed
from worksheetgen.typesetting import theme_digest, theme_folders
from worksheetgen.value import replace


@given(st.integers(1, 1000))
def test_packs_are_few_and_of_one_size(count: int) -> None:
    """Everybody is in one pack, in order; there are as few as there must be, and none is more than one paper larger."""
    students = tuple(unnamed(str(number)) for number in range(count))
    found = split_into_packs(students)
    assert [student for _, some in found for student in some] == list(students)
    sizes = [len(some) for _, some in found]
    assert max(sizes) <= LARGEST_PACK
    assert max(sizes) - min(sizes) <= 1
    assert len(found) == -(-count // LARGEST_PACK)
    assert len({folder for folder, _ in found}) == len(found)
    assert (found[0][0] == "") == (len(found) == 1)


def test_packs_are_numbered_from_one() -> None:
    """In two digits, or as many as the last number has, so that they sort; the only one has no folder."""
    for count, first, last in ((60, "", ""), (61, "pack-01", "pack-02"), (60 * 100, "pack-001", "pack-100")):
        found = split_into_packs(tuple(unnamed(str(number)) for number in range(count)))
        assert (found[0][0], found[-1][0]) == (first, last)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack of one paper, its task where workers find it."""
    folders = theme_folders(None, "board", templates(), showcase.HERE)
    unit = showcase.unit()
    blueprint = read_blueprint(blueprint_path("unit-test", [question_bank()]), (unit,))
    digests = Digests("bank", "blueprint", "class", theme_digest(folders))
    order = RunRequest(
        unit, blueprint, ClassList("9B", (unnamed("007"),)), AS_USUAL, "RUN000", "s", folders, digests, None
    )
    keep_task(tmp_path, task_of("this run", order, assemble(blueprint, unit, "s")))
    (tmp_path / "packs").mkdir()
    return Pack(tmp_path, "this run", __version__, 1, "", order.class_list.students, {})


def unfit(pack: Pack) -> str:
    """What a worker that cannot make the pack says."""
    with pytest.raises(WorkersLost) as raised:
        make_pack(pack)
    assert not list(pack.workroom.glob("packs/*"))
    return str(raised.value.problems[0])


def test_a_pack_is_made_once(pack: Pack) -> None:
    """A pack that is there already is not made again, not even by who could not make it."""
    assert make_pack(pack).papers == 1
    (paper,) = pack.workroom.glob("packs/*/files/papers/*.pdf")
    made = paper.stat().st_ino
    assert make_pack(replace(pack, version="0.0")).papers == 1
    assert paper.stat().st_ino == made


def test_a_damaged_record_of_a_pack_is_told(pack: Pack) -> None:
    """Gone, cut short, or with a paper that has no start or no question: with what to do, never half a run."""
    make_pack(pack)
    place = pack_place(pack.workroom, 1)
    record, file = load_record(place), place / "record"
    assert (len(record.students), record.starts) == (1, (1,))
    told = f"{file}: The record of a finished pack is damaged or cannot be read. Leave out --resume to start anew."
    (student,) = record.students
    for damaged in (
        b"{",
        sealed(encode(replace(record, starts=()))),
        sealed(encode(replace(record, students=(dataclasses.replace(student, questions=()),)))),
        None,
    ):
        if damaged is None:
            file.unlink()
        else:
            file.write_bytes(damaged)
        with pytest.raises(InvalidInput) as raised:
            load_record(place)
        assert list(map(str, raised.value.problems)) == [told]


def test_a_worker_of_another_version_is_refused(pack: Pack) -> None:
    """Two versions would make papers that differ."""
    assert "the run is printed by 0.0" in unfit(replace(pack, version="0.0"))


def test_a_worker_that_does_not_see_the_folder_says_so(pack: Pack) -> None:
    """A cluster's machines must share the disk."""
    assert "does not find" in unfit(replace(pack, workroom=pack.workroom / "elsewhere", identity="another"))


def test_a_worker_with_another_theme_is_refused(pack: Pack) -> None:
    """A theme that was changed on one machine would print two kinds of paper."""
    folders = theme_folders(None, "board", templates(), showcase.HERE)
    unit = showcase.unit()
    blueprint = read_blueprint(blueprint_path("unit-test", [question_bank()]), (unit,))
    digests = Digests("bank", "blueprint", "class", "another theme")
    order = RunRequest(unit, blueprint, ClassList("9B", ()), AS_USUAL, "RUN000", "s", folders, digests, None)
    keep_task(pack.workroom, task_of("a third run", order, assemble(blueprint, unit, "s")))
    assert "has another theme" in unfit(replace(pack, identity="a third run"))


def test_a_pack_is_on_the_disk_before_it_is_finished(pack: Pack) -> None:
    """Every file and folder of a pack is written out before it has its name: a power cut leaves none half."""
    cut = PowerCut()
    with watched(pack.workroom, cut):
        make_pack(pack)
    assert cut.owed == pack.workroom / "packs"  # the last step gave it its name there
    assert [one for one in cut.early if "takes its place" in one] == []


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, LARGEST_PACK + 1])
@pytest.mark.parametrize("password", ["", "open sesame"])
def test_a_run_of_packs_is_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path, count: int, password: str
) -> None:
    """Papers are written out with their packs, and all else with the run: a power cut leaves none half."""
    folder = real_path(tmp_path)
    bank = load_bank(write_bank(folder))
    pupils = tuple(unnamed(str(number)) for number in range(count))
    plan = plan_run(
        load_blueprint("test", bank), bank, ClassList("9B", pupils), folder / "run", seed="s", history=folder
    )
    cut = PowerCut()
    with watched(folder, cut):
        print_run(plan, password=Password(password, "typed"))
    assert len([*(folder / "run").rglob("papers/*.pdf")]) == count
    assert cut.end() == []


def test_a_pack_for_nobody_is_not_made(pack: Pack) -> None:
    """Where the run was stopped and its workroom is gone, a worker that lives on does not make that again."""
    make_pack(pack)
    rmtree(pack.workroom)
    with pytest.raises(OSError, match="draft-1-"):
        make_pack(pack)
    assert not pack.workroom.exists()
