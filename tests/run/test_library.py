"""The front door: what a program imports from `worksheetgen`, as README shows it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import worksheetgen

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.slow
def test_the_readmes_ten_lines_run(tmp_path: Path) -> None:
    """The example draws, prints and verifies, in a folder with nothing but a class list."""
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert example.count("\n") <= 10
    (tmp_path / "9B.csv").write_text("id,name\n1,Ada\n2,Bo\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[1].startswith("4 ")
    assert (tmp_path / "output/9B/papers/1.pdf").is_file()


def test_every_exported_function_is_there() -> None:
    """Each name of the front door is a function with a docstring; others are refused as by any module."""
    for name in worksheetgen.__all__:
        assert getattr(worksheetgen, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = worksheetgen.nothing
