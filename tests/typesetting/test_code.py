"""A page's code against the library that knows the standard."""

from __future__ import annotations

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheetgen.typesetting.code import _basis, _symbol, code

payloads = st.text(st.characters(codec="latin-1", categories=["L", "N", "P"]), min_size=1, max_size=45)


@settings(max_examples=60, deadline=None)
@given(payloads)
def test_a_code_is_the_one_that_the_library_makes(payload: str) -> None:
    """Composed bit by bit, every symbol is segno's own of the same payload."""
    made = segno.make_qr(payload, error="m", boost_error=False, mask=0, mode="byte", encoding="latin-1")
    rows = [bytes(row) for row in made.matrix]
    squares = code(payload, float(len(rows))).operators[0]
    assert isinstance(squares, bytes)
    drawn = [[0] * len(rows) for _ in rows]
    words = squares.split(b" g ")[1].split(b" f Q")[0].split(b" re")
    for each in words[:-1]:
        x, y, width, height = (round(float(number)) for number in each.split())
        assert height == 1
        for at in range(x, x + width):
            drawn[-y - 1][at] += 1
    assert drawn == [list(row) for row in rows]


def test_a_symbol_is_made_once_for_each_bit() -> None:
    """Thirteen characters need 105 symbols of the library, however many codes are drawn."""
    plain, patterns, _ = _basis(13)
    assert sum(len(bits) for bits in patterns) == 8 * 13
    assert plain == _symbol(b"A" * 13)[0]
