"""What `make coverage` prints of the lines that were run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.covered import Lines, table

ROOT = Path(__file__).parent.parent


def test_a_package_is_the_sum_of_its_modules() -> None:
    """Modules of a package stand in one line, a module of its own in another, and below them their sum."""
    modules = {
        "cli/__init__.py": Lines(10, 10),
        "cli/bank/listing.py": Lines(1990, 1000),
        "cache.py": Lines(0, 0),
    }
    assert [line.split() for line in table(modules)] == [
        ["lines", "not", "run", "%"],
        ["cache", "0", "0", "100.0"],
        ["cli", "2,000", "990", "50.5"],
        ["all", "2,000", "990", "50.5"],
    ]


@pytest.mark.slow
def test_too_few_lines_fail(tmp_path: Path) -> None:
    """Where next to nothing was run, the command ends in 1 and says what is asked; modules never imported count too.

    Templates of the page, which run as Python, have no lines that anybody could count.
    """
    # As a person types it: measured by nothing else.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment["COVERAGE_FILE"] = str(tmp_path / "data")
    (tmp_path / "shown.py").write_text(
        "from worksheetgen.cli.bank import bank\nfrom worksheetgen.page.templating import html\nhtml('parts')\n"
    )
    for words in (f"coverage run {tmp_path / 'shown.py'}", "coverage combine --quiet", "tests.covered"):
        command = [sys.executable, "-m", *words.split()]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "% of the lines must be run" in ran.stdout
    (cli,) = (line.split() for line in ran.stdout.splitlines() if line.startswith("cli "))
    assert 0 < float(cli[-1]) < 50
    (markbook,) = (line.split() for line in ran.stdout.splitlines() if line.startswith("markbook "))
    assert markbook[-1] == "0.0"
