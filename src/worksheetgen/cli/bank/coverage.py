"""The verb that counts what a bank has, and shows where it has nothing: stats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from worksheetgen.cli.options import bank_option, json_option, units
from worksheetgen.cli.screen import say_json, say_table
from worksheetgen.model.bank import Question, Tier, Unit

HOLE = "–"
Cells = Mapping[str, Mapping[str, int]]
"""Numbers by row and column."""


@click.command()
@bank_option
@json_option
def stats(banks: tuple[Path, ...], as_json: bool) -> None:
    """Count the questions: topics by objective and tier, kinds and sources by difficulty; a hole is marked –."""
    found = units(banks)
    if as_json:
        say_json({unit.id: {"coverage": _coverage(unit)} | _tables(unit) for unit in found})
        return
    for unit in found:
        click.echo(f"{unit.title} ({unit.id}): {len(unit.questions)} questions")
        _say_coverage(_coverage(unit))
        for title, cells in _tables(unit).items():
            click.echo(f"\n{title.capitalize()}")
            _say_cells(cells)


def _coverage(unit: Unit) -> dict[str, dict[str, dict[str, int]]]:
    """Questions by topic, objective and tier that they suit; one counts on each of its topics and objectives."""
    return {
        topic.id: {
            code: {
                tier.value: len([q for q in on if tier in q.tiers and code in _codes([q])]) for tier in Tier
            }
            for code in _codes(unit.questions)
        }
        for topic in unit.topics
        for on in ([q for q in unit.questions if topic.id in q.topics],)
    }


def _tables(unit: Unit) -> dict[str, Cells]:
    """The other tables by their titles."""
    questions = unit.questions
    kinds = sorted({kind for question in questions for kind in question.kinds})
    return {
        "marks by topic and objective": {
            topic.id: {
                code: _marks((q for q in questions if topic.id in q.topics), code)
                for code in _codes(questions)
            }
            for topic in unit.topics
        },
        "questions by kind and difficulty": {
            kind.value: _by_difficulty(q for q in questions if kind in q.kinds) for kind in kinds
        },
        "questions by source and difficulty": {
            source.id: _by_difficulty(q for q in questions if source.id in q.sources)
            for source in unit.sources
        },
    }


def _codes(questions: Iterable[Question]) -> list[str]:
    return sorted({objective.code for question in questions for objective, _ in question.objectives})


def _marks(questions: Iterable[Question], code: str) -> int:
    return sum(marks for q in questions for objective, marks in q.objectives if objective.code == code)


def _by_difficulty(questions: Iterable[Question]) -> dict[str, int]:
    counts = Counter(question.difficulty for question in questions)
    return {str(level): counts[level] for level in range(1, 6)} | {"all": counts.total()}


def _say_coverage(coverage: Mapping[str, Mapping[str, Mapping[str, int]]]) -> None:
    """The table of topics, each cell with the questions for support, core and challenge."""
    codes = list(next(iter(coverage.values()), {}))
    click.echo(f"\nQuestions by topic and objective: {' · '.join(Tier)}")
    rows = [
        (topic, *(" · ".join(str(count or HOLE) for count in cells[code].values()) for code in codes))
        for topic, cells in coverage.items()
    ]
    say_table(("", *codes), rows, right=codes)
    for topic, cells in coverage.items():
        holes = [
            f"{code} {tier}" for code, tiers in cells.items() for tier, count in tiers.items() if not count
        ]
        if holes:
            click.echo(f"  {HOLE} {topic}: no question for {', '.join(holes)}")


def _say_cells(cells: Cells) -> None:
    columns = list(dict.fromkeys(column for row in cells.values() for column in row))
    rows = [(row, *(values[column] or HOLE for column in columns)) for row, values in cells.items()]
    say_table(("", *columns), rows, right=columns)


COMMANDS = {"stats": stats}
