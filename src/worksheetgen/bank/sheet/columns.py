"""The columns of a sheet of questions: what they are called, and where they stand in a file that a teacher made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from worksheetgen.bank.sheet.cells import SheetCell, SheetRow
from worksheetgen.bank.sheet.option_columns import ALL_OPTIONS, option_column, options_apart
from worksheetgen.english import MARKS_AT_END
from worksheetgen.errors import Place, Problem
from worksheetgen.letters import tidied
from worksheetgen.model.scripts import with_scripts
from worksheetgen.tables import TableSort
from worksheetgen.tables.csv_file import HEADINGS_WITHIN
from worksheetgen.tables.table import FAILED_FORMULA, ListRow, ListTable
from worksheetgen.value import Value, replace

MOST_WRONG = 10
"""So many columns there are for wrong options, spare words and spare halves."""
WRONG = tuple(f"wrong {number}" for number in range(1, MOST_WRONG + 1))
WHY_WRONG = tuple(f"why wrong {number}" for number in range(1, MOST_WRONG + 1))
AS_EXPORTED = "as exported"
OTHER_FIELDS = "other fields"

HELP: Mapping[str, str] = {
    "question": "What is asked. [[word]] makes a gap. The one column that must be there, with ‘answer’.",
    "answer": "The right answer. Several that earn marks: one a line, its marks as (2) at its end, “ / ” between "
    "wordings that earn the same. Pairs to match: left = right, one a line. An order: 1. … 2. … one a line. "
    "A statement: True or False, and below it what earns the mark for a reason.",
    "wrong 1": "A wrong answer: the question becomes multiple choice. Beside gaps or pairs: a spare word or half.",
    "why wrong 1": "What a pupil who chooses it believes.",
    "kind": "Found out from the answer where it is empty.",
    "marks": "Empty: as the question ends, “Why? (2 marks)”; else one each for what is to be answered.",
    "topic": "Empty: the unit’s first topic. Several: commas between them, the main one first.",
    "difficulty": "1 (almost all can) to 5 (few can). Empty: 3.",
    "tiers": "support, core, challenge. Empty: all three.",
    "objectives": "AO1, or AO1: 2, AO2: 4. Empty: AO1.",
    "minutes": "Empty: as many as marks.",
    "explanation": "Why the answer is right.",
    "hint": "Where to look, for pupils who need help.",
    "note": "For teachers only.",
    "reject": "What makes an answer wrong: a line for each line of ‘answer’, – for none.",
    "no credit": "What is not enough by itself: a line for each line of ‘answer’, – for none.",
    "levels": "Instead of an answer: the name of a set in levels.yaml.",
    "indicative": "With levels: what answers could contain, one point a line; ‘For:’ is a heading.",
    "source": "The source it asks about, by its id.",
    "paragraphs": "The paragraphs of the text that the answer rests on: 3, 4. Empty: none, it needs own knowledge.",
    "id": "Leave it empty: it is made. Rows with one id and parts a, b are one question.",
    "part": "a, b, c for the parts of one question.",
    "pinned": "yes keeps the order of the options, for dates and numbers.",
    "enemies": "Ids of questions that must not stand on a paper with it.",
    "lead": "What stands above the parts of a question, in the row of its first part.",
    "passage": "A text with [[gaps]], or a table: heads in the first line, “ | ” between cells, [[blanks]].",
    "needs": "text, wording or own knowledge.",
    "starters": "Beginnings of sentences, one a line.",
    "extension": "A further task for those who have finished.",
    "weak": "What a common weak answer looks like.",
    "spaces": "Numbered spaces to answer in.",
    "lines": "Ruled lines, or half page, page, none. Empty: from the marks.",
    "option ids": "The names of the options in the bank, in its order; * after those that are right.",
    "qualification": "Empty: that of the unit’s other questions, or GCSE.",
    "origin": "Where an imported question is from. Add “| confirmed” at its end when you have looked it through.",
    OTHER_FIELDS: "What has no column, as the bank’s files have it.",
    AS_EXPORTED: "Shows what has changed since. Empty it to put this row in place of whatever the bank has now.",
}
"""What each column is for, in the order in which a sheet has them; the further wrong options belong to the first."""


def _in_order() -> Iterator[str]:
    for name in HELP:
        yield from {"wrong 1": WRONG, "why wrong 1": WHY_WRONG}.get(name, (name,))


SHEET_COLUMNS = tuple(_in_order())
QUESTION_LEVEL = frozenset((
    "topic", "difficulty", "tiers", "minutes", "hint", "note", "source", "paragraphs", "id", "enemies", "lead",
    "needs", "starters", "extension", "qualification", "origin", AS_EXPORTED,
))  # fmt: skip
"""The columns that speak of a question as a whole; the others speak of one of its parts."""

_ALIASES: Mapping[str, str] = {
    "question": "questions|stem|prompt|question text|item",
    "answer": "answers|correct answer|right answer|correct|key|solution|correct answers|model answer|mark scheme",
    "kind": "type|question type|question kind",
    "marks": "mark|points|score|max marks",
    "topic": "topics|category|chapter|subtopic",
    "difficulty": "level of difficulty",
    "tiers": "tier",
    "objectives": "objective|ao|aos|assessment objective|assessment objectives",
    "minutes": "time|time in minutes",
    "explanation": "feedback|answer explanation|general feedback|why",
    "source": "sources",
    "paragraphs": "paragraph",
    "wrong 1": "wrong|distractor|wrong answer",
    "no credit": "no_credit|nocredit",
    "id": "question id",
    "part": "parts",
    "lines": "answer lines",
}
_KNOWN = {name: name for name in SHEET_COLUMNS}
_KNOWN |= dict.fromkeys(("options", "choices", "answer options", "answer choices"), ALL_OPTIONS)
for _name, _others in _ALIASES.items():
    _KNOWN |= dict.fromkeys(_others.split("|"), _name)
"""What a heading means, in small letters."""
_ASIDE = re.compile(r"(?<=[\w)])\s*(?:\(| )\s*(?:max|optional|only include|choose at least one)\b.*|\(s\)")
"""What sheets of quizzes say beside the name of a column: “Answer 3 (Optional)”, “Question - max 120 characters”."""
_WHOLE_NUMBERS = frozenset(("marks", "minutes", "difficulty", "paragraphs", "spaces", "lines"))
_DECIMALS = re.compile(r"(?<=\d)\.0+$")
"""How a spreadsheet shows a whole number in cells of its format “Number”: 2.00."""
_BULLETS = re.compile(r"^[ \t]*[•◦▪●‣][ \t]*", re.MULTILINE)
"""What stands before each line of a list that was copied from a document."""
_STRUCK = "The cell is struck through.", "Empty it, or take the line off it."
_FAILED = "A formula of the spreadsheet failed.", "Write what should stand there."
_WRONG = re.compile(
    r"(why )?(?:wrong|distractor|incorrect|wrong answer|wrong option|incorrect answer) ?(\d{1,2})"
)


def column_of(heading: str) -> str:
    """The column that a heading means, however it is written; "" for none."""
    plain = " ".join(re.sub(r"[_\-–:*]", " ", heading).split()).casefold()
    plain = plain if plain in _KNOWN else _ASIDE.sub("", plain)
    if found := _WRONG.fullmatch(plain):
        plain = f"{found[1] or ''}wrong {int(found[2])}"
    return _KNOWN.get(plain) or option_column(plain)


QUESTION_SHEET = TableSort(
    "sheet of questions",
    "sheet",
    "Type the questions into the sheet that `worksheetgen bank sheet` makes,",
    lambda cells: len({column for cell in cells if (column := column_of(cell))}),
    printed=True,
)


class SheetTable(Value):
    """The rows of a table of questions; `unread` are the headings of columns that are none of a sheet's."""

    rows: tuple[SheetRow, ...]
    unread: tuple[SheetCell, ...]
    problems: tuple[Problem, ...]


