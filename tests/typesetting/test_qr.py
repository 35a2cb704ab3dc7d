"""A page's code against the library that knows the standard."""

from __future__ import annotations

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheetgen.typesetting.qr import _basis, _symbol, qr_code

payloads = st.text(st.characters(codec="latin-1", categories=["L", "N", "P"]), min_size=1, max_size=45)


@settings(max_examples=60, deadline=None)
@given(payloads)
def test_a_code_is_the_one_that_the_library_makes(payload: str) -> None:
    """Composed bit by bit, every symbol is segno's own of the same payload."""
    made = segno.make_qr(payload, error="m", boost_error=False, mask=0, mode="byte", encoding="latin-1")
    found = qr_code(payload)
    modules, samples = found.modules, found.samples
    assert modules == len(made.matrix)
    wide = -(-modules // 8)
    rows = [int.from_bytes(samples[at : at + wide], "big") for at in range(0, len(samples), wide)]
    bits = [f"{row:0{8 * wide}b}" for row in rows]
    assert [row[:modules] for row in bits] == ["".join("01"[not dark] for dark in row) for row in made.matrix]
    assert {row[modules:].strip("1") for row in bits} == {""}


def test_each_character_has_its_own_pattern() -> None:
    """What a character changes in a symbol is the same whatever stands around it."""
    plain, patterns, _ = _basis(13)
    assert len(patterns) == 13
    assert plain == _symbol(b"A" * 13)[0]
    assert plain ^ patterns[4][ord("B")] == _symbol(b"AAAABAAAAAAAA")[0]
