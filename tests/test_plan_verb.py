"""The verb plan, and what exam shares with it: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Ran, worksheetgen
from tests.tiny_bank import write_bank

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small bank."""
    folder = tmp_path_factory.mktemp("desk")
    write_bank(folder)
    return folder


def run(desk: Path, verb: str, *words: str) -> Ran:
    """Plan or print the small test for nobody in particular."""
    return worksheetgen(verb, "test", "--bank", "bank", *words, cwd=desk)


def test_pictures_replace_only_pictures_of_pages(desk: Path) -> None:
    """In the folder of an earlier preview its pages go; what a person has there stays, whatever it is called."""
    folder = desk / "pictures"
    folder.mkdir()
    for name in ("preview-standard-core-99.png", "preview-wall.png", "notes.txt"):
        (folder / name).write_text("mine", encoding="utf-8")
    ran = run(desk, "plan", "--seed", "s", "--preview", "pictures")
    assert ran.code == 0, ran.err
    names = {path.name for path in folder.iterdir()}
    assert {"preview-wall.png", "notes.txt", "preview-all.png", "preview-standard-core-01.png"} <= names
    assert "preview-standard-core-99.png" not in names


@pytest.mark.parametrize(("verb", "folder"), [("plan", "run"), ("exam", "run/pictures"), ("exam", "run")])
def test_pictures_do_not_take_the_runs_place(desk: Path, verb: str, folder: str) -> None:
    """A folder with pictures in it would be no place for a run: it is refused before anything is there."""
    ran = run(desk, verb, "--seed", "s", "--output", "run", "--preview", folder)
    assert ran.code == 2
    assert "run is for the run itself: give --preview another folder." in ran.err
    assert not (desk / "run").exists()


@pytest.mark.parametrize("verb", ["plan", "exam"])
def test_no_papers_at_all_are_refused(desk: Path, verb: str) -> None:
    """Without a class there are only unnamed papers, so there must be one."""
    ran = run(desk, verb, "--seed", "s", "--spares", "0", "--output", "none")
    assert ran.code == 2
    assert "Without a class, --spares 0 leaves nothing to print: ask for 1 or more." in ran.err


def test_a_random_draw_that_was_seen_can_be_printed(desk: Path) -> None:
    """The plan names the seed that was taken, and with it the same questions are planned."""
    first = run(desk, "plan", "--seed", "random", "--json")
    seen = run(desk, "plan", "--seed", "random")
    seed = seen.out.splitlines()[-1].partition("--seed ")[2].split()[0]
    again = run(desk, "plan", "--seed", seed)
    assert again.code == 0, again.err
    assert seen.out.splitlines()[:-1] == again.out.splitlines()
    assert json.loads(first.out)["seed"] != seed


def test_where_a_question_was_used_is_told_once_it_was(tmp_path: Path) -> None:
    """The column of other runs that have a question is there from the first such run on."""
    write_bank(tmp_path)
    assert "Also in" not in run(tmp_path, "plan", "--seed", "s").out
    assert run(tmp_path, "exam", "--seed", "s", "--output", "output/spring").code == 0
    planned = run(tmp_path, "plan", "--seed", "s", "--output", "output/autumn").out
    assert "Also in" in planned
    assert "output/spring" in planned
