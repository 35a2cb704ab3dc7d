"""What lies on the desk, and for how long."""

from __future__ import annotations

from pathlib import Path
from weakref import ref

import pytest

from tests.tiny_bank import write_bank
from worksheetgen import load_bank
from worksheetgen.page import desk as desks
from worksheetgen.page.desk import PageDesk
from worksheetgen.protection import NO_PASSWORD
from worksheetgen.run.drafts import Choices, new_draft


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
