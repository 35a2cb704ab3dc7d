"""The verb that puts another question in the place of one in a run that is printed: swap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.cli.options import bank_option, bank_words, password_option, password_words, theme_option
from worksheetgen.cli.printing import print_plan
from worksheetgen.cli.report import look_after
from worksheetgen.cli.run_options import PrintOptions
from worksheetgen.cli.screen import command, say_table
from worksheetgen.model.bank import Bank
from worksheetgen.protection import Password
from worksheetgen.run.record import open_run, plan_of

SHOWN = 10
"""So many questions are shown that could stand in the place of one."""


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("question")
@click.option(
    "--for",
    "other",
    metavar="ID",
    help="The question that takes its place. Or a student: the most alike takes it, on that paper alone.",
)
@click.option("--student", default="", help="Change this student's paper alone, by id.")
@bank_option
@theme_option
@password_option(fresh=False)
def swap(
    run: Path,
    question: str,
    other: str | None,
    student: str,
    read_bank: Callable[[], Bank],
    theme: Path | None,
    password: Password,
) -> None:
    """Put another question in the place of one in a RUN that is printed; all else stays as it is.

    QUESTION is its number in the mark scheme, or its id. Without --for nothing is printed: the questions are shown that
    could take its place with everything that the blueprint demands, the most alike (kind, topic, objective, difficulty)
    first.
    """
    look_after(run, password)
    bank = read_bank()
    plan = plan_of(open_run(run), bank, theme)
    called, question = question, plan.called(question)
    if called != question:
        click.echo(f"Question {called} of the mark scheme: {plan.request.unit.by_id[question].opening}")
    if other and other not in plan.request.unit.by_id and other in plan.arrangements:
        if student not in ("", other):
            raise click.UsageError(
                f"--for names the student {other}, --student {student}: swap for one after the other."
            )
        student, other = other, plan.most_alike(question, other)
    if other:
        swapped = plan.with_swap(question, other, student)
        print_plan(swapped, bank, PrintOptions(True, True, False, None, None, word=False), password)
        where = f"on paper {student} alone" if student else "on every paper that had it"
        click.echo(f"{other} took the place of {question} {where}: {plan.request.unit.by_id[other].opening}")
        if swapped.renumbered:
            click.echo(swapped.renumbered)
        return
    fitting = plan.alternatives(question, student)
    if not fitting:
        click.echo(
            f"No other question could take the place of {question} with all that the blueprint demands."
        )
        return
    rows = [
        (one.opening, "+".join(one.kinds), one.marks, one.difficulty, one.topic, one.id)
        for one in fitting[:SHOWN]
    ]
    say_table(
        ("Could take its place", "Kind", "Marks", "Level", "Topic", "Question"),
        rows,
        right=("Marks", "Level"),
    )
    typed = (("--student", student) if student else ()) + (("--theme", str(theme)) if theme else ())
    typed += (*bank_words(bank), *password_words(password))
    taking = command("swap", run, question, "--for", "QUESTION", *typed)
    click.echo(f"{len(fitting)} could. To take one: {taking}")


COMMANDS = {"swap": swap}
