"""What must hold in a unit as a whole: one small function a rule, which returns problems.

A rule takes what the unit's files say, where every entry knows its place; the tuple at the foot is the list
of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from worksheetgen.bank.parsed import DeclaredNames, ParsedUnit
from worksheetgen.bank.quotations import strange_pieces
from worksheetgen.english import counted, one_of
from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.model.bank import SORTS
from worksheetgen.model.signs import OPEN_BOLD, UNWRITTEN, leaves_bold_open

SOURCE_FORMS = ("paragraphs", "table", "chart", "timeline", "picture")
"""The fields of a source in which it may show something; it has one of them."""


def unknown(place: Place, name: str, names: DeclaredNames) -> Iterator[Problem]:
    """A problem at the place where `name` stands if it is none of the names that the unit gives."""
    if name not in names:
        yield Problem(place, f"There is no {names.sort} ‘{name}’.", one_of(name, sorted(names.known)))


# ---- the unit ------------------------------------------------------------------------------------


def names_are_given_once(draft: ParsedUnit) -> Iterator[Problem]:
    """No two topics, terms, sources or questions have the same name.

    The second one is reported, in the order of files and lines, with the place of the first.
    """
    for names in (draft.topic_names, draft.term_names, draft.source_names, draft.question_names):
        first: dict[str, Place] = {}
        for name, place in sorted(names.given, key=lambda pair: pair[1]):
            if name in first:
                what = f"There is already a {names.sort} ‘{name}’ at {first[name]}."
                yield Problem(place, what, "Give one of the two another name.")
            first.setdefault(name, place)


def source_terms_exist(draft: ParsedUnit) -> Iterator[Problem]:
    """A source explains only terms that the glossary has, in easier words too."""
    for place, term in _explained_by_sources(draft):
        yield from unknown(place, term, draft.term_names)


def explained_terms_have_a_meaning(draft: ParsedUnit) -> Iterator[Problem]:
    """A term that a source or a question explains has a meaning to print."""
    bare = {term.value.term for term in draft.terms if not term.value.meaning}
    named = [*_explained_by_sources(draft)]
    for asked in draft.questions:
        terms = asked.value.scaffolds.glossary
        named += [(asked.place("scaffolds", "glossary", at), term) for at, term in enumerate(terms)]
    for place, term in named:
        if term in bare:
            what = f"glossary.yaml has no meaning of ‘{term}’ to print here."
            yield Problem(place, what, "Write one there, or take the term out here.")


def _explained_by_sources(draft: ParsedUnit) -> Iterator[tuple[Place, str]]:
    """Each term that a source explains, in its own words or in easier ones, with its place."""
    for source in draft.sources:
        easier = source.value.easier
        for steps, terms in (((), source.value.glossary), (("easier",), easier.glossary if easier else ())):
            for index, term in enumerate(terms):
                yield source.place(*steps, "glossary", index), term


def figures_have_a_value_in_each_set(draft: ParsedUnit) -> Iterator[Problem]:
    """Every label of the unit's figures has as many values as there are sets."""
    figures = draft.head.value.figures if draft.head else None
    for index, bar in enumerate(figures.bars if figures else ()):
        if draft.head and figures and len(bar.values) != len(figures.sets):
            has = f"has {counted(len(bar.values), 'value')}, the figures {counted(len(figures.sets), 'set')}"
            place = draft.head.place("figures", "bars", index, "values")
            yield Problem(place, f"‘{bar.label}’ {has}.", "Give each label one value for each set.")


def sortings_are_named_once(draft: ParsedUnit) -> Iterator[Problem]:
    """No two sortings have the same id, nor one that `cards --sort` has for itself."""
    seen = set(SORTS)
    for index, one in enumerate(draft.head.value.sortings if draft.head else ()):
        if draft.head and one.id in seen:
            place = draft.head.place("sortings", index, "id")
            yield Problem(
                place, f"There are other cards to sort called ‘{one.id}’.", "Give these another name."
            )
        seen.add(one.id)


def source_shows_one_thing(draft: ParsedUnit) -> Iterator[Problem]:
    """A source has paragraphs, a table, a chart, a timeline or a picture: one of them."""
    for source in draft.sources:
        shown = [form for form in SOURCE_FORMS if getattr(source.value, form)]
        if not shown:
            what = "The source shows nothing."
            yield Problem(source.place("id"), what, f"Add one of: {', '.join(SOURCE_FORMS)}.")
        for form in shown[1:]:
            what = f"The source has {shown[0]} and {form}."
            yield Problem(source.key_place(form), what, "Make two sources of it.")


def only_paragraphs_have_easier_words(draft: ParsedUnit) -> Iterator[Problem]:
    """Only a source in paragraphs has easier words: a table or a picture is the same for everybody."""
    for source in draft.sources:
        if source.value.easier and not source.value.paragraphs:
            what = "The source has easier words, but no paragraphs."
            yield Problem(source.key_place("easier"), what, "Take ‘easier’ out.")


