"""Nothing takes its place before it would outlive a power cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.delivery.runs import NEW, bring
from tests.flushes import inodes, watch_flushes
from worksheetgen.delivery import deliver


@pytest.mark.parametrize("way", [bring, deliver])
def test_a_run_is_on_the_disk_before_it_is_in_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Path, Mapping[str, bytes]], None]
) -> None:
    """Every file and folder of it is written out before, and its name in the folder above after that."""
    seen = watch_flushes(monkeypatch, folder)
    way(folder, NEW)
    assert {inode for inode, in_place in seen if not in_place} == inodes(folder)
    assert [inode for inode, in_place in seen if in_place] == [folder.parent.stat().st_ino]


def test_a_replaced_run_is_on_the_disk(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same holds where a run stood before."""
    seen = watch_flushes(monkeypatch, old)
    bring(old, force=True)
    written = [inode for inode, _ in seen]
    assert set(written[:-1]) == inodes(old)
    assert written[-1] == old.parent.stat().st_ino
