"""The rules of the pipeline that no single stage can hold by itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import worksheetgen

SOURCE = Path(worksheetgen.__file__).parent

STAGES = {
    "bank",
    "blueprint",
    "class_list",
    "activities",
    "handout",
    "assembly",
    "variation",
    "projection",
    "composition",
    "typesetting",
    "pdf",
    "delivery",
    "markbook",
    "search",
    "results",
    "word",
}
FOUNDATIONS = {
    "protection",
    "english",
    "letters",
    "model",
    "kinds",
    "errors",
    "streams",
    "crockford",
    "clock",
    "faces",
    "plain_zero",
    "yaml_file",
    "cache",
    "stored",
    "value",
    "memory",
    "pdf_syntax",
    "resources",
    "schema_line",
    "manifest",
    "marks_record",
    "coverage",
    "pictures",
    "excel",
    "csv_rows",
    "docx_file",
    "zip_file",
    "tables",
    "system",
}

DOORS = {
    "reportlab": {"typesetting"},
    "segno": {"typesetting"},
    "uharfbuzz": {"pdf"},
    "jinja2": {"composition", "page"},  # the page's own HTML, every value escaped
    "werkzeug": {"page"},
    "markupsafe": {"composition"},
    "click": {"cli"},
    "rich": {"cli"},
    "openpyxl": {"excel"},
    "docx": {"docx_file"},
    "xlsxwriter": {"markbook", "bank"},
    "highsbox": {"assembly"},
    "yaml": {"yaml_file"},
    "msgspec": {"value", "stored"},  # classes of values, and values as bytes
    "faker": {"class_list"},
    "pypdfium2": {"run", "handout"},
    "spellchecker": {"handout"},
    "platformdirs": {"cache", "run"},
    "PIL": {"pictures", "run"},
    "snowballstemmer": {"bank"},
    "readability": {"bank"},
    "sqlite3": {"search"},
    "pikepdf": {"protection"},
    "msoffcrypto": {"protection"},
}


@cache
def parsed(path: Path) -> ast.Module:
    """A module's syntax; parsed once for all rules."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The dotted names that a module imports."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def area(path: Path, root: Path) -> str:
    """The stage or foundation that a module belongs to."""
    return path.relative_to(root).parts[0].removesuffix(".py")


def strangers(root: Path) -> list[str]:
    """Every import of a stage by another, or by a foundation."""
    return [
        f"{area(path, root)} imports {name}"
        for path in sorted(root.rglob("*.py"))
        if area(path, root) in STAGES | FOUNDATIONS
        for name in imports(path)
        if name.startswith("worksheetgen.")
        and name.split(".")[1] not in FOUNDATIONS | {area(path, root), "__version__"}
    ]


def test_every_module_has_its_place() -> None:
    """Each package and module is a stage, a foundation or what calls them, and stands in CONTRIBUTING's map."""
    calling = {"cli", "page", "run"}
    found = {area(path, SOURCE) for path in SOURCE.rglob("*.py")} - {"__init__", "__main__"}
    assert found == STAGES | FOUNDATIONS | calling
    told = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    assert {name for name in found if f"`{name}`" not in told} == set()


def test_no_stage_imports_another() -> None:
    """A stage imports the foundations and itself; a foundation imports foundations alone."""
    assert strangers(SOURCE) == []


def test_a_planted_import_is_found(tmp_path: Path) -> None:
    """The guard sees one stage reaching into another, and a kind of question reaching into a stage."""
    (tmp_path / "pdf.py").write_text("from worksheetgen.typesetting import Typesetter\n")
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds/choice.py").write_text("from worksheetgen.bank.parsing import ParsedUnit\n")
    assert strangers(tmp_path) == [
        "kinds imports worksheetgen.bank.parsing.ParsedUnit",
        "pdf imports worksheetgen.typesetting.Typesetter",
    ]


