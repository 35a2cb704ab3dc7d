"""Drafts: values that only grow by what a teacher did, kept as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from worksheetgen.run.changes import Changes
from worksheetgen.run.drafts import DRAFTS, Choices, drafts, keep_draft, new_draft, open_draft


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has an empty folder of its own, in which drafts are kept."""
    monkeypatch.chdir(tmp_path)


def test_undo_takes_the_last_change_back_also_after_a_crash() -> None:
    """A draft is read from its file as it was, with everything that can be undone."""
    draft = new_draft("test", Choices(blueprint="small/test"))
    changed = draft.then("Swapped.", draft.choices.swapped("a", "b"))
    keep_draft(changed)
    found = open_draft(DRAFTS / "test.json")
    assert found == changed
    assert found.choices.changes.instead == (("a", "b"),)
    assert found.undone() == draft
    assert draft.undone() == draft


def test_a_second_draft_of_a_paper_has_a_name_of_its_own() -> None:
    """Nothing is written over; a damaged file is passed over and stays."""
    assert [new_draft("test", Choices()).name for _ in range(2)] == ["test", "test-2"]
    (DRAFTS / "test-2.json").write_text("{")
    assert [draft.name for draft in drafts()] == ["test"]


def test_what_was_kept_may_be_swapped_after_the_draw() -> None:
    """Questions are kept for one draw: to change one later is no contradiction."""
    drawn = Choices().keeping("a").drawn_again("x")
    assert drawn.changes == Changes(again="x", kept_then=("a",))
    assert drawn.keeping("a").swapped("a", "b").changes.contradictions == ()


def test_swaps_of_one_place_are_one_swap() -> None:
    """What is swapped again goes from the question that was drawn; swapped back, nothing is left of it."""
    once = Choices().swapped("a", "b")
    assert once.swapped("b", "c").changes.instead == (("a", "c"),)
    assert once.swapped("x", "y").swapped("b", "c").changes.instead == (("a", "c"), ("x", "y"))
    assert once.swapped("b", "c").swapped("c", "a").changes.instead == ()
    assert once.swapped("x", "a").swapped("b", "x").changes.instead == (("a", "x"), ("x", "a"))


def test_a_long_evening_is_no_longer_to_write_down_than_a_short_one() -> None:
    """After two thousand changes each further one is kept in a file that does not grow."""
    draft, sizes = new_draft("test", Choices()), []
    for number in range(2000):
        old, new = f"a{number // 8 % 40}-{number % 8}", f"a{(number // 8 + 1) % 40}-{number % 8}"
        draft = draft.then("Swapped.", draft.choices.swapped(old, new))
        if number in (400, 1999):
            keep_draft(draft)
            sizes.append((DRAFTS / "test.json").stat().st_size)
    assert sizes[1] < 1.01 * sizes[0] < 800_000


def test_what_is_left_out_does_not_come_back() -> None:
    """Another takes its place, or where none fits the others are drawn without it."""
    assert Choices().without("a", "b", "x").drawn_again("y").changes.out == ("a",)
    assert Choices().keeping("a").without("a", "", "x").changes == Changes(out=("a",), again="x")


def test_changes_to_another_run_count_no_more() -> None:
    """Once the paper is printed its changes are part of what stands."""
    changed = Choices().swapped("a", "b")
    assert changed.on("") == changed
    assert changed.on("printed").changes == Changes()
