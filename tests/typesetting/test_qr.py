"""A page's code against the library that knows the standard."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheetgen.typesetting.qr import MODULES, qr_codes

payloads = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=20, max_size=20)


@settings(max_examples=60)
@given(payloads)
def test_a_code_is_the_one_that_the_library_makes(payload: str) -> None:
    """Composed of patterns, every symbol is segno's own of the same payload, the smallest that there is."""
    made = segno.make_qr(payload, error="m", boost_error=False, mask=0, mode="alphanumeric")
    (found,) = qr_codes(payload[:-2], [payload[-2:]])
    modules, samples = found.modules, found.samples
    assert modules == len(made.matrix) == MODULES == 21
    wide = -(-modules // 8)
    rows = [int.from_bytes(samples[at : at + wide], "big") for at in range(0, len(samples), wide)]
    bits = [f"{row:0{8 * wide}b}" for row in rows]
    assert [row[:modules] for row in bits] == ["".join("01"[not dark] for dark in row) for row in made.matrix]
    assert {row[modules:].strip("1") for row in bits} == {""}


@given(payloads, payloads)
def test_codes_of_pages_differ_in_what_they_end_with(payload: str, other: str) -> None:
    """Each page of a paper has the code that it would have alone."""
    ends = [payload[-2:], other[-2:]]
    assert qr_codes(payload[:-2], ends) == [qr_codes(payload[:-2], [end])[0] for end in ends]


@pytest.mark.parametrize(
    ("beginning", "end"),
    [("0" * 17, "00"), ("0" * 16, "00"), ("0" * 20, "00"), ("0" * 18, "000"), ("a" + "0" * 17, "00")],
)
def test_what_the_smallest_symbol_cannot_hold_is_refused(beginning: str, end: str) -> None:
    """Another length or a small letter would need a larger symbol, with smaller modules."""
    with pytest.raises(ValueError, match=r"character|substring"):
        qr_codes(beginning, [end])