def of_page(root: Path) -> list[str]:
    """Every import of the page that is neither itself, `run`, a foundation nor a public name of the package."""
    allowed = FOUNDATIONS | {"run", "page", "load_bank"}
    return [
        f"{path.name} imports {name}"
        for path in sorted((root / "page").rglob("*.py"))
        for name in imports(path)
        if name.startswith("worksheetgen.") and name.split(".")[1] not in allowed
    ]


def test_the_page_knows_no_stage() -> None:
    """The page calls what the command line calls: it imports `run` and foundations alone."""
    assert of_page(SOURCE) == []


def test_a_page_that_reaches_into_a_stage_is_found(tmp_path: Path) -> None:
    """The guard sees the page drawing questions itself."""
    (tmp_path / "page").mkdir()
    (tmp_path / "page/desk.py").write_text("from worksheetgen.assembly import assemble\n")
    assert of_page(tmp_path) == ["desk.py imports worksheetgen.assembly.assemble"]


CHANCE = {"random", "secrets", "uuid", "numpy.random"} | {
    f"time.{clock}" for clock in ("time", "perf_counter", "monotonic", "process_time", "thread_time")
}
FRESH = {"clock uses time", "delivery uses secrets", "run uses secrets", "page uses secrets"}
"""`--seed random` asks for a fresh seed, a file is written under a fresh name first, templates must end, and the page
has secrets of its own, draws again from a fresh word, and has work under fresh keys."""


def chances(root: Path) -> set[str]:
    """Every use of randomness, of a clock or of Python's own hash that two machines would not share."""
    found = set()
    for path in root.rglob("*.py"):
        used = {
            name for name in imports(path) for each in CHANCE if name == each or name.startswith(f"{each}.")
        }
        found |= {f"{area(path, root)} uses {name.split('.')[0]}" for name in used}
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hash":
                found.add(f"{area(path, root)} uses hash")
    return found


def test_nothing_is_drawn_but_from_streams() -> None:
    """No module has a random generator, a clock or Python's `hash`; only fresh names are asked of the system."""
    assert chances(SOURCE) == FRESH


def test_the_time_is_asked_of_one_clock() -> None:
    """Only marks are dated, so that equal runs have equal bytes: nothing else asks what time it is."""
    asking = re.compile(r"\b(now|utcnow|today)\(")
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if asking.search(path.read_text("utf-8"))
    }
    assert found == {"clock.py"}


def test_a_planted_shuffle_is_found(tmp_path: Path) -> None:
    """The guard sees the standard library's shuffle, and `hash`."""
    (tmp_path / "variation.py").write_text("from random import shuffle\n")
    (tmp_path / "assembly.py").write_text("import time\nweight = hash('kirov-01')\n")
    assert chances(tmp_path) == {"variation uses random", "assembly uses hash"}


def names(root: Path) -> dict[str, list[str]]:
    """Where each public name is defined at the top of a module, but for verbs and the tables that list them."""
    found: dict[str, list[str]] = {}
    for path in sorted(root.rglob("*.py")):
        if area(path, root) != "cli":
            for node in parsed(path).body:
                match node:
                    case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                        defined = [name]
                    case ast.Assign(targets=targets):
                        defined = [target.id for target in targets if isinstance(target, ast.Name)]
                    case ast.AnnAssign(target=ast.Name(id=name)):
                        defined = [name]
                    case _:
                        defined = []
                for name in defined:
                    if len(name) > 1 and not name.startswith("_"):
                        found.setdefault(name, []).append(path.relative_to(root).as_posix())
    return found


def test_one_name_is_one_thing() -> None:
    """No public name is defined in two modules: whoever searches for it finds the one thing that it means."""
    assert {name: places for name, places in names(SOURCE).items() if len(places) > 1} == {}


def test_a_name_for_two_things_is_found(tmp_path: Path) -> None:
    """The guard sees a class and a constant of one name; `T` of a generic function may recur."""
    (tmp_path / "a.py").write_text("class Row: ...\nT = 1\n_x = 2\n")
    (tmp_path / "b.py").write_text("Row: int = 3\nT = 1\n_x = 2\n")
    assert [name for name, places in names(tmp_path).items() if len(places) > 1] == ["Row"]


