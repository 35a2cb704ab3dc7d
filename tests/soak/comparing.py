"""A run's papers, answered from the page, against its answer keys, its record and its totals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.soak.answering import OPEN, Answered, Unreadable, activities, answered
from tests.soak.bank_words import Words, squeezed
from tests.soak.reading import READERS, without_furniture


@dataclass(frozen=True)
class Compared:
    """How much was read in a run: papers, closed answers, and everything that is wrong, in sentences."""

    papers: int
    answers: int
    wrong: tuple[str, ...]


def compared(run: Path, bank: Words) -> Compared:
    """Every paper of a run, by each reader, with the keys of its folder and its entry in the manifest."""
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    answers, wrong = 0, []
    folders: dict[Path, list[Mapping[str, Any]]] = {}
    for student in manifest["students"]:
        folders.setdefault((run / student["file"]).parent.parent, []).append(student)
    for folder, students in folders.items():
        for name, read in READERS.items():
            keys = _Keys(" ".join(read(folder / "answer-keys.pdf")), students)
            for at, student in enumerate(students):
                count, found = _paper(read(run / student["file"]), student, manifest, keys, at, bank)
                answers += count
                wrong += [f"{run.name}, paper {student['id']}, by {name}: {what}" for what in found]
    return Compared(len(manifest["students"]), answers, tuple(wrong))


class _Keys:
    """The text of answer keys, cut into the grid, with what stands once for all above it, and each student's strip."""

    def __init__(self, text: str, students: Sequence[Mapping[str, Any]]) -> None:
        grid, _, strips = text.rpartition("Key strips to lay beside each script")
        # Where a number has other marks on other papers, a cell has its own beside the entry in the scheme.
        self.shared, self.grid = squeezed(grid), squeezed(re.sub(r"(?<!\S)(→\d\S*|/\d+)(?!\S)", "", grid))
        strips = squeezed(strips)
        self.heads = [squeezed(f"{student['id']}{student['name'] or 'spare paper'}") for student in students]
        self.strips: list[str] = []
        starts, at = [], 0
        for head in self.heads:
            at = strips.find("Paper" + head, at)
            starts.append(at)
            at = max(at, 0) + len(head)
        for head, start, end in zip(self.heads, starts, [*starts[1:], len(strips)], strict=True):
            self.strips.append(strips[start + len("Paper" + head) : end] if start >= 0 else "")

    def line(self, at: int, cells: Sequence[str]) -> bool:
        """Whether the student's lines in the grid, which may go on further down, have just these cells."""
        places = [match.end() for match in re.finditer(re.escape(self.heads[at]), self.grid)]

        def fits(rest: Sequence[str], lines: Sequence[int]) -> bool:
            if not lines:
                return not rest
            return any(
                self.grid.startswith("".join(rest[:count]), lines[0]) and fits(rest[count:], lines[1:])
                for count in range(len(rest), -1, -1)
            )

        return bool(places) and fits(cells, places)


def _paper(
    pages: list[str],
    student: Mapping[str, Any],
    manifest: Mapping[str, Any],
    keys: _Keys,
    at: int,
    bank: Words,
) -> tuple[int, Iterator[str]]:
    """How many closed answers one paper has, and what is wrong with it."""
    text = without_furniture(pages, manifest["blueprint"]["code"], manifest["class"], student["id"])
    wrong: list[str] = []
    try:
        parts = list(answered(text, bank, (*bank.questions.values(), *activities(bank))))
    except Unreadable as problem:
        return 0, iter([str(problem)])
    if len(pages) != student["pages"]:
        wrong.append(f"{len(pages)} pages, recorded {student['pages']}")
    if squeezed(student["name"]) not in squeezed(pages[0]):
        wrong.append("its name is not on its first page")
    wrong += _record(parts, student)
    wrong += _totals(text, student)
    others = (one["name"] for one in manifest["students"] if one["name"] != student["name"])
    wrong += [f"it has the name of {name}" for name in others if name and squeezed(name) in text]
    strip = keys.strips[at]
    # Words for gaps stand in the cell where they are few and short, else once for all papers.
    cells = [
        part.shared
        if part.cell == OPEN and part.shared and f"{squeezed(part.number)}{part.shared}" in strip
        else part.cell
        for part in parts
    ]
    right = "".join(
        re.escape(squeezed(part.number)) + (cell if cell == OPEN else re.escape(cell))
        for part, cell in zip(parts, cells, strict=True)
    )
    if not re.compile(right).match(strip):
        wrong.append(f"its strip is {strip[:200]}, not {right}")
    closed = [cell for cell in cells if cell != OPEN]
    if not keys.line(at, closed):
        wrong.append(f"its line of the grid does not have {' '.join(closed)}")
    wrong += [
        f"{part.number}: the keys do not have {part.shared}"
        for part in parts
        if part.shared not in keys.shared
    ]
    return sum(part.cell != OPEN or bool(part.shared) for part in parts), iter(wrong)


def _record(parts: Sequence[Answered], student: Mapping[str, Any]) -> Iterator[str]:
    """The manifest has the same questions in the same order, with the same answers."""
    recorded = [
        (f"{asked['number']}{part['label']}", asked["id"], part["answer"])
        for asked in student["questions"]
        for part in (asked["parts"] or [{"label": "", "answer": asked["answer"]}])
    ]
    if [part.number for part in parts] != [number for number, _, _ in recorded]:
        yield f"it asks {[part.number for part in parts]}, recorded {[number for number, _, _ in recorded]}"
        return
    for part, (number, id, answer) in zip(parts, recorded, strict=True):
        if id.partition(":")[0] != part.id:
            yield f"{number} is {part.id}, recorded {id}"
        expected = part.shared or part.cell
        if expected != OPEN and squeezed(answer or "") != expected:
            yield f"{number} is {expected}, recorded {answer}"


def _totals(text: str, student: Mapping[str, Any]) -> Iterator[str]:
    """The marks in brackets add up to what the first page says, and to the record's."""
    printed = sum(int(marks) for marks in re.findall(r"\[(?:SPaG:)?(\d+)marks?\]", text))
    told = re.search(r"Thispapercarries(\d+)marks?|·(\d+)marks?", text)
    total = int(told[1] or told[2]) if told else None
    recorded = sum(asked["marks"] + asked["spag"] for asked in student["questions"])
    if not printed == total == recorded:
        yield f"its marks add up to {printed}, its first page says {total}, recorded {recorded}"
