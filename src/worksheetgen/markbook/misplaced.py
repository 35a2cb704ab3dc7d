"""What stands in a markbook where no mark has a place, to problems; what a formula would say all the same is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from worksheetgen.english import counted
from worksheetgen.errors import Place, Problem
from worksheetgen.markbook.asked import Asked
from worksheetgen.markbook.layout import MARKS, MarksRows
from worksheetgen.markbook.sums import worked_out
from worksheetgen.markbook.typed_cells import MarkbookReading, TypedCell, quoted_value
from worksheetgen.marks_record import ABSENT

_MOVE = "Move it to a file of your own: what stands there goes when the papers are printed again."
_SEVERAL = 3
"""So many cells of a row with an A, and none with anything else, may say that a pupil was absent."""
_NEW = (
    "A pupil who is new has a place for marks once the class list has a line for that pupil and the papers are printed "
    "again with --force."
)


def lost_with_it(reading: MarkbookReading, asked: Asked, file: str) -> Iterator[Problem]:
    """A problem for each thing of one kind that would be lost with the workbook; `file` is its name in messages."""
    found = chain(_headings(reading), _sums(reading, asked), _maxima(reading, asked), _strays(reading))
    return (Problem(Place(f"{file}: {cell}"), what, remedy) for cell, what, remedy in found)


def of_others(reading: MarkbookReading, asked: Asked, file: str) -> tuple[frozenset[str], list[Problem]]:
    """The papers of whose marks none is taken, and all that is asked about whose marks these are.

    They stand in several rows, another paper or its student stands beside them, or each of their marks is an A.
    """
    papers, problems = set(reading.twice), []
    for paper, cell in reading.twice.items():
        what = f"The marks of {asked.whose(paper)} stand in several rows, of which this is one: none of them is taken."
        remedy = (
            "Delete the rows that are not meant. A pupil whose row is gone has one again once the papers are printed "
            "again with --force."
        )
        problems.append(Problem(Place(f"{file}: {cell.cell}"), what, remedy))
    for paper, first in _all_alike(reading):
        what = f"Each mark of {asked.whose(paper)} is A, which may be the letter that was crossed or mean {ABSENT}."
        remedy = f"Type {ABSENT} in the first cell and empty the others, or type marks instead of letters."
        problems.append(Problem(Place(f"{file}: {first}"), what, remedy))
        papers.add(paper)
    beside_spares: list[TypedCell] = []
    for paper, labels in reading.labels.items():
        own = {paper.casefold(), asked.names.get(paper, "").casefold(), ""}
        others = {text.casefold() for one in asked.names.items() for text in one} | {MarksRows.OF}
        for cell in labels:
            said, place = cell.text.casefold(), Place(f"{file}: {cell.cell}")
            if said not in own and re.search(rf"\b{ABSENT}\b", said):
                what = f"{cell.shown} stands where a pupil’s name does, which is not taken."
                remedy = f"Type {ABSENT} where a mark of that pupil would stand."
                problems.append(Problem(place, what, remedy))
            elif said not in others | own and not asked.names.get(paper):
                beside_spares.append(cell)
            if said in others - own:
                whose = asked.whose(paper)
                what = f"{cell.shown} stands beside the marks of {whose}: rows were moved in part."
                remedy = f"Write {whose} there again, and look whose marks these are."
                problems.append(Problem(place, what, remedy))
                papers.add(paper)
                break
    if beside_spares:
        what = f"{_and_more(beside_spares)} beside a paper that has no name, and is not kept."
        remedy = "Write down elsewhere whose paper it is, and empty what was typed here."
        problems.append(Problem(Place(f"{file}: {beside_spares[0].cell}"), what, remedy))
    return frozenset(papers), problems


def _all_alike(reading: MarkbookReading) -> Iterator[tuple[str, str]]:
    """The papers in whose row several cells are filled, each with an A, and the first of these cells."""
    filled: dict[str, list[TypedCell]] = {}
    for (paper, _), cell in reading.marks.items():
        if cell.text:
            filled.setdefault(paper, []).append(cell)
    for paper, cells in filled.items():
        if len(cells) >= _SEVERAL and all(cell.text.casefold() == "a" for cell in cells):
            yield paper, cells[0].cell


_Told = tuple[str, str, str]
"""A cell, what is wrong with it, and what to do."""


def _headings(reading: MarkbookReading) -> Iterator[_Told]:
    """One problem for all columns of marks whose headings are gone."""
    if found := reading.headings:
        more = f" and {counted(len(found) - 1, 'more heading')}" if len(found) > 1 else ""
        head = quoted_value(found[0].value or "")
        what = f"What stands under {head}{more} is not taken: no question has that number, or several columns have."
        gone = ", ".join(reading.headless) or "none"
        yield found[0].cell, what, f"Write the numbers there again; those that are gone: {gone}."


def _sums(reading: MarkbookReading, asked: Asked) -> Iterator[_Told]:
    """One problem for all that was typed over totals, percentages and grades, unless they say what marks come to.

    A sheet that was pasted as values has all of them.
    """
    said = worked_out(reading, asked)
    if found := [one.cell for one in reading.sums if one not in said]:
        what = f"{_and_more(found)} in place of a total, percentage or grade, and is not taken."
        remedy = (
            f"Type marks, or {ABSENT}, under the questions’ numbers, and empty what was typed over: it is worked "
            "out anew when the papers are printed."
        )
        yield found[0].cell, what, remedy


def _maxima(reading: MarkbookReading, asked: Asked) -> Iterator[_Told]:
    """A problem for each paper beneath whose marks something else stands than the most that can be had."""
    papers: dict[str, list[TypedCell]] = {}
    for key, cell in reading.maxima.items():
        if key in asked.most and cell.text != str(asked.most[key]):
            papers.setdefault(key[0], []).append(cell)
    for paper, found in papers.items():
        what = (
            f"{_and_more(found)} beneath the marks of {asked.whose(paper)}, where the most that can be had is "
            "told, and is not taken."
        )
        remedy = "Type marks into the row above, that of the pupil’s name, and empty what was typed here."
        yield found[0].cell, what, remedy


def _strays(reading: MarkbookReading) -> Iterator[_Told]:
    """A problem for each row in which something stands that is no mark of a paper."""
    rows: dict[str, list[TypedCell]] = {}
    for one in reading.strays:
        rows.setdefault(re.sub(r"![A-Z]+", "!", one.cell), []).append(one)
    for found in rows.values():
        more = f" and {counted(len(found) - 1, 'more cell')} of this row" if len(found) > 1 else ""
        what = f"Something stands here that is no mark of a paper: {found[0].shown}{more}."
        # A whole row of marks below the papers is of somebody who joined.
        joined = found[0].cell.startswith(f"{MARKS}!") and any(
            isinstance(one.value, int) for one in found[1:]
        )
        yield found[0].cell, what, f"{_MOVE} {_NEW}" if joined else _MOVE


def _and_more(cells: Sequence[TypedCell]) -> str:
    """`7 stands here and the like in 3 more cells`."""
    more = f", and the like in {counted(len(cells) - 1, 'more cell')}," if len(cells) > 1 else ""
    return f"{cells[0].shown} stands here{more}"
