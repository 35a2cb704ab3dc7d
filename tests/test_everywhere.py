"""The program does the same on every system: Windows and macOS by construction, any terminal, any home, any pipe."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath

import pytest

import worksheetgen as program
from tests.commands import files_of
from tests.system.test_names import can_be_on_windows
from tests.tiny_bank import write_bank, write_class
from tests.windows import environment
from worksheetgen.errors import ExitCode

SOURCE = Path(program.__file__).parent
EXAM = ("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s")


def ran(
    *words: str, cwd: Path, env: Mapping[str, str] = os.environ, **streams: int
) -> tuple[int, bytes, str]:
    """The exit code of a command, the bytes that it says on stdout, and what it says on stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "worksheetgen", *words],
        cwd=cwd,
        env=env,
        **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams),  # type: ignore[call-overload]  # bytes, as no stream is text
    )
    return done.returncode, done.stdout or b"", (done.stderr or b"").decode("utf-8", "replace")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the small bank and a class list."""
    (tmp_path / "desk").mkdir()
    write_bank(tmp_path / "desk")
    write_class(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a folder with an exam printed in it, into `run`, that no test changes."""
    folder = tmp_path_factory.mktemp("after")
    write_bank(folder)
    write_class(folder)
    assert ran(*EXAM, "--output", "run", cwd=folder)[::2] == (0, "")
    return folder


# ---- Windows, pretended ----------------------------------------------------------------------------

EVENING = (
    ((*EXAM, "--output", "Run"), 0),
    ((*EXAM, "--output", "Run"), 6),
    ((*EXAM, "--output", "Run", "--force"), 0),
    ((*EXAM, "--output", "both", "--jobs", "2"), 0),
    (("verify", "Run", "--bank", "bank"), 0),
    (("reprint", "Run", "--student", "003", "--bank", "bank"), 0),
    (("word", "Run", "--bank", "bank"), 0),
    (("organiser", "--bank", "bank"), 0),
    (("bank", "new", "essay", "--topic", "con", "--bank", "fresh"), 0),
    (("init", "history"), 0),
    (("forget", "both", "--yes", "--bank", "bank"), 0),
)
"""What is typed, and the exit code that it ends in."""


def evening(desk: Path, env: Mapping[str, str]) -> dict[str, bytes]:
    """Every file that an evening's work leaves, by its POSIX path."""
    (desk / "fresh").mkdir()
    for words, code in EVENING:
        ended, _, said = ran(*words, cwd=desk, env=env)
        assert (ended, "Traceback" in said) == (code, False), (words, said)
    return files_of(desk)


@pytest.mark.slow
def test_an_evening_on_windows_leaves_the_same_files(tmp_path: Path) -> None:
    """Without locks, links and open folders, with names, line ends and letters as on Windows: the same bytes."""
    found = []
    for name in ("here", "there"):
        desk = tmp_path / name
        desk.mkdir()
        write_bank(desk)
        write_class(desk)
        (tmp_path / f"{name}-helpers").mkdir()
        windows = environment(desk, tmp_path / f"{name}-helpers") if name == "there" else {}
        found.append(evening(desk, os.environ | windows))
    here, there = found
    assert there.keys() == here.keys()
    assert [name for name in here if here[name] != there[name]] == []
    check_names(here)


def check_names(names: Mapping[str, bytes]) -> None:
    """Every name can be on Windows, no two differ in case alone, and records name files by POSIX paths."""
    parts = {part for name in names for part in name.split("/")}
    assert [part for part in parts if not can_be_on_windows(part)] == []
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        if name.endswith("manifest.json"):
            run = name.removesuffix("manifest.json")
            recorded = [one["file"] for one in json.loads(names[name])["files"]]
            assert recorded
            assert {f"{run}{file}" for file in recorded} <= names.keys()


