"""A page's QR code as one drawn path: run, student number and page; no name, no mark, no answer."""

from __future__ import annotations

import segno

from worksheetgen.model.sheet import Piece
from worksheetgen.typesetting.recording import artifact, number


def code(payload: str, side: float) -> Piece:
    """The payload as a QR square of `side` points, quiet zone left to the page's white."""
    symbol = segno.make_qr(payload, error="m", boost_error=False, mask=0)
    rows = [bytes(row) for row in symbol.matrix]
    module = side / len(rows)
    squares = [
        f"{number(start * module)} {number(-(y + 1) * module)} {number(length * module)} {number(module)} re"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return artifact(f"q 0 g {' '.join(squares)} f Q".encode(), side)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """The dark modules of a row as (start, length)."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
