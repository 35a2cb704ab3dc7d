"""`make recalculate`: markbooks of random classes, worked out by LibreOffice, against totals that are added up here.

Half of the marks stand in the workbook as it is written, the others are typed into it, in either sheet;
all of them must be found again in what LibreOffice saves.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import click
import openpyxl

from tests.markbook.books import RUN, book, recorded, typed
from tests.samples import blueprint, choice, question, section, selection, student, unit, varied, written
from worksheetgen.manifest import RecordedStudent
from worksheetgen.markbook import Asked, harvest, printed_cells_changed, read_markbook
from worksheetgen.markbook.layout import BY_QUESTION, MARKS, TOPICS
from worksheetgen.marks_record import (
    ABSENT,
    SPAG_MARKS,
    MarkEntry,
    MarkKey,
    MarksRecord,
    is_letters,
    keys_of,
    options_of,
    worth,
)
from worksheetgen.model.paper import Paper
from worksheetgen.results import paper_result
from worksheetgen.streams import Stream

BOOKS, AT_ONCE = 1000, 100
"""How many markbooks, and how many LibreOffice is given in one go."""
LARGE = unit(
    *(question(f"kirov-{n:02}", choice("abd"[: 1 + n % 3], "abcdef"[: 4 + n % 3])) for n in range(12)),
    *(question(f"gulag-{n:02}", written(1 + n), topics=("gulag",)) for n in range(6)),
    *(question(f"view-{n:02}", written(4), written(1 + n, code="AO2", stem="So?")) for n in range(6)),
)


@dataclass(frozen=True)
class Marked:
    """A class with its markbook: its papers, their marks, the boundaries, and what was `shown` before typing."""

    papers: Sequence[Paper]
    marks: Mapping[MarkKey, str]
    boundaries: Mapping[str, int]
    shown: MarksRecord
    content: bytes


def marked(stream: Stream) -> Marked:
    """A random class on one form or two, with random marks, of which some are typed."""
    ids = stream.shuffled([one.id for one in LARGE.questions])
    spag = 4 * stream.below(2)
    drawn = [[ids[:5], ids[5:8]], [ids[3:9], ids[9:11]]][: 1 + stream.below(2)]
    plan = blueprint(section(), section(spag=spag))
    papers = [
        varied(
            selection(*(" ".join(part) for part in drawn[at % len(drawn)])), plan, LARGE, student(f"{at:03}"), "9B",
            f"seed {at}", RUN,
        )
        for at in range(1 + stream.below(8))
    ]  # fmt: skip
    marks: dict[MarkKey, str] = {}
    for one in recorded(papers):
        if chance := stream.below(5):
            for key, most in keys_of(one):
                if stream.below(5) < chance:
                    marks[key] = ABSENT if not stream.below(12) else str(stream.below(most + 1))
            for key, options in options_of(one):
                if key in marks and not stream.below(2):
                    letters = stream.shuffled(ascii_uppercase[: len(options)])
                    marks[key] = "".join(sorted(letters[: 1 + stream.below(4)]))
    grades = {str(n): 3 * n + stream.below(3) for n in range(1 + stream.below(9))} if stream.below(4) else {}
    shown = {key: mark for key, mark in marks.items() if stream.below(2)}
    entries = [MarkEntry(RUN, *key, mark, "a test", "") for key, mark in shown.items()]
    entries += [MarkEntry(RUN, "", grade, str(mark), "a test", "") for grade, mark in grades.items()]
    record = MarksRecord(tuple(entries))
    content = book(papers, record, LARGE)
    return Marked(papers, marks, grades, record, _typed(content, marks, shown, stream))


def _typed(
    content: bytes, marks: Mapping[MarkKey, str], shown: Mapping[MarkKey, str], stream: Stream
) -> bytes:
    """The workbook with the marks typed that do not stand in it yet, in one of the two sheets."""
    cells = cells_of(content)
    wanted: dict[str, object] = {}
    for key, mark in marks.items():
        if key not in shown:
            only_there = key[0].endswith("0") or is_letters(mark)  # a letter is typed into the sheet of marks
            at = cells[key][0 if only_there else stream.below(2)]
            # People write B, D and b d for BD.
            wanted[at] = (
                int(mark)
                if mark.isdecimal()
                else (" ", ", ", "")[len(wanted) % 3].join(mark)
                if is_letters(mark)
                else mark
            )
    return typed(content, wanted)


def cells_of(content: bytes) -> dict[MarkKey, tuple[str, str]]:
    """Where each mark stands: in the sheet of marks, and by question."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    by_question, found = workbook[BY_QUESTION], {}
    heads = [cell.value for cell in by_question[3]]
    for line in by_question.iter_rows(min_row=5):
        for head, cell in zip(heads, line, strict=True):
            if isinstance(cell.value, str) and cell.value.startswith(f"=IF({MARKS}!"):
                at = cell.value.partition("!")[2].partition("=")[0].replace("$", "")
                found[str(line[0].value), str(head)] = f"{MARKS}!{at}", f"{BY_QUESTION}!{cell.coordinate}"
    return found


# ---- what it must come to ------------------------------------------------------------------------


