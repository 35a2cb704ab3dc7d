"""What stops a run: its exit code, its message, no traceback, and nothing written or lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.struck import paused
from tests.tiny_bank import CLASS, write_bank, write_class

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the small bank and a class list."""
    write_bank(tmp_path)
    write_class(tmp_path)
    return tmp_path


def exam(desk: Path, *more: str | Path) -> Ran:
    """Print the small test."""
    return worksheetgen(
        "exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "run", *more, cwd=desk
    )


def refused(ran: Ran, code: int) -> list[str]:
    """The messages of a run that ended with this code, each with a place and a remedy, without a traceback."""
    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err
    return ran.err.splitlines()


def edit(path: Path, old: str, new: str) -> None:
    """Replace words that must be in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_broken_bank_is_input_error_three(desk: Path) -> None:
    """Ten mistakes in a bank are ten lines with file, line and column; nothing is written."""
    edit(desk / "bank" / "small" / "questions" / "choices.yaml", "topics: [kirov]", "topics: [kirof]")
    lines = refused(exam(desk), 3)
    assert len(lines) == 10
    assert all(line.startswith("bank/small/questions/choices.yaml:") for line in lines)
    assert not (desk / "run").exists()


def test_a_broken_class_list_is_input_error_three(desk: Path) -> None:
    """Every mistake of a class list is a line; nothing is written."""
    write_class(desk, CLASS + "001,Twice,core,,,\n../../etc,Path,core,,,\n006,,cor,17,lots,\n")
    lines = refused(exam(desk), 3)
    assert len(lines) >= 5
    assert all(line.startswith("9B.csv:") for line in lines)
    assert not (desk / "run").exists()


def test_a_broken_template_is_input_error_three(desk: Path) -> None:
    """Every mistake of a template is a line with the template's file and line; nothing is written."""
    theme = desk / "theme"
    theme.mkdir()
    (theme / "cover.xml.j2").write_text('<p>fine</p>\n<para>no</para>\n<p colour="red">no</p>\n<lines/>\n')
    lines = refused(exam(desk, "--theme", "theme"), 3)
    assert [line.split(": ")[0] for line in lines] == [
        f"theme/cover.xml.j2:{number}:1" for number in (2, 3, 4)
    ]
    assert not (desk / "run").exists()


def test_a_style_that_is_not_there_is_input_error_three(desk: Path) -> None:
    """A misspelt style is told with the template's line and the one that was meant; the theme may add styles."""
    theme = desk / "theme"
    theme.mkdir()
    (theme / "cover.xml.j2").write_text('<p style="shout">a</p>\n<p style="leed">b</p>\n')
    (theme / "theme.yaml").write_text("styles:\n  shout: {size: 3}\n")
    (line,) = refused(exam(desk, "--theme", "theme"), 3)
    assert line == "theme/cover.xml.j2:2:1: The theme has no style ‘leed’. Did you mean ‘lead’?"
    assert not (desk / "run").exists()


def test_a_broken_theme_is_input_error_three(desk: Path) -> None:
    """A setting that does not exist is named with its place and the one that was meant."""
    theme = desk / "theme"
    theme.mkdir()
    (theme / "theme.yaml").write_text("base:\n  line_pich: 9\n")
    (line,) = refused(exam(desk, "--theme", "theme"), 3)
    assert line.startswith("theme/theme.yaml:2:3: ")
    assert "line_pitch" in line


def test_a_blueprint_that_cannot_be_met_is_four(desk: Path) -> None:
    """A demand that the bank cannot meet is explained; nothing is written."""
    edit(
        desk / "bank" / "small" / "blueprints" / "test.yaml",
        "marks: 8, questions: 8, kinds",
        "marks: 30, kinds",
    )
    lines = refused(exam(desk), 4)
    assert any("30 marks" in line and "10" in line for line in lines)
    assert not (desk / "run").exists()


def test_a_character_in_no_font_is_five(desk: Path) -> None:
    """A letter in an option that no font has is told at its question; nothing is written."""
    path = desk / "bank" / "small" / "questions" / "choices.yaml"
    edit(path, "text: Statement over", "text: Statement 山 over")
    lines = refused(exam(desk), 5)
    assert all("choices.yaml:" in line and "“山”" in line for line in lines)
    assert not (desk / "run").exists()


