"""How many examples a property is tried on: some in `make test`, many in `make soak`, which has Hypothesis' profile."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

SOAK = "soak"
# How long an example takes is the machine's affair, and that of whatever else it does.
settings.register_profile(
    "unhurried",
    settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")
settings.register_profile(SOAK, settings.get_profile("unhurried"))
# To know that a property fails is enough for `make mutants`: no smaller example is looked for.
settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), database=None)


def examples(some: int, *, many: int) -> int:
    """The number of examples for a property that takes more than a few seconds for `many`."""
    return many if settings.get_current_profile_name() == SOAK else some
