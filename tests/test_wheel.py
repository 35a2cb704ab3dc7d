"""The built wheel, installed alone, prints the demo from an empty folder without a network."""

from __future__ import annotations

import subprocess
import sys
import venv
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.commands import files_of
from tests.schemas import SCHEMAS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent

NO_NETWORK = """\
import socket


def refuse(*_, **__):
    raise OSError("the test allows no network")


socket.socket.connect = refuse
socket.getaddrinfo = refuse
"""


def required(metadata: str) -> set[Distribution]:
    """What a package with this METADATA says that it needs here, and all that those need."""
    found: dict[str, Distribution] = {}
    waiting = [
        ("", line) for line in Parser().parsestr(metadata, headersonly=True).get_all("Requires-Dist", [])
    ]
    while waiting:
        extra, line = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        known = wanted.name in found
        found[wanted.name] = needed = distribution(wanted.name)
        if not known or wanted.extras:
            waiting += [(one, line) for one in ("", *wanted.extras) for line in needed.requires or ()]
    return set(found.values())


def link(needed: Distribution, site: Path) -> None:
    """Have a package that is installed for these tests in another site-packages too, compiled as it is."""
    home = Path(str(needed.locate_file("")))
    for name in {Path(file).parts[0] for file in needed.files or ()} - {"..", "__pycache__"}:
        if not (site / name).exists():
            (site / name).symlink_to(home / name)


def test_the_wheel_is_complete(tmp_path: Path) -> None:
    """The wheel carries the bank, the themes and the schemas of both, and `worksheetgen demo` needs nothing else."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "env", with_pip=False)  # that of its own takes longer than all else here
    python = tmp_path / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "install", "--no-compile", "--no-deps", wheel],
        check=True,
        capture_output=True,
    )
    (site,) = (tmp_path / "env" / "lib").glob("python*/site-packages")
    for needed in required(next(site.glob("worksheetgen-*.dist-info/METADATA")).read_text(encoding="utf-8")):
        link(needed, site)
    (site / "no_network.py").write_text(NO_NETWORK)
    (site / "no_network.pth").write_text("import no_network\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    done = subprocess.run(
        [tmp_path / "env" / "bin" / "worksheetgen", "demo"],
        cwd=empty,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = files_of(empty / "output")
    assert {"demo-unit-test/class-pack.pdf", "demo-homework/answer-keys.pdf", "9B.csv"} <= printed.keys()
    for schema in SCHEMAS:
        bundled = site / "worksheetgen/_bundled" / schema.relative_to(ROOT)
        assert bundled.read_bytes() == schema.read_bytes()
    refused = subprocess.run(
        [python, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        capture_output=True,
        text=True,
    )
    assert "the test allows no network" in refused.stderr
