"""Runs of several packs: the same bytes whoever makes them, and nothing lost or made twice when they are stopped."""

from __future__ import annotations

import csv
import json
import re
import shutil
import signal
from pathlib import Path

import pypdfium2
import pytest

from tests.commands import cluster, files_of, own_process, worksheetgen
from tests.struck import paused, struck
from tests.tiny_bank import write_bank

pytestmark = pytest.mark.slow

PUPILS = 130
PACKS = 3  # of 137 papers, 7 of them spare
EXAM = ("exam", "test", "--bank", "bank", "--class", "year.csv", "--seed", "s")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year group without seats, and its run made by one process."""
    folder = tmp_path_factory.mktemp("desk")
    write_bank(folder)
    rows = "".join(f"{number:03d},Pupil {number}\n" for number in range(PUPILS))
    (folder / "year.csv").write_text("id,name\n" + rows, encoding="utf-8")
    ran = own_process(*EXAM, "--jobs", "1", "--output", "run", cwd=folder)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture(scope="module")
def two_packs(desk: Path) -> tuple[str, ...]:
    """The command that prints a run of two packs; its files are in `small`."""
    rows = "".join(f"{number:03d},Pupil {number}\n" for number in range(70))
    (desk / "small.csv").write_text("id,name\n" + rows, encoding="utf-8")
    command = ("exam", "test", "--bank", "bank", "--class", "small.csv", "--seed", "s")
    assert worksheetgen(*command, "--output", "small", cwd=desk).code == 0
    return command


def waiting(desk: Path) -> dict[str, int]:
    """The finished papers of a run that is being made, and each one's file on the disk."""
    return {
        path.name: path.stat().st_ino
        for path in desk.glob(".worksheetgen-work-*/packs/*/files/papers/*.pdf")
        if "draft" not in str(path)
    }


def packs(desk: Path) -> list[Path]:
    """The finished packs of a run that is being made."""
    return list(desk.glob(".worksheetgen-work-*/packs/*"))


def hidden(desk: Path) -> list[str]:
    """What is left beside the runs."""
    return [path.name for path in desk.iterdir() if path.name.startswith(".")]


# ---- what is there -------------------------------------------------------------------------------


