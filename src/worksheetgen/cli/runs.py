"""The verbs that work from a run's manifest: reprint, key, verify."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.blueprint import from_data
from worksheetgen.cli.options import (
    bank_digest,
    bank_option,
    json_option,
    the_unit,
    theme_option,
    units,
)
from worksheetgen.cli.records import read_run
from worksheetgen.cli.screen import say_json, say_table
from worksheetgen.cli.theming import themes
from worksheetgen.delivery import deliver_file
from worksheetgen.errors import Disagreement, InvalidInput, OutputExists, Place, Problem
from worksheetgen.manifest import FILE, Manifest, RecordedQuestion, arrangements_of, forms_of, students_of
from worksheetgen.model.bank import Unit
from worksheetgen.order import RunRequest
from worksheetgen.pipeline import print_paper
from worksheetgen.typesetting import theme_digest
from worksheetgen.verification import verify as compare

RUN = click.argument("run", type=click.Path(path_type=Path))


def _unit(manifest: Manifest, banks: tuple[Path, ...]) -> Unit:
    """The unit that the run was drawn from, as it was then."""
    if bank_digest(banks) != manifest.digests.bank:
        raise _changed("bank")
    return the_unit(units(banks), str(manifest.blueprint["unit"]))


def _themes(manifest: Manifest, own: Path | None, name: str) -> tuple[Path, ...]:
    """The theme that the run was printed in, as it was then."""
    folders = themes(own, name, Place(FILE))
    if theme_digest(folders) != manifest.digests.theme:
        raise _changed("theme")
    return folders


def _changed(what: str) -> InvalidInput:
    return InvalidInput(
        [
            Problem(
                Place(FILE),
                f"The {what} is not the one that this run was printed from.",
                f"Give that one with --{what}, or print the run again.",
            )
        ]
    )


def _check_student(manifest: Manifest, student: str) -> None:
    ids = [recorded.id for recorded in manifest.students]
    if student not in ids:
        raise InvalidInput(
            [Problem(Place(FILE), f"The run has no student {student}.", f"There are: {', '.join(ids)}.")]
        )


@click.command()
@RUN
@click.option("--student", required=True, help="The id of the student whose paper is lost.")
@click.option("--output", type=click.Path(path_type=Path), help="The PDF to write.  [default: STUDENT.pdf]")
@click.option("--force", is_flag=True, help="Replace the PDF that is there.")
@bank_option
@theme_option
def reprint(
    run: Path, student: str, output: Path | None, force: bool, banks: tuple[Path, ...], theme: Path | None
) -> None:
    """Print one student's paper of a RUN again: byte for byte the same.

    RUN is the folder of a run.
    """
    _, manifest = read_run(run)
    _check_student(manifest, student)
    target = output or Path(f"{student}.pdf")
    if target.exists() and not force:
        raise OutputExists(
            [
                Problem(
                    Place(str(target)),
                    "This file is already there.",
                    "Add --force or choose another --output.",
                )
            ]
        )
    unit = _unit(manifest, banks)
    blueprint = from_data(manifest.blueprint)
    order = RunRequest(
        unit=unit,
        blueprint=blueprint,
        class_list=students_of(manifest),
        seed=manifest.seed,
        themes=_themes(manifest, theme, blueprint.theme),
        digests=manifest.digests,
        standing=arrangements_of(manifest),
    )
    who = next(one for one in order.class_list.students if one.id == student)
    paper = print_paper(order, forms_of(manifest), order.paper(order.standing[student], who))
    deliver_file(target, paper)
    click.echo(f"Printed {target}: the paper of {who.name or 'nobody yet (a spare)'}.")


@click.command()
@RUN
@click.option("--student", help="Show this student's key alone.")
@json_option
def key(run: Path, student: str | None, as_json: bool) -> None:
    """Show the answers of a RUN, each in its own paper's order."""
    _, manifest = read_run(run)
    if student:
        _check_student(manifest, student)
    chosen = [recorded for recorded in manifest.students if student in (None, recorded.id)]
    if as_json:
        say_json(
            {
                recorded.id: {question.number: question.answer for question in recorded.questions}
                for recorded in chosen
            }
        )
        return
    if student:
        rows = [
            (question.number, question.id, _marks(question), question.answer or "see the mark scheme")
            for question in chosen[0].questions
        ]
        say_table(("No.", "Question", "Marks", "Answer"), rows, right=("No.", "Marks"))
        return
    numbers = range(1, 1 + max(len(recorded.questions) for recorded in chosen))
    letters = [
        (
            recorded.id,
            recorded.name or "spare paper",
            *(_short(question.answer) for question in recorded.questions),
            *("" for _ in range(len(numbers) - len(recorded.questions))),
        )
        for recorded in chosen
    ]
    say_table(("Paper", "Name", *map(str, numbers)), letters)
    click.echo("· stands for an answer in words: see the mark scheme, or key RUN --student ID.")


def _marks(question: RecordedQuestion) -> str:
    return f"{question.marks} + {question.spag} SPaG" if question.spag else str(question.marks)


def _short(answer: str | None) -> str:
    return answer if answer and len(answer) <= 5 else "·"


@click.command()
@RUN
@bank_option
@json_option
def verify(run: Path, banks: tuple[Path, ...], as_json: bool) -> None:
    """Read the PDFs of a RUN back and compare papers, answer keys, bank and manifest, student by student."""
    folder, manifest = read_run(run)
    findings = compare(folder, manifest, _unit(manifest, banks))
    if as_json:
        say_json(
            [
                {
                    "id": finding.student_id,
                    "agrees": not finding.disagreements,
                    "wrong": finding.disagreements,
                }
                for finding in findings
            ]
        )
    else:
        rows = [
            (
                finding.student_id,
                finding.name or "spare paper",
                finding.questions,
                "; ".join(finding.disagreements) or "agrees",
            )
            for finding in findings
        ]
        say_table(("Paper", "Name", "Questions", "Order, options and answers"), rows, right=("Questions",))
    wrong = [finding for finding in findings if finding.disagreements]
    if wrong:
        raise Disagreement(
            Problem(
                Place(str(folder)),
                f"Paper {finding.student_id}: {disagreement}.",
                "Do not use this run; print it again.",
            )
            for finding in wrong
            for disagreement in finding.disagreements
        )
    if not as_json:
        click.echo(f"All {len(findings)} papers agree with their keys.")


COMMANDS = {"reprint": reprint, "key": key, "verify": verify}
