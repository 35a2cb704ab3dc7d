"""The papers of one run: each student's, and the unnamed ones that stand for all of a form."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from worksheetgen.model.arrangement import ArrangedQuestion, Arrangement
from worksheetgen.model.draw import Selection
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Student
from worksheetgen.run.request import RunRequest, unnamed
from worksheetgen.variation import PaperBuilder, arrange, arrange_class


def arranged(
    request: RunRequest, forms: Sequence[Selection], students: Sequence[Student]
) -> dict[str, Arrangement]:
    """Everybody's order of questions and options, by student id; `forms` are all that were drawn."""
    return arrange_class(
        forms,
        request.unit,
        students,
        request.order_seed,
        request.earlier_papers,
        request.blueprint.sitting,
        by_task=request.blueprint.by_task,
    )


class RunPapers:
    """Builds the papers of a run; what papers have in common, numbered questions, is built once and lives as long."""

    def __init__(self, request: RunRequest, ids: Collection[str]) -> None:
        """`ids` are the `paper_ids` of the request, which a worker has without its students."""
        self._request = request
        self._builder = PaperBuilder(
            request.blueprint,
            request.unit,
            request.class_list.name,
            request.run_id,
            request.seed,
            ids,
        )

    def paper(self, arrangement: Arrangement, student: Student) -> Paper:
        """One student's paper as it is arranged."""
        return self._builder.paper(arrangement, student)

    def of_each_form(self, forms: Sequence[Selection]) -> tuple[Paper, ...]:
        """An unnamed paper of every form, in the form's own order: what the mark scheme and its numbers come from."""
        return tuple(self.paper(self._in_order(form), unnamed(form.student)) for form in forms)

    def _in_order(self, form: Selection) -> Arrangement:
        """The form as it stands, whoever is in the class; its options are in some order."""
        options = arrange(form, self._request.unit, "", self._request.order_seed).options
        sections = (tuple(ArrangedQuestion(id, options[id]) for id in ids) for ids in form.sections)
        return Arrangement(form.form, tuple(sections))