def test_a_question_taller_than_a_page_is_five(desk: Path) -> None:
    """Options that fill more than a page are refused with the question's place."""
    path = desk / "bank" / "small" / "questions" / "choices.yaml"
    edit(
        path,
        "text: Statement over",
        "text: " + "Statement that is far too long to be read by anybody " * 90 + "over",
    )
    lines = refused(exam(desk), 5)
    assert all("choices.yaml:" in line and "mm high" in line for line in lines)
    assert not (desk / "run").exists()


def test_an_existing_run_is_six_and_stays(desk: Path) -> None:
    """A run is not replaced without --force, and is with it."""
    assert exam(desk).code == 0
    before = files_of(desk / "run")
    (line,) = refused(exam(desk, "--seed", "other"), 6)
    assert line == (
        "run: A run is here already. Add --force to print it again (marks are kept), or choose another --output."
    )
    assert files_of(desk / "run") == before
    assert exam(desk, "--seed", "other", "--force").code == 0
    assert files_of(desk / "run") != before


def test_another_class_over_papers_that_stand_is_six_unless_it_is_meant(desk: Path) -> None:
    """Where nobody can be asked, a list without the pupils of the run's papers needs `--yes` as well as `--force`."""
    assert exam(desk).code == 0
    before = files_of(desk / "run")
    (desk / "9B.csv").write_text("id,name\n071,Dora\n072,Emil\n073,Finn\n", encoding="utf-8")
    (line,) = refused(exam(desk, "--force"), 6)
    assert "The class is not the one of the papers that stand here; nothing was printed. Add --yes" in line
    assert files_of(desk / "run") == before
    assert exam(desk, "--force", "--yes").code == 0
    assert "papers/071.pdf" in files_of(desk / "run")


def test_a_failed_run_leaves_the_old_one(desk: Path) -> None:
    """With --force and a mistake, the run that was there is still there."""
    assert exam(desk).code == 0
    before = files_of(desk / "run")
    edit(
        desk / "bank" / "small" / "questions" / "choices.yaml",
        "text: Statement over",
        "text: Statement 山 over",
    )
    refused(exam(desk, "--force"), 5)
    assert files_of(desk / "run") == before


def test_an_empty_class_is_told_so(desk: Path) -> None:
    """A class list with a header alone has no students."""
    write_class(desk, CLASS.splitlines()[0] + "\n")
    (line,) = refused(exam(desk), 3)
    assert "No students" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("exam", "test", "--bank", "bank", "--student", "001"),
        ("exam", "test", "--bank", "bank", "--instead", "kirov-01"),
        ("worksheet",),
        ("worksheet", "test", "--tier", "core", "--bank", "bank", "--class", "9B.csv"),
        ("exam", "test", "--bank", "bank", "--class", "9B.csv", "--jobs", "2", "--dask", "tcp://localhost:1"),
        ("worksheet", "--questions", "2", "--marks", "3", "--bank", "bank"),
        ("reprint", "run"),
        ("nonsense",),
    ],
)
def test_a_wrong_command_is_two(desk: Path, arguments: tuple[str, ...]) -> None:
    """Usage errors say how the verb is used."""
    ran = worksheetgen(*arguments, cwd=desk)
    assert ran.code == 2
    assert "Usage:" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments", [("bank", "search", "q\udcff"), ("exam", "unit-test", "--seed", "q\udcff")]
)
def test_words_that_are_no_letters_are_two(desk: Path, arguments: tuple[str, ...]) -> None:
    """A terminal may hand on bytes that are no letters; they are told, and are no bug."""
    ran = worksheetgen(*arguments, cwd=desk)
    assert ran.code == 2
    assert "this has signs that are no letters" in ran.err


def test_a_folder_that_is_gone_is_six(tmp_path: Path) -> None:
    """Where the folder in which somebody types was deleted, that is told."""
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.rmdir({str(gone)!r}); from worksheetgen.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "demo"], cwd=gone, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (
        6,
        "command line: The folder in which this was typed is not there any more. Go to another one with cd.\n",
    )


