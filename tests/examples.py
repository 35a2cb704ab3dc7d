"""An example of every kind, even of one that the bundled bank lacks: what `bank new` begins, its words as they are.

So a new kind is in every test that goes through all kinds as soon as it has a skeleton.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.kinds import Kind
from worksheetgen.model.question import Question
from worksheetgen.run.questions import new_question

SIGNS = str.maketrans("", "", "‹›“”")
"""What stands around words still to be written, and quotation marks, as nothing is quoted from any text."""


@cache
def example(kind: Kind) -> Question:
    """A question of the kind, in the words of its skeleton."""
    with TemporaryDirectory() as folder:
        root = write_bank(Path(folder))
        id = begin(root, kind)
        (unit,) = load_bank(root).units
    return unit.by_id[id]


def begin(root: Path, kind: Kind) -> str:
    """Add the example to the tiny bank below a folder: its id."""
    id, _ = new_question(root / "small", kind, "gulag")
    path = root / "small/questions/gulag.yaml"
    path.write_text(path.read_text(encoding="utf-8").translate(SIGNS), encoding="utf-8")
    return id
