"""A printed run to Word documents that a teacher can change, beside the run in `word/RUN`: papers, booklets, scheme.

There is one paper for each form, tier and print, without a name. All of a form have the order of one paper of the run,
whose key is in its answer keys. They are no files of the run: they are there to be changed, so nothing verifies them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from worksheetgen.composition import compose_mark_scheme
from worksheetgen.delivery.disk import real_path
from worksheetgen.delivery.renewal import renewed
from worksheetgen.manifest import Manifest, RecordedStudent, draw_of, student_of
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import PaperSort, Print
from worksheetgen.protection import Password, protected
from worksheetgen.run.beside import WORD_FOLDER, beside_run
from worksheetgen.run.booklets import Booklets
from worksheetgen.run.marks import check_password
from worksheetgen.run.outputs import ANSWER_KEYS, MARK_SCHEME
from worksheetgen.run.press import Press
from worksheetgen.run.record import RunRecord
from worksheetgen.run.request import RunRequest
from worksheetgen.run.standing import standing
from worksheetgen.run.values import LARGEST_PACK
from worksheetgen.value import Value, replace
from worksheetgen.word import NOT_IN_WORD

PAPER, BOOKLET, SCHEME_FILE = "paper", "source-booklet", "mark-scheme.docx"
"""What the files are called, before what tells one from another."""
RUNNING_IN_SCHEME = "small"
"""The theme's style that most words of a mark scheme are in."""
UNCHECKED = (
    "‘verify’ leaves them out, as they are there to be changed: who changes a question changes its key too."
)


class WordCopies(Value):
    """The documents that were made in `folder`: each by its path from it, with what it is.

    `sentences` say what a teacher should know of them.
    """

    folder: Path
    files: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


def make_word_copies(record: RunRecord, request: RunRequest, password: Password) -> WordCopies:
    """Make the Word copies of a run, in place of those that were made before; `request` is what it was made from.

    With a `password` the mark scheme opens with it alone. Raises OutputExists where one that was made before has been
    changed since, or is in the way; InvalidInput where a template is wrong or the run is protected by another password.
    """
    check_password(record.folder, password)
    making = _Copies(record.manifest, request)
    told: list[tuple[str, str]] = []
    # What is told has the folder as a person calls it; what is written is where the run is.
    with renewed(beside_run(real_path(record.folder), WORD_FOLDER)) as filled:
        for name, content, what in making.files():
            (filled / name).parent.mkdir(parents=True, exist_ok=True)
            hidden = bool(password) and name == SCHEME_FILE
            (filled / name).write_bytes(protected(content, password) if hidden else content)
            told.append((name, what))
    return WordCopies(
        beside_run(record.folder, WORD_FOLDER),
        tuple(told),
        (*making.orders(), UNCHECKED, f"A copy in Word lacks {'; '.join(NOT_IN_WORD)}."),
    )


class _Copies:
    """Makes the copies of one run."""

    def __init__(self, manifest: Manifest, request: RunRequest) -> None:
        self._manifest, self._request = manifest, request
        self._arrangements = standing(manifest).papers
        self._draw = draw_of(manifest)
        press = Press(request, request.paper_ids)
        self._papers, self._renderer = press.papers, press.renderer
        self._forms = self._papers.of_each_form(self._draw.all_forms)
        sorts = {one.sort for one in manifest.students}
        self._sorts = sorted(sorts, key=lambda sort: (sort.form, sort.tier, sort.print))
        self._first: dict[str, RecordedStudent] = {}
        for one in sorted(manifest.students, key=lambda one: not one.spare):
            self._first.setdefault(one.form, one)

    def files(self) -> Iterator[tuple[str, bytes, str]]:
        """Every file: its path, its content, and what it is."""
        for sort in self._sorts:
            who = (
                f"{sort.tier} tier, {sort.print.called} print{f', form {sort.form}' if self._several else ''}"
            )
            yield self._named(sort), self._renderer.paper_in_word(self._paper(sort)), who
        booklets = Booklets(self._request, self._forms, self._renderer)
        named = {"-".join((BOOKLET, *booklets.words(sort))): sort for sort in self._sorts}
        for name, sort in sorted(named.items()):
            if compose := booklets.composing(sort):
                content = self._renderer.in_word(compose, sort.print)
                yield f"{name}.docx", content, f"the sources, {sort.print.called} print"
        compose_scheme = partial(compose_mark_scheme, self._forms, self._everybodys(), self._request.unit)
        scheme = self._renderer.in_word(compose_scheme, running=RUNNING_IN_SCHEME)
        yield SCHEME_FILE, scheme, f"the marker, as {MARK_SCHEME.file}"

    @property
    def _several(self) -> bool:
        """Whether there are several forms."""
        return len(self._forms) > 1

    def _named(self, sort: PaperSort) -> str:
        """`paper-form-A-18.docx`, in a folder of its tier where the run has several: no file tells it to a pupil."""
        form = f"form-{sort.form}" if self._several else ""
        print = "" if sort.print is Print.STANDARD else sort.print.value
        file = "-".join(filter(None, (PAPER, form, print))) + ".docx"
        return f"{sort.tier}/{file}" if len({one.tier for one in self._sorts}) > 1 else file

    def _paper(self, sort: PaperSort) -> Paper:
        """The paper of a sort: in the order of the form's first paper, named after it only where that is nobody's."""
        first = self._first[sort.form]
        own = sort.form in {form.form for form in self._draw.own}
        student = replace(student_of(first), name="", tier=sort.tier, print=sort.print, seat=None)
        paper = self._papers.paper(
            self._arrangements[first.id], student if own else replace(student, extra_time=0)
        )
        return paper if first.spare or own else replace(paper, student=replace(student, id=""))

    def _everybodys(self) -> list[Paper]:
        """The papers from which tables lead to the scheme: all of a pack; of more, none."""
        students = self._manifest.students
        if len(students) > LARGEST_PACK:
            return []
        return [self._papers.paper(self._arrangements[one.id], student_of(one)) for one in students]

    def orders(self) -> Iterator[str]:
        """Whose order the copies have, and where its key is."""
        for form in dict.fromkeys(sort.form for sort in self._sorts):
            first = self._first[form]
            keys = PurePosixPath(first.file).parent.parent / ANSWER_KEYS.file
            of_form = f" of form {form}" if self._several else ""
            yield f"The copies{of_form} ask in the order of paper {first.id}: its key is in {keys}."
