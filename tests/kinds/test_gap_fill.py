"""Gap fill as students of each tier have it."""

from __future__ import annotations

from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
from worksheetgen.model.tier import Tier


def test_figures_are_given_no_first_one() -> None:
    """Core is told the letter that a word begins with, and nothing of a figure: 1 says nothing of a year."""
    body = GapFill(("In ", " the ", " came."), ("1937", "army"), fading=True)
    seen = body.for_student((Key(("1937", "army"), "", ()),), (), Tier.CORE)
    assert seen.letters == ("", "a")
