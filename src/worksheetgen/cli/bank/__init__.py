"""The bank verbs: find, read, count, check, write and print questions."""

from __future__ import annotations

import click

from worksheetgen.cli.lazy import LazyGroup

HERE = "worksheetgen.cli.bank."


@click.group(
    cls=LazyGroup,
    verbs={
        "list": (HERE + "listing", "List the questions, one a line."),
        "show": (HERE + "listing", "Show a question with its answer."),
        "search": (HERE + "searching", "Find questions by words and tags."),
        "stats": (HERE + "coverage", "Count questions: topics by objective and tier, holes marked."),
        "check": (HERE + "checking", "Report every problem, and advice on how items are written."),
        "new": (HERE + "writing", "Add a commented question of a kind, to be filled in."),
        "sheet": (HERE + "sheets", "Write a workbook for new questions: two columns are enough."),
        "import": (HERE + "sheets", "Take the questions of a workbook or CSV file into your unit."),
        "export": (HERE + "sheets", "Write a unit's questions into a workbook, to be changed there."),
        "review": (HERE + "reviewing", "Have questions checked by a colleague who has not seen the key."),
        "preview": (HERE + "prints", "Print one question and its mark scheme."),
        "guide": (HERE + "prints", "Print a unit's page for teachers."),
        "schema": (
            HERE + "writing",
            "Lay the JSON Schemas into your bank, so that an editor completes and checks.",
        ),
    },
)
def bank() -> None:
    """Find, read, count, check, write and print questions."""


COMMANDS = {"bank": bank}
