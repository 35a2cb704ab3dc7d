"""Class: hand a list over, see what was understood, and every mistake beside its line."""

from __future__ import annotations

from pathlib import Path

from werkzeug.wrappers import Request, Response

from worksheetgen.errors import Problem, WorksheetgenError
from worksheetgen.page.answers import found, go_to, screen
from worksheetgen.page.desk import PageDesk
from worksheetgen.run.classes import keep_class, keep_made_up_class, kept_classes, open_class


def class_lists(desk: PageDesk, request: Request) -> Response:
    """Show the lists that there are; take one."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        if request.form.get("do") == "example":
            return go_to(f"/class/{desk.key(keep_made_up_class().name)}")
        upload = request.files.get("list")
        try:
            path, reading = keep_class(
                upload.filename or "" if upload else "",
                upload.read() if upload else b"",
                class_name=request.form.get("name", "").replace("\0", "").strip()[:60],
                replacing="replace" in request.form,
            )
        except WorksheetgenError as error:
            problems = error.problems
        else:
            desk.said = f"Added the list of {reading.class_list.name}."
            return go_to(f"/class/{desk.key(path.name)}")
    lists = [(desk.key(path.name), path.stem) for path in kept_classes()]
    return screen(desk, "classes", status=422 if problems else 200, problems=problems, lists=lists)


def class_list(desk: PageDesk, request: Request, key: str) -> Response:
    """Show what was understood of a list."""
    path: Path = found(desk.class_file(key))
    try:
        reading = open_class(path)
    except WorksheetgenError as error:  # it was changed by hand since
        return screen(desk, "class", problems=error.problems, reading=None, path=path, name=path.stem)
    return screen(desk, "class", reading=reading, path=path, name=reading.class_list.name)
