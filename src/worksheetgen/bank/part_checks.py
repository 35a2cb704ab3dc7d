"""What must hold in each part of a question: its marks, its key, and the fields of its kind.

A rule takes the unit's draft and a part, and returns problems; the tuple at the foot is the list of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from worksheetgen.bank.fields import HOLE
from worksheetgen.bank.kinds import (
    OPTIONS,
    GapFillEntry,
    MatchingEntry,
    MultipleChoiceEntry,
    OrderingEntry,
    PartEntry,
    TableEntry,
    TrueFalseEntry,
    WrittenEntry,
)
from worksheetgen.bank.parsing import LocatedEntry, ParsedUnit
from worksheetgen.bank.reading import lines_for
from worksheetgen.errors import Place, Problem
from worksheetgen.yaml_file import one_of

LocatedPart = LocatedEntry[PartEntry]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ---- marks ---------------------------------------------------------------------------------------


def objectives_add_up(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """The marks of the objectives add up to the marks of the part.

    Ofqual, Condition G1.3: the criteria by which answers are told apart are clear and unambiguous.
    """
    total, marks = sum(part.value.objectives.values()), part.value.marks
    if total != marks:
        what = f"The objectives add up to {_count(total, 'mark')}, but the question has {marks}."
        yield Problem(part.place("objectives"), what, "Make the two agree.")


def things_are_worth_a_mark_each(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """A choice, a gap, a pair, a blank cell is one mark; an order at most one for each event to be numbered."""
    match part.value:
        case MultipleChoiceEntry():
            count, noun, write = 1, "key", "ask for more in a question of another kind"
        case GapFillEntry() as entry:
            count, noun, write = len(entry.words), "gap", "each word to be filled in as [[word]]"
        case TableEntry() as entry:
            count, noun, write = len(entry.blanks), "blank cell", "each cell to be filled in as [[answer]]"
        case MatchingEntry() as entry:
            count, noun, write = len(entry.pairs), "pair", "as many pairs as marks"
        case OrderingEntry() as entry if entry.marks > len(entry.events) - bool(entry.given):
            count, noun, write = len(entry.events) - bool(entry.given), "unnumbered event", "fewer"
        case _:
            return
    if count != part.value.marks:
        what = f"There {'is' if count == 1 else 'are'} {_count(count, noun)}, but the question has"
        what = f"{what} {_count(part.value.marks, 'mark')}."
        yield Problem(part.place("marks"), what, f"Write marks: {count}, or {write}.")


def true_or_false_is_one_mark(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """True or false alone is one mark; with a reason it is two, one of them for the reason."""
    if isinstance(part.value, TrueFalseEntry):
        wanted = 2 if part.value.reason else 1
        if part.value.marks != wanted:
            what = (
                f"True or false {'with' if wanted == 2 else 'without'} a reason has {_count(wanted, 'mark')}."
            )
            other = "take the reason out" if wanted == 2 else "add a reason"
            yield Problem(part.place("marks"), what, f"Write marks: {wanted}, or {other}.")


def points_reach_the_marks(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """An answer that earns every point earns the question's marks (Ofqual, Condition G1.3)."""
    if isinstance(part.value, WrittenEntry) and part.value.points:
        total = sum(point.marks for point in part.value.points)
        if total < part.value.marks:
            what = f"The points reach {_count(total, 'mark')}, but the question has {part.value.marks}."
            yield Problem(part.place("marks"), what, "Add points, or lower the marks.")


