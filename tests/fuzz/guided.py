"""One target under libFuzzer: `python -m tests.fuzz.guided TARGET CORPUS [OPTIONS]`, as `tests.fuzz` starts it."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import atheris

with atheris.instrument_imports(include=["worksheetgen"]):
    from tests.fuzz.mutating import mutated
    from tests.fuzz.targets import TARGETS, Desk, changing
    from worksheetgen.cli import main as _  # noqa: F401  # everything is instrumented before it is used


def main() -> None:
    """Fuzz; libFuzzer ends the process."""
    name, corpus, *options = sys.argv[1:]
    target = TARGETS[name]
    desk = Desk(Path(mkdtemp(prefix="worksheetgen-fuzz-")))
    (Path(corpus) / "seed").write_bytes(desk.seed(target))

    def one(content: bytes) -> None:
        desk.check(target, content)

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)

        def change(part: bytes) -> bytes:
            guided = chance.random() < 0.5
            return bytes(atheris.Mutate(part, len(part) + 200)) if guided else mutated(part, chance)

        return changing(target, change, chance.choice)(content)[:most]

    largest = max(4096, 4 * len(desk.seed(target)))
    atheris.Setup([sys.argv[0], corpus, f"-max_len={largest}", *options], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