def test_every_paper_is_in_a_pack_and_the_index_finds_it(desk: Path) -> None:
    """Each paper stands in one pack's folder, and on the page of its class pack that the index names."""
    with (desk / "run/index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    record = json.loads((desk / "run/manifest.json").read_bytes())
    assert [row["file"] for row in rows] == [student["file"] for student in record["students"]]
    assert {row["file"] for row in rows} == {
        path.relative_to(desk / "run").as_posix() for path in (desk / "run").glob("pack-*/papers/*.pdf")
    }
    packs = [f"pack-{number:02}/class-pack.pdf" for number in range(1, PACKS + 1)]
    assert sorted({row["pack"] for row in rows}) == packs
    for row in rows[:: len(rows) // 12]:
        bound = pypdfium2.PdfDocument(desk / "run" / row["pack"])
        alone = pypdfium2.PdfDocument(desk / "run" / row["file"])
        assert int(row["pages"]) == len(alone)
        words = alone[0].get_textpage().get_text_range()
        assert bound[int(row["page"]) - 1].get_textpage().get_text_range() == words
        assert row["name"] in words


def test_every_pack_has_keys_of_its_own_and_all_agree(desk: Path) -> None:
    """`verify` reads every paper against the answer keys that lie beside it."""
    assert len(list((desk / "run").glob("pack-*/answer-keys.pdf"))) == PACKS
    ran = worksheetgen("verify", "run", "--bank", "bank", cwd=desk)
    assert ran.code == 0, ran.err


def test_a_paper_is_printed_again_from_its_pack(desk: Path) -> None:
    """`reprint` gives the bytes of the paper in its pack."""
    ran = worksheetgen(
        *("reprint", "run", "--student", "100", "--output", "again.pdf", "--bank", "bank"), cwd=desk
    )
    assert ran.code == 0, ran.err
    (paper,) = (desk / "run").glob("pack-*/papers/100.pdf")
    assert (desk / "again.pdf").read_bytes() == paper.read_bytes()


# ---- whoever makes them --------------------------------------------------------------------------


def test_two_processes_make_the_same_bytes_and_a_killed_one_is_replaced(desk: Path) -> None:
    """A worker that is killed in the middle costs nothing but time."""
    process = struck(desk, "* */packs/00001", signal.SIGKILL, *EXAM, "--jobs", "2", "--output", "two")
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert int((desk / "struck").read_text()) != process.pid
    assert files_of(desk / "two") == files_of(desk / "run")
    assert hidden(desk) == []


# In a cluster's worker: its scheduler is killed, and this process ends, when the last pack of three is finished.
LOSS = """
import os, signal, sys, time
from fnmatch import fnmatch
from pathlib import Path

def hook(event, arguments):
    if event == "os.rename" and fnmatch(str(arguments[1]), "*/packs/00003"):
        while len(list(Path(arguments[1]).parent.iterdir())) < 2:
            time.sleep(0.005)
        os.kill(int(os.environ["SCHEDULER"]), signal.SIGKILL)
        os._exit(1)

sys.addaudithook(hook)
"""


def test_a_cluster_makes_the_same_bytes_and_its_loss_can_be_resumed(
    desk: Path, two_packs: tuple[str, ...]
) -> None:
    """Dask's workers make the same files; when its scheduler dies, `--resume` makes only what is missing."""
    (desk / "loss.py").write_text(LOSS, encoding="utf-8")
    with cluster(desk, "--preload", str(desk / "loss.py")) as address:
        command = (*two_packs, "--dask", address, "--output", "dask")
        ran = own_process(*command, cwd=desk)
        while "has no workers" in ran.err:
            ran = own_process(*command, cwd=desk)
        assert ran.code == 0, ran.err
        assert files_of(desk / "dask") == files_of(desk / "small")
        ran = own_process(*EXAM, "--dask", address, "--output", "lost", cwd=desk)
    assert ran.code == 8, ran.err
    assert ran.err.strip().splitlines()[-1] == (
        "workers: The connection to the cluster is lost. See that its scheduler runs; then give the command again "
        "with --resume."
    )
    assert not (desk / "lost").exists()
    before = waiting(desk)
    assert before
    ran = own_process(*EXAM, "--output", "lost", "--resume", cwd=desk)
    assert ran.code == 0, ran.err
    assert files_of(desk / "lost") == files_of(desk / "run")
    after = {path.name: path.stat().st_ino for path in (desk / "lost").glob("pack-*/papers/*.pdf")}
    assert {name: after[name] for name in before} == before
    assert hidden(desk) == []


# ---- stopped -------------------------------------------------------------------------------------


def test_a_stopped_run_is_resumed_without_making_anything_twice(desk: Path) -> None:
    """Ctrl-C keeps what is finished and says so; only the very same run may go on from it."""
    with paused(desk, "* */packs/00003", *EXAM, "--jobs", "1", "--output", "stopped") as process:
        process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert list(filter(None, err.splitlines()))[-2:] == [
        "What is finished is kept: the same command with --resume prints the rest.",
        "Stopped. No run is left half-written.",
    ]
    assert not (desk / "stopped").exists()
    before = waiting(desk)
    ran = worksheetgen(*EXAM, "--seed", "t", "--output", "stopped", "--resume", cwd=desk)
    assert ran.code == 6
    assert "was of another class, blueprint, bank, theme or seed" in ran.err
    ran = own_process(*EXAM, "--output", "stopped", "--resume", cwd=desk)
    assert ran.code == 0, ran.err
    assert files_of(desk / "stopped") == files_of(desk / "run")
    after = {path.name: path.stat().st_ino for path in (desk / "stopped").glob("pack-*/papers/*.pdf")}
    assert {name: after[name] for name in before} == before
    assert hidden(desk) == []


def kill(desk: Path, where: str, *arguments: str) -> None:
    """Begin a run in a process that is killed when it is about to rename so."""
    killed = struck(desk, where, signal.SIGKILL, *arguments)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param("*/files/papers *", marks=pytest.mark.soak),
        "*/packs/00002 *",
        pytest.param("*/.worksheetgen-work-*/run *", marks=pytest.mark.soak),
    ],
)
def test_a_run_that_is_killed_at_its_end_is_resumed_whole(
    desk: Path, two_packs: tuple[str, ...], moved: str
) -> None:
    """Killed while its packs are put together, or before it is brought in, a resumed run lacks no file."""
    kill(desk, moved, *two_packs, "--output", "killed")
    ran = worksheetgen(*two_packs, "--output", "killed", "--resume", cwd=desk)
    assert ran.code == 0, ran.err
    assert files_of(desk / "killed") == files_of(desk / "small")
    shutil.rmtree(desk / "killed")
    assert hidden(desk) == []


