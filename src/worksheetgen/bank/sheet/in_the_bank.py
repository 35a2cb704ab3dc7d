"""How the rows of a sheet meet the questions that the bank has: which is which, and what stays of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from worksheetgen.bank.parsed import LocatedQuestion, ParsedUnit
from worksheetgen.bank.question_entries import InParts, QuestionEntry
from worksheetgen.bank.sheet.cells import SheetCell, SheetRow
from worksheetgen.bank.sheet.columns import QUESTION_LEVEL, WRONG
from worksheetgen.bank.sheet.notation import lines_in
from worksheetgen.bank.sheet.question_rows import rows_of
from worksheetgen.bank.sheet.reading_whole import UnitNames
from worksheetgen.kinds import Kind
from worksheetgen.model.signs import HOLE
from worksheetgen.value import replace


def fingerprint(question: QuestionEntry) -> str:
    """A few characters that stand for a question's fields, by which a sheet knows what has changed since."""
    return sha256(question.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:10]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\[\]]+", " ", text.casefold()).split())


def asked_by(question: QuestionEntry) -> str:
    """What a question asks, by which a row without an id finds it again."""
    if isinstance(question, InParts):
        return _plain(" ".join((question.lead, *(part.stem for part in question.parts))))
    passage = getattr(question, "passage", "")
    return _plain(f"{getattr(question, 'stem', '')} {passage}")


def asked_by_fields(data: Mapping[str, Any]) -> str:
    """As `asked_by`, of fields that are not judged yet."""
    if "parts" in data:
        return _plain(" ".join((str(data["lead"]), *(str(part["stem"]) for part in data["parts"]))))
    return _plain(f"{data['stem']} {data.get('passage', '')}")


def printed_by(row: SheetRow, data: Mapping[str, Any]) -> tuple[str, ...]:
    """What a row asks, as papers print it: in the same words two may ask with other options, or of another source."""
    said = [row.text(column) for column in ("question", "passage", "source", "paragraphs")]
    chosen = data.get("kind") in (Kind.MULTIPLE_CHOICE, Kind.MATCHING, Kind.ORDERING)
    among = [*lines_in(row.text("answer")), *map(row.text, WRONG)] if chosen else []
    return tuple(map(str.casefold, (*said, *sorted(among))))


def unit_names(draft: ParsedUnit) -> UnitNames:
    """What rows may name."""
    topics = draft.head.value.topics if draft.head else ()
    qualifications = [question.qualification for question in draft.questions]
    kinds = {one.name: [kind for kind in Kind if kind.value in one.serves] for one in draft.levels}
    return UnitNames(
        {name.casefold(): topic.id for topic in topics for name in (topic.title, topic.id)},
        {id.casefold(): id for id in draft.source_names.known},
        {one.name: one.levels[0].value.marks[1] for one in draft.levels},
        {name: fitting[0] for name, fitting in kinds.items() if fitting},
        topics[0].id if topics else "",
        qualifications[0] if qualifications else "GCSE",
    )


def laid_over(rows: Sequence[SheetRow], old: LocatedQuestion) -> list[SheetRow]:
    """The rows of a question as the bank has it, with what the sheet's rows say in place of what it says.

    A row that gives another kind, or wrong options, says all of what is answered. The only objective of a question has
    whatever marks the row gives it.
    """
    place = rows[0].place
    given = {row.text("part").casefold().strip("() "): row for row in rows}
    merged = []
    for cells in rows_of(old.file.value(*old.at), old.qualification):
        row = given.pop(cells.get("part", ""), None)
        own = dict(row.cells) if row else {}
        objectives = own.setdefault("objectives", SheetCell(cells["objectives"], place))
        if objectives.text == cells["objectives"] and "," not in objectives.text:
            own["objectives"] = replace(objectives, text=objectives.text.partition(":")[0])
        kind = own["kind"].text if "kind" in own else cells["kind"]
        options = any(column.startswith("wrong") for column in own)
        gaps = "question" in own and HOLE.search(own["question"].text)
        whole = QUESTION_LEVEL | {"part", "question", "marks", "objectives", "explanation"}
        kept = {
            column: SheetCell(text, place)
            for column, text in cells.items()
            if (kind == cells["kind"] or column in whole)
            and not (gaps and column == "passage")
            and not (options and (column.startswith(("wrong", "why wrong")) or column == "option ids"))
        }
        merged.append(SheetRow(kept | own, row.place if row else place))
    return [*merged, *given.values()]
