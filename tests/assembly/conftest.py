"""Limits that are low enough for a small bank to reach them."""

from __future__ import annotations

import pytest

from worksheetgen.assembly import drawing


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms are drawn from ten questions at first, and from five at least."""
    monkeypatch.setattr(drawing, "SHORTLIST", 10)
    monkeypatch.setattr(drawing, "LEAST", 5)


@pytest.fixture
def one_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one first form is tried before all forms are drawn at once."""
    monkeypatch.setattr(drawing, "ATTEMPTS", 1)
