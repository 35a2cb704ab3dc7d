"""A colleague's answers to what they say of the questions: agreement with the key, differences, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import assert_never

from worksheetgen.english import one_of
from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.kinds.shared import facts_of_points, in_pieces, key_in_words
from worksheetgen.model.answers import Key, Levels, PairedPoints, Points
from worksheetgen.model.bank import Bank
from worksheetgen.model.question import Part, Question
from worksheetgen.model.signs import same_words
from worksheetgen.run.review_sheet import (
    ANSWER,
    ANSWER_COLUMNS,
    ANSWERS_FILE,
    CHOICES,
    DOUBT,
    ID,
    named_parts,
)
from worksheetgen.tables import TableSort, open_tables
from worksheetgen.tables.table import ListCell, ListRow, ListTable
from worksheetgen.value import Value

TYPED = (ID, ANSWER, DOUBT)
"""A row is read where one of these has something."""
Parts = dict[str, list[tuple[Question, Part]]]
"""The parts of the bank by what a file of answers calls them: one of each unit that has such a question."""
_TYPE_INTO = (
    f"Type into the {ANSWERS_FILE} that came with the sheet, and leave its other columns as they are."
)

ANSWERS = TableSort(
    "file of answers",
    "file",
    f"Type the answers into the {ANSWERS_FILE} that came with the sheet,",
    lambda cells: len({cell.strip().casefold() for cell in cells} & set(ANSWER_COLUMNS)),
)


class GivenAnswer(Value):
    """What a colleague says of a part: the words of the answer and of the key, and a doubt, "" for none.

    `agrees` is None where no key tells: of an answer in words, or where none was given (`given` is "").
    With `to_compare` a person must hold the answer, or its reason, against the mark scheme. `name` is as in
    `named_parts`; `place` is where the bank has the question.
    """

    name: str
    place: Place
    given: str
    key: str
    agrees: bool | None
    to_compare: bool
    doubt: str

    @property
    def problem(self) -> Problem | None:
        """What somebody must look at: another answer than the key's, or a doubt; None for neither."""
        if self.agrees is False:
            what = f"{self.name} was answered “{self.given}”, and its key is “{self.key}”."
            remedy = "Settle which is right; where both can be, mend the question."
        elif self.doubt:
            what, remedy = f"{self.name} is doubted.", "Settle it with whoever doubts it."
        else:
            return None
        doubt = f" The doubt: {self.doubt.rstrip('.')}." if self.doubt else ""
        return Problem(self.place, what + doubt, remedy)


def read_answers(path: Path, bank: Bank, encoding: str) -> tuple[GivenAnswer, ...]:
    """Every row of a file of answers (CSV, or a workbook made of it), in the file's order.

    `encoding` is that of a text file which is not UTF-8, or "". Raises InvalidInput with all that is wrong with the
    file: columns that are missing, questions that the bank does not have, answers that cannot be read.
    """
    file = shown(path)
    parts: Parts = {}
    for name, question, part in named_parts(one for unit in bank.units for one in unit.questions):
        parts.setdefault(name, []).append((question, part))
    columns, rows = _with_headings(file, _tables(path, encoding))
    lines: dict[str, int] = {}
    cells = ({name: row.cell(at) for name, at in columns.items()} for row in rows)
    read = [_row(some, parts, lines, file) for some in cells if any(some[one].text.strip() for one in TYPED)]
    if problems := [one for one in read if isinstance(one, Problem)]:
        raise InvalidInput(problems)
    return tuple(one for one in read if isinstance(one, GivenAnswer))


# ---- the file ------------------------------------------------------------------------------------


def _tables(path: Path, encoding: str) -> tuple[ListTable, ...]:
    """The tables of the file. Raises InvalidInput where it cannot be opened or cut into cells."""
    tables = open_tables(path, ANSWERS, encoding).tables
    if problems := [problem for table in tables for problem in table.problems]:
        raise InvalidInput(problems)
    return tables