def labels_count_one_way(draft: ParsedUnit) -> Iterator[Problem]:
    """Sources with one label are all numbered or all lettered: a paper counts them in one run."""
    first: dict[str, bool] = {}
    for source in draft.sources:
        entry = source.value
        if first.setdefault(entry.label, entry.has_number) != entry.has_number:
            others, this = ("numbers", "a letter") if first[entry.label] else ("letters", "a number")
            what = f"Other sources called ‘{entry.label}’ have {others}; this would have {this}."
            yield Problem(
                source.place("id"), what, "Give all of them the same ‘numbered’, or this another label."
            )


def source_tables_are_whole(draft: ParsedUnit) -> Iterator[Problem]:
    """Every row of a source's table has a cell for each column."""
    for source in draft.sources:
        table = source.value.table
        for index, row in enumerate(table.rows if table else ()):
            if table and len(row) != len(table.columns):
                what = f"The row has {counted(len(row), 'cell')}, the table {counted(len(table.columns), 'column')}."
                place = source.place("table", "rows", index)
                yield Problem(place, what, "Give each row one cell for each column.")


def pictures_can_be_printed(draft: ParsedUnit) -> Iterator[Problem]:
    """A source's picture is there, in a form that prints and small enough for every paper.

    What is wrong with the picture's file is reported where the source names it.
    """
    for source in draft.sources:
        named = source.value.picture
        found = draft.pictures[named.file] if named else None
        for problem in found.problems if isinstance(found, InvalidInput) else ():
            yield Problem(source.place("picture", "file"), problem.what, problem.remedy)


def excerpts_are_in_the_text(draft: ParsedUnit) -> Iterator[Problem]:
    """A source with `excerpt` has no words that the paragraphs named there do not have, letter by letter."""
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


def unit_is_filled_in(draft: ParsedUnit) -> Iterator[Problem]:
    """Nothing in unit.yaml is left in ‹ ›, which stands for what a teacher still has to write."""
    for steps, text in draft.head.texts if draft.head else ():
        if draft.head and UNWRITTEN.search(text):
            yield Problem(
                draft.head.place(*steps), "This is still to be written.", "Write what stands in ‹ ›."
            )


def text_is_there(draft: ParsedUnit) -> Iterator[Problem]:
    """A unit may have no text; then no question rests on a paragraph of it."""
    resting = [asked.value.id for asked in draft.questions if asked.value.paragraphs]
    if resting and not draft.text_file.exists():
        name = resting[0] if len(resting) == 1 else f"{len(resting)} questions, {resting[0]} first,"
        what = f"There is no {draft.text_file.name}, and {name} name{'s' * (len(resting) == 1)} paragraphs of it."
        remedy = "Write the text into it, a blank line between paragraphs, or take ‘paragraphs’ out of the questions."
        yield Problem(Place(shown(draft.text_file)), what, remedy)


def contested_claims_are_quoted(draft: ParsedUnit) -> Iterator[Problem]:
    """A contested claim is quoted from its paragraph, letter by letter."""
    if draft.head is None or not draft.text:
        return
    for index, entry in enumerate(draft.head.value.contested):
        if entry.paragraph > len(draft.text):
            what = f"The text has no paragraph {entry.paragraph}."
            remedy = f"Write a number from 1 to {len(draft.text)}."
            yield Problem(draft.head.place("contested", index, "paragraph"), what, remedy)
            continue
        for piece in strange_pieces(entry.claim, [draft.text[entry.paragraph - 1][0]]):
            what = f"“{piece}” is not in paragraph {entry.paragraph}."
            remedy = "Quote it letter for letter; … stands for what is left out."
            yield Problem(draft.head.place("contested", index, "claim"), what, remedy)


def levels_run_down_to_one(draft: ParsedUnit) -> Iterator[Problem]:
    """The levels of a set and their marks run from the highest down to 1 without gap or overlap.

    So every mark from 1 on belongs to exactly one level.
    """
    for levels in (one.levels for one in draft.levels):
        # Even if they are written the wrong way round, the marks of the level above say where this one must
        # end.
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


def bold_is_closed(draft: ParsedUnit) -> Iterator[Problem]:
    """Every ** has its partner in the same paragraph of a text."""
    written = ((text, file.place(*at)) for file in draft.files for at, text in file.raw.items())
    yield from (
        Problem(place, *OPEN_BOLD) for text, place in (*written, *draft.text) if leaves_bold_open(text)
    )


UNIT_RULES: tuple[Callable[[ParsedUnit], Iterator[Problem]], ...] = (
    names_are_given_once,
    source_terms_exist,
    explained_terms_have_a_meaning,
    figures_have_a_value_in_each_set,
    sortings_are_named_once,
    source_shows_one_thing,
    only_paragraphs_have_easier_words,
    labels_count_one_way,
    source_tables_are_whole,
    pictures_can_be_printed,
    unit_is_filled_in,
    text_is_there,
    excerpts_are_in_the_text,
    contested_claims_are_quoted,
    levels_run_down_to_one,
    bold_is_closed,
)
