"""Paper: what is on it, its pages as they will be printed, and every change to it."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from worksheetgen.errors import Problem, WorksheetgenError
from worksheetgen.model.students import Student
from worksheetgen.page.answers import found, go_to, screen
from worksheetgen.page.desk import PageDesk, PlannedPaper, ShownPage
from worksheetgen.page.screens.start import choosable, wished
from worksheetgen.run.drafts import Choices, PaperDraft, blueprint_of, class_of, keep_draft, on_run_there
from worksheetgen.run.paper_notes import notes_on_paper
from worksheetgen.run.plan import Plan
from worksheetgen.run.plan_facts import drawn_facts
from worksheetgen.value import replace


def paper(desk: PageDesk, request: Request, key: str) -> Response:
    """Show the paper, or change it."""
    draft = found(desk.draft(key))
    if request.method == "GET":
        return _shown(desk, request, key, draft)
    act = ACTS.get(request.form.get("do", ""))
    if act is None:
        raise NotFound
    try:
        done, choices = act(desk, draft, request)
    except WorksheetgenError as error:
        return _shown(desk, request, key, draft, error.problems)
    if done:
        draft = draft.then(done, choices)
        keep_draft(draft)
        desk.said = done
    return go_to(f"/paper/{key}{_for(request)}")


def _for(request: Request) -> str:
    """Whose paper is looked at, as the address says it: by place in the class, never by name."""
    at = request.args.get("for", "")
    return f"?for={at}" if at.isdecimal() else ""


def reader(plan: Plan, request: Request) -> tuple[int, Student]:
    """Whose paper is looked at, with the place in the class."""
    at = request.args.get("for", "")
    index = int(at) if at.isdecimal() and len(at) < 7 and int(at) < len(plan.students) else 0
    return index, plan.students[index]


def _shown(
    desk: PageDesk, request: Request, key: str, draft: PaperDraft, problems: tuple[Problem, ...] = ()
) -> Response:
    made = desk.paper(draft)
    values: dict[str, Any] = {"key": key, "draft": draft, "choices": made.choices, "at": 0}
    leaves: tuple[ShownPage, ...] = ()
    facts: dict[str, object] = {}
    if made.plan:
        facts = drawn_facts(made.plan)
        values["at"], student = reader(made.plan, request)
        values["student"] = student
        values["own_order"] = made.plan.has_own_order(student)
        try:
            leaves = desk.leaves(made.plan, student)
        except WorksheetgenError as error:
            problems = (*problems, *error.problems)
    return screen(
        desk,
        "paper",
        status=422 if problems else 200,
        problems=problems,
        paper=made,
        plan=made.plan,
        facts=facts,
        leaves=leaves,
        on_page=_places(made.plan, leaves),
        impossible=_impossible(made),
        kept=set(made.choices.kept),
        **values,
        **choosable(desk),
    )


def _places(plan: Plan | None, leaves: tuple[ShownPage, ...]) -> dict[str, int]:
    """The number of the page on which each question begins, by its id, where its first words are found."""
    by_id = plan.request.unit.by_id if plan else {}
    return {
        id: leaf.number
        for id in (plan.draw.ids if plan else ())
        for leaf in reversed(leaves)
        if leaf.has(by_id[id].opening)
    }


def _impossible(made: PlannedPaper) -> list[str]:
    """Why there is no paper; what could be done about it is said for the command line alone."""
    return [problem.what for problem in made.problems]


# ---- what can be done ----------------------------------------------------------------------------

Done = tuple[str, Choices]


def _plan(desk: PageDesk, draft: PaperDraft) -> tuple[Plan, Choices]:
    made = desk.paper(draft)
    return found(made.plan), made.choices


def _words(plan: Plan, id: str) -> str:
    question = plan.request.unit.by_id.get(id)
    return f"“{question.opening}”" if question else "the question"


def _question(plan: Plan, request: Request) -> str:
    """The question that a button was pressed for, which must be on the paper."""
    id = request.form.get("question", "")
    if id not in plan.draw.ids:
        raise NotFound
    return id


def _swap(desk: PageDesk, draft: PaperDraft, request: Request) -> Done:
    plan, choices = _plan(desk, draft)
    old = _question(plan, request)
    new = request.form.get("other", "") or choices.next_for(plan, old) or plan.most_alike(old)
    done = f"Swapped {_words(plan, old)} for {_words(plan, new)}."
    return done, desk.swapped(draft, old, new)


def _keep(desk: PageDesk, draft: PaperDraft, request: Request) -> Done:
    plan, choices = _plan(desk, draft)
    id = _question(plan, request)
    said = "No longer kept" if id in choices.kept else "Kept when the others are drawn again"
    return f"{said}: {_words(plan, id)}.", choices.keeping(id)


def _leave_out(desk: PageDesk, draft: PaperDraft, request: Request) -> Done:
    """Another question takes its place; where none fits, others are drawn so that a paper comes of it."""
    plan, choices = _plan(desk, draft)
    id = _question(plan, request)
    new = choices.next_for(plan, id)
    left = choices.without(id, new, token_hex(3))
    if new:
        desk.remember(left, desk.paper(draft), plan.with_swap(id, new))
        return f"Left out {_words(plan, id)}; {_words(plan, new)} took its place.", left
    _check(desk, draft, left)
    return f"Left out {_words(plan, id)}; others were drawn so that a paper comes of it.", left


def _again(desk: PageDesk, draft: PaperDraft, request: Request) -> Done:
    choices = desk.paper(draft).choices
    drawn = choices.drawn_again(token_hex(3))
    _check(desk, draft, drawn)
    kept = f", all but {len(choices.kept)} kept" if choices.kept else ""
    return f"Drew the questions again{kept}.", drawn


def _check(desk: PageDesk, draft: PaperDraft, choices: Choices) -> None:
    """Raise what stands against choices before they are written down."""
    made = desk.paper(draft.then("", choices))
    if made.plan is None:
        raise WorksheetgenError(made.problems)


def _undo(desk: PageDesk, draft: PaperDraft, request: Request) -> Done:
    if draft.can_undo:
        keep_draft(draft.undone())
        desk.said = f"Undone: {draft.can_undo}"
    return "", draft.choices


def _nearest(desk: PageDesk, draft: PaperDraft, request: Request) -> Done:
    return "Took the nearest paper that there is.", replace(desk.paper(draft).choices, nearest=True)


def _wish(desk: PageDesk, draft: PaperDraft, request: Request) -> Done:
    """Another blueprint, other wishes or another class; changes to questions stay as long as the paper is the same."""
    choices = desk.paper(draft).choices.wishing(wished(request))
    there = on_run_there(choices, blueprint_of(choices, desk.bank), class_of(choices))
    return "Changed what was asked for.", there


ACTS: dict[str, Callable[[PageDesk, PaperDraft, Request], Done]] = {
    "swap": _swap,
    "keep": _keep,
    "leave-out": _leave_out,
    "again": _again,
    "undo": _undo,
    "nearest": _nearest,
    "wish": _wish,
}
"""What the buttons of the screen do, by their value: each gives what was done, and the choices that come of it."""


# ---- beside the screen ---------------------------------------------------------------------------


def choose(desk: PageDesk, request: Request, key: str, id: str) -> Response:
    """Show all questions that could stand in the place of one."""
    draft = found(desk.draft(key))
    plan, choices = _plan(desk, draft)
    if id not in plan.draw.ids:
        raise NotFound
    topics = {topic.id: topic.title for topic in plan.request.unit.topics}
    return screen(
        desk,
        "choose",
        key=key,
        one=plan.request.unit.by_id[id],
        fitting=choices.fitting(plan, id),
        topics=topics,
        back=_for(request),
    )


def paper_needed(desk: PageDesk, request: Request, key: str) -> Response:
    """Say how much paper it takes."""
    plan, _ = _plan(desk, found(desk.draft(key)))
    try:
        taken = desk.pages(plan).sheets(desk.give_way)
    except WorksheetgenError as error:
        return screen(
            desk, "sheets", beside=True, problems=error.problems, taken=None, notes=(), key=key, papers=0
        )
    notes = tuple(notes_on_paper(plan.request))
    return screen(desk, "sheets", beside=True, taken=taken, notes=notes, key=key, papers=len(plan.students))


def as_pdf(desk: PageDesk, request: Request, key: str) -> Response:
    """Give the paper that is looked at as a PDF."""
    plan, _ = _plan(desk, found(desk.draft(key)))
    return Response(desk.pdf(plan, reader(plan, request)[1]), content_type="application/pdf")


def page_picture(desk: PageDesk, request: Request, key: str) -> Response:
    """Give the picture of a page that was shown."""
    return Response(found(desk.picture(key)), content_type="image/png")
