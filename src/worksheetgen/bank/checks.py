"""What must hold between the files of a unit, and within a question: one small function a rule.

A rule takes the bank, or one question of it, and returns problems; the tuples at the foot are the list of all rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from worksheetgen.bank.reading import HOLE, LevelSets
from worksheetgen.bank.schema import InParts, MultipleChoice, WrittenPart
from worksheetgen.errors import Place, Problem
from worksheetgen.model.bank import (
    Choice,
    GapFill,
    Key,
    Levels,
    Matching,
    Ordering,
    Part,
    Points,
    Question,
    TableCompletion,
    TrueFalse,
    Unit,
)
from worksheetgen.yaml_file import YamlFile

REFERENCE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Asked:
    """A question with its file entry, so that a problem can name the line."""

    question: Question
    entry: Any
    file: YamlFile
    index: int

    def place(self, *location: str | int) -> Place:
        """The place of one of its fields."""
        return self.file.place("questions", self.index, *location)

    def entry_of(self, part: int) -> Any:
        """A part's own entry: the question's if it is plain."""
        return self.entry.parts[part] if isinstance(self.entry, InParts) else self.entry

    def at(self, part: int) -> tuple[str | int, ...]:
        """Where a part's fields stand: in the question itself if it is plain."""
        return ("parts", part) if isinstance(self.entry, InParts) else ()


@dataclass(frozen=True)
class Bank:
    """A whole unit with all that a rule may compare."""

    unit: Unit
    asked: tuple[Asked, ...]
    sets: LevelSets
    levels_file: YamlFile | None


def problems_of(bank: Bank) -> list[Problem]:
    """Every problem that any rule finds."""
    found = [problem for rule in BANK_RULES for problem in rule(bank)]
    found += [problem for asked in bank.asked for rule in QUESTION_RULES for problem in rule(bank, asked)]
    for asked in bank.asked:
        for index, part in enumerate(asked.question.parts):
            found += [problem for rule in PART_RULES for problem in rule(asked, index, part)]
    return found


# ---- the unit ------------------------------------------------------------------------------------


def ids_are_unique(bank: Bank) -> Iterator[Problem]:
    """No two questions have the same id."""
    first: dict[str, Place] = {}
    for asked in bank.asked:
        place = asked.place("id")
        if asked.question.id in first:
            what = f"The id ‘{asked.question.id}’ stands already at {first[asked.question.id]}."
            yield Problem(place, what, "Give one of the two another id.")
        first.setdefault(asked.question.id, place)


def sources_are_unique(bank: Bank) -> Iterator[Problem]:
    """No two sources have the same id."""
    first: dict[str, Place] = {}
    for source in bank.unit.sources:
        if source.id in first:
            what = f"The source id ‘{source.id}’ stands already at {first[source.id]}."
            yield Problem(source.place, what, "Give one of the two another id.")
        first.setdefault(source.id, source.place)


def source_terms_exist(bank: Bank) -> Iterator[Problem]:
    """A source explains only terms that the glossary has."""
    terms = {entry.term for entry in bank.unit.glossary}
    for source in bank.unit.sources:
        for term in source.glossary:
            if term not in terms:
                yield _unknown(source.place, "glossary term", term, terms)


def levels_are_whole(bank: Bank) -> Iterator[Problem]:
    """Levels run from the maximum down to 1 without gap or overlap, their numbers too."""
    for name, levels in bank.sets.items():
        place = bank.levels_file.place(name) if bank.levels_file else Place("levels.yaml")
        below = [level.high + 1 for level in levels[1:]] + [1]
        whole = all(
            level.low == low and level.high >= level.low for level, low in zip(levels, below, strict=True)
        )
        numbered = [level.number for level in levels] == list(range(len(levels), 0, -1))
        if not whole or not numbered:
            what = (
                f"The levels of ‘{name}’ do not run from the highest mark down to 1 without gap or overlap."
            )
            yield Problem(place, what, "Write the highest level first, for example 3: 5-6, 2: 3-4, 1: 1-2.")


