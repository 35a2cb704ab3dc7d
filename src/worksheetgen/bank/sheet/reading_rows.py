"""The rows of a sheet to the fields of questions, as the bank's files would have them, each with the cell it is from.

What a row does not say is filled in, and each filler is noted once for the report. What a cell says is not judged here:
the bank's own models and rules do that, at the cell's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import blake2b
from string import ascii_lowercase
from typing import Any

from worksheetgen.bank.beginning import slug_of
from worksheetgen.bank.question_entries import QuestionEntry
from worksheetgen.bank.sheet.bodies import BODIES, kind_of, options_in
from worksheetgen.bank.sheet.cells import SheetCell, SheetRow
from worksheetgen.bank.sheet.columns import OTHER_FIELDS, QUESTION_LEVEL, marks_against
from worksheetgen.bank.sheet.fillers import in_order, marks_of
from worksheetgen.bank.sheet.notation import (
    lines_in,
    listed,
    misspelt_truth,
    number_in,
    number_twice,
    point_is_unmarked,
)
from worksheetgen.bank.sheet.question_rows import WITH_COLUMNS, origin_in
from worksheetgen.english import one_of
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.kinds import Kind
from worksheetgen.model.tier import Tier
from worksheetgen.value import Value
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
HOW_HARD = {"easy": 2, "medium": 3, "middle": 3, "hard": 4, "difficult": 4}
LEAD = "Answer each part."
_MISSPELT_FROM = 0.85
"""As similar as this to a topic of the unit, a name is that topic misspelt and not a new one."""
_OBJECTIVE = re.compile(r"([^:=]*[^:=\s])\s*[:=]\s*(\d{1,3})?|(\S+)\s+(\d{1,3})")
"""With its marks: `AO1: 2`, `Knowledge = 2`, `AO1 2`."""


class UnitNames(Value):
    """What a row may name, as the unit has it.

    `topics` and `sources` are ids by what they may be called in small letters, their titles too. `levels` has the
    highest mark of each set of levels, `level_kinds` the kind that a set serves, of those that serve one. `topic` and
    `qualification` are what is filled in.
    """

    topics: Mapping[str, str]
    sources: Mapping[str, str]
    levels: Mapping[str, int]
    level_kinds: Mapping[str, Kind]
    topic: str
    qualification: str


@dataclass
class SheetQuestion:
    """A question as a sheet says it: plain data, the place of each field, and what was filled in.

    `new_topics` are the titles of topics by the ids that they would have in the unit.
    """

    data: dict[str, Any]
    places: dict[Location, Place]
    qualification: str
    rows: tuple[SheetRow, ...]
    fillers: list[tuple[str, Place]] = field(default_factory=list)
    new_topics: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where its first row says what is asked."""
        return self.rows[0].at("question")

    def set(self, value: Any, place: Place, *at: str | int) -> None:
        """Put a value at a location, where its mapping is made if it is not there."""
        inner: Any = self.data
        for step in at[:-1]:
            inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner[step]
        inner[at[-1]] = value
        self.places[at] = place


def read_question(rows: Sequence[SheetRow], known: UnitNames) -> SheetQuestion:
    """The question that the rows with one id say, in the order of its parts."""
    whole = _whole_row(rows)
    found = SheetQuestion(
        {}, {(): rows[0].place}, whole.text("qualification") or known.qualification, tuple(rows)
    )
    found.problems += _disagreements(rows)
    in_parts = len(rows) > 1 or bool(rows[0].text("part"))
    _read_whole(found, whole, known)
    marks = 0
    if in_parts:
        found.set([{} for _ in rows], rows[0].at("part"), "parts")
        found.set(whole.text("lead") or LEAD, whole.at("lead"), "lead")
        if not whole.text("lead"):
            found.fillers.append((f"lead: {LEAD}", rows[0].place))
    for number, row in enumerate(rows):
        marks += _read_part(found, row, known, ("parts", number) if in_parts else ())
    if not whole.text("minutes"):
        found.set(max(marks, 1), whole.place, "minutes")
        found.fillers.append(("minutes: as many as marks", whole.place))
    found.data = in_order(found.data)
    return found


def _whole_row(rows: Sequence[SheetRow]) -> SheetRow:
    """The cells that speak of the question as a whole: of each column the first one that is filled."""
    cells: dict[str, SheetCell] = {}
    for row in reversed(rows):
        cells |= {column: cell for column, cell in row.cells.items() if column in QUESTION_LEVEL}
    return SheetRow(cells, rows[0].place)


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


