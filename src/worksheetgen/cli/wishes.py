"""What a worksheet is made of where no blueprint says so, as it is typed: topics, how much, activities, a run."""

from __future__ import annotations

import re
from pathlib import Path

import click

from worksheetgen.cli.options import collected
from worksheetgen.model.blueprint import Activity
from worksheetgen.value import Value


class WishOptions(Value):
    """What was typed in place of a blueprint: topics, how many questions or marks, activities and the paragraphs that
    they are made from, and the folder of an earlier run.

    None or () where left out.
    """

    topics: tuple[str, ...]
    questions: int | None
    marks: int | None
    activities: tuple[Activity, ...]
    paragraphs: tuple[int, ...]
    for_weak: Path | None

    @property
    def of_bank(self) -> bool:
        """Whether questions of the bank are wished for: the topic of a retrieval grid alone is that of last lesson."""
        of_lesson = self.activities == (Activity.RETRIEVAL_GRID,)
        return bool(self.questions or self.marks or (self.topics and not of_lesson))

    @property
    def anything(self) -> bool:
        """Whether anything was typed."""
        return bool(self.of_bank or self.topics or self.activities or self.paragraphs or self.for_weak)


def _activities(_: click.Context, __: click.Parameter, typed: tuple[str, ...]) -> tuple[Activity, ...]:
    """`cloze,match-term` as activities, each once. BadParameter for an unknown one, with the names of all."""
    names = [name.strip() for words in typed for name in words.split(",")]
    for name in names:
        if name not in list(Activity):
            raise click.BadParameter(f"There is no activity {name!r}. There are: {', '.join(Activity)}.")
    return tuple(map(Activity, dict.fromkeys(names)))


def _paragraphs(_: click.Context, __: click.Parameter, typed: str | None) -> tuple[int, ...]:
    """`3,5-6` as the numbers 3, 5 and 6. BadParameter for anything else."""
    numbers: set[int] = set()
    for piece in typed.split(",") if typed is not None else ():
        found = re.fullmatch(r"\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4})\s*)?", piece)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise click.BadParameter(f"{typed!r} names no paragraphs: write 5, 5-6 or 3,5-6.")
        numbers.update(range(first, last + 1))
    return tuple(sorted(numbers))


_WISH_OPTIONS = (
    click.option(
        "--topic", "topics", multiple=True, help="A topic of the bank; of several, each has its share."
    ),
    click.option("--questions", type=click.IntRange(1, 100), help="How many questions.  [default: 3 to 5]"),
    click.option(
        "--marks", type=click.IntRange(1, 200), help="How many marks, instead of how many questions."
    ),
    click.option(
        "--activity",
        "activities",
        multiple=True,
        callback=_activities,
        metavar="NAME",
        help="Made from the text, glossary and timeline, before any questions or without them; several after commas: "
        f"{', '.join(Activity)}.",
    ),
    click.option(
        "--paragraphs",
        callback=_paragraphs,
        metavar="NUMBERS",
        help="The paragraphs of the text that activities are made from, such as 5-6 or 3,5-6.  [default: all]",
    ),
    click.option(
        "--for-weak",
        metavar="RUN",
        type=click.Path(exists=True, path_type=Path),
        help="A follow-up of an earlier run by its marks: for each pupil a sheet on the topics that they lost, with no "
        "question of that run. The class is the run's, or another list of it that --class gives.",
    ),
)

wish_options = collected("wish", WishOptions, _WISH_OPTIONS)
"""Adds the options of `WishOptions`; the verb is given them as `wish`."""
