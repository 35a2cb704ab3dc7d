"""The verbs that work from a run's manifest: reprint, key, feedback, verify, word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.cli.options import bank_option, json_option, password_option, theme_option
from worksheetgen.cli.report import look_after, report_word
from worksheetgen.cli.screen import say_json, say_table
from worksheetgen.delivery import check_file, deliver_file
from worksheetgen.errors import Disagreement
from worksheetgen.manifest import RecordedQuestion, RecordedStudent
from worksheetgen.model.bank import Bank
from worksheetgen.protection import Password
from worksheetgen.run.feedback import print_feedback
from worksheetgen.run.record import RunRecord, open_run, reprint_paper, verify
from worksheetgen.run.word_copies import make_word_copies

RUN = click.argument("run", type=click.Path(path_type=Path))


def _opened(run: Path, password: Password) -> RunRecord:
    """The record of the run in that folder, which is looked after first; marks that cannot be taken are told."""
    for problem in look_after(run, password).problems:
        click.echo(str(problem), err=True)
    return open_run(run)


@click.command()
@RUN
@click.option("--student", required=True, help="The id of the student whose paper is lost.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="The PDF to write.  [default: STUDENT.pdf]"
)
@click.option("--force", is_flag=True, help="Replace the PDF that is there.")
@bank_option
@theme_option
@password_option(fresh=False)
def reprint(
    run: Path,
    student: str,
    output: Path | None,
    force: bool,
    read_bank: Callable[[], Bank],
    theme: Path | None,
    password: Password,
) -> None:
    """Print one student's paper of a RUN again: byte for byte the same.

    RUN is the folder of a run. Where the paper has its sources in a booklet, that lies in the folder.
    """
    record = _opened(run, password)
    who = record.student(student)
    target = output or Path(f"{student}.pdf")
    check_file(target, force=force)
    deliver_file(target, reprint_paper(record, student, read_bank(), theme))
    click.echo(
        f"Printed {target}: the paper of {who.name or ('nobody yet (a spare)' if who.spare else who.id)}."
    )
    if who.booklet:
        click.echo(f"Its sources are in a booklet: print {record.folder / who.booklet} with it.")


@click.command()
@RUN
@click.option("--student", help="Show this student's key alone.")
@json_option
@password_option(fresh=False)
def key(run: Path, student: str | None, as_json: bool, password: Password) -> None:
    """Show the answers of a RUN, each in its own paper's order."""
    record = _opened(run, password)
    chosen = [record.student(student)] if student else record.manifest.students
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
            _named(recorded),
            *(_short(question.answer) for question in recorded.questions),
            *("" for _ in range(len(numbers) - len(recorded.questions))),
        )
        for recorded in chosen
    ]
    say_table(("Paper", "Name", *map(str, numbers)), letters)
    click.echo(
        "Numbers are those of each paper itself. · stands for an answer in words: see the mark scheme, or "
        "key RUN --student ID."
    )


def _named(recorded: RecordedStudent) -> str:
    """Whose paper it is, in a table that has its id besides; "" for a pupil whose name was forgotten."""
    return recorded.name or ("spare paper" if recorded.spare else "")


def _marks(question: RecordedQuestion) -> str:
    """`4`, or `8 + 4 SPaG` with marks for spelling, punctuation and grammar."""
    return f"{question.marks} + {question.spag} SPaG" if question.spag else str(question.marks)


def _short(answer: str | None) -> str:
    """An answer that fits into a column of the table of all papers, else a dot."""
    return answer if answer and len(answer) <= 5 else "·"


@click.command()
@RUN
@click.option(
    "--history",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where earlier runs lie, whose questions a pupil has seen.  [default: where the run lies]",
)
@bank_option
@theme_option
@password_option(fresh=False)
def feedback(
    run: Path, history: Path | None, read_bank: Callable[[], Bank], theme: Path | None, password: Password
) -> None:
    """Print what the marks of a RUN say: a slip for each pupil, and a report on the class.

    They go into feedback/RUN beside the run, in place of those that were printed before. A slip has the marks by topic
    and objective, what earns those that were lost, a paragraph to read again, and a question that this pupil has not
    seen.
    """
    taken = look_after(run, password)
    printed = print_feedback(open_run(run), taken, read_bank(), theme, history, password)
    for sentence in printed.sentences:
        click.echo(sentence)
    width = max(len(str(printed.folder / file)) for file, _ in printed.told)
    for file, audience in printed.told:
        click.echo(f"  {printed.folder / file!s:{width}}    {audience}")


@click.command()
@RUN
@bank_option
@json_option
@password_option(fresh=False)
def verify_run(run: Path, read_bank: Callable[[], Bank], as_json: bool, password: Password) -> None:
    """Read the files of a RUN back and compare papers, answer keys, bank and manifest, student by student.

    Every file must be as it was printed; marks typed into the markbook are told and are no mistake.
    """
    record = _opened(run, password)
    found = verify(record, read_bank(), password)
    if as_json:
        say_json(
            [
                {
                    "id": finding.student_id,
                    "agrees": not finding.disagreements,
                    "wrong": finding.disagreements,
                }
                for finding in found.papers
            ]
        )
    else:
        rows = [
            (
                finding.student_id,
                finding.name or _named(record.student(finding.student_id)),
                finding.questions,
                "; ".join(finding.disagreements) or "agrees",
            )
            for finding in found.papers
        ]
        say_table(("Paper", "Name", "Questions", "Order, options and answers"), rows, right=("Questions",))
    if found.disagreements:
        raise Disagreement(found.disagreements)
    if not as_json:
        for note in found.notes:
            click.echo(note)
        count = len(found.papers)
        papers = f"All {count} papers agree with their keys" if count > 1 else "The paper agrees with its key"
        click.echo(f"{papers}, and every file is as it was printed.")


@click.command()
@RUN
@bank_option
@theme_option
@password_option(fresh=False)
def word(run: Path, read_bank: Callable[[], Bank], theme: Path | None, password: Password) -> None:
    """Copy the papers and the mark scheme of a RUN into Word, to change them there.

    They go into word/RUN beside the run, in place of those that were made before: a paper without a name for each form,
    tier and print, its source booklet, and the mark scheme. One that you have changed is never replaced.
    """
    record = _opened(run, password)
    request = record.request(read_bank(), theme, same_theme=False)
    report_word(make_word_copies(record, request, password))


COMMANDS = {"reprint": reprint, "key": key, "feedback": feedback, "verify": verify_run, "word": word}
