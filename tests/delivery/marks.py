"""What can be tried on this system alone."""

from __future__ import annotations

import platform
import sys

import pytest

can_forbid_exchange = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="here no process can be kept from exchanging names",
)