EXECUTING = {"pickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
"""What reads objects from bytes by running what the bytes say."""


def executing(root: Path) -> list[str]:
    """Every import of a module that runs what it reads."""
    return [
        f"{area(path, root)} imports {name}"
        for path in sorted(root.rglob("*.py"))
        for name in imports(path)
        if name.split(".")[0] in EXECUTING
    ]


def test_nothing_that_is_read_is_run() -> None:
    """No module imports pickle or its like: files are read as data, by `stored`, pydantic or YAML's safe loader.

    Only the bundled templates' code is read where Python reads that of these modules (`composition.compiled`).
    """
    assert executing(SOURCE) == ["composition imports marshal"]


def test_a_planted_pickle_is_found(tmp_path: Path) -> None:
    """The guard sees pickle however it is imported."""
    (tmp_path / "bank.py").write_text("def read(content):\n    from pickle import loads\n")
    (tmp_path / "cache.py").write_text("import marshal, shelve as kept\n")
    assert executing(tmp_path) == [
        "bank imports pickle.loads",
        "cache imports marshal",
        "cache imports shelve",
    ]


RECORDS = {"manifest", "run.PackRecord"}
"""The frozen dataclasses: a run's record, and the part of it that a pack writes, which pydantic reads and checks."""


def not_values(root: Path) -> set[str]:
    """Every frozen dataclass that is no `Value`, by its area and name."""
    return {
        f"{area(path, root)}.{node.name}"
        for path in root.rglob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        for each in node.decorator_list
        if re.search(r"dataclass\(.*\bfrozen=True", ast.unparse(each))
    }


def test_a_frozen_value_is_a_value() -> None:
    """Frozen values derive from `Value`; only what pydantic reads is a frozen dataclass."""
    found = not_values(SOURCE)
    assert {name for name in found if not {name, name.split(".")[0]} & RECORDS} == set()


def test_a_planted_frozen_dataclass_is_found(tmp_path: Path) -> None:
    """The guard sees a frozen dataclass, and passes over one that is being filled in."""
    (tmp_path / "pdf.py").write_text(
        "@dataclass\nclass Filled: ...\n\n\n@dataclass(frozen=True, eq=False)\nclass Page: ...\n"
    )
    assert not_values(tmp_path) == {"pdf.Page"}


OF_A_SYSTEM = {
    *(
        "ctypes.CDLL",
        "ctypes.cdll",
        "ctypes.windll",
        "fcntl",
        "grp",
        "msvcrt",
        "nt",
        "platform",
        "posix",
        "pwd",
        "resource",
        "signal",
        "termios",
        "winreg",
    ),
    *("os.fork", "os.geteuid", "os.getuid", "os.name", "os.sched_getaffinity", "os.uname", "sys.platform"),
}
"""What only some systems have, or what tells which one this is."""


def asking(root: Path) -> list[str]:
    """Every use of what differs between systems, outside of `system`."""
    found = []
    for path in sorted(root.rglob("*.py")):
        used = {name for name in imports(path) for each in OF_A_SYSTEM if f"{name}.".startswith(f"{each}.")}
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Attribute(value=ast.Name(id=module), attr=name) if f"{module}.{name}" in OF_A_SYSTEM:
                    used.add(f"{module}.{name}")
        if area(path, root) != "system":
            found += [f"{area(path, root)} asks {name}" for name in sorted(used)]
    return found


def test_only_one_package_knows_which_system_it_is() -> None:
    """What differs between Linux, macOS and Windows stands in `system` alone: nobody else asks."""
    assert asking(SOURCE) == []


def test_a_planted_question_for_the_system_is_found(tmp_path: Path) -> None:
    """The guard sees a module that others lack, and the system's name, however they are come by."""
    (tmp_path / "system.py").write_text("import fcntl\n")
    (tmp_path / "pdf.py").write_text("import os\nif os.name == 'nt':\n    from signal import SIGINT\n")
    (tmp_path / "word.py").write_text("from sys import platform\nfrom ctypes import CDLL\n")
    assert asking(tmp_path) == [
        "pdf asks os.name",
        "pdf asks signal.SIGINT",
        "word asks ctypes.CDLL",
        "word asks sys.platform",
    ]


MEMORIES = {"functools.cache", "functools.lru_cache", "weakref"}
THE_TWO_FORMS = {
    "memory uses functools.lru_cache",
    "memory has a .__dict__",
}
"""Beside `memory` only the cache on disk remembers something, for the process: what the program is made of."""


def memories(root: Path) -> set[str]:
    """Every way to remember results: Python's caches, weak references, `id` as a key, what is put into a value."""
    found = set()
    for path in root.rglob("*.py"):
        where = area(path, root)
        names = [*imports(path)]
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Call(func=ast.Name(id="id")):
                    found.add(f"{where} calls id")
                case ast.Attribute(value=ast.Name(id="functools" | "weakref" as module), attr=name):
                    names.append(f"{module}.{name}")
                case ast.Attribute(attr="memory" | "__dict__" as attr):
                    found.add(f"{where} has a .{attr}")
        found |= {
            f"{where} uses {name}" for name in names for each in MEMORIES if f"{name}.".startswith(f"{each}.")
        }
    return found


def test_only_the_two_forms_of_memory_remember() -> None:
    """What is remembered, and until when, is told by `memory` alone: no module has a cache of its own."""
    assert memories(SOURCE) == THE_TWO_FORMS


def test_a_planted_memory_is_found(tmp_path: Path) -> None:
    """The guard sees Python's caches however they are imported, a dictionary by `id`, and a value's own memory."""
    (tmp_path / "pdf.py").write_text("import functools\n@functools.cache\ndef f(): ...\n")
    (tmp_path / "bank.py").write_text(
        "from functools import lru_cache\nfrom weakref import WeakKeyDictionary\n"
    )
    (tmp_path / "press.py").write_text("found = known.get(id(item))\nfound = item.memory.get(1)\n")
    assert memories(tmp_path) == {
        "pdf uses functools.cache",
        "bank uses functools.lru_cache",
        "bank uses weakref.WeakKeyDictionary",
        "press calls id",
        "press has a .memory",
    }


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_has_one_door(library: str) -> None:
    """A library is imported in one area only."""
    doors = {
        area(path, SOURCE)
        for path in SOURCE.rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] == library
    }
    assert doors == DOORS[library]


