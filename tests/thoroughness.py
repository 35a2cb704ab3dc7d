"""How many examples a property is tried on: some in `make test`, many in `make soak`, which has Hypothesis' profile."""

from __future__ import annotations

from hypothesis import Phase, settings

SOAK = "soak"
settings.register_profile(SOAK, settings.get_profile("default"))
# To know that a property fails is enough for `make mutants`: no smaller example is looked for.
settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), deadline=None, database=None)


def examples(some: int, *, many: int) -> int:
    """The number of examples for a property that takes more than a few seconds for `many`."""
    return many if settings.get_current_profile_name() == SOAK else some
