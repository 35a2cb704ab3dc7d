"""The one clock: a time to write down, wherever the computer thinks that it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from worksheetgen.clock import local_time

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has its zone from elsewhere")


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The zone that TZ names."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Europe/Berlin", {1, 2}), ("Nowhere", {0}), ("XXX25:99", {0}), ("XXX-30", {0})],
    indirect=["zone"],
)
@pytest.mark.usefixtures("zone")
def test_the_time_has_its_zone(hours: set[int]) -> None:
    """It is the local one, or UTC where TZ names no zone or one that is a day or more away."""
    said = datetime.fromisoformat(local_time())
    assert said.utcoffset() in {timedelta(hours=one) for one in hours}
    assert abs(said.timestamp() - time.time()) < 60
