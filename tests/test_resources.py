"""Where the bundled bank and templates are, and which file a blueprint's name means."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import worksheetgen
from worksheetgen.errors import ExitCode, InvalidInput
from worksheetgen.resources import blueprint_path, question_bank, templates

ROOT = Path(__file__).parent.parent


def bank(folder: Path, *names: str) -> Path:
    """A bank with empty blueprints named UNIT/NAME."""
    for name in names:
        unit, _, blueprint = name.partition("/")
        (folder / unit / "blueprints").mkdir(parents=True, exist_ok=True)
        (folder / unit / "blueprints" / f"{blueprint}.yaml").touch()
    return folder


def said(name: str, *roots: Path) -> str:
    """What is said of a name that means no blueprint."""
    with pytest.raises(InvalidInput) as caught:
        blueprint_path(name, roots)
    assert caught.value.exit_code == ExitCode.INVALID_INPUT
    (problem,) = caught.value.problems
    return str(problem)


def test_a_checkout_has_its_own_bank_and_templates() -> None:
    """In a checkout the bank and the templates are those of the repository."""
    assert question_bank() == ROOT / "question_bank"
    assert templates() == ROOT / "templates"


def installed(folder: Path, *bundled: str) -> subprocess.CompletedProcess[str]:
    """What a package laid out as a wheel lays it out says of its resources, away from the checkout."""
    site = folder / "lib" / "site-packages"
    package = site / "worksheetgen"
    (package / "system").mkdir(parents=True)
    for name in (
        "__init__.py",
        "errors.py",
        "resources.py",
        "value.py",
        "system/__init__.py",
        "system/files.py",
    ):
        shutil.copy(Path(worksheetgen.__file__).parent / name, package / name)
    for name in bundled:
        (package / "_bundled" / name).mkdir(parents=True)
    code = "from worksheetgen.resources import *; print(question_bank()); print(templates())"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )


def test_a_wheel_has_them_inside(tmp_path: Path) -> None:
    """An installed package finds the bank and the templates within itself."""
    ran = installed(tmp_path, "question_bank", "templates")
    inside = tmp_path / "lib" / "site-packages" / "worksheetgen" / "_bundled"
    assert ran.stdout.splitlines() == [str(inside / "question_bank"), str(inside / "templates")]


def test_an_installation_without_them_says_so(tmp_path: Path) -> None:
    """A package that was installed without its bank fails with the folder that is missing."""
    ran = installed(tmp_path)
    assert ran.returncode == 1
    assert "question_bank is missing from this installation" in ran.stderr


def test_somebody_elses_folder_is_not_taken_for_the_checkout(tmp_path: Path) -> None:
    """A folder question_bank two above the package counts only beside a pyproject.toml."""
    for name in ("question_bank", "templates"):
        (tmp_path / "lib" / name).mkdir(parents=True)
    assert installed(tmp_path).returncode == 1


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    """An existing file is the blueprint, before any name."""
    root = bank(tmp_path / "bank", "terror/unit-test")
    path = tmp_path / "mine.yaml"
    path.touch()
    assert blueprint_path(str(path), [root]) == path


def test_a_class_list_is_no_blueprint(tmp_path: Path) -> None:
    """Who forgot --class is told to give the list with it."""
    path = tmp_path / "9B.csv"
    path.touch()
    with pytest.raises(
        InvalidInput, match=r"is a table and no blueprint\. Name a blueprint, .* as --class .*9B\.csv"
    ):
        blueprint_path(str(path), [])


def test_a_folder_is_no_blueprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that happens to have a blueprint's name does not hide it."""
    root = bank(tmp_path / "bank", "terror/unit-test")
    (tmp_path / "unit-test").mkdir()
    monkeypatch.chdir(tmp_path)
    assert blueprint_path("unit-test", [root]) == root / "terror" / "blueprints" / "unit-test.yaml"


@pytest.mark.parametrize("name", ["unit-test", "terror/unit-test"])
def test_a_name_with_or_without_its_unit(tmp_path: Path, name: str) -> None:
    """A blueprint is found by its name, with or without its unit."""
    root = bank(tmp_path, "terror/unit-test", "terror/homework")
    assert blueprint_path(name, [root]) == root / "terror" / "blueprints" / "unit-test.yaml"


def test_a_unit_s_own_folder_has_its_blueprints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank that is one unit's folder knows that unit's blueprints, also as the current folder."""
    made = bank(tmp_path, "terror/quiz") / "terror" / "blueprints" / "quiz.yaml"
    assert blueprint_path("quiz", [tmp_path / "terror"]) == made
    monkeypatch.chdir(tmp_path / "terror")
    assert blueprint_path("terror/quiz", [Path()]).resolve() == made.resolve()


def test_the_first_bank_counts(tmp_path: Path) -> None:
    """Of two banks with the same unit and blueprint the first one's is meant."""
    one, two = (
        bank(tmp_path / "1", "terror/unit-test"),
        bank(tmp_path / "2", "terror/unit-test", "terror/extra"),
    )
    assert blueprint_path("unit-test", [one, two]).is_relative_to(one)
    assert blueprint_path("extra", [one, two]).is_relative_to(two)


def test_a_name_in_two_units(tmp_path: Path) -> None:
    """A name that two units have is not guessed; the full names are told, and each of them works."""
    root = bank(tmp_path, "terror/unit-test", "weimar/unit-test")
    assert said("unit-test", root) == (
        "unit-test: Several units have a blueprint of this name. Write one of terror/unit-test, weimar/unit-test."
    )
    assert blueprint_path("weimar/unit-test", [root]).is_relative_to(root / "weimar")


@pytest.mark.parametrize("name", ["unit-tset", "terror/unit-tests", "terorr/unit-test"])
def test_a_wrong_name_is_told_the_right_ones(tmp_path: Path, name: str) -> None:
    """Of an unknown name the nearest one and all that there are are told."""
    root = bank(tmp_path, "terror/unit-test", "terror/homework")
    assert said(name, root, tmp_path / "missing") == (
        f"{name}: There is no blueprint of this name and no such file. Did you mean terror/unit-test? "
        "Write the path of a file, or one of terror/homework, terror/unit-test."
    )


@pytest.mark.parametrize("name", ["*", "../x", "", "terror/*", "x" * 999])
def test_a_name_is_no_pattern(tmp_path: Path, name: str) -> None:
    """A name with a meaning to file systems means nothing here, nor does one that no file can have."""
    assert "There is no blueprint of this name" in said(name, bank(tmp_path, "terror/unit-test"))


def test_a_bank_without_blueprints(tmp_path: Path) -> None:
    """Where there are no blueprints, a path is asked for."""
    assert said("unit-test", tmp_path).endswith(
        "The bank holds no blueprints: write the path of a blueprint file."
    )
