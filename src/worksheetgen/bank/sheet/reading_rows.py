"""The rows of a sheet to the fields of questions, as the bank's files would have them, each with the cell it is from.

What a row does not say is filled in, and each filler is noted once for the report. What a cell says is not judged here:
the bank's own models and rules do that, at the cell's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from worksheetgen.bank.beginning import slug_of
from worksheetgen.bank.question_entries import QuestionEntry
from worksheetgen.bank.sheet.bodies import BODIES, kind_of
from worksheetgen.bank.sheet.cells import SheetCell, SheetRow
from worksheetgen.bank.sheet.choice_cells import options_in
from worksheetgen.bank.sheet.columns import AS_EXPORTED, OTHER_FIELDS, QUESTION_LEVEL, marks_against
from worksheetgen.bank.sheet.fillers import in_order, marks_of
from worksheetgen.bank.sheet.notation import (
    has_lettered,
    lines_in,
    listed,
    misspelt_truth,
    number_in,
    number_twice,
    point_is_unmarked,
)
from worksheetgen.bank.sheet.question_rows import WITH_COLUMNS
from worksheetgen.bank.sheet.reading_whole import UnitNames, read_whole
from worksheetgen.bank.sheet.sheet_question import SheetQuestion
from worksheetgen.english import one_of
from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.kinds import Kind
from worksheetgen.yaml_file import Location, yaml_data

KIND_NAMES = {
    "mc": Kind.MULTIPLE_CHOICE,
    "mcq": Kind.MULTIPLE_CHOICE,
    "choice": Kind.MULTIPLE_CHOICE,
    "checkbox": Kind.MULTIPLE_CHOICE,
    "multiple-select": Kind.MULTIPLE_CHOICE,
    "tf": Kind.TRUE_FALSE,
    "t-f": Kind.TRUE_FALSE,
    "true-or-false": Kind.TRUE_FALSE,
    "match": Kind.MATCHING,
    "order": Kind.ORDERING,
    "cloze": Kind.GAP_FILL,
    "gaps": Kind.GAP_FILL,
    "fill-in": Kind.GAP_FILL,
    "fill-in-the-blank": Kind.SHORT_ANSWER,
    "open-ended": Kind.SHORT_ANSWER,
    "table": Kind.TABLE_COMPLETION,
    "short": Kind.SHORT_ANSWER,
    "open": Kind.SHORT_ANSWER,
}
"""What else kinds are called, in small letters with dashes."""
LEAD = "Answer each part."
_AS_WORDS = " For an answer in words write short-answer under ‘kind’."
_OBJECTIVE = re.compile(r"([^:=]*[^:=\s])\s*[:=]\s*(\d{1,3})?|(\S+)\s+(\d{1,3})")
"""With its marks: `AO1: 2`, `Knowledge = 2`, `AO1 2`."""


def read_question(rows: Sequence[SheetRow], known: UnitNames) -> SheetQuestion:
    """The question that the rows with one id say, in the order of its parts."""
    whole = _whole_row(rows)
    found = SheetQuestion(
        {}, {(): rows[0].place}, whole.text("qualification") or known.qualification, tuple(rows)
    )
    found.problems += _disagreements(rows)
    in_parts = len(rows) > 1 or bool(rows[0].text("part"))
    read_whole(found, whole, known)
    marks = 0
    if in_parts:
        found.set([{} for _ in rows], rows[0].at("part"), "parts")
        found.set(whole.text("lead") or LEAD, whole.at("lead"), "lead")
        if not whole.text("lead"):
            found.fillers.append((f"lead: {LEAD}", rows[0].place))
    exported = {AS_EXPORTED: whole.cells[AS_EXPORTED]} if whole.text(AS_EXPORTED) else {}
    for number, row in enumerate(SheetRow({**row.cells, **exported}, row.place) for row in rows):
        marks += _read_part(found, row, known, ("parts", number) if in_parts else ())
    if not whole.text("minutes"):
        found.set(max(marks, 1), whole.place, "minutes")
        found.fillers.append(("minutes: as many as marks", whole.place))
    found.data = in_order(found.data)
    return found


def _disagreements(rows: Sequence[SheetRow]) -> Iterator[Problem]:
    """A problem for each cell that says another thing of the question than the row of its first part; for each part."""
    first: dict[str, str] = {}
    for row in rows:
        for column in QUESTION_LEVEL & row.cells.keys():
            if first.setdefault(column, row.text(column)) != row.text(column):
                what = f"‘{column}’ says another thing than the row of the first part."
                yield Problem(row.at(column), what, "Leave it empty here: it is of the question as a whole.")
    if len(rows) > 1:
        for letter, row in zip(ascii_lowercase, rows, strict=False):
            if row.text("part").casefold().strip("() ") != letter:
                what = "Rows with one id are the parts of one question, and this is none of them in turn."
                remedy = f"Write {letter} under ‘part’, or give the row another id."
                yield Problem(row.at("part" if row.text("part") else "id"), what, remedy)


def _whole_row(rows: Sequence[SheetRow]) -> SheetRow:
    """The cells that speak of the question as a whole: of each column the first one that is filled."""
    cells: dict[str, SheetCell] = {}
    for row in reversed(rows):
        cells |= {column: cell for column, cell in row.cells.items() if column in QUESTION_LEVEL}
    return SheetRow(cells, rows[0].place)


def _read_part(found: SheetQuestion, row: SheetRow, known: UnitNames, at: Location) -> int:
    """What a row says of a part, or of a question that has none, at that location; its marks."""
    kind = _kind(found, row, known)
    found.set(kind.value, row.at("kind"), *at, "kind")
    found.set(row.text("question"), row.at("question"), *at, "stem")
    body = BODIES.get(kind.body)
    for name, (value, column) in (body.read(row) if body else {}).items():
        found.set(value, row.at(column), *at, name)
    if kind is Kind.MULTIPLE_CHOICE and options_in(row)[0] != lines_in(row.text("answer")):
        found.fillers.append(("options: without letters of their own", row.place))
    if row.text("explanation"):
        found.set(row.text("explanation"), row.at("explanation"), *at, "explanation")
    _read_others(found, row, at)
    part = found.data["parts"][at[1]] if at else found.data
    if unclear := _unclear(row, kind, part):
        found.problems.append(Problem(row.at("answer"), *unclear))
    for column, given in (("question", False), ("answer", _is_answered(part, kind))):
        if not (given or row.text(column)):
            what, remedy = f"The row has no {column}.", f"Write it under ‘{column}’, or empty the row."
            found.problems.append(Problem(row.at("question"), what, remedy))
    if said := marks_against(row):
        what = f"The question ends in {said}, and ‘marks’ says {row.text('marks')}."
        remedy = "Make them the same, or leave ‘marks’ empty."
        found.problems.append(Problem(row.at("question"), what, remedy))
    if row.text("marks"):
        marks = number_in(row.text("marks"))
        found.set(marks, row.at("marks"), *at, "marks")
        # The only answer, which says no marks of its own, has all of them.
        if (
            len(part.get("points", ())) == 1
            and isinstance(marks, int)
            and marks
            and point_is_unmarked(row.text("answer"))
        ):
            part["points"][0]["marks"] = marks
    else:
        marks = marks_of(part, known.levels)
        found.set(marks, row.at("answer"), *at, "marks")
        found.fillers.append(("marks: one for each thing to be answered", row.place))
    whole = (marks if isinstance(marks, int) else 0) or 1
    if objectives := _objectives(row.text("objectives"), whole):
        found.set(objectives, row.at("objectives"), *at, "objectives")
    else:
        found.set({"AO1": whole}, row.place, *at, "objectives")
        found.fillers.append(("objective: AO1", row.place))
    return whole


def _unclear(row: SheetRow, kind: Kind, part: Mapping[str, Any]) -> tuple[str, str] | None:
    """What an answer leaves open that a key must say, and the remedy; None where it leaves nothing open."""
    lines = lines_in(row.text("answer"))
    if kind == Kind.TRUE_FALSE and part.get("key") is None:
        what = f"‘{row.text('answer')}’ does not say whether the statement is true."
        return what, "Write True or False in the first line."
    if kind == Kind.ORDERING and (twice := number_twice(lines)) is not None:
        what = f"The number {twice} stands here for the second time, so the right order is not clear."
        return what, "Number the lines from 1 in their right order."
    halves = [line.split() for line in lines]
    alone = [line for line, words in zip(lines, halves, strict=True) if words[-1] == "=" or words[0] == "="]
    guessed = kind == Kind.SHORT_ANSWER and lines and not row.text("kind")
    if guessed and row.text("question").endswith(".") and (meant := misspelt_truth(lines[0])):
        what = f"‘{lines[0]}’ does not say whether the statement is true."
        return what, f"Did you mean ‘{meant}’? Else write short-answer under ‘kind’."
    if guessed and alone and len(lines) > 1 and all("=" in words for words in halves):
        return f"‘{alone[0]}’ has one half of a pair alone.", "Write both: left = right."
    return _asks_for_more(row.text("question"), lines) if guessed else None


def _asks_for_more(question: str, lines: Sequence[str]) -> tuple[str, str] | None:
    """What a question asks for that its answer, as words on lines, is not: boxes to cross, pairs, an order."""
    if has_lettered(question) and (
        len(lines[0].strip("().:")) == 1 or lines[0].casefold() in question.casefold()
    ):
        what = "The question has its options in it, and they would be printed as words without boxes."
        return what, "Write each into a column of its own, headed A, B, C and so on." + _AS_WORDS
    if len(lines) > 1 and re.match(r"(?:match|pair|link|connect)\b", question, re.IGNORECASE):
        return (
            "The question asks for pairs, and the answer has none.",
            "Write a pair a line: left = right." + _AS_WORDS,
        )
    if len(lines) > 2 and re.match(r"(?:put|arrange|place|sort)\b.*\border\b", question, re.IGNORECASE):
        what = "The question asks for an order, and the lines of the answer have no numbers."
        return what, "Number them as they are right: 1. …, 2. …, 3. …" + _AS_WORDS
    return None


def _is_answered(part: Mapping[str, Any], kind: Kind) -> bool:
    """Whether anything says what is right; a part of a kind that the sheet has no columns for says it elsewhere."""
    answers = ("key", "keys", "pairs", "events", "passage", "rows", "points", "levels", "indicative")
    return kind.body not in BODIES or any(part.get(name) not in (None, "", []) for name in answers)


def _kind(found: SheetQuestion, row: SheetRow, known: UnitNames) -> Kind:
    """The kind that a row names, or is."""
    named = row.text("kind").casefold()
    plain = slug_of(named)
    if not named:
        return known.level_kinds.get(row.text("levels")) or kind_of(row)
    if plain in KIND_NAMES or plain in tuple(Kind):
        return KIND_NAMES.get(plain) or Kind(plain)
    kinds = [kind.value for kind in Kind]
    found.problems.append(
        Problem(row.at("kind"), f"There is no kind ‘{row.text('kind')}’.", one_of(plain, kinds))
    )
    return kind_of(row)


def _read_others(found: SheetQuestion, row: SheetRow, at: Location) -> None:
    """The fields that have no column: those of a question as a whole, and those of the part."""
    if not row.text(OTHER_FIELDS):
        return
    place = row.at(OTHER_FIELDS)
    try:
        others = yaml_data(row.text(OTHER_FIELDS), place)
    except InvalidInput as error:
        found.problems += error.problems
        return
    if not isinstance(others, dict):
        what = (
            f"‘{OTHER_FIELDS}’ holds fields in braces, such as {{skill: cause}}, and this is something else."
        )
        found.problems.append(Problem(place, what, "Empty the cell, or write it so."))
        return
    for name, value in others.items():
        if name in WITH_COLUMNS:
            what = f"‘{OTHER_FIELDS}’ names ‘{name}’, which has a column of its own."
            found.problems.append(Problem(place, what, "Write it there."))
        elif name == "scaffolds":
            if isinstance(value, dict):
                for inner, said in value.items():
                    found.set(said, place, "scaffolds", inner)
            else:
                what = f"‘scaffolds’ in ‘{OTHER_FIELDS}’ holds fields in braces, and this is something else."
                found.problems.append(Problem(place, what, "Write it as the bank’s files have it."))
        else:
            found.set(value, place, *(() if name in QuestionEntry.model_fields else at), name)


def _objectives(text: str, marks: int) -> dict[str, Any]:
    """`AO1: 2, AO3: 2`; one without a number has all the marks."""
    found: dict[str, int] = {}
    for name in listed(text):
        match = _OBJECTIVE.fullmatch(name)
        said = (match[2] or match[4]) if match else None
        found[(match[1] or match[3]) if match else name] = int(said) if said else marks
    return found
