"""What must hold in a unit and in each of its questions: one small function a rule, which returns problems.

The rules for parts are in `part_checks`; the tuples at the foot are the list of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from string import ascii_lowercase

from worksheetgen.bank.drafts import Asked, Draft, Names
from worksheetgen.bank.part_checks import PART_RULES
from worksheetgen.bank.quotations import strange_pieces
from worksheetgen.bank.schema import InParts
from worksheetgen.errors import Place, Problem
from worksheetgen.yaml_file import one_of

FORMS = ("paragraphs", "table", "chart", "timeline")
"""What a source may show."""
REFERENCE = re.compile(r"\{([^{}]*)\}")
RESOLVED = ("stem", "lead")
"""The fields in which {source} and {part:a} are printed as what they stand for."""


def problems_of(draft: Draft) -> list[Problem]:
    """Every problem that any rule finds."""
    return [
        *(problem for rule in UNIT_RULES for problem in rule(draft)),
        *(problem for asked in draft.questions for rule in QUESTION_RULES for problem in rule(draft, asked)),
        *(
            problem
            for asked in draft.questions
            for part in asked.parts()
            for rule in PART_RULES
            for problem in rule(draft, part)
        ),
    ]


def _unknown(place: Place, name: str, names: Names) -> Iterator[Problem]:
    """A problem where the name is not one of those that are given."""
    if name not in names:
        yield Problem(place, f"There is no {names.sort} ‘{name}’.", one_of(name, sorted(names.known)))


# ---- the unit ------------------------------------------------------------------------------------


def names_are_given_once(draft: Draft) -> Iterator[Problem]:
    """No two topics, terms, sources or questions have the same name."""
    for names in (draft.topic_names, draft.term_names, draft.source_names, draft.question_names):
        first: dict[str, Place] = {}
        for name, place in sorted(names.given, key=lambda pair: pair[1]):
            if name in first:
                what = f"There is already a {names.sort} ‘{name}’ at {first[name]}."
                yield Problem(place, what, "Give one of the two another name.")
            first.setdefault(name, place)


def source_terms_exist(draft: Draft) -> Iterator[Problem]:
    """A source explains only terms that the glossary has."""
    for source in draft.sources:
        for index, term in enumerate(source.value.glossary):
            yield from _unknown(source.place("glossary", index), term, draft.term_names)


def source_shows_one_thing(draft: Draft) -> Iterator[Problem]:
    """A source has paragraphs, a table, a chart or a timeline: one of them."""
    for source in draft.sources:
        shown = [form for form in FORMS if getattr(source.value, form)]
        if not shown:
            what = "The source shows nothing."
            yield Problem(source.place("id"), what, f"Add one of: {', '.join(FORMS)}.")
        for form in shown[1:]:
            what = f"The source has {shown[0]} and {form}."
            yield Problem(source.key_place(form), what, "Make two sources of it.")


def source_tables_are_whole(draft: Draft) -> Iterator[Problem]:
    """Every row of a source's table has a cell for each column."""
    for source in draft.sources:
        table = source.value.table
        for index, row in enumerate(table.rows if table else ()):
            if table and len(row) != len(table.columns):
                what = f"The row has {len(row)} cells, the table {len(table.columns)} columns."
                place = source.place("table", "rows", index)
                yield Problem(place, what, "Give each row one cell for each column.")


def excerpts_are_in_the_text(draft: Draft) -> Iterator[Problem]:
    """A source that is an excerpt says nothing that the named paragraphs do not say, character by character."""
    for source in draft.sources:
        numbers = source.value.excerpt
        beyond = [index for index, number in enumerate(numbers) if number > len(draft.text)]
        for index in beyond:
            what = f"The text has no paragraph {numbers[index]}."
            remedy = f"Write a number from 1 to {len(draft.text)}."
            yield Problem(source.place("excerpt", index), what, remedy)
        if beyond or not numbers:
            continue
        held = [draft.text[number - 1][0] for number in numbers]
        for index, paragraph in enumerate(source.value.paragraphs):
            for piece in strange_pieces(paragraph, held):
                what = f"“{piece}” is not in the text’s {'paragraphs' if numbers[1:] else 'paragraph'} "
                what += f"{', '.join(map(str, numbers))}."
                remedy = "Quote it letter for letter; … stands for what is left out."
                yield Problem(source.place("paragraphs", index), what, remedy)


def levels_run_down_to_one(draft: Draft) -> Iterator[Problem]:
    """The levels of a set and their marks run from the highest down to 1 without gap or overlap."""
    for _, levels in draft.levels:
        for position, level in enumerate(levels):
            number, (low, high) = len(levels) - position, level.value.marks
            top = min(levels[position - 1].value.marks) - 1 if position else high
            if level.value.level != number:
                what = f"Here level {number} is expected, not {level.value.level}."
                yield Problem(
                    level.place("level"), what, "Write the highest level first, and each level once."
                )
            if low > high:
                what = f"The marks {low}-{high} run the wrong way."
                yield Problem(level.place("marks"), what, f"Write {high}-{low}.")
            elif high != top:
                what = f"The marks end at {high}, but the level above leaves {top}."
                yield Problem(level.place("marks"), what, "Leave no gap between the levels and no overlap.")
            elif low != 1 and number == 1:
                what = f"The lowest level begins at {low}."
                yield Problem(level.place("marks"), what, "Let it begin at 1; 0 marks need no level.")


