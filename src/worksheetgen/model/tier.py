"""How much support somebody has; a module of its own, as both the bank and its kinds of question need it."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """How much support a student's print carries; never a word on a student's page."""

    SUPPORT = "support"
    CORE = "core"
    CHALLENGE = "challenge"
