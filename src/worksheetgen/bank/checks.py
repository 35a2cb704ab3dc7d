"""What must hold in each question of a unit: one small function a rule, which returns problems.

A rule is named after what should hold, and its docstring says it. It takes what the files say, where every
entry knows its place, and says nothing of entries that are broken already. The rules for the unit as a whole
are in `unit_checks`, those for parts in `part_checks` and in `kinds`; the tuple at the foot of each module is
the list of its rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from string import ascii_lowercase

from worksheetgen.bank.parsed import LocatedQuestion, ParsedUnit
from worksheetgen.bank.part_checks import part_problems
from worksheetgen.bank.question_entries import InParts
from worksheetgen.bank.quotations import quotations, strange_pieces
from worksheetgen.bank.reading import content_in_words
from worksheetgen.bank.unit_checks import UNIT_RULES, unknown
from worksheetgen.english import one_of
from worksheetgen.errors import Place, Problem, Told
from worksheetgen.kinds import Kind
from worksheetgen.model.references import references, without_references
from worksheetgen.model.signs import UNWRITTEN, as_read
from worksheetgen.model.tier import Tier

EXACT = "quotations-are-exact"
"""The name under which a question accepts a quotation from elsewhere, with a reason."""
RESOLVED = ("stem", "lead")
"""The fields in which {source} and {part:a} are printed as what they stand for."""


def problems_of(draft: ParsedUnit) -> list[Problem]:
    """What any rule finds wrong in a unit: one of this module, of the two others, or of a kind."""
    found = chain(
        (problem for rule in UNIT_RULES for problem in rule(draft)),
        (problem for asked in draft.questions for rule in QUESTION_RULES for problem in rule(draft, asked)),
        part_problems(draft),
    )
    return Told(found)


# ---- a question ----------------------------------------------------------------------------------


def tags_are_known(draft: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """Topics, sources, enemies and glossary terms are ones that the unit has; enemies are questions or sources."""
    question = asked.value
    for at, values, names in (
        (("topics",), question.topics, draft.topic_names),
        (("sources",), question.sources, draft.source_names),
        (("enemies",), question.enemies, draft.enemy_names),
        (("scaffolds", "glossary"), question.scaffolds.glossary, draft.term_names),
    ):
        for index, value in enumerate(values):
            yield from unknown(asked.place(*at, index), value, names)


def is_no_enemy_of_itself(_: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """A question is not its own enemy, nor is a source that it rests on."""
    for index, enemy in enumerate(asked.value.enemies):
        if enemy == asked.value.id or enemy in asked.value.sources:
            itself = "itself" if enemy == asked.value.id else "its own source"
            place = asked.place("enemies", index)
            yield Problem(place, f"The question names {itself} as its enemy.", "Take it out.")


def paragraphs_exist(draft: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """The paragraphs that a question rests on are in the text; where that could not be read, any may be.

    Guideline 11 of Haladyna, Downing and Rodriguez (2002): items are edited and proofed.
    """
    count = len(draft.text)
    for index, number in enumerate(asked.value.paragraphs):
        if count and number > count:
            what = f"The text has no paragraph {number}."
            yield Problem(asked.place("paragraphs", index), what, f"Write a number from 1 to {count}.")


def rests_on_something(_: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """A question rests on a paragraph or on a source, by which its answer can be checked.

    One that needs own knowledge may rest on neither, and an imported one does not say.
    """
    question = asked.value
    if question.needs == "own knowledge" or question.origin:
        return
    if not question.paragraphs and not question.sources:
        what = "The question rests on no paragraph and on no source."
        remedy = "Name in ‘paragraphs’ those that its answer rests on, or write needs: own knowledge."
        yield Problem(asked.place("paragraphs"), what, remedy)


def source_kinds_have_a_source(_: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """A question names the source that it asks about if any of its parts is of a source kind."""
    for part in asked.parts():
        if Kind(part.value.kind).on_source and not asked.value.sources:
            what = f"A {part.value.kind} question needs a source."
            yield Problem(part.place("kind"), what, "Add ‘sources: [ID]’ with the source’s id.")


def is_filled_in(_: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """Nothing is left in ‹ ›, which stands for what a teacher still has to write; one problem a question."""
    open_ = [steps for steps, text in asked.texts if UNWRITTEN.search(text)]
    if open_:
        where = "place" if len(open_) == 1 else "places"
        what = f"{asked.value.id} is still to be written in {len(open_)} {where}, the first one here."
        yield Problem(asked.place(*open_[0]), what, "Write what stands in ‹ ›, or take the question out.")


def quotations_are_exact(draft: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """What stands between double quotation marks stands so in what the question rests on.

    A bank that misquotes its text teaches pupils to misquote: boards print a source’s words unaltered. A
    question may accept this rule by its name like a piece of advice, with a reason, to quote from elsewhere; an
    imported one need not quote the text at all.
    """
    if asked.value.origin or EXACT in dict(asked.value.accepted):
        return
    elsewhere = [text for text, _ in draft.text]
    own = [elsewhere[number - 1] for number in asked.value.paragraphs if number <= len(elsewhere)]
    sources = {source.value.id: source.value for source in draft.sources}
    for id in asked.value.sources:
        own += (sources[id].provenance, *content_in_words(sources[id]).words) if id in sources else ()
    # Where the text or a source could not be read, or another is meant, nobody can say what stands in it.
    if not elsewhere or not draft.source_names.whole or any(id not in sources for id in asked.value.sources):
        return
    if any(number > len(elsewhere) for number in asked.value.paragraphs):
        return
    for steps, text in asked.texts:
        for quoted in () if UNWRITTEN.search(text) else quotations(text):
            for piece in strange_pieces(quoted, own):
                what = f"“{piece}” is not in what the question rests on."
                homes = [n for n, one in enumerate(elsewhere, 1) if not list(strange_pieces(piece, [one]))]
                remedy = (
                    f"It stands in paragraph {homes[0]}: add that to ‘paragraphs’."
                    if homes
                    else "Quote letter for letter, or write ‘single marks’ around words that nobody quotes."
                )
                yield Problem(asked.place(*steps), what, remedy)


def quotations_stand_in_easier_words_too(draft: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """What the tier support must quote stands in the source as that tier has it, too.

    A question may accept `quotations_are_exact` with a reason, and this with it.
    """
    if Tier.SUPPORT not in asked.value.tiers or EXACT in dict(asked.value.accepted):
        return
    for source in (one.value for one in draft.sources if one.value.id in asked.value.sources):
        if not source.easier:
            continue
        for steps, text in asked.texts:
            for quoted in quotations(text):
                for piece in strange_pieces(quoted, source.easier.paragraphs):
                    if [*strange_pieces(piece, source.paragraphs)]:
                        continue  # it is not of this source
                    what = f"“{piece}” is in {source.id}, but not in its easier words, which the tier support has."
                    yield Problem(asked.place(*steps), what, "Write these words into ‘easier’, too.")


def references_resolve(_: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """Every reference of a stem or lead stands for one thing; there is none where it is not replaced.

    In a stem or lead, braces mean nothing but references ({source}, {source:ID}, {part:a}); elsewhere other
    words may stand in braces, and are printed as they are.
    """
    for steps, text in asked.texts:
        resolved = steps[-1] in RESOLVED
        for reference in references(text):
            word = reference.partition(":")[0].strip()
            if resolved:
                yield from _unresolved(asked, asked.place(*steps), reference)
            elif word in ("source", "part"):
                what = f"‘{{{reference}}}’ is replaced only in a stem or lead, and would be printed here."
                yield Problem(asked.place(*steps), what, "Write it in words.")
        if resolved and re.search(r"(?<!\\)[{}]", without_references(text, "")):
            what = "A brace { or } has no partner."
            remedy = "Write {source}, {source:ID} or {part:a}; \\{ prints a brace."
            yield Problem(asked.place(*steps), what, remedy)


def no_question_is_cited_by_number(_: ParsedUnit, asked: LocatedQuestion) -> Iterator[Problem]:
    """Nothing printed names another question by its number, which differs from paper to paper."""
    for steps, text in asked.texts:
        printed = steps[-1] in RESOLVED or "options" in steps
        if printed and (
            found := re.search(r"\b([Qq]uestions? |[Qq]\.? ?)\d+(?![\d.,]*\d?%)\b", as_read(text))
        ):
            what = f"“{found[0]}” is another question on every paper."
            yield Problem(
                asked.place(*steps), what, "Say it without a number; {part:a} names a part of this question."
            )


def _unresolved(asked: LocatedQuestion, place: Place, reference: str) -> Iterator[Problem]:
    """A problem where a reference of a stem or lead stands for nothing, or for two things.

    `reference` is what stands between the braces: `source`, `source:ID` or `part:a`.
    """
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
            remedy = "Write {source}, {source:ID} or {part:a}; \\{ and \\} print braces."
    yield Problem(place, what, remedy)


QUESTION_RULES: tuple[Callable[[ParsedUnit, LocatedQuestion], Iterator[Problem]], ...] = (
    tags_are_known,
    is_no_enemy_of_itself,
    paragraphs_exist,
    rests_on_something,
    is_filled_in,
    quotations_are_exact,
    quotations_stand_in_easier_words_too,
    source_kinds_have_a_source,
    references_resolve,
    no_question_is_cited_by_number,
)