def place_of(file: str, table: ListTable, line: int, column: int) -> Place:
    """Where a cell stands: in a workbook on a sheet, in a text file at a character."""
    return Place(file, line, column, table.name)


def heading_row(table: ListTable, known: Sequence[str] = ()) -> int | None:
    """The index of the row with the headings, or with such as are misspelt, among the first ones; None for none.

    `known` are the headings that must be there, in small letters; without them those of questions.
    """
    misspelt = None
    for index, row in enumerate(table.rows[:HEADINGS_WITHIN]):
        texts = [text for cell in row.cells if (text := cell.text.strip())]
        columns = {column_of(text) for text in texts} - {""}
        if (
            set(known) <= {text.casefold() for text in texts}
            if known
            else "question" in columns and len(columns) > 1
        ):
            return index
        near = [text for text in texts if column_of(text) or _nearest_column(text)]
        if misspelt is None and not known and len(near) > 1 and len(near) == len(texts):
            misspelt = index
    return misspelt


def _nearest_column(heading: str) -> str:
    """The column whose name a heading nearly is, "" for none."""
    return next(iter(get_close_matches(heading.strip().casefold(), SHEET_COLUMNS, 1, 0.8)), "")


def read_rows(file: str, table: ListTable, at: int) -> SheetTable:
    """The rows of a table below its headings, which stand in the row of that index."""
    head = table.rows[at]
    columns: dict[int, str] = {}
    unread: list[SheetCell] = []
    problems = list(table.problems)
    for index, cell in enumerate(head.cells):
        if not cell.text.strip():
            continue
        place = place_of(file, table, cell.line, cell.column)
        column = column_of(cell.text)
        if column in columns.values():
            what = f"There is a second column ‘{column}’."
            problems.append(Problem(place, what, "Keep one of the two, or give one another heading."))
        elif column:
            columns[index] = column
        elif cell.text.strip().endswith("#"):  # the number of the row
            unread.append(SheetCell(cell.text.strip(), place))
        elif near := _nearest_column(cell.text):
            what = f"‘{cell.text.strip()}’ is no column of a sheet."
            problems.append(Problem(place, what, f"Did you mean ‘{near}’?"))
            if near not in columns.values():  # so that no row is said to lack what stands there
                columns[index] = near
        else:
            unread.append(SheetCell(cell.text.strip(), place))
    if "question" not in columns.values():
        what = "The headings have no ‘question’."
        problems.append(Problem(place_of(file, table, head.line, 1), what, "Head the column with it."))
    rows = tuple(_rows(file, table, table.rows[at + 1 :], columns, problems))
    return SheetTable(rows, tuple(unread), tuple(problems))


