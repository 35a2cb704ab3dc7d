"""Packs that are made to a whole run: the mark scheme, the room, the booklets and the records of all of them.

The packs' records are read one after another, so that a long class list needs no more memory than a short one.
"""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from worksheetgen.blueprint import to_data
from worksheetgen.composition import TemplateSession, compose_booklet, compose_mark_scheme, compose_seating
from worksheetgen.manifest import FILE, RecordedStudent, record, student_of, to_json
from worksheetgen.markbook import MarkbookRow, markbook
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.blueprint import Draw
from worksheetgen.model.document import Document
from worksheetgen.model.students import Print, Student
from worksheetgen.order import RunRequest
from worksheetgen.packs import FILES, load_record, pack_place
from worksheetgen.pdf import write_pdf
from worksheetgen.press import Renderer
from worksheetgen.projection import StudentView


@dataclass(frozen=True)
class RunTotals:
    """Of all papers: their pages, what named students meet first by question id, the forms and prints they have."""

    pages: int
    firsts: Mapping[str, int]
    kinds: tuple[tuple[str, Print], ...]


class RunAssembler:
    """Puts a run together in a folder; `work` has its packs, numbered from 1."""

    def __init__(self, order: RunRequest, draw: Draw, work: Path, packs: int, run: Path) -> None:
        """Write nothing yet."""
        self.order, self.draw, self.run = order, draw, run
        self._places = [pack_place(work, number) for number in range(1, packs + 1)]
        self._forms = order.of_each(draw.forms)
        self._press = Renderer(order.unit, order.themes)

    @contextmanager
    def markbook(self) -> Iterator[Callable[[], None]]:
        """The markbook; what it gives enters the packs that are finished, in their order, while others are made."""
        forms = {paper.form: [section.questions for section in paper.sections] for paper in self._forms}
        waiting = deque(self._places)
        with markbook(self.run / "markbook.xlsx", forms) as add:

            def enter() -> None:
                while waiting and waiting[0].exists():
                    for one in load_record(waiting.popleft()).students:
                        add(_row(one))

            yield enter
            enter()

    def for_everybody(self, students: Sequence[Student], arrangements: Mapping[str, Arrangement]) -> None:
        """The mark scheme with its table from papers to entries, and the room; both of planned papers only."""
        papers = [self.order.paper(arrangements[one.id], one) for one in students if one.id in arrangements]
        crossed = papers if len(self._places) == 1 else []
        self._sheet("mark-scheme.pdf", partial(compose_mark_scheme, self._forms, crossed, self.order.unit))
        if any(paper.student.seat for paper in papers):
            self._sheet("seating.pdf", partial(compose_seating, papers))

    def records(self) -> RunTotals:
        """The manifest, and of several packs an index of where each paper is."""
        head = record(
            to_data(self.order.blueprint),
            self.order.class_list.name,
            run=self.order.run,
            draw=self.draw,
            seed=self.order.seed,
            digests=self.order.digests,
        )
        firsts: Counter[str] = Counter()
        kinds: set[tuple[str, Print]] = set()
        pages = 0

        def counted() -> Iterator[RecordedStudent]:
            nonlocal pages
            for one in self._students():
                pages += one.pages
                kinds.add((one.form, one.print))
                firsts.update([one.questions[0].id] if not one.spare else [])
                yield one

        with (self.run / FILE).open("wb") as file:
            file.writelines(to_json(head, counted()))
        if len(self._places) > 1:
            self._index()
        return RunTotals(pages, firsts, tuple(sorted(kinds)))

    def booklets(self, kinds: Sequence[tuple[str, Print]]) -> None:
        """Each form's source booklet in every print that is needed, where the blueprint asks for one."""
        several = len(self._forms) > 1
        asking = StudentView(self.order.unit)
        by_form = {paper.form: asking.sources(paper) for paper in self._forms}
        for form, print in kinds if self.order.blueprint.booklet else ():
            parts = (f"form-{form}" * several, "" if print is Print.STANDARD else print.value)
            if by_form[form]:
                name = "-".join(("source-booklet", *filter(None, parts))) + ".pdf"
                compose = partial(
                    compose_booklet, self.order.blueprint, by_form[form], self.order.unit.attribution
                )
                self._sheet(name, compose, print)

    def packs(self) -> None:
        """The packs to where they belong: each to its folder, the only one to the run's own."""
        for place in self._places:
            folder = self.run / load_record(place).folder
            folder.mkdir(exist_ok=True)
            # No finished pack any more: if this is where the program is killed, `--resume` makes it again.
            taken = place.rename(place.parents[1] / f"taken-{place.name}")
            for path in (taken / FILES).iterdir():
                path.rename(folder / path.name)

    def _index(self) -> None:
        with (self.run / "index.csv").open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "name", "pack", "page", "pages", "file"))
            for place in self._places:
                made = load_record(place)
                rows.writerows(
                    (one.id, _plain(one.name), made.folder, start, one.pages, one.file)
                    for one, start in zip(made.students, made.starts, strict=True)
                )

    def _students(self) -> Iterator[RecordedStudent]:
        for place in self._places:
            yield from load_record(place).students

    def _sheet(
        self, name: str, compose: Callable[[TemplateSession], Document], print: Print = Print.STANDARD
    ) -> None:
        sheet = self._press.sheet(compose, print)
        (self.run / name).write_bytes(write_pdf([sheet], sheet.title))


def _row(one: RecordedStudent) -> MarkbookRow:
    return MarkbookRow(
        student_of(one), one.form, {question.id: question.number for question in one.questions}
    )


def _plain(name: str) -> str:
    """The name as no spreadsheet takes it for a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name