@pytest.mark.slow
def test_a_run_in_another_case_is_the_same_run(desk: Path, tmp_path: Path) -> None:
    """Where Run and RUN are one folder, a second print is refused as into the first, or replaces it with --force."""
    (tmp_path / "helpers").mkdir()
    env = os.environ | environment(desk, tmp_path / "helpers")
    assert ran(*EXAM, "--output", "Run", cwd=desk, env=env)[0] == 0
    printed = files_of(desk / "Run")
    code, _, said = ran(*EXAM, "--output", "RUN", cwd=desk, env=env)
    assert (code, "A run is here already" in said) == (ExitCode.OUTPUT_EXISTS, True)
    assert ran(*EXAM, "--output", "RUN", "--force", cwd=desk, env=env)[0] == 0
    assert [path.name.casefold() for path in desk.iterdir() if path.name.casefold() == "run"] == ["run"]
    assert files_of(next(path for path in desk.iterdir() if path.name.casefold() == "run")) == printed


REFUSED = {
    "a device": "Path('con.txt').touch()",
    "a sign": "Path('a:b').touch()",
    "a dot at the end": "Path('a.').mkdir()",
    "a long path": "Path('x' * 200).mkdir()",
    "a folder that is opened": "os.open('folder', os.O_RDONLY)",
    "over what is there": "os.rename('one', 'other')",
    "an open file moved": "opened = open('one', 'rb'); os.rename('one', 'new')",
    "an open file deleted": "opened = open('one', 'rb'); os.unlink('one')",
    "a folder with an open file": "opened = open('folder/inside', 'rb'); os.rename('folder', 'new')",
    "a link": "os.symlink('one', 'new')",
    "another encoding": "Path('new').write_text('é')",
    "a lock": "from worksheetgen.system.disk import HAS_LOCKS; assert HAS_LOCKS",
    "an exchange": "from worksheetgen.system.disk import exchange; assert exchange(Path('one'), Path('other'))",
}
ALLOWED = {
    "a name in another case": "assert Path('ONE').read_bytes() == b'1'; assert Path('FOLDER/Inside').exists()",
    "the same name in another case": "os.rename('one', 'ONE'); assert os.listdir('.').count('ONE') == 1",
    "ends of lines": "Path('new').write_text('a\\n', encoding='utf-8'); assert Path('new').read_bytes() == b'a\\r\\n'",
    "ends that are said": "Path('new').write_text('a\\n', 'utf-8', newline=''); assert Path('new').stat().st_size == 2",
    "replaced": "os.replace('one', 'other'); assert not Path('one').exists()",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tried", "refused"),
    [*((tried, True) for tried in REFUSED.values()), *((tried, False) for tried in ALLOWED.values())],
    ids=[*REFUSED, *ALLOWED],
)
def test_windows_is_pretended(tmp_path: Path, tried: str, refused: bool) -> None:
    """What Windows refuses is refused, what it allows is not: each defect is seen where the program has it."""
    desk, helpers = tmp_path / "desk", tmp_path / "helpers"
    for path in (desk / "folder", helpers):
        path.mkdir(parents=True)
    for name in ("one", "other", "folder/inside"):
        (desk / name).write_bytes(b"1")
    script = f"import os\nfrom pathlib import Path\n{tried}"
    env = os.environ | environment(desk, helpers)
    done = subprocess.run([sys.executable, "-c", script], cwd=desk, env=env, capture_output=True)
    said = done.stderr.decode("cp1252")
    assert (done.returncode != 0) == refused, said
    assert not refused or said.strip().rpartition("\n")[2].partition(":")[0].endswith("Error")


# ---- text ------------------------------------------------------------------------------------------


NOT_FILES = ("Pillow", "archive", "os", "pikepdf", "webbrowser")
"""What has an `open` that opens no text file."""


