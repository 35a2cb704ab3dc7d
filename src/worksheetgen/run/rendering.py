"""Papers to laid-out documents in one theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from worksheetgen.composition import Templates, TemplateSession, compose_paper
from worksheetgen.errors import Problem, Unprintable
from worksheetgen.memory import remembered
from worksheetgen.model.bank import Unit
from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.student_paper import ExtraPages, StudentPaper
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.pdf import write_pdf
from worksheetgen.projection import StudentView
from worksheetgen.run.names import name_on_paper
from worksheetgen.typesetting import Typesetter, load_theme, theme_styles, theme_words
from worksheetgen.value import replace

T = TypeVar("T")
R = TypeVar("R")
MOST_EXTRA = 4
"""No paper has more pages of extra space, however much shorter it is: nobody fills them."""


def pdf_of(document: LaidOutDocument) -> bytes:
    """The PDF of one document, under its title."""
    return write_pdf([document], document.title)


def all_made(items: Iterable[T], make: Callable[[T], R]) -> list[R]:
    """What `make` makes of every item. Raises Unprintable with the problems of all that cannot be printed."""
    made: list[R] = []
    problems: set[Problem] = set()
    for item in items:
        try:
            made.append(make(item))
        except Unprintable as error:
            problems |= set(error.problems)
    if problems:
        raise Unprintable(problems)
    return made


class Renderer:
    """Composes and lays out prints in one theme; what papers have in common is made once, and lives as long as it.

    `themes` are the theme's folders, the most particular first. A print's theme is loaded when a paper first asks for
    it. A `paper` that is given takes the place of the theme's. Raises InvalidInput where a theme or a template is
    wrong.
    """

    def __init__(self, unit: Unit, themes: Sequence[Path], paper: PaperSize | None = None) -> None:
        self.student_view = StudentView(unit)
        self._session = TemplateSession(Templates(themes, theme_words(themes)), theme_styles(themes))
        self._typesetter = remembered(most=len(Print) + 1)(
            lambda print, folded: Typesetter(load_theme(themes, print, paper, folded=folded))
        )

    def papers(self, papers: Iterable[Paper]) -> list[LaidOutDocument]:
        """Every paper in its student's print. Raises Unprintable with the problems of all papers."""
        return all_made(papers, self._laid_out)

    def _laid_out(self, paper: Paper) -> LaidOutDocument:
        """The paper, at most a sheet shorter than it would be in any other tier: how thick it is hardly tells its tier.

        What it lacks is extra space to write, of which it has MOST_EXTRA pages at the most. Not so in the standard
        print: there support takes little more, every page would be paid for by a whole class, and to lay out three
        papers for one would cost a large run half its speed.
        """
        seen, print = self._seen_by_student(paper), paper.student.print
        document = self._set(seen, print)
        if print is Print.STANDARD:
            return document
        others = [tier for tier in Tier if tier is not paper.student.tier]
        longest = max(
            self._pages(replace(paper, student=replace(paper.student, tier=tier))) for tier in others
        )
        short = longest - document.paper_size.pages_of_sheet - len(document.pages)
        if short <= 0:
            return document
        extra = ExtraPages(*(min(pages + short, MOST_EXTRA) for pages in seen.extra_pages))
        return self._set(replace(seen, extra_pages=extra), print)

    def _pages(self, paper: Paper) -> int:
        """How many pages the paper has; 0 where it cannot be set, of which nobody is told who does not need it."""
        try:
            return len(self._set(self._seen_by_student(paper), paper.student.print).pages)
        except Unprintable:
            return 0

    def _set(self, paper: StudentPaper, print: Print) -> LaidOutDocument:
        return self._typesetter(print, True).set(compose_paper(paper, self._session))

    def _seen_by_student(self, paper: Paper) -> StudentPaper:
        seen = self.student_view.paper(paper)
        name = name_on_paper(seen.student_name)
        return seen if name == seen.student_name else replace(seen, student_name=name)

    def document(
        self,
        compose: Callable[[TemplateSession], Document],
        print: Print = Print.STANDARD,
        *,
        folded: bool = True,
    ) -> LaidOutDocument:
        """A document in that print: a source booklet, folded as papers are, or a slip, which is not.

        Raises Unprintable.
        """
        return self._typesetter(print, folded).set(compose(self._session))

    def pdf(self, compose: Callable[[TemplateSession], Document]) -> bytes:
        """The PDF of a document for teachers: mark scheme, keys, guide; never a folded one. Raises Unprintable."""
        return self.pdf_of_several(lambda session: [compose(session)])

    def pdf_of_several(self, compose: Callable[[TemplateSession], Sequence[Document]]) -> bytes:
        """As `pdf`, of several documents one behind the other, under the title of the first."""
        laid_out = [self._typesetter(Print.STANDARD, False).set(one) for one in compose(self._session)]
        return write_pdf(laid_out, laid_out[0].title)

    def paper_in_word(self, paper: Paper) -> bytes:
        """A student's paper as a Word document, in that student's print."""
        return self.in_word(partial(compose_paper, self._seen_by_student(paper)), paper.student.print)

    def in_word(
        self,
        compose: Callable[[TemplateSession], Document],
        print: Print = Print.STANDARD,
        running: str = "body",
    ) -> bytes:
        """A document as the file of a Word document, in that print; never a folded one.

        The theme's style `running` is that of most of its words.
        """
        # Most runs have no copies in Word.
        from worksheetgen.run.drawn_charts import drawings_of
        from worksheetgen.word import word_file

        typesetter = self._typesetter(print, False)
        draw = partial(drawings_of, typesetter)
        return word_file(compose(self._session), typesetter.theme, draw, running)