# ---- a question ----------------------------------------------------------------------------------


def tags_exist(bank: Bank, asked: Asked) -> Iterator[Problem]:
    """Topics, sources, enemies and glossary terms are ones that the unit has."""
    unit, question = bank.unit, asked.question
    questions = {one.question.id for one in bank.asked}
    for field, word, values, known in (
        ("topics", "topic", question.topics, {topic.id for topic in unit.topics}),
        ("sources", "source", question.sources, {source.id for source in unit.sources}),
        ("enemies", "question", question.enemies, questions),
    ):
        for index, value in enumerate(values):
            if value not in known:
                yield _unknown(asked.place(field, index), word, value, known)
    terms = {entry.term for entry in unit.glossary}
    for index, term in enumerate(question.scaffolds.glossary):
        if term not in terms:
            yield _unknown(asked.place("scaffolds", "glossary", index), "glossary term", term, terms)


def paragraphs_exist(bank: Bank, asked: Asked) -> Iterator[Problem]:
    """A question rests on paragraphs that the text has, or on a source."""
    count = len(bank.unit.text)
    for index, number in enumerate(asked.question.paragraphs):
        if number > count:
            what = f"The text has no paragraph {number}; it has {count}."
            yield Problem(
                asked.place("paragraphs", index), what, "Write the number of a paragraph of text.md."
            )
    if not asked.question.paragraphs and not asked.question.sources:
        what = "The question rests on no paragraph and no source."
        yield Problem(asked.place("paragraphs"), what, "Name the paragraphs that its answer rests on.")


def is_no_enemy_of_itself(_: Bank, asked: Asked) -> Iterator[Problem]:
    """A question is not its own enemy."""
    for index, enemy in enumerate(asked.question.enemies):
        if enemy == asked.question.id:
            yield Problem(asked.place("enemies", index), "The question names itself.", "Take it out.")


def references_resolve(_: Bank, asked: Asked) -> Iterator[Problem]:
    """{source} and {part:a} in stems and leads mean something on every paper."""
    question = asked.question
    letters = {chr(ord("a") + index) for index in range(len(question.parts))}
    texts: list[tuple[tuple[str | int, ...], str]] = [(("lead",), question.lead)] if question.lead else []
    texts += [((*asked.at(index), "stem"), part.stem) for index, part in enumerate(question.parts)]
    for at, text in texts:
        for reference in REFERENCE.findall(text):
            word, _, which = reference.partition(":")
            if word == "source" and not which and len(question.sources) == 1:
                continue
            if word == "source" and which in question.sources:
                continue
            if word == "part" and which in letters and len(letters) > 1:
                continue
            what = f"{{{reference}}} stands for nothing here."
            remedy = "Write {source} for the one source, {source:ID} for one of several, {part:a} for a part."
            yield Problem(asked.place(*at), what, remedy)


def bold_is_closed(_: Bank, asked: Asked) -> Iterator[Problem]:
    """Every ** has its partner."""
    for location, text in _texts(asked):
        if text.count("**") % 2:
            yield Problem(
                asked.place(*location), "A ** has no partner.", "Write **two** with both pairs of stars."
            )


def _texts(asked: Asked) -> Iterator[tuple[tuple[str | int, ...], str]]:
    prefix = ("questions", asked.index)
    for location, text in asked.file.raw.items():
        if location[:2] == prefix:
            yield location[2:], text


# ---- a part --------------------------------------------------------------------------------------