def bold_is_closed(draft: Draft) -> Iterator[Problem]:
    """Every ** has its partner in the same text."""
    written = [(file.place(*at), text) for file in draft.files for at, text in file.raw.items()]
    for place, text in (*written, *((place, text) for text, place in draft.text)):
        if text.count("**") % 2:
            yield Problem(place, "A ** has no partner.", "Write two stars before and after: **two**.")


# ---- a question ----------------------------------------------------------------------------------


def tags_are_known(draft: Draft, asked: Asked) -> Iterator[Problem]:
    """Topics, sources, enemies and glossary terms are ones that the unit has."""
    question = asked.value
    for at, values, names in (
        (("topics",), question.topics, draft.topic_names),
        (("sources",), question.sources, draft.source_names),
        (("enemies",), question.enemies, draft.question_names),
        (("scaffolds", "glossary"), question.scaffolds.glossary, draft.term_names),
    ):
        for index, value in enumerate(values):
            yield from _unknown(asked.place(*at, index), value, names)


def is_no_enemy_of_itself(_: Draft, asked: Asked) -> Iterator[Problem]:
    """A question is not its own enemy."""
    for index, enemy in enumerate(asked.value.enemies):
        if enemy == asked.value.id:
            place = asked.place("enemies", index)
            yield Problem(place, "The question names itself as its enemy.", "Take it out.")


def paragraphs_exist(draft: Draft, asked: Asked) -> Iterator[Problem]:
    """The paragraphs that a question rests on are in the text."""
    count = len(draft.text)
    for index, number in enumerate(asked.value.paragraphs):
        if count and number > count:
            what = f"The text has no paragraph {number}."
            yield Problem(asked.place("paragraphs", index), what, f"Write a number from 1 to {count}.")


def rests_on_something(_: Draft, asked: Asked) -> Iterator[Problem]:
    """A question rests on a paragraph or on a source."""
    if not asked.value.paragraphs and not asked.value.sources:
        what = "The question rests on no paragraph and on no source."
        yield Problem(asked.place("paragraphs"), what, "Name the paragraphs that its answer rests on.")


def source_kinds_have_a_source(_: Draft, asked: Asked) -> Iterator[Problem]:
    """A question of a source kind names the source that it asks about."""
    for part in asked.parts():
        kind = str(getattr(part.value, "kind", ""))
        if kind.startswith("source-") and not asked.value.sources:
            what = f"A {kind} question needs a source."
            yield Problem(part.place("kind"), what, "Add ‘sources: [ID]’ with the source’s id.")


def references_resolve(_: Draft, asked: Asked) -> Iterator[Problem]:
    """{source} and {part:a} stand for something on every paper, and where they are replaced."""
    for steps, text in asked.texts():
        resolved = steps[-1] in RESOLVED
        for reference in REFERENCE.findall(text):
            word = reference.partition(":")[0].strip()
            if resolved:
                yield from _unresolved(asked, asked.place(*steps), reference)
            elif word in ("source", "part"):
                what = f"‘{{{reference}}}’ is replaced only in a stem or lead, and would be printed here."
                yield Problem(asked.place(*steps), what, "Write it in words.")
        if resolved and re.search(r"[{}]", REFERENCE.sub("", text)):
            what = "A brace { or } has no partner."
            yield Problem(asked.place(*steps), what, "Write {source}, {source:ID} or {part:a}.")


def _unresolved(asked: Asked, place: Place, reference: str) -> Iterator[Problem]:
    """A problem where a reference of a stem or lead stands for nothing, or for two things."""
    sources = asked.value.sources
    parts = len(asked.value.parts) if isinstance(asked.value, InParts) else 0
    match reference.split(":"):
        case ["source"] if not sources:
            what, remedy = (
                "‘{source}’ stands for nothing: the question has no sources.",
                "Add ‘sources: [ID]’.",
            )
        case ["source"] if len(sources) > 1:
            what = f"‘{{source}}’ could be any of {len(sources)} sources."
            remedy = f"Write {' or '.join(f'{{source:{id}}}' for id in sources)}."
        case ["source", id] if id not in sources:
            what = f"‘{{source:{id}}}’ is no source of this question."
            remedy = one_of(id, sources) if sources else f"Add ‘sources: [{id}]’."
        case ["part", _] if not parts:
            what, remedy = "The question has no parts.", "Take the reference out."
        case ["part", letter] if letter not in list(ascii_lowercase[:parts]):
            what = f"The question has no part ({letter})."
            remedy = one_of(letter, ascii_lowercase[:parts])
        case ["source"] | ["source" | "part", _]:
            return
        case _:
            what = f"‘{{{reference}}}’ stands for nothing."
            remedy = "Write {source}, {source:ID} or {part:a}, or use round brackets."
    yield Problem(place, what, remedy)


UNIT_RULES: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    names_are_given_once,
    source_terms_exist,
    source_shows_one_thing,
    source_tables_are_whole,
    excerpts_are_in_the_text,
    levels_run_down_to_one,
    bold_is_closed,
)

QUESTION_RULES: tuple[Callable[[Draft, Asked], Iterator[Problem]], ...] = (
    tags_are_known,
    is_no_enemy_of_itself,
    paragraphs_exist,
    rests_on_something,
    source_kinds_have_a_source,
    references_resolve,
)