def test_a_topic_that_no_unit_has_is_two(desk: Path) -> None:
    """The topics that there are, are named."""
    ran = worksheetgen("worksheet", "--topic", "nope", "--bank", "bank", cwd=desk)
    assert (ran.code, ran.err) == (2, "--topic: There is no topic ‘nope’. There are: gulag, kirov.\n")
    ran = worksheetgen("worksheet", "--topic", "Gulags", "--bank", "bank", cwd=desk)
    assert ran.err == "--topic: There is no topic ‘Gulags’. Did you mean gulag? There are: gulag, kirov.\n"


def test_a_run_that_is_not_there_is_three(desk: Path) -> None:
    """Verbs on a run say that there is none."""
    for verb in (("verify", "run"), ("key", "run"), ("reprint", "run", "--student", "001")):
        (line,) = refused(worksheetgen(*verb, cwd=desk), 3)
        assert line.startswith("run/manifest.json: ")


def with_planted(desk: Path, place: str, planted: str) -> subprocess.CompletedProcess[str]:
    """Print the small test with these lines in the place of a function of the program."""
    script = (
        "import signal, sys\n"
        "import worksheetgen.assembly.drawing, worksheetgen.variation\n"
        "from worksheetgen.cli import main\n"
        f"def planted(*_, **__):\n{indent(planted, '    ')}\n"
        f"worksheetgen.{place} = planted\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it in the background\n"
        "sys.argv = ['worksheetgen', 'exam', 'test', '--bank', 'bank', '--class', '9B.csv', '--output', 'run']\n"
        "main()\n"
    )
    env = {**os.environ, "XDG_CACHE_HOME": f"{desk}-cache"}  # where no draw is known, so that one is solved
    return subprocess.run(
        [sys.executable, "-c", script], cwd=desk, capture_output=True, text=True, check=False, env=env
    )


def test_a_bug_keeps_its_traceback(desk: Path) -> None:
    """What is no one's input is shown whole, and its exit code is 1."""
    done = with_planted(desk, "variation.PaperBuilder.paper", "raise RuntimeError('planted')")
    assert done.returncode == 1
    assert "RuntimeError: planted" in done.stderr
    assert not (desk / "run").exists()


@pytest.mark.parametrize("place", ["assembly.drawing.maximise", "variation.PaperBuilder.paper"])
def test_interrupting_a_library_is_no_bug(desk: Path, place: str) -> None:
    """Where a library makes an error of its own of the Ctrl-C, it is one all the same; a second one changes nothing."""
    planted = (
        "import atexit\n"
        "atexit.register(signal.raise_signal, signal.SIGINT)\n"
        "try:\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "except KeyboardInterrupt as error:\n"
        "    raise ImportError('initialization failed') from error"
    )
    done = with_planted(desk, place, planted)
    assert (done.returncode, done.stderr.strip()) == (130, "Stopped. No run is left half-written.")
    assert {path.name for path in desk.iterdir()} == {"bank", "9B.csv"}


def test_interrupting_leaves_nothing(desk: Path) -> None:
    """Ctrl-C ends with 130, without a traceback and without a half-written run."""
    rows = "".join(f"{number:03d},Pupil {number},core,,,\n" for number in range(50))
    write_class(desk, CLASS.splitlines()[0] + "\n" + rows)
    given = {"bank", "9B.csv", "struck"}
    typed = ("exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "run")
    with paused(desk, "* */packs/00001", *typed) as process:  # in the middle, however slow the machine is
        assert {path.name for path in desk.iterdir()} > given
        process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert {path.name for path in desk.iterdir()} == given


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give a process all the memory it asks for")
def test_memory_that_is_used_up_is_told(tmp_path: Path) -> None:
    """It is no bug: the message says what to do, and what waits for --resume does so as after lost workers."""
    (tmp_path / "manifest.json").write_bytes(b" " * (60 * 2**20))
    script = (
        "import resource, sys, worksheetgen.cli.runs, worksheetgen.manifest\n"
        "has = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (has + 30 * 2**20, -1))\n"
        "sys.argv[1:] = ['key', '.']\n"
        "worksheetgen.cli.main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (8, "")
    assert ran.stderr == (
        "memory: This computer has no memory left for this. Close other programs, and give the command again.\n"
    )
