"""The one clock of the program: when a mark was entered is the only time that is ever written down.

No run depends on it, so that equal runs have equal bytes; but for which topics a retrieval grid takes for last week's,
and these stand in the run's record.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from time import thread_time

Clock = Callable[[], str]
"""Gives the time of now as text: `2026-11-27T18:04:31+00:00`."""


def local_time() -> str:
    """The time of now in this computer's zone, to the second, in ISO 8601; in UTC where it is set to none on earth."""
    try:
        now = datetime.now().astimezone()
    except ValueError:  # TZ says a day or more
        now = datetime.now(UTC)
    return now.isoformat(timespec="seconds")


def seconds_at_work() -> float:
    """Seconds that this thread has been at work since some moment: not those in which the computer did other things."""
    return thread_time()
