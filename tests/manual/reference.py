"""The manual's pages in docs/reference, made from commands and from models of files: `make reference`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import cleandoc
from textwrap import dedent
from typing import Any

import click

from tests.manual.fields import code, fields, plain, table, whole_page
from tests.manual.typed import DOCS
from tests.schemas import BANK, SCHEMAS, TEMPLATES
from worksheetgen.bank.question_entries import ENTRIES
from worksheetgen.class_list.columns import USED_AS
from worksheetgen.class_list.vocabulary import VOCABULARY_FILE
from worksheetgen.cli import cli
from worksheetgen.kinds import Kind
from worksheetgen.run.outputs import OUTPUTS
from worksheetgen.yaml_file import read_yaml

REFERENCE = DOCS / "reference"
MADE = "<!-- Made by `make reference`: what is wrong here is mended in the program, where the words come from. -->"
LANGUAGES = {"cy": "Welsh", "fr": "French", "de": "German", "es": "Spanish"}
COMMON_TO = "exam"
"""The command whose options `worksheet` and `plan` have too; they are told there."""

# ---- commands --------------------------------------------------------------------------------------


def commands() -> Iterator[str]:
    """Every command with what `--help` says of it."""
    yield "# Commands"
    yield ""
    yield "Every command says this itself, with `--help`. `-h` is short for it; `worksheetgen --version` tells which"
    yield "version you have."
    yield ""
    with click.Context(cli, info_name="worksheetgen") as context:
        common = {name for name, *_ in _options(cli.get_command(context, COMMON_TO), context)}
        yield from _group(cli, context, common)


def _group(group: click.Group, context: click.Context, common: set[str]) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=context) as its:
            if isinstance(command, click.Group):
                yield from _group(command, its, common)
            else:
                yield from _command(command, its, set() if name == COMMON_TO else common)


def _command(command: click.Command, context: click.Context, common: set[str]) -> Iterator[str]:
    usage = " ".join(
        piece for piece in command.collect_usage_pieces(context) if len(piece) < 40 or "|" not in piece
    )
    yield f"## {context.command_path}"
    yield ""
    yield code(f"{context.command_path} {usage}")
    yield ""
    for paragraph in cleandoc(command.help or "").split("\n\n"):  # Python 3.13 has cleaned it already
        verbatim = paragraph.lstrip().startswith("\b")
        lines = dedent(paragraph.partition("\n")[2]).splitlines()
        yield from ((f"- {code(line)}" for line in lines) if verbatim else [plain(paragraph)])
        yield ""
    options = _options(command, context)
    if {"--class", "--keep"} <= {name for name, *_ in options} and common:
        yield f"It has the options of [{COMMON_TO}](#worksheetgen-{COMMON_TO}) that say who and what is printed, and:"
        yield ""
        options = [row for row in options if row[0] not in common]
    if options:
        yield from table(
            ("option", "value", "what it does"), [(code(name), *rest) for name, *rest in options]
        )


def _options(command: click.Command | None, context: click.Context) -> list[tuple[str, str, str]]:
    """Name, value and purpose of a command's options."""
    assert command is not None
    return [
        (option.opts[-1], _value(option, context), plain(re.sub(r"\[\d+<=x<=\d+\]", "", record[1])))
        for option in command.get_params(context)
        if isinstance(option, click.Option)
        and "--help" not in option.opts
        and (record := option.get_help_record(context))
    ]


def _value(option: click.Option, context: click.Context) -> str:
    match option.type:
        case _ if option.is_flag:
            return ""
        case click.Choice(choices=choices):
            return ", ".join(code(str(choice)) for choice in choices)
        case click.IntRange(min=least, max=most):
            return f"{least} to {most}"
    return plain(option.make_metavar(context))


# ---- files -----------------------------------------------------------------------------------------


def _schema(name: str) -> Mapping[str, Any]:
    folder = TEMPLATES if name == "theme" else BANK
    return SCHEMAS[folder / f"schemas/{name}.json"][1]()


def blueprint() -> Iterator[str]:
    """Every field of a blueprint, and of school.yaml."""
    yield "# Blueprints and school.yaml"
    yield ""
    yield "A blueprint is a file in a unit’s `blueprints`, or wherever you like: it says what a paper must contain."
    yield "[How to write one](../how-to/blueprint.md)."
    yield ""
    yield from whole_page(_schema("blueprint"), titles={"SchoolEntry": "school"})
    yield "The fields of `school` are also those of the file `school.yaml`."
    yield ""


def bank() -> Iterator[str]:
    """Every field of a unit's other files."""
    yield "# The bank’s files"
    yield ""
    yield "One folder is one unit. [An example of every file and kind](../../question_bank/README.md) ·"
    yield "[how to write questions](../how-to/questions.md)."
    yield ""
    for file, name in (
        ("unit.yaml", "unit"),
        ("glossary.yaml, each entry", "glossary"),
        ("levels.yaml", "levels"),
        ("sources/*.yaml, each entry", "sources"),
    ):
        yield f"## {plain(file)}"
        yield ""
        if name == "levels":
            yield "Sets of levels by name, such as `how-far-12:`, each a list of levels, the highest first."
            yield ""
        yield from (line.replace("## ", "### ") for line in whole_page(_schema(name)))
    yield from _questions()