def _rows(
    file: str, table: ListTable, rows: Sequence[ListRow], columns: Mapping[int, str], problems: list[Problem]
) -> Iterator[SheetRow]:
    for row in rows:
        cells: dict[str, SheetCell] = {}
        for index, column in columns.items():
            cell = row.cell(index)
            if cell.struck or FAILED_FORMULA.fullmatch(cell.text.strip()):
                place = place_of(file, table, cell.line, cell.column)
                problems.append(Problem(place, *(_STRUCK if cell.struck else _FAILED)))
            text = with_scripts(tidied(cell.text).replace("\r\n", "\n").replace("\r", "\n").strip())
            text = _DECIMALS.sub("", text) if column in _WHOLE_NUMBERS else text
            if text:
                cells[column] = SheetCell(text, place_of(file, table, cell.line, cell.column))
        if (answer := cells.get("answer")) and AS_EXPORTED not in cells:
            cells["answer"] = replace(answer, text=_BULLETS.sub("", answer.text))
        cells, problem = options_apart(cells, WRONG)
        problems += [problem] if problem else []
        if cells:
            yield _with_marks_apart(SheetRow(cells, place_of(file, table, row.line, row.cells[0].column)))


def marks_against(row: SheetRow) -> str | None:
    """The marks, as “(2 marks)”, in which a question ends although others stand under ‘marks’; None for none."""
    found = MARKS_AT_END.search(row.text("question"))
    return found[0] if found and row.text("marks") and "mark" in found[0].casefold() else None


def _with_marks_apart(row: SheetRow) -> SheetRow:
    """The row with the marks that its question ends in under ‘marks’, if no others stand there."""
    found = MARKS_AT_END.search(row.text("question"))
    if not found or not found.start() or row.text("marks") not in ("", found[1] or found[2]):
        return row
    place = row.at("question")
    apart = {
        "question": SheetCell(row.text("question")[: found.start()].rstrip(), place),
        "marks": SheetCell(found[1] or found[2], place),
    }
    return replace(row, cells={**row.cells, **apart})