def objectives_add_up(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """The marks of the objectives are the marks of the part."""
    total = sum(marks for _, marks in part.objectives)
    if total != part.marks:
        what = f"The objectives add up to {_marks(total)}, but the question has {part.marks}."
        yield Problem(asked.place(*asked.at(index), "objectives"), what, "Make them agree.")


def marks_can_be_earned(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """Points, levels, gaps, pairs and blank cells give just the marks that the part has."""
    place = asked.place(*asked.at(index), "marks")
    for answer in part.answers:
        match part.body, answer:
            case TrueFalse(), Points(points) if sum(point.marks for point in points) < part.marks - 1:
                yield Problem(
                    place, "The reason’s points do not reach the marks.", "Add points, or lower the marks."
                )
            case TrueFalse(), _:
                pass
            case TableCompletion(), Points(points) if len(points) != part.marks:
                what = f"The table has {len(points)} blank cells, but the question {_marks(part.marks)}."
                yield Problem(place, what, "Give one mark for each [[blank]].")
            case _, Points(points) if sum(point.marks for point in points) < part.marks:
                total = sum(point.marks for point in points)
                what = f"The points reach {_marks(total)}, but the question has {part.marks}."
                yield Problem(place, what, "Add points, or lower the marks.")
            case _, Levels(levels) if levels and levels[0].high != part.marks:
                what = f"The levels go up to {_marks(levels[0].high)}, but the question has {part.marks}."
                yield Problem(place, what, "Name a level set of the same maximum.")
            case GapFill(pieces), _ if len(pieces) - 1 != part.marks:
                what = f"The passage has {len(pieces) - 1} gaps, but the question {_marks(part.marks)}."
                yield Problem(place, what, "Give one mark for each [[gap]].")
            case Matching(left), _ if len(left) != part.marks:
                what = f"There are {len(left)} pairs, but the question has {_marks(part.marks)}."
                yield Problem(place, what, "Give one mark for each pair.")
            case Ordering(events), _ if part.marks >= len(events):
                what = f"There are {len(events)} events, but the question has {_marks(part.marks)}."
                yield Problem(place, what, "Give at most one mark for each event after the first.")
            case Choice(), _ if part.marks != 1:
                yield Problem(place, "A multiple-choice question has one mark.", "Write marks: 1.")


def true_false_has_its_marks(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """True or false alone is one mark; with a reason it is two."""
    if not isinstance(part.body, TrueFalse):
        return
    wanted = 2 if part.body.reason_lines else 1
    if part.marks != wanted:
        place = asked.place(*asked.at(index), "marks")
        what = f"True or false {'with a reason' if wanted == 2 else 'alone'} has {_marks(wanted)}."
        yield Problem(place, what, f"Write marks: {wanted}.")


def key_is_an_option(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """The key is one of the options."""
    if not isinstance(part.body, Choice):
        return
    (key,) = (answer for answer in part.answers if isinstance(answer, Key))
    known = {option.id for option in part.body.options}
    for id in key.answers:
        if id not in known:
            yield _unknown(asked.place(*asked.at(index), "key"), "option", id, known)


def choosables_are_unique(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """No two options, events or right halves have the same id or the same text."""
    match part.body:
        case Choice(options=items):
            field = "options"
        case Ordering(events=items):
            field = "events"
        case Matching(right=items):
            field = "pairs"
        case _:
            return
    for what, values in (("id", [item.id for item in items]), ("text", [item.text for item in items])):
        for value, count in Counter(values).items():
            if count > 1:
                place = asked.place(*asked.at(index), field)
                yield Problem(place, f"The {what} ‘{value}’ stands {count} times.", "Make each different.")


def distractors_teach(asked: Asked, index: int, _: Part) -> Iterator[Problem]:
    """Every wrong option says which misconception it catches; the key has none."""
    entry = asked.entry_of(index)
    if not isinstance(entry, MultipleChoice):
        return
    for number, option in enumerate(entry.options):
        place = asked.place(*asked.at(index), "options", number)
        if option.id != entry.key and not option.misconception:
            what = f"The option ‘{option.id}’ does not say what a pupil who chooses it believes."
            yield Problem(place, what, "Add a misconception.")
        if option.id == entry.key and option.misconception:
            what = f"The key ‘{option.id}’ has a misconception, as if it were wrong."
            yield Problem(place, what, "Take the misconception out, or name another key.")


def given_is_an_event(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """The event that is printed with its number is one of the events."""
    if isinstance(part.body, Ordering) and part.body.given:
        known = {event.id for event in part.body.events}
        if part.body.given not in known:
            yield _unknown(asked.place(*asked.at(index), "given"), "event", part.body.given, known)


def word_bank_is_clear(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """No word stands twice in a word bank, and the first sentence has no gap."""
    if not isinstance(part.body, GapFill):
        return
    for word, count in Counter(map(str.casefold, part.body.words)).items():
        if count > 1:
            place = asked.place(*asked.at(index), "spare")
            yield Problem(
                place, f"‘{word}’ stands {count} times in the word bank.", "Make each word different."
            )
    if not re.search(r"[.!?]", part.body.pieces[0]):
        place = asked.place(*asked.at(index), "passage")
        yield Problem(place, "The first sentence has a gap.", "Begin with a sentence without one.")


def table_is_whole(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """Every row has a cell for each column; what is accepted belongs to a blank."""
    if not isinstance(part.body, TableCompletion):
        return
    at = asked.at(index)
    for number, row in enumerate(part.body.rows):
        if len(row) != len(part.body.columns):
            what = f"The row has {len(row)} cells, the table {len(part.body.columns)} columns."
            yield Problem(asked.place(*at, "rows", number), what, "Make them agree.")
    entry = asked.entry_of(index)
    blanks = {found for row in entry.rows for cell in row for found in HOLE.findall(cell)}
    for answer in entry.accept:
        if answer not in blanks:
            yield _unknown(asked.place(*at, "accept", answer), "blank", answer, blanks)


def written_has_one_scheme(asked: Asked, index: int, part: Part) -> Iterator[Problem]:
    """A written answer is marked by points, or by levels with indicative content."""
    entry = asked.entry_of(index)
    if not isinstance(entry, WrittenPart):
        return
    place = asked.place(*asked.at(index), "levels" if entry.levels else "stem")
    if bool(entry.points) == bool(entry.levels):
        yield Problem(
            place, "A written answer needs points or levels, not both.", "Add ‘points:’ or ‘levels: NAME’."
        )
    elif entry.levels and not entry.indicative:
        yield Problem(place, "Levels need indicative content.", "Add ‘indicative:’ with headings and points.")
    elif entry.levels and not any(answer.levels for answer in part.answers if isinstance(answer, Levels)):
        yield Problem(
            place, f"levels.yaml has no set ‘{entry.levels}’.", "Name one that it has, or add it there."
        )


# ---- words ---------------------------------------------------------------------------------------


def _unknown(place: Place, word: str, value: str, known: Iterable[str]) -> Problem:
    names = sorted(known)
    close = get_close_matches(value, names, 1)
    if close:
        remedy = f"Did you mean ‘{close[0]}’?"
    else:
        remedy = (
            f"There are: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}." if names else "Add it."
        )
    return Problem(place, f"There is no {word} ‘{value}’.", remedy)


def _marks(count: int) -> str:
    return f"{count} mark" if count == 1 else f"{count} marks"


BANK_RULES: tuple[Callable[[Bank], Iterator[Problem]], ...] = (
    ids_are_unique,
    sources_are_unique,
    source_terms_exist,
    levels_are_whole,
)

QUESTION_RULES: tuple[Callable[[Bank, Asked], Iterator[Problem]], ...] = (
    tags_exist,
    paragraphs_exist,
    is_no_enemy_of_itself,
    references_resolve,
    bold_is_closed,
)

PART_RULES: tuple[Callable[[Asked, int, Part], Iterator[Problem]], ...] = (
    objectives_add_up,
    marks_can_be_earned,
    true_false_has_its_marks,
    key_is_an_option,
    choosables_are_unique,
    distractors_teach,
    given_is_an_event,
    word_bank_is_clear,
    table_is_whole,
    written_has_one_scheme,
)