IMPORTS = "import sys\nbefore = set(sys.modules)\ndef imported():\n    return set(sys.modules) - before\n"
"""Code that comes first: what measures a process has imported libraries of its own before the program begins."""


def test_help_imports_nothing_heavy() -> None:
    """`--help` comes without a stage or a library behind it."""
    heavy = sorted(DOORS.keys() - {"click", "msgspec"})
    script = (
        f"{IMPORTS}from worksheetgen.cli import cli\n"
        "try:\n    cli.main(['--help'], standalone_mode=True)\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in imported()])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_listing_a_known_bank_reads_no_yaml() -> None:
    """`bank list` of a bank that was read before needs neither YAML, nor its checks, nor anything that prints."""
    heavy = sorted(DOORS.keys() - {"click", "rich", "platformdirs", "msgspec"} | {"pydantic"})
    script = (
        f"{IMPORTS}from worksheetgen.cli import cli\ncli.main(['bank', 'list'], standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in imported()])"
    )
    for _ in range(2):
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_what_prints_imports_no_library_that_other_commands_need() -> None:
    """A teacher who prints a CSV's class waits for nothing that reads workbooks, makes up names, draws or encrypts.

    Nor for a solver where the draw stands, nor for what starts further processes where there are none.
    """
    loaded = "import sys, worksheetgen.cli.printing; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint(
        {"openpyxl", "faker", "pypdfium2", "docx", "pikepdf", "msoffcrypto", "cryptography"}
        | {"highsbox", "concurrent.futures.process", "PIL.ImageDraw"}
    )
