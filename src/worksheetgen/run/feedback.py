"""The marks of a printed run to feedback, beside the run in `feedback/RUN`: slips for pupils, a report on the class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from worksheetgen.composition import Slip, compose_report, compose_slip
from worksheetgen.delivery.disk import real_path
from worksheetgen.delivery.renewal import renewed
from worksheetgen.english import counted
from worksheetgen.errors import OutputExists
from worksheetgen.manifest import Manifest, draw_of, student_of
from worksheetgen.model.bank import Bank
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.question import Question
from worksheetgen.pdf import write_pdf
from worksheetgen.protection import NO_PASSWORD, Password, protected
from worksheetgen.results import ClassResults, PaperResult, class_results
from worksheetgen.run.beside import FEEDBACK_FOLDER, beside_run
from worksheetgen.run.class_report import report_of, unmarked
from worksheetgen.run.history import runs_on
from worksheetgen.run.marks import TakenMarks, check_password, no_marks
from worksheetgen.run.marks_in_place import marks_out_of_place
from worksheetgen.run.next_question import next_question, seen_in
from worksheetgen.run.press import Press
from worksheetgen.run.record import RunRecord
from worksheetgen.run.rendering import all_made, pdf_of
from worksheetgen.run.request import RunRequest
from worksheetgen.run.slips import slip_of, told_on_slip
from worksheetgen.run.standing import id_and_name
from worksheetgen.value import Value

SLIP_FILE = "slips/ID.pdf"
"""A pupil's own slip, with the id in the place of ID."""
CLASS_SET = "slips.pdf"
"""All slips of a pack in the order of the class list; those on paper other than A4 in a file of their own."""
REPORT = "class-report.pdf"
SET_AUDIENCE = (
    "the printer: all slips in the order of the class list, double-sided, each on a sheet of its own"
)
REPORT_AUDIENCE = "you: the spread of marks, what was hard, what wrong answers say, the next questions’ keys"


class PrintedFeedback(Value):
    """What was printed into `folder`: `files` by their paths from it, from these results."""

    folder: Path
    files: tuple[str, ...]
    results: ClassResults

    @property
    def told(self) -> Iterator[tuple[str, str]]:
        """The files by their names, each with for whom it is; of the pupils' own slips one line for all."""
        own = PurePosixPath(SLIP_FILE).parent.name
        for file in self.files:
            if PurePosixPath(file).parent.name != own:
                yield file, REPORT_AUDIENCE if file == REPORT else SET_AUDIENCE
        for folder in dict.fromkeys(PurePosixPath(file).parent for file in self.files):
            if folder.name == own:
                yield (folder / PurePosixPath(SLIP_FILE).name).as_posix(), "one pupil each"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a teacher should know: for how many slips were printed, for whom none was, and whose is not complete."""
        marked = self.results.marked
        said = [f"Slips for {counted(len(marked), 'pupil')}, and a report on the class."]
        for what, papers in (
            ("Absent, so without a slip", [one for one in self.results.papers if one.is_absent]),
            ("Not marked yet, so without a slip", unmarked(self.results)),
            ("Marked in part, as their slips say", [one for one in marked if not one.is_complete]),
        ):
            if papers:
                pupils = ", ".join(id_and_name(student_of(one.student)) for one in papers)
                said.append(f"{what}: {pupils}.")
        return tuple(said)


def print_feedback(
    record: RunRecord,
    taken: TakenMarks,
    bank: Bank,
    theme: Path | None = None,
    history: Path | None = None,
    password: Password = NO_PASSWORD,
) -> PrintedFeedback:
    """Print slips and report from the marks that were taken, in place of those that were printed before.

    Below `history` (by default where the run lies) are the runs whose questions a pupil has seen. With a `password` all
    of it opens with that alone. Raises OutputExists where marks cannot be taken or have no place, or where a file of
    the feedback was changed since it was printed; InvalidInput where there are no marks, the bank is not the run's or
    the run is protected by another password; Unprintable.
    """
    check_password(record.folder, password)
    if wrong := (*taken.problems, *marks_out_of_place(record.manifest, taken)):
        raise OutputExists(wrong)
    request = record.request(bank, theme, same_theme=False)
    results = class_results(record.manifest.students, request.unit, taken.record.marks)
    if not results.marked:
        raise no_marks(record.folder)
    earlier = runs_on(history or record.folder.parent, request.unit.id, record.folder)
    printing = _Printing(record, request, results, [manifest for _, manifest in earlier])
    # What is told has the folder as a person calls it; what is written is where the run is.
    with renewed(beside_run(real_path(record.folder), FEEDBACK_FOLDER)) as filled:
        files = tuple(_written(filled, printing.files(), password))
    return PrintedFeedback(beside_run(record.folder, FEEDBACK_FOLDER), files, results)


def results_of_run(record: RunRecord, taken: TakenMarks, bank: Bank) -> ClassResults:
    """What the class could do, by the marks that were taken. Raises InvalidInput where the bank is not the run's."""
    return class_results(record.manifest.students, record.unit(bank), taken.record.marks)


