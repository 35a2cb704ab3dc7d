"""A plan as plain data, the same for the command line's `--json` and for any page that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from worksheetgen.model.draw import Selection
from worksheetgen.run.looking import PlannedPages
from worksheetgen.run.plan import Plan, PlannedQuestion
from worksheetgen.value import asdict

QuestionFacts = Callable[[Plan, PlannedQuestion, Selection], dict[str, Any]]
ALTERNATIVES = 5
"""So many questions are named that could stand in the place of one."""


def facts_of(plan: Plan) -> dict[str, Any]:
    """The plan as dicts, lists, text and numbers: its class, its forms with their questions and demands, its paper.

    Raises as `PlannedPages.laid_out` does.
    """
    taken = PlannedPages(plan).sheets()
    return {
        **drawn_facts(plan, _with_alternatives),
        "sheets": {
            "exact": taken.exact,
            "in_words": taken.in_words,
            "by_print": {print.value: dict(sizes) for print, sizes in taken.by_print.items()},
            "booklets": dict(taken.booklets),
        },
    }


def _as_it_is(_plan: Plan, question: PlannedQuestion, _form: Selection) -> dict[str, Any]:
    return asdict(question)


def drawn_facts(plan: Plan, told: QuestionFacts = _as_it_is) -> dict[str, Any]:
    """What of the plan can be said before its pages are set; `told` says what is told of a question."""
    request = plan.request
    return {
        "folder": str(plan.folder),
        "title": request.blueprint.title,
        "seed": request.seed,
        "run": request.run_id,
        "class": _class(plan),
        "changes": plan.sentences,
        "forms": [_form(plan, form, told) for form in plan.draw.all_forms],
        "steps": plan.draw.steps,
    }


def _class(plan: Plan) -> dict[str, Any]:
    named = [student for student in plan.students if not student.spare]
    return {
        "name": plan.request.class_list.name,
        "students": len(named),
        "unnamed": len(plan.students) - len(named),
        "tiers": dict(sorted(Counter(one.tier.value for one in plan.students).items())),
        "prints": dict(sorted(Counter(one.print.value for one in plan.students).items())),
    }


def _form(plan: Plan, form: Selection, told: QuestionFacts) -> dict[str, Any]:
    blueprint = plan.request.blueprint
    sections = plan.questions(form)
    questions = [question for section in sections for question in section]
    return {
        "form": form.form,
        "heading": plan.heading(form),
        "student": form.student,
        "marks": sum(question.marks for question in questions) + blueprint.spag(form),
        "minutes_needed": sum(question.minutes for question in questions),
        "minutes_allowed": blueprint.minutes,
        "sections": [
            {
                "title": section.title,
                "marks": sum(question.marks for question in planned),
                "questions": [told(plan, question, form) for question in planned],
            }
            for section, planned in zip(blueprint.sections, sections, strict=True)
        ],
        "demands": [
            {
                "words": one.words,
                "low": one.low,
                "high": one.high,
                "has": one.has,
                "unit": one.noun,
                "met": one.met,
            }
            for one in plan.demands(form)
        ],
    }


def _with_alternatives(plan: Plan, question: PlannedQuestion, form: Selection) -> dict[str, Any]:
    instead = plan.alternatives(question.id, form.student)[:ALTERNATIVES]
    return {**asdict(question), "alternatives": [{"id": one.id, "words": one.opening} for one in instead]}
