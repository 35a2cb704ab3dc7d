"""The cells of multiple choice: the right options under `answer`, the others under `wrong 1` and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worksheetgen.bank.sheet.body_cells import Cells, SheetBody, cells_that_say, in_columns, wrong_texts
from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.bank.sheet.columns import AS_EXPORTED, WHY_WRONG, WRONG
from worksheetgen.bank.sheet.notation import lines_in, unlettered


def options_in(row: SheetRow) -> tuple[list[str], list[tuple[int, str, str]]]:
    """The right options of a row, and its wrong ones as `wrong_texts` has them, without letters of their own.

    What the bank exported is taken as it stands there.
    """
    right, wrong = lines_in(row.text("answer")), wrong_texts(row)
    texts = [*right, *(text for _, text, _ in wrong)]
    bare = texts if row.text(AS_EXPORTED) else unlettered(texts)
    others = zip(wrong, bare[len(right) :], strict=True)
    return bare[: len(right)], [(number, text, why) for (number, _, why), text in others]


def _write_choice(part: Mapping[str, Any]) -> Cells:
    keys = part.get("keys") or [part.get("key")]
    right = [option for option in part["options"] if option["id"] in keys]
    wrong = [option for option in part["options"] if option["id"] not in keys]
    ids = [option["id"] + ("*" if option["id"] in keys else "") for option in part["options"]]
    return cells_that_say(
        {
            "answer": "\n".join(" ".join(option["text"].split()) for option in right),
            **in_columns([option["text"] for option in wrong], WRONG),
            **in_columns([option.get("misconception", "") for option in wrong], WHY_WRONG),
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


CHOICE = SheetBody(("options", "key", "keys", "pinned"), _write_choice, _read_choice)
