"""Words and numbers for people."""

from __future__ import annotations

import pytest

from worksheetgen.english import all_of, clipped, first_few, in_ranges, runs_of


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], ""), ([4], "4"), ([2, 1], "1, 2"), ([3, 1, 2], "1–3"), ([7, 1, 2, 3, 4, 9, 10], "1–4, 7, 9, 10")],
)
def test_numbers_are_said_in_ranges(numbers: list[int], said: str) -> None:
    """Three neighbours and more are a range, two are named."""
    assert in_ranges(numbers) == said


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [([], []), ([3], [(3, 3)]), ([5, 1, 2, 7, 6], [(1, 2), (5, 7)]), ([1, 3], [(1, 1), (3, 3)])],
)
def test_runs(numbers: list[int], runs: list[tuple[int, int]]) -> None:
    """Neighbouring numbers are joined, others stay apart."""
    assert runs_of(numbers) == runs


@pytest.mark.parametrize(
    ("names", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed(names: list[str], said: str) -> None:
    """Commas stand between them, and before the last of several ‘and’."""
    assert all_of(names) == said


@pytest.mark.parametrize(("most", "said"), [(4, "a, b, c"), (3, "a, b, c"), (2, "a, b and 1 more")])
def test_many_names_are_cut_to_the_first_few(most: int, said: str) -> None:
    """As many are named as are asked for, and the others are counted."""
    assert first_few(["a", "b", "c"], most) == said


@pytest.mark.parametrize(("most", "said"), [(5, "seven"), (4, "seve…")])
def test_a_long_text_is_clipped(most: int, said: str) -> None:
    """Within a word if need be, as what is quoted of a cell may have no space."""
    assert clipped("seven", most) == said
