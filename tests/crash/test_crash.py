"""Commands that are killed lose nothing, and what would be a loss is seen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.desks import strays, tree

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="here no process can be forked"),
]


def test_some_kills_of_some_commands() -> None:
    """A sample of what `make crash` does: the old state or the new one, nothing lost, nothing left."""
    command = [sys.executable, "-m", "tests.crash", "--sample"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 stray files, 0 marks lost; 0 wrong" in ran.stdout


@pytest.mark.parametrize(
    "name",
    [
        "desk/out/.worksheetgen-partial-1",
        "tmp/tmp123",
        "home/cache/worksheetgen/.tmp",
        "home/config/a/.secret-1",
    ],
)
def test_what_is_left_is_seen(tmp_path: Path, name: str) -> None:
    """Hidden files, whatever lies in TMPDIR, and what is no name of the cache."""
    for good in ("desk/out/run/papers/001.pdf", "home/cache/worksheetgen/bank-" + 32 * "0"):
        (tmp_path / good).parent.mkdir(parents=True)
        (tmp_path / good).write_bytes(b"")
    assert strays(tree(tmp_path)) == []
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    assert strays(tree(tmp_path)) == [name]
