"""The kinds of question to how they stand in a sheet's cells; a row's cells to the kind that they are.

A kind whose body is not in `BODIES` keeps its fields in the column `other fields`.
"""

from __future__ import annotations

from collections.abc import Mapping

from worksheetgen.bank.sheet.assembled_cells import GAP_FILL, MATCHING, ORDERING, TABLE_COMPLETION, TRUE_FALSE
from worksheetgen.bank.sheet.body_cells import (
    SheetBody,
    wrong_texts,
)
from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.bank.sheet.choice_cells import CHOICE
from worksheetgen.bank.sheet.notation import (
    are_halved,
    are_numbered,
    divided,
    lines_in,
    pairs_in,
    truth,
)
from worksheetgen.bank.sheet.written_cells import WRITTEN
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

BODIES: Mapping[type[Body], SheetBody] = {
    Choice: CHOICE,
    TrueFalse: TRUE_FALSE,
    Matching: MATCHING,
    Ordering: ORDERING,
    GapFill: GAP_FILL,
    TableCompletion: TABLE_COMPLETION,
    Written: WRITTEN,
}
"""How the fields of each body stand in cells."""


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
    # “What is the symbol of fluorine?” is answered by a letter.
    letter = text.endswith("?") and bool(lines) and len(lines[0].rstrip(".")) == 1
    if lines and truth(lines[0]) is not None and not letter:
        return Kind.TRUE_FALSE
    return Kind.ORDERING if are_numbered(lines) else Kind.SHORT_ANSWER
