"""What papers ask, for the record of their marks: each question with the most marks, and the options that it prints."""

from __future__ import annotations

from collections.abc import Mapping

from worksheetgen.manifest import Manifest
from worksheetgen.markbook import Asked
from worksheetgen.marks_record import SPAG_MARKS, MarkKey, keys_of, letters_of, options_of
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Unit
from worksheetgen.run.plan import Plan


def asked_in_run(manifest: Manifest) -> Asked:
    """What the papers of a run ask."""
    most = {key: marks for student in manifest.students for key, marks in keys_of(student)}
    options = {key: ids for student in manifest.students for key, ids in options_of(student)}
    lettered = {
        (student.id, question.id): question
        for student in manifest.students
        for question in student.questions
        if letters_of(question)
    }
    return Asked(most, {student.id: student.name for student in manifest.students}, options, lettered)


def asked_in_plan(plan: Plan) -> Asked:
    """What the papers of a plan will ask."""
    request = plan.request
    most: dict[MarkKey, int] = {}
    for student in plan.students:
        drawn = plan.arrangements[student.id].sections
        for section, questions in zip(request.blueprint.sections, drawn, strict=True):
            for question in questions:
                most[student.id, question.id] = request.unit.by_id[question.id].marks
                if section.spag:
                    most[student.id, question.id + SPAG_MARKS] = section.spag
    names = {student.id: student.name for student in plan.students}
    papers = {id: plan.arrangements[id] for id in names}
    return Asked(most, names, options_on(papers, request.unit))


def options_on(papers: Mapping[str, Arrangement], unit: Unit) -> dict[MarkKey, tuple[str, ...]]:
    """The options, in printed order, of the questions of papers that are answered by crossing letters."""
    return {
        (paper, question.id): question.options[0]
        for paper, arrangement in papers.items()
        for section in arrangement.sections
        for question in section
        if (found := unit.by_id.get(question.id))
        and len(found.parts) == 1
        and found.parts[0].body.crossable()
    }
