"""Print: the paper in hand, with progress; what a printed run holds, and one paper of it again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from mimetypes import guess_type
from pathlib import Path
from secrets import token_hex
from typing import Any

from werkzeug.wrappers import Request, Response

from worksheetgen.english import capitalised
from worksheetgen.errors import InvalidInput, Problem, WorksheetgenError
from worksheetgen.manifest import MANIFEST_FILE
from worksheetgen.page.answers import found, go_to, screen
from worksheetgen.page.desk import PageDesk
from worksheetgen.page.jobs import Job
from worksheetgen.run.beside import FEEDBACK_FOLDER, beside_run
from worksheetgen.run.drafts import choices_to_json
from worksheetgen.run.feedback import REPORT, REPORT_AUDIENCE, SET_AUDIENCE
from worksheetgen.run.outputs import PAPERS, output_of
from worksheetgen.run.printing import check_plan
from worksheetgen.run.record import open_run

FIRST_FILES = ("class-pack.pdf", "mark-scheme.pdf", "answer-keys.pdf", "seating.pdf")
"""What most are looking for stands first."""
_TYPED = re.compile(r" \([^)]*`[^)]*\)")
SHOWN_IN_BROWSER = {".pdf", ".png"}


def to_print(desk: PageDesk, request: Request, key: str) -> Response:
    """Say what would be printed; print it."""
    draft = found(desk.draft(key))
    made = desk.paper(draft)
    plan = found(made.plan)
    again = made.choices.on_run != ""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            check_plan(plan, force=again, password=desk.password)
        except WorksheetgenError as error:
            problems = error.problems
        else:
            work = {
                "do": "print",
                "choices": choices_to_json(made.choices),
                "identity": plan.identity,
                "force": again,
            }
            return started(desk, work, desk.key(str(plan.folder)))
    papers = len(plan.students)
    spares = sum(student.spare for student in plan.students)
    return screen(
        desk,
        "print",
        status=409 if problems else 200,
        problems=problems,
        key=key,
        plan=plan,
        again=again,
        papers=papers,
        spares=spares,
    )


def started(desk: PageDesk, work: dict[str, Any], run: str) -> Response:
    """Begin a piece of work, unless the same is being done already."""
    for key, (job, of_run) in desk.jobs.items():
        if of_run == run and job.running:
            return go_to(f"/work/{key}")
    key = token_hex(6)
    password = [desk.password.text, desk.password.source]
    given = {**work, "bank": [str(folder) for folder in desk.bank.folders], "password": password}
    desk.jobs[key] = Job(given), run
    return go_to(f"/work/{key}")


def work(desk: PageDesk, request: Request, key: str) -> Response:
    """Say how far a piece of work is; stop it."""
    job, run = found(desk.jobs.get(key))
    if request.method == "POST":
        job.stop()
        return go_to(f"/work/{key}")
    if job.result and not job.running and not job.result.get("changed"):
        desk.said = job.result["said"]
        return go_to(f"/run/{run}")
    return screen(desk, "work", key=key, job=job)


def printed_run(desk: PageDesk, request: Request, key: str) -> Response:
    """Show what a printed run holds."""
    folder = found(desk.run(key))
    try:
        record = open_run(folder)
    except InvalidInput as error:
        return screen(
            desk, "run", problems=error.problems, key=key, name=folder.name, folder=folder, record=None
        )
    names = _files(folder)
    lines = [
        (at, name, _called(name), _TYPED.sub("", output.audience))
        for at, name in enumerate(names)
        if (output := output_of(name)) and output is not PAPERS and name != MANIFEST_FILE
    ]
    lines.sort(key=lambda line: FIRST_FILES.index(line[1]) if line[1] in FIRST_FILES else len(FIRST_FILES))
    at = {name: number for number, name in enumerate(names)}
    papers = [(one, at[one.file]) for one in record.manifest.students if one.file in at]
    told = [
        sentence
        for job, of_run in desk.jobs.values()
        if of_run == key and job.result
        for sentence in job.result.get("sentences", ())
    ]
    feedback = [
        (number, name, _called(name), REPORT_AUDIENCE if Path(name).name == REPORT else SET_AUDIENCE)
        for number, name in enumerate(names)
        if Path(name).match(f"{FEEDBACK_FOLDER}/*.pdf")  # not each pupil’s slip by itself, nor the record
    ]
    return screen(
        desk,
        "run",
        key=key,
        name=folder.name,
        folder=folder,
        record=record,
        lines=lines,
        papers=papers,
        told=told,
        feedback=feedback,
    )


def _called(name: str) -> str:
    """What a person calls a file: `Class pack` for class-pack.pdf."""
    return capitalised(Path(name).stem.replace("-", " "))


def _files(folder: Path) -> list[str]:
    """All files of a run and of its feedback, by POSIX paths; the address of each is its place in this table."""
    more = (f"{FEEDBACK_FOLDER}/{name}" for name in _files_in(beside_run(folder, FEEDBACK_FOLDER)))
    return [*_files_in(folder), *more]


def _files_in(folder: Path) -> Iterator[str]:
    """The files below a folder by their POSIX paths, but for links, which lead elsewhere, and odd names."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.name.isprintable():
            yield path.relative_to(folder).as_posix()


def file(desk: PageDesk, request: Request, key: str, at: int) -> Response:
    """Give a file of a run, by its place in the table of them."""
    folder = found(desk.run(key))
    names = _files(folder)
    name = found(names[at] if at < len(names) else None)
    within, beside = f"{FEEDBACK_FOLDER}/", beside_run(folder, FEEDBACK_FOLDER)
    path = beside / name.removeprefix(within) if name.startswith(within) else folder / name
    kind = guess_type(path.name)[0] or "application/octet-stream"
    shown = "inline" if path.suffix in SHOWN_IN_BROWSER else "attachment"
    answer = Response(path.read_bytes(), content_type=kind)
    answer.headers.set("Content-Disposition", shown, filename=path.name)
    return answer