def unsaid(root: Path) -> Iterator[str]:
    """Every text file that is opened without its encoding being said, or written without its ends of lines."""
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            match node.func:
                case (
                    ast.Attribute(attr="read_text" | "write_text" | "open" as name)
                    | ast.Name(id="open" as name)
                ):
                    pass
                case _:
                    continue
            given = {one.arg: one.value for one in node.keywords}
            texts = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            modes = [text for text in texts if set(text) <= set("rwxabt+")]
            ours = isinstance(node.func, ast.Name) or not (
                isinstance(node.func.value, ast.Name)
                and node.func.value.id in ("Pillow", "archive", "os", "pikepdf", "webbrowser")
            )
            binary = name == "open" and any("b" in mode for mode in modes)
            writes = name == "write_text" or any(set(mode) & set("wxa") for mode in modes if name == "open")
            if ours and not binary and ("encoding" not in given or (writes and "newline" not in given)):
                yield f"{path.relative_to(root)}:{node.lineno}"


def test_every_text_file_has_its_encoding_said() -> None:
    """No file is read or written as the system would by itself: neither its letters nor its ends of lines."""
    assert list(unsaid(SOURCE)) == []


def test_a_planted_text_file_is_found(tmp_path: Path) -> None:
    """The guard sees each way to open a text file, and lets bytes be."""
    lines = (
        "path.read_text()",
        "path.write_text(text, encoding='utf-8')",
        "open(path)",
        "path.open('w', encoding='utf-8')",
        "path.open('rb')",
        "path.write_text(text, encoding='utf-8', newline='')",
        "os.open(path, 0)",
    )
    (tmp_path / "a.py").write_text("\n".join(lines), encoding="utf-8")
    assert list(unsaid(tmp_path)) == ["a.py:1", "a.py:2", "a.py:3", "a.py:4"]


@pytest.mark.slow
def test_python_finds_no_file_of_unsaid_encoding(desk: Path) -> None:
    """Python itself, asked to warn of every such file, has nothing to say of this program."""
    env = os.environ | {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "always::EncodingWarning"}
    code, _, said = ran(*EXAM, "--output", "run", cwd=desk, env=env)
    assert code == 0
    assert [line for line in said.splitlines() if str(SOURCE) in line] == []


# ---- terminals, pipes, homes -----------------------------------------------------------------------

