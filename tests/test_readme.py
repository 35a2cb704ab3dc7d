"""The README's commands work in the order in which they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands import worksheetgen

pytestmark = pytest.mark.slow

README = Path(__file__).parent.parent / "README.md"


def commands(heading: str) -> list[str]:
    """What is to be typed in the first block of commands under a heading, without what is said beside it."""
    block = README.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].split("```")[1]
    return [line.partition("   ")[0] for line in block.strip().splitlines()]


def test_the_bank_s_commands_work_in_turn(tmp_path: Path) -> None:
    """None collides with another or lacks what it needs; `check` alone finds something: the words still to write."""
    typed = commands("The bank")
    assert len(typed) >= 7
    for line in typed:
        words = [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]
        ran = worksheetgen(*words[1:], cwd=tmp_path)
        assert ran.code == (3 if words[1:3] == ["bank", "check"] else 0), (line, ran.err)
