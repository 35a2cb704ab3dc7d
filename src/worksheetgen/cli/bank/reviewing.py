"""The verb by which colleagues check questions without their key: review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from worksheetgen.cli.bank.searching import QueryCommand, read_words
from worksheetgen.cli.options import bank_option, bank_words, json_option, theme_option
from worksheetgen.cli.screen import command, say_json
from worksheetgen.delivery import deliver
from worksheetgen.english import counted
from worksheetgen.errors import Disagreement
from worksheetgen.model.bank import Bank
from worksheetgen.run.request import OUTPUT
from worksheetgen.run.review_answers import GivenAnswer, read_answers
from worksheetgen.run.review_sheet import ANSWERS_FILE, KEY_FILE, SHEET_FILE, print_answer_sheet
from worksheetgen.search import search
from worksheetgen.value import asdict


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option(
    "--answers",
    "answered",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file of answers that came back, CSV or .xlsx; may be given several times.",
)
@click.option(
    "--seed", default="1", show_default=True, help="The same word shuffles the same questions the same way."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="A new folder for the sheet.  [default: output/review-CODE]",
)
@click.option(
    "--encoding", default="", help="Of a file of answers that is neither UTF-8 nor UTF-16, such as cp1252."
)
@bank_option
@theme_option
@json_option
def review(
    query: tuple[str, ...],
    answered: tuple[Path, ...],
    seed: str,
    output: Path | None,
    encoding: str,
    read_bank: Callable[[], Bank],
    theme: Path | None,
    as_json: bool,
) -> None:
    r"""Have a colleague check questions who has not seen their key.

    QUERY says which, as for `bank search`; without one, all. Three files are made: answer-sheet.pdf and answers.csv for
    your colleague, which hold no key, and key.pdf for you. Questions and options stand in an order of the sheet's own.

    \b
      worksheetgen bank review topic:gulag
      worksheetgen bank review --answers answers.csv

    What comes back is compared with the bank as it is now: how many answers agree, which differ from the key, what is
    doubted (exit code 7 where there is either). Questions that are answered in words stand last on the sheet: your
    colleague notes what should earn marks, and you compare that with the mark scheme.
    """
    wanted = read_words(query)
    if answered:
        if query:
            raise click.UsageError("--answers takes all answers of its file: leave the query out.")
        _compare(answered, read_bank(), encoding, as_json=as_json)
        return
    bank = read_bank()
    hits = search(bank.units, bank.digest, wanted)
    units = sorted({question.unit for question in hits})
    if not units:
        raise click.UsageError("The bank has no such question.")
    if len(units) > 1:
        raise click.UsageError(f"A sheet is on one unit. Add one to the query: unit:{', unit:'.join(units)}.")
    sheet = print_answer_sheet(bank.unit(units[0]), hits, seed, theme)
    folder = output or OUTPUT / f"review-{sheet.code}"
    deliver(folder, sheet.files)
    in_words = f", {sheet.in_words} of them answered in words" if sheet.in_words else ""
    click.echo(f"Answer sheet {sheet.code}: {counted(sheet.questions, 'question')}{in_words}.")
    click.echo(f"  {folder / SHEET_FILE}    for your colleague: no key is in it")
    click.echo(f"  {folder / ANSWERS_FILE}    for your colleague, to type answers and doubts into")
    click.echo(f"  {folder / KEY_FILE}    for you")
    back = command("bank", "review", "--answers", folder / ANSWERS_FILE, *bank_words(bank))
    click.echo(f"When it comes back: {back}")


def _compare(paths: Sequence[Path], bank: Bank, encoding: str, *, as_json: bool) -> None:
    """Say what the answers in the files say of the questions. Raises Disagreement where one differs or is doubted."""
    found = {path: read_answers(path, bank, encoding) for path in paths}
    if as_json:
        say_json(
            {
                str(path): [asdict(one) | {"place": str(one.place)} for one in answers]
                for path, answers in found.items()
            }
        )
    else:
        for path, answers in found.items():
            _say(path, answers)
    problems = [problem for answers in found.values() for one in answers if (problem := one.problem)]
    if problems:
        raise Disagreement(problems)


def _say(path: Path, answers: Sequence[GivenAnswer]) -> None:
    """The counts of a file, and what is for a person to compare."""
    by_eye = [one for one in answers if one.to_compare]
    for one in by_eye:
        click.echo(f"{one.name}\n  given   {one.given}\n  scheme  {one.key}")
    counts = Counter(one.agrees for one in answers if one.given)
    doubts = sum(bool(one.doubt) for one in answers)
    parts = (
        f"{counts[True]} of {counted(counts.total(), 'answer')} agree with the key",
        f"{counts[False]} differ" if counts[False] else "",
        f"{len(by_eye)} in words are for you to compare" if by_eye else "",
        f"{counted(doubts, 'doubt')}" if doubts else "",
        f"{counted(len(answers) - counts.total(), 'question')} not answered"
        if len(answers) > counts.total()
        else "",
    )
    click.echo(f"{path}: {'; '.join(filter(None, parts))}.")


COMMANDS = {"review": review}
