"""The cells of what is judged, put together, put in order or filled in: statements, pairs, events, gaps, tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worksheetgen.bank.sheet.body_cells import (
    Cells,
    SheetBody,
    asides,
    cells_that_say,
    in_columns,
    with_asides,
    wrong_texts,
)
from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.bank.sheet.columns import WRONG
from worksheetgen.bank.sheet.notation import (
    divided,
    guarded,
    half_line,
    lines_in,
    number_before,
    numbered_lines,
    point_in,
    point_line,
    table_lines,
    truth,
)
from worksheetgen.model.signs import HOLE

GAPS = "Complete the text with words from the box."
TABLE = "Complete the table."


def _write_true_false(part: Mapping[str, Any]) -> Cells:
    points = (part.get("reason") or {}).get("points", ())
    lines = ["True" if part["key"] else "False", *map(point_line, points)]
    return cells_that_say({"answer": "\n".join(lines)} | asides(points))


def _read_true_false(row: SheetRow) -> dict[str, tuple[Any, str]]:
    said, *reason = lines_in(row.text("answer")) or [""]
    fields: dict[str, tuple[Any, str]] = {"key": (truth(said), "answer")}
    if reason:
        fields["reason"] = {"points": with_asides(row, [point_in(line) for line in reason])}, "answer"
    return fields


def _write_matching(part: Mapping[str, Any]) -> Cells:
    spare = part.get("spare", ())
    ids = [one["id"] for one in (*part["pairs"], *spare)]
    return cells_that_say(
        {
            "answer": "\n".join(
                f"{guarded(pair['left'])} = {guarded(pair['right'])}" for pair in part["pairs"]
            ),
            **in_columns([one["right"] for one in spare], WRONG),
            "option ids": ", ".join(ids) if ids != _pair_ids(len(part["pairs"]), len(spare)) else "",
        }
    )


def _pair_ids(pairs: int, spare: int) -> list[str]:
    return [*(f"pair-{n}" for n in range(1, pairs + 1)), *(f"spare-{n}" for n in range(1, spare + 1))]


def _read_matching(row: SheetRow) -> dict[str, tuple[Any, str]]:
    halves = [divided(line, "=") for line in lines_in(row.text("answer"))]
    spare = [text for _, text, _ in wrong_texts(row)]
    ids = _ids(row, _pair_ids(len(halves), len(spare)))
    pairs = [
        {"id": id, "left": both[0] if both else "", "right": " = ".join(both[1:])}
        for id, both in zip(ids, halves, strict=False)
    ]
    fields: dict[str, tuple[Any, str]] = {"pairs": (pairs, "answer")}
    if spare:
        rest = zip(ids[len(pairs) :], spare, strict=True)
        fields["spare"] = [{"id": id, "right": text} for id, text in rest], WRONG[0]
    return fields


def _ids(row: SheetRow, usual: list[str]) -> list[str]:
    """The ids that the row gives, as many as it needs; the usual ones where it gives another number of them."""
    ids = [id.strip() for id in row.text("option ids").split(",") if id.strip()]
    return ids if len(ids) == len(usual) else usual


def _write_ordering(part: Mapping[str, Any]) -> Cells:
    ids = [event["id"] for event in part["events"]]
    usual = [f"event-{number}" for number in range(1, len(ids) + 1)]
    return cells_that_say(
        {
            "answer": numbered_lines([event["text"] for event in part["events"]]),
            "option ids": ", ".join(ids) if ids != usual else "",
        }
    )


def _read_ordering(row: SheetRow) -> dict[str, tuple[Any, str]]:
    lines = [number_before(line) for line in lines_in(row.text("answer"))]
    usual = [f"event-{number}" for number in range(1, len(lines) + 1)]
    ids = _ids(row, usual)
    order = [*range(len(lines))]
    # Whoever mixed up numbered lines has given the right order by their numbers.
    if all(number is not None for number, _ in lines):
        order.sort(key=lambda at: lines[at][0] or 0)
    named = usual if ids == usual else [ids[at] for at in order]
    events = [{"id": id, "text": lines[at][1]} for id, at in zip(named, order, strict=True)]
    return {"events": (events, "answer")}


def _write_gap_fill(part: Mapping[str, Any]) -> Cells:
    return cells_that_say({"passage": part["passage"], **in_columns(part.get("spare", ()), WRONG)})


def _read_gap_fill(row: SheetRow) -> dict[str, tuple[Any, str]]:
    spare = [text for _, text, _ in wrong_texts(row)]
    fields: dict[str, tuple[Any, str]] = {"spare": (spare, WRONG[0])} if spare else {}
    if row.text("passage"):
        return {"passage": (row.text("passage"), "passage")} | fields
    # Without one the question itself has the gaps; its first line says what to do, where it has none.
    first, _, rest = row.text("question").partition("\n")
    stem, passage = (GAPS, row.text("question")) if HOLE.search(first) or not rest.strip() else (first, rest)
    return {"stem": (stem.strip(), "question"), "passage": (passage.strip(), "question")} | fields


def _write_table(part: Mapping[str, Any]) -> Cells:
    accept = part.get("accept", {})
    return cells_that_say(
        {
            "passage": table_lines(part["columns"], part["rows"]),
            "answer": "\n".join(half_line({"text": text, "accept": also}) for text, also in accept.items()),
        }
    )


def _read_table(row: SheetRow) -> dict[str, tuple[Any, str]]:
    column = "passage" if row.text("passage") else "question"
    lines = lines_in(row.text(column))
    own = [line for line in lines if len(divided(line, "|")) > 1]
    head, *rows = [divided(line, "|") for line in own] or [[]]
    fields: dict[str, tuple[Any, str]] = {"columns": (head, column), "rows": (rows, column)}
    if column == "question":
        fields["stem"] = " ".join(line for line in lines if line not in own) or TABLE, column
    found = (divided(line, "/") for line in lines_in(row.text("answer")))
    if accept := {pieces[0]: pieces[1:] for pieces in found if len(pieces) > 1}:
        fields["accept"] = accept, "answer"
    return fields


TRUE_FALSE = SheetBody(("key", "reason"), _write_true_false, _read_true_false)
MATCHING = SheetBody(("pairs", "spare"), _write_matching, _read_matching)
ORDERING = SheetBody(("events",), _write_ordering, _read_ordering)
GAP_FILL = SheetBody(("passage", "spare"), _write_gap_fill, _read_gap_fill)
TABLE_COMPLETION = SheetBody(("columns", "rows", "accept"), _write_table, _read_table)
