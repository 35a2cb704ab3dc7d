"""The verb that finds questions: search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from worksheetgen.cli.bank.listing import facts
from worksheetgen.cli.options import bank_option, json_option
from worksheetgen.cli.screen import say_json, say_table
from worksheetgen.model.bank import Bank
from worksheetgen.search import Query, read_query, search

SHOWN = 30
"""How many hits are shown on a screen; a script gets all."""


class QueryCommand(click.Command):
    """A command with a query among its arguments, whose words may begin with a minus: `-four` is no `-o ur`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what has one minus and more than a letter for a word of the query."""
        ctx.ignore_unknown_options = True
        if "--" in args:  # behind it all are words of the query already
            return super().parse_args(ctx, args)
        words = [word for word in args if len(word) > 2 and word[0] == "-" != word[1]]
        return super().parse_args(ctx, [*(word for word in args if word not in words), "--", *words])


@click.command("search", cls=QueryCommand)
@click.argument("query", nargs=-1, required=True)
@bank_option
@json_option
def search_questions(query: tuple[str, ...], read_bank: Callable[[], Bank], as_json: bool) -> None:
    r"""Find questions by words and tags.

    Words are looked for in stems, options, mark schemes and tags, whatever their endings. "Quotation marks" keep words
    together, a minus before a word or tag leaves it out. Tags narrow the search:

    \b
      topic:gulag  kind:source-*  tier:support  objective:AO3  source:camps-chart
      marks:<=2  difficulty:2-3  minutes:>5  paragraph:9  needs:text  unit:NAME  id:kirov-*

    A comma stands for or: topic:army,nkvd. Put marks:<=2 in quotation marks, or the shell takes the < for itself.
    """
    wanted = read_words(query)
    bank = read_bank()
    hits = search(bank.units, bank.digest, wanted)
    if as_json:
        say_json([facts(question) for question in hits])
        return
    rows = [
        (
            question.id,
            "+".join(question.kinds),
            question.marks,
            question.difficulty,
            question.opening,
        )
        for question in hits[:SHOWN]
    ]
    heads = ("Question", "Kind", "Marks", "Level", "Asks")
    say_table(heads, rows, right=("Marks", "Level"), cut_last=True)
    more = f", the best {SHOWN} shown: narrow the search with tags" if len(hits) > SHOWN else ""
    click.echo(f"{len(hits)} found{more}.")
    if hits:
        click.echo(f"For a blueprint: require: [{', '.join(question.id for question in hits[:SHOWN])}]")


def read_words(query: Sequence[str]) -> Query:
    """The query of the words that were typed, whose quotation marks the shell has taken. Raises WrongUsage."""
    # Click ignores options that it does not know here, as -word means “without this word”; two dashes are a
    # slip.
    for word in query:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    # Words that belong together get their quotation marks back.
    return read_query(" ".join(f'"{word}"' if " " in word and ":" not in word else word for word in query))


COMMANDS = {"search": search_questions}