def _with_headings(file: str, tables: Iterable[ListTable]) -> tuple[dict[str, int], tuple[ListRow, ...]]:
    """Where each column stands, and the rows below the headings, of the first table that has them.

    Raises InvalidInput where there is none, or a column is missing.
    """
    for table in tables:
        for number, row in enumerate(table.rows):
            heads = [cell.text.strip().casefold() for cell in row.cells]
            if ID not in heads or ANSWER not in heads:
                continue
            columns = {name: heads.index(name) for name in (ID, CHOICES, ANSWER, DOUBT) if name in heads}
            missing = [name for name in (CHOICES, DOUBT) if name not in columns]
            if missing:
                what = f"The column ‘{missing[0]}’ is missing."
                raise InvalidInput([Problem(Place(file, row.line, 1), what, _TYPE_INTO)])
            return columns, table.rows[number + 1 :]
    what = f"There is no line with the headings {', '.join(ANSWER_COLUMNS)}."
    raise InvalidInput([Problem(Place(file, 1, 1), what, _TYPE_INTO)])


# ---- one answer ----------------------------------------------------------------------------------


def _row(
    cells: Mapping[str, ListCell], parts: Parts, lines: dict[str, int], file: str
) -> GivenAnswer | Problem:
    """What a row says of its part, or why that cannot be told; `lines` are those of the rows before, by their parts."""
    cell = cells[ID]
    name, place = cell.text.strip(), Place(file, cell.line, cell.column)
    if name not in parts:
        return Problem(place, f"The bank has no question ‘{name}’.", one_of(name, parts))
    if name in lines:
        return Problem(
            place, f"{name} was answered before, in line {lines[name]}.", "Keep one of the two rows."
        )
    lines[name] = place.line
    if len(parts[name]) > 1:
        what = f"Several units have a question {name}."
        return Problem(place, what, "Give --bank the folder of the unit that is meant.")
    return _answer(name, *parts[name][0], cells, file)


def _answer(
    name: str, question: Question, part: Part, cells: Mapping[str, ListCell], file: str
) -> GivenAnswer | Problem:
    """What a row says of a part, or why its answer cannot be read."""
    typed, doubt = (" ".join(cells[column].text.split()) for column in (ANSWER, DOUBT))
    keys = [answer for answer in part.answers if isinstance(answer, Key)]
    cell = cells[ANSWER]
    pieces = in_pieces(cell.text)
    if not typed or not keys:
        agrees = bool(pieces) and _are_credited(pieces, part)
        to_compare = bool(pieces) and not agrees
        return GivenAnswer(name, question.place, typed, _scheme(part), agrees or None, to_compare, doubt)
    place = Place(file, cell.line, cell.column)
    printed = _printed(part, cells[CHOICES].text)
    if printed is None:
        what = f"The choices of {name} are not those that the bank has now."
        return Problem(place, what, "Print a new sheet with it, or take this answer out.")
    body = part.body
    try:
        meant = (Key(body.meant(part.answers, cell.text, printed), "", ()),)
    except ValueError:
        return Problem(place, f"‘{typed}’ is no answer to {name}.", f"Write {body.answered_with}.")
    agrees = body.answer(meant, printed) == body.answer(part.answers, printed)
    # Behind a key that has points too stands a reason.
    reason = pieces[1:] if any(isinstance(answer, Points) for answer in part.answers) else []
    return GivenAnswer(
        name,
        question.place,
        "; ".join((_words(part, meant), *reason)),
        _scheme(part),
        agrees,
        bool(reason) and not _are_credited(reason, part),
        doubt,
    )


def _printed(part: Part, choices: str) -> tuple[str, ...] | None:
    """The bank's ids in the order in which the sheet had them; None where its choices were other ones."""
    return part.body.order_of(part.answers, [line for line in choices.splitlines() if line.strip()])


def _words(part: Part, answers: tuple[Key, ...] = ()) -> str:
    """The key of a part in words, or what it would say were the `answers` right."""
    return key_in_words(part.body, answers or part.answers)


def _scheme(part: Part) -> str:
    """What the mark scheme gives marks for: the key, points, pairs, indicative content."""
    return "; ".join(filter(None, (_words(part), *_credited(part))))


def _credited(part: Part) -> Iterator[str]:
    for answer in part.answers:
        match answer:
            case Points():
                yield from (point.text for point in part.body.credited(answer).points)
            case PairedPoints(pairs=pairs):
                yield from (half.text for pair in pairs for half in pair)
            case Levels(indicative=indicative):
                yield from (point for content in indicative for point in content.points)
            case Key():
                pass  # its words stand before
            case _:
                assert_never(answer)


def _are_credited(pieces: Sequence[str], part: Part) -> bool:
    """Whether every piece that was typed stands in the mark scheme word for word: nobody need compare them."""
    credited = [words for fact in facts_of_points("", part.answers) for words in fact.wordings]
    return all(any(same_words(piece, words) for words in credited) for piece in pieces)
