"""The cells of a sheet that hold what is answered, to and from the fields of each kind of question.

`BODIES` has, for the bodies of `kinds`, how their fields are written into cells and how they are read from them. A kind
that is not among them keeps its fields in the column `other fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.bank.sheet.columns import AS_EXPORTED, WHY_WRONG, WRONG
from worksheetgen.bank.sheet.notation import (
    PlainFields,
    are_halved,
    are_numbered,
    aside_lines,
    asides_in,
    divided,
    guarded,
    half_line,
    indicative_in,
    indicative_lines,
    lines_in,
    number_before,
    number_in,
    numbered_lines,
    pair_line,
    pairs_in,
    point_in,
    point_line,
    table_lines,
    truth,
    unlettered,
)
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Body
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.kinds.matching import Matching
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.kinds.table import TableCompletion
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.kinds.written import Written
from worksheetgen.model.signs import HOLE
from worksheetgen.value import Value

Cells = dict[str, str]
"""The text of a row's cells by their columns."""
GAPS = "Complete the text with words from the box."
TABLE = "Complete the table."


class SheetBody(Value):
    """How the fields of a kind's body stand in cells.

    `fields` are those that it takes care of. `write` gives the cells of a part that has them; `read` gives the fields
    that a row's cells say, each with the column that says it, or a sentence on what they do not say and its remedy.
    """

    fields: tuple[str, ...]
    write: Callable[[Mapping[str, Any]], Cells]
    read: Callable[[SheetRow], dict[str, tuple[Any, str]]]


def cells_that_say(cells: Mapping[str, str]) -> Cells:
    """The cells that are not empty."""
    return {column: text for column, text in cells.items() if text}


def wrong_texts(row: SheetRow) -> list[tuple[int, str, str]]:
    """The wrong options of a row: the number of the column, from 0, the text, and why it is wrong."""
    return [
        (number, row.text(wrong), row.text(why))
        for number, (wrong, why) in enumerate(zip(WRONG, WHY_WRONG, strict=True))
        if row.text(wrong)
    ]


def options_in(row: SheetRow) -> tuple[list[str], list[tuple[int, str, str]]]:
    """The right options of a row, and its wrong ones as `wrong_texts` has them, without letters of their own.

    What the bank exported is taken as it stands there.
    """
    right, wrong = lines_in(row.text("answer")), wrong_texts(row)
    texts = [*right, *(text for _, text, _ in wrong)]
    bare = texts if row.text(AS_EXPORTED) else unlettered(texts)
    others = zip(wrong, bare[len(right) :], strict=True)
    return bare[: len(right)], [(number, text, why) for (number, _, why), text in others]


def _named(texts: Sequence[str], columns: Sequence[str]) -> Cells:
    return dict(zip(columns, texts, strict=False))


# ---- multiple choice -------------------------------------------------------------------------------


def _write_choice(part: Mapping[str, Any]) -> Cells:
    keys = part.get("keys") or [part.get("key")]
    right = [option for option in part["options"] if option["id"] in keys]
    wrong = [option for option in part["options"] if option["id"] not in keys]
    ids = [option["id"] + ("*" if option["id"] in keys else "") for option in part["options"]]
    return cells_that_say(
        {
            "answer": "\n".join(" ".join(option["text"].split()) for option in right),
            **_named([option["text"] for option in wrong], WRONG),
            **_named([option.get("misconception", "") for option in wrong], WHY_WRONG),
            "pinned": "yes" if part.get("pinned") else "",
            "option ids": ", ".join(ids) if ids != _usual_ids(len(right), len(wrong)) else "",
        }
    )


def _usual_ids(right: int, wrong: int) -> list[str]:
    """The ids, with their stars, that options have where nothing else is said."""
    keys = ["right*"] if right == 1 else [f"right-{number}*" for number in range(1, right + 1)]
    return [*keys, *(f"wrong-{number}" for number in range(1, wrong + 1))]


def _read_choice(row: SheetRow) -> dict[str, tuple[Any, str]]:
    right, wrong = options_in(row)
    ids = [id.strip() for id in row.text("option ids").split(",") if id.strip()]
    usual = _usual_ids(len(right), max((number for number, _, _ in wrong), default=-1) + 1)
    keys, others = _parted(ids)
    usual_keys, usual_others = _parted(usual)
    keys += [id for id in usual_keys if id not in (*keys, *others)][: max(0, len(right) - len(keys))]
    others += [id for id in usual_others if id not in (*keys, *others)]
    options = {id: {"id": id, "text": text} for id, text in zip(keys, right, strict=False)}
    for number, text, why in wrong:
        id = others[number] if number < len(others) else f"wrong-{number + 1}"
        options[id] = {"id": id, "text": text} | ({"misconception": why} if why else {})
    order = [id for id in dict.fromkeys((*(id.rstrip("*") for id in ids), *options)) if id in options]
    named = [id for id in order if id in keys]
    fields: dict[str, tuple[Any, str]] = {"options": ([options[id] for id in order], WRONG[0])}
    if len(named) == 1:
        fields["key"] = named[0], "answer"
    elif named:
        fields["keys"] = named, "answer"
    if row.text("pinned").casefold() in ("yes", "y", "true", "x", "1", "pinned"):
        fields["pinned"] = True, "pinned"
    return fields


