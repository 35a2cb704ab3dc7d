"""Numbers in letters that cannot be read as one another."""

from __future__ import annotations

import pytest

from worksheetgen.crockford import LETTERS, crockford


def test_numbers_are_written_with_the_highest_character_first() -> None:
    """Every number up to the largest of its length reads back, in as many characters."""
    for number in (0, 1, 31, 32, 1022, 1023):
        written = crockford(number, 2)
        assert len(written) == 2
        assert LETTERS.index(written[0]) * 32 + LETTERS.index(written[1]) == number


@pytest.mark.parametrize("number", [-1, 1024])
def test_a_number_that_does_not_fit_is_refused(number: int) -> None:
    """It is never cut: another page would have its code."""
    with pytest.raises(ValueError, match="does not fit"):
        crockford(number, 2)
