"""Where runs go in the tests of the delivery."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery.runs import OLD, bring
from worksheetgen.delivery import placing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the run shall go; nothing is there yet."""
    return tmp_path / "run"


@pytest.fixture
def old(folder: Path) -> Path:
    """Where the run shall go; an older run is there."""
    bring(folder, OLD)
    return folder


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that cannot exchange two names, as many network drives cannot: two renames do it."""
    monkeypatch.setattr(placing, "exchange", lambda one, other: False)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder in which a user without rights may do everything."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)
