"""Two names change places in one step, or nothing happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.marks import can_forbid_exchange
from tests.delivery.runs import NEW, NO_EXCHANGE, OLD, can_exchange, contents, python, write
from worksheetgen.system.disk import exchange


def test_two_folders_change_places(tmp_path: Path) -> None:
    """Each has what the other one had; an unusual name is no hindrance."""
    one, other = tmp_path / "öne\udcff two", tmp_path / "deep/other"
    write(one, OLD)
    write(other, NEW)
    if not can_exchange(tmp_path):
        pytest.skip("this disk cannot exchange names")
    assert exchange(one, other)
    assert contents(one) == NEW
    assert contents(other) == OLD


def test_what_is_not_there_is_not_exchanged(tmp_path: Path) -> None:
    """A missing name changes nothing."""
    write(tmp_path / "one", OLD)
    assert not exchange(tmp_path / "one", tmp_path / "other")
    assert contents(tmp_path / "one") == OLD
    assert not (tmp_path / "other").exists()


@can_forbid_exchange
def test_a_disk_that_cannot_says_so(tmp_path: Path) -> None:
    """Where the system refuses, both names stay as they are."""
    write(tmp_path / "one", OLD)
    write(tmp_path / "other", NEW)
    ran = python(
        NO_EXCHANGE + "from worksheetgen.system.disk import exchange\n"
        "print(exchange(Path(sys.argv[1]) / 'one', Path(sys.argv[1]) / 'other'))",
        tmp_path,
    )
    assert ran.stdout == "False\n", ran.stderr
    assert contents(tmp_path / "one") == OLD
