"""Marks of the record that have no place on the papers that are to be printed, each as a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from worksheetgen.english import counted
from worksheetgen.errors import Place, Problem
from worksheetgen.markbook.asked import Asked
from worksheetgen.markbook.typed_cells import quoted_value
from worksheetgen.marks_record import ABSENT, MarkKey, MarksRecord, crossed, is_letters


def unplaced(
    record: MarksRecord, run: str, asked: Asked, before: Asked, cells: Mapping[MarkKey, str], file: str
) -> Iterator[Problem]:
    """A problem for every mark of the record that has no place on the papers of `run` as they are to be printed.

    There is one alone for all marks of a paper that is gone. `asked` is what these papers ask, `before` what those
    asked that were printed; `cells` say where a mark stands in the markbook that is there
    ("output/9B/markbook.xlsx: Marks!F3"); of others the line in `file`, the record, is told.
    """
    gone = Counter(paper for paper, _ in record.lines if paper not in asked.names)
    others = Counter(entry.run for _, entry in record.lines.values() if entry.run != run)
    told: set[str] = set()
    for key, (line, entry) in record.lines.items():
        paper, _ = key
        place = Place(cells[key]) if key in cells else Place(file, line, 1)
        at = partial(Problem, place)
        where = (
            "Empty the cell to give the mark up" if key in cells else "Take the row out to give the mark up"
        )
        if entry.run != run:
            if number := others.pop(entry.run, 0):
                more = f" ({counted(number - 1, 'more mark')} too)" if number > 1 else ""
                what = f"This is a mark of another run, {entry.run}{more}; the papers to be printed are of run {run}."
                yield at(what, "Print into another --output, or move the folder of the marks away.")
        elif not paper or paper in told:
            continue
        elif paper not in asked.names:
            told.add(paper)
            what = f"{before.whose(paper)} has {counted(gone[paper], 'mark')}, but no paper any more."
            them = f"Empty the cells of {paper}" if key in cells else f"Take the rows of {paper} out"
            yield at(what, f"{them} to give them up, or leave the pupil in the list.")
        elif key not in asked.most:
            what = f"{before.named(key)} has {quoted_value(entry.mark)}, but that paper would not ask it any more."
            yield at(what, f"{where}, or leave the question on the paper.")
        elif is_letters(entry.mark):
            if asked.options.get(key) != before.options.get(key) or not crossed(
                entry.mark, asked.letters(key)
            ):
                what = (
                    f"{before.named(key)} has the letter {entry.mark}, which stands for another option now."
                )
                yield at(what, f"{where}, or type a mark.")
        elif entry.mark != ABSENT and int(entry.mark) > asked.most[key]:
            what = f"{asked.named(key)} has {entry.mark}, but the question has {asked.most[key]} marks now."
            yield at(what, "Type a lower mark, or give the question its marks back in the bank.")
