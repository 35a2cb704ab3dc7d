"""What the files of a run are made from, and what such a file is: named, for somebody, made by a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from worksheetgen.marks_record import MarksRecord
from worksheetgen.model.draw import Draw
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import PaperSort
from worksheetgen.pdf import DrawnDocument, draw_document
from worksheetgen.run.booklets import Booklets
from worksheetgen.run.papers import RunPapers
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import RunRequest
from worksheetgen.run.values import PackRecord
from worksheetgen.value import Value


class PackPrints(Value):
    """A pack whose papers are typeset: what its files are made from.

    `forms` are an unnamed paper of every form, those of single students too; `drawings` are what each of the `papers`
    looks like, alone and in its class pack.
    """

    request: RunRequest
    forms: Sequence[Paper]
    papers: Sequence[Paper]
    drawings: Sequence[DrawnDocument]
    renderer: Renderer

    @cached_property
    def booklets(self) -> Booklets:
        """The source booklets that lie beside its papers."""
        return Booklets(self.request, self.forms, self.renderer)

    @cached_property
    def drawn_booklets(self) -> Mapping[PaperSort, DrawnDocument]:
        """The booklets that there are, each drawn once for all papers of its sort."""
        sorts = dict.fromkeys(paper.sort for paper in self.papers)
        return {sort: draw_document(booklet) for sort in sorts if (booklet := self.booklets.of(sort))}

    def with_booklet(self, index: int) -> list[DrawnDocument]:
        """What is bound of the paper of that index: the paper, and its source booklet behind it where it has one."""
        booklet = self.drawn_booklets.get(self.papers[index].sort)
        return [self.drawings[index], *([booklet] if booklet else [])]


class RunPrints(Value):
    """A run whose packs are being made: what the files of the whole run are made from.

    `marks` is the record of the marks that its papers have already. `folder` is where these files are written; `packs`
    says how many packs there are. `protected` says whether files are encrypted after they are made, and before the
    manifest is finished.
    """

    request: RunRequest
    draw: Draw
    marks: MarksRecord
    folder: Path
    packs: int
    papers: RunPapers
    renderer: Renderer
    protected: bool

    @cached_property
    def forms(self) -> Sequence[Paper]:
        """An unnamed paper of every form, those of single students too."""
        return self.papers.of_each_form(self.draw.all_forms)

    @cached_property
    def booklets(self) -> Booklets:
        """The source booklets of its forms."""
        return Booklets(self.request, self.forms, self.renderer)


AddPack = Callable[[PackRecord], None]
"""Takes the packs' records one after another, in the packs' order, as they are finished."""


class PackOutput(Value):
    """A file that every pack has.

    `file` is its path within the pack's folder, with ID where a student's id stands; `audience` says in README's words
    for whom it is. `make` gives each such file of a pack, its path and its content. One that is `confidential` has keys
    or what is known of pupils: where a password is given, it opens with that alone.
    """

    file: str
    audience: str
    make: Callable[[PackPrints], Iterator[tuple[str, bytes]]]
    confidential: bool = False

    @property
    def pattern(self) -> str:
        """What matches its names within the pack's folder."""
        return self.file.replace("ID", "*")


class RunOutput(Value):
    """A file that a run has once, or once for each form and print.

    `file` is its path within the run's folder; where there are several, words are added to its stem. `audience` says in
    README's words for whom it is. `make` is a context manager: it yields a function that is called with each pack's
    record, in the packs' order, as they are finished; what it can write only at the end it writes on leaving. So a
    class list of any length needs no more memory than one pack. `confidential` is that of PackOutput.
    """

    file: str
    audience: str
    make: Callable[[RunPrints], AbstractContextManager[AddPack]]
    confidential: bool = False

    def named(self, *words: str) -> str:
        """The path of the one that these words tell from the others: `source-booklet-form-A-18.pdf`."""
        stem, dot, suffix = self.file.rpartition(".")
        return "-".join((stem, *words)) + dot + suffix

    @property
    def pattern(self) -> str:
        """What matches its names within the run's folder."""
        stem, dot, suffix = self.file.rpartition(".")
        return f"{stem}*{dot}{suffix}"


Output = PackOutput | RunOutput