def test_a_damaged_pack_of_a_stopped_run_is_told(desk: Path, two_packs: tuple[str, ...]) -> None:
    """A record that was changed while it waited ends the resumed run with what to do, and nothing is left."""
    kill(desk, "*/packs/00002 *", *two_packs, "--output", "damaged")
    record = packs(desk)[0] / "record"
    record.write_bytes(record.read_bytes().replace(b'"pages":', b'"pages":-', 1))
    ran = worksheetgen(*two_packs, "--output", "damaged", "--resume", cwd=desk)
    assert ran.code == 3, ran.err
    assert ran.err.splitlines()[-1].endswith(
        "/packs/00002/record: The record of a finished pack is damaged or cannot be read. "
        "Leave out --resume to start anew."
    )
    assert "Traceback" not in ran.err
    assert hidden(desk) == []


def test_there_must_be_something_to_resume(desk: Path) -> None:
    """`--resume` without a run that was stopped says so, and leaves nothing."""
    ran = worksheetgen(*EXAM, "--output", "never", "--resume", cwd=desk)
    assert (ran.code, ran.err) == (6, "never: There is no run here that was stopped. Leave out --resume.\n")
    assert hidden(desk) == []


def test_two_runs_into_the_same_folder_at_once(desk: Path, two_packs: tuple[str, ...]) -> None:
    """The second is told that the first is at work, and the first is not disturbed."""
    with paused(desk, "* */packs/00002", *two_packs, "--output", "busy") as process:
        ran = worksheetgen(*two_packs, "--output", "busy", cwd=desk)
    assert ran.code == 6
    assert "Another run is being printed into this folder." in ran.err
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert files_of(desk / "busy") == files_of(desk / "small")


def test_problems_of_all_packs_are_told_together(desk: Path, two_packs: tuple[str, ...]) -> None:
    """What cannot be set in one pupil's print in each of two packs is told of both; nothing is written, or left."""
    shutil.copytree(desk / "bank", desk / "tall")
    path = desk / "tall/small/questions/choices.yaml"
    text = path.read_text(encoding="utf-8")
    long = "text: " + "Statement that is far too long to be read by anybody " * 30
    path.write_text(text.replace("text: Statement ", f"{long}", 1), encoding="utf-8")
    lines = (desk / "small.csv").read_text(encoding="utf-8").splitlines()
    odd = [f"{line},{'print' if n == 0 else {4: 24, 66: 36}.get(n, '')}" for n, line in enumerate(lines)]
    (desk / "odd.csv").write_text("\n".join(odd), encoding="utf-8")
    ran = worksheetgen(
        *("exam", "test", "--bank", "tall", "--class", "odd.csv", "--output", "odd", "--seed", "s"), cwd=desk
    )
    assert ran.code == 5, ran.err
    assert len(set(re.findall(r"\d+ mm high", ran.err))) == 2
    assert not (desk / "odd").exists()
    assert hidden(desk) == []