def _written(folder: Path, files: Iterator[tuple[str, bytes]], password: Password) -> Iterator[str]:
    for name, content in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(protected(content, password) if password else content)
        yield name


class _Printing:
    """Makes the files of one run's feedback."""

    def __init__(
        self, record: RunRecord, request: RunRequest, results: ClassResults, earlier: Sequence[Manifest]
    ) -> None:
        """`earlier` are the records of runs whose questions a pupil may have seen."""
        self._manifest, self._request, self._results = record.manifest, request, results
        self._earlier = earlier
        press = Press(request, request.paper_ids)
        self._papers, self._renderer = press.papers, press.renderer
        self._following: dict[str, Question] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file: its path within the feedback's folder, and its content."""
        packs: dict[PurePosixPath, list[PaperResult]] = {}
        for result in self._results.marked:
            packs.setdefault(PurePosixPath(result.student.file).parent.parent, []).append(result)
        for within, results in packs.items():
            sets: dict[PaperSize, list[LaidOutDocument]] = {}
            slips = all_made(results, self._laid_out)  # Unprintable with the problems of all
            for result, slip in zip(results, slips, strict=True):
                sets.setdefault(slip.paper_size, []).append(slip)
                yield (within / SLIP_FILE.replace("ID", result.student.id)).as_posix(), pdf_of(slip)
            for size, of_size in sets.items():
                title = f"{self._request.blueprint.title}: slips"
                yield (within / class_set(size)).as_posix(), write_pdf(of_size, title)
        yield REPORT, self._report()

    def _laid_out(self, result: PaperResult) -> LaidOutDocument:
        compose = partial(compose_slip, self._slip(result))
        return self._renderer.document(compose, result.student.print, folded=False)

    def _slip(self, result: PaperResult) -> Slip:
        id = result.student.id
        paper = self._papers.paper(self._request.earlier_papers[id], student_of(result.student))
        unit = self._request.unit
        told, seen = told_on_slip(result), seen_in(self._earlier, id)
        question = next_question(result, paper, unit, told, seen)
        if question:
            self._following[id] = question
        return slip_of(result, paper, unit, question, self._renderer.student_view)

    def _report(self) -> bytes:
        """The report on the class, once all slips are made."""
        request = self._request
        forms = self._papers.of_each_form(draw_of(self._manifest).all_forms)
        report = report_of(
            self._results, request.unit, request.blueprint, request.class_list.name, forms, self._following
        )
        return self._renderer.pdf(partial(compose_report, report))


def class_set(size: PaperSize) -> str:
    """The file of the slips on paper of a size."""
    return CLASS_SET if size is PaperSize.A4 else CLASS_SET.replace(".pdf", f"-{size}.pdf")
