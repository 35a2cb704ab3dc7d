"""A question's fields, as the bank's files have them, to the cells of its rows in a sheet: one row, or one a part."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase
from typing import Any

from worksheetgen.bank.question_entries import QuestionEntry
from worksheetgen.bank.sheet.bodies import BODIES
from worksheetgen.bank.sheet.body_cells import Cells, cells_that_say
from worksheetgen.bank.sheet.columns import OTHER_FIELDS
from worksheetgen.kinds import Kind
from worksheetgen.yaml_file import yaml_flow

_PART_FIELDS = {"stem", "kind", "marks", "objectives", "explanation"}
_QUESTION_FIELDS = {
    "id", "topics", "tiers", "difficulty", "minutes", "paragraphs", "needs", "sources", "enemies", "note", "lead",
    "parts", "origin",
}  # fmt: skip
WITH_COLUMNS = _PART_FIELDS | _QUESTION_FIELDS
"""The fields that have a column of their own, whatever kind a question is of."""
_ORIGIN_PARTS = " | "
CONFIRMED = "confirmed"
"""The last word of an origin's cell, once somebody has looked the question through."""


def rows_of(question: Mapping[str, Any], qualification: str) -> list[Cells]:
    """The cells of each row of a question; the first row says what concerns the question as a whole."""
    parts = question.get("parts") or [question]
    rows = [_part(part) for part in parts]
    for letter, row in zip(ascii_lowercase, rows, strict=False):
        row |= {"id": question["id"]} | ({"part": letter} if "parts" in question else {})
    rows[0] |= _whole(question) | {"qualification": qualification}
    if len(rows) > 1:
        return [_with_others(row, part) for row, part in zip(rows, _own(question, parts), strict=True)]
    return [_with_others(rows[0], _left_of_question(question) | _left_of_part(question))]


def _own(question: Mapping[str, Any], parts: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What has no column: of each part, and in the first one also of the question."""
    own = [_left_of_part(part) for part in parts]
    own[0] = _left_of_question(question) | own[0]
    return own


def _with_others(row: Cells, others: Mapping[str, Any]) -> Cells:
    return row | ({OTHER_FIELDS: yaml_flow(others)} if others else {})


def _whole(question: Mapping[str, Any]) -> Cells:
    scaffolds = question.get("scaffolds") or {}
    starters = scaffolds.get("starters", ())
    return cells_that_say(
        {
            "topic": ", ".join(question["topics"]),
            "difficulty": str(question["difficulty"]),
            "tiers": ", ".join(question["tiers"]),
            "minutes": str(question["minutes"]),
            "hint": scaffolds.get("hint", ""),
            "note": question.get("note", ""),
            "source": ", ".join(question.get("sources", ())),
            "paragraphs": ", ".join(map(str, question.get("paragraphs", ()))),
            "enemies": ", ".join(question.get("enemies", ())),
            "lead": question.get("lead", ""),
            "needs": question["needs"],
            "starters": "\n".join(" ".join(one.split()) for one in starters),
            "extension": scaffolds.get("extension", ""),
            "origin": origin_text(question.get("origin")),
        }
    )


def origin_text(origin: Mapping[str, Any] | None) -> str:
    """An origin in a cell: its format, file and id, and behind them that it is confirmed."""
    if not origin:
        return ""
    said = (
        origin["format"],
        origin["file"],
        origin.get("id", ""),
        CONFIRMED if origin.get("confirmed") else "",
    )
    return _ORIGIN_PARTS.join(filter(None, said))


def origin_in(text: str) -> dict[str, Any] | None:
    """The origin that a cell says, None for an empty one."""
    said = [piece.strip() for piece in text.split("|") if piece.strip()]
    confirmed = bool(said) and said[-1].casefold() == CONFIRMED
    format, file, id, *_ = [*(said[:-1] if confirmed else said), "", "", ""]
    if not format:
        return None
    found = {"format": format, "file": file or "?"} | ({"id": id} if id else {})
    return found | ({"confirmed": True} if confirmed else {})


def _part(part: Mapping[str, Any]) -> Cells:
    kind = Kind(part["kind"])
    written = BODIES[kind.body].write(part) if kind.body in BODIES else {}
    objectives = ", ".join(f"{code}: {marks}" for code, marks in part["objectives"].items())
    return cells_that_say(
        {
            "question": part["stem"],
            "kind": kind.value,
            "marks": str(part["marks"]),
            "objectives": objectives,
            "explanation": part.get("explanation", ""),
            **written,
        }
    )


def _left_of_part(part: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a part that no column has."""
    kind = Kind(part["kind"])
    written = BODIES[kind.body].fields if kind.body in BODIES else ()
    columns = _PART_FIELDS | set(written) | QuestionEntry.model_fields.keys()
    return {name: value for name, value in part.items() if name not in columns}


def _left_of_question(question: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a question as a whole that no column has."""
    others = {
        name: value
        for name, value in question.items()
        if name in QuestionEntry.model_fields and name not in _QUESTION_FIELDS | {"scaffolds"}
    }
    scaffolds = {
        name: value
        for name, value in (question.get("scaffolds") or {}).items()
        if name not in ("hint", "starters", "extension")
    }
    return others | ({"scaffolds": scaffolds} if scaffolds else {})
