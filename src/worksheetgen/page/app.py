"""Addresses to screens, behind the guard."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from worksheetgen.errors import WorksheetgenError
from worksheetgen.page.answers import SCREEN, screen
from worksheetgen.page.desk import PageDesk
from worksheetgen.page.guard import HEADERS, LARGEST_UPLOAD, Guard
from worksheetgen.page.screens import bank, classes, marking, paper, printing, start
from worksheetgen.page.templating import FOLDER, html

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

STATIC = {
    "page.svg": "image/svg+xml",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
}
"""The files that pages load, all of them."""


def static(_desk: PageDesk, _request: Request, name: str) -> Response:
    """Give the style or the script."""
    if name not in STATIC:
        raise NotFound
    return Response(Path(FOLDER / "static" / name).read_bytes(), content_type=STATIC[name])


_OURS = (
    "Something went wrong in the program, and nothing was changed. What it said stands in the window in which it was "
    "started."
)
Screen = Callable[..., Response]
_BOTH = ("GET", "POST")
_ADDRESSES: tuple[tuple[str, Screen, tuple[str, ...]], ...] = (
    ("/", start.start, _BOTH),
    ("/class", classes.class_lists, _BOTH),
    ("/class/<key>", classes.class_list, ("GET",)),
    ("/paper/<key>", paper.paper, _BOTH),
    ("/paper/<key>/choose/<id>", paper.choose, ("GET",)),
    ("/paper/<key>/sheets", paper.paper_needed, ("GET",)),
    ("/paper/<key>/pdf", paper.as_pdf, ("GET",)),
    ("/paper/<key>/print", printing.to_print, _BOTH),
    ("/picture/<key>.png", paper.page_picture, ("GET",)),
    ("/work/<key>", printing.work, _BOTH),
    ("/run/<key>", printing.printed_run, ("GET",)),
    ("/run/<key>/file/<int:at>", printing.file, ("GET",)),
    ("/marks", marking.printed_runs, ("GET",)),
    ("/marks/<key>", marking.marks, _BOTH),
    ("/marks/<key>/<int:at>", marking.paper_marks, _BOTH),
    ("/bank", bank.bank, ("GET",)),
    ("/bank/<id>", bank.shown_question, ("GET",)),
    ("/bank/<id>/pdf", bank.preview_pdf, ("GET",)),
    ("/static/<name>", static, ("GET",)),
)


class Limited(Request):
    """A request that is not larger than a class list can be."""

    max_content_length = LARGEST_UPLOAD
    max_form_memory_size = LARGEST_UPLOAD
    max_form_parts = 1000


class App:
    """The page as a WSGI application."""

    def __init__(self, desk: PageDesk, guard: Guard) -> None:
        self.desk, self.guard = desk, guard
        self._map = Map(
            [Rule(address, endpoint=show, methods=methods) for address, show, methods in _ADDRESSES]
        )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        with Limited(environ) as request:
            answer = self._answer(request)
        for name, value in HEADERS.items():
            answer.headers[name] = value
        return answer(environ, start_response)

    def _answer(self, request: Request) -> Response:
        launching = request.path.startswith("/open/") and request.method == "GET"
        if launching and (answer := self.guard.launched(request, request.path.removeprefix("/open/"))):
            return answer
        if why := self.guard.refusal(request):
            return Response(html("refused", why=why), 403, content_type=SCREEN)
        try:
            return self._shown(request)
        except RequestEntityTooLarge:
            return self._sorry("That file is too large: a class list has less than 2 MB.", 413)
        except NotFound:
            return self._sorry("There is nothing at this address any more. Go back to the start.", 404)
        except HTTPException as error:
            return self._sorry("That cannot be done here. Go back to the start.", error.code or 400)
        except Exception:  # noqa: BLE001  # our mistake: whoever started it sees where
            traceback.print_exc()
            return self._sorry(_OURS, 500)

    def _shown(self, request: Request) -> Response:
        show, values = self._map.bind_to_environ(request.environ).match()
        if request.method == "POST":
            _ = request.form  # read before the lock is held: a slow sender makes nobody wait
        with self.desk.lock:
            try:
                answer: Response = show(self.desk, request, **values)
            except WorksheetgenError as error:
                answer = screen(
                    self.desk, "sorry", status=422, problems=error.problems, why="That cannot be done."
                )
            return answer

    def _sorry(self, why: str, status: int) -> Response:
        with self.desk.lock:
            return screen(self.desk, "sorry", status=status, why=why)
