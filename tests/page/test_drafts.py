"""Drafts: values that only grow by what a teacher did, kept as files."""

from __future__ import annotations

from pathlib import Path

from worksheetgen.run.drafts import Choices, drafts, keep_draft, new_draft, on_run_there, open_draft
from worksheetgen.run.plan import Changes


def test_undo_takes_the_last_change_back_also_after_a_crash(tmp_path: Path) -> None:
    """A draft is read from its file as it was, with everything that can be undone."""
    draft = new_draft("test", Choices(blueprint="small/test"), tmp_path)
    changed = draft.then("Swapped.", draft.choices.swapped("a", "b"))
    keep_draft(changed, tmp_path)
    found = open_draft(tmp_path / "test.json")
    assert found == changed
    assert found.choices.changes.instead == (("a", "b"),)
    assert found.undone() == draft
    assert draft.undone() == draft


def test_a_second_draft_of_a_paper_has_a_name_of_its_own(tmp_path: Path) -> None:
    """Nothing is written over; a damaged file is passed over and stays."""
    assert [new_draft("test", Choices(), tmp_path).name for _ in range(2)] == ["test", "test-2"]
    (tmp_path / "test-2.json").write_text("{")
    assert [draft.name for draft in drafts(tmp_path)] == ["test"]


def test_what_was_kept_may_be_swapped_after_the_draw() -> None:
    """Questions are kept for one draw: to change one later is no contradiction."""
    drawn = Choices().keeping("a").drawn_again("x")
    assert drawn.changes == Changes(again="x", kept_then=("a",))
    assert drawn.keeping("a").swapped("a", "b").changes.contradictions == ()


def test_what_is_left_out_does_not_come_back() -> None:
    """Another takes its place, or where none fits the others are drawn without it."""
    assert Choices().without("a", "b", "x").drawn_again("y").changes.out == ("a",)
    assert Choices().keeping("a").without("a", "", "x").changes == Changes(out=("a",), again="x")


def test_changes_to_another_run_count_no_more() -> None:
    """Once the paper is printed its changes are part of what stands."""
    changed = Choices().swapped("a", "b")
    assert on_run_there(changed, "") == changed
    assert on_run_there(changed, "printed").changes == Changes()
