"""Papers to laid-out documents in one theme, and the characters that a run's fonts are cut to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from string import ascii_letters, digits

from worksheetgen.composition import Templates, TemplateSession, compose_paper
from worksheetgen.errors import Problem, Unprintable
from worksheetgen.memory import remembered
from worksheetgen.model.bank import Unit
from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.paper import Paper, StudentPaper
from worksheetgen.model.students import Print
from worksheetgen.pdf import GlyphSet, write_pdf
from worksheetgen.projection import StudentView
from worksheetgen.run.names import name_on_paper
from worksheetgen.typesetting import Typesetter, load_theme, theme_styles

PLAIN_LETTERS = ascii_letters + digits + " -.’'"
"""What most names and numbers are written with."""


class Renderer:
    """Composes and lays out prints in one theme; what papers have in common is made once, and lives as long as it.

    `themes` are the theme's folders, the most particular first. A print's theme is loaded when a paper first asks for
    it. Raises InvalidInput where a theme or a template is wrong.
    """

    def __init__(self, unit: Unit, themes: Sequence[Path]) -> None:
        self.student_view = StudentView(unit)
        self._session = TemplateSession(Templates(themes), theme_styles(themes))
        self._typesetter = remembered(most=len(Print))(lambda print: Typesetter(load_theme(themes, print)))

    def papers(self, papers: Iterable[Paper]) -> list[LaidOutDocument]:
        """Every paper in its student's print. Raises Unprintable with the problems of all papers."""
        documents: list[LaidOutDocument] = []
        problems: set[Problem] = set()
        for paper in papers:
            document = compose_paper(self._seen_by_student(paper), self._session)
            try:
                documents.append(self._typesetter(paper.student.print).set(document))
            except Unprintable as error:
                problems |= set(error.problems)
        if problems:
            raise Unprintable(problems)
        return documents

    def _seen_by_student(self, paper: Paper) -> StudentPaper:
        seen = self.student_view.paper(paper)
        name = name_on_paper(seen.student_name)
        return seen if name == seen.student_name else replace(seen, student_name=name)

    def document(
        self, compose: Callable[[TemplateSession], Document], print: Print = Print.STANDARD
    ) -> LaidOutDocument:
        """A document that is the same for everybody: mark scheme, keys, booklet. Raises Unprintable."""
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
        """`unnamed` gives those papers in a print; they are laid out when the print is first asked for."""
        self._unnamed, self._renderer = unnamed, renderer
        self._characters = remembered(most=len(Print))(self._of_print)
        self._of = remembered(most=2 ** len(Print))(self._of_prints)

    def of(self, prints: Iterable[Print]) -> GlyphSet:
        """The characters for a file of papers in these prints."""
        return self._of(frozenset(prints))

    def _of_prints(self, prints: frozenset[Print]) -> GlyphSet:
        found: dict[str, frozenset[str]] = {}
        for print in prints:
            for face, characters in self._characters(print).items():
                found[face] = found.get(face, frozenset()) | characters
        return GlyphSet(found)

    def _of_print(self, print: Print) -> dict[str, frozenset[str]]:
        """The characters of a print's papers, by face."""
        found: dict[str, frozenset[str]] = {}
        for document in self._renderer.papers(self._unnamed(print)):
            for face, characters in chain.from_iterable(one.glyphs for one in document.drawn):
                found[face] = found.get(face, frozenset(PLAIN_LETTERS)).union(characters)
        return found
