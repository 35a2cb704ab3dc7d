"""The weights of page breaks, and the page of the manual that tells them."""

from __future__ import annotations

import re
from pathlib import Path

from worksheetgen.typesetting import weights
from worksheetgen.typesetting.weights import (
    ACROSS,
    ANSWER,
    AWAY,
    BEFORE_END,
    BEFORE_HELP,
    BEFORE_LINES,
    BEFORE_NOTES,
    BEFORE_PANEL,
    BEFORE_SPREAD,
    BEFORE_TASKS,
    BEFORE_TOTAL,
    BETWEEN_HALVES,
    BLANK,
    BOXED,
    BROKEN_OFF,
    CAPTION,
    CLUE_ALONE,
    FACING,
    FEW_LINES,
    FREE,
    FULL,
    KEEP,
    LATER,
    LINE_TURN,
    LONE_CLUE,
    LONE_LINE,
    NOTES,
    ON_SPREAD,
    OVERLEAF,
    OVERLEAF_ALONE,
    PAGE,
    PARAGRAPH,
    PARTED,
    ROW,
    RUN_ON,
    SHEET,
    SIDE_BY_SIDE,
    SPACES,
    SPACES_FACING,
    THIRD,
    TIED,
    TIGHT,
    TORN,
    TURN,
    UNFINISHED,
    WHITE,
    WHITE_APART,
    WHOLE,
    WITHIN_SECTION,
    WRITING,
)

MANUAL = Path(__file__).parents[2] / "docs" / "page-breaks.md"

TOLD: dict[str, tuple[float, ...]] = {
    "a page": (PAGE,),
    "a sheet of paper": (SHEET,),
    "drawing the white": (TIGHT,),
    "white at the foot of a page": (WHITE, WHITE_APART),
    "turning the page between two questions of a section": (WITHIN_SECTION,),
    "a page under a third full": (THIRD,),
    "what comes after a page": (LATER,),
    "a page left blank": (BLANK,),
    "turning the page between two paragraphs of a text": (PARAGRAPH, UNFINISHED, FULL),
    "turning the page within a paragraph of a text to read": (RUN_ON, BROKEN_OFF),
    "turning over for a further question": (AWAY,),
    "turning after an answer": (TURN,),
    "turning within ruled lines": (TURN, UNFINISHED),
    "turning between the numbered spaces": (SPACES_FACING, SPACES),
    "turning between a source and its first question": (ACROSS, OVERLEAF),
    "turning between a caption and a source": (ACROSS, WHOLE),
    "turning over in large print": (OVERLEAF_ALONE,),
    "turning between terms": (TURN, PARTED),
    "turning likewise after the first clue": (CLUE_ALONE, TURN),
    "turning between these and their stem": (BEFORE_SPREAD, OVERLEAF_ALONE),
    "turning within a source": (LINE_TURN, ACROSS, TORN),
    "turning before ruled lines": (BEFORE_LINES, ACROSS, OVERLEAF),
    "turning before what helps": (BEFORE_HELP, ACROSS, OVERLEAF),
    "turning within ruled lines that a page could hold": (ANSWER, UNFINISHED),
    "turning before a section’s total": (BEFORE_TOTAL,),
    "turning where fewer than six ruled lines": (FEW_LINES, UNFINISHED, ACROSS, OVERLEAF),
    "turning before the end of the paper": (BEFORE_END, ACROSS, OVERLEAF),
    "turning before tasks": (BEFORE_TASKS,),
    "turning between a text to read and its notes": (BEFORE_NOTES,),
    "turning between homework’s text": (BEFORE_PANEL,),
    "turning between halves": (BETWEEN_HALVES, ACROSS, OVERLEAF),
    "turning within a question that a page could hold": (WHOLE, WHOLE),
    "turning within anything else": (KEEP,),
    "leaving one line of a paragraph alone": (LONE_LINE,),
    "turning within a box": (BOXED,),
    "turning between a boxed source and its notes": (NOTES,),
    "turning after a stem": (TIED, 2 * TIED),
    "turning between two questions that stand side by side": (SIDE_BY_SIDE,),
    "turning between the rows of a table": (ROW,),
}
"""How each row of the manual's table begins, and the weights that it tells, in its order."""
MARKERS = {
    "CAPTION": CAPTION,
    "ON_SPREAD": ON_SPREAD,
    "LONE_CLUE": LONE_CLUE,
    "FREE": FREE,
    "FACING": FACING,
    "WRITING": WRITING,
}
"""Penalties that only mark a kind of break: what they cost is told as that of the break."""


def rows() -> list[tuple[str, tuple[float, ...]]]:
    """What each row of the manual's table says, and the numbers that it gives as the cost."""
    cells = [
        line.split("|")[1:3] for line in MANUAL.read_text(encoding="utf-8").splitlines() if line[:1] == "|"
    ]
    return [
        (
            what.strip(),
            tuple(float(found.replace(" ", "")) for found in re.findall(r"\d+(?: \d{3})*(?:\.\d+)?", costs)),
        )
        for what, costs in cells[2:]
    ]


def test_the_manual_tells_what_page_breaks_cost() -> None:
    """Every row of the manual's table has the weights that breaks are chosen by."""
    found = rows()
    assert [costs for _, costs in found] == [*TOLD.values()]
    for (what, _), begins in zip(found, TOLD, strict=True):
        assert what.startswith(begins)


def test_every_weight_is_told() -> None:
    """No weight is missing from the manual's table."""
    values = {value for costs in TOLD.values() for value in costs}
    known = {
        name: value
        for name, value in vars(weights).items()
        if name.isupper() and name not in ("WITHIN_LINES", "WITHIN_TEXT")
    }
    assert {name for name, value in known.items() if value not in values} <= MARKERS.keys()
    assert MARKERS == {
        "CAPTION": KEEP - 2,
        "ON_SPREAD": KEEP - 3,
        "LONE_CLUE": KEEP - 4,
        "FREE": 0,
        "FACING": KEEP - 1,
        "WRITING": TURN + 1,
    }
