"""What every test needs: folders for cache and settings of the tests' own, so that no run sees what a user left.

The secret that seeds are made with is the same every time: a test that passes draws no other paper on the next day.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from tests import thoroughness as thoroughness  # so that the option of pytest knows its profile

# A program that a test starts keeps its compiled files, as it does for a user: not compiled anew at each start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
OURS = pytest.StashKey[Path]()
"""Where the folders of this session stand; workers have those of the process that started them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Goldens are written anew only where that is asked for."""
    parser.addoption("--update-goldens", action="store_true", help="write the text goldens of pages anew")


def pytest_configure(config: pytest.Config) -> None:
    """Each session has folders of its own: what a mutant draws and keeps is not taken for what the next one draws."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    ours = config.stash[OURS] = Path(mkdtemp(prefix="worksheetgen-tests-"))
    os.environ["XDG_CACHE_HOME"], os.environ["XDG_CONFIG_HOME"] = str(ours / "cache"), str(ours / "config")
    secret = ours / "config/worksheetgen/secret"
    secret.parent.mkdir(parents=True)
    secret.write_text("no secret to anybody who reads the tests", encoding="ascii")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing of a session is left."""
    if ours := config.stash.get(OURS, None):
        rmtree(ours, ignore_errors=True)


TESTS = 300
"""After so many tests of a process what they froze is looked through for garbage: a third of a second."""

_done = 0
"""How many tests this process has run."""


def pytest_collection_finish() -> None:
    """Python looks for garbage as seldom as in use, and no more in what the tests themselves are made of."""
    gc.set_threshold(200_000)
    gc.freeze()


def pytest_runtest_teardown() -> None:
    """A command freezes what is there as it has its bank; a process that runs thousands would keep their garbage.

    Tests are counted and not what is frozen, as to count that takes as long as there is much of it.
    """
    global _done
    _done += 1
    if _done % TESTS == 0:
        pytest_sessionfinish()
        gc.freeze()


def pytest_sessionfinish() -> None:
    """Files that tests read, and forgot, are closed, and nobody complains of them as the process ends."""
    gc.unfreeze()
    gc.collect()
