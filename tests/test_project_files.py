"""What the project's own files say of it agrees: one version of each tool, one width, one way to check."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from worksheetgen import __version__

ROOT = Path(__file__).parent.parent
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
FOLDERS = ("src", "tests", "templates", "question_bank", "docs", ".github", ".ci")
WRITTEN = {".py", ".md", ".toml", ".json", ".yaml", ".yml", ".j2", ".svg", ".txt", ".csv", ".tsv", ""}


def written(name: str) -> str:
    """A text file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    """The settings in pyproject.toml."""
    return tomllib.loads(written("pyproject.toml"))


def read(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.safe_load(written(name))


def editor(section: str) -> dict[str, str]:
    """What .editorconfig says below a heading."""
    parser = ConfigParser()
    parser.read_string("[top]\n" + written(".editorconfig"))
    return dict(parser[section])


# ---- tools -----------------------------------------------------------------------------------------


def test_ruff_is_the_same_everywhere() -> None:
    """One version of ruff is asked for: another one would format otherwise, on one machine and not on the next."""
    asked = project()["project"]["optional-dependencies"]["dev"]
    assert [tool for tool in asked if re.fullmatch(r"ruff==\d+\.\d+\.\d+", tool)]


def test_a_commit_is_checked_by_the_tools_of_make() -> None:
    """Before a commit the programs of .venv run that `make test` runs: no version or setting stands twice."""
    hooks = [hook for repo in read(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in read(".pre-commit-config.yaml")["repos"]} == {"local"}
    for hook in hooks:
        command = hook["entry"].removesuffix(" --fix").replace(".venv/bin", "$(BIN)")
        assert command.startswith("$(BIN)/")
        assert f"\t{command}" in written("Makefile"), hook["name"]


def test_the_hosted_checks_are_those_of_ci() -> None:
    """The hosted workflow runs `.ci/run` and nothing else, on every Python that the project is said to run on."""
    (job,) = read(".github/workflows/ci.yml")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    about = project()["project"]
    named = [kind.rpartition(" ")[2] for kind in about["classifiers"] if ":: 3." in kind]
    assert job["strategy"]["matrix"]["python"] == named
    assert about["requires-python"] == f">={named[0]}"
    assert project()["tool"]["mypy"]["python_version"] == named[0]


def test_the_version_is_the_one_that_was_released_last() -> None:
    """The program, the changelog's newest release and the manual's example of a record name one version."""
    (newest, *_) = re.findall(r"^## \[(\d.*)\] - \d{4}-\d\d-\d\d$", written("CHANGELOG.md"), re.MULTILINE)
    assert newest == __version__
    assert f'"program": "worksheetgen {__version__}"' in written("docs/manifest.md")


def test_every_library_has_its_reason() -> None:
    """Whatever is installed with the program stands in the table that says what for, and nothing else does."""
    about = project()["project"]
    asked = [*about["dependencies"], *about["optional-dependencies"]["dask"]]
    table = written("CONTRIBUTING.md").split("## What it rests on")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`([\w-]+)`", " ".join(rows))) == sorted(
        re.split(r"[>=<\[]", library)[0] for library in asked
    )


LOCKED = re.compile(
    r"^([a-z0-9-]+)==(\S+)((?: ;[^\\\n]+)?) \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def loose(lock: str) -> list[str]:
    """What the lock does not hold as it must: a library that is asked for, at a version that is, by digests."""
    found = [line for line in LOCKED.sub("", lock).splitlines() if line.strip() and not line.startswith("#")]
    versions: dict[str, set[str]] = {}
    for name, version, _, _ in LOCKED.findall(lock):
        versions.setdefault(name, set()).add(version)
    about = project()["project"]
    extras = about["optional-dependencies"]
    for line in (*about["dependencies"], *extras["dask"], *extras["docs"], *extras["dev"]):
        asked = Requirement(line)
        known = versions.get(canonicalize_name(asked.name), set())
        if asked.name != about["name"] and not (known and all(map(asked.specifier.contains, known))):
            found.append(line)
    return found


def test_everybody_develops_with_the_same_libraries() -> None:
    """The lock has each library that is asked for at an allowed version, and a digest of each file; `make` heeds it."""
    lock = written(".ci/requirements.txt")
    assert loose(lock) == []
    assert "://" not in lock
    assert "--no-deps --require-hashes --requirement $(LOCK)" in written("Makefile")


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        (r"^click==\S+", "click==8.1.0"),
        (r"^click==", "clack=="),
        (r"    --hash=\S+ \\\n", "    \\\\\n"),
        (r"==(\S+)", r">=\1"),
    ],
)
def test_a_lock_that_is_not_kept_is_found(there: str, instead: str) -> None:
    """An older version, a library left out, a digest left out, a version left open."""
    broken = re.sub(there, instead, written(".ci/requirements.txt"), count=1, flags=re.MULTILINE)
    assert loose(broken)


