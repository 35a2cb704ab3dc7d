"""Papers to pages in one theme, and the characters that a run's fonts are cut to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from string import ascii_letters, digits

from worksheetgen.composition import Templates, TemplateSession, compose_paper
from worksheetgen.errors import Problem, Unprintable
from worksheetgen.model.bank import Unit
from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print
from worksheetgen.pdf import GlyphSet, write_pdf
from worksheetgen.projection import StudentView
from worksheetgen.typesetting import Typesetter, load_theme, theme_styles

PLAIN = ascii_letters + digits + " -.’'"
"""What most names and numbers are written with."""


class Renderer:
    """Composes and typesets prints in one theme; what papers share is composed and set once.

    It lives as long as one run in one process, and what is remembered of templates, blocks and fonts lives with it.
    """

    def __init__(self, unit: Unit, themes: Sequence[Path]) -> None:
        """Read the names of the theme's styles alone: a print's theme is loaded when a paper first asks for it.

        `themes` are theme folders, the most particular first.
        """
        self.student_view = StudentView(unit)
        self._session = TemplateSession(Templates(themes), theme_styles(themes))
        self._typesetter = cache(lambda print: Typesetter(load_theme(themes, print)))

    def papers(self, papers: Iterable[Paper]) -> list[LaidOutDocument]:
        """Every paper set in its student's print.

        Raises InvalidInput where a template is wrong, Unprintable with the problems of all papers together.
        """
        laid_out: list[LaidOutDocument] = []
        problems: set[Problem] = set()
        for paper in papers:
            document = compose_paper(self.student_view.paper(paper), self._session)
            try:
                laid_out.append(self._typesetter(paper.student.print).set(document))
            except Unprintable as error:
                problems |= set(error.problems)
        if problems:
            raise Unprintable(problems)
        return laid_out

    def document(
        self, compose: Callable[[TemplateSession], Document], print: Print = Print.STANDARD
    ) -> LaidOutDocument:
        """What is the same for everybody (mark scheme, keys, booklet), set in one print. Raises as `papers` does."""
        return self._typesetter(print).set(compose(self._session))

    def pdf(self, compose: Callable[[TemplateSession], Document], print: Print = Print.STANDARD) -> bytes:
        """The same as a PDF of its own."""
        laid_out = self.document(compose, print)
        return write_pdf([laid_out], laid_out.title)


class GlyphSets:
    """The characters of a run's papers but for their students' names: each face is cut once for all of them.

    Those of unnamed papers of every form and tier, whoever is in the class, and the letters of plain names: so
    a paper's bytes do not depend on who else sits it.
    """

    def __init__(self, unnamed: Callable[[Print], Iterable[Paper]], renderer: Renderer) -> None:
        """Set nothing yet: a print's papers are set when it is first asked for."""
        self._unnamed, self._renderer = unnamed, renderer
        self._characters = cache(self._of_print)
        self._of = cache(self._of_prints)

    def of(self, prints: Iterable[Print]) -> GlyphSet:
        """For a file of papers in these prints."""
        return self._of(frozenset(prints))

    def _of_prints(self, prints: frozenset[Print]) -> GlyphSet:
        found: dict[str, frozenset[str]] = {}
        for print in prints:
            for face, characters in self._characters(print).items():
                found[face] = found.get(face, frozenset()) | characters
        return GlyphSet(found)

    def _of_print(self, print: Print) -> dict[str, frozenset[str]]:
        """By face."""
        found: dict[str, frozenset[str]] = {}
        for laid_out in self._renderer.papers(self._unnamed(print)):
            for face, characters in chain.from_iterable(one.glyphs for one in laid_out.drawn):
                found[face] = found.get(face, frozenset(PLAIN)).union(characters)
        return found
