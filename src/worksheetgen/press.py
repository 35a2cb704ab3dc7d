"""Papers to sheets in one theme, and the characters that a run's fonts are cut to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from string import ascii_letters, digits

from worksheetgen.composition import Stage, Templates, compose_paper
from worksheetgen.errors import Problem, Unprintable
from worksheetgen.model.bank import Unit
from worksheetgen.model.document import Document
from worksheetgen.model.paper import Paper
from worksheetgen.model.sheet import Sheet
from worksheetgen.model.students import Print
from worksheetgen.projection import ask
from worksheetgen.typesetting import Typesetter, load_theme

PLAIN = ascii_letters + digits + " -.’'"
"""What most names and numbers are written with."""


class Press:
    """Composes and sets prints in one theme; what papers share is composed and set once."""

    def __init__(self, unit: Unit, themes: Sequence[Path]) -> None:
        """Read nothing yet: a print's theme is loaded when a paper first asks for it."""
        self.unit = unit
        self._stage = Stage(Templates(themes))
        self._typesetter = cache(lambda print: Typesetter(load_theme(themes, print)))

    def papers(self, papers: Iterable[Paper]) -> list[Sheet]:
        """Every paper set in its student's print; the problems of all papers are raised together."""
        sheets: list[Sheet] = []
        problems: set[Problem] = set()
        for paper in papers:
            document = compose_paper(ask(paper, self.unit), self._stage)
            try:
                sheets.append(self._typesetter(paper.student.print).set(document))
            except Unprintable as error:
                problems |= set(error.problems)
        if problems:
            raise Unprintable(problems)
        return sheets

    def sheet(self, compose: Callable[[Stage], Document], print: Print = Print.STANDARD) -> Sheet:
        """What is the same for everybody: mark scheme, keys, booklet."""
        return self._typesetter(print).set(compose(self._stage))


class Repertoire:
    """The characters of a run's papers but for their students' names: each face is cut once for all of them.

    Those of unnamed papers of every form and tier, whoever is in the class, and the letters of plain names: so
    a paper's bytes do not depend on who else sits it.
    """

    def __init__(self, unnamed: Callable[[Print], Iterable[Paper]], press: Press) -> None:
        """Set nothing yet: a print's papers are set when it is first asked for."""
        self._unnamed, self._press = unnamed, press
        self.of = cache(self._of)

    def _of(self, print: Print) -> dict[str, frozenset[str]]:
        """By face, for the papers of one print."""
        found: dict[str, frozenset[str]] = {}
        for sheet in self._press.papers(self._unnamed(print)):
            for face, characters in sheet.glyphs.items():
                found[face] = found.get(face, frozenset(PLAIN)) | characters
        return found
