"""The manual's pages: what they have typed works in turn, and the screen says what they show."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from tests.commands import worksheetgen
from tests.manual.hands import HANDS
from tests.manual.typed import DOCS, ROOT, SET_UP, follow, steps, unsaid
from worksheetgen.cli import cli
from worksheetgen.errors import ExitCode

EVENING = DOCS / "evening.md"
HOW_TO = [*sorted((DOCS / "how-to").glob("*.md")), DOCS / "marks.md"]
OUTSIDE = [ROOT / "README.md", ROOT / "question_bank/README.md", ROOT / "templates/README.md"]
PAGES = [*sorted(DOCS.rglob("*.md")), *OUTSIDE]
SHELL = "sh"


def words(page: Path) -> str:
    """What a page says."""
    return page.read_text(encoding="utf-8")


def named(page: Path) -> str:
    """A page by its place in the project."""
    return page.relative_to(ROOT).as_posix()


# ---- followed --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_evening_can_be_followed(tmp_path: Path) -> None:
    """In an empty folder every command of the evening works in turn and says what the page shows."""
    assert follow(words(EVENING), tmp_path, HANDS) >= 10
    marks = (tmp_path / "output/marks/unit-test-9B/marks.csv").read_text(encoding="utf-8-sig")
    assert marks.count("absent") >= 10  # all of one pupil's
    assert (tmp_path / "WA02.pdf").read_bytes() == (
        tmp_path / "output/unit-test-9B/papers/WA02.pdf"
    ).read_bytes()


@pytest.fixture(scope="module")
def thursday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the evening has got as far as its first print."""
    desk = tmp_path_factory.mktemp("thursday")
    (class_list,) = (step for step in steps(words(EVENING)) if step.file == "9B.csv")
    (desk / "9B.csv").write_text(class_list.words, encoding="utf-8")
    done = worksheetgen(
        *shlex.split("exam unit-test --class 9B.csv --seed evening --keep nkvd-08 --keep kirov-01"), cwd=desk
    )
    assert done.code == 0, done.err
    return desk


@pytest.mark.slow
@pytest.mark.parametrize("page", [*HOW_TO, ROOT / "templates/README.md"], ids=named)
def test_a_page_can_be_followed(page: Path, thursday: Path, tmp_path: Path) -> None:
    """After the evening's first print, every command of the page works in turn and says what the page shows."""
    desk = tmp_path / "desk"
    shutil.copytree(thursday, desk)
    assert follow(words(page), desk, HANDS) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "question_bank/README.md"], ids=named)
def test_a_readme_can_be_followed(page: Path, tmp_path: Path) -> None:
    """Every command works in turn where there is nothing but a class list in `output`."""
    (tmp_path / "output").mkdir()
    (tmp_path / "output/9B.csv").write_text("name\nAda Orme\nBo Reid\n", encoding="utf-8")
    assert follow(words(page), tmp_path) >= 5


# ---- read ------------------------------------------------------------------------------------------


def test_no_command_is_left_out() -> None:
    """Only pages that a test follows have commands in boxes, and no box of another language has one."""
    followed = {EVENING, *HOW_TO, *OUTSIDE}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for step in steps(words(page)):
            assert page in followed or not step.commands, page
            assert step.kind == SHELL or not re.search("^worksheetgen ", step.words, re.MULTILINE), page
            for line in step.commands:
                assert line.startswith("worksheetgen ") or SET_UP.match(line), line
                for target in re.findall(r"^make (.*)", line):
                    assert f"\n{target}:" in makefile, line
                assert "#" not in line, f"zsh takes a remark for words of the command: {line}"


def spoken() -> list[tuple[str, str]]:
    """Every command in the running text of a page, with the page."""
    return [
        (named(page), found)
        for page in PAGES
        for found in re.findall(
            r"`worksheetgen ([a-z][^`]*)`", re.sub(r"```.*?```", "", words(page), flags=re.DOTALL)
        )
    ]


@pytest.mark.parametrize(("page", "typed"), spoken())
def test_a_command_in_a_sentence_exists(page: str, typed: str) -> None:
    """A command that a sentence names, and its options, are the program's."""
    command: click.Command = cli
    context = click.Context(cli)
    given = typed.split()
    while isinstance(command, click.Group):
        found = command.get_command(context, given.pop(0))
        assert found is not None, typed
        command = found
    options = {name for one in command.params for name in one.opts}
    assert {word for word in given if word.startswith("--")} <= options, typed


def test_every_exit_code_is_told() -> None:
    """The page on what is wrong has a line for each exit code."""
    told = re.findall(r"^\| (\d+) \|", words(DOCS / "how-to/problems.md"), re.MULTILINE)
    assert [int(code) for code in told] == sorted(ExitCode)


# ---- the reader of pages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ("one\nthree", ""),
        ("one\n…\nthree", ""),
        ("tw…\nthree", ""),
        ("t…e", ""),
        ("three\none", "one"),
        ("four", "four"),
        ("tw", "tw"),
        ("…f", "…f"),
    ],
)
def test_what_the_screen_does_not_say_is_found(shown: str, missing: str) -> None:
    """Lines must be there in order, whole but for what … stands for; how far words stand apart is nothing."""
    assert unsaid(shown, "one\n two\nthree\n") == missing


@pytest.mark.slow
def test_a_page_that_is_wrong_fails(tmp_path: Path) -> None:
    """A command that stops, and one that says something else, are seen."""
    with pytest.raises(AssertionError, match="ended with 3"):
        follow("```sh\nworksheetgen class check none.csv\n```\n", tmp_path)
    page = "```sh\nworksheetgen class sample --students 1\n```\n\n```text\nname;id\n```\n"
    with pytest.raises(AssertionError, match="not on the screen: name;id"):
        follow(page, tmp_path)