# ---- files -----------------------------------------------------------------------------------------


def test_editors_break_lines_where_ruff_does() -> None:
    """An editor that reads .editorconfig has the width and the indents of the formatter and of make."""
    assert editor("*.py") == {
        "indent_size": "4",
        "max_line_length": str(project()["tool"]["ruff"]["line-length"]),
    }
    assert editor("Makefile") == {"indent_style": "tab"}
    assert editor("*")["indent_size"] == "2"


def faults(content: bytes) -> Iterator[str]:
    """What .editorconfig would have an editor change in a file."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        yield "not UTF-8"
    if b"\r" in content:
        yield "lines end in a carriage return"
    if content and not content.endswith(b"\n"):
        yield "no end of line at its end"
    if re.search(rb"[ \t]+$", content, re.MULTILINE):
        yield "blanks at the end of a line"


def files() -> Iterator[Path]:
    """Every text file of the project, but class lists that are as schools export them."""
    for pattern in (
        "*.md",
        "*.toml",
        ".pre-commit-config.yaml",
        ".editorconfig",
        ".gitignore",
        "Makefile",
        "LICENSE",
    ):
        yield from ROOT.glob(pattern)
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            hidden = {"__pycache__", "class_lists"} & set(path.parts)
            if path.is_file() and path.suffix in WRITTEN and not hidden:
                yield path


def test_files_are_as_editors_are_told() -> None:
    """Text files are UTF-8, their lines end alike, and no editor that reads .editorconfig changes them by saving."""
    wrong = {str(path.relative_to(ROOT)): list(faults(path.read_bytes())) for path in files()}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("content", [b"caf\xe9\n", b"a\r\n", b"a", b"a \nb\n"])
def test_a_planted_fault_is_found(content: bytes) -> None:
    """Each of the four is seen."""
    assert len(list(faults(content))) == 1


SILENCED = re.compile(r"# (?:type: ignore|noqa)(?!\[[a-z-]+(?:, [a-z-]+)*\]  # \S|: [A-Z]+\d+  # \S)")
"""What tells mypy or ruff to pass over a line, but for one that names the rule and then says why."""


def test_who_silences_a_check_says_why() -> None:
    """No line of Python is passed over by mypy or ruff without the rule that it breaks and a reason beside it."""
    planted = ("x = y  # type: ignore[misc]", "x = y  # " + "noqa", "x = y  # " + "noqa: E501")
    assert all(map(SILENCED.search, planted))
    assert not SILENCED.search("x = y  # noqa: E501  # an address")
    lines = {
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if SILENCED.search(line) and path != Path(__file__)
    }
    assert lines == set()


# ---- what people are asked -------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_asks_for_what_is_needed_and_for_no_names(form: Path) -> None:
    """Who reports something is asked for version, command and message, and told first that names stay out."""
    body = read(str(form.relative_to(ROOT)))["body"]
    assert body[0]["type"] == "markdown"
    assert "Leave out pupils’ names" in body[0]["attributes"]["value"]
    asked = {field["id"]: field for field in body[1:]}
    assert {"version", "command", "message"} <= asked.keys()
    assert "worksheetgen --version" in asked["version"]["attributes"]["description"]
    assert asked["version"]["validations"]["required"]


def test_there_is_a_form_for_each_reason_to_write() -> None:
    """A key, a page, a message, a wish."""
    assert [form.stem for form in FORMS] == ["message", "wish", "wrong-key", "wrong-page"]
