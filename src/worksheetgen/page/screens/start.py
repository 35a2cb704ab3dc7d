"""Start: the papers so far, a new one, and a made-up class to try things out."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Request, Response

from worksheetgen.model.blueprint import PaperType
from worksheetgen.page.answers import go_to, screen
from worksheetgen.page.desk import PageDesk
from worksheetgen.run.classes import keep_made_up_class, kept_classes
from worksheetgen.run.drafts import Choices, PaperDraft, drafts, new_draft
from worksheetgen.run.request import OUTPUT, blueprints_of
from worksheetgen.system.names import file_name

FIRST = "unit-test"
"""The blueprint whose paper stands there at once, where the bank has it."""


MOST_MARKS_ASKED = 200


def start(desk: PageDesk, request: Request) -> Response:
    """Show what there is; begin a paper."""
    if request.method == "POST":
        return go_to(f"/paper/{desk.key(_begun(desk, request).name)}")
    papers = [(desk.key(draft.name), desk.paper(draft)) for draft in drafts()]
    named = [(f"{one.unit}/{one.name}", one) for one in blueprints_of(desk.bank)]
    return screen(
        desk,
        "start",
        papers=papers,
        runs=desk.runs(),
        here=str(OUTPUT.absolute().parent),
        exams=[pair for pair in named if pair[1].type is not PaperType.WORKSHEET],
        homeworks=[pair for pair in named if pair[1].type is PaperType.WORKSHEET],
        **choosable(desk),
    )


def choosable(desk: PageDesk) -> dict[str, Any]:
    """What a paper can be made of."""
    return {
        "units": {unit.title for unit in desk.bank.units},
        "topics": [topic for unit in desk.bank.units for topic in unit.topics],
        "classes": [(path.name, path.stem) for path in kept_classes()],
    }


def wished(request: Request) -> Choices:
    """What is asked for in the form."""
    form = request.form
    blueprint = form.get("blueprint", "")
    if blueprint:
        return Choices(blueprint=blueprint, class_file=form.get("class", ""))
    topics = tuple(form.getlist("topic"))
    return Choices(topics=topics, marks=_amount(request), class_file=form.get("class", ""))


def _amount(request: Request) -> int:
    """How many marks are asked for, as far as a number was typed."""
    marks = request.form.get("marks", "")
    return min(int(marks), MOST_MARKS_ASKED) if marks.isdecimal() and len(marks) < 5 else 0


def _begun(desk: PageDesk, request: Request) -> PaperDraft:
    """A new paper: what is asked for in the form, or the first one for a made-up class."""
    if request.form.get("do") == "example":
        names = [f"{one.unit}/{one.name}" for one in blueprints_of(desk.bank)]
        first = next((name for name in names if name.endswith(f"/{FIRST}")), names[0] if names else "")
        choices = Choices(blueprint=first, class_file=keep_made_up_class().name)
    else:
        choices = wished(request)
    name = choices.blueprint.rpartition("/")[2] or "-".join(("worksheet", *choices.topics))[:60]
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    return new_draft(file_name(safe) or "paper", choices)
