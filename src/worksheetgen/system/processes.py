"""Processes of this machine, and what passes between them."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable
from errno import EINVAL, EPIPE

READER_LEFT = {EPIPE, EINVAL}
"""What a system answers once nobody reads a pipe any more; Windows says EINVAL."""

MOST_PROCESSES = 61 if sys.platform == "win32" else 1000
"""The most processes that one can wait for at a time: Windows waits for 63 things, Python needs two of them."""


def cores() -> int:
    """The cores that this process may use; elsewhere than on Linux all of them."""
    allowed = getattr(os, "sched_getaffinity", None)
    return min(len(allowed(0)) if allowed else os.cpu_count() or 1, MOST_PROCESSES)


def typed(words: Iterable[str]) -> str:
    """A command's words as they are typed on this system, those in quotes that need them.

    Windows has two shells, and both take double quotes; elsewhere shells agree on single ones.
    """
    if sys.platform != "win32":
        return shlex.join(words)
    return " ".join(word if re.fullmatch(r"[\w@+=:,./\\-]+", word) else f'"{word}"' for word in words)
