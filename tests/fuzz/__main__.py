"""Coverage-guided fuzzing of every target, one after another: `python -m tests.fuzz [TARGET…] [--cases N]`.

Each target is fuzzed by libFuzzer (atheris) in a process of its own: 10 seconds and 1 GiB are the most that a case may
take. A case that fails is kept in build/fuzz/TARGET, and the next target follows.
"""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from tests.fuzz.mutating import ODD
from tests.fuzz.targets import TARGETS

BUILD = Path("build", "fuzz")
SECONDS, MEGABYTES = 10, 1024
CASES = 10_000


def main() -> None:
    """Fuzz the targets that are named, or all; say of each how many cases it took. SystemExit where one failed."""
    parser = ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("target", nargs="*", choices=[[], *TARGETS])
    parser.add_argument("--cases", type=int, default=CASES)
    asked = parser.parse_args()
    failed = [name for name in asked.target or TARGETS if not _fuzzed(name, asked.cases)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}. The cases are in {BUILD}.")


def _fuzzed(name: str, cases: int) -> bool:
    """Whether every case ended as it must."""
    folder = BUILD / name
    (corpus := folder / "corpus").mkdir(parents=True, exist_ok=True)
    words = folder / "words.txt"
    words.write_text(
        "\n".join(f'"{_escaped(odd)}"' for odd in ODD if odd and len(odd) < 60), encoding="ascii"
    )
    limits = (f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-runs={cases}", f"-dict={words}")
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.guided",
        name,
        str(corpus),
        f"-artifact_prefix={folder}/",
        *limits,
    ]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (folder / "log.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    counts = re.findall(r"^#(\d+)", done.stderr, re.MULTILINE)
    ended = "ok" if done.returncode == 0 else "FAILED"
    sys.stdout.write(f"{name}: {counts[-1] if counts else 0} cases, {ended}\n")
    sys.stdout.flush()
    return done.returncode == 0


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