def levels_reach_the_marks(draft: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """The highest level ends at the question's marks (Ofqual, Condition G1.3)."""
    if isinstance(part.value, WrittenEntry) and part.value.levels in dict(draft.levels):
        highest = dict(draft.levels)[part.value.levels][0].value.marks[1]
        if highest != part.value.marks:
            what = (
                f"The levels ‘{part.value.levels}’ go up to {_count(highest, 'mark')}, but the question has"
            )
            what = f"{what} {part.value.marks}."
            yield Problem(part.place("marks"), what, "Name a set of levels with the same maximum.")


# ---- closed kinds --------------------------------------------------------------------------------


def options_are_three_to_five(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """A choice has three options at the least and five at the most.

    Guideline 18 of Haladyna, Downing and Rodriguez (2002): as many as are plausible, and three are enough; with two,
    half of those who guess are right.
    """
    if isinstance(part.value, MultipleChoiceEntry) and len(part.value.options) not in OPTIONS:
        what = f"The question has {_count(len(part.value.options), 'option')}."
        yield Problem(part.place("options"), what, "Write three to five, the key among them.")


def named_choices_exist(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """The key is one of the options; the event that is printed with its number is one of the events."""
    match part.value:
        case MultipleChoiceEntry() as entry:
            yield from _named(part.place("key"), "option", entry.key, [each.id for each in entry.options])
        case OrderingEntry() as entry if entry.given:
            yield from _named(part.place("given"), "event", entry.given, [each.id for each in entry.events])


def _named(place: Place, noun: str, name: str, known: Sequence[str]) -> Iterator[Problem]:
    if name not in known:
        yield Problem(place, f"There is no {noun} ‘{name}’ in this question.", one_of(name, known))


def choices_differ(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """No two options, events or halves of pairs have the same id or the same text."""
    match part.value:
        case MultipleChoiceEntry() as entry:
            fields: dict[str, Iterable[object]] = {"options": entry.options}
        case OrderingEntry() as entry:
            fields = {"events": entry.events}
        case MatchingEntry() as entry:
            fields = {"pairs": entry.pairs, "spare": entry.spare}
        case _:
            return
    for name in ("id", "text", "left", "right"):
        first: dict[str, Place] = {}
        for field, items in fields.items():
            for index, item in enumerate(items):
                value, place = getattr(item, name, None), part.place(field, index, name)
                if value is not None and value.casefold() in first:
                    what = f"‘{value}’ stands here for the second time, first at {first[value.casefold()]}."
                    yield Problem(place, what, f"Give each its own {'id' if name == 'id' else 'text'}.")
                if value is not None:
                    first.setdefault(value.casefold(), place)


def wrong_options_teach(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """Every wrong option says what a pupil who chooses it believes; the key does not.

    Guidelines 29 and 30 of Haladyna, Downing and Rodriguez (2002): distractors are plausible, made from the errors
    that pupils typically make.
    """
    if isinstance(part.value, MultipleChoiceEntry):
        for index, option in enumerate(part.value.options):
            if option.id != part.value.key and not option.misconception and _has_its_key(part.value):
                what = f"The option ‘{option.id}’ does not say what a pupil who chooses it believes."
                yield Problem(part.place("options", index), what, "Add ‘misconception: …’.")
            if option.id == part.value.key and option.misconception:
                what = f"The key ‘{option.id}’ has a misconception, as if it were wrong."
                place = part.place("options", index, "misconception")
                yield Problem(place, what, "Take the misconception out, or name another key.")


def _has_its_key(entry: MultipleChoiceEntry) -> bool:
    """Whether one of the options is the key: if none is, a missing misconception says nothing."""
    return any(option.id == entry.key for option in entry.options)


def word_bank_is_clear(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """No word stands twice in a word bank, so that each gap has one answer."""
    if isinstance(part.value, GapFillEntry):
        seen: set[str] = set()
        words = [(word, part.place("passage")) for word in part.value.words]
        spare = [(word, part.place("spare", index)) for index, word in enumerate(part.value.spare)]
        for word, place in (*words, *spare):
            if word.casefold() in seen:
                what = f"‘{word}’ stands twice in the word bank."
                yield Problem(place, what, "Choose another word, so that every gap has one answer.")
            seen.add(word.casefold())


def passage_opens_whole(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """The first sentence of a passage has no gap, so that a pupil knows what it is about."""
    if isinstance(part.value, GapFillEntry) and part.value.words:
        first = part.value.pieces[0].rstrip('”’" ')
        if not any(mark in first for mark in ".!?"):
            what = "The first sentence of the passage has a gap."
            yield Problem(part.place("passage"), what, "Begin with a sentence without one.")


def holes_are_closed(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """Every [[ has its ]]; in a table the two enclose the whole cell."""
    match part.value:
        case GapFillEntry(passage=passage):
            left = [(part.place("passage"), HOLE.sub("", passage))]
        case TableEntry(rows=rows):
            cells = [
                (part.place("rows", r, c), cell) for r, row in enumerate(rows) for c, cell in enumerate(row)
            ]
            left = [(place, HOLE.sub("", cell) if HOLE.fullmatch(cell) else cell) for place, cell in cells]
        case _:
            return
    for place, text in left:
        if "[[" in text or "]]" in text:
            what = "A [[ or ]] has no partner, or does not enclose a whole cell."
            yield Problem(place, what, "Write [[ before and ]] after what is to be filled in.")


def table_is_whole(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """Every row has a cell for each column, and what is accepted belongs to a blank cell."""
    if not isinstance(part.value, TableEntry):
        return
    entry = part.value
    for index, row in enumerate(entry.rows):
        if len(row) != len(entry.columns):
            what = (
                f"The row has {_count(len(row), 'cell')}, the table {_count(len(entry.columns), 'column')}."
            )
            yield Problem(part.place("rows", index), what, "Give each row one cell for each column.")
    for answer in entry.accept:
        if answer not in entry.blanks:
            place = part.key_place("accept", answer)
            yield Problem(place, f"No cell has the answer ‘{answer}’.", one_of(answer, entry.blanks))


# ---- written kinds -------------------------------------------------------------------------------


def written_has_one_scheme(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """A written answer is marked by points, or by levels with indicative content; not by both."""
    entry = part.value
    if not isinstance(entry, WrittenEntry):
        return
    if bool(entry.points) == bool(entry.levels):
        what = (
            "The answer is marked by points and by levels." if entry.points else "The answer has no marking."
        )
        remedy = (
            "Keep one of the two." if entry.points else "Add ‘points:’, or ‘levels:’ with the name of a set."
        )
        yield Problem(part.key_place("levels" if entry.points else "stem"), what, remedy)
    elif entry.levels and not entry.indicative:
        what = "Levels alone do not say what an answer could contain."
        yield Problem(part.place("levels"), what, "Add ‘indicative:’ with headings and points.")
    if entry.indicative and not entry.levels:
        what = "‘indicative’ goes with levels; beside points it is not printed."
        yield Problem(part.key_place("indicative"), what, "Use ‘levels:’, or move it to the note.")


def level_set_exists(draft: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """levels.yaml has the set of levels that a question names."""
    if isinstance(part.value, WrittenEntry) and part.value.levels:
        name, names = part.value.levels, draft.level_names
        if name not in names:
            remedy = one_of(name, sorted(names.known))
            yield Problem(part.place("levels"), f"levels.yaml has no set ‘{name}’.", remedy)


def every_space_has_a_line(_: ParsedUnit, part: LocatedPart) -> Iterator[Problem]:
    """Each numbered space has at least one ruled line; a share of a page is one space."""
    if not isinstance(part.value, WrittenEntry):
        return
    if isinstance(part.value.lines, str):
        if part.value.spaces > 1:
            what = f"{part.value.spaces} numbered spaces cannot stand in ‘{part.value.lines}’."
            yield Problem(part.place("spaces"), what, "Write the number of lines, or take ‘spaces’ out.")
        return
    lines = part.value.lines or lines_for(part.value.marks)
    if part.value.spaces > lines:
        what = f"{part.value.spaces} spaces do not fit on {_count(lines, 'line')}."
        remedy = f"Write lines: {part.value.spaces} or more, or fewer spaces."
        yield Problem(part.place("spaces"), what, remedy)


PART_RULES: tuple[Callable[[ParsedUnit, LocatedPart], Iterator[Problem]], ...] = (
    objectives_add_up,
    things_are_worth_a_mark_each,
    true_or_false_is_one_mark,
    points_reach_the_marks,
    levels_reach_the_marks,
    options_are_three_to_five,
    named_choices_exist,
    choices_differ,
    wrong_options_teach,
    word_bank_is_clear,
    passage_opens_whole,
    holes_are_closed,
    table_is_whole,
    written_has_one_scheme,
    level_set_exists,
    every_space_has_a_line,
)
