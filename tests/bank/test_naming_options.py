"""Options that name others by letter or place: right on every paper, as all papers have them in the bank's order."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.kinds.choice import names_others
from worksheetgen.streams import Stream

NAMING = """\
Both A and B
A and C only
A, B and C
A,B and D
(a) and (b)
Both (A) and (B)
Options A and C
Both options A and B
B only
Neither A nor B
A and B are both correct
All of the above
None of the above is correct
**All** of the above
None of the options above
Any of the above.
All three above
Two of the above
The two above
The first two
the last two options
The first and the second
The previous option
"""
OTHERS = """\
A
(B)
Vitamins A and D
In A and B
All of them
None of these
The first
The first World War
They follow the first
The above-ground part
Above
1 and 2
"""


@pytest.mark.parametrize("words", NAMING.splitlines())
def test_an_option_that_names_others_keeps_the_order(tmp_path: Path, words: str) -> None:
    """Whatever seed and place of the key are drawn, every paper has the options as the bank has them."""
    root = write_bank(tmp_path)
    path = root / "small" / "questions" / "choices.yaml"
    text = path.read_text(encoding="utf-8").replace("text: Statement over about one,", f'text: "{words}",', 1)
    path.write_text(text, encoding="utf-8")
    (part,) = load_bank(root).units[0].by_id["kirov-01"].parts
    for place in range(4):
        stream = Stream("seed", str(place))
        printed = part.body.printing(part.answers)(place, partial(lambda one: one, stream))
        assert printed == ("right", "left", "over", "under")


@pytest.mark.parametrize("words", OTHERS.splitlines())
def test_other_words_do_not(words: str) -> None:
    """A letter that is the answer, names with letters, and places of something else."""
    assert not names_others(words)
