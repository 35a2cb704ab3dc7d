"""Files from others run nothing: what would make a file is planted in every file that is read, and none is made."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import worksheetgen
from tests.fuzz.targets import TARGETS, Desk, Target, within_zip
from tests.test_architecture import SOURCE, area

pytestmark = pytest.mark.slow

CANARY = "canary"
RUNNING = {"eval", "exec", "compile", "__import__", "getattr_static"}
"""Python's own functions that run what they are given."""
OF_MODULES = {
    "yaml": {"load", "load_all", "unsafe_load", "full_load", "UnsafeLoader", "FullLoader", "Loader"},
    "os": {"system", "popen", "startfile", "execv", "execvp", "spawnv"},
    "importlib.util": {"spec_from_file_location", "module_from_spec"},
    "runpy": {"run_path", "run_module"},
    "subprocess": {"run", "Popen", "call", "check_call", "check_output", "getoutput", "getstatusoutput"},
    "ctypes": {"CDLL"},
    "logging.config": {"dictConfig", "fileConfig"},
}
"""Functions of modules that run what a file or a line of text says."""
ALLOWED = {
    "system calls ctypes.CDLL",  # the system's own library, and those of installed packages, by no name from a file
    "__init__ calls import_module",  # of the package's front door
    "cli calls import_module",  # of the table of verbs
    "page calls subprocess.Popen",  # this program itself, which prints
}


def running(root: Path) -> Iterator[str]:
    """Every way in a source file to run what is not in it."""
    for path in sorted(root.rglob("*.py")):
        where = area(path, root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in RUNNING | {"import_module"}:
                    yield f"{where} calls {name}"
                case ast.Call(keywords=keywords) if any(
                    one.arg == "shell"
                    and not (isinstance(one.value, ast.Constant) and one.value.value is False)
                    for one in keywords
                ):
                    yield f"{where} starts a shell"
                case ast.Attribute(value=module, attr=name) if name in OF_MODULES.get(
                    ast.unparse(module), ()
                ):
                    yield f"{where} calls {ast.unparse(module)}.{name}"
                case ast.ImportFrom(module=str(module), names=names):
                    for one in names:
                        if one.name in OF_MODULES.get(module, ()):
                            yield f"{where} calls {module}.{one.name}"


def test_nothing_in_the_source_runs_what_a_file_says() -> None:
    """No eval, no loader that builds objects, no process, no shell: modules are imported from a table of our own."""
    assert set(running(SOURCE)) <= ALLOWED


@pytest.mark.parametrize(
    "planted",
    [
        "eval(text)",
        "exec(open('x').read())",
        "import yaml\nyaml.load(text, yaml.Loader)",
        "from yaml import unsafe_load",
        "import os\nos.system(text)",
        "import subprocess\nsubprocess.run(text, shell=True)",
        "from subprocess import run\nrun(text)",
        "from importlib.util import spec_from_file_location",
    ],
)
def test_a_planted_one_is_found(planted: str, tmp_path: Path) -> None:
    """The guard sees each however it is written."""
    (tmp_path / "bank.py").write_text(planted)
    assert list(running(tmp_path))


# ---- planted in files ------------------------------------------------------------------------------


class Planted:
    """Whoever unpickles it makes the canary's file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.file,)


_PLAIN = "{{ cycler.__init__.__globals__.os.system('COMMAND') }}"
_ROUNDABOUT = (
    "{% for c in ().__class__.__base__.__subclasses__() %}"
    "{{ c.__init__.__globals__['os'].system('COMMAND') }}{% endfor %}"
)


def payloads(canary: Path) -> list[bytes]:
    """What would make the canary's file, if somebody ran it: as YAML, a template, a formula, XML, a pickle, Python."""
    python = f"__import__('pathlib').Path({str(canary)!r}).touch()"
    return [
        f"!!python/object/apply:os.system ['touch {canary}']\n".encode(),
        f'!!python/object/new:os.system ["touch {canary}"]\n'.encode(),
        _PLAIN.replace("COMMAND", f"touch {canary}").encode(),
        _ROUNDABOUT.replace("COMMAND", f"touch {canary}").encode(),
        f"=cmd|' /C touch {canary}'!A0".encode(),
        f'<!DOCTYPE x [<!ENTITY y SYSTEM "file://{canary}">]><x>&y;</x>'.encode(),
        f"$(touch {canary}) `touch {canary}`; touch {canary}\n".encode(),
        f'{{"__reduce__": ["os.system", ["touch {canary}"]], "py/reduce": [{{"py/function": "os.system"}}, '
        f'{{"py/tuple": ["touch {canary}"]}}]}}'.encode(),
        python.encode(),
        pickle.dumps(Planted(canary)),
    ]


def planted_in(seed: bytes, payload: bytes) -> Iterator[bytes]:
    """The payload alone, before and behind what is right, and as a value in it."""
    yield payload
    yield payload + b"\n" + seed
    yield seed + b"\n" + payload
    line = payload.splitlines()[0]
    yield re.sub(rb"(?<=[:,>] )[^\s,:<>{}]+|(?<=>)[^<>\s]+(?=</)", lambda _: line, seed, count=3)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder with a file of every sort."""
    return Desk(tmp_path_factory.mktemp("desk"))


ALWAYS = {"questions", "template", "xlsx", "manifest"}
"""What `make test` plants in; all others are tried by `make soak`."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in ALWAYS else pytest.mark.soak) for name in sorted(TARGETS)]
)
def test_what_is_planted_in_a_file_is_not_run(name: str, desk: Desk) -> None:
    """In every file that the program reads, and in the parts of packed ones, it stays text."""
    canary, target = desk.folder / CANARY, TARGETS[name]
    for content in contents(target, desk.seed(target), payloads(canary)):
        desk.check(target, content)
        assert not canary.exists()


def contents(target: Target, seed: bytes, planted: list[bytes]) -> Iterator[bytes]:
    """What is tried in the place of a target's file."""
    packed = target.file.endswith((".xlsx", ".docx"))
    for number, payload in enumerate(planted):
        yield payload
        if packed:  # in one part after another
            yield within_zip(
                lambda part, payload=payload: [*planted_in(part, payload)][-1],  # type: ignore[misc]  # bound on purpose
                lambda names, number=number: names[number % len(names)],  # type: ignore[misc]  # bound on purpose
                seed,
            )
        elif name_is_text(target):
            yield [*planted_in(seed, payload)][1 + number % 3]


def name_is_text(target: Target) -> bool:
    """Whether a person could open the file in an editor."""
    return not target.file.endswith((".png", ".jpg", ".pdf"))


def test_what_is_planted_in_the_cache_is_not_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is run in the cache of banks, which another user of the computer may have filled."""
    canary = desk.folder / CANARY
    cache = desk.folder / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    printing = ("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--output", "other")
    assert worksheetgen(*printing, cwd=desk.folder).code == 0
    kept = [path for path in cache.rglob("*") if path.is_file()]
    for path in kept:
        path.write_bytes(payloads(canary)[-1])
    assert kept
    assert worksheetgen(*printing, "--force", cwd=desk.folder).code == 0
    assert not canary.exists()


def test_a_planted_payload_works(tmp_path: Path) -> None:
    """The canary is made where a file is read by what runs it."""
    canary = tmp_path / CANARY
    pickle.loads(payloads(canary)[-1])
    assert canary.exists()
