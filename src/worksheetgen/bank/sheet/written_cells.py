"""The cells of written answers: points or pairs, levels with what answers could contain, room to write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worksheetgen.bank.sheet.body_cells import Cells, SheetBody, asides, cells_that_say, with_asides
from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.bank.sheet.notation import (
    indicative_in,
    indicative_lines,
    lines_in,
    number_in,
    pair_line,
    pairs_in,
    point_in,
    point_line,
)


def _write_written(part: Mapping[str, Any]) -> Cells:
    points, pairs = part.get("points", ()), part.get("pairs", ())
    halves = [half for pair in pairs for half in pair.values()]
    return cells_that_say(
        {
            "answer": "\n".join((*map(point_line, points), *map(pair_line, pairs))),
            "levels": part.get("levels", ""),
            "indicative": indicative_lines(part.get("indicative", ())),
            "weak": part.get("weak", ""),
            "spaces": str(part.get("spaces", "")),
            "lines": str(part.get("lines", "")),
            **asides([*points, *halves]),
        }
    )


def _read_written(row: SheetRow) -> dict[str, tuple[Any, str]]:
    lines = lines_in(row.text("answer"))
    fields: dict[str, tuple[Any, str]] = {}
    if pairs := pairs_in(lines):
        with_asides(row, [half for pair in pairs for half in pair.values()])
        fields["pairs"] = pairs, "answer"
    elif lines and row.text("levels") and not row.text("indicative"):
        fields["indicative"] = indicative_in(row.text("answer")), "answer"
    elif lines:
        fields["points"] = with_asides(row, [point_in(line) for line in lines]), "answer"
    if row.text("indicative"):
        fields["indicative"] = indicative_in(row.text("indicative")), "indicative"
    for name in ("levels", "weak"):
        if row.text(name):
            fields[name] = row.text(name), name
    for name in ("spaces", "lines"):
        if written := row.text(name):
            fields[name] = number_in(written), name
    return fields


WRITTEN = SheetBody(
    ("points", "pairs", "levels", "indicative", "weak", "spaces", "lines"), _write_written, _read_written
)
