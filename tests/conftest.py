"""What every test needs: folders for cache and settings of the tests' own, so that no run sees what a user left.

The secret that seeds are made with is the same every time: a test that passes draws no other paper on the next day.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests import thoroughness as thoroughness  # so that the option of pytest knows its profile

# A program that a test starts keeps its compiled files, as it does for a user: not compiled anew at each start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if "PYTEST_XDIST_WORKER" not in os.environ:  # whose folders are those of the process that started it
    os.environ["XDG_CACHE_HOME"] = mkdtemp(prefix="worksheetgen-tests-")
    os.environ["XDG_CONFIG_HOME"] = mkdtemp(prefix="worksheetgen-tests-")
    SECRET = Path(os.environ["XDG_CONFIG_HOME"], "worksheetgen", "secret")
    SECRET.parent.mkdir()
    SECRET.write_text("no secret to anybody who reads the tests", encoding="ascii")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Goldens are written anew only where that is asked for."""
    parser.addoption("--update-goldens", action="store_true", help="write the text goldens of pages anew")


def pytest_collection_finish() -> None:
    """Python looks for garbage as seldom as in use, and no more in what the tests themselves are made of."""
    gc.freeze()
    gc.set_threshold(200_000)
