"""The source booklets of a run: one for each form in each print whose papers have their sources in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from worksheetgen.composition import TemplateSession, compose_booklet
from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.paper import Paper
from worksheetgen.model.student_paper import StudentSource
from worksheetgen.model.students import PaperSort, Print
from worksheetgen.model.tier import Tier
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import RunRequest


class Booklets:
    """Lays out booklets.

    `of` gives the one that lies beside the papers of a sort; None where the form has no sources, or papers in that
    print have them themselves. Tiers have one of their own only where a source is in easier words, which `adapted`
    says. A student's own form with the same sources as the class's has the class's booklet.
    """

    def __init__(self, request: RunRequest, forms: Sequence[Paper], renderer: Renderer) -> None:
        """`forms` are an unnamed paper of every form, those of single students too."""
        self._request, self._renderer = request, renderer
        self._forms = {paper.form: paper for paper in forms}

    def of(self, sort: PaperSort) -> LaidOutDocument | None:
        """The booklet of papers of that sort."""
        compose = self.composing(sort)
        return self._renderer.document(compose, sort.print) if compose else None

    def words(self, sort: PaperSort) -> tuple[str, ...]:
        """What tells that booklet's file from the run's others: `form-A` and `18`; nothing for the only form's own."""
        named = self._named(sort.form)
        parts = (
            f"form-{named}" if named else "",
            "" if sort.print is Print.STANDARD else sort.print.value,
            "easier" if self.adapted(sort) else "",
        )
        return tuple(filter(None, parts))

    def composing(self, sort: PaperSort) -> Callable[[TemplateSession], Document] | None:
        """What composes that booklet; None where there is none."""
        request = self._request
        if not request.blueprint.has_booklet(sort.print):
            return None
        sources = self._sources(sort.form, Tier.SUPPORT if self.adapted(sort) else Tier.CORE)
        named, attribution = self._named(sort.form), request.unit.attribution
        return partial(compose_booklet, request.blueprint, named, sources, attribution) if sources else None

    def adapted(self, sort: PaperSort) -> bool:
        """Whether one of the form's sources is in easier words for the tier."""
        return any(source.adapted for source in self._sources(sort.form, sort.tier))

    def _named(self, form: str) -> str:
        """What the booklet names as its form: the class's, where it serves; "" where that is the run's only one."""
        letter = self._forms[form].letter
        if self._sources(letter) != self._sources(form):
            return form
        return letter if self._request.blueprint.forms > 1 else ""

    def _sources(self, form: str, tier: Tier = Tier.CORE) -> tuple[StudentSource, ...]:
        return self._renderer.student_view.sources(self._forms[form], tier)
