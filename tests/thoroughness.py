"""How many examples a property is tried on: some in `make test`, many in `make soak`, which has Hypothesis' profile."""

from __future__ import annotations

from hypothesis import settings

SOAK = "soak"
settings.register_profile(SOAK, settings.get_profile("default"))


def examples(some: int, *, many: int) -> int:
    """The number of examples for a property that takes more than a few seconds for `many`."""
    return many if settings.get_current_profile_name() == SOAK else some