def _questions() -> Iterator[str]:
    schema = _schema("questions")
    definitions = schema["$defs"]
    plain_question = definitions["Kindless"]["properties"]
    yield "## questions/\\*.yaml"
    yield ""
    yield from fields(schema, {})
    yield "### Every question"
    yield ""
    yield from fields(definitions["Kindless"], definitions)
    yield "### The kinds"
    yield ""
    yield from _kinds(plain_question["kind"])
    of_kinds = _kinds_by_entry()
    for name, kinds in of_kinds.items():
        yield f"### Fields of {kinds}"
        yield ""
        yield from fields(definitions[name], definitions)
    yield "### Question in parts"
    yield ""
    yield "Instead of a kind of its own, a question may have parts, each with `kind`, `stem`, `marks`, `objectives` and"
    yield "the fields of its kind."
    yield ""
    yield from fields(definitions["InParts"], {}, but=plain_question)
    for name, entry in definitions.items():
        told = name in of_kinds or name.startswith(("Plain", "Kindless", "InParts"))
        if "properties" in entry and not told:
            yield f"### {entry['title'].capitalize()}"
            yield ""
            yield from fields(entry, definitions)


def _kinds(field: Mapping[str, Any]) -> list[str]:
    """A table of the kinds; those that are told in the same words stand together."""
    told: dict[str, list[str]] = {}
    for kind, what in zip(field["enum"], field["enumDescriptions"], strict=True):
        told.setdefault(what, []).append(code(kind))
    return table(("kind", "what it is"), [(", ".join(kinds), plain(what)) for what, kinds in told.items()])


def _kinds_by_entry() -> dict[str, str]:
    """The kinds that have the fields of each model, by the model's name."""
    models = {kind: ENTRIES[kind.body.entry()] for kind in Kind}
    return {
        model.__name__: ", ".join(code(kind.value) for kind, its in models.items() if its is model)
        for model in dict.fromkeys(models.values())
    }


def theme() -> Iterator[str]:
    """Every setting of theme.yaml."""
    yield "# theme.yaml"
    yield ""
    yield "[How to change how papers look](../how-to/look.md) ·"
    yield "[templates and their values](../../templates/README.md)."
    yield ""
    yield from whole_page(_schema("theme"), but=["OnPaper"], titles={"Overrides": "settings"})


# ---- class lists and runs --------------------------------------------------------------------------


def class_list() -> Iterator[str]:
    """Every heading that a class list may have."""
    words = read_yaml(VOCABULARY_FILE).data
    yield "# Words that a class list may use"
    yield ""
    yield "Capitals, accents, spaces and punctuation do not count: “Candidate No.” is found as candidate no."
    yield "[How to hand over a class](../how-to/class-list.md)."
    yield ""
    yield "## Headings"
    yield ""
    yield from table(
        ("column", "English headings"),
        [
            (
                f"**{plain(use)}**" + (f": {plain(USED_AS[use])}" if use in USED_AS else ""),
                _listed(found["en"]),
            )
            for use, found in words["headings"].items()
            if "en" in found
        ],
    )
    for short, language in LANGUAGES.items():
        yield f"### In {language}"
        yield ""
        rows = [(use, found[short]) for use, found in words["headings"].items() if short in found]
        yield from table(("column", "headings"), [(f"**{plain(use)}**", _listed(its)) for use, its in rows])
    for title, group in (("Tiers", "tiers"), ("Prints", "prints")):
        yield f"## {title}"
        yield ""
        yield from table(
            ("becomes", "words in a cell"),
            [
                (plain(meaning), _listed(word for its in found.values() for word in its))
                for meaning, found in words[group].items()
            ],
        )
    yield "## Arrangements that you make yourself"
    yield ""
    yield "They are listed on screen and on the seating plan, as no printer can make them:"
    yield ""
    yield _listed(words["others"]["en"]) + "."
    yield ""


def _listed(words: Iterable[object]) -> str:
    return plain(", ".join(map(str, words)))


def run() -> Iterator[str]:
    """Every file of a run."""
    yield "# What a run holds"
    yield ""
    yield "All of it lies in one folder, `output/PAPER-CLASS` unless you say otherwise. Files of yours in that folder"
    yield "stay when it is printed again."
    yield ""
    yield from table(
        ("file", "for whom", "with `--password-file`"),
        [
            (
                code(output.file),
                output.audience,
                "opens with the password alone" if output.confidential else "",
            )
            for output in OUTPUTS
        ],
    )
    yield (
        "Marks and feedback lie beside the run, and stay when it goes; so do copies in Word. [What there is of marks]"
        "(../marks.md), [of copies](../how-to/word.md), [what a password protects](../how-to/password.md)."
    )
    yield ""


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands.md": commands,
    "class-list.md": class_list,
    "blueprint.md": blueprint,
    "bank.md": bank,
    "theme.md": theme,
    "run.md": run,
}
"""Every page by its file's name, with what makes its lines."""


def page(name: str) -> str:
    """What the page's file must hold."""
    return "\n".join(line.rstrip() for line in (MADE, "", *PAGES[name]())).rstrip() + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (REFERENCE / name).write_text(page(name), encoding="utf-8")
