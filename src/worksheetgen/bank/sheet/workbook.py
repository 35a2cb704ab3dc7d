"""A unit's questions, or none yet, to a workbook for a teacher to fill in, with examples, glossary, text and help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from worksheetgen.bank.parsed import ParsedUnit
from worksheetgen.bank.sheet.body_cells import Cells
from worksheetgen.bank.sheet.columns import AS_EXPORTED, HELP, OTHER_FIELDS, SHEET_COLUMNS, WHY_WRONG, WRONG
from worksheetgen.bank.sheet.in_the_bank import fingerprint
from worksheetgen.bank.sheet.question_rows import rows_of
from worksheetgen.bank.sheet.sheet_tables import EXAMPLES, GUIDE, TERM_COLUMNS
from worksheetgen.kinds import Kind
from worksheetgen.model.tier import Tier
from worksheetgen.tables.table import LONGEST_CELL

_MADE = datetime(2000, 1, 1)  # in every workbook, so that equal units have equal bytes
LAST_ROW = 2000
"""So far down reach the lists to choose from."""
WIDE = {
    "question": 44,
    "answer": 44,
    "passage": 30,
    "lead": 24,
    "explanation": 30,
    "note": 24,
    "indicative": 24,
}
WIDTHS = WIDE | dict.fromkeys(WRONG, 22) | dict.fromkeys(WHY_WRONG, 22)
NARROW = 12
LINE, MOST_LINES = 15.0, 8
"""The height of a line in points, and how many lines of a row are shown at first."""
FOLDED = (*WRONG[4:], *WHY_WRONG[4:], OTHER_FIELDS, AS_EXPORTED, "option ids")
"""Columns that are seldom needed: they are folded away behind a + over the sheet."""
EXAMPLE_ROWS: tuple[Cells, ...] = (
    {
        "question": "Where in a plant cell does photosynthesis take place?",
        "answer": "In the chloroplasts",
        "wrong 1": "In the nucleus",
        "why wrong 1": "Takes the part that controls the cell for the part that makes its food.",
        "wrong 2": "In the cell wall",
        "why wrong 2": "Thinks of the wall because only plants have it.",
        "wrong 3": "In the mitochondria",
        "why wrong 3": "Confuses photosynthesis with respiration.",
        "explanation": "Chloroplasts hold the chlorophyll that takes in light.",
        "hint": "Look for the word ‘green’.",
    },
    {
        "question": "Give two reasons why a plant needs light.",
        "answer": "to make glucose / to make food (1)\nto grow towards it / to know which way is up (1)",
        "marks": "2",
        "difficulty": "2",
        "no credit": "to live",
    },
    {
        "question": "Match each part of the cell to its work.",
        "answer": "nucleus = controls the cell\nmembrane = lets things in and out\nchloroplast = makes glucose",
        "wrong 1": "stores water",
        "explanation": "The vacuole stores water.",
    },
)
GUIDANCE = (
    "Two columns are enough: question and answer. Everything else may stay empty, and is filled in.",
    "Write a question a row on the sheet ‘questions’. Drop-down lists show what can be chosen.",
    "The sheet ‘examples’ shows three questions of different kinds; it is never read.",
    "On the sheet ‘glossary’ write what each term means, in a pupil’s words: it is then printed where pupils need it.",
    "Save the workbook, then: worksheetgen bank import questions.xlsx --into YOUR-UNIT",
    "Nothing is changed before every cell is right; what is wrong is told by its sheet and cell.",
    "Import it again whenever you have changed something: questions are found again, none is doubled.",
    "Columns may stand in any order; those that you do not need may be deleted.",
    "A question that was filled in for you says so under ‘origin’. Look it through, and add “| confirmed” there.",
)

Formats = Mapping[str, Any]


def sheet_of(draft: ParsedUnit, wanted: Callable[[str], bool]) -> bytes:
    """The workbook of a unit, with the questions whose ids are wanted."""
    rows: list[Cells] = []
    for question in draft.questions:
        if wanted(question.value.id):
            own = rows_of(question.file.value(*question.at), question.qualification)
            own[0][AS_EXPORTED] = fingerprint(question.value)
            rows += own
    terms = [(term.value.term, term.value.meaning) for term in draft.terms]
    text = [(str(number), words) for number, (words, _) in enumerate(draft.text, 1)]
    topics = [(topic.id, topic.title) for topic in draft.head.value.topics] if draft.head else []
    return _workbook(draft, rows, terms, text, topics)


def _workbook(
    draft: ParsedUnit,
    rows: Sequence[Cells],
    terms: Sequence[tuple[str, str]],
    text: Sequence[tuple[str, str]],
    topics: Sequence[tuple[str, str]],
) -> bytes:
    content = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **plain}) as workbook:
        workbook.set_properties({"created": _MADE, "title": draft.id})
        formats = {
            "head": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            # As text, so that no spreadsheet makes a date of 3-4.
            "cell": workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "title": workbook.add_format({"bold": True, "font_size": 14}),
        }
        questions, examples = workbook.add_worksheet("questions"), workbook.add_worksheet(EXAMPLES)
        _table(workbook.add_worksheet("glossary"), formats, TERM_COLUMNS, terms, (24, 80))
        _table(workbook.add_worksheet("topics"), formats, ("topic", "title"), topics, (24, 60))
        _table(workbook.add_worksheet("text"), formats, ("paragraph", "words"), text, (10, 110))
        _help(workbook.add_worksheet(GUIDE), formats)
        lists = _lists(workbook.add_worksheet("lists"), draft, topics)
        _questions(questions, formats, rows, lists)
        _questions(examples, formats, EXAMPLE_ROWS, lists)
    return content.getvalue()


def _questions(sheet: Any, formats: Formats, rows: Sequence[Cells], lists: Mapping[str, str]) -> None:
    for index, column in enumerate(SHEET_COLUMNS):
        options = {"level": 1, "hidden": True} if column in FOLDED else {}
        sheet.set_column(index, index, WIDTHS.get(column, NARROW), formats["cell"], options)
        sheet.write_string(0, index, column, formats["head"])
        if column in HELP:
            sheet.write_comment(0, index, HELP[column], {"x_scale": 2})
    for number, row in enumerate(rows, 1):
        for index, column in enumerate(SHEET_COLUMNS):
            if column in row:
                sheet.write_string(number, index, row[column][:LONGEST_CELL], formats["cell"])
        sheet.set_row(
            number, LINE * min(MOST_LINES, max(_lines(row[name], WIDTHS.get(name, NARROW)) for name in row))
        )
    sheet.freeze_panes(1, 1)
    for column, source in lists.items():
        index = SHEET_COLUMNS.index(column)
        # What is not in the list may be written all the same: a new topic, or several.
        rule = {"validate": "list", "source": source, "error_type": "information"}
        sheet.data_validation(1, index, LAST_ROW, index, rule)


def _lists(sheet: Any, draft: ParsedUnit, topics: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What can be chosen in a column, written into a hidden sheet of the workbook: its cells, by the column."""
    choices: Mapping[str, Sequence[str]] = {
        "kind": [kind.value for kind in Kind],
        "topic": [id for id, _ in topics],
        "tiers": ["all", *(tier.value for tier in Tier)],
        "difficulty": list("12345"),
        "needs": ["text", "wording", "own knowledge"],
        "pinned": ["yes"],
        "part": list("abcdef"),
        "levels": sorted(draft.level_names.known),
        "source": sorted(draft.source_names.known),
    }
    sheet.hide()
    cells = {}
    for index, (column, offered) in enumerate(choices.items()):
        for number, choice in enumerate(offered):
            sheet.write_string(number, index, choice)
        if offered:
            cells[column] = f"={sheet.name}!{xl_range_abs(0, index, len(offered) - 1, index)}"
    return cells


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(ceil(max(len(line), 1) / width) for line in text.split("\n"))


def _table(
    sheet: Any, formats: Formats, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> None:
    for index, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(index, index, width, formats["cell"])
        sheet.write_string(0, index, head, formats["head"])
    for number, row in enumerate(rows, 1):
        for index, text in enumerate(row):
            if text:
                sheet.write_string(number, index, text[:LONGEST_CELL], formats["cell"])
        sheet.set_row(number, LINE * max(map(_lines, row, widths)))
    sheet.freeze_panes(1, 0)


def _help(sheet: Any, formats: Formats) -> None:
    sheet.set_column(0, 0, 18, formats["cell"])
    sheet.set_column(1, 1, 110, formats["cell"])
    sheet.write_string(0, 0, "How to fill in this sheet", formats["title"])
    for number, line in enumerate(GUIDANCE, 2):
        sheet.write_string(number, 1, line, formats["cell"])
    start = len(GUIDANCE) + 4
    sheet.write_string(start - 1, 0, "What each column is for", formats["title"])
    for number, (column, help) in enumerate(HELP.items(), start):
        sheet.write_string(number, 0, column.replace(" 1", " 1, 2 …"), formats["head"])
        sheet.write_string(number, 1, help, formats["cell"])
        sheet.set_row(number, LINE * _lines(help, 110))
