"""The tables of a sheet's file: those of questions, and the rows of the glossary; which rows are one question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from worksheetgen.bank.editing import edited_list
from worksheetgen.bank.files import GLOSSARY_FILE
from worksheetgen.bank.parsed import ParsedUnit
from worksheetgen.bank.sheet.cells import SheetCell, SheetRow
from worksheetgen.bank.sheet.columns import SheetTable, heading_row, place_of, read_rows
from worksheetgen.errors import Problem
from worksheetgen.tables.table import ListTable

EXAMPLES, GUIDE = "examples", "help"
"""The sheets with worked examples and with help, which are not read."""
TERM_COLUMNS = ("term", "meaning")


def parted(
    file: str, tables: Iterable[ListTable]
) -> tuple[list[SheetTable], list[tuple[SheetCell, SheetCell]]]:
    """The tables of questions, and the rows of the glossary: each a term and its meaning."""
    questions: list[SheetTable] = []
    terms: list[tuple[SheetCell, SheetCell]] = []
    for table in tables:
        if table.name.casefold() in (EXAMPLES, GUIDE):
            continue
        if (at := heading_row(table)) is not None:
            questions.append(read_rows(file, table, at))
        elif (at := heading_row(table, TERM_COLUMNS)) is not None:
            heads = [cell.text.strip().casefold() for cell in table.rows[at].cells]
            where = [heads.index(name) for name in TERM_COLUMNS]
            for row in table.rows[at + 1 :]:
                term, meaning = (row.cell(index) for index in where)
                cells = (
                    SheetCell(" ".join(c.text.split()), place_of(file, table, c.line, c.column))
                    for c in (term, meaning)
                )
                terms.append((next(cells), next(cells)))
    return questions, terms


def by_question(rows: Iterable[SheetRow]) -> list[list[SheetRow]]:
    """The rows of each question, in order: those with one id are one question, and a row without an id is one."""
    groups: list[list[SheetRow]] = []
    by_id: dict[str, list[SheetRow]] = {}
    for row in rows:
        id = row.text("id")
        if id and id in by_id:
            by_id[id].append(row)
        else:
            groups.append([row])
            by_id |= {id: groups[-1]} if id else {}
    return groups


def changed_glossary(
    draft: ParsedUnit, rows: Sequence[tuple[SheetCell, SheetCell]], problems: list[Problem]
) -> tuple[dict[Path, bytes], int]:
    """The new content of glossary.yaml, and how many terms have a new meaning or are new."""
    known = {term.value.term: (index, term) for index, term in enumerate(draft.terms)}
    replaced: dict[int, dict[str, Any]] = {}
    added: dict[str, dict[str, str]] = {}
    for term, meaning in rows:
        if not term.text:
            if meaning.text:
                problems.append(
                    Problem(meaning.place, "The meaning has no term.", "Write its term beside it.")
                )
            continue
        entry = {"term": term.text} | ({"meaning": meaning.text} if meaning.text else {})
        if term.text not in known:
            added[term.text] = entry
        elif meaning.text and meaning.text != known[term.text][1].value.meaning:
            index, was = known[term.text]
            replaced[index] = was.file.value(*was.at) | entry
    if (not replaced and not added) or problems:
        return {}, 0
    path = draft.folder / GLOSSARY_FILE
    return {path: edited_list(path, (), replaced, list(added.values()), "", flow=True)}, len(replaced) + len(
        added
    )
