"""The source booklets of a run: one for each form in each print, where the blueprint asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from worksheetgen.composition import compose_booklet
from worksheetgen.memory import remembered
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.paper import Paper, StudentSource
from worksheetgen.model.students import Print
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import RunRequest


class Booklets:
    """Lays out booklets, each once.

    `of(form, print)` gives that of a form, by its name, in a print; None where the form has no sources, or the
    blueprint wants them on the papers.
    """

    def __init__(self, request: RunRequest, forms: Sequence[Paper], renderer: Renderer) -> None:
        """`forms` are an unnamed paper of every form, those of single students too."""
        self._request, self._renderer = request, renderer
        self._forms = {paper.form: paper for paper in forms}
        self.of = remembered(most=256)(self._laid_out)

    def read_with(self, form: str) -> str:
        """The form whose booklet is read with a form: the class's, where a student's own form has the same sources."""
        letter = self._forms[form].letter
        return letter if self._sources(letter) == self._sources(form) else form

    def _laid_out(self, form: str, print: Print) -> LaidOutDocument | None:
        blueprint = self._request.blueprint
        if not blueprint.booklet or not (sources := self._sources(form)):
            return None
        compose = partial(compose_booklet, blueprint, sources, self._request.unit.attribution)
        return self._renderer.document(compose, print)

    def _sources(self, form: str) -> tuple[StudentSource, ...]:
        return self._renderer.student_view.sources(self._forms[form])