TERMINALS = {
    "ASCII": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Windows-1252": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "DOS": {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"},
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("key", "run"), 0, ""),
        (("verify", "run", "--bank", "bank"), 0, ""),
        (("class", "check", "9B.csv"), 0, ""),
        (("--help",), 0, ""),
        ((*EXAM, "--output", "new"), 0, ""),
        ((*EXAM, "--output", "run"), ExitCode.OUTPUT_EXISTS, "A run is here already"),
    ],
    ids=["key", "verify", "class check", "help", "exam", "refused"],
)
def test_letters_that_a_terminal_lacks_stop_nothing(
    after: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    """Names with accents, quotes in messages, tables and help: every command ends as it would, and says its words."""
    ended, said, told_of_it = ran(*words, cwd=after, env=os.environ | TERMINALS["ASCII"])
    assert (ended, told in told_of_it, "Traceback" in told_of_it) == (code, True, False)
    assert told_of_it if code else said and not told_of_it


@pytest.mark.slow
@pytest.mark.parametrize("terminal", TERMINALS.values(), ids=TERMINALS)
def test_every_terminal_is_told(after: Path, terminal: Mapping[str, str]) -> None:
    """Whichever letters it lacks, it shows a class list and says what is wrong with a name."""
    env = os.environ | terminal
    code, said, told = ran("class", "check", "9B.csv", cwd=after, env=env)
    assert (code, bool(said), told) == (0, True, "")
    code, _, told = ran("exam", "no such", "--bank", "bank", "--class", "9B.csv", cwd=after, env=env)
    assert (code, "Traceback" in told, "no such" in told) == (ExitCode.INVALID_INPUT, False, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("class", "sample", "--students", "60"),
        ("class", "check", "9B.csv", "--json"),
        ("bank", "show", "essay-01", "--bank", "bank", "--json"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_programs_read_is_utf8_everywhere(after: Path, words: tuple[str, ...]) -> None:
    """A made-up class or JSON that goes into a file keeps every letter, whatever a terminal would show."""
    expected = ran(*words, cwd=after, env=os.environ | {"PYTHONUTF8": "1"})
    for terminal in ("C", "Windows-1252"):
        assert ran(*words, cwd=after, env=os.environ | TERMINALS[terminal]) == expected
    assert not expected[1].decode().isascii()
    assert b"\r" not in expected[1]


CLOSED = {
    ">&-": ("class", "sample"),
    "2>&-": ("bank", "list"),
    "<&-": ("forget", "run"),
    "| head -1": ("bank", "list"),
}


@pytest.mark.slow
@pytest.mark.parametrize("stream", CLOSED)
@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="this system has no shell that closes a stream")
def test_a_stream_that_a_shell_closed_stops_nothing(after: Path, stream: str) -> None:
    """Each stream may be closed, or its reader may leave: no traceback, and the code of the command itself."""
    words = (*CLOSED[stream], *(("--bank", "bank") if CLOSED[stream] != CLOSED[">&-"] else ()))
    line = f'"$@" {stream}' if "|" in stream else f'exec "$@" {stream}'
    shell = ["sh", "-c", line, "sh", sys.executable, "-m", "worksheetgen", *words]
    done = subprocess.run(shell, cwd=after, capture_output=True, text=True, encoding="utf-8")
    asked = CLOSED[stream][0] == "forget"  # nobody is there who could say yes
    assert done.returncode == (ExitCode.OUTPUT_EXISTS if asked else 0), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("home", [None, "/dev/null", "relative"])
def test_no_home_is_needed(desk: Path, home: str | None) -> None:
    """With a seed nothing but the folder is needed: no home, one that is no folder, or an environment that is empty."""
    path = {"PYTHONPATH": str(SOURCE.parent)}
    env = path | (
        {} if home is None else {"HOME": home, "XDG_CACHE_HOME": f"{home}/c", "XDG_CONFIG_HOME": f"{home}/d"}
    )
    code, _, said = ran(*EXAM, "--output", "run", cwd=desk, env=env)
    assert (code, said) == (0, "")


@pytest.mark.slow
def test_nothing_in_a_home_changes_a_page(desk: Path, tmp_path: Path) -> None:
    """Settings and code for ReportLab that lie there are neither heeded nor run: the run is the same as without."""
    (tmp_path / ".reportlab_mods").write_text("raise SystemExit('run')", encoding="utf-8")
    (tmp_path / ".reportlab_settings").write_text("invariant = 0\nshapeChecking = 0\n", encoding="utf-8")
    for name, home in (("with", tmp_path), ("without", desk)):
        assert ran(*EXAM, "--output", name, cwd=desk, env=os.environ | {"HOME": str(home)})[::2] == (0, "")
    assert files_of(desk / "with") == files_of(desk / "without")


@pytest.mark.slow
def test_a_home_that_cannot_be_written_is_told(desk: Path) -> None:
    """Without a seed the teacher's secret is needed: what to type instead is said, and nothing is printed."""
    env = os.environ | {"HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/null/settings"}
    code, _, said = ran(*EXAM[:-2], "--output", "run", cwd=desk, env=env)
    assert (code, "--seed WORD" in said, (desk / "run").exists()) == (ExitCode.OUTPUT_EXISTS, True, False)


@pytest.mark.slow
@pytest.mark.parametrize("temporary", ["tmp", ".", "no/such"])
def test_the_folder_for_temporary_files_may_be_anywhere(desk: Path, temporary: str) -> None:
    """Named from here, this folder itself, or missing: a run is the same, and nothing is left lying there."""
    (desk / "tmp").mkdir()
    before = set(desk.rglob("*"))
    code, _, said = ran(*EXAM, "--output", "run", cwd=desk, env=os.environ | {"TMPDIR": temporary})
    assert (code, said) == (0, "")
    assert {path for path in desk.rglob("*") if "run" not in path.relative_to(desk).parts} == before


def test_a_windows_path_of_a_record_leads_nowhere() -> None:
    """What a record calls a file is a path below its folder on Windows too."""
    assert PureWindowsPath("C:/Users/a/run") / "papers/001.pdf" == PureWindowsPath(
        r"C:\Users\a\run\papers\001.pdf"
    )