def _read_whole(found: SheetQuestion, row: SheetRow, known: UnitNames) -> None:
    """What is said of the question as a whole."""

    def fill(value: Any, words: str, *at: str) -> None:
        found.set(value, row.place, *at)
        found.fillers.append((words, row.place))

    if row.text("id"):
        found.set(row.text("id"), row.at("id"), "id")
    if names := listed(row.text("topic")):
        found.set([_topic(found, name, known, row.at("topic")) for name in names], row.at("topic"), "topics")
    else:
        fill([known.topic], f"topic: {known.topic}", "topics")
    if row.text("tiers").casefold() in ("", "all"):
        words = "tiers: support, core and challenge"
        found.set([tier.value for tier in Tier], row.at("tiers"), "tiers")
        found.fillers += [] if row.text("tiers") else [(words, row.place)]
    else:
        found.set([name.casefold() for name in listed(row.text("tiers"))], row.at("tiers"), "tiers")
    if hard := row.text("difficulty"):
        number = HOW_HARD.get(hard.casefold(), number_in(hard))
        found.set(number, row.at("difficulty"), "difficulty")
        if isinstance(number, str):
            what = f"‘{hard}’ is no difficulty."
            found.problems.append(
                Problem(row.at("difficulty"), what, "Write easy, medium or hard, or 1 to 5.")
            )
    else:
        fill(3, "difficulty: 3", "difficulty")
    if row.text("minutes"):
        found.set(number_in(row.text("minutes")), row.at("minutes"), "minutes")
    paragraphs = _paragraphs(row.text("paragraphs"))
    found.set(paragraphs, row.at("paragraphs"), "paragraphs")
    if row.text("needs"):
        found.set(row.text("needs").casefold(), row.at("needs"), "needs")
    else:
        needs = "text" if paragraphs or row.text("source") else "own knowledge"
        fill(needs, f"needs: {needs}", "needs")
    if names := listed(row.text("source")):
        ids = [known.sources.get(name.casefold(), name) for name in names]
        found.set(ids, row.at("source"), "sources")
    if ids := listed(row.text("enemies")):
        found.set(ids, row.at("enemies"), "enemies")
    if row.text("note"):
        found.set(row.text("note"), row.at("note"), "note")
    for column in ("hint", "extension"):
        if row.text(column):
            found.set(row.text(column), row.at(column), "scaffolds", column)
    if row.text("starters"):
        found.set(lines_in(row.text("starters")), row.at("starters"), "scaffolds", "starters")
    if origin := origin_in(row.text("origin")):
        found.set(origin, row.at("origin"), "origin")


def _topic(found: SheetQuestion, name: str, known: UnitNames, place: Place) -> str:
    """The id of a topic by its id or title; one that the unit does not have yet is noted as new."""
    if id := known.topics.get(name.casefold()):
        return id
    if near := get_close_matches(name.casefold(), known.topics, 1, _MISSPELT_FROM):
        what = f"The unit has no topic ‘{name}’."
        found.problems.append(Problem(place, what, f"Did you mean ‘{near[0]}’?"))
    # A name in another script has no letter that an id may have: its own number tells it from others.
    id = slug_of(name) or f"topic-{int.from_bytes(blake2b(name.encode(), digest_size=3).digest(), 'big')}"
    if id not in known.topics.values():
        found.new_topics[id] = name
    return id


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


def _paragraphs(text: str) -> list[int | str]:
    """`3, 4`, `3-5` or `¶3` as numbers."""
    numbers: list[int | str] = []
    for name in listed(text.replace("¶", " ")):
        found = re.fullmatch(r"(\d{1,3})\s*[-–]\s*(\d{1,3})", name)
        numbers += range(int(found[1]), int(found[2]) + 1) if found else [number_in(name)]
    return numbers


def _objectives(text: str, marks: int) -> dict[str, Any]:
    """`AO1: 2, AO3: 2`; one without a number has all the marks."""
    found: dict[str, int] = {}
    for name in listed(text):
        match = _OBJECTIVE.fullmatch(name)
        said = (match[2] or match[4]) if match else None
        found[(match[1] or match[3]) if match else name] = int(said) if said else marks
    return found
