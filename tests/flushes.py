"""What is written out to the disk, so as to outlive a power cut."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def watch_flushes(monkeypatch: pytest.MonkeyPatch, place: Path) -> list[tuple[int, bool]]:
    """From now on: the inode of each file or folder that is written out, and whether `place` existed then."""
    seen: list[tuple[int, bool]] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        seen.append((os.fstat(descriptor).st_ino, place.exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    return seen


def inodes(folder: Path) -> set[int]:
    """Of a folder and all that is in it."""
    return {path.stat().st_ino for path in (folder, *folder.rglob("*"))}