def _parted(ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """The ids with a star, and those without."""
    return [id[:-1] for id in ids if id.endswith("*")], [id for id in ids if not id.endswith("*")]


# ---- what is put together, in order, or filled in ----------------------------------------------------


def _write_true_false(part: Mapping[str, Any]) -> Cells:
    points = (part.get("reason") or {}).get("points", ())
    lines = ["True" if part["key"] else "False", *map(point_line, points)]
    return cells_that_say({"answer": "\n".join(lines)} | _asides(points))


def _read_true_false(row: SheetRow) -> dict[str, tuple[Any, str]]:
    said, *reason = lines_in(row.text("answer")) or [""]
    fields: dict[str, tuple[Any, str]] = {"key": (truth(said), "answer")}
    if reason:
        fields["reason"] = {"points": _with_asides(row, [point_in(line) for line in reason])}, "answer"
    return fields


def _write_matching(part: Mapping[str, Any]) -> Cells:
    spare = part.get("spare", ())
    ids = [one["id"] for one in (*part["pairs"], *spare)]
    return cells_that_say(
        {
            "answer": "\n".join(
                f"{guarded(pair['left'])} = {guarded(pair['right'])}" for pair in part["pairs"]
            ),
            **_named([one["right"] for one in spare], WRONG),
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
    return cells_that_say({"passage": part["passage"], **_named(part.get("spare", ()), WRONG)})


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


# ---- written answers ---------------------------------------------------------------------------------


def _asides(entries: Sequence[Mapping[str, Any]]) -> Cells:
    return {"reject": aside_lines(entries, "reject"), "no credit": aside_lines(entries, "no_credit")}


def _with_asides(row: SheetRow, entries: list[PlainFields]) -> list[PlainFields]:
    """The points, or halves of pairs one after the other, with what the row says under `reject` and `no credit`."""
    for field, column in (("reject", "reject"), ("no_credit", "no credit")):
        for entry, said in zip(entries, asides_in(row.text(column), len(entries)), strict=True):
            entry |= {field: said} if said else {}
    return entries


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
            **_asides([*points, *halves]),
        }
    )


def _read_written(row: SheetRow) -> dict[str, tuple[Any, str]]:
    lines = lines_in(row.text("answer"))
    fields: dict[str, tuple[Any, str]] = {}
    if pairs := pairs_in(lines):
        _with_asides(row, [half for pair in pairs for half in pair.values()])
        fields["pairs"] = pairs, "answer"
    elif lines and row.text("levels") and not row.text("indicative"):
        fields["indicative"] = indicative_in(row.text("answer")), "answer"
    elif lines:
        fields["points"] = _with_asides(row, [point_in(line) for line in lines]), "answer"
    if row.text("indicative"):
        fields["indicative"] = indicative_in(row.text("indicative")), "indicative"
    for name in ("levels", "weak"):
        if row.text(name):
            fields[name] = row.text(name), name
    for name in ("spaces", "lines"):
        if written := row.text(name):
            fields[name] = number_in(written), name
    return fields


BODIES: Mapping[type[Body], SheetBody] = {
    Choice: SheetBody(("options", "key", "keys", "pinned"), _write_choice, _read_choice),
    TrueFalse: SheetBody(("key", "reason"), _write_true_false, _read_true_false),
    Matching: SheetBody(("pairs", "spare"), _write_matching, _read_matching),
    Ordering: SheetBody(("events",), _write_ordering, _read_ordering),
    GapFill: SheetBody(("passage", "spare"), _write_gap_fill, _read_gap_fill),
    TableCompletion: SheetBody(("columns", "rows", "accept"), _write_table, _read_table),
    Written: SheetBody(
        ("points", "pairs", "levels", "indicative", "weak", "spaces", "lines"), _write_written, _read_written
    ),
}


def kind_of(row: SheetRow) -> Kind:
    """The kind of question that a row is, by what stands in it, where it does not say."""
    lines, text = lines_in(row.text("answer")), row.text("passage") or row.text("question")
    if row.text("levels"):
        return Kind.ESSAY
    if HOLE.search(text):
        table = len([line for line in lines_in(text) if len(divided(line, "|")) > 1]) > 1
        return Kind.TABLE_COMPLETION if table else Kind.GAP_FILL
    if are_halved(lines) and not pairs_in(lines):
        return Kind.MATCHING
    if wrong_texts(row):
        return Kind.MULTIPLE_CHOICE
    if lines and truth(lines[0]) is not None:
        return Kind.TRUE_FALSE
    return Kind.ORDERING if are_numbered(lines) else Kind.SHORT_ANSWER
