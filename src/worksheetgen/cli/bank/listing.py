"""The verbs that read the bank out: list, show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from fnmatch import fnmatch
from typing import assert_never

import click

from worksheetgen.cli.options import bank_option, bank_words, json_option
from worksheetgen.cli.screen import command, say_json, say_table
from worksheetgen.english import counted
from worksheetgen.model.answers import Key, Levels, PairedPoints, Points
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.model.question import Part, Question


@click.command("list")
@click.option("--topic", help="Only questions on this topic.")
@click.option("--kind", help="Only questions of this kind; source-* for every source kind.")
@bank_option
@json_option
def list_questions(topic: str | None, kind: str | None, read_bank: Callable[[], Bank], as_json: bool) -> None:
    """List the questions, one a line."""
    bank = read_bank()
    chosen = [question for question in _questions(bank.units) if _admits(question, topic, kind)]
    if as_json:
        say_json([facts(question) for question in chosen])
        return
    rows = [
        (
            question.id,
            "+".join(question.kinds),
            ", ".join(question.topics),
            question.marks,
            question.difficulty,
            question.opening,
        )
        for question in chosen
    ]
    heads = ("Question", "Kind", "Topics", "Marks", "Level", "Asks")
    say_table(heads, rows, right=("Marks", "Level"), cut_last=True)
    following = command("bank", "show", rows[0][0] if rows else "ID", *bank_words(bank))
    click.echo(f"{counted(len(rows), 'question')}. Next: {following}")


def _admits(question: Question, topic: str | None, kind: str | None) -> bool:
    """Whether the question is on that topic and has a part of that kind (or `source-*`); None is any."""
    on_topic = topic is None or topic in question.topics
    return on_topic and (kind is None or any(fnmatch(one, kind) for one in question.kinds))


def _questions(units: Iterable[Unit]) -> list[Question]:
    return [question for unit in units for question in unit.questions]


def facts(question: Question) -> dict[str, object]:
    """What a script is told of a question, as plain data for JSON: its tags and its stem, not its answer."""
    return {
        "id": question.id,
        "unit": question.unit,
        "kinds": list(question.kinds),
        "topics": list(question.topics),
        "tiers": list(question.tiers),
        "difficulty": question.difficulty,
        "marks": question.marks,
        "minutes": question.minutes,
        "objectives": {str(objective): marks for objective, marks in question.objectives},
        "paragraphs": list(question.paragraphs),
        "sources": list(question.sources),
        "enemies": list(question.enemies),
        "stem": question.lead or question.parts[0].asked,
    }


@click.command()
@click.argument("id")
@bank_option
@json_option
def show(id: str, read_bank: Callable[[], Bank], as_json: bool) -> None:
    """Show the question ID with its answer, as a teacher reads it."""
    _, question = the_question(read_bank().units, id)
    if as_json:
        say_json(facts(question))
        return
    objectives = ", ".join(f"{objective} {marks}" for objective, marks in question.objectives)
    click.echo(f"{question.id}  {question.place}")
    click.echo(
        f"marks {question.marks} ({objectives}); minutes {question.minutes}; difficulty {question.difficulty} of 5"
    )
    click.echo(
        f"topics {', '.join(question.topics)}; tiers {', '.join(question.tiers)}; needs {question.needs}"
    )
    if question.lead:
        click.echo(f"\n{question.lead}")
    for part in question.parts:
        _show_part(part)
    if question.note:
        click.echo(f"\nTeacher's note: {question.note}")


def the_question(units: Iterable[Unit], id: str) -> tuple[Unit, Question]:
    """The question of that id and its unit. Raises UsageError, with the ids near it, where there is none."""
    by_id = {question.id: (unit, question) for unit in units for question in unit.questions}
    if id not in by_id:
        near = get_close_matches(id, by_id, 5) or [one for one in by_id if one.startswith(id.split("-")[0])]
        raise click.UsageError(f"The bank has no question {id}. Near it: {', '.join(near) or 'none'}.")
    return by_id[id]


def _show_part(part: Part) -> None:
    """Print a part: its stem and marks, what can be chosen with * before what is right, its answers."""
    click.echo(f"\n{part.asked}  [{part.marks}]  ({part.kind})")
    for row in part.body.key_rows(part.answers):
        click.echo(f"  {'*' if row.right else ' '} {row.text}")
    for answer in part.answers:
        match answer:
            case Key(_, explanation):
                if explanation:
                    click.echo(f"  Key: {explanation}")
            case Points(points, heading=heading, most=most):
                if heading:
                    click.echo(f"  {heading}, up to {most}:")
                for point in points:
                    click.echo(f"  ({point.marks}) {point.text}")
            case PairedPoints((first, second), pairs):
                click.echo(f"  Up to {part.marks // 2} of these, for each {first} (1), for its {second} (1):")
                for one, other in pairs:
                    click.echo(f"  (1) {one.text}\n      (1) {other.text}")
            case Levels(levels):
                for level in levels:
                    click.echo(f"  Level {level.number}, {level.low}–{level.high}: {level.descriptor}")
            case _:
                assert_never(answer)


COMMANDS = {"list": list_questions, "show": show}