def differences(one: Marked, path: Path) -> Iterator[str]:
    """What LibreOffice worked out otherwise."""
    workbook = openpyxl.load_workbook(path, data_only=True)
    by_id = {str(row[0]): row for row in workbook[BY_QUESTION].iter_rows(min_row=5, values_only=True)}
    heads = [cell.value for cell in workbook[BY_QUESTION][3]]
    typed_in = {str(row[0]): row for row in workbook[MARKS].iter_rows(min_row=3, values_only=True) if row[0]}
    topics = {str(row[0]): row for row in workbook[TOPICS].iter_rows(min_row=3, values_only=True) if row[0]}
    tags = [cell.value for cell in workbook[TOPICS][1]]
    sums: dict[str, list[float]] = {}
    for paper, row in zip(one.papers, recorded(list(one.papers)), strict=True):
        for heading, value in expected(one, paper, row).items():
            found = dict(zip(heads, by_id[row.id], strict=False)) | dict(
                zip(tags, topics[row.id], strict=False)
            )
            if not _same(found[heading], value):
                yield f"{path.name}: {row.id} {heading}: {found[heading]!r}, not {value!r}"
            if not isinstance(value, str):
                sums.setdefault(heading, []).append(value)
        total = by_id[row.id][heads.index("Total")]
        if not over_typed(row.id) and (typed_in[row.id][2] or "") != (total or ""):
            yield f"{path.name}: {row.id}: the two totals are {typed_in[row.id][2]!r} and {total!r}"
    for heading in ("Total", "Per cent"):
        average = dict(zip(heads, by_id["Average"], strict=False))[heading]
        numbers = sums.get(heading, [])
        if not _same(average, sum(numbers) / len(numbers) if numbers else ""):
            yield f"{path.name}: average {heading}: {average!r}"


def over_typed(paper: str) -> bool:
    """Whether marks of a paper were typed over formulas: the sheet of marks does not know of them."""
    return not paper.endswith("0")


def expected(one: Marked, paper: Paper, student: RecordedStudent) -> dict[str, Any]:
    """What must stand in a paper's rows, by heading: what feedback tells of it, and the sums by section."""
    values: dict[str, Any] = {}
    groups: dict[str, list[MarkKey]] = {"SPaG": []} if paper.spag else {}
    for part in paper.sections:
        for printed in part.questions:
            groups.setdefault(f"Section {part.letter}", []).append((student.id, printed.question.id))
            if printed.spag:
                groups["SPaG"].append((student.id, f"{printed.question.id} SPaG"))
    asked = {question.id: question for question in student.questions}
    for heading, keys in groups.items():
        worths = [worth(one.marks.get(key, ""), asked[key[1].removesuffix(SPAG_MARKS)]) for key in keys]
        values[heading] = _sum(worths)
    boundaries = {("", grade): str(mark) for grade, mark in one.boundaries.items()}
    result = paper_result(student, LARGE, {**one.marks, **boundaries})
    titles = {topic.id: topic.title for topic in LARGE.topics}
    topics = {printed.question.topic for each in one.papers for printed in each.questions}
    if result.is_marked:
        values |= {
            "Total": int(result.total.marks),
            "Per cent": float(result.total.marks / result.total.most),
        }
        values |= {titles[id]: 0.0 for id in topics}
        values |= {titles[id]: float(tally.marks) for id, tally in result.topics.items()}
        values |= {name: float(tally.marks) for name, tally in result.objectives.items()}
    else:
        values |= {"Total": ABSENT if result.is_absent else "", "Per cent": ""}
        values |= {titles[id]: "" for id in topics}
    values["Grade"] = result.grade
    return values


def _sum(marks: Sequence[str]) -> int | str:
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    return sum(numbers) if numbers else ABSENT if ABSENT in marks else ""


def _same(found: object, wanted: object) -> bool:
    if isinstance(wanted, str):
        return str(found if found is not None else "") == wanted
    return isinstance(found, int | float) and abs(found - float(str(wanted))) < 1e-6


# ---- by LibreOffice ------------------------------------------------------------------------------


def lost(one: Marked, path: Path) -> Iterator[str]:
    """What of the marks is not found again in the workbook as LibreOffice saved it."""
    reading = read_markbook(path.read_bytes())
    papers = recorded(list(one.papers))
    options = {key: ids for paper in papers for key, ids in options_of(paper)}
    asked = Asked({key: most for paper in papers for key, most in keys_of(paper)}, {}, options)
    found = harvest(reading, one.shown, asked, path.name, "")
    marks = {key: mark for key, mark in one.shown.and_(found.entries).marks.items() if key[0]}
    if marks != one.marks or found.problems or printed_cells_changed(reading, RUN, papers):
        yield f"{path.name}: {len(one.marks)} marks were typed, {len(marks)} found again; {found.problems[:2]}"


def recalculated(program: str, books: Sequence[Marked], folder: Path) -> Iterator[str]:
    """All that LibreOffice works out otherwise in these markbooks."""
    given, made = folder / "given", folder / "made"
    given.mkdir()
    paths = [given / f"{number:04}.xlsx" for number in range(len(books))]
    for path, one in zip(paths, books, strict=True):
        path.write_bytes(one.content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            program,
            profile,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            made,
            *paths,
        ],
        check=True,
        capture_output=True,
    )
    for path, one in zip(paths, books, strict=True):
        yield from differences(one, made / path.name)
        yield from lost(one, made / path.name)


def main() -> None:
    """Make, have worked out, and compare; exit code 1 where anything differs."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        click.echo(
            "Not recalculated: LibreOffice (soffice) is not on this machine. Install it and give the command again."
        )
        return
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else BOOKS
    wrong: list[str] = []
    for start in range(0, wanted, AT_ONCE):
        books = [
            marked(Stream("markbooks", str(number))) for number in range(start, min(start + AT_ONCE, wanted))
        ]
        with tempfile.TemporaryDirectory() as folder:
            wrong += recalculated(program, books, Path(folder))
    told = [*wrong[:50], f"{wanted} markbooks worked out by LibreOffice, {len(wrong)} cells differ."]
    click.echo("\n".join(told))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
