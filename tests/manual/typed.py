"""A page of the manual to what a teacher does who follows it: files to save, commands to type, what the screen says.

A block fenced as `sh` has commands, one a line and without remarks, which not every shell would pass over; one as
`text` has what the last of them says, and one with a `title="FILE"` is to be saved under that name. Two marks, which
readers do not see, stand before a block: `<!-- exit 3 -->` for commands that stop, and `<!-- by hand: DOING -->` for
what is done without a command.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.commands import Ran, worksheetgen

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_STEP = re.compile(
    r"<!-- (?P<mark>exit|by hand):? (?P<said>[^>]+) -->"
    r"|^```(?P<language>\w*)(?: title=\"(?P<file>[^\"]+)\")?\n(?P<words>.*?)^```$",
    flags=re.DOTALL | re.MULTILINE,
)
SET_UP = re.compile(r"(make|source|mkdir|cd|pipx) ")
"""Commands that prepare a computer, which no test types: the Makefile's own are run by whoever runs the tests."""

Hand = Callable[[Path], None]
"""What is done without a command, in the folder that a teacher works in."""


@dataclass(frozen=True)
class Step:
    """A thing to do: `kind` is a block's language, or the word of a mark; `file` is the name to save it under."""

    kind: str
    words: str
    file: str = ""

    @property
    def commands(self) -> list[str]:
        """The lines to type; [] for anything but commands."""
        return self.words.splitlines() if self.kind == "sh" else []


def steps(page: str) -> Iterator[Step]:
    """All that a page has a teacher do, in order."""
    for found in _STEP.finditer(page):
        if found["mark"]:
            yield Step(found["mark"], found["said"])
        else:
            yield Step(found["language"], found["words"], found["file"] or "")


def follow(page: str, desk: Path, hands: Mapping[str, Hand] = {}) -> int:
    """Do what the page says, in the folder `desk`; `hands` has what is done by hand. The number of commands typed.

    A command that ends otherwise than the page says, or whose words on the screen are not those of the page, fails.
    """
    typed, code, said = 0, 0, ""
    for step in steps(page):
        if step.kind == "exit":
            code = int(step.words)
        elif step.kind == "by hand":
            hands[step.words](desk)
        elif step.file:
            path = desk / step.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.words, encoding="utf-8")
        elif step.kind == "text":
            missing = unsaid(step.words, said)
            assert not missing, f"not on the screen: {missing}\nbut:\n{said}"
        for line in step.commands:
            if SET_UP.match(line):
                continue
            ran = type_line(line, desk)
            typed, said = typed + 1, ran.out + ran.err
            assert ran.code == code, f"{line} ended with {ran.code}:\n{said}"
        code = 0 if step.commands else code
    return typed


def type_line(line: str, desk: Path) -> Ran:
    """What a line does that begins with `worksheetgen`; `> FILE` at its end keeps what it says."""
    program, *words = shlex.split(line)
    assert program == "worksheetgen", line
    kept = words[words.index(">") + 1] if ">" in words else ""
    ran = worksheetgen(*(words[: words.index(">")] if kept else words), cwd=desk)
    if kept:
        (desk / kept).write_text(ran.out, encoding="utf-8")
    return ran


def unsaid(shown: str, said: str) -> str:
    """The first line of what a page shows that the screen does not say below the one before; "" where all are said.

    `…` stands for whatever is left out: lines, where it is alone, or a part of its line. White counts once.
    """
    lines = iter([" ".join(line.split()) for line in said.splitlines()])
    for line in (" ".join(line.split()) for line in shown.splitlines()):
        pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
        if line != "…" and not any(re.fullmatch(pattern, one) for one in lines):
            return line
    return ""
