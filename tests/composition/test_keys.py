"""The answer keys: a written answer's marks are those of the paper, the ones for its spelling apart."""

from __future__ import annotations

from tests.samples import blueprint, question, section, selection, stage, student, unit, varied, written
from worksheetgen.composition import compose_answer_keys
from worksheetgen.model.document import Paragraph, plain


def test_marks_for_spelling_stand_beside_a_written_answers_own() -> None:
    """They stand once, at the last part of a question, and nowhere without them."""
    bank = unit(question("a", written(8)), question("b", written(2), written(8)), question("c", written(4)))
    plan = blueprint(section(spag=4), section(spag=3), section())
    paper = varied(selection("a", "b", "c"), plan, bank, student(), "9B", "seed", "run")
    found = compose_answer_keys([paper], [paper], stage())
    texts = [plain(item.block.text) for item in found.items if isinstance(item.block, Paragraph)]
    (key,) = (" ".join(text.split()) for text in texts if "[" in text)
    assert key == "1: entry 1 [8 + 4 SPaG]; 2(a): entry 2 [2]; 2(b): entry 2 [8 + 3 SPaG]; 3: entry 3 [4]"
