"""What every screen answers with: a page, another address to go to, a file, or that there is no such thing."""

from __future__ import annotations

from typing import Any, TypeVar

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from worksheetgen.errors import Problem
from worksheetgen.page.desk import PageDesk
from worksheetgen.page.templating import html, said_of

T = TypeVar("T")
SCREEN = "text/html; charset=utf-8"


def screen(
    desk: PageDesk,
    template: str,
    *,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    beside: bool = False,
    **values: Any,
) -> Response:
    """The screen of that template, which also says what the last act did, and every problem.

    What is fetched `beside` a screen leaves that to the screen.
    """
    said = "" if beside else desk.said
    desk.said = desk.said if beside else ""
    text = html(template, said=said, problems=list(dict.fromkeys(map(said_of, problems))), **values)
    return Response(text, status, content_type=SCREEN)


def go_to(address: str) -> Response:
    """Have the browser get another address after something was done."""
    return Response(status=303, headers={"Location": address})


def found(value: T | None) -> T:
    """The value; where there is none, the browser is told so."""
    if value is None:
        raise NotFound
    return value
