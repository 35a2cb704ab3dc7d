"""The bundled templates' code is kept as Python keeps that of modules; nothing that others may have written is run."""

from __future__ import annotations

import marshal
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from jinja2.bccache import Bucket

from tests.samples import ENGLISH
from worksheetgen import resources
from worksheetgen.composition import Templates, compiled
from worksheetgen.composition.compiled import Compiled
from worksheetgen.composition.lacking import Lacking
from worksheetgen.composition.sandbox import Sandbox
from worksheetgen.value import replace

CANARY = "canary"


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundled theme with a template; what Python keeps of code goes to `kept` beside it."""
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = tmp_path / "_bundled/templates/board"
    folder.mkdir(parents=True)
    written(folder, "as it was")
    return folder


def written(folder: Path, source: str, name: str = "t") -> None:
    """Write a template, whose time is always the same."""
    path = folder / f"{name}.xml.j2"
    path.write_text(source, encoding="utf-8")
    os.utime(path, (0, 0))


def said(folder: Path, name: str = "t") -> str:
    """What a template says in a process that has seen none before."""
    sandbox = Sandbox(FileSystemLoader(folder), Lacking, Compiled(), {})
    return sandbox.written(sandbox.get_template(f"{name}.xml.j2"), {})


def kept(tmp_path: Path) -> list[Path]:
    """The files of templates' code that are kept; Python may meanwhile keep that of a module too."""
    return [path for path in (tmp_path / "kept").rglob("*.xml.*.pyc") if path.is_file()]


def planted(folder: Path, canary: Path, name: str = "t") -> bytes:
    """What would stand in the file of a template's code, if the code made the canary's file: its seal is right."""
    template = folder / f"{name}.xml.j2"
    source = f"from pathlib import Path\nPath({str(canary)!r}).touch()\ndef root(*_): yield 'planted'\n"
    code = marshal.dumps(compile(f"{source}blocks, debug_info, name = {{}}, '', 't'", str(template), "exec"))
    compiler = Compiled()
    key = compiler.get_cache_key(template.name, str(template))
    checksum = compiler.get_source_checksum(template.read_text(encoding="utf-8"))
    return (
        compiled._seal(Bucket(Sandbox(FileSystemLoader(folder), Lacking, compiler, {}), key, checksum), code)
        + code
    )


def test_a_bundled_template_is_compiled_once(board: Path, tmp_path: Path) -> None:
    """Its code is kept in a file, which the next process runs instead of compiling the template.

    So whoever can write there can run anything: it must be where Python keeps the code of this package.
    """
    assert said(board) == "as it was"
    (path,) = kept(tmp_path)
    assert path.parent == Path(cache_from_source(compiled.__file__)).parent
    path.write_bytes(planted(board, tmp_path / CANARY))
    assert said(board) == "planted"
    assert (tmp_path / CANARY).exists()


def test_kept_code_says_the_same(board: Path) -> None:
    """Loops, conditions, filters and bounds are in it."""
    written(
        board,
        "{% for n in range(3) %}{% if n %}<b>{{ n ~ '&' }}</b>{% endif %}{% endfor %}{{ [1, 2] | sum }}",
    )
    assert said(board) == said(board) == "<b>1&amp;</b><b>2&amp;</b>3"


@pytest.mark.parametrize("beside", ["own", "bundled"])
def test_no_code_beside_a_template_is_run(board: Path, tmp_path: Path, beside: str) -> None:
    """Whatever comes with a theme, be it unpacked among the bundled ones: no file in its folder is code."""
    folder = tmp_path / "own" if beside == "own" else board
    folder.mkdir(exist_ok=True)
    written(folder, "as it was")
    code = planted(folder, tmp_path / CANARY)
    inside = Path(cache_from_source("/t.xml.j2")).name
    sys.pycache_prefix = None
    for path in (
        folder / "__pycache__" / inside,
        folder / inside,
        Path(cache_from_source(str(folder / "t.xml.j2"))),
    ):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(code)
    sys.pycache_prefix = str(tmp_path / "kept")
    assert said(folder) == "as it was"
    assert not (tmp_path / CANARY).exists()


def test_code_of_a_teachers_own_template_is_neither_kept_nor_read(board: Path, tmp_path: Path) -> None:
    """Nothing is kept of it, and what stands under the name of a bundled one in its theme's place is not run."""
    said(board)
    (path,) = kept(tmp_path)
    own = tmp_path / "own/board"
    own.mkdir(parents=True)
    written(own, "as it was")
    path.write_bytes(planted(own, tmp_path / CANARY))
    assert said(own) == "as it was"
    assert kept(tmp_path) == [path]
    assert not (tmp_path / CANARY).exists()


def test_a_changed_template_is_compiled_anew(board: Path) -> None:
    """Be it as long and as old as it was."""
    assert said(board) == "as it was"
    written(board, "as it is!")
    assert said(board) == said(board) == "as it is!"


@pytest.mark.parametrize("changed", ["program", "made_of", "MAGIC_NUMBER"])
def test_another_program_jinja_or_python_compiles_anew(
    board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """After an upgrade, code of before is not run, and the new one's takes its place."""
    said(board)
    (path,) = kept(tmp_path)
    path.write_bytes(planted(board, tmp_path / CANARY))
    monkeypatch.setattr(compiled, changed, b"1" if changed == "MAGIC_NUMBER" else lambda *_: "another")
    assert said(board) == "as it was"
    assert not (tmp_path / CANARY).exists()
    path.write_bytes(planted(board, tmp_path / CANARY))
    assert said(board) == "planted"


def test_no_theme_has_the_words_of_another(board: Path, tmp_path: Path) -> None:
    """Jinja works out what depends on no value when it compiles; the words of a theme must not be in kept code."""
    welsh = replace(ENGLISH, more_marks="{} marc")
    written(board, "{{ 3|marks }}")
    assert Templates([board], ENGLISH).render("t", {}) == "[3 marks]"
    assert len(kept(tmp_path)) == 1
    assert Templates([board], welsh).render("t", {}) == "[3 marc]"
    assert Templates([board], ENGLISH).render("t", {}) == "[3 marks]"


def test_code_of_another_template_is_not_run(board: Path, tmp_path: Path) -> None:
    """Not even where both say the same: messages name the file that the code was made from."""
    written(board, "as it was", "u")
    said(board, "u")
    (path,) = kept(tmp_path)
    path.write_bytes(planted(board, tmp_path / CANARY, "t"))
    assert said(board, "u") == "as it was"
    assert not (tmp_path / CANARY).exists()


@pytest.mark.slow
def test_damaged_code_is_made_anew(board: Path, tmp_path: Path) -> None:
    """What was cut short at any length, written over in part or changed in any byte is not run."""
    said(board)
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        for damaged in (
            whole[:at],
            whole[:at] + b"x" * 9,
            whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
        ):
            path.write_bytes(damaged)
            assert said(board) == "as it was"
            assert path.read_bytes() != damaged


def test_pythons_own_switch_keeps_none(board: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With PYTHONDONTWRITEBYTECODE no code is written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said(board) == "as it was"
    assert kept(tmp_path) == []


def test_a_place_that_cannot_be_written_costs_only_time(board: Path, tmp_path: Path) -> None:
    """Where a file stands in the folder's way, or a folder in the file's, every process compiles."""
    (tmp_path / "kept").write_text("a file")
    assert [said(board) for _ in range(2)] == ["as it was"] * 2
    (tmp_path / "kept").unlink()
    said(board)
    (path,) = kept(tmp_path)
    path.unlink()
    path.mkdir()
    assert [said(board) for _ in range(2)] == ["as it was"] * 2
