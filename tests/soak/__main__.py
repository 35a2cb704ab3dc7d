"""Random papers printed and answered from the page: `python -m tests.soak [--papers N] [--kept FOLDER]`.

Each round prints what `wishes` draws for its number, compares it and has `verify` compare it too. How many rounds,
papers and answers there were is kept in build/soak, so a soak that was stopped goes on, and figures add up.
"""

from __future__ import annotations

import json
import shutil
import sys
from argparse import ArgumentParser
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.commands import Ran, worksheetgen
from tests.soak.bank_words import UNIT, Words, read_words
from tests.soak.comparing import compared
from tests.soak.wishes import Wish, wish
from worksheetgen.errors import ExitCode

BUILD = Path("build", "soak")
PAPERS = 1_000
TOO_FEW = "retrieval-grid finds"
"""What a command says that was asked for an activity for which the bank has too few questions."""


@dataclass(frozen=True)
class Counted:
    """What was done in all rounds so far; `wrong` papers are kept in build/soak with what is wrong."""

    rounds: int = 0
    unmet: int = 0
    papers: int = 0
    answers: int = 0
    wrong: int = 0


def main() -> None:
    """Go on for so many papers more; say how many there were in all. SystemExit where anything was wrong."""
    parser = ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--papers", type=int, default=PAPERS, help="how many papers more")
    parser.add_argument("--kept", type=Path, default=BUILD, help="where figures and wrong papers are kept")
    asked = parser.parse_args()
    asked.kept.mkdir(parents=True, exist_ok=True)
    figures = asked.kept / "figures.json"
    counted = Counted(**json.loads(figures.read_text(encoding="utf-8"))) if figures.exists() else Counted()
    goal, bank = counted.papers + asked.papers, read_words()
    while counted.papers < goal:
        counted = soaked(counted, bank, asked.kept)
        figures.write_text(json.dumps(asdict(counted)), encoding="utf-8")
    rounds = f"{counted.rounds} rounds ({counted.unmet} that no paper meets)"
    read = f"{counted.answers} closed answers read, {counted.wrong} wrong"
    sys.stdout.write(f"{counted.papers} papers of {rounds}: {read}.\n")
    if counted.wrong:
        sys.exit(f"What is wrong is in {asked.kept}.")


def soaked(counted: Counted, bank: Words, kept: Path) -> Counted:
    """The next round."""
    number = counted.rounds
    desk = kept / "desk"  # always the same, so that a bank that was read once is known
    shutil.rmtree(desk, ignore_errors=True)
    desk.mkdir()
    ran = _printed(wish(number, bank), desk)
    counted = replace(counted, rounds=number + 1)
    if ran.code == ExitCode.UNMET_BLUEPRINT or (ran.code == ExitCode.INVALID_INPUT and TOO_FEW in ran.err):
        return replace(counted, unmet=counted.unmet + 1)
    wrong = [ran.err] if ran.code else []
    if not ran.code:
        found = compared(desk / "run", bank)
        verified = worksheetgen("verify", "run", "--bank", str(UNIT), cwd=desk)
        wrong = [*found.wrong, *([verified.err] if verified.code else [])]
        counted = replace(
            counted, papers=counted.papers + found.papers, answers=counted.answers + found.answers
        )
    if wrong:
        counted = replace(counted, wrong=counted.wrong + len(wrong))
        (desk / "wrong.txt").write_text("\n".join(wrong), encoding="utf-8")
        desk.rename(kept / f"round-{number}")
    return counted


def _printed(asked: Wish, desk: Path) -> Ran:
    """The command of a wish, in a folder that has its files."""
    (desk / "class.csv").write_text(asked.class_list, encoding="utf-8")
    if asked.blueprint:
        (desk / "blueprint.yaml").write_text(asked.blueprint, encoding="utf-8")
    return worksheetgen(*asked.words, "--bank", str(UNIT), "--output", "run", cwd=desk)


if __name__ == "__main__":
    main()
