"""What lies on the desk, and for how long."""

from __future__ import annotations

import re
from pathlib import Path
from weakref import ref

import pytest

from tests.tiny_bank import write_bank
from worksheetgen import load_bank
from worksheetgen.page import desk as desks
from worksheetgen.page.desk import PageDesk
from worksheetgen.protection import NO_PASSWORD
from worksheetgen.run.drafts import Choices, new_draft, plan_choices


def test_a_press_that_was_replaced_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many plans nothing is left of what a press remembered: an evening of changes takes no more memory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setattr(desks, "PLANS_A_PRESS", 2)
    desk = PageDesk(load_bank(write_bank(tmp_path)), b"secret", NO_PASSWORD)
    plan = desk.paper(new_draft("test", Choices(blueprint="test"))).plan
    assert plan
    desk.leaves(plan, plan.students[0])
    assert desk._press
    first = ref(desk._press.renderer)
    for _ in range(desks.PLANS_A_PRESS):
        assert first()
        desk.leaves(plan, plan.students[0])
    assert first()
    desk.leaves(plan, plan.students[0])
    assert first() is None


def test_what_is_seen_after_swaps_is_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Swaps one by one on the screen give the order that they have all at once, also where they move questions.

    A question without misconceptions stands below the scheme's table of choices. Printing would else begin with “The
    questions were changed” time and again.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    bank_folder = write_bank(tmp_path)
    file = bank_folder / "small/questions/choices.yaml"
    head, *choices = file.read_text(encoding="utf-8").split("  - id: ")
    plain = [
        re.sub(r", misconception: [^}]*", "", one) + "    origin: {format: xlsx, file: q.xlsx}\n"
        for one in choices[::2]
    ]
    file.write_text("  - id: ".join([head, *plain, *choices[1::2]]), encoding="utf-8")
    desk = PageDesk(load_bank(bank_folder), b"secret", NO_PASSWORD)
    draft = new_draft("test", Choices(blueprint="test"))
    paper = desk.paper(draft)
    assert paper.plan
    assert paper.blueprint
    imported = {one.id for one in paper.plan.request.unit.questions if one.origin}
    drawn = paper.plan.draw.forms[0].sections[0]
    old, new = next(
        (old, other.id)
        for old in (drawn[0], drawn[-1])
        for other in paper.plan.alternatives(old)
        if (old in imported) != (other.id in imported)
    )
    for gone, came in ((old, new), (new, old)):
        draft = draft.then("Swapped.", desk.swapped(draft, gone, came))
        seen = desk.paper(draft).plan
        printed = plan_choices(draft.choices, desk.bank, paper.blueprint, None)
        assert seen
        assert seen.draw == printed.draw
